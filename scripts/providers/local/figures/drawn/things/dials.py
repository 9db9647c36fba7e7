"""Clocks, watches and compasses."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.materials import GOLD, PAPER
from scripts.providers.local.figures.pen import INK, Pen
from scripts.providers.local.figures.shapes import bars, box, joined, limb, line, moved, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled


def _clock(pen: Pen, colour: Colour) -> None:
    for x in (-0.3, 0.3):
        pen.fill(limb((x, 0.06, 0.05), (x * 0.8, 0.2, 0.04)), scaled(colour, 0.7))
        pen.fill(oval(x * 0.75, 0.94, 0.14, 0.1, -40 if x > 0 else 40), scaled(GOLD, 0.9))
    pen.fill(line(0.03, (-0.1, 0.96), (0, 1.06), (0.1, 0.96)), scaled(GOLD, 0.8), shade=0)
    dial(pen, 0.5, 0.44, colour)


def dial(pen: Pen, y: float, r: float, colour: Colour) -> None:
    pen.fill(oval(0, y, r), colour, shade=0.6)
    ticks = joined(
        moved(
            bars(r * 0.045, ((r * 0.66, 0), (r * (0.54 if turn % 90 == 0 else 0.6), 0))),
            0,
            y,
            1,
            turn,
        )
        for turn in range(0, 360, 30)
    )
    hands = (
        line(r * 0.075, (0, y), (-r * 0.3, y + r * 0.3))
        + line(r * 0.055, (0, y), (r * 0.2, y + r * 0.55))
        + oval(0, y, r * 0.07)
    )
    pen.fill(oval(0, y, r * 0.8), PAPER, marks=[(ticks, INK), (hands, INK)], shade=0.3)


def _watch(pen: Pen, colour: Colour) -> None:
    metal = mixed(colour, GOLD, 0.8)
    links = joined(
        oval(x, y, 0.05, 0.034, turn)
        for x, y, turn in (
            (0.06, 0.98, 40),
            (0.12, 1.06, 20),
            (0.22, 1.08, -20),
            (0.31, 1.03, -45),
            (0.37, 0.94, -70),
            (0.4, 0.84, -80),
            (0.41, 0.74, -90),
        )
    )
    pen.fill(links, scaled(metal, 0.85), shade=0)
    pen.fill(box(-0.05, 0.82, 0.05, 0.94, 0.02) + oval(0, 0.95, 0.05), metal)
    dial(pen, 0.44, 0.42, metal)


def _compass(pen: Pen, colour: Colour) -> None:
    metal = mixed(colour, GOLD, 0.8)
    pen.line(
        line(0.04, *((0.1 * x, 0.98 + 0.08 * y) for x, y in oval(0, 0, 1)[0][::4])),
        scaled(metal, 0.85),
    )
    pen.fill(oval(0, 0.46, 0.46), metal, shade=0.6)
    rose = joined(
        moved(poly((0, 0.3), (0.045, 0.05), (-0.045, 0.05)), 0, 0.46, 1, turn)
        for turn in (0, 90, 180, 270)
    )
    ticks = joined(
        moved(bars(0.014, ((0.34, 0), (0.31, 0))), 0, 0.46, 1, turn) for turn in range(0, 360, 15)
    )
    pen.fill(oval(0, 0.46, 0.37), PAPER, marks=[(ticks, INK), (rose, (196, 184, 160))], shade=0.3)
    pen.fill(
        moved(poly((0, 0.31), (0.055, 0), (-0.055, 0)), 0, 0.46, 1, -32), (196, 52, 46), shade=0
    )
    pen.fill(
        moved(poly((0, -0.31), (0.055, 0), (-0.055, 0)), 0, 0.46, 1, -32), (66, 84, 116), shade=0
    )
    pen.fill(oval(0, 0.46, 0.03), metal, shade=0.3)


DIALS: dict[str, tuple[Callable[[Pen, Colour], None], Colour]] = {
    "clock": (_clock, (62, 120, 126)),
    "watch": (_watch, GOLD),
    "compass": (_compass, GOLD),
}
