"""The local Discord put together: one loopback port for REST, gateway, files and control.

    async with SandboxDiscord() as sandbox:
        discord.http.Route.BASE = sandbox.api_url
        ...

Nothing of discord.py is changed by the sandbox: a client is pointed at it by its addresses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.sandbox.commands import Commands
from bot.sandbox.control import Control
from bot.sandbox.errors import unknown
from bot.sandbox.faults import Faults
from bot.sandbox.gateway import Gateway
from bot.sandbox.gateway_events import PRIVILEGED, Intents
from bot.sandbox.interactions import Deadlines, Interactions
from bot.sandbox.model import User
from bot.sandbox.ratelimits import RateLimits
from bot.sandbox.recording import Recording
from bot.sandbox.rest import PREFIX, Rest
from bot.sandbox.serving import HOST, listen
from bot.sandbox.state import World

BODY_MAX = 2**30  # far above every limit of Discord, so that those answer
HEARTBEAT_SECONDS = 41.25


@dataclass(frozen=True)
class AlertWebhook:
    """A webhook of the guild, for messages that come from no bot."""

    user: User
    token: str
    channel_id: int


class SandboxDiscord:
    """A Discord on this machine, for one bot and any number of scripted people.

    Args:
        port: The port on 127.0.0.1; 0 takes a free one.
        token: The only token that is accepted; None accepts any.
        guild_id: The guild's id; None makes one.
        record: Whether requests and answers are kept for contract tests.
        rate_limits: Whether too many requests are refused.
        privileged_intents: The privileged intents switched on for the bot.
        deadlines: How long the bot may take to answer an interaction.
        heartbeat_seconds: How often the bot has to show that it lives.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        token: str | None = None,
        guild_id: int | None = None,
        record: bool = True,
        rate_limits: bool = True,
        privileged_intents: Intents = PRIVILEGED,
        deadlines: Deadlines | None = None,
        heartbeat_seconds: float = HEARTBEAT_SECONDS,
    ) -> None:
        self._port = port
        self._token = token
        self._runner: web.AppRunner | None = None
        self.privileged_intents = privileged_intents
        self.heartbeat_seconds = heartbeat_seconds
        self.recording = Recording(keep_traffic=record)
        self.rate_limits = RateLimits(enabled=rate_limits)
        self.faults = Faults()
        self.world = World(guild_id)
        self.commands = Commands(self.world.bot.id, self.world.snowflakes)
        self.interactions = Interactions(
            self.world, deadlines or Deadlines(), self.recording.violation
        )
        self.gateway = Gateway(self)
        alerts = User(self.world.snowflakes.next(), "Alerts", bot=True)
        self.webhook = AlertWebhook(alerts, "alerts", next(iter(self.world.channels)))

    @property
    def base_url(self) -> str:
        return f"http://{HOST}:{self._port}"

    @property
    def api_url(self) -> str:
        """What `discord.http.Route.BASE` has to be."""
        return self.base_url + PREFIX

    @property
    def gateway_url(self) -> str:
        """What `discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY` has to be."""
        return f"ws://{HOST}:{self._port}/gateway"

    @property
    def control_url(self) -> str:
        """Where people and tests steer the sandbox."""
        return self.base_url + "/control"

    @property
    def alert_webhook_url(self) -> str:
        """The address of the guild's webhook."""
        return f"{self.api_url}/webhooks/{self.webhook.user.id}/{self.webhook.token}"

    def accepts(self, token: str) -> bool:
        """Whether this is the bot's token."""
        return bool(token) and self._token in (None, token)

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=BODY_MAX)
        app.add_routes(Rest(self).routes())
        app.add_routes(Control(self).routes())
        app.router.add_get("/gateway", self.gateway.handle)
        app.router.add_get("/gateway/", self.gateway.handle)
        app.router.add_get("/attachments/{channel_id}/{attachment_id}/{filename}", self._file)
        self._runner, self._port = await listen(app, self._port)
        self.world.cdn = self.base_url
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._runner is not None:
            self.gateway.cut()
            await self._runner.cleanup()

    async def _file(self, request: web.Request) -> web.Response:
        """A stored file, as Discord's file server gives it."""
        parts: Mapping[str, str] = request.match_info
        number = parts["attachment_id"]
        stored = self.world.attachments.get(int(number)) if number.isdecimal() else None
        if stored is None or stored.filename != parts["filename"]:
            return web.json_response(unknown("Attachment", 0).body(), status=404)
        return web.Response(body=stored.content, content_type=stored.content_type)
