"""Animals that creep and hop, low over the ground."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.animals.eyes import eye
from scripts.providers.local.figures.pen import INK, WHITE, Mark, Pen
from scripts.providers.local.figures.shapes import blob, joined, limb, line, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled


def _frog(pen: Pen, coat: Colour) -> None:
    pale = mixed(coat, (244, 240, 200), 0.7)
    pen.fill(limb((-0.3, 0.24, 0.15), (0.02, 0.16, 0.09)), scaled(coat, 0.84), shade=0.3)
    body = limb((-0.26, 0.26, 0.2), (0.06, 0.4, 0.21), (0.32, 0.5, 0.17))
    pen.fill(
        body,
        coat,
        marks=[
            (limb((-0.1, 0.04, 0.1), (0.3, 0.3, 0.1), (0.52, 0.38, 0.1)), pale),
            (
                joined(oval(x, y, 0.035) for x, y in ((-0.3, 0.4), (-0.14, 0.46), (0.0, 0.54))),
                scaled(coat, 0.78),
            ),
        ],
        shade=0.6,
    )
    for x, y in ((0.24, 0.68), (0.4, 0.66)):
        pen.fill(oval(x, y, 0.1), coat, shade=0.3)
        pen.line(oval(x + 0.01, y + 0.01, 0.062), (236, 200, 82))
        pen.line(oval(x + 0.015, y + 0.01, 0.045, 0.028), INK)
    pen.line(line(0.018, (0.5, 0.47), (0.36, 0.44), (0.22, 0.5)), scaled(coat, 0.5))
    pen.fill(
        limb((0.22, 0.34, 0.07), (0.28, 0.16, 0.05), (0.24, 0.04, 0.04), (0.36, 0.025, 0.026)),
        coat,
        shade=0.3,
    )
    thigh = limb((-0.3, 0.2, 0.17), (-0.08, 0.22, 0.11), (-0.02, 0.14, 0.07))
    pen.fill(
        thigh + limb((-0.02, 0.14, 0.06), (-0.26, 0.05, 0.045), (0.08, 0.03, 0.03)), coat, shade=0.5
    )


def _lizard(pen: Pen, coat: Colour) -> None:
    for x, reach, tone in (
        (0.34, 0.14, 0.74),
        (-0.22, -0.04, 0.74),
        (0.22, 0.08, 1.0),
        (-0.32, -0.16, 1.0),
    ):
        pen.fill(
            limb(
                (x, 0.16, 0.06),
                (x + reach + 0.1, 0.12, 0.042),
                (x + reach, 0.02, 0.034),
                (x + reach + 0.1, 0.015, 0.02),
            ),
            scaled(coat, tone),
            shade=0.3,
        )
    body = limb(
        (-1.3, 0.14, 0.008),
        (-1.0, 0.03, 0.03),
        (-0.66, 0.08, 0.06),
        (-0.3, 0.17, 0.11),
        (0.1, 0.18, 0.13),
        (0.44, 0.24, 0.09),
        (0.62, 0.3, 0.095),
        (0.78, 0.27, 0.045),
    )
    bands = joined(oval(-0.7 + 0.16 * i, 0.2 + 0.02 * (i % 2), 0.036) for i in range(8))
    pen.fill(
        body,
        coat,
        marks=[
            (
                limb((-0.4, 0.03, 0.05), (0.5, 0.12, 0.08), (0.8, 0.2, 0.04)),
                mixed(coat, WHITE, 0.5),
            ),
            (bands, scaled(coat, 0.66)),
        ],
        shade=0.5,
    )
    eye(pen, (0.66, 0.33), 0.026)
    pen.line(line(0.01, (0.8, 0.25), (0.66, 0.25)), scaled(coat, 0.5))


def _snake(pen: Pen, coat: Colour) -> None:
    low = limb(
        (-0.86, 0.03, 0.012),
        (-0.6, 0.08, 0.06),
        (-0.2, 0.1, 0.1),
        (0.3, 0.1, 0.1),
        (0.5, 0.2, 0.1),
        (0.2, 0.3, 0.1),
        (-0.2, 0.3, 0.095),
        (-0.34, 0.42, 0.09),
        (-0.1, 0.54, 0.085),
        (0.16, 0.6, 0.078),
        (0.22, 0.78, 0.075),
        (0.3, 0.9, 0.08),
    )
    scales = joined(
        oval(x, y, 0.042, 0.03)
        for x, y in (
            (-0.46, 0.12),
            (-0.26, 0.13),
            (-0.06, 0.14),
            (0.14, 0.14),
            (0.34, 0.14),
            (0.5, 0.24),
            (0.32, 0.34),
            (0.12, 0.34),
            (-0.08, 0.34),
            (-0.28, 0.38),
            (-0.24, 0.52),
            (-0.06, 0.59),
            (0.12, 0.66),
            (0.2, 0.8),
        )
    )
    pen.fill(low, coat, marks=[(scales, scaled(coat, 0.64))], shade=0.45)
    pen.line(
        line(0.012, (0.5, 0.88), (0.62, 0.86), (0.68, 0.9))
        + line(0.012, (0.62, 0.86), (0.68, 0.82)),
        (196, 52, 52),
    )
    pen.fill(limb((0.28, 0.92, 0.09), (0.44, 0.9, 0.07), (0.5, 0.885, 0.045)), coat, shade=0.4)
    eye(pen, (0.4, 0.94), 0.024)


def _tortoise(pen: Pen, coat: Colour) -> None:
    skin = mixed(coat, (206, 190, 140), 0.5)
    for x, tone in ((-0.28, 0.75), (0.38, 0.75), (-0.4, 1.0), (0.24, 1.0)):
        pen.fill(
            limb((x, 0.2, 0.1), (x, 0.08, 0.085), (x + 0.02, 0.06, 0.085)),
            scaled(skin, tone),
            shade=0.3,
        )
    pen.fill(poly((-0.58, 0.2), (-0.74, 0.1), (-0.5, 0.12)), skin, shade=0.2)
    pen.fill(
        limb((0.44, 0.24, 0.1), (0.62, 0.4, 0.085), (0.74, 0.46, 0.1), (0.82, 0.44, 0.07)),
        skin,
        shade=0.5,
    )
    shell = blob(
        (0.56, 0.2),
        (0.46, 0.46),
        (0.1, 0.68),
        (-0.24, 0.64),
        (-0.54, 0.4),
        (-0.62, 0.18),
        (0, 0.14),
    )
    plates = joined(
        line(0.022, *p)
        for p in (
            ((-0.7, 0.3), (0.0, 0.32), (0.7, 0.3)),
            ((-0.36, 0.7), (-0.3, 0.32), (-0.4, 0.1)),
            ((-0.02, 0.8), (-0.02, 0.32), (-0.06, 0.1)),
            ((0.3, 0.7), (0.28, 0.32), (0.32, 0.1)),
        )
    )
    domes = joined(
        oval(x, y, 0.09, 0.07) for x, y in ((-0.17, 0.5), (0.14, 0.5), (-0.17, 0.23), (0.13, 0.23))
    )
    marks: list[Mark] = [(domes, mixed(coat, WHITE, 0.22)), (plates, scaled(coat, 0.6))]
    pen.fill(shell, coat, marks=marks, shade=0.6)
    eye(pen, (0.78, 0.49), 0.026)
    pen.line(line(0.012, (0.88, 0.42), (0.78, 0.41)), scaled(skin, 0.5))


CREEPERS: dict[str, tuple[Callable[[Pen, Colour], None], Colour]] = {
    "frog": (_frog, (96, 152, 74)),
    "lizard": (_lizard, (108, 148, 82)),
    "snake": (_snake, (118, 140, 70)),
    "tortoise": (_tortoise, (116, 112, 70)),
}
