"""Make what people look at in a chat: sheets, a reel, waveforms with sound, or a small film."""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.options import whole_number
from scripts.program import Report, Result, main, parser, refused

_PICTURE = (".png", ".jpg", ".jpeg")
SUFFIXES = {
    "storyboard": _PICTURE,
    "sheet": _PICTURE,
    "comparison": _PICTURE,
    "reel": (".mp4",),
    "waveforms": _PICTURE,
    "film": (".mp4",),
}


def build_parser() -> argparse.ArgumentParser:
    made = parser(__doc__ or "")
    made.add_argument("--kind", required=True, choices=SUFFIXES, help="what is made")
    made.add_argument(
        "--manifest",
        required=True,
        type=Path,
        help="JSON with title, aspect_ratio and items, each with number and file, and name, text, "
        "changed and note if any, of a comparison also before; for a storyboard instead of items "
        "storyboard (a file) and pictures (files by the assets' names); relative paths start at "
        "its folder",
    )
    made.add_argument(
        "--output",
        required=True,
        type=Path,
        help="PNG or JPEG of sheets (pages are numbered NAME-1, NAME-2 …) and of waveforms (an "
        "MP3 comes to lie beside), MP4 else",
    )
    made.add_argument(
        "--max-bytes",
        type=whole_number(10_000, 1_000_000_000),
        default=10_000_000,
        help="bytes all files together may have",
    )
    return made


def run(args: argparse.Namespace, report: Report) -> Result:
    from scripts import previews
    from scripts.preview_manifest import read_manifest

    if args.output.suffix.lower() not in SUFFIXES[args.kind]:
        wanted = " or ".join(SUFFIXES[args.kind])
        raise refused(f"--output of a {args.kind} must end in {wanted}, not {args.output.name}")
    report.started(f"making the {args.kind}")
    manifest = read_manifest(args.manifest, args.kind)
    files = previews.MAKERS[args.kind](manifest, args.output, args.max_bytes)
    size = sum(file.stat().st_size for file in files)
    names = [str(file) for file in files]
    return {"output": names[0], "files": names, "bytes": size, "fits": size <= args.max_bytes}


if __name__ == "__main__":
    main(build_parser(), run)
