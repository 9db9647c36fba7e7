"""What is added to a video that is at YouTube already: captions, thumbnail, its place in a playlist.

Nothing is added twice: where an answer was lost, or an earlier run may have done it, YouTube is
asked first. A refusal must not lose the film: it is told as a warning.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.program import Exit, Failure
from scripts.providers.calls import ATTEMPTS
from scripts.providers.youtube import YouTube, may_pass

_FOR_GOOD = {Exit.FAILED, Exit.REFUSED}


@dataclass(frozen=True)
class Extras:
    """What is added to one video.

    Attributes:
        is_new: Whether nobody can have added anything to it before.
    """

    youtube: YouTube
    video_id: str
    is_new: bool

    def captions(self, file: Path, language: str) -> list[str]:
        """Add captions in SubRip's form; the warnings."""
        if not language:
            return ["the captions were not added: the metadata names no language"]
        from googleapiclient.http import MediaFileUpload

        track = {"videoId": self.video_id, "language": language, "name": "", "isDraft": False}
        request = self.youtube.requests.captions().insert(
            part="snippet",
            body={"snippet": track},
            media_body=MediaFileUpload(str(file), mimetype="application/octet-stream"),
        )

        def is_there() -> bool:
            listing = self.youtube.requests.captions().list(part="snippet", videoId=self.video_id)
            tracks = self.youtube.ask(listing, "the captions").get("items") or []
            return any(
                found["snippet"]["language"].casefold() == language.casefold()
                and found["snippet"].get("trackKind") != "asr"  # YouTube's own, heard
                for found in tracks
            )

        return _warnings(lambda: self._add(request, is_there, "the captions"))

    def thumbnail(self, file: Path) -> list[str]:
        """Set the picture of its listing; the warnings. Setting it twice is setting it once."""
        from googleapiclient.http import MediaFileUpload

        request = self.youtube.requests.thumbnails().set(
            videoId=self.video_id, media_body=MediaFileUpload(str(file), mimetype="image/jpeg")
        )
        return _warnings(lambda: self.youtube.ask(request, "the thumbnail"))

    def place_in(self, playlist: str) -> list[str]:
        """Add it to a playlist; the warnings."""
        entry = {
            "playlistId": playlist,
            "resourceId": {"kind": "youtube#video", "videoId": self.video_id},
        }
        items = self.youtube.requests.playlistItems()
        request = items.insert(part="snippet", body={"snippet": entry})
        what = f"the place in playlist {playlist}"

        def is_there() -> bool:
            listing = items.list(part="id", playlistId=playlist, videoId=self.video_id)
            return bool(self.youtube.ask(listing, what).get("items"))

        return _warnings(lambda: self._add(request, is_there, what))

    def _add(self, request: Any, is_there: Callable[[], bool], what: str) -> None:
        for attempt in range(ATTEMPTS):
            if (attempt or not self.is_new) and is_there():
                return
            try:
                self.youtube.once(request, what)
                return
            except Failure as failure:
                if not may_pass(failure) or attempt == ATTEMPTS - 1:
                    raise
                self.youtube.rest(attempt, failure)


def _warnings(add: Callable[[], object]) -> list[str]:
    try:
        add()
    except Failure as failure:
        if failure.exit_code not in _FOR_GOOD:
            raise
        return [str(failure)]
    return []
