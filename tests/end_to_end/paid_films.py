"""Films of which every paid unit can be told from its words alone, wherever they turn up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pipeline.lifecycle import Step
from pipeline.steps.film import UnitKey

Board = dict[str, Any]
Marked = tuple[str, UnitKey]  # the film's mark and the unit

VOICE = "21m00Tcm4TlvDq8ikWAM"
SECONDS = 3.0  # of every shot, which Kling 3.0 sells
PAID_STEPS = (
    Step.STORYBOARD,
    Step.ASSETS,
    Step.COMPOSITES,
    Step.VIDEO,
    Step.NARRATION,
    Step.SFX,
)

CHANNEL: dict[str, Any] = {
    "name": "Quiet Nature",
    "voice": {"name": VOICE},
    "seconds": SECONDS,
    "composite": "model",
    "providers": {
        "storyboard": {"provider": "gemini", "model": "gemini-3.8-flash"},
        "assets": {"provider": "gemini", "model": "gemini-nano-banana-2.1"},
        "video": {"provider": "kling", "model": "kling-3.0/video"},
        "narration": {"provider": "elevenlabs", "model": "eleven_multilingual_v2"},
        "sfx": {"provider": "elevenlabs", "model": "eleven_text_to_sound_v2"},
    },
}

_MARK = re.compile(rf"\b(\w+)\.({'|'.join(PAID_STEPS)})\.(\d+)\b")


def mark(film: str, step: Step, number: int = 1) -> str:
    """The word by which a unit is known."""
    return f"{film}.{step}.{number}"


def marked(words: str) -> Marked:
    """The unit that something was asked for; the first that is named."""
    found = _MARK.search(words)
    assert found is not None, f"nothing is marked in “{words[:200]}”"
    return found[1], (Step(found[2]), int(found[3]))


def board(film: str, shots: Sequence[Board], assets: Sequence[Board]) -> Board:
    """A storyboard whose every text names its unit.

    Args:
        shots: Their panels, and whatever else they say; a text that is there is left as it is.
        assets: Their names and kinds.
    """
    return {
        "title": f"The keeper {film}",
        "atmosphere": "grey morning light",
        "assets": [
            {"prompt": f"{asset['name']} {mark(film, Step.ASSETS, number)}", **asset}
            for number, asset in enumerate(assets, 1)
        ],
        "shots": [
            {
                "action": f"waits {mark(film, Step.COMPOSITES, number)}",
                "motion": f"The sea moves. {mark(film, Step.VIDEO, number)} Slow push in.",
                "narration": f"Said {mark(film, Step.NARRATION, number)}.",
                "sound": f"waves {mark(film, Step.SFX, number)}",
                "seconds": SECONDS,
                **shot,
            }
            for number, shot in enumerate(shots, 1)
        ],
    }


HARBOUR = {"name": "harbour", "kind": "place"}
SHORE = {"name": "shore", "kind": "place"}
KEEPER = {"name": "keeper", "kind": "character"}


def on_stage(place: str, character: str | None = None) -> Board:
    """A shot of one picture."""
    return {"panels": [{"place": place, "character": character, "scale": 0.6}]}
