"""One sound per shot, long enough for the shot's narration."""

from __future__ import annotations

import math

from pipeline.lifecycle import Step
from pipeline.providers import LOCAL
from pipeline.steps.calls import Call, options
from pipeline.steps.film import Film, Unit, make_unit
from pipeline.steps.voices import speaker
from pipeline.storyboard import Shot

MARGIN_SECONDS = 1.5


def plan(film: Film) -> list[Unit]:
    board = film.plan.storyboard
    return [_sound(film, shot, n) for n, shot in enumerate(board.shots, 1)] if board else []


def _sound(film: Film, shot: Shot, number: int) -> Unit:
    duration = _duration(shot, speaker(film, shot).pace_wpm)
    arguments = options(
        {
            "--duration": duration,
            "--note": film.plan.unit(Step.SFX, number).note,
            "--round": film.plan.unit(Step.SFX, number).round or None,
        }
    )
    return make_unit(
        film,
        Step.SFX,
        number,
        name=f"shot {number}",
        prompt=shot.sound,
        fields={"sound": shot.sound, "duration": duration},
        call=Call("generate_sound_effects", (f"--text={shot.sound}", *arguments), "sound.wav"),
        provider=None if shot.sound.strip() else LOCAL,
        amount={"seconds": duration},
    )


def _duration(shot: Shot, pace_wpm: int) -> float:
    """Seconds of sound: from the words, not the take, so that a new voice makes none stale."""
    spoken = len(shot.narration.split()) * 60 / pace_wpm
    return float(min(30, math.ceil(max(shot.seconds, spoken) + MARGIN_SECONDS)))
