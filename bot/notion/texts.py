"""Texts in Notion's pieces: joined when read, cut where no sign breaks when written. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

Json = dict[str, Any]

PIECE_UNITS = 2_000  # UTF-16 units of one text object: how Notion counts characters
MOST_PIECES = 100
MOST_BYTES = 300_000  # of one text: a request has at most 500 KB, with everything around it
MENTIONS_TOLD = 25  # of one text in a page; the rest has to be asked for

_ELLIPSIS = "…"
_JOINER = "\u200d"
_EXTENDING = {"Mn", "Me", "Mc"}


def joined(pieces: Sequence[Mapping[str, Any]]) -> str:
    """What people read: the words of texts, links, mentions and equations, in a row."""
    return storable("".join(map(_words, pieces)))


def may_be_cut(pieces: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a page tells only the beginning of this text: it has many mentions."""
    mentions = [piece for piece in pieces if piece.get("type") == "mention"]
    return len(mentions) >= MENTIONS_TOLD


def pieces(text: str) -> list[Json]:
    """A text as Notion takes it; one that is too long is shortened, with … at its end."""
    return [{"type": "text", "text": {"content": piece}} for piece in _fitting(text)]


def fitting(text: str) -> str:
    """What of a text is in Notion once it was written, to be compared with what is read."""
    return "".join(_fitting(text))


def storable(text: str) -> str:
    """Without what neither JSON nor the database takes: lone surrogates and NUL."""
    if not text.isascii():
        text = "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in text)
    return text.replace("\x00", "")


def clusters(text: str) -> Iterator[str]:
    """What people see as one sign: letters with accents, flags, families of emoji, syllables."""
    start = 0
    for end in range(1, len(text)):
        if not _belongs(text, start, end):
            yield text[start:end]
            start = end
    if text:
        yield text[start:]


def short_name(name: str, most: int) -> str:
    """A file's name of at most so many bytes that keeps its ending."""
    ending = PurePath(name).suffix
    stem = name[: len(name) - len(ending)].encode()[: most - len(ending.encode())]
    return stem.decode(errors="ignore") + ending


def _words(piece: Mapping[str, Any]) -> str:
    plain = piece.get("plain_text")
    if isinstance(plain, str):
        return plain
    inner = piece.get(piece.get("type", "text")) or {}
    return str(inner.get("content") or inner.get("expression") or "")


def _fitting(text: str) -> list[str]:
    kept: list[str] = []
    size = 0
    for piece in _cut(storable(text)):
        size += len(piece.encode())
        if len(kept) == MOST_PIECES or size > MOST_BYTES:
            kept[-1] = _with_ellipsis(kept[-1])
            break
        kept.append(piece)
    return kept


def _cut(text: str) -> Iterator[str]:
    piece: list[str] = []
    room = PIECE_UNITS
    for cluster in clusters(text):
        # Accents without end are cut between code points: there is nothing else.
        for part in cluster if units(cluster) > PIECE_UNITS else [cluster]:
            if units(part) > room:
                yield "".join(piece)
                piece, room = [], PIECE_UNITS
            piece.append(part)
            room -= units(part)
    if piece:
        yield "".join(piece)


def _with_ellipsis(piece: str) -> str:
    signs = list(clusters(piece))
    while units("".join(signs)) >= PIECE_UNITS:
        signs.pop()
    return "".join(signs).rstrip() + _ELLIPSIS


def units(text: str) -> int:
    """The length as Notion counts it."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def _belongs(text: str, start: int, place: int) -> bool:
    """Whether the sign at a place belongs to the cluster that begins at `start`.

    The rules of Unicode's text segmentation that matter here, without its tables.
    """
    sign, before = text[place], text[place - 1]
    if sign.isascii():
        return before == "\r" and sign == "\n"
    return (
        before == _JOINER
        or unicodedata.category(sign) in _EXTENDING
        or sign in "\u200c\u200d"
        or "\U0001f3fb" <= sign <= "\U0001f3ff"  # the colour of a skin
        or "\U000e0020" <= sign <= "\U000e007f"  # the letters of a flag such as Scotland's
        or ("\u1160" <= sign <= "\u11ff" and "\u1100" <= before <= "\u11ff")  # parts of a syllable
        or (_is_indicator(sign) and _is_indicator(before) and (place - start) % 2 == 1)
    )


def _is_indicator(sign: str) -> bool:
    """Two of these are a flag."""
    return "\U0001f1e6" <= sign <= "\U0001f1ff"
