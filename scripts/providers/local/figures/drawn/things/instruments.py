"""Instruments of music, sight and sound."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.materials import GOLD, PAPER, STEEL, WOOD
from scripts.providers.local.figures.pen import INK, Pen
from scripts.providers.local.figures.shapes import bars, blob, box, joined, line, moved, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled


def _violin(pen: Pen, colour: Colour) -> None:
    dark = (54, 38, 34)
    pen.line(
        line(0.012, (0.3, 0.02), (0.36, 1.0)) + line(0.022, (0.27, 0.02), (0.33, 1.0)),
        (196, 166, 120),
    )
    body = blob(
        (-0.06, 0.52),
        (-0.17, 0.48),
        (-0.16, 0.36),
        (-0.1, 0.3),
        (-0.19, 0.2),
        (-0.17, 0.05),
        (0, 0.0),
        (0.17, 0.05),
        (0.19, 0.2),
        (0.1, 0.3),
        (0.16, 0.36),
        (0.17, 0.48),
        (0.06, 0.52),
    )
    holes = joined(
        line(0.014, (s * 0.075, 0.32), (s * 0.06, 0.25), (s * 0.085, 0.18)) for s in (-1, 1)
    )
    pen.fill(body, colour, marks=[(holes, dark)], shade=0.7)
    pen.fill(
        poly((-0.025, 0.34), (0.025, 0.34), (0.018, 0.84), (-0.018, 0.84))
        + poly((-0.03, 0.04), (0.03, 0.04), (0.022, 0.18), (-0.022, 0.18)),
        dark,
        shade=0.2,
    )
    pen.fill(
        oval(0.0, 0.95, 0.035) + box(-0.022, 0.82, 0.022, 0.94), scaled(colour, 0.8), shade=0.3
    )
    pen.line(
        bars(0.02, ((-0.07, 0.9), (0.07, 0.9)), ((-0.065, 0.86), (0.065, 0.86)))
        + bars(0.016, ((-0.05, 0.215), (0.05, 0.215))),
        dark,
    )
    pen.line(bars(0.004, ((-0.01, 0.1), (-0.008, 0.86)), ((0.01, 0.1), (0.008, 0.86))), PAPER)


def _guitar(pen: Pen, colour: Colour) -> None:
    body = blob(
        (-0.08, 0.54),
        (-0.2, 0.5),
        (-0.2, 0.4),
        (-0.16, 0.33),
        (-0.25, 0.22),
        (-0.22, 0.05),
        (0, 0.0),
        (0.22, 0.05),
        (0.25, 0.22),
        (0.16, 0.33),
        (0.2, 0.4),
        (0.2, 0.5),
        (0.08, 0.54),
    )
    pen.fill(
        body,
        colour,
        marks=[
            (oval(0, 0.35, 0.085), (62, 42, 34)),
            (bars(0.03, ((-0.09, 0.14), (0.09, 0.14))), (62, 42, 34)),
        ],
        shade=0.6,
    )
    frets = joined(bars(0.008, ((-0.1, y), (0.1, y))) for y in (0.56, 0.62, 0.68, 0.73, 0.78, 0.82))
    pen.fill(box(-0.03, 0.42, 0.03, 0.88), (92, 62, 46), marks=[(frets, STEEL)], shade=0.2)
    pen.fill(
        poly((-0.05, 0.86), (0.05, 0.86), (0.06, 1.02), (-0.06, 1.02)),
        scaled(colour, 0.7),
        shade=0.3,
    )
    pen.line(joined(oval(s * 0.075, y, 0.016) for s in (-1, 1) for y in (0.9, 0.945, 0.99)), STEEL)
    pen.line(bars(0.004, *(((x, 0.14), (x, 0.88)) for x in (-0.016, -0.005, 0.006, 0.017))), PAPER)


def _piano(pen: Pen, colour: Colour) -> None:
    body = mixed(colour, (44, 40, 46), 0.75)
    pen.fill(
        poly((-0.5, 0.54), (0.48, 0.56), (0.62, 1.02), (0.1, 1.04), (-0.3, 0.84)), body, shade=0.5
    )
    pen.line(bars(0.016, ((0.34, 0.56), (0.46, 0.92))), scaled(GOLD, 0.8))
    for x in (-0.5, 0.02, 0.54):
        pen.fill(
            poly((x - 0.05, 0.34), (x + 0.05, 0.34), (x + 0.025, 0.02), (x - 0.025, 0.02))
            + oval(x, 0.025, 0.03),
            scaled(body, 0.9),
            shade=0.4,
        )
    pen.fill(box(-0.64, 0.32, 0.64, 0.55, 0.03), body, shade=0.5)
    keys = joined(box(-0.56 + 0.056 * i, 0.36, -0.51 + 0.056 * i, 0.43) for i in range(20))
    blacks = joined(
        box(-0.523 + 0.056 * i, 0.385, -0.493 + 0.056 * i, 0.43)
        for i in range(19)
        if i % 7 not in (2, 6)
    )
    pen.fill(keys, (248, 244, 234), marks=[(blacks, INK)], shade=0)
    pen.line(bars(0.014, ((0.02, 0.3), (0.02, 0.08)), ((-0.06, 0.09), (0.1, 0.09))), GOLD)


def _telescope(pen: Pen, colour: Colour) -> None:
    for x in (-0.26, 0.0, 0.28):
        pen.fill(line(0.036, (0, 0.5), (x, 0.0)), WOOD, shade=0.2)
    for start, end, r in ((-0.56, -0.3, 0.05), (-0.34, 0.1, 0.07), (0.06, 0.54, 0.095)):
        tube = poly((start, -r), (end, -r), (end, r), (start, r))
        pen.fill(
            moved(tube, 0, 0.62, 1, 26),
            colour,
            marks=[
                (
                    moved(bars(0.035, ((end - 0.02, -1), (end - 0.02, 1))), 0, 0.62, 1, 26),
                    scaled(colour, 0.7),
                )
            ],
            shade=0.6,
        )
    pen.fill(moved(oval(0.55, 0, 0.03, 0.11), 0, 0.62, 1, 26), (166, 208, 226), shade=0.3)
    pen.fill(oval(0, 0.54, 0.06), (92, 72, 58), shade=0.3)


def _radio(pen: Pen, colour: Colour) -> None:
    pen.line(bars(0.018, ((0.3, 0.6), (0.56, 1.0))), STEEL)
    pen.line(
        line(0.04, (-0.3, 0.62), (-0.26, 0.74), (0.2, 0.74), (0.24, 0.62)), scaled(colour, 0.6)
    )
    slots = joined(
        bars(0.018, ((-0.46, y), (-0.06, y))) for y in (0.14, 0.2, 0.26, 0.32, 0.38, 0.44, 0.5)
    )
    pen.fill(
        box(-0.6, 0.0, 0.6, 0.64, 0.1),
        colour,
        marks=[
            (box(-0.5, 0.09, -0.02, 0.55, 0.04), (232, 216, 180)),
            (slots, (150, 122, 84)),
            (box(0.08, 0.38, 0.5, 0.55, 0.02), (248, 238, 206)),
            (bars(0.014, ((0.3, 0.39), (0.3, 0.54))), (196, 52, 46)),
        ],
        shade=0.6,
    )
    pen.fill(oval(0.17, 0.21, 0.085) + oval(0.41, 0.21, 0.085), (232, 206, 150), shade=0.5)
    pen.line(bars(0.018, ((0.17, 0.21), (0.2, 0.27)), ((0.41, 0.21), (0.36, 0.26))), INK)


def _camera(pen: Pen, colour: Colour) -> None:
    pen.fill(box(-0.16, 0.58, 0.2, 0.78, 0.04), scaled(colour, 0.85), shade=0.3)
    pen.fill(box(-0.46, 0.6, -0.3, 0.7, 0.02), STEEL, shade=0.3)
    pen.fill(
        box(-0.6, 0.0, 0.6, 0.64, 0.07),
        (54, 52, 60),
        marks=[(box(-1, 0.46, 1, 1), STEEL), (box(0.36, 0.5, 0.5, 0.6, 0.02), (236, 240, 240))],
        shade=0.5,
    )
    pen.fill(oval(0.02, 0.3, 0.27), STEEL, shade=0.5)
    pen.fill(oval(0.02, 0.3, 0.22), INK, shade=0.3)
    pen.fill(
        oval(0.02, 0.3, 0.15),
        (70, 92, 132),
        marks=[(oval(-0.03, 0.36, 0.05), (190, 214, 236))],
        shade=0.5,
    )
    pen.line(oval(0.02, 0.68, 0.045, 0.045), (236, 232, 214))


INSTRUMENTS: dict[str, tuple[Callable[[Pen, Colour], None], Colour]] = {
    "violin": (_violin, (168, 88, 44)),
    "guitar": (_guitar, (206, 138, 70)),
    "piano": (_piano, (44, 40, 46)),
    "telescope": (_telescope, (186, 142, 78)),
    "radio": (_radio, (156, 84, 58)),
    "camera": (_camera, (176, 182, 190)),
}
