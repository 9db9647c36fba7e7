"""Buildings and monuments of old: temples, pyramids, ruins, columns, statues."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.buildings.masonry import wall_marks
from scripts.providers.local.figures.pen import WHITE, Pen
from scripts.providers.local.figures.shapes import Shape, bars, blob, box, joined, limb, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled


def _shaft(pen: Pen, x: float, low: float, top: float, half: float, stone: Colour) -> None:
    flutes = joined(
        bars(half * 0.16, ((x + half * at, low), (x + half * at * 0.86, top)))
        for at in (-0.6, -0.2, 0.2, 0.6)
    )
    pen.fill(
        poly((x - half, low), (x + half, low), (x + half * 0.84, top), (x - half * 0.84, top)),
        stone,
        marks=[(flutes, scaled(stone, 0.86))],
        shade=0.7,
    )


def _temple(pen: Pen, stone: Colour, _: Colour) -> None:
    pen.fill(box(-0.6, 0.14, 0.6, 0.56), scaled(stone, 0.5), shade=0)
    for i, wide in enumerate((0.8, 0.75, 0.7)):
        pen.fill(
            box(-wide, 0.045 * i, wide, 0.045 * (i + 1)), scaled(stone, 0.86 + 0.06 * i), shade=0.2
        )
    for i in range(6):
        x = -0.57 + 0.228 * i
        _shaft(pen, x, 0.16, 0.56, 0.058, stone)
        pen.fill(box(x - 0.075, 0.135, x + 0.075, 0.165), stone, shade=0.2)
        pen.fill(box(x - 0.08, 0.555, x + 0.08, 0.59), stone, shade=0.2)
    pen.fill(
        box(-0.7, 0.585, 0.7, 0.68),
        mixed(stone, WHITE, 0.12),
        marks=[
            (
                joined(box(-0.66 + 0.12 * i, 0.615, -0.61 + 0.12 * i, 0.655) for i in range(12)),
                scaled(stone, 0.8),
            )
        ],
        shade=0.2,
    )
    pen.fill(
        poly((-0.75, 0.68), (0.75, 0.68), (0, 0.95)),
        stone,
        marks=[(poly((-0.52, 0.715), (0.52, 0.715), (0, 0.9)), scaled(stone, 0.78))],
        shade=0.3,
    )
    pen.fill(oval(0, 0.775, 0.055), mixed(stone, WHITE, 0.2), shade=0.5)


def _pyramid(pen: Pen, stone: Colour, _: Colour) -> None:
    courses = joined(bars(0.008, ((-1, 0.07 * i), (1, 0.07 * i))) for i in range(1, 12))
    pen.fill(
        poly((-0.78, 0.0), (0.34, 0.0), (0.06, 0.86)),
        stone,
        marks=[(courses, scaled(stone, 0.9))],
        shade=0,
    )
    pen.fill(
        poly((0.34, 0.0), (0.8, 0.06), (0.06, 0.86)),
        scaled(stone, 0.64),
        marks=[(courses, scaled(stone, 0.56))],
        shade=0,
    )
    pen.fill(
        poly((-0.14, 0.0), (0.02, 0.0), (0.0, 0.13), (-0.11, 0.13)), scaled(stone, 0.42), shade=0
    )


def _ruin(pen: Pen, stone: Colour, _: Colour) -> None:
    back = blob(
        (-0.2, 0.0), (-0.18, 0.5), (0.0, 0.62), (0.2, 0.52), (0.24, 0.3), (0.5, 0.24), (0.56, 0.0)
    )
    pen.fill(
        back,
        scaled(stone, 0.72),
        marks=wall_marks(-0.2, 0.6, 0, 0.6, scaled(stone, 0.72)),
        shade=0.4,
    )
    pen.fill(box(-0.02, 0.16, 0.12, 0.34), (74, 76, 84), shade=0)
    for x, top, whole in (
        (-0.62, 0.84, True),
        (-0.34, 0.84, True),
        (0.36, 0.42, False),
        (0.66, 0.6, False),
    ):
        _shaft(pen, x, 0.06, top, 0.075, stone)
        pen.fill(box(x - 0.1, 0.0, x + 0.1, 0.07), stone, shade=0.3)
        if whole:
            pen.fill(box(x - 0.1, top - 0.01, x + 0.1, top + 0.04), stone, shade=0.3)
        else:
            pen.fill(
                poly(
                    (x - 0.066, top - 0.01),
                    (x + 0.066, top - 0.01),
                    (x + 0.05, top + 0.04),
                    (x + 0.0, top + 0.01),
                    (x - 0.03, top + 0.06),
                ),
                stone,
                shade=0.3,
            )
    pen.fill(
        poly((-0.76, 0.88), (-0.2, 0.88), (-0.16, 0.94), (-0.24, 1.0), (-0.76, 1.0)),
        mixed(stone, WHITE, 0.1),
        shade=0.4,
    )
    pen.fill(limb((0.0, 0.05, 0.06), (0.18, 0.06, 0.06)), stone, shade=0.5)
    pen.fill(
        joined(
            oval(x, 0.02, r, r * 0.7)
            for x, r in ((-0.5, 0.06), (-0.1, 0.05), (0.5, 0.07), (0.8, 0.05))
        ),
        (106, 134, 82),
        shade=0.4,
    )


def _statue(pen: Pen, stone: Colour, _: Colour) -> None:
    for low, top, half in ((0.0, 0.05, 0.22), (0.05, 0.26, 0.17), (0.26, 0.3, 0.2)):
        pen.fill(box(-half, low, half, top), scaled(stone, 0.86), shade=0.5)
    pen.fill(
        limb((0.03, 0.5, 0.04), (0.045, 0.4, 0.03), (0.05, 0.32, 0.03)),
        scaled(stone, 0.84),
        shade=0.4,
    )
    pen.fill(
        limb((0.07, 0.76, 0.028), (0.14, 0.86, 0.022), (0.12, 0.99, 0.018)),
        scaled(stone, 0.9),
        shade=0.4,
    )
    folds = joined(
        limb((x, 0.62, 0.006), (x * 1.6 - 0.01, 0.31, 0.006)) for x in (-0.05, -0.015, 0.03)
    )
    pen.fill(
        blob(
            (-0.075, 0.79),
            (0.0, 0.8),
            (0.075, 0.79),
            (0.06, 0.66),
            (0.085, 0.5),
            (0.1, 0.3),
            (-0.1, 0.3),
            (-0.085, 0.5),
            (-0.06, 0.66),
        ),
        stone,
        marks=[(folds, scaled(stone, 0.78))],
        shade=0.6,
    )
    pen.fill(
        limb((-0.07, 0.76, 0.028), (-0.12, 0.65, 0.024), (-0.06, 0.56, 0.018)), stone, shade=0.5
    )
    pen.fill(
        limb((0.0, 0.82, 0.02), (0.0, 0.79, 0.024)) + oval(0.004, 0.87, 0.042, 0.052),
        stone,
        shade=0.5,
    )
    pen.fill(
        blob((-0.045, 0.87), (-0.03, 0.925), (0.03, 0.925), (0.045, 0.895), (0.0, 0.9)),
        scaled(stone, 0.84),
        shade=0.2,
    )
    pen.fill(oval(0.12, 1.01, 0.022), stone, shade=0.3)


def _column(pen: Pen, stone: Colour, _: Colour) -> None:
    _shaft(pen, 0.0, 0.12, 0.84, 0.085, stone)
    base: Shape = box(-0.15, 0.0, 0.15, 0.06) + box(-0.12, 0.06, 0.12, 0.12, 0.03)
    pen.fill(base, stone, shade=0.4)
    pen.fill(box(-0.1, 0.83, 0.1, 0.87, 0.02), stone, shade=0.4)
    pen.fill(
        joined(oval(x, 0.89, 0.05) for x in (-0.11, 0.11)),
        stone,
        marks=[(joined(oval(x, 0.89, 0.024) for x in (-0.11, 0.11)), scaled(stone, 0.74))],
        shade=0.4,
    )
    pen.fill(box(-0.15, 0.92, 0.15, 0.98), mixed(stone, WHITE, 0.15), shade=0.3)


ANCIENT: dict[str, tuple[Callable[[Pen, Colour, Colour], None], Colour]] = {
    "temple": (_temple, (226, 212, 186)),
    "pyramid": (_pyramid, (222, 184, 122)),
    "ruin": (_ruin, (196, 184, 164)),
    "statue": (_statue, (196, 196, 194)),
    "column": (_column, (226, 216, 198)),
}
