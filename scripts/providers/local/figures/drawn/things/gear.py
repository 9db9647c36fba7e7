"""Gear of work, play, sea and war."""

from __future__ import annotations

import math
from collections.abc import Callable

from scripts.providers.local.figures.drawn.materials import GOLD, STEEL, WOOD
from scripts.providers.local.figures.pen import INK, WHITE, Pen
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
)
from scripts.providers.local.light import Colour, mixed, scaled


def _umbrella(pen: Pen, colour: Colour) -> None:
    pen.line(line(0.028, (0, 0.98), (0, 0.12), (0.05, 0.02), (0.12, 0.03), (0.14, 0.12)), WOOD)
    top = poly(
        (-0.54, 0.52),
        *(
            (0.54 * math.cos(math.radians(t)), 0.52 + 0.42 * math.sin(math.radians(t)))
            for t in range(170, 0, -10)
        ),
        (0.54, 0.52),
        (0.45, 0.56),
        (0.36, 0.56),
        (0.27, 0.51),
        (0.18, 0.56),
        (0.09, 0.56),
        (0.0, 0.51),
        (-0.09, 0.56),
        (-0.18, 0.56),
        (-0.27, 0.51),
        (-0.36, 0.56),
        (-0.45, 0.56),
    )
    panel = blob((0, 0.96), (-0.2, 0.78), (-0.27, 0.5), (-0.1, 0.54), (0, 0.5), (-0.02, 0.76))
    other = blob((0, 0.96), (0.34, 0.8), (0.54, 0.5), (0.4, 0.56), (0.27, 0.5), (0.18, 0.76))
    pen.fill(
        top, colour, marks=[(panel, scaled(colour, 1.16)), (other, scaled(colour, 0.85))], shade=0.5
    )
    pen.line(bars(0.02, ((0, 0.92), (0, 1.02))), INK)


def _kite(pen: Pen, colour: Colour) -> None:
    pen.line(line(0.014, (0.0, 0.34), (0.08, 0.24), (-0.02, 0.12), (0.06, 0.0)), (222, 216, 200))
    for x, y in ((0.07, 0.24), (-0.01, 0.12)):
        pen.fill(
            poly((x, y), (x - 0.07, y + 0.035), (x - 0.07, y - 0.035))
            + poly((x, y), (x + 0.07, y + 0.035), (x + 0.07, y - 0.035)),
            (236, 190, 74),
            shade=0,
        )
    pen.fill(
        poly((0, 1.0), (0.3, 0.72), (0, 0.32), (-0.3, 0.72)),
        colour,
        marks=[
            (poly((0, 1.0), (0.3, 0.72), (0, 0.72)), (236, 190, 74)),
            (poly((0, 0.32), (-0.3, 0.72), (0, 0.72)), (66, 122, 168)),
            (bars(0.014, ((0, 0), (0, 1)), ((-1, 0.72), (1, 0.72))), (246, 238, 220)),
        ],
        shade=0.3,
    )


def _ball(pen: Pen, colour: Colour) -> None:
    band = blob((-0.5, 0.62), (0, 0.44), (0.5, 0.62), (0.5, 0.38), (0, 0.2), (-0.5, 0.38))
    pen.fill(
        oval(0, 0.46, 0.46),
        colour,
        marks=[
            (band, (246, 238, 222)),
            (oval(-0.18, 0.72, 0.08, 0.06, 30), mixed(colour, WHITE, 0.6)),
        ],
        shade=0.8,
    )


def _sword(pen: Pen, colour: Colour) -> None:
    pen.fill(
        poly((-0.05, 0.3), (0.05, 0.3), (0.04, 0.92), (0, 1.02), (-0.04, 0.92)),
        (206, 214, 222),
        marks=[
            (poly((0, 0.3), (0.06, 0.3), (0.05, 0.95), (0, 1.02)), (152, 164, 178)),
            (bars(0.012, ((0, 0.3), (0, 0.86))), (128, 140, 156)),
        ],
        shade=0.2,
    )
    pen.fill(limb((-0.18, 0.27, 0.024), (0, 0.295, 0.03), (0.18, 0.27, 0.024)), GOLD)
    grip = joined(bars(0.012, ((-0.04, y), (0.04, y + 0.03))) for y in (0.08, 0.13, 0.18, 0.23))
    pen.fill(
        box(-0.026, 0.06, 0.026, 0.29),
        mixed(colour, (104, 64, 46), 0.6),
        marks=[(grip, (66, 44, 36))],
        shade=0.3,
    )
    pen.fill(oval(0, 0.04, 0.042), GOLD)


