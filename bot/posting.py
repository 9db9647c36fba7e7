"""Messages in Discord, each posted once and found again: what the mirror does there."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import discord
import structlog

from bot.embeds import embed_of
from bot.posts import Field, Post
from bot.scenes import Scene
from bot.signals import Signal
from pipeline.errors import ConfigError

HISTORY = 100  # messages of a place that are looked through for one of ours
AUTO_ARCHIVE_MINUTES: Final = 10_080

UNKNOWN_CHANNEL, UNKNOWN_MESSAGE = 10003, 10008
THREAD_IS_ARCHIVED, THREAD_EXISTS = 50083, 160004
TOO_LARGE = 413

log = structlog.get_logger(__name__)

_SILENT = discord.AllowedMentions.none()


def nonce_of(place_id: int, reference: str, edition: int = 0) -> str:
    """The same for the same message, whoever posts it and how often; at most 25 characters."""
    return hashlib.sha256(f"{place_id} {reference} {edition}".encode()).hexdigest()[:25]


class Poster:
    """Sends, edits and finds the bot's messages by the ids of their places."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    def guild(self, guild_id: int | None) -> discord.Guild | None:
        """The guild the bot works in: the configured one, or the only one it is in."""
        if guild_id is not None:
            return self._client.get_guild(guild_id)
        return next(iter(self._client.guilds), None)

    def channel_for(self, scene: Scene, guild_id: int | None) -> int:
        """The channel where a film's card belongs: the one its YAML names, or the first usable.

        Raises:
            ConfigError: There is none; says what to do.
        """
        if scene.config.discord_channel_id is not None:
            return scene.config.discord_channel_id
        guild = self.guild(guild_id)
        if guild is None:
            raise ConfigError("The bot is in no Discord guild: `slate discord invite` has the way.")
        for channel in guild.text_channels:
            allowed = channel.permissions_for(guild.me)
            if allowed.view_channel and allowed.send_messages and allowed.create_public_threads:
                return channel.id
        raise ConfigError(
            "There is no text channel the bot may write in: set discord_channel_id in "
            f"{scene.view.channel}.yaml, or give the bot's role the right to write in one."
        )

    async def post(self, place_id: int, post: Post, *, edition: int = 0) -> int:
        """Send a message; sent twice within minutes it is one message. Its id.

        Args:
            edition: Raised where the same message is wanted anew, because it was deleted.
        """
        try:
            return await self._send(place_id, post, edition)
        except discord.HTTPException as error:
            if error.status != TOO_LARGE or not post.files:
                raise
            # The limit that Discord tells is not always the one it keeps.
            log.warning("discord.files_refused", files=[one.name for one in post.files])
            return await self._send(place_id, _without_files(post), edition)

    async def _send(self, place_id: int, post: Post, edition: int) -> int:
        files = [discord.File(one.path, filename=one.name) for one in post.files]
        message = await self._place(place_id).send(
            content=post.content or None,
            embed=embed_of(post.card, post.reference),
            files=files,
            nonce=nonce_of(place_id, post.reference, edition),
            allowed_mentions=_SILENT,
        )
        return message.id

    async def edit_card(self, place_id: int, message_id: int, post: Post) -> None:
        """Replace a message's card."""
        message = self._place(place_id).get_partial_message(message_id)
        embed = embed_of(post.card, post.reference)
        await message.edit(embed=embed, allowed_mentions=_SILENT)

    async def edit_text(self, thread_id: int, message_id: int, text: str) -> None:
        """Replace the text above a message's card."""
        message = self._place(thread_id).get_partial_message(message_id)
        await self._awake(thread_id, lambda: message.edit(content=text, allowed_mentions=_SILENT))

    async def add_reactions(
        self, thread_id: int, message_id: int, signals: Sequence[Signal]
    ) -> None:
        """Put reactions below a message, for people to click; those there are no news."""
        message = self._place(thread_id).get_partial_message(message_id)
        for signal in signals:
            await self._awake(thread_id, partial(message.add_reaction, signal.value))

    async def _awake(self, thread_id: int, change: Callable[[], Awaitable[object]]) -> None:
        """Change a message of a thread, which is woken for it.

        A message that somebody deleted needs no change.
        """
        try:
            try:
                await change()
            except discord.HTTPException as error:
                if error.code != THREAD_IS_ARCHIVED:
                    raise
                thread = await self._client.fetch_channel(thread_id)
                assert isinstance(thread, discord.Thread)  # nothing else is archived
                await thread.edit(archived=False)
                await change()
        except discord.NotFound as error:
            if error.code != UNKNOWN_MESSAGE:
                raise
            log.info("discord.message_is_gone", thread=thread_id)

    async def references(self, place_id: int) -> dict[str, int]:
        """The bot's latest messages of a place, by what they are called in their footers."""
        mine = self._client.user
        found: dict[str, int] = {}
        async for message in self._place(place_id).history(limit=HISTORY):
            if mine is not None and message.author.id == mine.id:
                for embed in message.embeds:
                    if embed.footer.text:
                        found.setdefault(embed.footer.text, message.id)
        return found

    async def open_thread(
        self, channel_id: int, card_id: int, name: str, *, may_exist: bool
    ) -> int:
        """The thread that hangs from a card, opened where there is none. Its id.

        Args:
            may_exist: Look for it first; it has the card's id.
        """
        if may_exist and await self._has_thread(card_id):
            return card_id
        card = self._place(channel_id).get_partial_message(card_id)
        try:
            thread = await card.create_thread(name=name, auto_archive_duration=AUTO_ARCHIVE_MINUTES)
        except discord.HTTPException as error:
            if error.code != THREAD_EXISTS:
                raise
            return await self._thread_beside(channel_id, name)
        return thread.id

    async def _has_thread(self, card_id: int) -> bool:
        try:
            await self._client.fetch_channel(card_id)
        except discord.NotFound:
            return False
        return True

    async def _thread_beside(self, channel_id: int, name: str) -> int:
        """A deleted thread's card takes no second one."""
        channel = await self._client.fetch_channel(channel_id)
        assert isinstance(channel, discord.TextChannel)  # it held the card
        thread = await channel.create_thread(
            name=name,
            type=discord.ChannelType.public_thread,
            auto_archive_duration=AUTO_ARCHIVE_MINUTES,
        )
        return thread.id

    def _place(self, place_id: int) -> discord.PartialMessageable:
        """A channel or thread by its id: archived ones are in nobody's memory."""
        known = self._client.get_channel(place_id)
        guild_id = known.guild.id if isinstance(known, discord.abc.GuildChannel) else None
        return self._client.get_partial_messageable(place_id, guild_id=guild_id)


def _without_files(post: Post) -> Post:
    names = ", ".join(one.name for one in post.files)
    told = Field("There is no preview", f"Discord finds it too large: {names}", is_inline=False)
    return replace(post, card=replace(post.card, fields=(*post.card.fields, told)), files=())
