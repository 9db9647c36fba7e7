"""See whether pictures can be used: decoded whole, small enough, cut out where they must be."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.program import Exit, Failure, Report, Result, main, parser

if TYPE_CHECKING:
    from PIL import Image

_CLEAR, _SEEN = 16, 12  # alpha below which a pixel is clear, and above which it can be seen


def build_parser() -> argparse.ArgumentParser:
    made = parser("See whether pictures can be used, and say of each what is wrong with it.")
    made.add_argument(
        "--image",
        type=Path,
        action="append",
        default=[],
        help="PNG, JPEG or WebP, at most 40 megapixels; may be given several times",
    )
    made.add_argument(
        "--cut-out",
        type=Path,
        action="append",
        default=[],
        help="the same for one that must have a transparent background",
    )
    return made


def run(args: argparse.Namespace, report: Report) -> Result:
    wanted = [*((path, False) for path in args.image), *((path, True) for path in args.cut_out)]
    if not wanted:
        raise Failure(Exit.USAGE, "a picture is required: --image or --cut-out", kind="usage")
    report.started(f"looking at {len(wanted)} pictures")
    found = []
    for done, (path, is_cut_out) in enumerate(wanted, 1):
        found.append({"file": str(path), "problem": problem_of(path, is_cut_out=is_cut_out)})
        report.progress(done, len(wanted))
    return {"pictures": found}


def problem_of(path: Path, *, is_cut_out: bool) -> str | None:
    """What is wrong with a picture and what to do, as a sentence after its name."""
    from scripts.pictures import open_picture

    try:
        kind = _kind(path)
        if kind is not None:
            return kind
        picture = open_picture(path)
    except Failure as failure:
        return str(failure).removeprefix(f"{path.name} ")
    return _background_problem(picture) if is_cut_out else None


def _kind(path: Path) -> str | None:
    """What speaks against the kind of file, before its pixels are read."""
    from PIL import Image

    try:
        with Image.open(path, formats=["PNG", "JPEG", "WEBP"]) as opened:
            if opened.mode.startswith(("I", "F")):
                return "has 16 bits of grey, which come out white: save it with 8 bits a colour"
    except FileNotFoundError:
        return "does not exist"
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return "is no PNG, JPEG or WebP that can be read: save it anew"
    return None


def _background_problem(picture: Image.Image) -> str | None:
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    lowest, highest = alpha.getextrema() if alpha else (255, 255)
    if not isinstance(lowest, int) or lowest >= _CLEAR:
        return "has no transparent background: cut the figure out and save it as PNG or WebP"
    if not isinstance(highest, int) or highest <= _SEEN:
        return "is empty: all of it is transparent"
    return None


if __name__ == "__main__":
    main(build_parser(), run)
