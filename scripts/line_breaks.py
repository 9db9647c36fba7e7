"""Breaking a text into lines: at spaces, after hyphens, and where scripts without spaces allow it."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.shaping import Style, drawable, shape, style_of
from scripts.typefaces import clusters

_LETTERS_IN_AN_EM = 10  # more than any script has: what is further on cannot be seen anyway
# What no line begins with, and what none ends with.
_CLOSING = frozenset(
    "、。，．・：；？！ー…‥」』】〉》〕］｝）’”)]},.:;!?%‰°々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
)
_CLOSING_THAI = frozenset("ะาำๅๆฯ")
_OPENING = frozenset("「『【〈《〔［｛（‘“([{¿¡เแโใไ")
_HYPHENS = frozenset("-‐–—/")
# Chinese, Japanese, Thai, Lao, Burmese and Khmer stand without spaces.
_UNSPACED = (
    range(0x0E00, 0x0F00),
    range(0x1000, 0x10A0),
    range(0x1780, 0x1800),
    range(0x2E80, 0xA4D0),
    range(0xF900, 0xFB00),
    range(0xFF00, 0xFFA0),
    range(0x20000, 0x32000),
)


def wrap(text: str, size: int, width: float, lines: int, *, bold: bool = False) -> list[str]:
    """Break a text into lines of `width` pixels.

    Args:
        text: Any text; what cannot be drawn is left out.
        size: Height of the letters (the em) in pixels.
        width: Longest line in pixels.
        lines: Most lines; what is cut off ends in “…”.
        bold: Whether the letters are.
    """
    seen = text[: round(lines * (width / size + 1) * _LETTERS_IN_AN_EM)]
    style = style_of(text, bold=bold)
    room = width / size
    broken, reach, last = [""], 0.0, ""
    for glue, piece in _fitting_pieces(drawable(seen), room, style):
        alone = shape(piece, style).width
        # A space is as wide as the typeface before it says.
        further = shape(last + glue, style).width - shape(last, style).width + alone
        if not broken[-1]:
            broken[-1], reach = piece, alone
        elif reach + further <= room:
            broken[-1] += glue + piece
            reach += further
        elif len(broken) < lines:
            broken.append(piece)
            reach = alone
        else:
            broken[-1] = _shortened(broken[-1] + glue + piece, room, style)
            break
        last = piece
    return [line for line in broken if line]


def _fitting_pieces(text: str, room: float, style: Style) -> Iterator[tuple[str, str]]:
    """Pieces none of which is wider than a line, each with what stands before it in a line."""
    for word in text.split():
        glue = " "
        for piece in _breakable(word):
            fits = shape(piece, style).width <= room
            for part in [piece] if fits else clusters(piece):
                yield glue, part
                glue = ""


def _breakable(word: str) -> Iterator[str]:
    """A word cut wherever a line may end in it."""
    held = ""
    for cluster in clusters(word):
        if held and _may_break(held[-1], cluster[0]):
            yield held
            held = ""
        held += cluster
    if held:
        yield held


def _may_break(last: str, first: str) -> bool:
    if first in _CLOSING or first in _CLOSING_THAI or last in _OPENING:
        return False
    if last in _HYPHENS:
        return first.isalpha()
    return _is_unspaced(last) or _is_unspaced(first)


def _is_unspaced(letter: str) -> bool:
    return letter >= "\u0e00" and any(ord(letter) in block for block in _UNSPACED)


def _shortened(text: str, room: float, style: Style) -> str:
    kept = list(clusters(text))
    while kept and shape("".join(kept) + "…", style).width > room:
        kept.pop()
    return "".join(kept).rstrip(" ,;:、，") + "…"
