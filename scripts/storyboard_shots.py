"""A storyboard as people may have written it, read so that every shot can be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

DEFAULT_SECONDS = 5.0
_DEFAULT_SCALE = 0.6
_MOST_PANELS = 2

Json = Mapping[str, Any]


@dataclass(frozen=True)
class ShotText:
    """What a storyboard says of one shot.

    Attributes:
        panels: What can be sketched of it; none where no place is named.
    """

    number: int
    seconds: float
    action: str
    narration: str
    sound: str
    camera: str
    panels: tuple[dict[str, Any], ...]


def read_shots(storyboard: Json) -> list[ShotText]:
    """All shots; what is missing or of another kind is empty."""
    return [_shot(number, shot) for number, shot in enumerate(storyboard["shots"], 1)]


def drawable_board(storyboard: Json) -> dict[str, Any]:
    """What a sketch needs of a storyboard: its atmosphere, and assets that have a name."""
    assets = storyboard.get("assets")
    named = [
        {
            "name": asset["name"],
            "prompt": _text(asset, "prompt"),
            "kind": _text(asset, "kind") or "character",
        }
        for asset in (assets if isinstance(assets, list) else [])
        if isinstance(asset, dict) and isinstance(asset.get("name"), str)
    ]
    return {"atmosphere": _text(storyboard, "atmosphere"), "assets": named}


def _shot(number: int, shot: Json) -> ShotText:
    panels = shot.get("panels", [shot])  # a shot of one panel may hold its place itself
    return ShotText(
        number,
        _number(shot.get("seconds"), DEFAULT_SECONDS, most=60),
        _text(shot, "action"),
        _text(shot, "narration"),
        _text(shot, "sound"),
        _camera(_text(shot, "motion")),
        tuple(
            _panel(panel)
            for panel in (panels if isinstance(panels, list) else [])[:_MOST_PANELS]
            if isinstance(panel, dict) and isinstance(panel.get("place"), str)
        ),
    )


def _camera(motion: str) -> str:
    """A motion prompt tells the action first and the camera last; without that it is all camera."""
    return motion.rpartition("Camera:")[2].strip(" .")


def _panel(panel: Json) -> dict[str, Any]:
    return {
        "place": panel["place"],
        "character": _text(panel, "character") or None,
        "scale": _number(panel.get("scale"), _DEFAULT_SCALE, most=1),
    }


def _text(entry: Json, key: str) -> str:
    value = entry.get(key)
    return value if isinstance(value, str) else ""


def _number(value: object, default: float, *, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= most:
        return default
    return float(value)
