"""Resumable uploads: how far one is, and the next bytes of it.

Written out rather than left to `next_chunk()`: that sends on in the same call in which it asks how
far it is, so that nobody could note that the last bytes are on their way before they are.
(developers.google.com/youtube/v3/guides/using_resumable_upload_protocol)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from scripts.program import Exit, Failure
from scripts.providers.errors import Answer, Meaning, utc_now
from scripts.providers.youtube import YouTube
from scripts.providers.youtube_errors import youtube_failure

_RANGE = re.compile(r"bytes=0-(\d+)")
_GONE = {404, 410}


class Gone(Exception):
    """YouTube does not know the upload any more; nobody says what became of it."""


@dataclass(frozen=True)
class Place:
    """How far an upload is.

    Attributes:
        sent: Bytes that YouTube has.
        video_id: Of the video it has become; empty while bytes are missing.
    """

    sent: int
    video_id: str = ""


@dataclass(frozen=True)
class Session:
    """An upload of `size` bytes to an address; its calls are made one time each.

    All of them raise `Gone`, or `Failure`, kind `busy` where the same may pass soon.
    """

    youtube: YouTube
    address: str
    size: int
    what: str

    def place(self) -> Place:
        """How far it is."""
        return self._told(self._put(b"", 0, f"bytes */{self.size}"))

    def send(self, start: int, count: int, content: Iterable[bytes]) -> Place:
        """Send `count` bytes; how far it is after them, which may be less than was sent.

        Args:
            content: The bytes in pieces; gone through again when the access has to be renewed.
        """
        told = f"bytes {start}-{start + count - 1}/{self.size}"
        return self._told(self._put(content, count, told))

    def _put(self, content: bytes | Iterable[bytes], count: int, content_range: str) -> Answer:
        headers = {"Content-Range": content_range, "Content-Length": str(count)}
        return self.youtube.send("PUT", self.address, content, headers, self.what)

    def _told(self, answer: Answer) -> Place:
        if answer.status == 308:
            found = _RANGE.fullmatch(answer.headers.get("range", ""))
            return Place(min(int(found[1]) + 1, self.size) if found else 0)
        if answer.status in (200, 201):
            video_id = answer.body.get("id") if isinstance(answer.body, dict) else None
            if isinstance(video_id, str) and video_id:
                return Place(self.size, video_id)
            text = f"YouTube has all of {self.what}, but its answer cannot be read"
            raise Failure(Exit.AGAIN, text, kind=Meaning.BUSY.kind)
        if answer.status in _GONE:
            raise Gone
        raise youtube_failure(answer, self.what, utc_now())
