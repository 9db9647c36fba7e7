"""The gateway: sessions of the bot over websockets, with heartbeats, resuming and replay.

A session outlives its connection: events it misses are kept and replayed on RESUME, unless the bot
closed with 1000 or 1001, which ends a session at Discord too.
"""

from __future__ import annotations

import asyncio
import json
import logging
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from aiohttp import WSMessage, WSMsgType, web

from bot.sandbox import payloads
from bot.sandbox.errors import Json
from bot.sandbox.events import Event
from bot.sandbox.gateway_events import (
    KNOWN_INTENTS,
    PRIVILEGED,
    Intents,
    as_heard,
    guild_create,
    heard_with,
)
from bot.sandbox.recording import Violation
from bot.sandbox.sessions import Connection, Op, Session

if TYPE_CHECKING:
    from bot.sandbox.discord_server import SandboxDiscord

SESSIONS_KEPT = 4
ACK_SECONDS = 0.05
logger = logging.getLogger(__name__)


class Close(IntEnum):
    """Why the gateway ends a connection."""

    UNKNOWN_OPCODE = 4001
    DECODE_ERROR = 4002
    NOT_AUTHENTICATED = 4003
    AUTHENTICATION_FAILED = 4004
    ALREADY_AUTHENTICATED = 4005
    INVALID_SEQUENCE = 4007
    TIMED_OUT = 4009
    INVALID_VERSION = 4012
    INVALID_INTENTS = 4013
    DISALLOWED_INTENTS = 4014


class Refused(Exception):
    """Ends a connection with a code and a reason."""

    def __init__(self, code: Close, reason: str) -> None:
        super().__init__(f"{code} {reason}")
        self.code = code
        self.reason = reason


