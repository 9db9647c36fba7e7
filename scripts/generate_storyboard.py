"""Write a film's storyboard, or check the one a person wrote."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scripts.options import add_aspect_ratio, add_note, add_round, number, whole_number, words
from scripts.program import (
    Exit,
    Failure,
    Report,
    Result,
    add_provider,
    main,
    parser,
    read_json,
    refused,
    whole_file,
)

_SHOWN_PROBLEMS = 3


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
    made.add_argument("--look", type=words, default="", help="the channel's look, as text")
    made.add_argument(
        "--storyboard",
        type=Path,
        help="a person's own storyboard (JSON): checked and kept as it is",
    )
    made.add_argument("--schema", type=Path, help="JSON Schema that the storyboard must fit")
    made.add_argument("--output", type=Path, required=True, help="JSON to write")
    add_note(made)
    add_round(made)
    add_aspect_ratio(made)
    add_provider(made, "local")
    return made


def run(args: argparse.Namespace, report: Report) -> Result:
    report.started("writing the storyboard" if args.storyboard is None else "checking it")
    storyboard = _written(args) if args.storyboard is None else _own(args.storyboard, args.title)
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
    }


def _written(args: argparse.Namespace) -> dict[str, Any]:
    from scripts.providers.local.story import Brief, write_storyboard

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
    )
    return write_storyboard(brief)


def _own(path: Path, title: str) -> dict[str, Any]:
    """A person's storyboard, with what every later step needs in it."""
    storyboard = read_json(path)
    if not isinstance(storyboard, dict):
        raise refused(f"{path.name} must be an object with title, assets and shots")
    storyboard = {"title": title, **storyboard}
    shots = storyboard.get("shots")
    if not isinstance(shots, list) or not shots:
        raise refused(f"{path.name}, shots: must be a list with at least one shot")
    for position, shot in enumerate(shots, 1):
        seconds = shot.get("seconds", 0.0) if isinstance(shot, dict) else None
        if isinstance(seconds, bool) or not isinstance(seconds, int | float):
            raise refused(f"{path.name}, shots {position}: must be an object, seconds a number")
    return storyboard


def _check(storyboard: dict[str, Any], schema_file: Path, own: Path | None) -> None:
    import jsonschema

    schema = read_json(schema_file)
    try:
        jsonschema.Draft202012Validator.check_schema(schema)
    except jsonschema.SchemaError as error:
        raise refused(f"{schema_file.name} is not a JSON Schema: {error.message}") from error
    found = jsonschema.Draft202012Validator(schema).iter_errors(storyboard)
    problems = sorted(found, key=lambda error: [str(part) for part in error.absolute_path])
    if not problems:
        return
    told = "; ".join(
        f"{_place(list(problem.absolute_path))}: {problem.message[:200]}"
        for problem in problems[:_SHOWN_PROBLEMS]
    )
    if own is None:
        raise Failure(Exit.FAILED, f"the storyboard written does not fit: {told}", kind="bug")
    raise refused(f"{own.name} does not fit: {told}")


def _place(path: Sequence[str | int]) -> str:
    """`["shots", 2, "motion"]` as people count: `shots 3, motion`."""
    named: list[str] = []
    for part in path:
        if isinstance(part, int) and named:
            named[-1] += f" {part + 1}"
        else:
            named.append(str(part))
    return ", ".join(named) or "the whole"


if __name__ == "__main__":
    main(build_parser(), run)
