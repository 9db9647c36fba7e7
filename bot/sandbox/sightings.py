"""What a person sees: messages, and the happenings around them, as typed values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.sandbox.errors import Json
from bot.sandbox.interactions import State
from bot.sandbox.invoking import modal_inputs
from bot.sandbox.model import MessageFlags


@dataclass(frozen=True)
class SeenFile:
    """A file of a message; its bytes come with `Person.download`."""

    id: int
    filename: str
    size: int
    url: str
    content_type: str


@dataclass(frozen=True)
class SeenReaction:
    """An emoji below a message and how many chose it."""

    emoji: str
    count: int
    by_bot: bool


@dataclass(frozen=True)
class SeenMessage:
    """A message as it looked when it was read; `raw` has all that Discord tells."""

    id: int
    channel_id: int
    author_id: int
    author: str
    by_bot: bool
    text: str
    embeds: Sequence[Json]
    attachments: Sequence[SeenFile]
    reactions: Sequence[SeenReaction]
    reply_to: int | None
    thread_id: int | None
    ephemeral: bool
    raw: Json = field(repr=False)

    @property
    def buttons(self) -> list[Json]:
        """All buttons and selects below the message."""
        return [item for row in self.raw["components"] for item in row["components"]]

    @property
    def everything(self) -> str:
        """All words of the message, those of its embeds included."""
        parts = [self.text]
        for embed in self.embeds:
            parts += [embed.get("title", ""), embed.get("description", "")]
            for item in embed.get("fields", ()):
                parts += [item["name"], item["value"]]
            parts.append(embed.get("footer", {}).get("text", ""))
        return "\n".join(part for part in parts if part)


def seen_message(raw: Json) -> SeenMessage:
    """Read a message from Discord's JSON."""
    reference = raw.get("message_reference")
    return SeenMessage(
        id=int(raw["id"]),
        channel_id=int(raw["channel_id"]),
        author_id=int(raw["author"]["id"]),
        author=raw["author"]["username"],
        by_bot=bool(raw["author"].get("bot")),
        text=raw["content"],
        embeds=raw["embeds"],
        attachments=[_seen_file(item) for item in raw["attachments"]],
        reactions=[
            SeenReaction(item["emoji"]["name"], item["count"], item["me"])
            for item in raw.get("reactions", ())
        ],
        reply_to=int(reference["message_id"]) if reference else None,
        thread_id=int(raw["thread"]["id"]) if "thread" in raw else None,
        ephemeral=bool(raw["flags"] & MessageFlags.EPHEMERAL),
        raw=raw,
    )


def _seen_file(raw: Json) -> SeenFile:
    size, kind = raw["size"], raw["content_type"]
    return SeenFile(int(raw["id"]), raw["filename"], size, raw["url"], kind)


@dataclass(frozen=True)
class Sighting:
    """Something that happened; `number` rises with time."""

    number: int


@dataclass(frozen=True)
class MessagePosted(Sighting):
    """A new message."""

    message: SeenMessage


@dataclass(frozen=True)
class MessageEdited(Sighting):
    """A message that changed, as it is now."""

    message: SeenMessage


@dataclass(frozen=True)
class MessageDeleted(Sighting):
    """A message that is gone."""

    message_id: int
    channel_id: int


@dataclass(frozen=True)
class ReactionAdded(Sighting):
    """Somebody reacted."""

    message_id: int
    channel_id: int
    user_id: int
    emoji: str


@dataclass(frozen=True)
class ReactionRemoved(Sighting):
    """Somebody took a reaction back."""

    message_id: int
    channel_id: int
    user_id: int
    emoji: str


@dataclass(frozen=True)
class ThreadOpened(Sighting):
    """A new thread; one made from a message has the message's id."""

    thread_id: int
    parent_id: int
    name: str


@dataclass(frozen=True)
class ThreadChanged(Sighting):
    """A thread with a new name, archived or awake."""

    thread_id: int
    parent_id: int
    name: str
    archived: bool


@dataclass(frozen=True)
class OtherSighting(Sighting):
    """Anything else, under the gateway's name for it."""

    type: str
    data: Json


_MESSAGES = {"MESSAGE_CREATE": MessagePosted, "MESSAGE_UPDATE": MessageEdited}
_REACTIONS = {
    "MESSAGE_REACTION_ADD": ReactionAdded,
    "MESSAGE_REACTION_REMOVE": ReactionRemoved,
}


def sighting(event: Json) -> Sighting:
    """Read one event of the control interface."""
    number, type, data = event["number"], event["type"], event["data"]
    if type in _MESSAGES:
        return _MESSAGES[type](number, seen_message(data))
    if type in _REACTIONS:
        return _REACTIONS[type](
            number,
            int(data["message_id"]),
            int(data["channel_id"]),
            int(data["user_id"]),
            data["emoji"]["name"],
        )
    if type == "MESSAGE_DELETE":
        return MessageDeleted(number, int(data["id"]), int(data["channel_id"]))
    if type == "THREAD_CREATE":
        return ThreadOpened(number, int(data["id"]), int(data["parent_id"]), data["name"])
    if type == "THREAD_UPDATE":
        archived = data["thread_metadata"]["archived"]
        return ThreadChanged(
            number, int(data["id"]), int(data["parent_id"]), data["name"], archived
        )
    return OtherSighting(number, type, data)


@dataclass(frozen=True)
class Answer:
    """What the bot answered to a command, a click or a form."""

    interaction_id: int
    state: State
    reason: str
    messages: Sequence[SeenMessage]
    modal: Json | None
    choices: Sequence[Json]

    @property
    def first(self) -> SeenMessage | None:
        """The answer itself; what follows it is in `messages`."""
        return self.messages[0] if self.messages else None

    @property
    def text(self) -> str:
        return self.first.text if self.first else ""

    @property
    def embeds(self) -> Sequence[Json]:
        return self.first.embeds if self.first else ()

    @property
    def attachments(self) -> Sequence[SeenFile]:
        return self.first.attachments if self.first else ()

    @property
    def ephemeral(self) -> bool:
        return bool(self.first and self.first.ephemeral)

    @property
    def failed(self) -> bool:
        """Whether Discord had to tell the person that the bot did not answer."""
        return self.state is State.FAILED

    @property
    def fields(self) -> list[str]:
        """The labels of the form the bot answered with."""
        return [label for label, _ in modal_inputs(self.modal)] if self.modal else []


def answer(raw: Json) -> Answer:
    """Read an interaction from the control interface."""
    return Answer(
        interaction_id=int(raw["id"]),
        state=State(raw["state"]),
        reason=raw["reason"],
        messages=[seen_message(item) for item in raw["messages"]],
        modal=raw["modal"],
        choices=raw["choices"] or (),
    )
