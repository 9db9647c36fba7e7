"""A storyboard by Gemini: structured output, checked, and sent back once with what does not fit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from scripts.program import Exit, Failure, Result
from scripts.providers.calls import Calls
from scripts.providers.gemini import TEXT_MODEL, Made, added, generate, turn
from scripts.providers.storyboard_rules import Rules, problems

if TYPE_CHECKING:
    from scripts.providers.local.story.brief import Brief

WHAT = "the storyboard"
_SHOWN = 3

# What Gemini reads of a JSON Schema (ai.google.dev/gemini-api/docs/structured-output); the rest
# is checked here.
_READ = {"$defs", "$ref", "type", "description", "enum", "items", "minItems", "maxItems"}
_READ |= {"minimum", "maximum", "anyOf", "properties", "additionalProperties", "required"}

CRAFT = """\
You write storyboards for short narrated films. Each picture is made by an image model from one \
place and at most one character, each clip by a video model from that picture.

- atmosphere: one block of light, weather, lens and palette. It is added to every picture, so \
prompts do not repeat it and nothing in them contradicts it.
- assets: every character, place and prop that is seen, once. Prompts describe how they look, \
concretely (age, build, clothes, materials), never what they do. Where something is seen in \
another state or from another side, first list its core picture, then the variant with the core's \
name as reference. A place is empty of people; a character stands alone.
- shots: exactly as many as asked for. Each has one panel (two only for a real contrast, side by \
side) with a place and, where somebody is seen, a character. Vary distance: scale is the \
character's height as a share of the frame's, from 0.2 far away to 0.95 close.
- motion: first one single physical action that can be seen and done in the shot's seconds, then, \
last, one movement of the camera.
- action: what happens, in a few words.
- narration: what the voice says over the shot. It must fit the seconds at the given pace with air \
to spare; it tells what the picture does not show. A shot may be silent.
- sound: what is heard around (wind, steps, water); never speech, never music.
- The film has a beginning that asks something, a turn, and an end that answers it."""


def write_storyboard(
    calls: Calls, brief: Brief, schema: Mapping[str, Any], model: str = ""
) -> tuple[dict[str, Any], Result]:
    """The storyboard as JSON data that fits schema and rules, and the usage of all calls.

    Raises:
        Failure: Kind `storyboard`, with the usage of both, when the second does not fit either.
    """
    rules = Rules(
        brief.shots, brief.seconds, brief.pace, {own.name: own.kind for own in brief.library}
    )
    config = {"responseMimeType": "application/json", "responseJsonSchema": readable(schema)}
    contents = [turn({"text": CRAFT}, {"text": wishes(brief)})]
    first = generate(calls, model or TEXT_MODEL, contents, config, WHAT)
    board, found = _read(first, schema, rules)
    if not found:
        return board, first.usage
    contents += [turn({"text": first.text}, role="model"), turn({"text": _sent_back(found)})]
    second = _second(calls, model or TEXT_MODEL, contents, config, first.usage)
    usage = added(first.usage, second.usage)
    board, found = _read(second, schema, rules)
    if found:
        told = "; ".join(found[:_SHOWN])
        text = f"Gemini's storyboard does not fit, nor does the one it corrected: {told}"
        raise Failure(Exit.FAILED, text, kind="storyboard", usage=usage)
    return board, usage


def _second(
    calls: Calls, model: str, contents: list[dict[str, Any]], config: dict[str, Any], spent: Result
) -> Made:
    """The correction; however it fails, the first call is owed."""
    try:
        return generate(calls, model, contents, config, WHAT)
    except Failure as failure:
        failure.usage = added(spent, failure.usage)
        raise


def wishes(brief: Brief) -> str:
    """What this film is to be."""
    fitting = int(brief.seconds * brief.pace / 60)
    lines = [
        f"Title: {brief.title}" if brief.title else "",
        f"Topic: {brief.topic}" if brief.topic else "",
        f"Story: {brief.direction}" if brief.direction else "",
        f"Look of the channel: {brief.look}" if brief.look else "",
        f"Shots: exactly {brief.shots}, of {brief.seconds:g} seconds each.",
        f"Narration: in the language {brief.language!r}, at {brief.pace:g} words a minute, so at "
        f"most {fitting} words in a shot. All other texts are English.",
        _library(brief),
        f"A person asked for this change: {brief.note}" if brief.note else "",
        f"This is version {brief.round + 1}: tell it differently." if brief.round else "",
    ]
    return "\n".join(filter(None, lines))


def _library(brief: Brief) -> str:
    """What returns in every film of the channel, where the story names it."""
    if not brief.library:
        return ""
    told = "\n".join(f"- {own.name} ({own.kind}): {own.prompt}" for own in brief.library)
    return f"Where the story has one of these, use it by exactly this name and kind:\n{told}"


def readable(schema: Any) -> Any:
    """The schema with what Gemini reads of it; what it does not know it refuses.

    Below `properties` and `$defs` stand names of ours, which are all kept.
    """
    if isinstance(schema, list):
        return [readable(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: value for key, value in schema.items() if key in _READ}
    return {
        key: {name: readable(inner) for name, inner in value.items()}
        if key in {"properties", "$defs"}
        else value
        if key in {"required", "enum"}
        else readable(value)
        for key, value in kept.items()
    }


def _read(made: Made, schema: Mapping[str, Any], rules: Rules) -> tuple[dict[str, Any], list[str]]:
    try:
        board = json.loads(made.text)
    except (ValueError, RecursionError) as error:
        return {}, [f"the answer is not whole JSON ({error})"]
    found = problems(board, schema, rules)
    return board if isinstance(board, dict) else {}, found


def _sent_back(found: list[str]) -> str:
    told = "\n".join(f"- {problem}" for problem in found)
    return f"This does not fit yet:\n{told}\nWrite the whole storyboard again with it mended."
