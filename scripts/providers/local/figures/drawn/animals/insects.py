"""Insects and the spider, from the side or with wings spread."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.pen import INK, WHITE, Looks, Pen
from scripts.providers.local.figures.shapes import (
    Shape,
    bars,
    blob,
    both_sides,
    joined,
    limb,
    line,
    moved,
    oval,
)
from scripts.providers.local.light import Colour, mixed, scaled

_GLASS: Colour = (222, 236, 244)


def draw_insect(pen: Pen, looks: Looks, name: str) -> None:
    """Draw an insect of this name."""
    draw, colour = _KINDS[name]
    draw(pen, looks.coat(colour))


def _legs(pen: Pen, xs: tuple[float, ...], top: float, reach: float, colour: Colour) -> None:
    legs = joined(line(0.03, (x, top), (x + reach * 0.7, top * 0.72), (x + reach, 0.0)) for x in xs)
    pen.line(legs, colour)


def _bee(pen: Pen, coat: Colour) -> None:
    _legs(pen, (-0.12, 0.06, 0.22), 0.16, 0.06, INK)
    pen.fill(oval(-0.18, 0.64, 0.2, 0.34, 30), _GLASS, opacity=0.7)
    pen.fill(
        blob((0.12, 0.34), (-0.1, 0.48), (-0.44, 0.42), (-0.62, 0.26), (-0.46, 0.1), (-0.1, 0.08)),
        coat,
        marks=[(bars(0.09, *(((x, 0), (x - 0.06, 0.6)) for x in (-0.14, -0.32, -0.5))), INK)],
        shade=0.6,
    )
    pen.fill(oval(0.16, 0.32, 0.2), mixed(coat, (150, 96, 40), 0.35), shade=0.5)
    pen.fill(oval(0.42, 0.3, 0.13), INK, shade=0.3)
    pen.line(
        line(0.022, (0.46, 0.4), (0.54, 0.5), (0.64, 0.5))
        + line(0.022, (0.42, 0.42), (0.46, 0.54), (0.55, 0.58)),
        INK,
    )
    pen.line(oval(0.46, 0.33, 0.032), WHITE)
    pen.fill(oval(-0.02, 0.7, 0.17, 0.36, 12), _GLASS, shade=0.2, opacity=0.85)


def _butterfly(pen: Pen, coat: Colour) -> None:
    upper = blob((0.03, 0.5), (0.24, 0.86), (0.6, 1.0), (0.72, 0.8), (0.56, 0.52), (0.2, 0.42))
    lower = blob((0.03, 0.44), (0.4, 0.46), (0.54, 0.26), (0.36, 0.02), (0.16, 0.12))
    _wings(pen, upper, lower, coat, mixed(coat, WHITE, 0.6), INK)
    pen.fill(limb((0, 0.1, 0.025), (0, 0.4, 0.045), (0, 0.6, 0.05)), INK, shade=0.2)
    pen.line(both_sides(line(0.016, (0.02, 0.62), (0.1, 0.84), (0.16, 0.88))), INK)


def _moth(pen: Pen, coat: Colour) -> None:
    upper = blob((0.03, 0.6), (0.3, 0.74), (0.78, 0.62), (0.7, 0.34), (0.4, 0.2), (0.08, 0.3))
    lower = blob((0.03, 0.4), (0.36, 0.32), (0.4, 0.1), (0.2, 0.0), (0.05, 0.12))
    _wings(pen, upper, lower, coat, mixed(coat, WHITE, 0.4), scaled(coat, 0.6))
    pen.fill(limb((0, 0.06, 0.05), (0, 0.36, 0.09), (0, 0.6, 0.08)), scaled(coat, 0.82))
    pen.line(both_sides(line(0.024, (0.03, 0.64), (0.16, 0.78), (0.2, 0.8))), scaled(coat, 0.6))


def _wings(pen: Pen, upper: Shape, lower: Shape, coat: Colour, spot: Colour, edge: Colour) -> None:
    for flip in (False, True):
        side = -1 if flip else 1
        for shape, at, size in ((lower, (0.34, 0.22), 0.07), (upper, (0.5, 0.74), 0.09)):
            inner = moved(shape, side * 0.05, at[1] * 0.14, 0.84, flip=flip)
            pen.fill(
                moved(shape, 0, 0, flip=flip),
                edge,
                marks=[
                    (inner, coat),
                    (oval(side * at[0], at[1], size), spot),
                    (oval(side * at[0], at[1], size * 0.45), edge),
                ],
                shade=0.4,
            )


def _dragonfly(pen: Pen, coat: Colour) -> None:
    for root, tip, turn in ((0.16, 0.62, 8), (0.1, 0.52, -14)):
        for side in (-1, 1):
            x = 0.1 + root
            pen.fill(
                moved(
                    oval(side * tip, 0, tip, 0.1),
                    x * 0,
                    0.62 + (0.06 if turn > 0 else -0.12),
                    1,
                    side * turn,
                ),
                _GLASS,
                shade=0.25,
                opacity=0.85,
            )
            pen.line(
                moved(
                    line(0.014, (0, 0.05), (side * tip * 1.6, 0.06)),
                    0,
                    0.62 + (0.06 if turn > 0 else -0.12),
                    1,
                    side * turn,
                ),
                mixed(coat, INK, 0.3),
            )
    tail = limb((0, 0.52, 0.07), (0, 0.2, 0.045), (0, -0.36, 0.035), (0, -0.5, 0.02))
    pen.fill(
        tail,
        coat,
        marks=[
            (
                bars(0.02, *(((-1, y), (1, y)) for y in (0.3, 0.16, 0.02, -0.12, -0.26, -0.4))),
                scaled(coat, 0.6),
            )
        ],
        shade=0.4,
    )
    pen.fill(oval(0, 0.64, 0.11, 0.15), coat, shade=0.5)
    pen.fill(oval(0, 0.82, 0.1, 0.075), scaled(coat, 0.8), shade=0.3)
    pen.fill(both_sides(oval(0.075, 0.85, 0.06)), (58, 92, 88), shade=0.4)


def _beetle(pen: Pen, coat: Colour) -> None:
    _legs(pen, (-0.3, 0.0, 0.26), 0.22, 0.12, INK)
    pen.fill(oval(0.5, 0.26, 0.13), INK, shade=0.4)
    pen.line(
        line(0.024, (0.58, 0.34), (0.7, 0.46), (0.8, 0.44)) + line(0.024, (0.6, 0.24), (0.72, 0.2)),
        INK,
    )
    pen.fill(
        blob((0.2, 0.4), (0.4, 0.42), (0.5, 0.26), (0.36, 0.12), (0.18, 0.14)), scaled(coat, 0.6)
    )
    shell = blob((0.3, 0.3), (0.1, 0.5), (-0.26, 0.5), (-0.56, 0.3), (-0.6, 0.12), (0.26, 0.1))
    pen.fill(
        shell,
        coat,
        marks=[
            (line(0.022, (0.3, 0.34), (-0.1, 0.32), (-0.6, 0.14)), scaled(coat, 0.6)),
            (limb((0.02, 0.42, 0.03), (-0.22, 0.42, 0.04)), mixed(coat, WHITE, 0.45)),
        ],
        shade=0.7,
    )
    pen.line(oval(0.55, 0.3, 0.028), WHITE)


def _ant(pen: Pen, coat: Colour) -> None:
    for x, end in ((-0.02, -0.26), (0.04, 0.06), (0.1, 0.36)):
        for shift, dim in ((0.08, 0.7), (0.0, 1.0)):
            knee = ((x + end) / 2 + shift, 0.4)
            pen.line(line(0.03, (x, 0.28), knee, (end + shift, 0.0)), scaled(coat, dim))
    pen.fill(
        blob((-0.1, 0.3), (-0.26, 0.46), (-0.54, 0.42), (-0.66, 0.24), (-0.46, 0.14), (-0.2, 0.2)),
        coat,
        shade=0.6,
    )
    pen.fill(limb((-0.12, 0.29, 0.05), (0.04, 0.31, 0.1), (0.2, 0.34, 0.06)), coat, shade=0.4)
    pen.fill(oval(0.34, 0.38, 0.17, 0.14, -18), coat, shade=0.5)
    pen.line(
        line(0.024, (0.4, 0.48), (0.5, 0.66), (0.68, 0.6))
        + line(0.024, (0.36, 0.5), (0.4, 0.68), (0.56, 0.7)),
        coat,
    )
    pen.line(line(0.026, (0.48, 0.32), (0.56, 0.26)), coat)
    pen.line(oval(0.4, 0.42, 0.03), WHITE)


def _firefly(pen: Pen, coat: Colour) -> None:
    glow = (238, 246, 132)
    pen.glow(oval(-0.4, 0.34, 0.38), glow, 0.8)
    _legs(pen, (-0.06, 0.1, 0.24), 0.18, 0.06, INK)
    pen.fill(limb((-0.1, 0.26, 0.13), (-0.36, 0.24, 0.13), (-0.52, 0.2, 0.07)), glow, shade=0.2)
    pen.fill(oval(-0.14, 0.6, 0.13, 0.34, 42), _GLASS, opacity=0.75)
    pen.fill(blob((0.2, 0.4), (-0.06, 0.44), (-0.3, 0.36), (-0.1, 0.26), (0.2, 0.24)), coat)
    pen.fill(oval(0.22, 0.3, 0.13), (178, 72, 52), shade=0.4)
    pen.fill(oval(0.38, 0.28, 0.1), INK, shade=0.3)
    pen.line(line(0.02, (0.42, 0.36), (0.5, 0.5), (0.6, 0.52)), INK)
    pen.line(oval(0.41, 0.3, 0.026), WHITE)


def _spider(pen: Pen, coat: Colour) -> None:
    for side in (-1, 1):
        for i, (knee, foot) in enumerate(((0.34, 0.5), (0.5, 0.78), (0.46, 0.68), (0.3, 0.36))):
            top = (0.62, 0.56, 0.44, 0.34)[i]
            pen.line(
                limb((side * 0.1, 0.3, 0.03), (side * knee, top, 0.026), (side * foot, 0.0, 0.01)),
                scaled(coat, 0.8) if i % 2 else coat,
            )
    pen.fill(
        oval(0, 0.48, 0.26, 0.25),
        coat,
        marks=[
            (
                bars(0.04, ((0, 0.3), (0, 0.66)), ((-0.08, 0.48), (0.08, 0.48))),
                mixed(coat, (222, 196, 150), 0.6),
            )
        ],
        shade=0.6,
    )
    pen.fill(oval(0, 0.24, 0.16, 0.14), coat, shade=0.4)
    pen.line(both_sides(oval(0.055, 0.27, 0.035)) + both_sides(oval(0.1, 0.33, 0.02)), WHITE)
    pen.line(both_sides(oval(0.055, 0.265, 0.018)), INK)


_KINDS: dict[str, tuple[Callable[[Pen, Colour], None], Colour]] = {
    "bee": (_bee, (238, 178, 54)),
    "butterfly": (_butterfly, (232, 132, 48)),
    "moth": (_moth, (176, 152, 124)),
    "dragonfly": (_dragonfly, (56, 148, 160)),
    "beetle": (_beetle, (44, 122, 92)),
    "ant": (_ant, (112, 58, 42)),
    "firefly": (_firefly, (74, 62, 58)),
    "spider": (_spider, (74, 60, 58)),
}
