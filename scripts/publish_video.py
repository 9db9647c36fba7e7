"""Publish a finished film: into a folder with captions, thumbnail and metadata."""

from __future__ import annotations

import argparse
import errno
import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from scripts.captions import Spoken, srt
from scripts.program import Report, Result, add_provider, main, parser, read_json, refused

FILM, CAPTIONS, THUMBNAIL, METADATA = "film.mp4", "captions.srt", "thumbnail.jpg", "metadata.json"


def build_parser() -> argparse.ArgumentParser:
    made = parser(__doc__ or "")
    made.add_argument("--video", required=True, type=Path, help="the film, an MP4")
    made.add_argument(
        "--metadata",
        required=True,
        type=Path,
        help="JSON with title, description, tags and lines, each with clip_number and text",
    )
    made.add_argument(
        "--timeline", required=True, type=Path, help="JSON list, the timeline of assemble_video"
    )
    made.add_argument("--output", required=True, type=Path, help="the folder to publish to")
    add_provider(made, "local")
    return made


def run(args: argparse.Namespace, report: Report) -> Result:
    from scripts.media import probe

    report.started("publishing")
    metadata = _metadata(args.metadata)
    spoken = _spoken(metadata["lines"], args.timeline)
    found = probe(args.video)
    if not found.has_video:
        raise refused(f"{args.video.name} has no pictures in it")
    digest = _sha256(args.video)
    result = {
        "output": str(args.output),
        "files": {
            name.partition(".")[0]: str(args.output / name)
            for name in (FILM, CAPTIONS, THUMBNAIL, METADATA)
        },
        "seconds": round(found.seconds, 6),
    }
    if _is_published(args.output, digest):
        return result
    described = {key: metadata[key] for key in ("title", "description", "tags")}
    described |= {"seconds": result["seconds"], "sha256": digest}
    described["files"] = [FILM, CAPTIONS, THUMBNAIL]
    _publish(args, srt(spoken), described)
    return result


def _publish(args: argparse.Namespace, captions: str, described: dict[str, Any]) -> None:
    """Fill a hidden folder beside the target and rename it: nobody sees half of it."""
    from scripts.thumbnail import save_thumbnail

    args.output.parent.mkdir(parents=True, exist_ok=True)
    hidden = Path(tempfile.mkdtemp(prefix=f".{args.output.name[:40]}.", dir=args.output.parent))
    try:
        hidden.chmod(0o755)  # mkdtemp's folders are for their maker alone
        shutil.copyfile(args.video, hidden / FILM)
        (hidden / CAPTIONS).write_text(captions, encoding="utf-8")
        save_thumbnail(args.video, hidden / THUMBNAIL, described["title"])
        text = json.dumps(described, ensure_ascii=False, indent=2)
        (hidden / METADATA).write_text(text + "\n", encoding="utf-8")
        for path in (*hidden.iterdir(), hidden):
            _to_disk(path)
        try:
            hidden.rename(args.output)
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
            # Somebody published meanwhile; it counts when it was the same film.
            _is_published(args.output, described["sha256"])
            return
        _to_disk(args.output.parent)
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


def _is_published(folder: Path, digest: str) -> bool:
    """Whether the folder holds this film; another film, or somebody's files, are left alone."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return False
    film = folder / FILM
    if film.is_file() and (folder / METADATA).is_file() and _sha256(film) == digest:
        return True
    raise refused(f"{folder} exists already and holds something else; name another folder")


def _metadata(path: Path) -> dict[str, Any]:
    data = read_json(path)
    if not isinstance(data, dict):
        raise refused(f"{path.name} must be an object with title, description, tags and lines")
    title = data.get("title")
    if not isinstance(title, str) or not title.strip():
        raise refused(f"{path.name}, title: must be a text that is not empty")
    description, tags = data.get("description", ""), data.get("tags", [])
    if not isinstance(description, str):
        raise refused(f"{path.name}, description: must be a text")
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise refused(f"{path.name}, tags: must be a list of texts")
    lines = _lines(data.get("lines", []), path.name)
    return {"title": title, "description": description, "tags": tags, "lines": lines}


def _lines(entries: Any, name: str) -> dict[int, str]:
    if not isinstance(entries, list):
        raise refused(f"{name}, lines: must be a list")
    lines = {}
    for place, entry in enumerate(entries, 1):
        fits = isinstance(entry, dict) and isinstance(entry.get("text"), str)
        if not fits or not isinstance(entry.get("clip_number"), int):
            raise refused(f"{name}, lines {place}: must have a clip_number and a text")
        lines[entry["clip_number"]] = entry["text"]
    return lines


def _spoken(lines: dict[int, str], timeline: Path) -> list[Spoken]:
    entries = read_json(timeline)
    if not isinstance(entries, list):
        raise refused(f"{timeline.name} must be a list of shots")
    spoken = []
    for place, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or not isinstance(entry.get("clip_number"), int):
            raise refused(f"{timeline.name}, {place}: must have a clip_number")
        text = lines.get(entry["clip_number"], "").strip()
        start, seconds = entry.get("voice_start"), entry.get("voice_seconds")
        if not text or start is None or not seconds:
            continue
        if not isinstance(start, (int, float)) or not isinstance(seconds, (int, float)):
            raise refused(f"{timeline.name}, {place}: voice_start and voice_seconds are numbers")
        spoken.append(Spoken(text, float(start), float(seconds)))
    return spoken


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


if __name__ == "__main__":
    main(build_parser(), run)
