"""What Discord allows in a message: keys, lengths and counts.

Source of the figures: Discord's documentation of messages and embeds. Where Discord silently
ignores what it does not know, the sandbox refuses: for a bot it is nearly always a slip.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from bot.sandbox.checking import Place, Problems
from bot.sandbox.component_limits import check_rows
from bot.sandbox.errors import ApiError, Json, empty_message
from bot.sandbox.model import MessageFlags

CONTENT_MAX = 2000
EMBEDS_MAX = 10
EMBEDS_TOTAL = 6000
FILES_MAX = 10
NONCE_MAX = 25
REACTIONS_MAX = 20
TITLE_MAX, DESCRIPTION_MAX, FOOTER_MAX, AUTHOR_MAX = 256, 4096, 2048, 256
FIELDS_MAX, FIELD_NAME_MAX, FIELD_VALUE_MAX = 25, 256, 1024

_COMMON = {"content", "embeds", "allowed_mentions", "components", "attachments", "flags", "tts"}
SEND_KEYS = _COMMON | {"nonce", "enforce_nonce", "message_reference"}
EDIT_KEYS = _COMMON
INTERACTION_KEYS = _COMMON
WEBHOOK_KEYS = _COMMON | {"username", "avatar_url"}

_EMBED_KEYS = {
    "type", "title", "description", "url", "color", "timestamp",
    "fields", "author", "footer", "image", "thumbnail", "flags",
}  # fmt: skip
_SETTABLE_FLAGS = MessageFlags.SUPPRESS_EMBEDS | MessageFlags.SUPPRESS_NOTIFICATIONS
_PARSES = {"users", "roles", "everyone"}


def check_message(
    body: Any,
    keys: Collection[str],
    *,
    filenames: Collection[str] = (),
    kept: Collection[int] = (),
    flags: MessageFlags = _SETTABLE_FLAGS,
) -> Json:
    """Refuse a message's body that Discord would refuse.

    Args:
        body: The parsed JSON.
        keys: The keys this route takes.
        filenames: Names of the files that came with it, in order.
        kept: Ids of attachments the message has already.
        flags: The flags a bot may set on this route.

    Returns:
        The body, known to be an object.
    """
    problems = Problems()
    if not problems.object((), body, keys):
        problems.refuse()
    if body.get("content") is not None:
        problems.text(("content",), body["content"], high=CONTENT_MAX)
    if body.get("embeds") is not None:
        _check_embeds(problems, body["embeds"])
    if body.get("components") is not None:
        check_rows(problems, body["components"])
    if body.get("attachments") is not None:
        _check_attachments(problems, body["attachments"], len(filenames), kept)
    if body.get("allowed_mentions") is not None:
        _check_mentions(problems, body["allowed_mentions"])
    _check_scalars(problems, body, flags)
    if len(filenames) > FILES_MAX:
        problems.add(("attachments",), "BASE_TYPE_MAX_LENGTH", f"Must be {FILES_MAX} or fewer.")
    problems.refuse()
    return dict(body)


def _check_scalars(problems: Problems, body: Json, flags: MessageFlags) -> None:
    for key in ("tts", "enforce_nonce"):
        if body.get(key) is not None:
            problems.truth((key,), body[key])
    nonce = body.get("nonce")
    if nonce is not None and not isinstance(nonce, int):
        problems.text(("nonce",), nonce, high=NONCE_MAX)
    wanted = body.get("flags")
    if wanted is not None and problems.whole(("flags",), wanted) and wanted & ~int(flags):
        problems.add(("flags",), "FLAGS_INVALID", f"Only {int(flags)} can be set here.")
    if body.get("username") is not None:
        problems.text(("username",), body["username"], low=1, high=80)
    if body.get("avatar_url") is not None:
        problems.url(("avatar_url",), body["avatar_url"])
    reference = body.get("message_reference")
    reference_keys = {"type", "message_id", "channel_id", "guild_id", "fail_if_not_exists"}
    if reference is not None and problems.object(("message_reference",), reference, reference_keys):
        problems.snowflake(("message_reference", "message_id"), reference.get("message_id"))


def require_something(
    body: Json, filenames: Collection[str], attachments: Collection[object] = ()
) -> None:
    """Refuse a message with nothing to see in it."""
    text = body.get("content")
    shown = (text and text.strip(), body.get("embeds"), body.get("components"))
    if not any((*shown, filenames, attachments)):
        raise empty_message()


def _check_attachments(
    problems: Problems, value: Any, new_files: int, kept: Collection[int]
) -> None:
    if not problems.array(("attachments",), value, high=FILES_MAX):
        return
    keys = {"id", "filename", "description", "title", "is_spoiler"} | _SENT_BACK
    for index, item in enumerate(value):
        place: Place = ("attachments", index)
        if not problems.object(place, item, keys):
            continue
        if not problems.snowflake((*place, "id"), item.get("id")):
            continue
        if int(item["id"]) >= new_files and int(item["id"]) not in kept:
            problems.add(
                (*place, "id"), "ATTACHMENT_NOT_FOUND", "No file and no attachment has this id."
            )
        if item.get("description") is not None:
            problems.text((*place, "description"), item["description"], high=1024)


# An attachment that is kept may be sent back as it was read.
_SENT_BACK = {
    "size", "url", "proxy_url", "content_type", "width", "height", "spoiler", "ephemeral",
}  # fmt: skip


def _check_mentions(problems: Problems, value: Any) -> None:
    place: Place = ("allowed_mentions",)
    if not problems.object(place, value, {"parse", "users", "roles", "replied_user"}):
        return
    for index, kind in enumerate(value.get("parse") or []):
        problems.choice((*place, "parse", index), kind, _PARSES)
    for key in ("users", "roles"):
        ids = value.get(key) or []
        if problems.array((*place, key), ids, high=100):
            for index, item in enumerate(ids):
                problems.snowflake((*place, key, index), item)
        if ids and key in (value.get("parse") or []):
            problems.add(place, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", "Exclusive keys.")


def _check_embeds(problems: Problems, value: Any) -> None:
    if not problems.array(("embeds",), value, high=EMBEDS_MAX):
        return
    for index, embed in enumerate(value):
        if problems.object(("embeds", index), embed, _EMBED_KEYS):
            _check_embed(problems, ("embeds", index), embed)
    total = sum(_length(embed) for embed in value if isinstance(embed, dict))
    if total > EMBEDS_TOTAL:
        message = f"Embed size exceeds maximum size of {EMBEDS_TOTAL}"
        problems.add(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", message)


def _check_embed(problems: Problems, place: Place, embed: Json) -> None:
    for key, high in (("title", TITLE_MAX), ("description", DESCRIPTION_MAX)):
        if embed.get(key) is not None:
            problems.text((*place, key), embed[key], high=high)
    for key, inner, high in (("footer", "text", FOOTER_MAX), ("author", "name", AUTHOR_MAX)):
        keys = {inner, "url", "icon_url"}
        if embed.get(key) is not None and problems.object((*place, key), embed[key], keys):
            problems.text((*place, key, inner), embed[key].get(inner), low=1, high=high)
    for key in ("image", "thumbnail"):
        if embed.get(key) is not None and problems.object((*place, key), embed[key], {"url"}):
            schemes = ("http", "https", "attachment")
            problems.url((*place, key, "url"), embed[key].get("url"), schemes)
    if embed.get("url") is not None:
        problems.url((*place, "url"), embed["url"])
    if embed.get("color") is not None:
        problems.whole((*place, "color"), embed["color"], high=0xFFFFFF)
    if embed.get("timestamp") is not None:
        _check_time(problems, (*place, "timestamp"), embed["timestamp"])
    if embed.get("fields") is not None:
        _check_fields(problems, (*place, "fields"), embed["fields"])
    if not _length(embed) and not embed.get("image") and not embed.get("thumbnail"):
        problems.add((*place, "description"), "BASE_TYPE_REQUIRED", "This field is required")


def _check_time(problems: Problems, place: Place, value: Any) -> None:
    try:
        datetime.fromisoformat(value)
    except (TypeError, ValueError):
        problems.add(place, "DATE_TIME_TYPE_PARSE", f"Could not parse {value}.")


def _check_fields(problems: Problems, place: Place, value: Any) -> None:
    if not problems.array(place, value, high=FIELDS_MAX):
        return
    for index, item in enumerate(value):
        spot = (*place, index)
        if problems.object(spot, item, {"name", "value", "inline"}):
            problems.text((*spot, "name"), item.get("name"), low=1, high=FIELD_NAME_MAX)
            problems.text((*spot, "value"), item.get("value"), low=1, high=FIELD_VALUE_MAX)


def _length(embed: Json) -> int:
    """The characters of an embed that count towards the total."""
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for item in embed.get("fields") or []:
        if isinstance(item, dict):
            texts += [item.get("name"), item.get("value")]
    return sum(len(text) for text in texts if isinstance(text, str))


def check_thread(body: Any, keys: Collection[str], *, named: bool = True) -> Json:
    """Refuse a body that makes or changes a thread and that Discord would refuse."""
    problems = Problems()
    if not problems.object((), body, keys):
        problems.refuse()
    if named or body.get("name") is not None:
        problems.text(("name",), body.get("name"), low=1, high=100)
    if body.get("auto_archive_duration") is not None:
        minutes = {60, 1440, 4320, 10080}
        problems.choice(("auto_archive_duration",), body["auto_archive_duration"], minutes)
    if body.get("rate_limit_per_user") is not None:
        problems.whole(("rate_limit_per_user",), body["rate_limit_per_user"], high=21600)
    for key in ("archived", "locked", "invitable"):
        if body.get(key) is not None:
            problems.truth((key,), body[key])
    problems.refuse()
    return dict(body)


def check_page(query: Json, *, high: int = 100, default: int = 50) -> int:
    """The `limit` of a listing, refused outside 1 to `high`."""
    given = query.get("limit", str(default))
    if not given.isdecimal() or not 1 <= int(given) <= high:
        problems = Problems()
        problems.add(("limit",), "NUMBER_TYPE_MAX", f"int value should be between 1 and {high}.")
        problems.refuse()
    return int(given)


def snowflake_of(value: str, name: str) -> int:
    """An id given in an address; refused when it is none."""
    if not value.isdecimal():
        problems = Problems()
        problems.snowflake((name,), value)
        problems.refuse()
    return int(value)


def check_sizes(sizes: Collection[int], limit: int) -> None:
    """Refuse files that are larger than the guild allows."""
    if any(size > limit for size in sizes):
        raise ApiError(413, 40005, "Request entity too large")
