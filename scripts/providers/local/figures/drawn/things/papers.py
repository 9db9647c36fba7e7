"""Books, letters, maps, scrolls."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.materials import PAPER, WOOD
from scripts.providers.local.figures.pen import WHITE, Pen
from scripts.providers.local.figures.shapes import bars, blob, box, joined, limb, line, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled


def _book(pen: Pen, colour: Colour) -> None:
    for side in (-1, 1):
        pen.fill(
            blob(
                (0, 0.06),
                (side * 0.3, 0.1),
                (side * 0.62, 0.06),
                (side * 0.64, 0.6),
                (side * 0.3, 0.64),
                (0, 0.58),
            ),
            colour,
            shade=0.3,
        )
        rows = joined(
            line(
                0.012,
                (side * 0.08, 0.54 - 0.075 * i),
                (side * 0.3, 0.585 - 0.075 * i),
                (side * 0.5, 0.56 - 0.075 * i),
            )
            for i in range(6)
        )
        pen.fill(
            poly(
                (0, 0.08),
                (side * 0.2, 0.14),
                (side * 0.4, 0.145),
                (side * 0.58, 0.11),
                (side * 0.59, 0.63),
                (side * 0.4, 0.67),
                (side * 0.2, 0.66),
                (0, 0.58),
            ),
            PAPER,
            marks=[(rows, (176, 162, 140))],
            shade=0.5,
        )
    pen.fill(
        poly((0.1, 0.64), (0.16, 0.655), (0.16, 0.02), (0.13, 0.06), (0.1, 0.02)),
        (196, 60, 54),
        shade=0,
    )


def _letter(pen: Pen, colour: Colour) -> None:
    pen.fill(
        box(-0.6, 0.0, 0.6, 0.78, 0.03),
        PAPER,
        marks=[(line(0.014, (-0.6, 0.0), (0.0, 0.42), (0.6, 0.0)), scaled(PAPER, 0.8))],
        shade=0.3,
    )
    pen.fill(
        blob(
            (-0.6, 0.77),
            (-0.3, 0.54),
            (-0.04, 0.33),
            (0.04, 0.33),
            (0.3, 0.54),
            (0.6, 0.77),
            (0, 0.79),
        ),
        mixed(PAPER, WHITE, 0.4),
        shade=0.5,
    )
    pen.fill(
        joined(
            oval(0.085 * a, 0.36 + 0.085 * b, 0.04)
            for a, b in (
                (1, 0),
                (0, 1),
                (-1, 0),
                (0, -1),
                (0.7, 0.7),
                (-0.7, 0.7),
                (0.7, -0.7),
                (-0.7, -0.7),
            )
        )
        + oval(0, 0.36, 0.1),
        colour,
        marks=[(oval(0, 0.36, 0.065), scaled(colour, 0.8))],
        shade=0.4,
    )


def _map(pen: Pen, colour: Colour) -> None:
    panels = ((-0.75, 0.04, -0.25, 0.0), (-0.25, 0.0, 0.25, 0.05), (0.25, 0.05, 0.75, 0.0))
    route = joined(
        line(0.022, a, b)
        for a, b in (
            ((-0.62, 0.2), (-0.55, 0.3)),
            ((-0.47, 0.36), (-0.36, 0.38)),
            ((-0.26, 0.36), (-0.16, 0.3)),
            ((-0.07, 0.27), (0.05, 0.3)),
            ((0.13, 0.36), (0.24, 0.44)),
            ((0.32, 0.5), (0.4, 0.54)),
        )
    )
    land = blob((-0.8, 0.5), (-0.5, 0.62), (-0.2, 0.5), (-0.3, 0.2), (-0.7, 0.1)) + blob(
        (0.1, 0.8), (0.5, 0.8), (0.8, 0.5), (0.6, 0.2), (0.2, 0.4)
    )
    cross = bars(0.03, ((0.44, 0.52), (0.56, 0.64)), ((0.44, 0.64), (0.56, 0.52)))
    for i, (left, y1, right, y2) in enumerate(panels):
        paper = scaled(PAPER, (1.0, 0.88, 1.0)[i])
        pen.fill(
            poly((left, y1), (right, y2), (right, y2 + 0.76), (left, y1 + 0.76)),
            paper,
            marks=[
                (land, mixed(paper, (126, 156, 98), 0.55)),
                (route, (122, 84, 60)),
                (cross, (196, 52, 46)),
            ],
            shade=0.2,
        )
    pen.line(oval(-0.5, 0.64, 0.07), mixed(colour, PAPER, 0.2))
    pen.line(poly((-0.5, 0.7), (-0.475, 0.64), (-0.5, 0.58), (-0.525, 0.64)), WHITE)


def _scroll(pen: Pen, colour: Colour) -> None:
    paper = mixed(PAPER, colour, 0.1)
    rows = joined(
        bars(0.016, ((-0.26, 0.74 - 0.09 * i), (0.26 - 0.1 * (i % 3 == 2), 0.74 - 0.09 * i)))
        for i in range(6)
    )
    pen.fill(box(-0.36, 0.1, 0.36, 0.9), paper, marks=[(rows, (168, 146, 116))], shade=0.3)
    for y in (0.08, 0.92):
        pen.fill(limb((-0.42, y, 0.07), (0.42, y, 0.07)), scaled(paper, 0.93), shade=0.5)
        pen.fill(
            limb((-0.54, y, 0.035), (-0.48, y, 0.035)) + limb((0.48, y, 0.035), (0.54, y, 0.035)),
            WOOD,
            shade=0.4,
        )
    pen.fill(oval(0.2, 0.22, 0.07), (176, 48, 48), shade=0.5)


PAPERS: dict[str, tuple[Callable[[Pen, Colour], None], Colour]] = {
    "book": (_book, (142, 58, 54)),
    "letter": (_letter, (176, 48, 48)),
    "map": (_map, (176, 96, 66)),
    "scroll": (_scroll, (242, 232, 208)),
}
