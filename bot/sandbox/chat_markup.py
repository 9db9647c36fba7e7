"""Discord's markup as HTML: the part of it that bots and people use."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import UTC, datetime

_CODE = re.compile(r"```(?:\w+\n)?(.*?)```|`([^`\n]+)`", re.DOTALL)
_KEPT = re.compile("\x00(\\d+)\x00")
_INLINE = (
    (re.compile(r"\*\*(.+?)\*\*", re.DOTALL), r"<strong>\1</strong>"),
    (re.compile(r"__(.+?)__", re.DOTALL), r"<u>\1</u>"),
    (re.compile(r"~~(.+?)~~", re.DOTALL), r"<s>\1</s>"),
    (re.compile(r"\*(?!\s)([^*\n]+?)\*"), r"<em>\1</em>"),
    (re.compile(r"\b_([^_\n]+?)_\b"), r"<em>\1</em>"),
    (re.compile(r"\|\|(.+?)\|\|", re.DOTALL), r'<span class="spoiler">\1</span>'),
    (re.compile(r"\[([^\]\n]+)\]\((https?://[^\s)]+)\)"), r'<a href="\2">\1</a>'),
    (re.compile(r"(?<![\"=>])(https?://[^\s<]+)"), r'<a href="\1">\1</a>'),
)
_BLOCKS = (
    (re.compile(r"^-# (.+)$", re.MULTILINE), r"<small>\1</small>"),
    (re.compile(r"^### (.+)\n?", re.MULTILINE), r"<h4>\1</h4>"),
    (re.compile(r"^## (.+)\n?", re.MULTILINE), r"<h3>\1</h3>"),
    (re.compile(r"^# (.+)\n?", re.MULTILINE), r"<h2>\1</h2>"),
    (re.compile(r"^&gt; (.*)\n?", re.MULTILINE), r"<blockquote>\1</blockquote>"),
    (re.compile(r"^[-*] (.+)$", re.MULTILINE), r"• \1"),
)
_USER = re.compile(r"&lt;@!?(\d+)&gt;")
_PLACE = re.compile(r"&lt;#(\d+)&gt;")
_TIME = re.compile(r"&lt;t:(-?\d+)(?::\w)?&gt;")


def as_html(text: str, names: Mapping[str, str]) -> str:
    """A message's text as HTML; `names` tells what to show for the ids of users and channels."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        block, inline = found.groups()
        shown = f"<pre>{html.escape(block)}</pre>" if inline is None else _code(inline)
        kept.append(shown)
        return f"\x00{len(kept) - 1}\x00"

    shown = html.escape(_CODE.sub(keep, text.replace("\x00", "")), quote=False)
    for pattern, replacement in (*_INLINE, *_BLOCKS):
        shown = pattern.sub(replacement, shown)
    shown = _USER.sub(lambda found: _mention("@", found[1], names), shown)
    shown = _PLACE.sub(lambda found: _mention("#", found[1], names), shown)
    shown = _TIME.sub(lambda found: _moment(int(found[1])), shown)
    return _KEPT.sub(lambda found: kept[int(found[1])], shown)


def _code(text: str) -> str:
    return f"<code>{html.escape(text)}</code>"


def _mention(sign: str, thing: str, names: Mapping[str, str]) -> str:
    return f'<span class="mention">{sign}{html.escape(names.get(thing, thing))}</span>'


def _moment(seconds: int) -> str:
    return f"<time>{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M} UTC</time>"
