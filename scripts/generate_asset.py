"""Make one picture of a character, a place or a prop."""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.depth import depth_of, save_with_depth
from scripts.options import FRAMES, add_aspect_ratio, add_note, add_round, words
from scripts.pictures import open_picture, save_picture
from scripts.program import Report, Result, add_provider, main, owing, parser, refused
from scripts.providers.paid_options import add_image_size, add_pause


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
    add_provider(made, "local", "library", "gemini")
    add_image_size(made)
    add_pause(made)
    return made


def run(args: argparse.Namespace, report: Report) -> Result:
    if not (args.prompt or args.name):
        raise refused("the prompt is empty; say what is to be seen")
    if args.provider == "library":
        return _taken(args, report)
    if args.provider == "gemini":
        return _painted(args, report)
    references = [open_picture(path) for path in args.reference_image]
    report.started(f"drawing {args.name or args.kind}")

    from scripts.providers.local.pictures import Wanted, make_picture, make_place

    wanted = Wanted(
        kind=args.kind,
        prompt=args.prompt,
        name=args.name,
        atmosphere=args.atmosphere,
        note=args.note,
        references=references,
        depth=depth_of(args.reference_image[0]) if references else None,
        round=args.round,
    )
    frame = FRAMES[args.aspect_ratio]
    if args.kind == "place":
        place = make_place(wanted, frame)
        picture = place.picture
        if place.depth is None:
            save_picture(picture, args.output)
        else:
            save_with_depth(picture, place.depth, args.output)
    else:
        picture = make_picture(wanted, frame)
        save_picture(picture, args.output)
    return {"output": str(args.output), "width": picture.width, "height": picture.height}


def _taken(args: argparse.Namespace, report: Report) -> Result:
    """A picture of the channel's own, as it is."""
    if not args.reference_image:
        raise refused("no picture of the library was given; name it with --reference-image")
    report.started(f"taking {args.name or args.kind} from the library")

    from scripts.providers.library import take_picture

    picture = take_picture(args.reference_image[0], args.output)
    return {"output": str(args.output), "width": picture.width, "height": picture.height}


def _painted(args: argparse.Namespace, report: Report) -> Result:
    """A picture by Gemini; characters and props are cut out of the colour they were painted on."""
    from scripts.providers.gemini import PICTURE_MODEL, gemini
    from scripts.providers.gemini_pictures import Wanted, make_picture

    wanted = Wanted(
        kind=args.kind,
        prompt=args.prompt,
        name=args.name,
        atmosphere=args.atmosphere,
        note=args.note,
        shape=args.aspect_ratio,
        size=args.image_size,
        model=args.model or PICTURE_MODEL,
        round=args.round,
        references=[open_picture(path) for path in args.reference_image],
    )
    report.started(f"having {args.name or args.kind} painted")
    with gemini(args.pause) as calls:
        picture, usage = make_picture(calls, wanted)
    with owing(usage):
        save_picture(picture, args.output)
    size = {"width": picture.width, "height": picture.height}
    return {"output": str(args.output), **size, "usage": usage}


if __name__ == "__main__":
    main(build_parser(), run)
