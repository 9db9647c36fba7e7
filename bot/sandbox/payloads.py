"""How Discord shows the things of the world: records in, its JSON out; pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import quote

from bot.sandbox.errors import Json
from bot.sandbox.model import (
    Attachment,
    Channel,
    ChannelType,
    Member,
    Message,
    Reaction,
    Role,
    Thread,
    User,
)
from bot.sandbox.snowflakes import time_of

DISCRIMINATOR_OF_BOTS = "0001"


def moment(when: datetime) -> str:
    """A time as Discord writes it."""
    return when.isoformat(timespec="microseconds")


def without_nulls(payload: Json) -> Json:
    """Leave out what is None: Discord omits these keys rather than sending null."""
    return {key: value for key, value in payload.items() if value is not None}


def user(who: User, shown_as: str | None = None) -> Json:
    """A user; a webhook's author is shown under a name of its own."""
    payload: Json = {
        "id": str(who.id),
        "username": shown_as or who.name,
        "avatar": None,
        "discriminator": DISCRIMINATOR_OF_BOTS if who.bot else "0",
        "public_flags": 0,
        "flags": 0,
        "global_name": None if who.bot else who.name,
        "primary_guild": None,
        "avatar_decoration_data": None,
        "collectibles": None,
        "banner": None,
        "accent_color": None,
    }
    if who.bot:
        payload["bot"] = True
    return payload


def me(who: User) -> Json:
    """The bot as it sees itself."""
    return {
        **user(who),
        "mfa_enabled": True,
        "locale": "en-US",
        "premium_type": 0,
        "email": None,
        "verified": True,
    }


def role(of: Role) -> Json:
    """A role."""
    return {
        "id": str(of.id),
        "name": of.name,
        "permissions": str(of.permissions),
        "position": of.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": of.managed,
        "mentionable": True,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def member(of: Member) -> Json:
    """A member of the guild."""
    return {"user": user(of.user), **member_without_user(of)}


def member_without_user(of: Member) -> Json:
    """A member as it comes with a message, whose author is given anyway."""
    return {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "flags": 0,
        "joined_at": moment(of.joined_at),
        "nick": None,
        "pending": False,
        "premium_since": None,
        "roles": [str(role_id) for role_id in of.roles],
        "mute": False,
        "deaf": False,
    }


def _snowflake(value: int | None) -> str | None:
    return None if value is None else str(value)


def channel(of: Channel, guild_id: int) -> Json:
    return {
        "id": str(of.id),
        "type": int(ChannelType.TEXT),
        "flags": 0,
        "guild_id": str(guild_id),
        "name": of.name,
        "topic": of.topic,
        "position": of.position,
        "parent_id": None,
        "last_message_id": _snowflake(of.last_message_id),
        "rate_limit_per_user": 0,
        "permission_overwrites": [],
        "nsfw": False,
    }


def thread_member(thread_id: int, user_id: int, joined_at: datetime) -> Json:
    return {
        "id": str(thread_id),
        "user_id": str(user_id),
        "join_timestamp": moment(joined_at),
        "flags": 0,
    }


def thread(of: Thread, guild_id: int, viewer_id: int | None = None) -> Json:
    """A thread; `member` is there when the viewer has joined it."""
    payload: Json = {
        "id": str(of.id),
        "type": int(of.type),
        "flags": 0,
        "guild_id": str(guild_id),
        "name": of.name,
        "parent_id": str(of.parent_id),
        "owner_id": str(of.owner_id),
        "last_message_id": _snowflake(of.last_message_id),
        "rate_limit_per_user": of.slowmode_seconds,
        "message_count": of.message_count,
        "member_count": len(of.members),
        "total_message_sent": of.total_message_sent,
        "thread_metadata": {
            "archived": of.archived,
            "archive_timestamp": moment(of.archive_changed_at),
            "auto_archive_duration": of.auto_archive_minutes,
            "locked": of.locked,
            "create_timestamp": moment(of.created_at),
        },
    }
    if viewer_id is not None and viewer_id in of.members:
        payload["member"] = thread_member(of.id, viewer_id, of.members[viewer_id])
    return payload


def attachment(of: Attachment, cdn: str) -> Json:
    """A stored file; `cdn` is the address below which files can be fetched."""
    url = f"{cdn}/attachments/{of.channel_id}/{of.id}/{quote(of.filename)}"
    width, height = of.size_in_pixels or (None, None)
    return without_nulls(
        {
            "id": str(of.id),
            "filename": of.filename,
            "size": len(of.content),
            "url": url,
            "proxy_url": url,
            "content_type": of.content_type,
            "description": of.description,
            "title": of.title,
            "width": width,
            "height": height,
            "ephemeral": True if of.ephemeral else None,
        }
    )


def emoji(name: str) -> Json:
    return {"id": None, "name": name}


def reaction(of: Reaction, viewer_id: int) -> Json:
    return {
        "emoji": emoji(of.emoji),
        "count": len(of.users),
        "count_details": {"burst": 0, "normal": len(of.users)},
        "burst_colors": [],
        "me_burst": False,
        "me": viewer_id in of.users,
    }


def _embeds(of: Message, cdn: str) -> list[Json]:
    """Embeds with `attachment://name` resolved to where the file lies."""
    places = {
        f"attachment://{item.filename}": attachment(item, cdn)["url"] for item in of.attachments
    }
    return [_with_places(embed, places) for embed in of.embeds]


def _with_places(embed: Json, places: dict[str, str]) -> Json:
    shown = {"type": "rich", **without_nulls(embed)}
    for part in ("image", "thumbnail"):
        if part in shown:
            url = places.get(shown[part]["url"], shown[part]["url"])
            shown[part] = {"url": url, "proxy_url": url}
    shown["fields"] = [{"inline": False, **item} for item in shown.get("fields", [])]
    if not shown["fields"]:
        del shown["fields"]
    return shown


def message(
    of: Message,
    *,
    guild_id: int,
    viewer_id: int,
    cdn: str,
    mentioned: Iterable[User] = (),
    referenced: Json | None = None,
) -> Json:
    """A message as `viewer_id` sees it; `referenced` is the message it answers, shown already."""
    payload: Json = {
        "id": str(of.id),
        "channel_id": str(of.channel_id),
        "type": int(of.type),
        "content": of.content,
        "author": user(of.author, of.shown_as),
        "timestamp": moment(time_of(of.id)),
        "edited_timestamp": moment(of.edited_at) if of.edited_at else None,
        "tts": of.tts,
        "flags": int(of.flags),
        "pinned": of.pinned_at is not None,
        "mention_everyone": of.mention_everyone,
        "mentions": [user(who) for who in mentioned],
        "mention_roles": [str(role_id) for role_id in of.mention_roles],
        "attachments": [attachment(item, cdn) for item in of.attachments],
        "embeds": _embeds(of, cdn),
        "components": of.components,
    }
    optional: dict[str, Any] = {
        "nonce": of.nonce,
        "webhook_id": _snowflake(of.webhook_id),
        "application_id": _snowflake(of.application_id),
        "interaction_metadata": of.interaction,
        "thread": thread(of.thread, guild_id, viewer_id) if of.thread else None,
        "reactions": [reaction(item, viewer_id) for item in of.reactions] or None,
    }
    payload |= without_nulls(optional)
    if of.reference is not None:
        payload["message_reference"] = {
            "type": 0,
            "channel_id": str(of.reference.channel_id),
            "message_id": str(of.reference.message_id),
            "guild_id": str(guild_id),
        }
        payload["referenced_message"] = referenced
    return payload
