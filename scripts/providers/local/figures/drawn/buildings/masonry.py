"""What buildings are made of: windows, doors, roofs, courses of stone."""

from __future__ import annotations

from collections.abc import Sequence

from scripts.providers.local.figures.pen import WHITE, Mark, Pen
from scripts.providers.local.figures.shapes import Shape, bars, box, joined, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled
from scripts.providers.local.words import seeded

STONE: Colour = (146, 142, 142)


def windows(
    pen: Pen, xs: Sequence[float], low: float, wide: float, high: float, glass: Colour
) -> None:
    """A row of framed windows with a cross."""
    for x in xs:
        pen.fill(
            box(x - wide * 0.6, low - high * 0.1, x + wide * 0.6, low + high * 1.08),
            (240, 234, 222),
            shade=0.2,
        )
        cross = bars(
            wide * 0.1,
            ((x, low), (x, low + high)),
            ((x - wide, low + high * 0.55), (x + wide, low + high * 0.55)),
        )
        pen.fill(
            box(x - wide / 2, low, x + wide / 2, low + high),
            glass,
            marks=[(cross, (240, 234, 222))],
            shade=0.2,
        )


def door(pen: Pen, x: float, wide: float, high: float, colour: Colour) -> None:
    pen.fill(
        box(x - wide * 0.62, 0, x + wide * 0.62, high * 1.08), mixed(colour, WHITE, 0.55), shade=0.2
    )
    boards = joined(
        bars(wide * 0.05, ((x + wide * at, 0), (x + wide * at, 1))) for at in (-0.17, 0.17)
    )
    pen.fill(
        box(x - wide / 2, 0, x + wide / 2, high),
        colour,
        marks=[(boards, scaled(colour, 0.75))],
        shade=0.2,
    )
    pen.line(oval(x + wide * 0.36, high * 0.46, wide * 0.07), (226, 188, 98))


def roof(
    pen: Pen, left: float, right: float, low: float, top: float, colour: Colour, ridge: float = 0.22
) -> None:
    """A tiled roof; its ridge is a share of its width."""
    middle, half = (left + right) / 2, (right - left) / 2 * ridge / 0.5 * 0.5
    rows = joined(
        bars(0.01, ((left, low + (top - low) * t), (right, low + (top - low) * t)))
        for t in (0.22, 0.44, 0.66, 0.86)
    )
    pen.fill(
        poly((left, low), (right, low), (middle + half, top), (middle - half, top)),
        colour,
        marks=[(rows, scaled(colour, 0.8))],
        shade=0.5,
    )


def wall_marks(left: float, right: float, low: float, top: float, wall: Colour) -> list[Mark]:
    """Single stones that stand out of a wall."""
    chance = seeded("stones", str(round(left, 2)), str(round(top, 2)))
    count = max(5, round((right - left) * (top - low) * 46))
    dark, light = (_stones(chance.random(), left, right, low, top, count) for _ in range(2))
    return [(dark, scaled(wall, 0.88)), (light, mixed(wall, WHITE, 0.12))]


def _stones(start: float, left: float, right: float, low: float, top: float, count: int) -> Shape:
    chance = seeded("stone", str(start))
    stones: Shape = []
    for _ in range(count):
        x = chance.uniform(left, right - 0.05)
        y = low + 0.05 * int(chance.uniform(0, max(1.0, (top - low) / 0.05)))
        stones += box(x, y + 0.008, x + chance.uniform(0.04, 0.075), y + 0.044, 0.008)
    return stones
