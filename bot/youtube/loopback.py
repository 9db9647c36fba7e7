"""The page on this machine that Google sends the browser back to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from pipeline.errors import InvalidInput

HOST = "127.0.0.1"
_MOST_BYTES = 16_384  # of a request's head
_DONE = "<!doctype html><title>Slate</title><p>Slate has what it needs: you can close this page."


@dataclass(frozen=True)
class Answer:
    """What came back of a consent: a code, or why there is none."""

    code: str = ""
    state: str = ""
    error: str = ""


def answer_of(address: str) -> Answer:
    """Read the address that the browser was sent to.

    Raises:
        InvalidInput: It is no such address.
    """
    told = parse_qs(urlsplit(address.strip()).query)
    answer = Answer(*(told.get(name, [""])[0] for name in ("code", "state", "error")))
    if not answer.code and not answer.error:
        raise InvalidInput(
            "that is not the address Google sent the browser to: it begins with "
            f"http://{HOST} and holds `code=`."
        )
    return answer


@dataclass
class Loopback:
    """Waits for the browser.

    Attributes:
        address: Where Google is to send it.
    """

    address: str
    _answers: asyncio.Queue[Answer] = field(default_factory=asyncio.Queue)

    async def answer(self) -> Answer:
        """What the browser brought."""
        return await self._answers.get()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)
            target = head.split(b" ", 2)[1].decode("latin-1")
            answer = answer_of(f"http://{HOST}{target}")
        except (InvalidInput, IndexError, EOFError, TimeoutError, asyncio.LimitOverrunError):
            writer.write(
                b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
        else:
            body = _DONE.encode()
            about = f"Content-Type: text/html\r\nContent-Length: {len(body)}\r\nConnection: close"
            writer.write(f"HTTP/1.1 200 OK\r\n{about}\r\n\r\n".encode() + body)
            self._answers.put_nowait(answer)
        finally:
            await writer.drain()
            writer.close()


@asynccontextmanager
async def loopback(port: int = 0) -> AsyncIterator[Loopback]:
    """A page on a free port of this machine, for as long as the block lasts."""
    waiting = Loopback("")
    server = await asyncio.start_server(waiting._serve, HOST, port, limit=_MOST_BYTES)
    async with server:
        waiting.address = f"http://{HOST}:{server.sockets[0].getsockname()[1]}"
        yield waiting