def _shield(pen: Pen, colour: Colour) -> None:
    def heater(size: float) -> list[list[tuple[float, float]]]:
        return moved(
            blob(
                (-0.4, 0.48),
                (0, 0.5),
                (0.4, 0.48),
                (0.38, 0.04),
                (0.2, -0.32),
                (0, -0.5),
                (-0.2, -0.32),
                (-0.38, 0.04),
            ),
            0,
            0.5,
            size,
        )

    pen.fill(heater(1.0), STEEL, shade=0.6)
    pen.fill(
        heater(0.88),
        colour,
        marks=[
            (poly((0, 1.2), (1, 1.2), (1, -1), (0, -1)), scaled(colour, 0.78)),
            (bars(0.1, ((0, 0), (0, 1)), ((-1, 0.62), (1, 0.62))), GOLD),
        ],
        shade=0.4,
    )
    pen.fill(oval(0, 0.62, 0.09), mixed(GOLD, WHITE, 0.2), shade=0.5)


def _anchor(pen: Pen, colour: Colour) -> None:
    circle = [(0.09 * x, 0.92 + 0.09 * y) for x, y in oval(0, 0, 1)[0]]
    pen.fill(line(0.05, *circle[::4], circle[0]), colour, shade=0.3)
    pen.fill(
        bars(0.08, ((0, 0.84), (0, 0.06))) + limb((-0.24, 0.72, 0.04), (0.24, 0.72, 0.04)),
        colour,
        shade=0.4,
    )
    arms = limb(
        (-0.42, 0.34, 0.02),
        (-0.32, 0.14, 0.05),
        (0, 0.05, 0.06),
        (0.32, 0.14, 0.05),
        (0.42, 0.34, 0.02),
    )
    pen.fill(
        arms
        + poly((-0.54, 0.26), (-0.42, 0.46), (-0.3, 0.24))
        + poly((0.54, 0.26), (0.42, 0.46), (0.3, 0.24)),
        colour,
        shade=0.5,
    )
    pen.line(
        line(0.03, (0.06, 0.96), (0.2, 0.9), (0.1, 0.66), (-0.1, 0.5), (0.1, 0.32), (0.2, 0.22)),
        (206, 176, 126),
    )


def _net(pen: Pen, colour: Colour) -> None:
    pen.fill(line(0.036, (-0.46, 0.0), (0.06, 0.62)), WOOD, shade=0.2)
    bag = blob(
        (0.02, 0.62), (0.1, 0.34), (0.36, 0.2), (0.56, 0.36), (0.52, 0.8), (0.3, 0.96), (0.1, 0.86)
    )
    mesh = joined(
        bars(
            0.012,
            ((-0.2 + 0.1 * i, 0.0), (0.3 + 0.1 * i, 1.1)),
            ((0.0 + 0.1 * i, 1.1), (0.5 + 0.1 * i, 0.0)),
        )
        for i in range(-3, 9)
    )
    pen.fill(
        bag, mixed(colour, WHITE, 0.4), marks=[(mesh, scaled(colour, 0.75))], shade=0.4, opacity=1.0
    )
    hoop = [(0.28 + 0.27 * x, 0.76 + 0.2 * y) for x, y in oval(0, 0, 1.0, 1.0)[0]]
    pen.line(line(0.034, *hoop[::3], hoop[0]), (98, 70, 52))


def _hammer(pen: Pen, colour: Colour) -> None:
    handle = poly((-0.05, 0.0), (0.05, 0.0), (0.036, 0.86), (-0.036, 0.86))
    pen.fill(
        handle,
        mixed(colour, (176, 124, 76), 0.6),
        marks=[(poly((-1, 0), (1, 0), (1, 0.26), (-1, 0.26)), scaled(colour, 0.7))],
        shade=0.5,
    )
    pen.fill(
        poly((-0.12, 0.78), (0.3, 0.8), (0.3, 0.98), (-0.12, 0.96)), (120, 128, 140), shade=0.5
    )
    pen.fill(box(0.28, 0.76, 0.36, 1.02, 0.02), (150, 158, 170), shade=0.3)
    pen.fill(
        blob((-0.1, 0.96), (-0.26, 0.94), (-0.42, 0.8), (-0.28, 0.84), (-0.1, 0.78)),
        (120, 128, 140),
        shade=0.4,
    )


GEAR: dict[str, tuple[Callable[[Pen, Colour], None], Colour]] = {
    "umbrella": (_umbrella, (186, 62, 66)),
    "kite": (_kite, (206, 72, 60)),
    "ball": (_ball, (206, 72, 60)),
    "sword": (_sword, (104, 64, 46)),
    "shield": (_shield, (62, 92, 148)),
    "anchor": (_anchor, (84, 94, 110)),
    "net": (_net, (176, 156, 116)),
    "hammer": (_hammer, (122, 66, 52)),
}
