"""Write a film's storyboard, or check the one a person wrote."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.options import add_aspect_ratio, add_note, add_round, number, whole_number, words
from scripts.program import (
    Exit,
    Failure,
    Report,
    Result,
    add_provider,
    main,
    owing,
    parser,
    read_json,
    refused,
    whole_file,
)
from scripts.providers.paid_options import add_pause
from scripts.providers.storyboard_rules import place

if TYPE_CHECKING:
    from scripts.providers.local.story.brief import Brief, Own

_SHOWN_PROBLEMS = 3
_ASSET_KEYS = ("name", "kind", "prompt")
_KINDS = ("character", "place", "prop")


def build_parser() -> argparse.ArgumentParser:
    made = parser("Write a storyboard from a title, a topic and a story direction.")
    made.add_argument("--title", type=words, default="", help="the film's title")
    made.add_argument("--topic", type=words, default="", help="what the film is about, as text")
    made.add_argument("--story-direction", type=words, default="", help="what happens, as text")
    made.add_argument("--shots", type=whole_number(1, 60), default=18, help="number of shots")
    made.add_argument(
        "--seconds", type=number(1, 30), default=5.0, help="length of each shot in seconds"
    )
    made.add_argument("--language", default="en", help="code of the narration's language")
    made.add_argument(
        "--pace", type=number(60, 450), default=150.0, help="the voice's pace in words a minute"
    )
    made.add_argument("--look", type=words, default="", help="the channel's look, as text")
    made.add_argument(
        "--storyboard",
        type=Path,
        help="a person's own storyboard (JSON): checked and kept as it is",
    )
    made.add_argument(
        "--library",
        type=Path,
        help="the channel's own assets and voices (JSON), used where the texts name them",
    )
    made.add_argument("--schema", type=Path, help="JSON Schema that the storyboard must fit")
    made.add_argument("--output", type=Path, required=True, help="JSON to write")
    add_note(made)
    add_round(made)
    add_aspect_ratio(made)
    add_provider(made, "local", "gemini")
    add_pause(made)
    return made


def run(args: argparse.Namespace, report: Report) -> Result:
    report.started("writing the storyboard" if args.storyboard is None else "checking it")
    storyboard, told = _written(args) if args.storyboard is None else (_own(args), {})
    with owing(told.get("usage", {})):
        if args.schema is not None:
            _check(storyboard, args.schema, own=args.storyboard)
        with whole_file(args.output) as partial:
            text = json.dumps(storyboard, ensure_ascii=False, indent=2)
            partial.write_text(f"{text}\n", encoding="utf-8")
    shots = storyboard["shots"]
    return {
        "output": str(args.output),
        "title": storyboard["title"],
        "shots": len(shots),
        "seconds": round(sum(float(shot.get("seconds", args.seconds)) for shot in shots), 3),
        **told,
    }


def _written(args: argparse.Namespace) -> tuple[dict[str, Any], Result]:
    """A new storyboard, and what else the result says of it."""
    from scripts.providers.local.story.brief import Brief

    brief = Brief(
        title=args.title,
        topic=args.topic,
        direction=args.story_direction,
        note=args.note,
        look=args.look,
        shots=args.shots,
        seconds=args.seconds,
        language=args.language,
        round=args.round,
        pace=args.pace,
        library=_library(args.library) if args.library else (),
    )
    if args.provider == "gemini":
        return _by_gemini(args, brief)

    from scripts.providers.local.story.story import write_storyboard

    return write_storyboard(brief), {}


def _by_gemini(args: argparse.Namespace, brief: Brief) -> tuple[dict[str, Any], Result]:
    from scripts.providers.gemini import gemini
    from scripts.providers.gemini_storyboard import write_storyboard

    if args.schema is None:
        raise refused("Gemini needs a form to write in: give it with --schema")
    schema = _schema(args.schema)
    with gemini(args.pause) as calls:
        board, usage = write_storyboard(calls, brief, schema, args.model)
    return board, {"usage": usage}


def _library(path: Path) -> tuple[Own, ...]:
    """The channel's own assets; its voices are names for people, not for pictures."""
    from scripts.providers.local.story.brief import Own

    data = read_json(path)
    assets = data.get("assets", []) if isinstance(data, dict) else None
    if not isinstance(assets, list):
        raise refused(f"{path.name} must be an object with a list of assets")
    for position, asset in enumerate(assets, 1):
        if not isinstance(asset, dict) or not all(
            isinstance(asset.get(key), str) and asset[key].strip() for key in _ASSET_KEYS
        ):
            raise refused(f"{path.name}, assets {position}: must have name, kind and prompt")
        if asset["kind"] not in _KINDS:
            raise refused(f"{path.name}, assets {position}, kind: must be {', '.join(_KINDS)}")
    return tuple(Own(*(asset[key] for key in _ASSET_KEYS)) for asset in assets)


def _own(args: argparse.Namespace) -> dict[str, Any]:
    """A person's storyboard, with what every later step needs in it."""
    path: Path = args.storyboard
    storyboard = read_json(path)
    if not isinstance(storyboard, dict):
        raise refused(f"{path.name} must be an object with title, assets and shots")
    storyboard = {"title": args.title, **storyboard}
    shots = storyboard.get("shots")
    if not isinstance(shots, list) or not shots:
        raise refused(f"{path.name}, shots: must be a list with at least one shot")
    for position, shot in enumerate(shots, 1):
        seconds = shot.get("seconds", 0.0) if isinstance(shot, dict) else None
        if isinstance(seconds, bool) or not isinstance(seconds, int | float):
            raise refused(f"{path.name}, shots {position}: must be an object, seconds a number")
    return storyboard


def _schema(path: Path) -> dict[str, Any]:
    import jsonschema

    schema: dict[str, Any] = read_json(path)
    try:
        jsonschema.Draft202012Validator.check_schema(schema)
    except jsonschema.SchemaError as error:
        raise refused(f"{path.name} is not a JSON Schema: {error.message}") from error
    return schema


def _check(storyboard: dict[str, Any], schema_file: Path, own: Path | None) -> None:
    import jsonschema

    found = jsonschema.Draft202012Validator(_schema(schema_file)).iter_errors(storyboard)
    problems = sorted(found, key=lambda error: [str(part) for part in error.absolute_path])
    if not problems:
        return
    told = "; ".join(
        f"{place(list(problem.absolute_path))}: {problem.message[:200]}"
        for problem in problems[:_SHOWN_PROBLEMS]
    )
    if own is None:
        raise Failure(Exit.FAILED, f"the storyboard written does not fit: {told}", kind="bug")
    raise refused(f"{own.name} does not fit: {told}")


if __name__ == "__main__":
    main(build_parser(), run)
