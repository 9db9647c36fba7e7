"""Make what people look at in a chat: sheet, reel, waveforms with sound, or a small film."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.options import whole_number
from scripts.program import Report, Result, main, named_file, parser, read_json, refused

if TYPE_CHECKING:
    from scripts.sheets import Item

SUFFIXES = {
    "sheet": (".png", ".jpg", ".jpeg"),
    "reel": (".mp4",),
    "waveforms": (".png", ".jpg", ".jpeg"),
    "film": (".mp4",),
}


def build_parser() -> argparse.ArgumentParser:
    made = parser(__doc__ or "")
    made.add_argument("--kind", required=True, choices=SUFFIXES, help="what is made")
    made.add_argument(
        "--manifest",
        required=True,
        type=Path,
        help="JSON with title and items, each with number and file, and name and text if any; "
        "relative paths start at its folder",
    )
    made.add_argument(
        "--output",
        required=True,
        type=Path,
        help="PNG or JPEG of a sheet or of waveforms (an MP3 comes to lie beside), MP4 else",
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

    if args.output.suffix.lower() not in SUFFIXES[args.kind]:
        wanted = " or ".join(SUFFIXES[args.kind])
        raise refused(f"--output of a {args.kind} must end in {wanted}, not {args.output.name}")
    report.started(f"making the {args.kind}")
    title, items = read_items(args.manifest)
    if args.kind == "sheet":
        files = previews.sheet(title, items, args.output, args.max_bytes)
    elif args.kind == "reel":
        files = previews.reel(items, args.output, args.max_bytes)
    elif args.kind == "waveforms":
        files = previews.waveforms(title, items, args.output, args.max_bytes)
    else:
        files = previews.film(items[0], args.output, args.max_bytes)
    size = sum(file.stat().st_size for file in files)
    names = [str(file) for file in files]
    fits = size <= args.max_bytes
    return {"output": str(args.output), "files": names, "bytes": size, "fits": fits}


def read_items(manifest: Path) -> tuple[str, list[Item]]:
    """Title and items of a manifest; a mistake is refused with its place."""
    data = read_json(manifest)
    entries = data.get("items") if isinstance(data, dict) else None
    if not isinstance(entries, list) or not entries:
        raise refused(f"{manifest.name} must have a list “items” with at least one item")
    title = data.get("title", "")
    if not isinstance(title, str):
        raise refused(f"{manifest.name}, title: must be a text")
    return title, [_item(manifest, entry, place) for place, entry in enumerate(entries, 1)]


def _item(manifest: Path, entry: Any, position: int) -> Item:
    from scripts.sheets import Item

    place = f"{manifest.name}, items {position}"
    if not isinstance(entry, dict):
        raise refused(f"{place}: must be an object with number and file")
    number = entry.get("number")
    if not isinstance(number, int) or isinstance(number, bool):
        raise refused(f"{place}, number: must be a whole number")
    file = named_file(manifest, entry.get("file"), f"{place}, file")
    name, text = entry.get("name") or "", entry.get("text") or ""
    if not isinstance(name, str) or not isinstance(text, str):
        raise refused(f"{place}: name and text must be texts")
    return Item(number, file, name, text)


if __name__ == "__main__":
    main(build_parser(), run)
