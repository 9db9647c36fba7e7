"""Which texts are an emoji a message can be reacted to with."""

from __future__ import annotations

import re

# The blocks where emoji live, then what may follow: skin tones and variation selectors, joined
# parts, tags of sub-flags. Keycaps are a digit, a selector and U+20E3.
_BASE = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe"
    "\u2600-\u27bf\u2934\u2935\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_PART = f"{_BASE}[\ufe0f\U0001f3fb-\U0001f3ff]*[\U000e0020-\U000e007f]*"
_EMOJI = re.compile(
    f"(?:[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_PART}(?:\u200d{_PART})*)"
)
VARIATION_SELECTOR = "\ufe0f"


def is_emoji(text: str) -> bool:
    """Whether the text is exactly one unicode emoji."""
    return _EMOJI.fullmatch(text) is not None


def same_emoji(one: str, other: str) -> bool:
    """Whether two texts name the same emoji; clients differ in the variation selector."""
    return one.replace(VARIATION_SELECTOR, "") == other.replace(VARIATION_SELECTOR, "")
