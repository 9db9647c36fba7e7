"""Vehicles of road and rails."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.materials import GLASS
from scripts.providers.local.figures.drawn.vehicles.wheels import spoked_wheel, tyre
from scripts.providers.local.figures.pen import WHITE, Pen
from scripts.providers.local.figures.shapes import bars, blob, box, joined, line, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled


def _car(pen: Pen, paint: Colour) -> None:
    body = blob(
        (-0.72, 0.14),
        (-0.74, 0.32),
        (-0.6, 0.4),
        (-0.42, 0.42),
        (-0.26, 0.6),
        (0.18, 0.61),
        (0.38, 0.42),
        (0.64, 0.36),
        (0.74, 0.26),
        (0.74, 0.14),
        (0, 0.12),
    )
    glass = blob((-0.34, 0.42), (-0.21, 0.55), (0.15, 0.56), (0.29, 0.42))
    pillar = bars(0.03, ((-0.02, 0.3), (-0.02, 0.7)))
    doors = joined(bars(0.008, ((x, 0.14), (x, 0.42))) for x in (-0.32, -0.02, 0.3))
    pen.fill(
        body,
        paint,
        marks=[
            (glass, GLASS),
            (pillar, paint),
            (doors, scaled(paint, 0.75)),
            (bars(0.04, ((-1, 0.14), (1, 0.14))), scaled(paint, 0.6)),
        ],
        shade=0.6,
    )
    pen.line(oval(0.69, 0.3, 0.035, 0.03), (255, 240, 190))
    pen.line(box(-0.745, 0.28, -0.69, 0.33, 0.01), (206, 60, 52))
    for x in (-0.44, 0.46):
        tyre(pen, x, 0.14)


def _bus(pen: Pen, paint: Colour) -> None:
    panes = joined(
        box(x, 0.38, x + 0.17, 0.6, 0.02) for x in (-0.74, -0.54, -0.34, -0.14, 0.06, 0.26)
    )
    pen.fill(
        box(-0.82, 0.1, 0.82, 0.72, 0.08),
        paint,
        marks=[
            (panes, GLASS),
            (box(0.5, 0.12, 0.66, 0.6, 0.02), GLASS),
            (box(0.72, 0.34, 0.9, 0.62), GLASS),
            (bars(0.05, ((-1, 0.28), (0.47, 0.28))), mixed(paint, WHITE, 0.7)),
        ],
        shade=0.5,
    )
    pen.line(oval(0.78, 0.2, 0.03), (255, 240, 190))
    for x in (-0.5, 0.36):
        tyre(pen, x, 0.13)


def _truck(pen: Pen, paint: Colour) -> None:
    pen.fill(box(-0.8, 0.12, 0.84, 0.2), (58, 60, 68), shade=0.2)
    ribs = joined(bars(0.012, ((x, 0), (x, 1))) for x in (-0.64, -0.48, -0.32, -0.16, 0.0, 0.16))
    pen.fill(
        box(-0.82, 0.2, 0.3, 0.78, 0.02),
        (226, 222, 212),
        marks=[(ribs, (202, 198, 190))],
        shade=0.4,
    )
    pen.fill(
        blob(
            (0.34, 0.16),
            (0.34, 0.62),
            (0.4, 0.66),
            (0.62, 0.65),
            (0.74, 0.44),
            (0.86, 0.38),
            (0.88, 0.16),
        ),
        paint,
        marks=[(poly((0.46, 0.42), (0.46, 0.58), (0.62, 0.58), (0.71, 0.42)), GLASS)],
        shade=0.5,
    )
    pen.line(oval(0.85, 0.26, 0.03), (255, 240, 190))
    for x in (-0.6, -0.3, 0.62):
        tyre(pen, x, 0.13)


def _train(pen: Pen, paint: Colour) -> None:
    for x, y, r in ((0.5, 0.86, 0.08), (0.38, 0.98, 0.1), (0.22, 1.06, 0.12)):
        pen.fill(oval(x, y, r), (236, 236, 236), opacity=0.6)
    pen.fill(box(-0.86, 0.14, 0.84, 0.22), (48, 46, 52), shade=0.2)
    pen.fill(
        box(-0.86, 0.2, -0.4, 0.76),
        scaled(paint, 0.9),
        marks=[(box(-0.76, 0.46, -0.5, 0.66, 0.02), GLASS)],
        shade=0.4,
    )
    pen.fill(box(-0.92, 0.74, -0.34, 0.8, 0.02), (52, 50, 56), shade=0.3)
    pen.fill(poly((0.52, 0.6), (0.66, 0.6), (0.7, 0.84), (0.48, 0.84)), (52, 50, 56), shade=0.5)
    pen.fill(blob((-0.02, 0.58), (0.04, 0.7), (0.14, 0.7), (0.2, 0.58)), (206, 164, 84))
    bands = joined(bars(0.03, ((x, 0), (x, 1))) for x in (-0.16, 0.26, 0.72))
    pen.fill(box(-0.42, 0.22, 0.8, 0.62, 0.12), paint, marks=[(bands, (206, 164, 84))], shade=0.7)
    pen.fill(oval(0.8, 0.44, 0.06, 0.07), (255, 238, 180), shade=0.3)
    pen.fill(poly((0.76, 0.18), (0.98, 0.02), (0.76, 0.02)), (150, 56, 48), shade=0.4)
    for x, r in ((-0.64, 0.17), (-0.2, 0.17), (0.24, 0.12), (0.54, 0.12)):
        spoked_wheel(pen, x, r, r, (150, 56, 48))
    pen.line(bars(0.03, ((-0.64, 0.14), (0.24, 0.12))), (186, 192, 200))


def _tram(pen: Pen, paint: Colour) -> None:
    pen.line(
        line(0.014, (0.05, 0.74), (-0.08, 0.86), (0.08, 0.96))
        + bars(0.014, ((-0.06, 0.965), (0.2, 0.965))),
        (72, 74, 84),
    )
    panes = joined(box(x, 0.38, x + 0.16, 0.6, 0.015) for x in (-0.52, -0.33, -0.14, 0.05, 0.24))
    cream = (242, 230, 202)
    pen.fill(
        box(-0.74, 0.08, 0.74, 0.7, 0.08),
        paint,
        marks=[
            (bars(0.36, ((-1, 0.52), (1, 0.52))), cream),
            (panes, GLASS),
            (box(-0.7, 0.12, -0.58, 0.6) + box(0.58, 0.12, 0.7, 0.6), GLASS),
        ],
        shade=0.5,
    )
    pen.fill(box(-0.66, 0.68, 0.66, 0.76, 0.03), scaled(paint, 0.7), shade=0.3)
    pen.line(oval(0.7, 0.24, 0.035), (255, 240, 190))
    for x in (-0.46, -0.26, 0.26, 0.46):
        tyre(pen, x, 0.075)


ROAD: dict[str, tuple[Callable[[Pen, Colour], None], Colour]] = {
    "car": (_car, (198, 66, 58)),
    "bus": (_bus, (222, 158, 58)),
    "truck": (_truck, (66, 108, 156)),
    "train": (_train, (48, 82, 76)),
    "tram": (_tram, (178, 52, 48)),
}
