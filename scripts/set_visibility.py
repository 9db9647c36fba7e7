"""Say who may see a video on YouTube, and when, and read back how it stands there."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scripts.program import Report, Result, main, owing, parser, refused, whole_file
from scripts.providers.paid_options import add_pause
from scripts.publishing.metadata import Metadata, check_for_youtube, read_metadata

PRIVACIES = ("private", "unlisted", "public")
# What an update leaves out of `status` is lost, so it is sent back as it stood.
_KEPT = ("embeddable", "license", "publicStatsViewable")
_READ = "status,snippet,contentDetails,processingDetails"
MOST_CALLS = {"videos.update": 2, "videos.list": 4}  # of one run, lost answers included
_SPOILT = {"failed", "rejected", "deleted"}


def build_parser() -> argparse.ArgumentParser:
    made = parser(__doc__ or "")
    made.add_argument("--video-id", required=True, type=video_id, help="the video, by its id")
    made.add_argument("--privacy", required=True, choices=PRIVACIES, help="who may see it")
    made.add_argument(
        "--publish-at",
        type=aware_time,
        help="when a private video becomes public, such as 2026-12-01T18:00:00+01:00; at once, "
        "where that is over",
    )
    made.add_argument(
        "--metadata", required=True, type=Path, help="JSON, as publish_video was given it"
    )
    made.add_argument("--output", required=True, type=Path, help="JSON to write the result to")
    add_pause(made)
    return made


def video_id(text: str) -> str:
    """An argument's type: a video's id."""
    if not text or not all(sign.isascii() and (sign.isalnum() or sign in "-_") for sign in text):
        raise argparse.ArgumentTypeError(f"{text} is not the id of a video")
    return text


def aware_time(text: str) -> datetime:
    """An argument's type: a time with its zone."""
    try:
        told = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is not a time in ISO 8601") from error
    if told.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text} needs a zone, such as Z or +01:00")
    return told.astimezone(UTC).replace(microsecond=0)


def run(args: argparse.Namespace, report: Report) -> Result:
    from scripts.providers.youtube import YouTube

    metadata = read_metadata(args.metadata)
    check_for_youtube(metadata)
    at: datetime | None = args.publish_at
    if at is not None and args.privacy != "private":
        raise refused("a time to publish needs --privacy private: until then nobody may see it")
    report.started(f"making {args.video_id} {args.privacy}")
    with YouTube(MOST_CALLS, args.pause) as youtube, owing(youtube.used):
        kept = _read(youtube, args.video_id)["status"]
        privacy: str = args.privacy
        is_late = at is not None and at <= youtube.now()
        if is_late:  # it was to be public from then on, and is not there yet
            privacy, at = "public", None
        body = {"id": args.video_id, "status": _status(kept, privacy, at, metadata)}
        request = youtube.requests.videos().update(part="status", body=body)
        youtube.ask(request, f"the visibility of {args.video_id}")
        found = _read(youtube, args.video_id)
        result = _told(args.video_id, found)
        result["is_late"] = is_late
        result["differences"] = list(differences(found, metadata, privacy, at))
        with whole_file(args.output) as partial:
            text = json.dumps(result, ensure_ascii=False, indent=2)
            partial.write_text(f"{text}\n", encoding="utf-8")
        return {"output": str(args.output), **result, "usage": dict(youtube.used)}


def _read(youtube: Any, video: str) -> dict[str, Any]:
    """The video as it stands at YouTube.

    Raises:
        Failure: Refused, when it is not there.
    """
    request = youtube.requests.videos().list(part=_READ, id=video)
    items = youtube.ask(request, f"the video {video}").get("items") or []
    if not items:
        text = f"the connected channel has no video {video}: it was deleted, or is another's"
        raise refused(text, kind="gone")
    found: dict[str, Any] = items[0]
    return found


def _status(
    kept: Mapping[str, Any], privacy: str, at: datetime | None, metadata: Metadata
) -> dict[str, Any]:
    status = {name: kept[name] for name in _KEPT if name in kept}
    status |= {
        "privacyStatus": privacy,
        "selfDeclaredMadeForKids": metadata.made_for_kids,
        "containsSyntheticMedia": metadata.synthetic_media,
    }
    if at is not None:
        status["publishAt"] = _stamp(at)
    return status


def _told(video: str, found: Mapping[str, Any]) -> Result:
    from scripts.publishing.youtube import url_of

    status = found["status"]
    return {
        "video_id": video,
        "url": url_of(video),
        "privacy": status.get("privacyStatus"),
        "publish_at": status.get("publishAt"),
        "upload_status": status.get("uploadStatus"),
        "processing": found.get("processingDetails", {}).get("processingStatus"),
        "duration": found.get("contentDetails", {}).get("duration"),
    }


def differences(
    found: Mapping[str, Any], metadata: Metadata, privacy: str, at: datetime | None
) -> Iterator[str]:
    """What is not at YouTube as it was approved, a sentence each.

    Args:
        found: The video as YouTube describes it, with `snippet` and `status`.
        at: When it is to become public.
    """
    snippet, status = found.get("snippet", {}), found.get("status", {})
    yield from _of_texts(snippet, metadata)
    if status.get("privacyStatus") != privacy:
        yield f"The privacy is {status.get('privacyStatus')}, not {privacy}."
    if (stands := _time(status.get("publishAt"))) != at:
        told = stands.isoformat() if stands else "not set"
        yield f"The time to publish is {told}, not {at.isoformat() if at else 'unset'}."
    for name, field, wanted in (
        ("made for kids", "selfDeclaredMadeForKids", metadata.made_for_kids),
        ("altered or synthetic", "containsSyntheticMedia", metadata.synthetic_media),
    ):
        if bool(status.get(field)) != wanted:
            yield f"The film is {'not ' if wanted else ''}declared as {name}."
    if (upload := status.get("uploadStatus")) in _SPOILT:
        reason = status.get("failureReason") or status.get("rejectionReason") or "no reason is told"
        yield f"YouTube has {upload} the film ({reason})."


def _of_texts(snippet: Mapping[str, Any], metadata: Metadata) -> Iterator[str]:
    title, description = str(snippet.get("title", "")), str(snippet.get("description", ""))
    if title.strip() != metadata.title.strip():
        yield f"The title is “{title}”, not “{metadata.title}”."
    if _lines(description) != _lines(metadata.description):
        yield "The description is another than was approved."
    tags, wanted = set(snippet.get("tags") or []), set(metadata.all_tags)
    if missing := sorted(wanted - tags):
        yield f"These tags are missing: {', '.join(missing)}."
    # Without a mark in the metadata the film got one of its own.
    if more := sorted(
        tag for tag in tags - wanted if metadata.mark or not tag.startswith("slate-")
    ):
        yield f"These tags were not approved: {', '.join(more)}."
    for name, field, approved in (
        ("category", "categoryId", metadata.category_id),
        ("language", "defaultLanguage", metadata.language),
        ("spoken language", "defaultAudioLanguage", metadata.language),
    ):
        stands = str(snippet.get(field) or "")
        if approved and stands.casefold() != approved.casefold():
            yield f"The {name} is {stands or 'not set'}, not {approved}."


def _lines(text: str) -> list[str]:
    """Without what YouTube takes away: blanks at the ends."""
    return [line.rstrip() for line in text.strip().splitlines()]


def _time(told: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(str(told)).astimezone(UTC).replace(microsecond=0)
    except ValueError:
        return None


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


if __name__ == "__main__":
    main(build_parser(), run)
