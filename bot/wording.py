"""Texts as Discord shows them: readable, escaped, shortened and counted. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal

NOTHING = "–"

# Zero-width (non-)joiners hold emoji and Persian words together; other format characters only
# hide or reorder text.
_KEPT_FORMAT = "\u200c\u200d"
_MARKDOWN = re.compile(r"([\\*_~|`\[\]<>]|^\s*(?:#{1,3}|-|\+)(?=\s)|^-#)", re.MULTILINE)
_COMMAND = re.compile(r"\\`(/[a-z]+(?: [a-z]+)?(?: [a-z]+:[\w.,: -]*?)*)\\`")
_MARKUP_SIGNS = re.compile(r"[\\*_~|`\[\]<>@:]")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def size(text: str) -> int:
    """The length as Discord may count it: UTF-16 units, so an emoji counts as two or more.

    Discord does not say whether it counts those or code points; this is never less.
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def readable(text: str) -> str:
    """Without characters that break a message; line breaks stay."""
    return "".join(map(_readable_character, text)).strip()


def _readable_character(character: str) -> str:
    if character == "\n" or character in _KEPT_FORMAT:
        return character
    match unicodedata.category(character):
        case "Cc" | "Zs" | "Zl" | "Zp":
            return " "
        case "Cs":
            return "\ufffd"
        case "Cf":
            return ""
        case _:
            return character


def one_line(text: str) -> str:
    """Readable, with line breaks and runs of spaces as one space."""
    return " ".join(readable(text).split())


def shortened(text: str, most: int) -> str:
    """At most so many units, with an ellipsis where something is missing."""
    if size(text) <= most:
        return text
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * (most - 1)]
    return units.decode("utf-16-le", "ignore").rstrip() + "…"


def escaped(text: str, most: int) -> str:
    """Readable and shown as it is, whatever markdown it holds; at most so many units.

    `discord.utils.escape_markdown` takes time by the cube of the length of `[](` repeated, which
    is seconds for a text people may send.
    """
    shown = _MARKDOWN.sub(_with_backslash, shortened(readable(text), most))
    if size(shown) <= most:
        return shown
    # A backslash that lost what it escaped would escape what follows.
    return shortened(shown, most).removesuffix("…").rstrip("\\") + "…"


def _with_backslash(found: re.Match[str]) -> str:
    mark = found[0].lstrip()
    return found[0][: len(found[0]) - len(mark)] + "\\" + mark


def escaped_line(text: str, most: int) -> str:
    """`escaped`, in one line that right-to-left letters cannot reorder."""
    shown = escaped(one_line(text), most - 2)
    if any(unicodedata.bidirectional(character) in {"R", "AL"} for character in shown):
        return f"{_FIRST_STRONG_ISOLATE}{shown}{_POP_ISOLATE}"
    return shown


def with_commands(text: str) -> str:
    """An escaped text whose slash commands can be copied: they are code again."""
    return _COMMAND.sub(r"`\1`", text)


def plain_name(text: str, most: int = 80) -> str:
    """A person's name without what Discord would read as markup, a mention or a link.

    It can go into any sentence as it is; empty where nothing is left of it.
    """
    return shortened(one_line(_MARKUP_SIGNS.sub("", one_line(text))).lstrip("#+-. "), most)


def place(text: str, most: int) -> str:
    """An address as a link, a path so that it can be copied."""
    shown = shortened(one_line(text), most - 2)
    if shown.startswith(("https://", "http://")):
        return shown
    return f"`{shown.replace('`', 'ˋ')}`" if shown else NOTHING


def or_nothing(text: str) -> str:
    """A dash where the text is empty: Discord refuses empty fields."""
    return text.strip() or NOTHING


def lines_within(lines: Iterable[str], most: int) -> str:
    """As many lines as fit, and how many do not."""
    waiting = list(lines)
    text = "\n".join(waiting)
    if size(text) <= most:
        return text
    kept: list[str] = []
    room = most - size(f"\n… and {len(waiting)} more")
    for line in waiting:
        room -= size(line) + 1
        if room < 0:
            break
        kept.append(line)
    return "\n".join([*kept, f"… and {len(waiting) - len(kept)} more"])


def duration(time: timedelta | float) -> str:
    """`2 min 5 s`; two units at most.

    Args:
        time: A float is in seconds.
    """
    seconds = max(0, round(time.total_seconds() if isinstance(time, timedelta) else time))
    parts = []
    for unit, name in ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")):
        amount, seconds = divmod(seconds, unit)
        if amount:
            parts.append(f"{amount} {name}")
    return " ".join(parts[:2]) or "0 s"


def ago(moment: datetime) -> str:
    """A time that every reader's client shows, and keeps current, in words (`3 minutes ago`)."""
    return f"<t:{int(moment.timestamp())}:R>"


def counted(count: int, noun: str) -> str:
    """`1 clip`, `2 clips`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def listed(names: Iterable[str]) -> str:
    """`a, b and c`."""
    *others, last = [*names] or [""]
    return f"{', '.join(others)} and {last}" if others else last


def money(amount_usd: Decimal) -> str:
    """US dollars, to the cent unless that would show nothing of what was paid."""
    return f"${amount_usd:.4f}" if 0 < amount_usd < Decimal("0.01") else f"${amount_usd:,.2f}"
