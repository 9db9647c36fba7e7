"""One moving clip per shot."""

from __future__ import annotations

from pipeline.lifecycle import Step
from pipeline.steps.film import Call, Film, Unit, Use, make_unit, options
from pipeline.storyboard import Shot


def plan(film: Film) -> list[Unit]:
    board = film.plan.storyboard
    return [_clip(film, shot, n) for n, shot in enumerate(board.shots, 1)] if board else []


def _clip(film: Film, shot: Shot, number: int) -> Unit:
    arguments = options(
        {
            "--image": Use(Step.COMPOSITES, number),
            "--prompt": shot.motion,
            "--seconds": shot.seconds,
            "--aspect-ratio": film.config.aspect_ratio,
            "--note": film.plan.unit(Step.VIDEO, number).note,
            "--round": film.plan.unit(Step.VIDEO, number).round or None,
        }
    )
    return make_unit(
        film,
        Step.VIDEO,
        number,
        name=f"shot {number}",
        prompt=shot.motion,
        fields={
            "motion": shot.motion,
            "seconds": shot.seconds,
            "aspect_ratio": film.config.aspect_ratio,
        },
        call=Call("generate_video", arguments, "clip.mp4", timeout=1200.0),
    )
