"""Compose one seed frame: a place, and a character standing in it."""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.options import FRAMES, add_aspect_ratio, add_note, number
from scripts.pictures import open_picture, save_picture
from scripts.program import Report, Result, add_provider, main, parser


def build_parser() -> argparse.ArgumentParser:
    made = parser("Compose one frame from a place and a cut-out character.")
    made.add_argument("--environment", type=Path, required=True, help="picture of the place")
    made.add_argument("--output", type=Path, required=True, help="PNG to write")
    made.add_argument("--character", type=Path, help="cut-out picture of who stands in it")
    made.add_argument(
        "--scale",
        type=number(0.1, 1.0),
        default=0.6,
        help="character's height as a share of the frame's height",
    )
    made.add_argument(
        "--position", choices=("left", "center", "right"), default="center", help="where it stands"
    )
    add_note(made)
    add_aspect_ratio(made)
    add_provider(made, "local")
    return made


def run(args: argparse.Namespace, report: Report) -> Result:
    environment = open_picture(args.environment)
    character = None if args.character is None else open_picture(args.character)
    report.started("composing the frame")

    from scripts.providers.local.composing import Stand, compose

    stand = Stand(args.scale, args.position).changed_by(args.note)
    name = "" if args.character is None else args.character.name
    frame = compose(environment, character, FRAMES[args.aspect_ratio], stand, name=name)
    save_picture(frame, args.output)
    return {"output": str(args.output), "width": frame.width, "height": frame.height}


if __name__ == "__main__":
    main(build_parser(), run)
