"""The storyboard, and the animatic that shows it before a picture is made."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipeline import storyboard
from pipeline.lifecycle import Step
from pipeline.providers import LOCAL
from pipeline.steps.calls import Call, Document, StoredFile, options
from pipeline.steps.film import Film, Texts, Unit, make_unit
from pipeline.steps.voices import speaker

STORYBOARD, ANIMATIC = 1, 2

# Tokens of one storyboard, counted as a quarter of the characters of our rules and schema (3,300)
# and of local storyboards (340 a shot, 1,300 beside them), written ones threefold: models write
# more than that, and are paid for thinking. All of it twice: an answer that breaks the rules is sent
# back once.
_CHARACTERS_PER_TOKEN, _CALLS = 4, 2
_READ, _WRITTEN, _WRITTEN_EACH = 830.0, 980.0, 255.0


def plan(film: Film) -> list[Unit]:
    return [_storyboard(film), _animatic(film)]


def _storyboard(film: Film) -> Unit:
    given = film.plan.given.model_dump(mode="json") if film.plan.given else None
    told = film.plan.texts or Texts(
        title=film.title, topic=film.topic, story_direction=film.story_direction
    )
    texts = told.model_dump()
    pace = speaker(film).pace_wpm
    cast = film.plan.library.cast()
    library = {"library": cast.document()} if cast else {}
    fields: dict[str, Any] = {
        **texts,
        "shots": film.plan.shots,
        "seconds": film.config.seconds,
        "language": film.config.language,
        "pace_wpm": pace,
        "aspect_ratio": film.config.aspect_ratio,
        "look": film.config.look,
        "given": given,
        **library,
    }
    arguments = options(
        {
            "--title": told.title,
            "--topic": told.topic,
            "--story-direction": told.story_direction,
            "--shots": film.plan.shots,
            "--seconds": film.config.seconds,
            "--language": film.config.language,
            "--pace": pace,
            "--aspect-ratio": film.config.aspect_ratio,
            "--look": film.config.look,
            "--note": film.plan.unit(Step.STORYBOARD, STORYBOARD).note,
            "--round": film.plan.unit(Step.STORYBOARD, STORYBOARD).round or None,
            "--storyboard": Document("given.json", given) if given else None,
            "--library": Document("library.json", cast.document()) if cast else None,
            "--schema": Document("schema.json", storyboard.schema()),
        }
    )
    return make_unit(
        film,
        Step.STORYBOARD,
        STORYBOARD,
        name="storyboard",
        prompt=told.story_direction or told.topic or told.title,
        fields=fields,
        call=Call("generate_storyboard", arguments, "storyboard.json"),
        provider=LOCAL if given else None,  # a person's own is only checked
        amount=_tokens(film),
    )


def _tokens(film: Film) -> dict[str, float]:
    """What a text model will about read and write."""
    told = len(film.title) + len(film.topic) + len(film.story_direction) + len(film.config.look)
    written = _WRITTEN + _WRITTEN_EACH * film.plan.shots
    read = _READ + told / _CHARACTERS_PER_TOKEN
    return {
        "input_tokens": _CALLS * read + written,  # the second call reads what the first wrote
        "output_tokens": _CALLS * written,
    }


def _animatic(film: Film) -> Unit:
    board = film.plan.storyboard
    shots = board.model_dump(mode="json") if board else None
    pictures = film.plan.library.pictures_of(board) if board else {}
    pace = speaker(film).pace_wpm
    arguments = options(
        {
            "--storyboard": Document("storyboard.json", shots),
            "--language": film.config.language,
            "--pace": pace,
            "--aspect-ratio": film.config.aspect_ratio,
        }
    )
    own = tuple(StoredFile(p.key, before=f"--picture={name}=") for name, p in pictures.items())
    unit = make_unit(
        film,
        Step.STORYBOARD,
        ANIMATIC,
        name="animatic",
        prompt="the storyboard as moving frames",
        fields={
            "storyboard": shots,
            "language": film.config.language,
            "pace_wpm": pace,
            "aspect_ratio": film.config.aspect_ratio,
            "pictures": {name: picture.sha256 for name, picture in pictures.items()},
        },
        call=Call("create_animatic", (*arguments, *own), "animatic.mp4"),
        provider=LOCAL,
    )
    # It reads the plan's shots, which are there (and right) only once the storyboard's take is.
    return replace(unit, uses=((Step.STORYBOARD, STORYBOARD),))
