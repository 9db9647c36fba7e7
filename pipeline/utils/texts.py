"""Texts of people and programs, without what breaks files, logs and the database."""

from __future__ import annotations

_KEPT = "\n\t\u200d"  # the joiner that many emoji are made with is not printable by itself


def readable(text: str) -> str:
    """The text with a space for every control character and lone surrogate."""
    return "".join(c if c.isprintable() or c in _KEPT else " " for c in text)
