"""The Discord client: where it connects, what it hears, its commands and its errors."""

from __future__ import annotations

import asyncio
import hashlib
import json
from typing import Any

import discord
import structlog
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.answers import Interaction, explain
from bot.cogs.admin import Admin
from bot.cogs.reviews import Reviews
from bot.cogs.videos import Videos
from bot.discord_mirror import DiscordMirror
from bot.tools import Tools
from pipeline.settings import Settings

log = structlog.get_logger(__name__)


class SlateTree(app_commands.CommandTree["SlateClient"]):
    """Slash commands whose every error answers the person."""

    async def on_error(
        self, interaction: Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        await explain(interaction, error)


class SlateClient(commands.Bot):
    """The bot in Discord.

    Attributes:
        mirror: Shows films there.
        first_ready: Set once Discord has greeted the bot.
    """

    def __init__(self, tools: Tools) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,  # asked for by discord.py, never used
            help_command=None,
            tree_cls=SlateTree,
            intents=_intents(),
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=1.0,  # seconds for each guild to arrive: there is one
        )
        self.tools = tools
        self.mirror = DiscordMirror(self, tools)
        self.first_ready = asyncio.Event()

    async def setup_hook(self) -> None:
        if not self.cogs:  # a client that could not connect is started again
            await self.add_cog(Videos(self.tools))
            await self.add_cog(Reviews(self, self.tools))
            await self.add_cog(Admin(self.tools))
        await self._sync_commands()

    async def close(self) -> None:
        await self.mirror.close()
        await super().close()

    async def on_ready(self) -> None:
        log.info("discord.ready", user=str(self.user), guilds=len(self.guilds))
        self.first_ready.set()

    async def on_message(self, message: discord.Message, /) -> None:
        """Leave commands with a prefix alone: there are none; the cogs hear messages themselves."""

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        log.exception("discord.event_failed", discord_event=event_method)

    async def _sync_commands(self) -> None:
        """Tell Discord the commands only when it does not know them as they are now.

        Discord allows few of these calls a day, and a change of hers takes time to arrive.
        """
        settings = self.tools.settings
        guild = discord.Object(settings.discord_guild_id) if settings.discord_guild_id else None
        if guild is not None:
            self.tree.copy_global_to(guild=guild)
        wanted = _fingerprint(self, guild)
        kept = settings.workspace / "discord_commands.sha256"
        known = {command.name for command in await self.tree.fetch_commands(guild=guild)}
        ours = {command.name for command in self.tree.get_commands(guild=guild)}
        if known == ours and kept.is_file() and kept.read_text() == wanted:
            return
        await self.tree.sync(guild=guild)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(wanted)
        log.info("discord.commands_synced", commands=sorted(ours))


def build_client(tools: Tools) -> SlateClient:
    """The bot's client, pointed at the service the settings name."""
    _point_at(tools.settings)
    return SlateClient(tools)


def _point_at(settings: Settings) -> None:
    """discord.py takes its addresses from its classes, so this is before any of them is used."""
    if settings.discord_api_url != Route.BASE:
        Route.BASE = settings.discord_api_url.rstrip("/")
    if settings.discord_gateway_url != str(DiscordWebSocket.DEFAULT_GATEWAY):
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.discord_gateway_url)


def _intents() -> discord.Intents:
    return discord.Intents(
        guilds=True,
        members=True,  # roles of those who react
        guild_messages=True,
        message_content=True,  # replies with what to change
        guild_reactions=True,
    )


def _fingerprint(client: SlateClient, guild: discord.Object | None) -> str:
    """What the commands are, for whom and where."""
    tree = client.tree
    shown = [command.to_dict(tree) for command in tree.get_commands(guild=guild)]
    about = [Route.BASE, client.application_id, guild.id if guild else None, shown]
    return hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()
