"""What grows without wood or petals."""

from __future__ import annotations

import math
from random import Random

from scripts.providers.local.figures.drawn.plants.drawing import Draw
from scripts.providers.local.figures.pen import WHITE, Pen
from scripts.providers.local.figures.shapes import Shape, blob, joined, limb, line, moved, oval
from scripts.providers.local.light import Colour, mixed, scaled


def _mushroom(pen: Pen, colour: Colour, _: Random) -> None:
    pen.fill(
        blob(
            (-0.13, 0.0),
            (-0.09, 0.3),
            (-0.11, 0.56),
            (0.11, 0.56),
            (0.09, 0.3),
            (0.14, 0.0),
            (0, -0.02),
        ),
        (238, 228, 206),
        shade=0.6,
    )
    pen.fill(
        blob((-0.13, 0.48), (0, 0.44), (0.13, 0.48), (0.12, 0.38), (0, 0.34), (-0.12, 0.38)),
        (226, 212, 186),
        shade=0.3,
    )
    cap = blob(
        (-0.46, 0.52),
        (-0.4, 0.74),
        (-0.2, 0.94),
        (0.05, 0.98),
        (0.28, 0.88),
        (0.44, 0.68),
        (0.46, 0.52),
        (0, 0.46),
    )
    dots = joined(
        oval(x, y, r, r * 0.8)
        for x, y, r in (
            (-0.2, 0.78, 0.07),
            (0.08, 0.86, 0.06),
            (0.28, 0.68, 0.055),
            (-0.02, 0.62, 0.07),
            (-0.34, 0.6, 0.045),
        )
    )
    pen.fill(cap, colour, marks=[(dots, WHITE)], shade=0.7)


def _cactus(pen: Pen, colour: Colour, _: Random) -> None:
    shape = limb((0, 0.0, 0.11), (0, 0.5, 0.12), (0, 0.88, 0.1))
    arms = (
        limb((0.0, 0.4, 0.07), (0.24, 0.42, 0.07), (0.28, 0.56, 0.07), (0.28, 0.72, 0.06)),
        limb((0.0, 0.3, 0.065), (-0.23, 0.32, 0.065), (-0.27, 0.44, 0.065), (-0.27, 0.58, 0.055)),
    )
    for arm in arms:
        pen.fill(arm, scaled(colour, 0.9), shade=0.5)
    ribs = joined(
        line(0.01, (x, 0.0), (x * 1.1, 0.5), (x * 0.8, 0.96)) for x in (-0.055, 0.0, 0.055)
    )
    pen.fill(shape, colour, marks=[(ribs, scaled(colour, 0.72))], shade=0.7)
    pen.fill(
        joined(
            oval(0.03 * math.cos(t), 0.99 + 0.022 * math.sin(t), 0.024)
            for t in (0.2, 1.6, 3.0, 4.4)
        ),
        (232, 108, 132),
        shade=0.2,
    )


def _reed(pen: Pen, colour: Colour, chance: Random) -> None:
    for i in range(11):
        x, tip = -0.2 + 0.04 * i, chance.uniform(-0.16, 0.16)
        top = chance.uniform(0.5, 0.86)
        pen.fill(
            limb((x, 0.0, 0.016), (x + tip * 0.2, top * 0.6, 0.013), (x + tip, top, 0.002)),
            scaled(colour, chance.choice((0.78, 0.92, 1.06))),
            shade=0.2,
        )
    for x, top in ((-0.1, 0.92), (0.04, 1.0), (0.15, 0.84)):
        pen.line(line(0.01, (x, 0.0), (x + 0.01, top)), scaled(colour, 0.9))
        pen.fill(
            limb((x + 0.008, top - 0.18, 0.024), (x + 0.01, top - 0.05, 0.024)),
            (112, 74, 48),
            shade=0.4,
        )


def _fern(pen: Pen, colour: Colour, _: Random) -> None:
    for turn, tone in ((62, 0.76), (-62, 0.76), (34, 0.9), (-34, 0.9), (4, 1.04)):
        leaflets: Shape = []
        for i in range(13):
            y, long = 0.1 + 0.065 * i, 0.17 * (1 - i / 14)
            for side in (-1, 1):
                leaflets += limb(
                    (0, y, 0.012),
                    (side * long * 0.6, y + 0.05, 0.018),
                    (side * long, y + 0.09, 0.002),
                )
        frond = leaflets + line(0.016, (0, 0), (0, 0.96))
        pen.fill(moved(frond, 0, 0, 0.9, turn), scaled(colour, tone), shade=0.25)


def _seaweed(pen: Pen, colour: Colour, chance: Random) -> None:
    for i, x in enumerate((-0.2, 0.18, -0.08, 0.08, 0.0)):
        top = (0.62, 0.7, 0.86, 0.8, 1.0)[i]
        sway = chance.choice((-1, 1)) * 0.07
        ribbon = limb(
            (x, 0, 0.026),
            (x + sway, top * 0.25, 0.04),
            (x - sway, top * 0.5, 0.042),
            (x + sway, top * 0.76, 0.034),
            (x, top, 0.004),
        )
        rib = line(
            0.008,
            (x, 0),
            (x + sway, top * 0.25),
            (x - sway, top * 0.5),
            (x + sway, top * 0.76),
            (x, top),
        )
        pen.fill(
            ribbon, scaled(colour, 0.78 + 0.06 * i), marks=[(rib, scaled(colour, 0.6))], shade=0.4
        )


def _coral(pen: Pen, colour: Colour, chance: Random) -> None:
    twigs: Shape = []

    def grow(x: float, y: float, angle: float, length: float, radius: float, depth: int) -> None:
        end = (x + length * math.cos(angle), y + length * math.sin(angle))
        twigs.extend(limb((x, y, radius), (*end, radius * 0.78)))
        if depth:
            for turn in (-0.5, 0.45):
                grow(
                    *end,
                    angle + turn + chance.uniform(-0.12, 0.12),
                    length * 0.8,
                    radius * 0.76,
                    depth - 1,
                )

    for x, angle in ((-0.12, 2.0), (0.0, 1.57), (0.12, 1.14)):
        grow(x, 0.0, angle, 0.26, 0.05, 3)
    pen.fill(twigs, colour, shade=0.5)


def _wheat(pen: Pen, colour: Colour, chance: Random) -> None:
    for x in (-0.2, 0.2, -0.1, 0.1, 0.0):
        tip, top = x * 1.6, chance.uniform(0.68, 0.74)
        pen.line(line(0.012, (x * 0.3, 0), (x, 0.4), (tip, top)), scaled(colour, 0.8))
        grains = joined(
            limb(
                (tip + side * 0.012, top + 0.04 * i, 0.014),
                (tip + side * 0.035, top + 0.04 * i + 0.035, 0.012),
            )
            for i in range(6)
            for side in (-1, 1)
        )
        awns = joined(
            line(0.005, (tip, top + 0.2), (tip + dx, top + 0.36)) for dx in (-0.05, 0.0, 0.05)
        )
        pen.line(awns, mixed(colour, WHITE, 0.3))
        pen.fill(grains, colour, shade=0.3)


HERBS: dict[str, tuple[Draw, Colour]] = {
    "mushroom": (_mushroom, (196, 56, 48)),
    "cactus": (_cactus, (88, 144, 88)),
    "reed": (_reed, (136, 152, 84)),
    "fern": (_fern, (78, 138, 74)),
    "seaweed": (_seaweed, (82, 132, 84)),
    "coral": (_coral, (232, 112, 104)),
    "wheat": (_wheat, (222, 178, 88)),
}
