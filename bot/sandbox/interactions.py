"""Interactions: what a person asked the bot, what the bot may answer and until when."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from bot.sandbox import payloads
from bot.sandbox.errors import (
    Json,
    already_acknowledged,
    unknown_interaction,
    unknown_message,
    unknown_webhook,
)
from bot.sandbox.model import Message, MessageFlags
from bot.sandbox.recording import Violation
from bot.sandbox.state import World


class InteractionType(IntEnum):
    """What a person did."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class State(StrEnum):
    """How far the answer is; people wait until it is neither of the first two."""

    WAITING = "waiting"
    DEFERRED = "deferred"
    ANSWERED = "answered"
    ACKNOWLEDGED = "acknowledged"  # a click that needs no message of its own
    MODAL = "modal"
    CHOICES = "choices"
    FAILED = "failed"


@dataclass(frozen=True)
class Deadlines:
    """Seconds the bot has for its first answer, and for everything after it."""

    answer: float = 3.0
    follow_up: float = 15 * 60.0


@dataclass(eq=False)
class Interaction:
    """One interaction. `source` is the message that was clicked, `original` the first answer."""

    id: int
    token: str
    type: InteractionType
    user_id: int
    channel_id: int
    data: Json
    source: Message | None = None
    triggered_by: Interaction | None = None
    asked_at: float = field(default_factory=time.monotonic)
    state: State = State.WAITING
    reason: str = ""
    messages: list[Message] = field(default_factory=list)
    original: Message | None = None
    modal: Json | None = None
    choices: list[Json] | None = None

    @property
    def age(self) -> float:
        """Seconds since the person asked."""
        return time.monotonic() - self.asked_at


