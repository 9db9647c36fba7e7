"""Make one picture of a character, a place or a prop."""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.options import FRAMES, add_aspect_ratio, add_note, add_round, words
from scripts.pictures import open_picture, save_picture
from scripts.program import Report, Result, add_provider, main, parser, refused


def build_parser() -> argparse.ArgumentParser:
    made = parser("Make one picture: a place fills the frame, characters and props are cut out.")
    made.add_argument("--prompt", type=words, required=True, help="what is to be seen, as text")
    made.add_argument("--output", type=Path, required=True, help="PNG to write")
    made.add_argument(
        "--reference-image",
        type=Path,
        action="append",
        default=[],
        help="picture whose look is kept; may be given several times, the first is the core",
    )
    made.add_argument(
        "--kind", choices=("character", "place", "prop"), default="character", help="what it is"
    )
    made.add_argument("--name", type=words, default="", help="its name in the storyboard")
    made.add_argument(
        "--atmosphere", type=words, default="", help="light, weather and palette of the film"
    )
    add_note(made)
    add_round(made)
    add_aspect_ratio(made)
    add_provider(made, "local")
    return made


def run(args: argparse.Namespace, report: Report) -> Result:
    if not (args.prompt or args.name):
        raise refused("the prompt is empty; say what is to be seen")
    references = [open_picture(path) for path in args.reference_image]
    report.started(f"drawing {args.name or args.kind}")

    from scripts.providers.local.pictures import Wanted, make_picture

    wanted = Wanted(
        kind=args.kind,
        prompt=args.prompt,
        name=args.name,
        atmosphere=args.atmosphere,
        note=args.note,
        references=references,
        round=args.round,
    )
    picture = make_picture(wanted, FRAMES[args.aspect_ratio])
    save_picture(picture, args.output)
    return {"output": str(args.output), "width": picture.width, "height": picture.height}


if __name__ == "__main__":
    main(build_parser(), run)
