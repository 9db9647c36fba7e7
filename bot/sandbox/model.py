"""The things of the local world as plain records; `payloads` shows them as Discord does."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, IntFlag

from bot.sandbox.errors import Json


class ChannelType(IntEnum):
    """The kinds of channel there are here."""

    TEXT = 0
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12


class MessageType(IntEnum):
    """The kinds of message there are here."""

    DEFAULT = 0
    THREAD_CREATED = 18
    REPLY = 19
    CHAT_INPUT_COMMAND = 20
    THREAD_STARTER = 21


class MessageFlags(IntFlag):
    """The message flags the sandbox understands."""

    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12


NO_FLAGS = MessageFlags(0)


@dataclass(eq=False)
class User:
    """An account: the bot, or a person."""

    id: int
    name: str
    bot: bool = False


@dataclass(eq=False)
class Role:
    """A role of the guild; `permissions` is Discord's bit set."""

    id: int
    name: str
    permissions: int
    position: int
    managed: bool = False


@dataclass(eq=False)
class Member:
    """A user inside the guild."""

    user: User
    joined_at: datetime
    roles: list[int] = field(default_factory=list)


@dataclass(eq=False)
class Channel:
    """A text channel."""

    id: int
    name: str
    position: int = 0
    topic: str | None = None
    last_message_id: int | None = None


@dataclass(eq=False)
class Thread:
    """A thread below a text channel; one made from a message has that message's id."""

    id: int
    name: str
    parent_id: int
    owner_id: int
    type: ChannelType
    auto_archive_minutes: int
    created_at: datetime
    archive_changed_at: datetime
    archived: bool = False
    locked: bool = False
    slowmode_seconds: int = 0
    last_message_id: int | None = None
    message_count: int = 0
    total_message_sent: int = 0
    members: dict[int, datetime] = field(default_factory=dict)


@dataclass(frozen=True)
class Upload:
    """A file as it arrived; `field` is the name of its form field."""

    field: str
    filename: str
    content: bytes
    content_type: str


@dataclass(eq=False)
class Attachment:
    """A stored file of a message or of a slash command's option."""

    id: int
    channel_id: int
    filename: str
    content: bytes
    content_type: str
    description: str | None = None
    title: str | None = None
    size_in_pixels: tuple[int, int] | None = None
    ephemeral: bool = False


@dataclass(eq=False)
class Reaction:
    """One emoji below a message and who chose it, in order."""

    emoji: str
    users: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Reference:
    """The message another one answers."""

    channel_id: int
    message_id: int


@dataclass(eq=False)
class Message:
    """A message; ephemeral ones are kept by their interaction, not by the channel."""

    id: int
    channel_id: int
    author: User
    type: MessageType = MessageType.DEFAULT
    content: str = ""
    flags: MessageFlags = NO_FLAGS
    tts: bool = False
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    mention_roles: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    reference: Reference | None = None
    reactions: list[Reaction] = field(default_factory=list)
    pinned_at: datetime | None = None
    edited_at: datetime | None = None
    nonce: str | int | None = None
    thread: Thread | None = None
    webhook_id: int | None = None
    shown_as: str | None = None
    application_id: int | None = None
    interaction: Json | None = None

    @property
    def ephemeral(self) -> bool:
        """Whether only the person who asked can see it."""
        return MessageFlags.EPHEMERAL in self.flags
