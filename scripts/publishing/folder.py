"""Publishing into a folder: film, captions, thumbnail and metadata."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Any

from scripts.captions import Spoken, srt
from scripts.program import Report, Result, refused
from scripts.publishing.files import (
    CAPTIONS,
    FILM,
    METADATA,
    THUMBNAIL,
    hidden_beside,
    is_empty,
    occupied,
    reveal,
    sha256_of,
    write_described,
)
from scripts.publishing.metadata import Metadata, read_metadata, read_spoken


def publish(args: argparse.Namespace, report: Report) -> Result:
    """Publish a film into the folder `args.output`; the same film again changes nothing."""
    from scripts.media import probe

    report.started("publishing")
    metadata = read_metadata(args.metadata)
    spoken = read_spoken(metadata.lines, args.timeline)
    found = probe(args.video)
    if not found.has_video:
        raise refused(f"{args.video.name} has no pictures in it")
    digest = sha256_of(args.video)
    if metadata.sha256 and metadata.sha256 != digest:
        raise refused(f"{args.video.name} is not the film that was approved: its bytes differ")
    result = {
        "output": str(args.output),
        "files": {
            name.partition(".")[0]: str(args.output / name)
            for name in (FILM, CAPTIONS, THUMBNAIL, METADATA)
        },
        "seconds": round(found.seconds, 6),
    }
    if not _is_published(args.output, digest):
        _publish(args, metadata, spoken, {"seconds": result["seconds"], "sha256": digest})
    return result


def _publish(
    args: argparse.Namespace, metadata: Metadata, spoken: list[Spoken], more: dict[str, Any]
) -> None:
    from scripts.thumbnail import save_thumbnail

    with hidden_beside(args.output) as hidden:
        shutil.copyfile(args.video, hidden / FILM)
        (hidden / CAPTIONS).write_text(srt(spoken), encoding="utf-8")
        save_thumbnail(args.video, hidden / THUMBNAIL, metadata.title)
        told = {
            "title": metadata.title,
            "description": metadata.description,
            "tags": list(metadata.tags),
        }
        write_described(hidden, {**told, **more, "files": [FILM, CAPTIONS, THUMBNAIL]})
        if not reveal(hidden, args.output):
            # Somebody published meanwhile; it counts when it was the same film.
            _is_published(args.output, more["sha256"])


def _is_published(folder: Path, digest: str) -> bool:
    """Whether the folder holds this film; another film, or somebody's files, are left alone."""
    if is_empty(folder):
        return False
    film = folder / FILM
    if film.is_file() and (folder / METADATA).is_file() and sha256_of(film) == digest:
        return True
    raise occupied(folder)
