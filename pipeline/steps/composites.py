"""One seed frame per shot, composed from the shot's pictures."""

from __future__ import annotations

from typing import Any

from pipeline.lifecycle import Step
from pipeline.providers import LOCAL
from pipeline.steps.assets import ONE_PICTURE
from pipeline.steps.calls import Call, Use, options
from pipeline.steps.film import Film, Unit, make_unit
from pipeline.storyboard import Panel, Shot, Storyboard


def plan(film: Film) -> list[Unit]:
    board = film.plan.storyboard
    if board is None:
        return []
    return [_composite(film, board, shot, n) for n, shot in enumerate(board.shots, 1)]


def _composite(film: Film, board: Storyboard, shot: Shot, number: int) -> Unit:
    is_split = len(shot.panels) == 2
    shared = {
        "--aspect-ratio": film.config.aspect_ratio,
        "--note": film.plan.unit(Step.COMPOSITES, number).note,
    }
    chosen = _split(board, shot.panels) if is_split else _single(board, shot)
    script = "create_split_screen" if is_split else "create_composite"
    names = [name for p in shot.panels for name in (p.character, p.place) if name]
    return make_unit(
        film,
        Step.COMPOSITES,
        number,
        name=f"shot {number}",
        prompt=" · ".join(names),
        fields={
            "script": script,
            "scales": [panel.scale for panel in shot.panels],
            # Of two panels neither is staged by it.
            "action": "" if is_split else shot.action,
            "aspect_ratio": film.config.aspect_ratio,
        },
        call=Call(script, options(chosen | shared), "composite.png"),
        provider=LOCAL if is_split or not shot.panels[0].character else None,
        amount=ONE_PICTURE,
    )


def _single(board: Storyboard, shot: Shot) -> dict[str, Any]:
    panel = shot.panels[0]
    return {
        "--prompt": shot.action,
        "--environment": _picture(board, panel.place),
        "--character": _picture(board, panel.character),
        "--scale": panel.scale,
    }


def _split(board: Storyboard, panels: list[Panel]) -> dict[str, Any]:
    chosen: dict[str, Any] = {}
    for side, panel in zip(("left", "right"), panels, strict=True):
        chosen[f"--{side}"] = _picture(board, panel.place)
        chosen[f"--{side}-character"] = _picture(board, panel.character)
        chosen[f"--{side}-scale"] = panel.scale
    return chosen


def _picture(board: Storyboard, name: str | None) -> Use | None:
    return Use(Step.ASSETS, board.asset_number(name)) if name else None
