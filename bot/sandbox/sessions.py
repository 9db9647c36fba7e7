"""Sessions of the gateway and the websockets that carry them."""

from __future__ import annotations

import asyncio
import json
import secrets
import zlib
from collections import deque
from enum import IntEnum

from aiohttp import web

from bot.sandbox.errors import Json
from bot.sandbox.gateway_events import Intents

REPLAYED = 5_000


class Op(IntEnum):
    """What a message of the gateway is for."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    VOICE_STATE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Session:
    """What the gateway knows of one identified bot, connected or not."""

    def __init__(self, intents: Intents) -> None:
        self.id = secrets.token_hex(16)
        self.intents = intents
        self.connection: Connection | None = None
        self.sequence = 0
        self._sent: deque[tuple[int, Json]] = deque(maxlen=REPLAYED)

    def dispatch(self, type: str, data: Json) -> None:
        """Send an event, or keep it until the bot is back."""
        self.sequence += 1
        message = {"op": Op.DISPATCH, "t": type, "s": self.sequence, "d": data}
        self._sent.append((self.sequence, message))
        if self.connection is not None:
            self.connection.send(message)

    def missed_after(self, sequence: int) -> list[Json] | None:
        """The events after this one, or None where some are no longer kept."""
        missing = self.sequence - sequence
        if missing < 0 or missing > len(self._sent):
            return None
        return [message for number, message in self._sent if number > sequence]


class Connection:
    """One websocket. Messages are queued, so that telling the world never waits for a bot."""

    def __init__(self, request: web.Request, socket: web.WebSocketResponse) -> None:
        self._transport = request.transport
        self.socket = socket
        self.session: Session | None = None
        compressed = request.query.get("compress") == "zlib-stream"
        self._deflate = zlib.compressobj() if compressed else None
        self._queue: asyncio.Queue[Json] = asyncio.Queue()

    def send(self, message: Json) -> None:
        self._queue.put_nowait(message)

    async def deliver(self) -> None:
        """Send what is queued, for as long as the connection lasts."""
        while True:
            text = json.dumps(await self._queue.get())
            try:
                if self._deflate is None:
                    await self.socket.send_str(text)
                else:
                    flushed = self._deflate.compress(text.encode())
                    flushed += self._deflate.flush(zlib.Z_SYNC_FLUSH)
                    await self.socket.send_bytes(flushed)
            except ConnectionError:
                return  # the bot is gone; its session keeps what it missed

    def cut(self) -> None:
        """End the connection as a broken network would, without a word."""
        if self._transport is not None:
            self._transport.abort()
