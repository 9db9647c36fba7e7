"""One moving clip per shot."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lifecycle import Step
from pipeline.steps.calls import Call, Use, options
from pipeline.steps.film import Film, SoldClip, Unit, make_unit
from pipeline.steps.voices import speaker
from pipeline.storyboard import Shot

AFTER_NARRATION_SECONDS = 0.3  # the animatic and the film rest as long after a line


def plan(film: Film) -> list[Unit]:
    board = film.plan.storyboard
    return [_clip(film, shot, n) for n, shot in enumerate(board.shots, 1)] if board else []


def _clip(film: Film, shot: Shot, number: int) -> Unit:
    seconds = _seconds(film, shot, number)
    arguments = options(
        {
            "--image": Use(Step.COMPOSITES, number),
            "--prompt": shot.motion,
            "--seconds": seconds,
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
            "seconds": seconds,
            "aspect_ratio": film.config.aspect_ratio,
        },
        call=Call("generate_video", arguments, "clip.mp4", timeout=1200.0),
        amount={"seconds": seconds},
    )


def _seconds(film: Film, shot: Shot, number: int) -> float:
    """The length of a shot's clip: the shot's own, or what is sold and frozen."""
    sold = film.choice(Step.VIDEO).sold_seconds
    if not sold:
        return shot.seconds
    frozen = film.plan.clips.get(str(number))
    if frozen is not None and frozen.asked == shot.seconds:
        return float(frozen.seconds)
    return float(_covering(sold, shot, _spoken(film, shot)))


def _spoken(film: Film, shot: Shot) -> float:
    """Seconds of narration by the voice's pace, as long as nobody has spoken it."""
    return len(shot.narration.split()) * 60 / speaker(film, shot).pace_wpm


def _covering(sold: Sequence[int], shot: Shot, spoken: float) -> int:
    """The shortest, and so the cheapest, clip for a shot and what is said in it.

    Where even the longest is too short, the film holds its last frame.
    """
    needed = max(shot.seconds, spoken + AFTER_NARRATION_SECONDS if spoken else 0.0)
    return next((seconds for seconds in sold if seconds >= needed), sold[-1])


def frozen_clips(film: Film, spoken: Sequence[float]) -> dict[str, SoldClip]:
    """The lengths of the film's clips as they are bought, whatever voice speaks later.

    Args:
        spoken: Seconds of each shot's narration by the scratch voice; empty where nobody spoke.
    """
    sold, board = film.choice(Step.VIDEO).sold_seconds, film.plan.storyboard
    if not sold or board is None:
        return {}
    clips = dict(film.plan.clips)
    for number, shot in enumerate(board.shots, 1):
        kept = clips.get(str(number))
        if kept is None or kept.asked != shot.seconds:
            said = spoken[number - 1] if number <= len(spoken) else _spoken(film, shot)
            seconds = _covering(sold, shot, said)
            clips[str(number)] = SoldClip(asked=shot.seconds, seconds=seconds)
    return clips
