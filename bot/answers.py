"""How the bot answers a person: in time, once, and with a sentence whatever happens."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import aiohttp
import discord
import structlog
from discord import app_commands
from discord.ext import commands
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_exponential

from bot.embeds import embed_of
from bot.permissions import Person, Role
from bot.posts import CONTENT_MAX, Card
from bot.wording import one_line, plain_name, readable, shortened
from pipeline.errors import UserError

log = structlog.get_logger(__name__)

Interaction = discord.Interaction[Any]  # of whichever client: the tools come with the cog
Answer = TypeVar("Answer")

APOLOGY = "Something went wrong on my side; it is logged. Try again in a minute."
NONCE_MAX = 25
NAMELESS = "somebody"
_ALREADY_ACKNOWLEDGED = 40060

# discord.py repeats a request after a reset only by the numbers of other systems' errors.
_CUT_OFF = (OSError, aiohttp.ClientConnectionError)


@retry(
    retry=retry_if_exception_type(_CUT_OFF),
    stop=stop_after_attempt(4),
    wait=wait_exponential(multiplier=0.1, max=1.0),
    reraise=True,
)
async def surely(call: Callable[[], Awaitable[Answer]]) -> Answer:
    """Repeat a call that a broken connection cut off; it must be one that may be repeated."""
    return await call()


def person_of(user: discord.Member | discord.User) -> Person:
    """Whoever it is, with the roles they have now."""
    roles = user.roles if isinstance(user, discord.Member) else []
    name = plain_name(user.display_name) or plain_name(user.name) or NAMELESS
    return Person(name, tuple(Role(role.id, role.name) for role in roles), str(user.id))


async def person_in(guild: discord.Guild | None, user: discord.Member | discord.User) -> Person:
    """Like `person_of`, for somebody of whom Discord told no roles; those who left have none."""
    if isinstance(user, discord.User) and guild is not None:
        try:
            return person_of(guild.get_member(user.id) or await guild.fetch_member(user.id))
        except discord.NotFound:
            log.info("member.left", user=user.id)
    return person_of(user)


async def defer(interaction: Interaction) -> None:
    """Take the three seconds' limit away before anything is read or written."""
    try:
        await surely(lambda: interaction.response.defer(ephemeral=True, thinking=True))
    except discord.HTTPException as error:
        if error.code != _ALREADY_ACKNOWLEDGED:  # the first try arrived, its answer did not
            raise


async def answer(interaction: Interaction, text: str = "", card: Card | None = None) -> None:
    """Answer an interaction, deferred or not; only the person who asked sees it."""
    content = shortened(readable(text), CONTENT_MAX)
    embeds = [embed_of(card)] if card else []
    if not interaction.response.is_done():
        try:
            await surely(
                lambda: interaction.response.send_message(content, embeds=embeds, ephemeral=True)
            )
            return
        except discord.HTTPException as error:
            if error.code != _ALREADY_ACKNOWLEDGED:
                raise
    await surely(lambda: interaction.edit_original_response(content=content, embeds=embeds))


async def explain(interaction: Interaction, error: Exception) -> None:
    """Tell the person what went wrong; what was not foreseen is logged."""
    cause = cause_of(error)
    if not isinstance(cause, UserError):
        command = interaction.command.qualified_name if interaction.command else None
        log.error("interaction.failed", command=command, exc_info=cause)
    try:
        await answer(interaction, sentence_of(cause))
    except (discord.HTTPException, *_CUT_OFF):
        log.exception("interaction.unanswered", interaction=interaction.id)


def cause_of(error: Exception) -> Exception:
    """What happened, without discord.py's wrapping."""
    if isinstance(error, app_commands.CommandInvokeError | commands.CommandInvokeError):
        return error.original
    return error


def sentence_of(error: Exception) -> str:
    """What the person reads of an error."""
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, app_commands.TransformerError):
        return f"“{shortened(one_line(str(error.value)), 50)}” does not fit here: choose another value."
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return "This command has changed: reload Discord and try again."
    return APOLOGY


async def say(
    channel: discord.abc.Messageable, text: str, *, to: discord.MessageReference, about: str
) -> discord.Message:
    """Write into a thread as an answer to a message.

    Args:
        about: What is answered; the same text about the same thing is not posted twice.
    """
    content = shortened(readable(text), CONTENT_MAX)
    nonce = hashlib.sha256(f"{about}\n{content}".encode()).hexdigest()[:NONCE_MAX]
    return await surely(
        lambda: channel.send(content, reference=to, mention_author=False, nonce=nonce)
    )
