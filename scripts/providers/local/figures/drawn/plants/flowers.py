"""Flowers on their stalks."""

from __future__ import annotations

import math
from random import Random

from scripts.providers.local.figures.drawn.plants.drawing import Draw
from scripts.providers.local.figures.pen import WHITE, Pen
from scripts.providers.local.figures.shapes import blob, joined, limb, line, moved, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled

STEM: Colour = (84, 128, 74)


def stalk(pen: Pen, top: float, bend: float = 0.03) -> None:
    pen.fill(limb((0.0, 0.0, 0.016), (bend, top * 0.5, 0.014), (0.0, top, 0.011)), STEM, shade=0.3)
    for side, y in ((-1, 0.2), (1, 0.32)):
        leaf = limb(
            (bend * 0.6, y - 0.06, 0.008),
            (side * 0.1, y + 0.02, 0.035),
            (side * 0.2, y + 0.1, 0.003),
        )
        pen.fill(leaf, scaled(STEM, 1.1), shade=0.3)


def _flower(pen: Pen, colour: Colour, _: Random) -> None:
    stalk(pen, 0.74)
    petals = joined(
        moved(oval(0.12, 0, 0.085, 0.062), 0, 0.8, 1, turn) for turn in range(0, 360, 45)
    )
    pen.fill(petals, colour, shade=0.5)
    pen.fill(oval(0, 0.8, 0.068), (240, 196, 78))


def _sunflower(pen: Pen, colour: Colour, _: Random) -> None:
    stalk(pen, 0.76)
    for grow, tone in ((1.0, 0.84), (0.9, 1.0)):
        petals = joined(
            moved(oval(0.16, 0, 0.075, 0.034), 0, 0.8, grow, turn + (12 if tone < 1 else 0))
            for turn in range(0, 360, 24)
        )
        pen.fill(petals, scaled(colour, tone), shade=0.3)
    dots = joined(
        oval(0.02 * i**0.5 * math.cos(2.4 * i), 0.8 + 0.02 * i**0.5 * math.sin(2.4 * i), 0.008)
        for i in range(30)
    )
    pen.fill(oval(0, 0.8, 0.12), (92, 58, 38), marks=[(dots, (134, 92, 54))], shade=0.5)


def _rose(pen: Pen, colour: Colour, _: Random) -> None:
    stalk(pen, 0.74)
    pen.fill(
        poly((-0.1, 0.72), (-0.04, 0.66), (0, 0.7), (0.04, 0.66), (0.1, 0.72), (0, 0.78)),
        STEM,
        shade=0.2,
    )
    pen.fill(
        blob(
            (-0.14, 0.82),
            (-0.1, 0.72),
            (0, 0.69),
            (0.1, 0.72),
            (0.14, 0.82),
            (0.08, 0.92),
            (-0.08, 0.92),
        ),
        scaled(colour, 0.86),
    )
    pen.fill(blob((-0.13, 0.84), (-0.06, 0.74), (0.03, 0.74), (0.02, 0.84), (-0.07, 0.9)), colour)
    pen.fill(
        blob((0.13, 0.84), (0.09, 0.74), (0.0, 0.74), (0.0, 0.82), (0.07, 0.88)),
        mixed(colour, WHITE, 0.12),
    )
    pen.fill(oval(0, 0.88, 0.085, 0.055), scaled(colour, 0.9))
    pen.line(
        line(0.012, (-0.045, 0.88), (0, 0.905), (0.04, 0.88), (0.01, 0.865), (-0.015, 0.88)),
        scaled(colour, 0.55),
    )


def _tulip(pen: Pen, colour: Colour, _: Random) -> None:
    stalk(pen, 0.72)
    pen.fill(
        blob(
            (-0.11, 0.94),
            (-0.13, 0.8),
            (-0.06, 0.7),
            (0.06, 0.7),
            (0.13, 0.8),
            (0.11, 0.94),
            (0, 0.84),
        ),
        scaled(colour, 0.82),
    )
    pen.fill(
        blob((0, 0.98), (-0.075, 0.84), (-0.04, 0.71), (0.04, 0.71), (0.075, 0.84)),
        colour,
        shade=0.6,
    )


FLOWERS: dict[str, tuple[Draw, Colour]] = {
    "flower": (_flower, (222, 112, 142)),
    "sunflower": (_sunflower, (240, 182, 52)),
    "rose": (_rose, (196, 46, 62)),
    "tulip": (_tulip, (222, 82, 84)),
}
