"""Compose one seed frame: a place, and a character standing in it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.depth import depth_of, save_with_depth
from scripts.options import FRAMES, add_aspect_ratio, add_note, number, words
from scripts.pictures import open_picture, save_picture
from scripts.program import Report, Result, add_provider, main, owing, parser
from scripts.providers.paid_options import add_image_size, add_pause

if TYPE_CHECKING:
    from PIL import Image


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
    made.add_argument(
        "--prompt", type=words, default="", help="the shot's action: who flies or swims, does so"
    )
    add_note(made)
    add_aspect_ratio(made)
    add_provider(made, "local", "gemini")
    add_image_size(made)
    add_pause(made)
    return made


def run(args: argparse.Namespace, report: Report) -> Result:
    environment = open_picture(args.environment)
    character = None if args.character is None else open_picture(args.character)
    report.started("composing the frame")
    if args.provider == "gemini":
        return _painted(args, environment, character)

    from scripts.providers.local.composing import Stand, staged
    from scripts.providers.local.places.places import Place

    stand = Stand(args.scale, args.position).doing(args.prompt).changed_by(args.note)
    place = Place(environment, depth_of(args.environment))
    name = "" if args.character is None else args.character.name
    frame = staged(place, character, FRAMES[args.aspect_ratio], stand, name=name)
    if frame.depth is None:
        save_picture(frame.picture, args.output)
    else:
        save_with_depth(frame.picture, frame.depth, args.output)
    width, height = frame.picture.size
    return {"output": str(args.output), "width": width, "height": height}


def _painted(
    args: argparse.Namespace, environment: Image.Image, character: Image.Image | None
) -> Result:
    """A frame that an image model makes of both pictures."""
    from scripts.providers.gemini import PICTURE_MODEL, gemini
    from scripts.providers.gemini_pictures import Moment, compose

    moment = Moment(
        action=args.prompt,
        position=args.position,
        scale=args.scale,
        note=args.note,
        shape=args.aspect_ratio,
        size=args.image_size,
        model=args.model or PICTURE_MODEL,
    )
    with gemini(args.pause) as calls:
        picture, usage = compose(calls, environment, character, moment)
    with owing(usage):
        save_picture(picture, args.output)
    size = {"width": picture.width, "height": picture.height}
    return {"output": str(args.output), **size, "usage": usage}


if __name__ == "__main__":
    main(build_parser(), run)
