"""Publishing to YouTube: the film as a private video, then what belongs to it.

Who may see it, and when, is said by `set_visibility` after that.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scripts.captions import Spoken, srt
from scripts.program import Report, Result, owing, refused
from scripts.providers.youtube import YouTube
from scripts.publishing.extras import Extras
from scripts.publishing.files import (
    CAPTIONS,
    METADATA,
    THUMBNAIL,
    Film,
    described,
    hidden_beside,
    is_empty,
    occupied,
    opened,
    reveal,
    write_described,
)
from scripts.publishing.metadata import Metadata, check_for_youtube, read_metadata, read_spoken
from scripts.publishing.uploading import Upload

# The most calls of one run, lost sessions and answers included: what it needs of a quota.
MOST_CALLS = {
    "videos.insert": 2,
    "captions.insert": 2,
    "captions.list": 3,
    "thumbnails.set": 2,
    "playlistItems.insert": 2,
    "playlistItems.list": 20,
    "channels.list": 2,
    "videos.list": 20,
}
_MARK_DIGITS = 12  # of the film's sha256, where the metadata names no mark


def publish(args: argparse.Namespace, report: Report) -> Result:
    """Publish a film to the channel of the environment's refresh token, once.

    Returns:
        video_id, url, seconds, sha256, `warnings` (what YouTube refused to add), and `usage`: how
        often this run called each method that counts in a quota.
    """
    from scripts.media import probe

    report.started("publishing to YouTube")
    metadata = read_metadata(args.metadata)
    check_for_youtube(metadata)
    spoken = read_spoken(metadata.lines, args.timeline)
    found = probe(args.video)
    if not found.has_video:
        raise refused(f"{args.video.name} has no pictures in it")
    with opened(args.video, metadata.sha256) as film:
        made = _published(args.output, film)
        if made is None:
            about = {"seconds": round(found.seconds, 6), "sha256": film.sha256}
            made = _publish(args, report, film, _marked(metadata, film), spoken, about)
    return {"output": str(args.output), "files": _files(args.output), **made}


def insertion(metadata: Metadata) -> dict[str, Any]:
    """The video as YouTube describes one; private, because an omitted privacy means public."""
    snippet: dict[str, Any] = {
        "title": metadata.title,
        "description": metadata.description,
        "tags": list(metadata.all_tags),
    }
    if metadata.category_id:
        snippet["categoryId"] = metadata.category_id
    if metadata.language:
        snippet["defaultLanguage"] = snippet["defaultAudioLanguage"] = metadata.language
    status = {
        "privacyStatus": "private",
        "selfDeclaredMadeForKids": metadata.made_for_kids,
        "containsSyntheticMedia": metadata.synthetic_media,
    }
    return {"snippet": snippet, "status": status}


def url_of(video_id: str) -> str:
    return f"https://www.youtube.com/watch?v={video_id}"


def _marked(metadata: Metadata, film: Film) -> Metadata:
    """With a mark in any case: without one a lost upload could not be found again."""
    if metadata.mark:
        return metadata
    from dataclasses import replace

    marked = replace(metadata, mark=f"slate-{film.sha256[:_MARK_DIGITS]}")
    check_for_youtube(marked)
    return marked


def _publish(
    args: argparse.Namespace,
    report: Report,
    film: Film,
    metadata: Metadata,
    spoken: list[Spoken],
    about: Mapping[str, Any],
) -> Result:
    with hidden_beside(args.output) as hidden:
        _prepare(args.video, hidden, metadata, spoken)
        with YouTube(MOST_CALLS, args.pause) as youtube, owing(youtube.used):
            upload = Upload(
                youtube,
                report,
                film,
                mark=metadata.mark,
                job_file=args.job_file,
                chunk=args.chunk_bytes,
            )
            video_id = upload.video(insertion(metadata), args.job_id)
            extras = Extras(youtube, video_id, is_new=upload.was_missing)
            warnings = _add(extras, hidden, metadata)
            made = {"video_id": video_id, "url": url_of(video_id), **about, "warnings": warnings}
            write_described(hidden, {**_told(metadata), **made})
            if not reveal(hidden, args.output):
                raise occupied(args.output)
            return {**made, "usage": dict(youtube.used)}


def _prepare(film: Path, folder: Path, metadata: Metadata, spoken: list[Spoken]) -> None:
    """Make everything that is sent before anything is."""
    (folder / CAPTIONS).write_text(srt(spoken), encoding="utf-8")
    if metadata.thumbnail:
        from scripts.thumbnail import save_thumbnail

        save_thumbnail(film, folder / THUMBNAIL, metadata.title)


def _add(extras: Extras, folder: Path, metadata: Metadata) -> list[str]:
    warnings = []
    if metadata.captions and (folder / CAPTIONS).stat().st_size:
        warnings += extras.captions(folder / CAPTIONS, metadata.language)
    if metadata.thumbnail:
        warnings += extras.thumbnail(folder / THUMBNAIL)
    if metadata.playlist_id:
        warnings += extras.place_in(metadata.playlist_id)
    return warnings


def _told(metadata: Metadata) -> dict[str, Any]:
    return {
        "title": metadata.title,
        "description": metadata.description,
        "tags": list(metadata.all_tags),
        "category_id": metadata.category_id,
        "language": metadata.language,
        "playlist_id": metadata.playlist_id,
        "made_for_kids": metadata.made_for_kids,
        "synthetic_media": metadata.synthetic_media,
        "mark": metadata.mark,
    }


def _published(folder: Path, film: Film) -> Result | None:
    """What an earlier run said that has published this film to this folder."""
    if is_empty(folder):
        return None
    told = described(folder)
    if told.get("sha256") != film.sha256 or not told.get("video_id"):
        raise occupied(folder)
    kept = ("video_id", "url", "seconds", "sha256", "warnings")
    return {**{key: told.get(key) for key in kept}, "usage": {}}


def _files(folder: Path) -> dict[str, str]:
    names = (CAPTIONS, THUMBNAIL, METADATA)
    there = [name for name in names if (folder / name).is_file()]
    return {name.partition(".")[0]: str(folder / name) for name in there}
