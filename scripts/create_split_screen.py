"""Compose one seed frame of two halves, each with its own place and character."""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.depth import depth_of, save_with_depth
from scripts.options import FRAMES, add_aspect_ratio, add_note, number
from scripts.pictures import open_picture, save_picture
from scripts.program import Report, Result, add_provider, main, parser

SIDES = ("left", "right")


def build_parser() -> argparse.ArgumentParser:
    made = parser("Compose one frame of two halves; in 9:16 the left one stands above the right.")
    for side in SIDES:
        made.add_argument(
            f"--{side}", type=Path, required=True, help=f"picture of the {side} half's place"
        )
        made.add_argument(
            f"--{side}-character", type=Path, help=f"cut-out picture of who is in the {side} half"
        )
        made.add_argument(
            f"--{side}-scale",
            type=number(0.1, 1.0),
            default=0.6,
            help=f"height of the {side} character as a share of its half's height",
        )
    made.add_argument("--output", type=Path, required=True, help="PNG to write")
    add_note(made)
    add_aspect_ratio(made)
    add_provider(made, "local")
    return made


def run(args: argparse.Namespace, report: Report) -> Result:
    given = vars(args)
    places = [open_picture(given[side]) for side in SIDES]
    paths = [given[f"{side}_character"] for side in SIDES]
    characters = [None if path is None else open_picture(path) for path in paths]
    report.started("composing the halves")

    from scripts.providers.local.composing import Stand, half_size, joined, joined_depth, staged
    from scripts.providers.local.places.places import Place

    frame = FRAMES[args.aspect_ratio]
    halves = [
        staged(
            Place(place, depth_of(given[side])),
            character,
            half_size(frame),
            Stand(given[f"{side}_scale"], "center").changed_by(args.note),
            name="" if path is None else path.name,
        )
        for side, place, character, path in zip(SIDES, places, characters, paths, strict=True)
    ]
    picture = joined(halves[0].picture, halves[1].picture, frame)
    depth = joined_depth(halves[0], halves[1], frame)
    if depth is None:
        save_picture(picture, args.output)
    else:
        save_with_depth(picture, depth, args.output)
    return {"output": str(args.output), "width": picture.width, "height": picture.height}


if __name__ == "__main__":
    main(build_parser(), run)
