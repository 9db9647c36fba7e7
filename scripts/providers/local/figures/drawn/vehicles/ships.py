"""Boats and ships."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.materials import GLASS, WOOD
from scripts.providers.local.figures.pen import INK, WHITE, Pen
from scripts.providers.local.figures.shapes import bars, blob, box, joined, limb, line, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled

SAIL: Colour = (244, 236, 216)


def _boat(pen: Pen, hull: Colour) -> None:
    pen.line(line(0.035, (-0.3, 0.46), (0.32, 0.06)), WOOD)
    inner = blob((-0.68, 0.36), (0, 0.28), (0.72, 0.4), (0.4, 0.3), (-0.4, 0.26))
    pen.fill(inner, scaled(hull, 0.55), shade=0.2)
    plank = joined(
        line(0.014, (-0.8, 0.3 - d), (0, 0.2 - d), (0.8, 0.34 - d)) for d in (0.06, 0.13)
    )
    body = blob(
        (-0.72, 0.38),
        (-0.66, 0.36),
        (0.0, 0.27),
        (0.72, 0.4),
        (0.78, 0.42),
        (0.58, 0.1),
        (0.42, 0.0),
        (-0.44, 0.0),
        (-0.62, 0.12),
    )
    pen.fill(
        body,
        hull,
        marks=[
            (line(0.05, (-0.8, 0.38), (0, 0.27), (0.85, 0.42)), mixed(hull, WHITE, 0.55)),
            (plank, scaled(hull, 0.78)),
        ],
        shade=0.6,
    )
    pen.fill(limb((0.32, 0.1, 0.03), (0.42, -0.03, 0.045)), WOOD, shade=0.3)


def _sailboat(pen: Pen, hull: Colour) -> None:
    pen.line(bars(0.02, ((0.0, 0.12), (0.0, 1.02))), WOOD)
    seams = joined(line(0.006, (0.0, y), (0.5, y - 0.04)) for y in (0.34, 0.5, 0.66))
    pen.fill(
        blob((0.02, 1.0), (0.22, 0.64), (0.46, 0.24), (0.02, 0.24)),
        SAIL,
        marks=[(seams, scaled(SAIL, 0.85))],
        shade=0.5,
    )
    pen.fill(
        blob((-0.03, 0.92), (-0.12, 0.54), (-0.34, 0.24), (-0.03, 0.26)),
        mixed(SAIL, hull, 0.35),
        shade=0.5,
    )
    pen.fill(poly((0.0, 1.0), (0.0, 1.06), (-0.14, 1.03)), (204, 66, 56), shade=0)
    pen.fill(
        blob(
            (-0.46, 0.18),
            (0, 0.15),
            (0.5, 0.2),
            (0.52, 0.21),
            (0.36, 0.02),
            (0.28, 0.0),
            (-0.28, 0.0),
            (-0.38, 0.05),
        ),
        hull,
        marks=[(line(0.03, (-0.6, 0.175), (0, 0.15), (0.6, 0.21)), WHITE)],
        shade=0.6,
    )


def _ship(pen: Pen, hull: Colour) -> None:
    for x, top in ((-0.42, 0.9), (0.02, 1.04), (0.42, 0.92)):
        pen.line(bars(0.02, ((x, 0.2), (x, top))), WOOD)
        for low, high, half in ((0.36, 0.58, 0.19), (0.6, 0.78, 0.16), (0.8, top - 0.04, 0.12)):
            if high - low > 0.05:
                pen.fill(
                    blob(
                        (x - half, high),
                        (x + half, high),
                        (x + half * 1.16, low + 0.03),
                        (x + half * 0.9, low),
                        (x - half * 0.8, low),
                        (x - half * 1.0, low + 0.02),
                    ),
                    SAIL,
                    shade=0.5,
                )
        pen.fill(poly((x, top), (x, top + 0.07), (x - 0.13, top + 0.035)), (196, 60, 54), shade=0)
    pen.line(line(0.02, (0.62, 0.3), (0.92, 0.46)), WOOD)
    pen.fill(
        poly((0.88, 0.44), (0.46, 0.78), (0.6, 0.34)), mixed(SAIL, (206, 196, 176), 0.3), shade=0.3
    )
    body = blob(
        (-0.74, 0.42),
        (-0.58, 0.38),
        (-0.5, 0.28),
        (0.3, 0.24),
        (0.68, 0.33),
        (0.7, 0.32),
        (0.5, 0.02),
        (0.4, 0.0),
        (-0.5, 0.0),
        (-0.64, 0.08),
    )
    ports = joined(
        box(x, 0.14, x + 0.045, 0.19) for x in (-0.46, -0.32, -0.18, -0.04, 0.1, 0.24, 0.38)
    )
    pen.fill(
        body,
        hull,
        marks=[
            (line(0.05, (-0.8, 0.22), (0, 0.165), (0.8, 0.22)), (222, 180, 104)),
            (ports, (62, 46, 40)),
        ],
        shade=0.6,
    )


def _galley(pen: Pen, hull: Colour) -> None:
    pen.line(
        bars(0.024, ((0.0, 0.2), (0.0, 0.94))) + bars(0.02, ((-0.32, 0.84), (0.34, 0.84))), WOOD
    )
    stripes = joined(bars(0.07, ((x, 0), (x, 1))) for x in (-0.22, 0.0, 0.22))
    pen.fill(
        blob(
            (-0.3, 0.84),
            (0.3, 0.84),
            (0.36, 0.56),
            (0.28, 0.36),
            (0, 0.33),
            (-0.26, 0.36),
            (-0.24, 0.6),
        ),
        SAIL,
        marks=[(stripes, (188, 66, 54))],
        shade=0.5,
    )
    for i in range(11):
        x = -0.56 + 0.1 * i
        pen.line(
            line(0.016, (x + 0.04, 0.2), (x - 0.1, 0.0))
            + limb((x - 0.08, 0.03, 0.016), (x - 0.13, -0.04, 0.022)),
            mixed(WOOD, WHITE, 0.3),
        )
    body = blob(
        (-0.84, 0.5),
        (-0.9, 0.62),
        (-0.78, 0.6),
        (-0.66, 0.36),
        (-0.5, 0.27),
        (0.5, 0.26),
        (0.74, 0.34),
        (0.84, 0.5),
        (0.86, 0.3),
        (0.94, 0.12),
        (0.68, 0.06),
        (-0.56, 0.05),
        (-0.74, 0.2),
    )
    discs = joined(oval(-0.5 + 0.1 * i, 0.245, 0.04) for i in range(11))
    pen.fill(
        body,
        hull,
        marks=[(line(0.03, (-0.8, 0.28), (0, 0.19), (0.9, 0.24)), (222, 178, 92))],
        shade=0.6,
    )
    pen.fill(discs, (196, 76, 58), shade=0.2)
    pen.line(oval(0.7, 0.22, 0.04, 0.026), WHITE)
    pen.line(oval(0.705, 0.22, 0.018), INK)


def _submarine(pen: Pen, hull: Colour) -> None:
    pen.fill(poly((-0.72, 0.2), (-0.96, 0.42), (-0.96, 0.0)), scaled(hull, 0.8))
    pen.line(line(0.03, (0.06, 0.5), (0.06, 0.72), (0.16, 0.72)), (92, 96, 106))
    pen.fill(blob((-0.2, 0.36), (-0.16, 0.56), (0.16, 0.56), (0.24, 0.36)), scaled(hull, 0.9))
    pen.fill(
        limb((-0.62, 0.21, 0.14), (0.0, 0.21, 0.22), (0.5, 0.21, 0.2), (0.66, 0.21, 0.14)),
        hull,
        marks=[(bars(0.03, ((-1, 0.1), (1, 0.1))), scaled(hull, 0.7))],
        shade=0.7,
    )
    for x in (-0.26, 0.08, 0.42):
        pen.fill(oval(x, 0.25, 0.085), (206, 172, 104), shade=0.3)
        pen.fill(oval(x, 0.25, 0.058), GLASS, shade=0.4)


SHIPS: dict[str, tuple[Callable[[Pen, Colour], None], Colour]] = {
    "boat": (_boat, (164, 84, 62)),
    "sailboat": (_sailboat, (58, 96, 146)),
    "ship": (_ship, (112, 74, 52)),
    "galley": (_galley, (124, 78, 52)),
    "submarine": (_submarine, (222, 176, 66)),
}
