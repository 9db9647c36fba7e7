"""What commands offer while a person types, and whom and what they mean by what was typed."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Iterable, Sequence
from typing import TypeVar

import discord
import structlog
from discord import app_commands

from bot.answers import Interaction
from bot.tools import Tools
from bot.wording import one_line, shortened
from pipeline import queries, queries_bot
from pipeline.channels import ChannelConfig, Channels
from pipeline.errors import InvalidInput, NotFound
from pipeline.requests import MODES
from pipeline.storyboard import Shot

log = structlog.get_logger(__name__)

Offer = TypeVar("Offer", app_commands.Choice[str], app_commands.Choice[int])

CHOICES_MAX = 25
CHOICE_NAME_MAX = 100
CHOICE_TITLE_MAX = 55


async def offered(choices: Awaitable[list[Offer]]) -> list[Offer]:
    """What a person can choose from; nothing where that cannot be read, which is logged."""
    try:
        return await choices
    except Exception:
        log.exception("autocomplete.failed")
        return []


async def channel_choices(tools: Tools, typed: str) -> list[app_commands.Choice[str]]:
    """Channels whose key or name holds what was typed."""
    known = await asyncio.to_thread(tools.channels)
    wanted = typed.casefold()
    return [
        app_commands.Choice(name=shortened(one_line(config.name), CHOICE_NAME_MAX), value=key)
        for key, config in known.configs.items()
        if wanted in key or wanted in config.name.casefold()
    ][:CHOICES_MAX]


def mode_choices(typed: str) -> list[app_commands.Choice[str]]:
    """The modes that begin with what was typed."""
    wanted = typed.casefold()
    return [app_commands.Choice(name=m, value=m) for m in MODES if m.startswith(wanted)]


async def film_choices(
    tools: Tools, typed: str, *, mode: str | None = None
) -> list[app_commands.Choice[int]]:
    """The newest films (of one mode) that fit what was typed, as `#12 Title — status`."""
    async with tools.database.transaction() as session:
        films = await queries_bot.films_like(session, typed, mode=mode, limit=CHOICES_MAX)
    return [
        app_commands.Choice(
            name=shortened(
                f"#{film.number} {shortened(one_line(film.title), CHOICE_TITLE_MAX)} — {film.label}",
                CHOICE_NAME_MAX,
            ),
            value=film.number,
        )
        for film in films
    ]


async def shot_choices(
    tools: Tools, interaction: Interaction, typed: str
) -> list[app_commands.Choice[int]]:
    """The film's shots by number or by words of theirs, as `3 · A fox woke up.`"""
    named = getattr(interaction.namespace, "film", None)  # a text while it is being typed
    try:
        video_id = await film_meant(tools, interaction, named if isinstance(named, int) else None)
    except NotFound:
        return []
    async with tools.database.transaction() as session:
        shots = await queries_bot.shots(session, video_id)
    return shots_like(shots, typed)


def shots_like(shots: Sequence[Shot], typed: str) -> list[app_commands.Choice[int]]:
    """Those whose number begins with what was typed, or whose words hold it. Pure."""
    wanted = one_line(typed).casefold()
    words = [one_line(shot.narration or shot.action or shot.motion) for shot in shots]
    return [
        app_commands.Choice(name=shortened(f"{number} · {text}", CHOICE_NAME_MAX), value=number)
        for number, text in enumerate(words, 1)
        if str(number).startswith(wanted) or wanted in text.casefold()
    ][:CHOICES_MAX]


async def channel_meant(
    tools: Tools, interaction: Interaction, named: str | None
) -> tuple[str, ChannelConfig]:
    """The channel a person named, or the one whose Discord channel they are in.

    Raises:
        UserError: With a sentence that says which there are.
    """
    known = await asyncio.to_thread(tools.channels)
    key = _key_of(known, named.strip()) if named else _key_here(known, interaction)
    return key, await asyncio.to_thread(tools.channel, key)


def _key_here(known: Channels, interaction: Interaction) -> str:
    """The channel of this place, or the only one there is."""
    here = next(filter(None, map(known.by_discord_channel, _places(interaction))), None)
    if here is not None:
        return here
    if len(known.configs) == 1:
        return next(iter(known.configs))
    names = ", ".join(sorted(known.configs)) or "none yet"
    raise InvalidInput(f"For which channel? Name one with `channel:`. Channels are: {names}.")


def _key_of(known: Channels, named: str) -> str:
    """The channel with this key or name, else what was typed: it is refused with a sentence."""
    wanted = named.casefold()
    for key, config in known.configs.items():
        if wanted in (key, config.name.casefold()):
            return key
    return shortened(one_line(named), CHOICE_NAME_MAX)


def _places(interaction: Interaction) -> Iterable[int]:
    """The Discord channel a command is used in, and the one its thread hangs from."""
    if interaction.channel_id is not None:
        yield interaction.channel_id
    if isinstance(interaction.channel, discord.Thread):
        yield interaction.channel.parent_id


def mode_meant(named: str | None) -> str:
    """The mode a person named; a draft costs nothing."""
    mode = (named or MODES[0]).strip().casefold()
    if mode not in MODES:
        raise InvalidInput(f"“{shortened(one_line(mode), 40)}” is no mode: use draft or final.")
    return mode


async def film_meant(tools: Tools, interaction: Interaction, number: int | None) -> uuid.UUID:
    """The film with this number, else the one whose thread the command is used in.

    Raises:
        NotFound: With a sentence for the person.
    """
    async with tools.database.transaction() as session:
        if number is not None:
            return await queries.video_id_of_number(session, number)
        place = str(interaction.channel_id)
        mirror = await queries.mirror_of_external(session, queries.DISCORD, place)
    if mirror is None:
        raise NotFound("Which film? Name it with `film:`, or use this command in its thread.")
    return mirror.video_id
