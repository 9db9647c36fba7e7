"""Vehicles with two wheels, with horses, of fields."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.materials import GLASS, WOOD
from scripts.providers.local.figures.drawn.vehicles.wheels import spoked_wheel, tyre
from scripts.providers.local.figures.pen import INK, Pen
from scripts.providers.local.figures.shapes import bars, blob, box, joined, limb, line, oval, poly
from scripts.providers.local.light import Colour, scaled


def _bicycle(pen: Pen, paint: Colour) -> None:
    for x in (-0.46, 0.46):
        spoked_wheel(pen, x, 0.3, 0.29, (52, 52, 60), 16)
    frame = (
        ((-0.46, 0.3), (-0.06, 0.28)),
        ((-0.06, 0.28), (-0.16, 0.68)),
        ((-0.06, 0.28), (0.32, 0.7)),
        ((-0.46, 0.3), (-0.14, 0.62)),
        ((-0.14, 0.62), (0.33, 0.66)),
    )
    pen.fill(
        joined(line(0.036, *ends) for ends in frame)
        + line(0.036, (0.46, 0.3), (0.34, 0.66), (0.31, 0.78)),
        paint,
        shade=0.3,
    )
    pen.line(line(0.03, (0.2, 0.83), (0.31, 0.79), (0.4, 0.83), (0.38, 0.88)), INK)
    pen.fill(
        limb((-0.28, 0.715, 0.035), (-0.14, 0.71, 0.022), (-0.05, 0.71, 0.016)),
        (92, 58, 42),
        shade=0.3,
    )
    pen.fill(oval(-0.06, 0.28, 0.06), (150, 156, 166), shade=0.3)
    pen.line(
        line(0.024, (-0.06, 0.28), (0.02, 0.16)) + bars(0.03, ((-0.03, 0.15), (0.07, 0.15))), INK
    )


def _motorcycle(pen: Pen, paint: Colour) -> None:
    for x in (-0.5, 0.52):
        tyre(pen, x, 0.24)
    steel = (172, 178, 188)
    pen.line(
        line(0.04, (0.52, 0.24), (0.4, 0.52), (0.32, 0.68))
        + line(0.04, (-0.5, 0.24), (-0.1, 0.22)),
        steel,
    )
    pen.fill(
        oval(-0.02, 0.28, 0.17, 0.15),
        (86, 90, 100),
        marks=[(joined(bars(0.016, ((-1, y), (1, y))) for y in (0.22, 0.27, 0.32, 0.37)), steel)],
        shade=0.4,
    )
    pen.line(line(0.05, (0.06, 0.18), (-0.3, 0.12), (-0.72, 0.16)), steel)
    pen.fill(
        limb((-0.64, 0.5, 0.05), (-0.42, 0.46, 0.06), (-0.14, 0.44, 0.06)), (54, 44, 44), shade=0.4
    )
    pen.fill(
        blob((-0.16, 0.44), (0.0, 0.58), (0.22, 0.6), (0.34, 0.48), (0.1, 0.4)), paint, shade=0.6
    )
    pen.fill(blob((-0.74, 0.36), (-0.6, 0.53), (-0.4, 0.5), (-0.3, 0.36), (-0.5, 0.47)), paint)
    pen.line(line(0.03, (0.18, 0.76), (0.3, 0.72), (0.34, 0.64)), INK)
    pen.fill(
        oval(0.41, 0.6, 0.075), steel, marks=[(oval(0.45, 0.6, 0.055), (255, 240, 190))], shade=0.3
    )


def _cart(pen: Pen, wood: Colour) -> None:
    pen.line(line(0.04, (0.4, 0.34), (0.94, 0.22)), scaled(wood, 0.8))
    hay = blob((-0.54, 0.56), (-0.4, 0.74), (-0.1, 0.82), (0.2, 0.78), (0.42, 0.66), (0.46, 0.54))
    straws = joined(line(0.01, (x, 0.58), (x + 0.1, 0.74)) for x in (-0.4, -0.25, -0.1, 0.05, 0.2))
    pen.fill(hay, (222, 186, 100), marks=[(straws, (186, 148, 70))], shade=0.5)
    boards = joined(bars(0.012, ((-1, y), (1, y))) for y in (0.42, 0.5))
    pen.fill(
        poly((-0.56, 0.32), (0.46, 0.32), (0.54, 0.6), (-0.64, 0.6)),
        wood,
        marks=[(boards, scaled(wood, 0.7))],
        shade=0.5,
    )
    spoked_wheel(pen, -0.06, 0.27, 0.26, scaled(wood, 0.72))


def _carriage(pen: Pen, paint: Colour) -> None:
    gold = (222, 178, 84)
    pen.line(line(0.035, (0.5, 0.36), (0.96, 0.3)), WOOD)
    pen.fill(limb((-0.58, 0.34, 0.03), (0, 0.26, 0.03), (0.58, 0.36, 0.03)), gold, shade=0.3)
    body = blob(
        (-0.36, 0.9),
        (0.36, 0.9),
        (0.4, 0.7),
        (0.3, 0.4),
        (0.16, 0.3),
        (-0.16, 0.3),
        (-0.3, 0.4),
        (-0.4, 0.7),
    )
    pen.fill(
        body,
        paint,
        marks=[
            (box(-0.12, 0.3, 0.12, 0.86), scaled(paint, 0.85)),
            (
                joined(
                    (
                        box(-0.08, 0.62, 0.08, 0.82),
                        box(-0.31, 0.62, -0.17, 0.82),
                        box(0.17, 0.62, 0.31, 0.82),
                    )
                ),
                GLASS,
            ),
            (
                bars(
                    0.022,
                    ((-0.12, 0.2), (-0.12, 0.9)),
                    ((0.12, 0.2), (0.12, 0.9)),
                    ((-1, 0.56), (1, 0.56)),
                ),
                gold,
            ),
        ],
        shade=0.6,
    )
    pen.fill(limb((-0.38, 0.91, 0.025), (0, 0.95, 0.03), (0.38, 0.91, 0.025)), gold, shade=0.3)
    pen.fill(
        blob((0.42, 0.56), (0.44, 0.66), (0.62, 0.58), (0.7, 0.46), (0.5, 0.44)),
        (112, 50, 48),
        shade=0.4,
    )
    for x, r in ((-0.48, 0.25), (0.52, 0.19)):
        spoked_wheel(pen, x, r, r, gold, 10)


def _tractor(pen: Pen, paint: Colour) -> None:
    pen.line(bars(0.04, ((0.3, 0.5), (0.3, 0.86))), (62, 60, 66))
    pen.fill(box(-0.4, 0.78, 0.14, 0.84, 0.02), scaled(paint, 0.8), shade=0.3)
    pen.fill(
        poly((-0.34, 0.46), (0.08, 0.46), (0.06, 0.8), (-0.32, 0.8)),
        (70, 74, 84),
        marks=[(poly((-0.29, 0.5), (0.03, 0.5), (0.01, 0.76), (-0.28, 0.76)), GLASS)],
        shade=0.2,
    )
    pen.fill(
        blob((-0.1, 0.22), (-0.1, 0.5), (0.1, 0.56), (0.56, 0.54), (0.66, 0.46), (0.66, 0.24)),
        paint,
        marks=[
            (
                joined(bars(0.02, ((0.3, y), (0.56, y))) for y in (0.34, 0.4, 0.46)),
                scaled(paint, 0.6),
            )
        ],
        shade=0.5,
    )
    pen.fill(blob((-0.66, 0.36), (-0.5, 0.6), (-0.2, 0.62), (0.02, 0.42), (-0.3, 0.54)), paint)
    tyre(pen, -0.32, 0.3, (236, 196, 84))
    tyre(pen, 0.48, 0.17, (236, 196, 84))


CARTS: dict[str, tuple[Callable[[Pen, Colour], None], Colour]] = {
    "bicycle": (_bicycle, (62, 134, 130)),
    "motorcycle": (_motorcycle, (176, 50, 46)),
    "cart": (_cart, (150, 106, 68)),
    "carriage": (_carriage, (110, 48, 66)),
    "tractor": (_tractor, (72, 130, 72)),
}
