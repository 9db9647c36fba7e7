"""What holds other things, and the key to it."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.materials import GOLD, STEEL
from scripts.providers.local.figures.pen import INK, WHITE, Pen
from scripts.providers.local.figures.shapes import bars, blob, box, joined, limb, line, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled


def _key(pen: Pen, colour: Colour) -> None:
    metal = mixed(colour, GOLD, 0.85)
    ring = [(0.17 * x, 0.82 + 0.15 * y) for x, y in oval(0, 0, 1)[0]]
    pen.fill(line(0.065, *ring[::4], ring[0]), metal)
    pen.fill(box(-0.035, 0.0, 0.035, 0.7, 0.03), metal, shade=0.6)
    pen.fill(box(-0.07, 0.58, 0.07, 0.64, 0.02), scaled(metal, 0.88))
    pen.fill(
        poly(
            (0.02, 0.06),
            (0.2, 0.06),
            (0.2, 0.12),
            (0.13, 0.12),
            (0.13, 0.16),
            (0.2, 0.16),
            (0.2, 0.24),
            (0.02, 0.24),
        ),
        metal,
        shade=0.4,
    )


def _box(pen: Pen, colour: Colour) -> None:
    pen.fill(
        poly((-0.5, 0.56), (0.5, 0.56), (0.62, 0.72), (-0.38, 0.72)),
        mixed(colour, WHITE, 0.25),
        shade=0.2,
    )
    pen.fill(
        poly((0.5, 0.0), (0.62, 0.16), (0.62, 0.72), (0.5, 0.56)), scaled(colour, 0.66), shade=0.2
    )
    pen.fill(
        box(-0.5, 0.0, 0.5, 0.56),
        colour,
        marks=[(bars(0.12, ((0, 0), (0, 1))), (226, 196, 140))],
        shade=0.4,
    )
    pen.fill(
        poly((-0.06, 0.56), (0.06, 0.56), (0.18, 0.72), (0.06, 0.72)), (236, 208, 156), shade=0
    )


def _chest(pen: Pen, colour: Colour) -> None:
    planks = joined(bars(0.012, ((-1, y), (1, y))) for y in (0.13, 0.27, 0.6, 0.7))
    pen.fill(
        blob((-0.56, 0.42), (-0.55, 0.62), (-0.44, 0.76), (0.44, 0.76), (0.55, 0.62), (0.56, 0.42)),
        scaled(colour, 1.08),
        marks=[(planks, scaled(colour, 0.75))],
        shade=0.6,
    )
    pen.fill(
        box(-0.55, 0.0, 0.55, 0.42, 0.02), colour, marks=[(planks, scaled(colour, 0.7))], shade=0.4
    )
    for x in (-0.4, 0.4):
        pen.fill(
            poly((x - 0.045, 0.0), (x + 0.045, 0.0), (x + 0.045, 0.74), (x - 0.045, 0.74)),
            (92, 86, 88),
            marks=[(joined(oval(x, y, 0.016) for y in (0.08, 0.3, 0.54, 0.68)), STEEL)],
            shade=0.3,
        )
    pen.fill(box(-0.57, 0.39, 0.57, 0.46, 0.01), (92, 86, 88), shade=0.2)
    pen.fill(
        box(-0.09, 0.28, 0.09, 0.5, 0.03),
        GOLD,
        marks=[
            (
                oval(0, 0.4, 0.03) + poly((-0.02, 0.32), (0.02, 0.32), (0.008, 0.4), (-0.008, 0.4)),
                INK,
            )
        ],
        shade=0.4,
    )


def _suitcase(pen: Pen, colour: Colour) -> None:
    pen.line(
        line(0.045, (-0.13, 0.66), (-0.12, 0.8), (0.12, 0.8), (0.13, 0.66)), scaled(colour, 0.5)
    )
    pen.fill(
        box(-0.56, 0.0, 0.56, 0.68, 0.06),
        colour,
        marks=[
            (bars(0.07, ((-0.34, 0), (-0.34, 1)), ((0.34, 0), (0.34, 1))), scaled(colour, 0.7)),
            (bars(0.012, ((-1, 0.5), (1, 0.5))), scaled(colour, 0.62)),
        ],
        shade=0.5,
    )
    pen.fill(
        joined(box(x - 0.04, 0.46, x + 0.04, 0.55, 0.01) for x in (-0.34, 0.34)), GOLD, shade=0.3
    )
    pen.fill(
        joined(box(x, y, x + 0.14, y + 0.14, 0.06) for x in (-0.58, 0.44) for y in (-0.01, 0.55)),
        scaled(colour, 0.66),
        shade=0.2,
    )


def _basket(pen: Pen, colour: Colour) -> None:
    pen.line(
        line(0.05, (-0.42, 0.46), (-0.34, 0.86), (0, 1.0), (0.34, 0.86), (0.42, 0.46)),
        scaled(colour, 0.82),
    )
    pen.fill(
        joined(oval(x, 0.52, 0.12) for x in (-0.26, 0.24)) + oval(0, 0.56, 0.13),
        (200, 60, 52),
        shade=0.6,
    )
    weave = joined(
        box(
            -0.56 + 0.14 * i + 0.07 * (row % 2),
            0.02 + 0.1 * row,
            -0.49 + 0.14 * i + 0.07 * (row % 2),
            0.1 + 0.1 * row,
        )
        for row in range(5)
        for i in range(9)
    )
    pen.fill(
        blob(
            (-0.5, 0.5),
            (-0.44, 0.2),
            (-0.34, 0.02),
            (0.34, 0.02),
            (0.44, 0.2),
            (0.5, 0.5),
            (0, 0.48),
        ),
        colour,
        marks=[(weave, scaled(colour, 0.78))],
        shade=0.6,
    )
    pen.fill(
        limb((-0.48, 0.49, 0.045), (0, 0.47, 0.045), (0.48, 0.49, 0.045)),
        mixed(colour, WHITE, 0.2),
        shade=0.4,
    )


BOXES: dict[str, tuple[Callable[[Pen, Colour], None], Colour]] = {
    "key": (_key, GOLD),
    "box": (_box, (186, 140, 92)),
    "chest": (_chest, (142, 96, 60)),
    "suitcase": (_suitcase, (150, 96, 62)),
    "basket": (_basket, (190, 144, 86)),
}
