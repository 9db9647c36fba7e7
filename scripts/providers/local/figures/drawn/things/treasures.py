"""Precious things and those found on the way."""

from __future__ import annotations

import math
from collections.abc import Callable

from scripts.providers.local.figures.drawn.materials import GOLD
from scripts.providers.local.figures.pen import WHITE, Pen
from scripts.providers.local.figures.shapes import (
    bars,
    blob,
    box,
    joined,
    limb,
    line,
    moved,
    oval,
    poly,
    wedge,
)
from scripts.providers.local.light import Colour, mixed, scaled


def _coin(pen: Pen, colour: Colour) -> None:
    metal = mixed(colour, GOLD, 0.7)
    pen.fill(oval(0.05, 0.46, 0.45), scaled(metal, 0.66), shade=0)
    pen.fill(oval(0, 0.46, 0.45), metal, shade=0.5)
    head = blob(
        (0.04, 0.7),
        (-0.12, 0.64),
        (-0.14, 0.46),
        (-0.06, 0.36),
        (-0.14, 0.24),
        (0.14, 0.24),
        (0.08, 0.36),
        (0.15, 0.38),
        (0.19, 0.47),
        (0.15, 0.62),
    )
    pen.fill(
        oval(0, 0.46, 0.36),
        scaled(metal, 0.9),
        marks=[(head, mixed(metal, WHITE, 0.25))],
        shade=0.4,
    )


def _ring(pen: Pen, colour: Colour) -> None:
    metal = GOLD
    circle = [(0.32 * x, 0.34 + 0.32 * y) for x, y in oval(0, 0, 1)[0]]
    pen.fill(line(0.075, *circle[::2], circle[0]), metal, shade=0.5)
    gem = colour if colour != GOLD else (86, 176, 206)
    pen.fill(
        poly((-0.17, 0.86), (-0.1, 0.96), (0.1, 0.96), (0.17, 0.86), (0, 0.66)),
        gem,
        marks=[
            (poly((-0.06, 0.86), (0, 0.96), (0.06, 0.86), (0, 0.66)), mixed(gem, WHITE, 0.45)),
            (poly((-0.17, 0.86), (-0.06, 0.86), (-0.1, 0.96)), mixed(gem, WHITE, 0.3)),
        ],
        shade=0.2,
    )
    pen.fill(
        poly((-0.08, 0.7), (0.08, 0.7), (0.05, 0.64), (-0.05, 0.64)), scaled(metal, 0.85), shade=0
    )


def _crown(pen: Pen, colour: Colour) -> None:
    gold = mixed(colour, GOLD, 0.8)
    pen.fill(
        blob((-0.4, 0.22), (-0.3, 0.5), (0, 0.56), (0.3, 0.5), (0.4, 0.22)),
        (132, 40, 56),
        shade=0.3,
    )
    pen.fill(
        poly(
            (-0.48, 0.12), (-0.6, 0.7), (-0.3, 0.4), (0, 0.84), (0.3, 0.4), (0.6, 0.7), (0.48, 0.12)
        ),
        gold,
        shade=0.5,
    )
    pen.fill(
        joined(oval(x, y, 0.055) for x, y in ((-0.6, 0.72), (0, 0.87), (0.6, 0.72))),
        mixed(gold, WHITE, 0.4),
        shade=0.4,
    )
    pen.fill(box(-0.5, 0.0, 0.5, 0.16, 0.03), scaled(gold, 0.85), shade=0.3)
    pen.fill(joined(oval(x, 0.08, 0.04) for x in (-0.36, 0.0, 0.36)), (186, 42, 60), shade=0.3)
    pen.fill(joined(oval(x, 0.08, 0.032) for x in (-0.18, 0.18)), (66, 118, 186), shade=0.3)


def _seed(pen: Pen, colour: Colour) -> None:
    pen.line(line(0.03, (0, 0.4), (0.03, 0.6), (0.0, 0.78)), (122, 168, 82))
    pen.fill(
        limb((0.0, 0.76, 0.01), (0.14, 0.86, 0.06), (0.26, 0.92, 0.006))
        + limb((0.0, 0.76, 0.01), (-0.14, 0.82, 0.055), (-0.24, 0.9, 0.006)),
        (122, 168, 82),
        shade=0.4,
    )
    pen.fill(
        blob(
            (0, 0.56),
            (-0.2, 0.42),
            (-0.28, 0.2),
            (-0.14, 0.02),
            (0.14, 0.02),
            (0.28, 0.2),
            (0.2, 0.42),
        ),
        colour,
        marks=[
            (line(0.02, (0, 0.54), (0.06, 0.3), (0, 0.02)), scaled(colour, 0.7)),
            (oval(-0.1, 0.32, 0.04, 0.09, -18), mixed(colour, WHITE, 0.4)),
        ],
        shade=0.7,
    )


def _star(pen: Pen, colour: Colour) -> None:
    points = [
        (r * math.sin(i * math.pi / 5), 0.5 + r * math.cos(i * math.pi / 5))
        for i, r in enumerate((0.52, 0.23) * 5)
    ]
    pen.glow(oval(0, 0.5, 0.5), (255, 240, 180), 0.5)
    facets = joined(poly((0, 0.5), points[i], points[i + 1]) for i in range(0, 10, 2))
    pen.fill(poly(*points), colour, marks=[(facets, scaled(colour, 0.82))], shade=0.3)


