"""A card with the name of what has no drawing: a framed plate on a stand, meant as a placeholder."""

from __future__ import annotations

import re

from PIL import Image, ImageChops, ImageDraw

from scripts.lettering import draw_text, drawable
from scripts.lettering import wrap as wrapped
from scripts.providers.local.figures.pen import EDGE, Looks, Pen
from scripts.providers.local.figures.shapes import Shape, bars, box, joined, line, moved, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled
from scripts.providers.local.words import seeded

_GROUNDS: tuple[Colour, ...] = (
    *((44, 66, 96), (96, 52, 62), (46, 84, 78), (86, 66, 110), (110, 76, 48), (58, 60, 76)),
)
_CREAM: Colour = (246, 236, 212)
_GOLD: Colour = (218, 176, 98)
_MOST_LINES = 4
_LONGEST = 60  # letters of a name that a card shows


def draw_name_card(looks: Looks, name: str, height: int) -> Image.Image:
    """Draw a card on two feet with a name in large letters, in any script.

    Args:
        looks: Its seed decides the colours and the emblem.
        name: What is written; an emblem alone stands there when no letter of it can be drawn.
        height: Pixels from the top of the card to its feet.

    Returns:
        RGBA with `EDGE` clear pixels around the card.
    """
    chance = seeded("card", looks.seed)
    ground = looks.coat(chance.choice(_GROUNDS))
    emblem = chance.choice(_EMBLEMS)
    letters = drawable(name)[:_LONGEST].strip()
    pen = Pen()
    _stand(pen, ground)
    size, middle = (0.3, 0.55) if not letters else (0.105, 0.8)
    pen.fill(moved(emblem(), 0, middle, size), _GOLD, shade=0.3)
    card = pen.paint(height, lean=looks.lean, flip=False)
    if letters:
        _write(card, letters, ground)
    return card


def _stand(pen: Pen, ground: Colour) -> None:
    for side in (-1, 1):
        pen.fill(
            poly((side * 0.22, 0.14), (side * 0.27, 0.14), (side * 0.32, 0.0), (side * 0.26, 0.0)),
            scaled(_GOLD, 0.62),
            shade=0.4,
        )
    pen.fill(box(-0.4, 0.1, 0.4, 1.0, 0.05), _GOLD, shade=0.4)
    pen.fill(box(-0.378, 0.122, 0.378, 0.978, 0.036), scaled(ground, 0.72), shade=0)
    inner = box(-0.355, 0.145, 0.355, 0.955, 0.026)
    glow = oval(-0.16, 0.86, 0.5, 0.36)
    pen.fill(inner, ground, marks=[(glow, mixed(ground, (255, 246, 226), 0.09))], shade=0.25)
    pen.line(joined(_corner(x, y) for x in (-1, 1) for y in (-1, 1)), mixed(_GOLD, ground, 0.25))
    pen.line(
        bars(0.006, ((-0.2, 0.665), (-0.03, 0.665)), ((0.03, 0.665), (0.2, 0.665)))
        + oval(0, 0.665, 0.011),
        _GOLD,
    )


def _corner(x: int, y: int) -> Shape:
    """A small bracket in a corner of the card."""
    cx, cy = x * 0.32, 0.55 + y * 0.37
    return bars(0.006, ((cx, cy), (cx - x * 0.07, cy)), ((cx, cy + y * 0.003), (cx, cy - y * 0.07)))


def _write(card: Image.Image, letters: str, ground: Colour) -> None:
    """Put the name on the lower half, as large as it fits."""
    unit = card.height - 2 * EDGE
    width, room = 0.62 * unit, 0.42 * unit
    size = round(0.19 * unit)
    least, smallest_whole = max(8, round(0.05 * unit)), round(0.08 * unit)
    while size > least and not _fits(letters, size, width, room, whole=size > smallest_whole):
        size = max(least, size - max(1, size // 10))
    lines = wrapped(letters, size, width, _MOST_LINES, bold=True)
    step = round(size * 1.25)
    written = Image.new("RGB", card.size, ground)
    top = EDGE + 0.585 * unit - step * (len(lines) - 1) / 2
    drawing = ImageDraw.Draw(written)
    draw_text(
        drawing,
        (card.width / 2, top),
        letters,
        size,
        width=width,
        lines=_MOST_LINES,
        fill=_CREAM,
        anchor="mm",
        bold=True,
    )
    ink = ImageChops.difference(written, Image.new("RGB", card.size, ground)).convert("L")
    mask = ink.point([min(255, value * 3) for value in range(256)])
    flat = card.convert("RGB")
    flat.paste(written, (0, 0), mask)
    flat.putalpha(card.getchannel("A"))
    card.paste(flat)


def _fits(letters: str, size: int, width: float, room: float, *, whole: bool) -> bool:
    """Whether a name has room; `whole` where none of its words may be broken."""
    lines = wrapped(letters, size, width, _MOST_LINES, bold=True)
    if "".join(lines).replace(" ", "") != letters.replace(" ", ""):
        return False
    return len(lines) * size * 1.25 <= room and not (whole and _breaks_a_word(lines, letters))


def _breaks_a_word(lines: list[str], letters: str) -> bool:
    """Whether a line ends inside a word, in scripts that set words apart and have capitals."""
    words = set(re.split(r"[\s–—/-]+", letters))
    parts = {part for line in lines for part in re.split(r"[\s–—/-]+", line)}
    return any(part.lower() != part.upper() for part in parts - words)


def _star() -> Shape:
    return joined(
        moved(poly((0, 1), (0.18, 0.18), (-0.18, 0.18)), 0, 0, 1, turn)
        for turn in range(0, 360, 90)
    ) + joined(
        moved(poly((0, 0.6), (0.14, 0.14), (-0.14, 0.14)), 0, 0, 1, turn)
        for turn in range(45, 360, 90)
    )


def _sun() -> Shape:
    return oval(0, 0, 0.42) + joined(
        moved(poly((-0.1, 0.55), (0.1, 0.55), (0, 0.95)), 0, 0, 1, turn)
        for turn in range(0, 360, 30)
    )


def _leaf() -> Shape:
    return joined(moved(oval(0, 0.5, 0.2, 0.48), 0, -0.2, 1, turn) for turn in (-52, 0, 52))


def _rings() -> Shape:
    circles = []
    for radius in (0.9, 0.5):
        ring = [(radius * x, radius * y) for x, y in oval(0, 0, 1)[0]]
        circles.append(line(0.14, *ring[::3], ring[0]))
    return joined(circles) + oval(0, 0, 0.18)


def _diamond() -> Shape:
    return joined(
        moved(poly((0, 0.42), (0.3, 0), (0, -0.42), (-0.3, 0)), x, y)
        for x, y in ((0, 0.48), (0, -0.48), (0.36, 0), (-0.36, 0))
    )


_EMBLEMS = (_star, _sun, _leaf, _rings, _diamond)