class Interactions:
    """All interactions, with their deadlines."""

    def __init__(
        self, world: World, deadlines: Deadlines, blame: Callable[[Violation], None]
    ) -> None:
        self._world = world
        self._deadlines = deadlines
        self._blame = blame
        self._all: dict[int, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}
        self._private: dict[int, Message] = {}
        self._news = asyncio.Event()

    def open(
        self,
        type: InteractionType,
        user_id: int,
        channel_id: int,
        data: Json,
        *,
        source: Message | None = None,
        triggered_by: Interaction | None = None,
    ) -> Interaction:
        """Note what a person did; the bot's time to answer starts."""
        interaction = Interaction(
            id=self._world.snowflakes.next(),
            token=secrets.token_urlsafe(48),
            type=type,
            user_id=user_id,
            channel_id=channel_id,
            data=data,
            source=source,
            triggered_by=triggered_by,
        )
        self._all[interaction.id] = interaction
        self._by_token[interaction.token] = interaction
        asyncio.get_running_loop().call_later(self._deadlines.answer, self._give_up, interaction)
        return interaction

    def _give_up(self, interaction: Interaction) -> None:
        if interaction.state is not State.WAITING:
            return
        interaction.state = State.FAILED
        interaction.reason = "The application did not respond"
        self._blame(Violation(f"{interaction.reason}: {interaction.data.get('name', '')}"))
        self.tell()

    def get(self, interaction_id: int) -> Interaction:
        if interaction_id not in self._all:
            raise unknown_interaction()
        return self._all[interaction_id]

    def to_answer(self, interaction_id: int, token: str) -> Interaction:
        """The interaction whose first answer this is; refused when late or answered already."""
        interaction = self._all.get(interaction_id)
        if interaction is None or not secrets.compare_digest(interaction.token, token):
            raise unknown_interaction()
        if interaction.state is State.FAILED or (
            interaction.state is State.WAITING and interaction.age > self._deadlines.answer
        ):
            raise unknown_interaction()
        if interaction.state is not State.WAITING:
            raise already_acknowledged()
        return interaction

    def to_follow_up(self, token: str) -> Interaction:
        """The interaction behind a webhook's token; refused before the answer and when over."""
        interaction = self._by_token.get(token)
        if (
            interaction is None
            or interaction.state in {State.WAITING, State.FAILED}
            or interaction.age > self._deadlines.follow_up
        ):
            raise unknown_webhook()
        return interaction

    def message_of(self, interaction: Interaction, name: str) -> Message:
        """The answer called `@original`, or one of the messages by its id."""
        if name == "@original":
            if interaction.original is None:
                raise unknown_message()
            return interaction.original
        for message in interaction.messages:
            if str(message.id) == name:
                return message
        raise unknown_message()

    def visible_message(self, channel_id: int, message_id: int) -> Message:
        """A message a person sees: also one that is shown to a single person."""
        return self._private.get(message_id) or self._world.message(channel_id, message_id)

    def add_message(self, interaction: Interaction, message: Message) -> None:
        """Post an answer where the person sees it."""
        interaction.messages.append(message)
        if message.ephemeral:
            self._private[message.id] = message
        else:
            self._world.post(message)
        self.tell()

    def changed(self, interaction: Interaction, message: Message) -> None:
        """Tell that an answer is not what it was; the first change ends the waiting."""
        if MessageFlags.LOADING in message.flags:
            message.flags &= ~MessageFlags.LOADING
            interaction.state = State.ANSWERED
        if not message.ephemeral:
            self._world.changed(message)
        self.tell()

    def remove_message(self, interaction: Interaction, message: Message) -> None:
        if message in interaction.messages:
            interaction.messages.remove(message)
        if self._private.pop(message.id, None) is None:
            self._world.delete(message)
        if message is interaction.original:
            interaction.original = None
            if interaction.state is State.DEFERRED:
                interaction.state = State.ACKNOWLEDGED
        self.tell()

    def tell(self) -> None:
        """Wake those who wait for answers."""
        self._news.set()
        self._news = asyncio.Event()

    async def settled(self, interaction_id: int, seconds: float) -> Interaction:
        """An interaction once the bot has answered it for good, or when the time is over."""
        interaction = self.get(interaction_id)
        try:
            async with asyncio.timeout(seconds):
                while interaction.state in {State.WAITING, State.DEFERRED}:
                    await self._news.wait()
        except TimeoutError:
            pass  # the caller sees by the state that it is still waiting
        return interaction

    def metadata(self, interaction: Interaction) -> Json:
        """What a message tells of the interaction it answers."""
        told: Json = {
            "id": str(interaction.id),
            "type": int(interaction.type),
            "user": payloads.user(self._world.member(interaction.user_id).user),
            "authorizing_integration_owners": {"0": str(self._world.guild.id)},
        }
        if interaction.source is not None and interaction.type is InteractionType.COMPONENT:
            told["interacted_message_id"] = str(interaction.source.id)
        if interaction.triggered_by is not None:
            told["triggering_interaction_metadata"] = self.metadata(interaction.triggered_by)
        return told

    def payload(self, interaction: Interaction) -> Json:
        """The interaction as the gateway tells it to the bot."""
        world = self._world
        member = payloads.member(world.member(interaction.user_id))
        member["permissions"] = str(world.permissions(interaction.user_id))
        place = world.show_place(world.place(interaction.channel_id))
        place["permissions"] = member["permissions"]
        guild_id = str(world.guild.id)
        told: Json = {
            "id": str(interaction.id),
            "application_id": str(world.bot.id),
            "type": int(interaction.type),
            "token": interaction.token,
            "version": 1,
            "data": interaction.data,
            "guild_id": guild_id,
            "guild": {"id": guild_id, "features": [], "locale": "en-US"},
            "channel_id": str(interaction.channel_id),
            "channel": place,
            "member": member,
            "app_permissions": str(world.permissions(world.bot.id)),
            "locale": "en-US",
            "guild_locale": "en-US",
            "entitlements": [],
            "authorizing_integration_owners": {"0": guild_id},
            "context": 0,
            "attachment_size_limit": world.guild.filesize_limit,
        }
        if interaction.source is not None:
            told["message"] = world.show_message(interaction.source)
        return told

    def shown(self, interaction: Interaction) -> Json:
        """The interaction as the person who asked sees it."""
        show = self._world.show_message
        return {
            "id": str(interaction.id),
            "state": interaction.state,
            "reason": interaction.reason,
            "messages": [show(message) for message in interaction.messages],
            "modal": interaction.modal,
            "choices": interaction.choices,
        }
