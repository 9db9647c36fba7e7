"""Lanterns, lamps and candles."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.materials import GOLD
from scripts.providers.local.figures.pen import INK, WHITE, Pen
from scripts.providers.local.figures.shapes import bars, blob, box, limb, line, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled

FLAME: Colour = (255, 214, 116)


def _lantern(pen: Pen, colour: Colour) -> None:
    dark = scaled(colour, 0.7)
    pen.glow(oval(0, 0.46, 0.46), (255, 226, 140), 0.6)
    pen.line(
        line(0.03, (-0.16, 0.76), (-0.14, 0.94), (0.0, 1.02), (0.14, 0.94), (0.16, 0.76)), dark
    )
    pen.fill(box(-0.2, 0.14, 0.2, 0.68, 0.03), FLAME, shade=0.4)
    pen.fill(
        blob((0, 0.58), (-0.075, 0.4), (-0.05, 0.26), (0.05, 0.26), (0.075, 0.4)),
        (255, 250, 226),
        shade=0,
    )
    pen.fill(box(-0.05, 0.12, 0.05, 0.28), (244, 236, 216), shade=0.2)
    pen.line(
        bars(0.028, ((-0.2, 0.1), (-0.2, 0.7)), ((0.2, 0.1), (0.2, 0.7)), ((0.0, 0.5), (0.0, 0.7))),
        dark,
    )
    pen.fill(
        poly((-0.26, 0.66), (0.26, 0.66), (0.12, 0.82), (-0.12, 0.82)) + oval(0, 0.83, 0.08),
        dark,
        shade=0.5,
    )
    pen.fill(box(-0.26, 0.04, 0.26, 0.14, 0.02) + box(-0.2, 0, 0.2, 0.06), dark, shade=0.4)


def _lamp(pen: Pen, colour: Colour) -> None:
    pen.glow(oval(0, 0.5, 0.5), (255, 230, 150), 0.5)
    pen.fill(limb((0, 0.06, 0.03), (0.0, 0.3, 0.05), (0, 0.42, 0.022), (0, 0.6, 0.02)), GOLD)
    pen.fill(
        blob((-0.2, 0.0), (-0.16, 0.06), (0, 0.1), (0.16, 0.06), (0.2, 0.0)), scaled(GOLD, 0.85)
    )
    pen.fill(
        poly((-0.32, 0.54), (0.32, 0.54), (0.18, 0.98), (-0.18, 0.98)),
        colour,
        marks=[
            (oval(0, 0.56, 0.3, 0.22), mixed(colour, FLAME, 0.65)),
            (bars(0.03, ((-1, 0.56), (1, 0.56)), ((-1, 0.965), (1, 0.965))), scaled(colour, 0.75)),
        ],
        shade=0.4,
    )


def _candle(pen: Pen, colour: Colour) -> None:
    pen.glow(oval(0, 0.85, 0.32), (255, 226, 140), 0.65)
    pen.fill(blob((-0.3, 0.08), (-0.2, 0.0), (0.2, 0.0), (0.3, 0.08), (0, 0.05)), GOLD, shade=0.5)
    pen.line(line(0.04, (0.26, 0.06), (0.4, 0.14), (0.3, 0.2), (0.2, 0.08)), scaled(GOLD, 0.9))
    pen.fill(
        box(-0.1, 0.06, 0.1, 0.7, 0.03),
        mixed((246, 238, 218), colour, 0.2),
        marks=[
            (
                limb((-0.07, 0.7, 0.03), (-0.07, 0.52, 0.026))
                + limb((0.04, 0.7, 0.03), (0.04, 0.6, 0.02)),
                WHITE,
            )
        ],
        shade=0.6,
    )
    pen.line(bars(0.014, ((0, 0.69), (0, 0.76))), INK)
    pen.fill(
        blob((0, 1.0), (-0.055, 0.85), (-0.03, 0.75), (0.03, 0.75), (0.055, 0.85)),
        (255, 178, 70),
        marks=[(oval(0, 0.8, 0.026, 0.06), (255, 246, 200))],
        shade=0,
    )


LIGHTS: dict[str, tuple[Callable[[Pen, Colour], None], Colour]] = {
    "lantern": (_lantern, (88, 66, 54)),
    "lamp": (_lamp, (206, 132, 84)),
    "candle": (_candle, (246, 238, 218)),
}
