"""Texts of people and programs, without what breaks files, logs and the database."""

from __future__ import annotations

# The joiner and the non-joiner, which emoji and Persian words are made with, are not printable by
# themselves.
_KEPT = "\n\t\u200c\u200d"


def readable(text: str) -> str:
    """The text with a space for every control character and lone surrogate."""
    return "".join(c if c.isprintable() or c in _KEPT else " " for c in text)
