"""The storyboard, and the animatic that shows it before a picture is made."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipeline import storyboard
from pipeline.lifecycle import Step
from pipeline.steps.film import Call, Document, Film, Unit, make_unit, options

STORYBOARD, ANIMATIC = 1, 2


def plan(film: Film) -> list[Unit]:
    return [_storyboard(film), _animatic(film)]


def _storyboard(film: Film) -> Unit:
    given = film.plan.given.model_dump(mode="json") if film.plan.given else None
    texts = {"title": film.title, "topic": film.topic, "story_direction": film.story_direction}
    fields: dict[str, Any] = {
        **texts,
        "shots": film.plan.shots,
        "seconds": film.config.seconds,
        "language": film.config.language,
        "aspect_ratio": film.config.aspect_ratio,
        "look": film.config.look,
        "given": given,
    }
    arguments = options(
        {
            "--title": film.title,
            "--topic": film.topic,
            "--story-direction": film.story_direction,
            "--shots": film.plan.shots,
            "--seconds": film.config.seconds,
            "--language": film.config.language,
            "--aspect-ratio": film.config.aspect_ratio,
            "--look": film.config.look,
            "--note": film.plan.unit(Step.STORYBOARD, STORYBOARD).note,
            "--round": film.plan.unit(Step.STORYBOARD, STORYBOARD).round or None,
            "--storyboard": Document("given.json", given) if given else None,
            "--schema": Document("schema.json", storyboard.schema()),
        }
    )
    return make_unit(
        film,
        Step.STORYBOARD,
        STORYBOARD,
        name="storyboard",
        prompt=film.story_direction or film.topic or film.title,
        fields=fields,
        call=Call("generate_storyboard", arguments, "storyboard.json"),
    )


def _animatic(film: Film) -> Unit:
    shots = film.plan.storyboard.model_dump(mode="json") if film.plan.storyboard else None
    pace = film.config.voice.pace_wpm
    arguments = options(
        {
            "--storyboard": Document("storyboard.json", shots),
            "--language": film.config.language,
            "--pace": pace,
        }
    )
    unit = make_unit(
        film,
        Step.STORYBOARD,
        ANIMATIC,
        name="animatic",
        prompt="the storyboard as moving frames",
        fields={"storyboard": shots, "language": film.config.language, "pace_wpm": pace},
        call=Call("create_animatic", arguments, "animatic.mp4"),
    )
    # It reads the plan's shots, which are there (and right) only once the storyboard's take is.
    return replace(unit, uses=((Step.STORYBOARD, STORYBOARD),))
