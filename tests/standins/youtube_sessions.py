"""Resumable uploads at the YouTube on this machine: bytes are counted and digested, not kept."""

from __future__ import annotations

import asyncio
import hashlib
import itertools
import re
import threading
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientError, web

from tests.standins.desk import Json, cut
from tests.standins.youtube_accounts import Channel, Video

GRANULE = 256 << 10  # chunks are whole multiples of it, and so is what is kept of a broken one
_PIECE = 16 << 10
_LOOK_SECONDS = 0.005
_CONTENT_RANGE = re.compile(r"bytes (?:(\d+)-(\d+)|\*)/(\d+)")
_BROKEN = (ClientError, ConnectionError, web.RequestPayloadError)


@dataclass
class Session:
    """An upload that was begun.

    Attributes:
        size: What was announced.
        kept: Bytes that are kept, in order.
        received: Bytes that came in at all, those that came again too.
        put: The chunks that came in: their first byte and their length.
    """

    id: str
    channel: Channel
    body: Json
    size: int
    kept: int = 0
    received: int = 0
    put: list[tuple[int, int]] = field(default_factory=list)
    video: Video | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _digest: Any = field(default_factory=hashlib.sha256)
    _pending: bytearray = field(default_factory=bytearray)

    @property
    def sha256(self) -> str:
        return str(self._digest.hexdigest())

    def take(self, piece: bytes, most: int) -> None:
        """Keep whole granules of what comes in, up to a position."""
        self.received += len(piece)
        self._pending += piece
        while len(self._pending) >= GRANULE and self.kept + GRANULE <= most:
            self._keep(GRANULE)

    def end_of_chunk(self, most: int) -> None:
        """Keep the rest of a chunk that came in whole."""
        self._keep(max(0, min(len(self._pending), most - self.kept)))
        self._pending.clear()

    def drop(self) -> None:
        """Forget the end of a chunk that was cut off."""
        self._pending.clear()

    def _keep(self, count: int) -> None:
        self._digest.update(self._pending[:count])
        self.kept += count
        del self._pending[:count]


class Hold:
    """Reading stops at a byte of an upload until it is let go, or whoever sends it is gone."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.is_reached = threading.Event()
        self._is_open = threading.Event()

    def release(self) -> None:
        self._is_open.set()

    async def wait(self, request: web.Request) -> None:
        self.is_reached.set()
        while not self._is_open.is_set() and _is_there(request):
            await asyncio.sleep(_LOOK_SECONDS)


class Sessions:
    """The uploads that were begun, and what goes wrong with them on order; from any thread."""

    def __init__(self) -> None:
        self.all: list[Session] = []
        self._known: dict[str, Session] = {}
        self._numbers = itertools.count(1)
        self._holds: list[Hold] = []
        self._cuts: list[int] = []
        self._forgotten: list[int] = []
        self._broken_from: int | None = None
        self._doubled = 0
        self._losses: list[int] = []

    def begin(self, channel: Channel, body: Json, size: int) -> Session:
        session = Session(f"upload-{next(self._numbers)}", channel, body, size)
        self._known[session.id] = session
        self.all.append(session)
        return session

    def known(self, upload_id: str) -> Session | None:
        return self._known.get(upload_id)

    def forget(self) -> None:
        """Know no upload any more, whole ones neither; their videos stay."""
        self._known.clear()

    def hold_at(self, byte: int) -> Hold:
        """Stop reading when this byte of an upload came in; say when that is."""
        hold = Hold(byte)
        self._holds.append(hold)
        return hold

    def cut_at(self, byte: int) -> None:
        """Cut the connection when this byte of an upload came in, once."""
        self._cuts.append(byte)

    def broken_from(self, byte: int | None) -> None:
        """Cut every connection on which this byte or a later one comes in; None ends that."""
        self._broken_from = byte

    def forget_at(self, byte: int) -> None:
        """When this byte of an upload came in, take its chunk, forget it and do not answer."""
        self._forgotten.append(byte)

    def double_next(self) -> None:
        """Take the next chunk from somebody else's hands first: then it comes too late."""
        self._doubled += 1

    def keep_less(self, count: int) -> None:
        """Of the next chunk, keep this many bytes less than were sent."""
        self._losses.append(count)

    async def put(self, request: web.Request, session: Session) -> web.StreamResponse | None:
        """Take a chunk, or a question; None when the upload is whole or the question is answered.

        The answers are YouTube's: 308 with what is kept, 400 for what is not a chunk.
        """
        async with session.lock:  # a chunk whose sender was killed may still be coming in
            told = _CONTENT_RANGE.fullmatch(request.headers.get("Content-Range", ""))
            if told is None or int(told[3]) != session.size:
                return web.Response(status=400, text="Failed to parse Content-Range header.")
            if session.video is not None:
                await request.read()
                return None
            if told[1] is not None:
                start, end = int(told[1]), int(told[2]) + 1
                refused = _wrong_chunk(request, session, start, end)
                if refused is not None:
                    return refused
                if not await self._taken(request, session, start, end):
                    return cut(request)
                if self._doubled:
                    self._doubled -= 1
                    return _wrong_chunk(request, session, start, end)
            return None if session.kept == session.size else _how_far(session)

    async def _taken(self, request: web.Request, session: Session, start: int, end: int) -> bool:
        """Read a chunk; false where it was cut off."""
        session.put.append((start, end - start))
        most = end - self._losses.pop(0) if self._losses else end
        position = start
        while position < end:
            try:
                piece = await request.content.read(min(_PIECE, end - position))
            except _BROKEN:
                piece = b""
            if not piece:
                session.drop()
                return False
            session.take(piece, most)
            position += len(piece)
            for hold in [hold for hold in self._holds if start < hold.at <= position]:
                self._holds.remove(hold)
                await hold.wait(request)
            if self._is_cut(start, position):
                session.drop()
                return False
        session.end_of_chunk(most)
        return True

    def _is_cut(self, start: int, position: int) -> bool:
        cuts = [byte for byte in self._cuts if start < byte <= position]
        self._cuts = [byte for byte in self._cuts if byte not in cuts]
        return bool(cuts) or (self._broken_from is not None and position >= self._broken_from)

    def is_forgotten(self, session: Session) -> bool:
        """Whether an upload is now unknown, by order."""
        if not any(byte <= session.kept for byte in self._forgotten):
            return False
        self._forgotten = [byte for byte in self._forgotten if byte > session.kept]
        self._known.pop(session.id, None)
        return True


def _wrong_chunk(
    request: web.Request, session: Session, start: int, end: int
) -> web.Response | None:
    length = end - start
    is_last = end == session.size
    if end > session.size or request.content_length != length:
        return web.Response(status=400, text="Content-Range and Content-Length do not fit.")
    if start != session.kept:
        return web.Response(status=400, text=f"Expected byte {session.kept}, not {start}.")
    if length % GRANULE and not is_last:
        text = f"Size of chunk must be a multiple of {GRANULE} bytes, not {length}."
        return web.Response(status=400, text=text)
    return None


def _how_far(session: Session) -> web.Response:
    kept = {"Range": f"bytes=0-{session.kept - 1}"} if session.kept else {}
    return web.Response(status=308, headers=kept)


def _is_there(request: web.Request) -> bool:
    return request.transport is not None and not request.transport.is_closing()
