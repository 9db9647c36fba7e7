"""Turning a checked body into a message, or into the change of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count

from bot.sandbox.errors import Json
from bot.sandbox.model import Attachment, Message, MessageFlags, Upload
from bot.sandbox.state import World, now

_USER_MENTION = re.compile(r"<@!?(\d+)>")
_ROLE_MENTION = re.compile(r"<@&(\d+)>")


def fill(world: World, message: Message, body: Json, uploads: Sequence[Upload]) -> None:
    """Put what a new message says into it."""
    message.content = (body.get("content") or "").strip()
    message.tts = bool(body.get("tts"))
    message.embeds = list(body.get("embeds") or [])
    message.components = numbered(body.get("components") or [])
    message.flags |= MessageFlags(body.get("flags") or 0)
    stored = world.store(message.channel_id, uploads, ephemeral=message.ephemeral)
    message.attachments = [*message.attachments, *_described(stored, body)]
    _mention(world, message, body.get("allowed_mentions"))


def change(world: World, message: Message, body: Json, uploads: Sequence[Upload]) -> None:
    """Apply an edit: what the body does not name stays as it is."""
    if "content" in body:
        message.content = (body["content"] or "").strip()
        _mention(world, message, body.get("allowed_mentions"))
    if "embeds" in body:
        message.embeds = list(body["embeds"] or [])
    if "components" in body:
        message.components = numbered(body["components"] or [])
    if body.get("flags") is not None:
        kept = message.flags & ~MessageFlags.SUPPRESS_EMBEDS
        message.flags = kept | MessageFlags(body["flags"])
    stored = world.store(message.channel_id, uploads, ephemeral=message.ephemeral)
    if body.get("attachments") is not None:
        kept_ids = {int(item["id"]) for item in body["attachments"]}
        message.attachments = [item for item in message.attachments if item.id in kept_ids]
    elif "attachments" in body:
        message.attachments = []
    message.attachments = [*message.attachments, *_described(stored, body)]
    message.edited_at = now()


def files_after(message: Message, body: Json, uploads: Sequence[Upload]) -> list[object]:
    """What files a message would have after an edit, to see whether anything is left of it."""
    if "attachments" not in body:
        return [*message.attachments, *uploads]
    kept_ids = {int(item["id"]) for item in body["attachments"] or []}
    return [*(item for item in message.attachments if item.id in kept_ids), *uploads]


def numbered(rows: Sequence[Json]) -> list[Json]:
    """Components with the ids Discord gives those that have none."""
    numbers = count(1)

    def with_id(part: Json) -> Json:
        shown = {key: value for key, value in part.items() if value is not None}
        shown["id"] = shown.get("id") or next(numbers)
        if "components" in shown:
            shown["components"] = [with_id(item) for item in shown["components"]]
        if "component" in shown:
            shown["component"] = with_id(shown["component"])
        if "options" in shown:
            shown = {"min_values": 1, "max_values": 1, **shown}
        return shown

    return [with_id(row) for row in rows]


def _described(stored: list[Attachment], body: Json) -> list[Attachment]:
    """Stored files with the names and descriptions the body gives them by number."""
    said = {int(item["id"]): item for item in body.get("attachments") or []}
    for number, item in enumerate(stored):
        item.description = said.get(number, {}).get("description")
        item.title = said.get(number, {}).get("title")
    return stored


def _mention(world: World, message: Message, allowed: Json | None) -> None:
    """Find whom the message mentions, as far as its author allows it."""
    users = [int(user) for user in _USER_MENTION.findall(message.content)]
    roles = [int(role) for role in _ROLE_MENTION.findall(message.content)]
    everyone = "@everyone" in message.content or "@here" in message.content
    replied = _answered_author(world, message)
    if allowed is not None:
        parse = allowed.get("parse") or []
        if "users" not in parse:
            users = [user for user in users if str(user) in map(str, allowed.get("users") or [])]
        if "roles" not in parse:
            roles = [role for role in roles if str(role) in map(str, allowed.get("roles") or [])]
        everyone = everyone and "everyone" in parse
        replied = replied if allowed.get("replied_user") else None
    if replied is not None:
        users.append(replied)
    message.mentions = [user for user in dict.fromkeys(users) if user in world.members]
    message.mention_roles = [role for role in dict.fromkeys(roles) if role in world.roles]
    message.mention_everyone = everyone


def _answered_author(world: World, message: Message) -> int | None:
    if message.reference is None:
        return None
    messages = world.messages.get(message.reference.channel_id, {})
    answered = messages.get(message.reference.message_id)
    return answered.author.id if answered else None