def _feather(pen: Pen, colour: Colour) -> None:
    vane = limb((-0.18, 0.16, 0.02), (-0.1, 0.4, 0.11), (0.06, 0.72, 0.12), (0.26, 1.0, 0.008))
    barbs = joined(
        line(0.008, (-0.2 + 0.06 * i, 0.1 + 0.12 * i), (-0.04 + 0.06 * i, 0.3 + 0.12 * i))
        for i in range(7)
    )
    notch = poly((0.1, 0.5), (0.24, 0.58), (0.08, 0.56)) + poly(
        (-0.12, 0.6), (-0.02, 0.68), (-0.1, 0.66)
    )
    pen.fill(
        vane,
        colour,
        marks=[
            (barbs, scaled(colour, 0.84)),
            (notch, scaled(colour, 0.7)),
            (oval(0.2, 0.95, 0.14), scaled(colour, 0.7)),
        ],
        shade=0.5,
    )
    pen.line(line(0.016, (-0.24, 0.0), (-0.14, 0.3), (0.04, 0.7), (0.2, 0.94)), (244, 236, 220))


def _stone(pen: Pen, colour: Colour) -> None:
    facets = blob((-0.5, 0.3), (-0.2, 0.56), (0.1, 0.5), (0.0, 0.3), (-0.2, 0.2))
    pen.fill(
        blob(
            (-0.62, 0.06),
            (-0.56, 0.34),
            (-0.26, 0.58),
            (0.14, 0.6),
            (0.48, 0.42),
            (0.64, 0.1),
            (0.3, 0.0),
            (-0.3, 0.0),
        ),
        colour,
        marks=[
            (facets, mixed(colour, WHITE, 0.2)),
            (line(0.016, (0.1, 0.5), (0.2, 0.3), (0.14, 0.12)), scaled(colour, 0.72)),
            (oval(-0.36, 0.06, 0.2, 0.06), (112, 138, 88)),
        ],
        shade=0.7,
    )


def _crystal(pen: Pen, colour: Colour) -> None:
    for x, top, half, turn in (
        (-0.2, 0.6, 0.1, 22),
        (0.2, 0.56, 0.09, -24),
        (0.0, 0.98, 0.14, 0),
        (-0.1, 0.4, 0.07, 40),
        (0.13, 0.42, 0.075, -42),
    ):
        shaft = poly(
            (-half, 0), (-half, top - half * 1.5), (0, top), (half, top - half * 1.5), (half, 0)
        )
        light, dark = (
            poly(
                (-half, 0),
                (-half, top - half * 1.5),
                (0, top),
                (-half * 0.2, top - half * 1.9),
                (-half * 0.2, 0),
            ),
            poly(
                (half * 0.5, 0),
                (half * 0.5, top - half * 1.8),
                (0, top),
                (half, top - half * 1.5),
                (half, 0),
            ),
        )
        pen.fill(
            moved(shaft, x * 0.6, 0.06, 1, turn),
            colour,
            marks=[
                (moved(light, x * 0.6, 0.06, 1, turn), mixed(colour, WHITE, 0.45)),
                (moved(dark, x * 0.6, 0.06, 1, turn), scaled(colour, 0.75)),
            ],
            shade=0.2,
        )
    pen.fill(
        blob((-0.34, 0.0), (-0.28, 0.12), (0, 0.16), (0.28, 0.12), (0.34, 0.0)),
        (108, 104, 112),
        shade=0.5,
    )


def _shell(pen: Pen, colour: Colour) -> None:
    fan = wedge(0, 0.08, 0.7, 24, 156) + joined(
        oval(0.68 * math.cos(math.radians(t)), 0.08 + 0.68 * math.sin(math.radians(t)), 0.085)
        for t in range(32, 153, 15)
    )
    ribs = joined(
        bars(
            0.02,
            (
                (0, 0.08),
                (0.78 * math.cos(math.radians(t)), 0.08 + 0.78 * math.sin(math.radians(t))),
            ),
        )
        for t in range(40, 145, 15)
    )
    pen.fill(
        poly((-0.2, 0.14), (-0.2, 0.0), (0.2, 0.0), (0.2, 0.14)), scaled(colour, 0.85), shade=0.4
    )
    pen.fill(
        fan,
        colour,
        marks=[(oval(0, 0.02, 0.36), mixed(colour, WHITE, 0.35)), (ribs, scaled(colour, 0.8))],
        shade=0.6,
    )


TREASURES: dict[str, tuple[Callable[[Pen, Colour], None], Colour]] = {
    "coin": (_coin, GOLD),
    "ring": (_ring, GOLD),
    "crown": (_crown, GOLD),
    "seed": (_seed, (150, 108, 70)),
    "star": (_star, (246, 206, 96)),
    "feather": (_feather, (110, 142, 176)),
    "stone": (_stone, (142, 140, 142)),
    "crystal": (_crystal, (140, 124, 206)),
    "shell": (_shell, (238, 186, 166)),
}
