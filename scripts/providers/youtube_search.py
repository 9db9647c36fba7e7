"""Looking for a film among the channel's own uploads, by its mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from scripts.program import Failure, refused
from scripts.providers.errors import Meaning
from scripts.providers.youtube import YouTube
from scripts.providers.youtube_errors import RECONNECT

_PER_PAGE = 50  # the most that YouTube takes
# An upload's address lives for a week, and a channel may upload about a hundred films a day.
MOST_PAGES = 14
# A video is older than the upload it came of only by the difference of two clocks.
_MARGIN = timedelta(days=2)


def find_upload(
    youtube: YouTube, uploads: str, mark: str, begun: int, *, pages: int = MOST_PAGES
) -> str | None:
    """The id of the channel's newest video with this tag.

    Private videos are found too. A video is missing in the list for minutes, sometimes hours,
    after it was uploaded.

    Args:
        uploads: The playlist of everything that was uploaded.
        begun: When its upload was begun, in seconds since 1970; 0 where it is not known.
        pages: How many of its pages are looked at, newest first.

    Raises:
        Failure: What YouTube's answers mean.
    """
    oldest = datetime.fromtimestamp(begun, UTC) - _MARGIN if begun else None
    for ids in _pages(youtube, uploads, pages):
        videos = _videos(youtube, ids)
        found = next(
            (v["id"] for v in videos if mark in v.get("snippet", {}).get("tags", [])), None
        )
        if found is not None:
            return str(found)
        if oldest is not None and videos and all(_is_before(video, oldest) for video in videos):
            return None
    return None


def uploads_of(youtube: YouTube) -> str:
    """The playlist of everything that was uploaded to the channel."""
    request = youtube.requests.channels().list(part="contentDetails", mine=True)
    channels = _items(youtube.ask(request, "the channel"))
    playlists = (channel["contentDetails"]["relatedPlaylists"] for channel in channels)
    uploads = next((playlist["uploads"] for playlist in playlists), None)
    if uploads is None:
        text = f"the connected account has no YouTube channel: create one, then {RECONNECT}"
        raise refused(text, kind="forbidden")
    return str(uploads)


def _pages(youtube: YouTube, playlist: str, most: int) -> Iterator[list[str]]:
    """The ids of the newest uploads, a page at a time."""
    page: dict[str, str] = {}
    for _ in range(most):
        request = youtube.requests.playlistItems().list(
            part="contentDetails", playlistId=playlist, maxResults=_PER_PAGE, **page
        )
        try:
            answer = youtube.ask(request, "the channel's uploads")
        except Failure as failure:
            # The list of a channel without any upload is told as one that does not exist.
            if failure.kind == Meaning.INPUT.kind:
                return
            raise
        ids = [item["contentDetails"]["videoId"] for item in _items(answer)]
        if ids:
            yield ids
        if not ids or "nextPageToken" not in answer:
            return
        page = {"pageToken": str(answer["nextPageToken"])}


def _videos(youtube: YouTube, ids: Iterable[str]) -> list[Any]:
    request = youtube.requests.videos().list(part="snippet", id=",".join(ids), maxResults=_PER_PAGE)
    return _items(youtube.ask(request, "the channel's uploads"))


def _items(answer: dict[str, Any]) -> list[Any]:
    items = answer.get("items")
    return items if isinstance(items, list) else []


def _is_before(video: dict[str, Any], moment: datetime) -> bool:
    told = str(video.get("snippet", {}).get("publishedAt", ""))
    try:
        return datetime.fromisoformat(told) < moment
    except ValueError:
        return False
