"""Reading what a program writes, with bounded memory."""

from __future__ import annotations

from asyncio import StreamReader
from collections.abc import AsyncIterator

_CHUNK_BYTES = 64 << 10


async def collect(stream: StreamReader, into: bytearray, limit: int) -> None:
    """Read to the end; keep at most `limit` bytes and drop the rest."""
    while chunk := await stream.read(_CHUNK_BYTES):
        into += chunk[: limit - len(into)]


async def lines(stream: StreamReader, limit: int) -> AsyncIterator[str]:
    """The stream's lines, each cut to `limit` bytes, however long it is."""
    held = b""
    while chunk := await stream.read(_CHUNK_BYTES):
        *whole, rest = chunk.split(b"\n")
        for part in whole:
            yield _text(held + part, limit)
            held = b""
        held = (held + rest)[:limit]
    if held:
        yield _text(held, limit)


def _text(line: bytes, limit: int) -> str:
    return line[:limit].decode("utf-8", errors="replace").rstrip("\r")