class Gateway:
    """All sessions, and the websocket handler that connects them."""

    def __init__(self, sandbox: SandboxDiscord) -> None:
        self._sandbox = sandbox
        self._sessions: dict[str, Session] = {}
        self._connections: set[Connection] = set()
        sandbox.world.events.listen(self._hear)

    @property
    def connected(self) -> int:
        """How many bots are connected and identified."""
        return sum(session.connection is not None for session in self._sessions.values())

    def dispatch(self, type: str, data: Json) -> None:
        """Tell every session that may hear it; one that is away gets it when it resumes."""
        bot_id = self._sandbox.world.bot.id
        for session in self._sessions.values():
            if heard_with(session.intents, type):
                session.dispatch(type, as_heard(session.intents, type, data, bot_id))

    def _hear(self, event: Event) -> None:
        self.dispatch(event.type, event.data)

    # what may be ordered through the control interface

    def ask_to_reconnect(self) -> None:
        for connection in self._connections:
            connection.send({"op": Op.RECONNECT, "d": None})

    def invalidate(self) -> None:
        """End all sessions: the bot has to identify again."""
        self._sessions.clear()
        for connection in self._connections:
            connection.send({"op": Op.INVALID_SESSION, "d": False})

    def cut(self) -> None:
        for connection in list(self._connections):
            connection.cut()

    # the websocket

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one websocket until it ends."""
        socket = web.WebSocketResponse(max_msg_size=4096 * 4)
        await socket.prepare(request)
        connection = Connection(request, socket)
        self._connections.add(connection)
        delivery = asyncio.create_task(connection.deliver())
        try:
            if request.query.get("v") != "10" or request.query.get("encoding") != "json":
                raise Refused(Close.INVALID_VERSION, "Invalid API version")
            interval = self._sandbox.heartbeat_seconds
            connection.send({"op": Op.HELLO, "d": {"heartbeat_interval": int(interval * 1000)}})
            await self._listen(connection, interval)
        except Refused as refusal:
            self._sandbox.recording.violation(
                Violation(f"gateway: {refusal.reason}", status=refusal.code)
            )
            await socket.close(code=refusal.code, message=refusal.reason.encode())
        finally:
            delivery.cancel()
            self._connections.discard(connection)
            self._leave(connection)
        return socket

    async def _listen(self, connection: Connection, interval: float) -> None:
        while True:
            try:
                message = await connection.socket.receive(timeout=2 * interval)
            except TimeoutError:
                raise Refused(Close.TIMED_OUT, "Session timed out") from None
            if message.type in (WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED):
                return
            if message.type is WSMsgType.ERROR:
                return  # the connection broke; the session waits for the bot to come back
            self._obey(connection, _read(message))

    def _obey(self, connection: Connection, message: Json) -> None:
        op, data = message["op"], message.get("d")
        if op == Op.HEARTBEAT:
            # Not at once: discord.py notes the time of a heartbeat just after it was sent, and
            # an answer that is faster than that seems to belong to the one before.
            loop = asyncio.get_running_loop()
            loop.call_later(ACK_SECONDS, connection.send, {"op": Op.HEARTBEAT_ACK})
        elif op == Op.IDENTIFY:
            self._identify(connection, data)
        elif op == Op.RESUME:
            self._resume(connection, data)
        elif op not in (Op.PRESENCE, Op.VOICE_STATE, Op.REQUEST_MEMBERS):
            raise Refused(Close.UNKNOWN_OPCODE, "Unknown opcode")
        elif connection.session is None:
            raise Refused(Close.NOT_AUTHENTICATED, "Not authenticated")
        elif op == Op.REQUEST_MEMBERS:
            self._tell_members(connection.session, data)

    def _identify(self, connection: Connection, data: Any) -> None:
        if connection.session is not None:
            raise Refused(Close.ALREADY_AUTHENTICATED, "Already authenticated")
        if not isinstance(data, dict) or not self._sandbox.accepts(data.get("token", "")):
            raise Refused(Close.AUTHENTICATION_FAILED, "Authentication failed")
        wanted = data.get("intents")
        if not isinstance(wanted, int) or wanted & ~KNOWN_INTENTS:
            raise Refused(Close.INVALID_INTENTS, "Invalid intents")
        intents = Intents(wanted)
        if intents & PRIVILEGED & ~self._sandbox.privileged_intents:
            raise Refused(Close.DISALLOWED_INTENTS, "Disallowed intents")
        if self.connected:
            self._sandbox.recording.violation(
                Violation("gateway: a second bot identified while one is connected")
            )
        session = Session(intents)
        self._keep(session)
        self._join(connection, session)
        self._greet(session)

    def _keep(self, session: Session) -> None:
        """Remember a session; of those that lost their bot only the latest are kept."""
        self._sessions[session.id] = session
        idle = [item for item in self._sessions.values() if item.connection is None]
        for old in idle[:-SESSIONS_KEPT]:
            del self._sessions[old.id]

    def _greet(self, session: Session) -> None:
        world = self._sandbox.world
        guild_id = str(world.guild.id)
        ready = {
            "v": 10,
            "user": payloads.me(world.bot),
            "guilds": [{"id": guild_id, "unavailable": True}],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self._sandbox.gateway_url,
            "application": {"id": str(world.bot.id), "flags": 0},
            "private_channels": [],
            "relationships": [],
        }
        session.dispatch("READY", ready)
        if Intents.GUILDS in session.intents:
            session.dispatch("GUILD_CREATE", guild_create(world, session.intents))

    def _resume(self, connection: Connection, data: Any) -> None:
        if not isinstance(data, dict) or not self._sandbox.accepts(data.get("token", "")):
            raise Refused(Close.AUTHENTICATION_FAILED, "Authentication failed")
        session = self._sessions.get(str(data.get("session_id")))
        missed = session.missed_after(data.get("seq") or 0) if session is not None else None
        if session is None or missed is None:
            connection.send({"op": Op.INVALID_SESSION, "d": False})
            return
        if session.connection is not None:
            session.connection.cut()
        for message in missed:
            connection.send(message)
        self._join(connection, session)
        session.dispatch("RESUMED", {"_trace": []})

    def _join(self, connection: Connection, session: Session) -> None:
        session.connection, connection.session = connection, session

    def _leave(self, connection: Connection) -> None:
        session = connection.session
        if session is None or session.connection is not connection:
            return
        session.connection = None
        if connection.socket.close_code in (1000, 1001):
            self._sessions.pop(session.id, None)

    def _tell_members(self, session: Session, data: Any) -> None:
        world = self._sandbox.world
        query, limit = str(data.get("query") or ""), int(data.get("limit") or 0)
        ids = data.get("user_ids")
        wanted = {int(item) for item in ids} if isinstance(ids, list) else None
        if not query and not limit and wanted is None and Intents.MEMBERS not in session.intents:
            raise Refused(Close.DISALLOWED_INTENTS, "Disallowed intents")
        found = [
            member
            for member in world.members.values()
            if (wanted is None or member.user.id in wanted)
            and member.user.name.lower().startswith(query.lower())
        ]
        chunk: Json = {
            "guild_id": str(world.guild.id),
            "members": [payloads.member(member) for member in found[: limit or None]],
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": [str(item) for item in (wanted or set()) - set(world.members)],
        }
        if data.get("nonce"):
            chunk["nonce"] = data["nonce"]
        session.dispatch("GUILD_MEMBERS_CHUNK", chunk)


def _read(message: WSMessage) -> Json:
    try:
        read = json.loads(message.data)
    except (TypeError, ValueError):
        raise Refused(Close.DECODE_ERROR, "Decode error") from None
    if not isinstance(read, dict) or not isinstance(read.get("op"), int):
        raise Refused(Close.DECODE_ERROR, "Decode error")
    return read
