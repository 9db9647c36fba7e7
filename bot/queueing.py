"""`/video queue`: from what a person gave to a film that is queued, once its price is agreed to."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import discord

from bot.agreement import ask
from bot.answers import Interaction, answer, defer, explain, person_of, surely
from bot.choosing import channel_meant, mode_meant
from bot.decisions import actor_of
from bot.estimating import estimate, question
from bot.tools import Tools
from bot.wording import duration, escaped_line, one_line
from pipeline import queries, requests, storyboard
from pipeline.casting import Cast
from pipeline.channels import ChannelConfig
from pipeline.errors import InvalidInput
from pipeline.library import KeptLibrary
from pipeline.requests import MAX_TITLE, MAX_TOPIC, Request

MAX_FIELD = 4000  # of a modal's field
TITLE_SHOWN = 120
NOT_QUEUED = "Nothing was queued."


@dataclass(frozen=True)
class Wish:
    """What the options of the command say; None where one was left out."""

    channel: str | None = None
    mode: str | None = None
    title: str | None = None
    topic: str | None = None
    story_direction: str | None = None
    shots: int | None = None
    priority: int | None = None
    file: discord.Attachment | None = None

    @property
    def left_out(self) -> list[str]:
        """The texts to ask for; a storyboard says all there is to say."""
        if self.file is not None:
            return []
        return [name for name in _FIELDS if not (getattr(self, name) or "").strip()]


def _title() -> discord.ui.TextInput[TextsModal]:
    return discord.ui.TextInput(placeholder="What the film is called", max_length=MAX_TITLE)


def _topic() -> discord.ui.TextInput[TextsModal]:
    return discord.ui.TextInput(
        placeholder="What it is about, in a sentence", max_length=MAX_TOPIC, required=False
    )


def _story_direction() -> discord.ui.TextInput[TextsModal]:
    return discord.ui.TextInput(
        style=discord.TextStyle.paragraph,
        placeholder="Who is in it, what happens, how it feels",
        max_length=MAX_FIELD,
        required=False,
    )


_FIELDS: Mapping[str, Callable[[], discord.ui.TextInput[TextsModal]]] = {
    "title": _title,
    "topic": _topic,
    "story_direction": _story_direction,
}


class TextsModal(discord.ui.Modal):
    """Asks for the texts that were left out.

    Args:
        then: Called with the completed wish.
    """

    def __init__(self, wish: Wish, then: Callable[[Interaction, Wish], Awaitable[None]]) -> None:
        super().__init__(title="A new film")
        self._wish = wish
        self._then = then
        self._inputs = {name: _FIELDS[name]() for name in wish.left_out}
        for name, field in self._inputs.items():
            field.custom_id = name
            label = name.replace("_", " ").capitalize()
            self.add_item(discord.ui.Label(text=label, component=field))

    async def on_submit(self, interaction: Interaction) -> None:
        given: dict[str, Any] = {name: field.value for name, field in self._inputs.items()}
        await self._then(interaction, replace(self._wish, **given))

    async def on_error(self, interaction: Interaction, error: Exception, /, *_: object) -> None:
        await explain(interaction, error)


async def queue(tools: Tools, interaction: Interaction, wish: Wish) -> None:
    """Queue the film, or ask first for the texts that were left out."""
    key = f"discord:{interaction.id}"
    if not wish.left_out:
        await _queue(tools, interaction, key, wish)
        return
    _check_lengths(wish)

    async def then(submitted: Interaction, completed: Wish) -> None:
        await _queue(tools, submitted, key, completed)  # sent twice it is still one film

    await surely(lambda: interaction.response.send_modal(TextsModal(wish, then)))


def _check_lengths(wish: Wish | Request) -> None:
    """Before a person is asked for more, what they gave already must do."""
    for name, most in (("title", MAX_TITLE), ("topic", MAX_TOPIC)):
        length = len(getattr(wish, name) or "")
        if length > most:
            raise InvalidInput(f"The {name} has {length:,} characters; at most {most:,} fit.")


async def _queue(tools: Tools, interaction: Interaction, key: str, wish: Wish) -> None:
    await defer(interaction)
    channel, config = await channel_meant(tools, interaction, wish.channel)
    library = await tools.library(channel, config)
    request = await _request(key, channel, wish, library)
    shots = request.shots or config.shots
    found = await estimate(tools, config, request.mode, shots, request.storyboard)

    async def carry_out(agreed: Interaction) -> None:
        await _carry_out(tools, agreed, request, config)

    if found is None:
        await carry_out(interaction)
        return
    _check_texts(request)
    await ask(interaction, question("This film", found), carry_out, yes="Queue it", left=NOT_QUEUED)


def _check_texts(request: Request) -> None:
    """Nobody is asked about what cannot be queued."""
    if not one_line(request.title):
        raise InvalidInput("The title is empty: give the film a name.")
    _check_lengths(request)


async def _carry_out(
    tools: Tools, interaction: Interaction, request: Request, config: ChannelConfig
) -> None:
    actor = actor_of(person_of(interaction.user))
    async with tools.database.transaction() as session:
        made = await requests.request(session, request, config, actor)
        film = await queries.video(session, made.id)
    title = escaped_line(film.title, TITLE_SHOWN)
    work = f" About {duration(film.remaining)} of work." if film.remaining else ""
    await answer(
        interaction,
        f"Queued as #{film.number} **{title}** for {escaped_line(film.channel_name, 60)}.{work} "
        "Its thread shows how it goes and asks what I need to know.",
    )


async def _request(key: str, channel: str, wish: Wish, library: KeptLibrary) -> Request:
    board = await _storyboard(wish.file, wish.title or "", library.cast()) if wish.file else None
    return Request(
        key=key,
        channel=channel,
        title=(wish.title or "") or (board.title if board else ""),
        topic=wish.topic or "",
        story_direction=wish.story_direction or "",
        mode=mode_meant(wish.mode),
        priority=wish.priority or 0,
        shots=len(board.shots) if board else wish.shots,
        storyboard=board,
        library=library,
    )


async def _storyboard(file: discord.Attachment, title: str, cast: Cast) -> storyboard.Storyboard:
    """A person's own storyboard.

    Raises:
        InvalidInput: With a sentence that says what is wrong with the file.
    """
    most = storyboard.MAX_FILE_BYTES
    if file.size > most:
        raise InvalidInput(
            f"The storyboard has {file.size // 1024:,} KiB; at most {most // 1024} KiB fit."
        )
    try:
        content = await surely(file.read)
    except discord.HTTPException as error:
        raise InvalidInput("Discord did not hand over the storyboard: attach it again.") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(
            "The storyboard is not a text file: attach YAML or JSON, saved as UTF-8."
        ) from error
    # A file may hold much to compare; the bot goes on meanwhile.
    named = title.strip()[:MAX_TITLE]
    return await asyncio.to_thread(storyboard.parse, text, title=named, cast=cast)
