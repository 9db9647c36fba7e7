"""The local world: one guild with its channels, threads, people, roles and messages.

`World` finds things and changes them; every change is told to the event log in the shape of the
gateway's events, so the bot and the people who watch learn of it in the same way.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.sandbox import payloads
from bot.sandbox.errors import (
    ApiError,
    Json,
    archived_thread,
    unknown_channel,
    unknown_guild,
    unknown_member,
    unknown_message,
)
from bot.sandbox.events import EventLog
from bot.sandbox.limits import check_sizes
from bot.sandbox.model import (
    Attachment,
    Channel,
    Member,
    Message,
    MessageType,
    Role,
    Thread,
    Upload,
    User,
)
from bot.sandbox.permissions import ADMINISTRATOR, EVERYONE, FOR_BOT
from bot.sandbox.snowflakes import Snowflakes

MEBIBYTE = 2**20


@dataclass
class Guild:
    """The one guild, with what can be set about it."""

    id: int
    name: str
    filesize_limit: int = 10 * MEBIBYTE


def now() -> datetime:
    return datetime.now(UTC)


class World:
    """Finds and changes the things of the guild."""

    def __init__(self, guild_id: int | None = None) -> None:
        self.snowflakes = Snowflakes()
        self.events = EventLog()
        self.cdn = ""
        self.guild = Guild(guild_id or self.snowflakes.next(), "Slate Sandbox")
        self.channels: dict[int, Channel] = {}
        self.threads: dict[int, Thread] = {}
        self.roles: dict[int, Role] = {}
        self.members: dict[int, Member] = {}
        self.messages: dict[int, dict[int, Message]] = {}
        self.attachments: dict[int, Attachment] = {}
        self._people_of_the_start()

    def _people_of_the_start(self) -> None:
        everyone = Role(self.guild.id, "@everyone", EVERYONE, position=0)
        self.roles[everyone.id] = everyone
        reviewer = self.add_role("Reviewer")
        for_bot = self.add_role("Slate", permissions=FOR_BOT, managed=True)
        self.bot = self.add_member("Slate", [for_bot.id], bot=True).user
        self.owner = self.add_member("Robin", [reviewer.id]).user
        self.add_member("Sam")
        self.add_channel("films")
        self.add_channel("other-films")

    # what there is

    def check_guild(self, guild_id: int) -> None:
        if guild_id != self.guild.id:
            raise unknown_guild()

    def place(self, channel_id: int) -> Channel | Thread:
        """A channel or a thread."""
        found = self.channels.get(channel_id) or self.threads.get(channel_id)
        if found is None:
            raise unknown_channel()
        return found

    def open_place(self, channel_id: int) -> Channel | Thread:
        """A channel, or a thread that is not archived."""
        found = self.place(channel_id)
        if isinstance(found, Thread) and found.archived:
            raise archived_thread()
        return found

    def thread(self, thread_id: int) -> Thread:
        if thread_id not in self.threads:
            raise unknown_channel()
        return self.threads[thread_id]

    def message(self, channel_id: int, message_id: int) -> Message:
        self.place(channel_id)
        found = self.messages.get(channel_id, {}).get(message_id)
        if found is None:
            raise unknown_message()
        return found

    def member(self, user_id: int) -> Member:
        if user_id not in self.members:
            raise unknown_member()
        return self.members[user_id]

    def permissions(self, user_id: int) -> int:
        """The permissions a member has in the guild, as Discord's bit set."""
        if user_id == self.owner.id:
            return ADMINISTRATOR | EVERYONE
        granted = self.roles[self.guild.id].permissions
        for role_id in self.member(user_id).roles:
            granted |= self.roles[role_id].permissions
        return granted

    def history(self, channel_id: int) -> list[Message]:
        """The messages of a channel, oldest first."""
        self.place(channel_id)
        return list(self.messages.get(channel_id, {}).values())

    # how it is shown

    def show_place(self, place: Channel | Thread) -> Json:
        """A channel or a thread, as the bot sees it."""
        if isinstance(place, Thread):
            return payloads.thread(place, self.guild.id, self.bot.id)
        return payloads.channel(place, self.guild.id)

    def show_message(self, message: Message) -> Json:
        """A message as the bot sees it, with the message it answers."""
        referenced = None
        if message.reference is not None:
            answered = self.messages.get(message.reference.channel_id, {}).get(
                message.reference.message_id
            )
            referenced = self._show_alone(answered) if answered else None
        return self._show_alone(message, referenced)

    def _show_alone(self, message: Message, referenced: Json | None = None) -> Json:
        shown = payloads.message(
            message,
            guild_id=self.guild.id,
            viewer_id=self.bot.id,
            cdn=self.cdn,
            mentioned=(self.members[user].user for user in message.mentions),
            referenced=referenced,
        )
        return shown

    def show_in_event(self, message: Message) -> Json:
        """A message as the gateway tells of it: with guild and member."""
        shown = self.show_message(message)
        shown["guild_id"] = str(self.guild.id)
        author = self.members.get(message.author.id)
        if author is not None and message.webhook_id is None:
            shown["member"] = payloads.member_without_user(author)
        return shown

    # people, roles and channels

    def add_role(self, name: str, permissions: int = 0, *, managed: bool = False) -> Role:
        role = Role(self.snowflakes.next(), name, permissions, len(self.roles), managed)
        self.roles[role.id] = role
        self._tell("GUILD_ROLE_CREATE", {"role": payloads.role(role)})
        return role

    def add_member(self, name: str, roles: Iterable[int] = (), *, bot: bool = False) -> Member:
        member = Member(User(self.snowflakes.next(), name, bot), now(), list(roles))
        self.members[member.user.id] = member
        self._tell("GUILD_MEMBER_ADD", payloads.member(member))
        return member

    def set_roles(self, user_id: int, roles: Iterable[int]) -> Member:
        member = self.member(user_id)
        member.roles = list(roles)
        self._tell("GUILD_MEMBER_UPDATE", payloads.member(member))
        return member

    def add_channel(self, name: str) -> Channel:
        channel = Channel(self.snowflakes.next(), name, position=len(self.channels))
        self.channels[channel.id] = channel
        self._tell("CHANNEL_CREATE", payloads.channel(channel, self.guild.id))
        return channel

    def _tell(self, type: str, data: Json) -> None:
        self.events.add(type, {**data, "guild_id": str(self.guild.id)})

    # files

    def store(
        self, channel_id: int, uploads: Iterable[Upload], *, ephemeral: bool = False
    ) -> list[Attachment]:
        """Keep files, so that they can be fetched; refuses what is over the guild's limit."""
        files = list(uploads)
        check_sizes([len(file.content) for file in files], self.guild.filesize_limit)
        stored = [
            Attachment(
                id=self.snowflakes.next(),
                channel_id=channel_id,
                filename=file.filename,
                content=file.content,
                content_type=file.content_type,
                size_in_pixels=_size_in_pixels(file),
                ephemeral=ephemeral,
            )
            for file in files
        ]
        self.attachments.update((item.id, item) for item in stored)
        return stored

    # messages

    def post(self, message: Message) -> None:
        """Put a message into its channel; an archived thread wakes."""
        place = self.place(message.channel_id)
        if isinstance(place, Thread):
            self._wake(place, message.author)
            if message.type is not MessageType.THREAD_STARTER:
                place.message_count += 1
                place.total_message_sent += 1
        self.messages.setdefault(message.channel_id, {})[message.id] = message
        place.last_message_id = message.id
        self.events.add("MESSAGE_CREATE", self.show_in_event(message))

    def _wake(self, thread: Thread, author: User) -> None:
        if thread.locked and author is not self.bot:
            raise archived_thread()
        thread.members.setdefault(author.id, now())
        if thread.archived:
            self.set_archived(thread, False)

    def changed(self, message: Message) -> None:
        """Tell that a message is not what it was."""
        self.events.add("MESSAGE_UPDATE", self.show_in_event(message))

    def delete(self, message: Message) -> None:
        del self.messages[message.channel_id][message.id]
        place = self.place(message.channel_id)
        if isinstance(place, Thread):
            place.message_count -= 1
        gone = {"id": str(message.id), "channel_id": str(message.channel_id)}
        self._tell("MESSAGE_DELETE", gone)

    # threads

    def open_thread(self, thread: Thread) -> None:
        if thread.id in self.threads:
            raise ApiError(400, 160004, "A thread has already been created for this message")
        self.threads[thread.id] = thread
        shown = payloads.thread(thread, self.guild.id, self.bot.id)
        self.events.add("THREAD_CREATE", {**shown, "newly_created": True})

    def set_archived(self, thread: Thread, archived: bool) -> None:
        """Archive or wake a thread, as a person or the passing of time would."""
        thread.archived = archived
        thread.archive_changed_at = now()
        self.thread_changed(thread)

    def thread_changed(self, thread: Thread) -> None:
        shown = payloads.thread(thread, self.guild.id, self.bot.id)
        self.events.add("THREAD_UPDATE", shown)


def _size_in_pixels(file: Upload) -> tuple[int, int] | None:
    """Width and height of a picture, from its first bytes."""
    if not file.content_type.startswith("image/"):
        return None
    from PIL import Image, UnidentifiedImageError  # heavy: not for runs without pictures

    try:
        with Image.open(io.BytesIO(file.content)) as picture:
            return picture.size
    except (UnidentifiedImageError, OSError):
        return None  # named like a picture, but none: Discord shows it as a file
