"""Walls and what guards or spans: castles, towers, gates, bridges, wells."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.buildings.landmarks import arched_window
from scripts.providers.local.figures.drawn.buildings.masonry import roof, wall_marks, windows
from scripts.providers.local.figures.drawn.materials import WOOD
from scripts.providers.local.figures.pen import INK, WHITE, Pen
from scripts.providers.local.figures.shapes import bars, blob, box, cap, joined, line, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled


def _castle(pen: Pen, wall: Colour, glass: Colour) -> None:
    roofs = (94, 74, 108)
    for x, half, top in ((-0.14, 0.1, 0.8), (0.16, 0.11, 0.88)):
        pen.fill(box(x - half, 0.2, x + half, top), scaled(wall, 0.82), shade=0.5)
        pen.fill(
            poly((x - half * 1.25, top), (x + half * 1.25, top), (x, top + 0.26)), roofs, shade=0.5
        )
        windows(pen, (x,), top - 0.16, 0.04, 0.08, glass)
    battlement(pen, -0.46, 0.46, 0.0, 0.42, wall)
    for side in (-1, 1):
        x = side * 0.48
        battlement(pen, x - 0.13, x + 0.13, 0.0, 0.58, mixed(wall, WHITE, 0.08))
        windows(pen, (x,), 0.34, 0.045, 0.1, glass)
    windows(pen, (-0.24, 0.24), 0.24, 0.04, 0.09, glass)
    pen.fill(box(-0.13, 0, 0.13, 0.2) + cap(0, 0.2, 0.13), scaled(wall, 0.66), shade=0)
    gate = joined(bars(0.016, ((x, 0), (x, 1))) for x in (-0.08, -0.04, 0, 0.04, 0.08)) + bars(
        0.016, ((-1, 0.1), (1, 0.1)), ((-1, 0.2), (1, 0.2))
    )
    pen.fill(
        box(-0.105, 0, 0.105, 0.19) + cap(0, 0.19, 0.105),
        (54, 42, 40),
        marks=[(gate, (122, 90, 62))],
        shade=0,
    )
    pen.line(line(0.012, (0.16, 1.12), (0.16, 1.26)), INK)
    pen.fill(poly((0.165, 1.26), (0.165, 1.18), (0.32, 1.21)), (196, 62, 56), shade=0.3)


def battlement(pen: Pen, left: float, right: float, low: float, top: float, wall: Colour) -> None:
    count = max(3, round((right - left) / 0.07) | 1)
    step = (right - left) / count
    teeth = joined(
        box(left + step * i, top, left + step * (i + 1), top + 0.05) for i in range(0, count, 2)
    )
    pen.fill(
        box(left, low, right, top + 0.002) + teeth,
        wall,
        marks=wall_marks(left, right, low, top, wall),
        shade=0.4,
    )


def _tower(pen: Pen, wall: Colour, glass: Colour) -> None:
    pen.fill(
        poly((-0.17, 0.0), (0.17, 0.0), (0.13, 0.8), (-0.13, 0.8)),
        wall,
        marks=wall_marks(-0.2, 0.2, 0, 0.8, wall),
        shade=0.6,
    )
    battlement(pen, -0.18, 0.18, 0.78, 0.9, mixed(wall, WHITE, 0.08))
    for y in (0.3, 0.56):
        arched_window(pen, 0.0, y, 0.06, 0.09, glass)
    pen.fill(box(-0.065, 0, 0.065, 0.13) + cap(0, 0.13, 0.065), (86, 60, 46), shade=0.3)


def _bridge(pen: Pen, wall: Colour, _: Colour) -> None:
    body = poly(
        (-1.0, 0.0),
        (-0.79, 0.0),
        *_arch(-0.56),
        (-0.33, 0.0),
        (-0.23, 0.0),
        *_arch(0.0),
        (0.23, 0.0),
        (0.33, 0.0),
        *_arch(0.56),
        (0.79, 0.0),
        (1.0, 0.0),
        (1.0, 0.36),
        (0.5, 0.46),
        (0, 0.49),
        (-0.5, 0.46),
        (-1.0, 0.36),
    )
    rings = joined(
        line(
            0.03,
            *(
                (x + 0.25 * a, 0.25 * b)
                for a, b in ((-1, 0.0), (-0.7, 0.7), (0, 1), (0.7, 0.7), (1, 0.0))
            ),
        )
        for x in (-0.56, 0.0, 0.56)
    )
    pen.fill(
        body, wall, marks=[*wall_marks(-1, 1, 0, 0.5, wall), (rings, scaled(wall, 0.8))], shade=0.4
    )
    rail = line(0.06, (-1.0, 0.4), (-0.5, 0.5), (0, 0.535), (0.5, 0.5), (1.0, 0.4))
    pen.fill(rail, mixed(wall, WHITE, 0.15), shade=0.3)


def _arch(x: float) -> list[tuple[float, float]]:
    return list(reversed(cap(x, 0.0, 0.23)[0]))


def _gate(pen: Pen, wall: Colour, _: Colour) -> None:
    for x in (-0.44, 0.44):
        pen.fill(
            box(x - 0.11, 0.0, x + 0.11, 0.84),
            wall,
            marks=wall_marks(x - 0.11, x + 0.11, 0, 0.84, wall),
            shade=0.5,
        )
        pen.fill(box(x - 0.15, 0.82, x + 0.15, 0.9), mixed(wall, WHITE, 0.2), shade=0.2)
        pen.fill(oval(x, 0.96, 0.075), mixed(wall, WHITE, 0.1), shade=0.6)
    iron = (52, 52, 60)
    posts = joined(
        bars(0.018, ((x * 0.066, 0.02), (x * 0.066, 0.78 - 0.03 * abs(abs(x) - 2.5))))
        for x in range(-5, 6)
    )
    tips = joined(
        poly(
            (x * 0.066 - 0.02, 0.75 - 0.03 * abs(abs(x) - 2.5)),
            (x * 0.066 + 0.02, 0.75 - 0.03 * abs(abs(x) - 2.5)),
            (x * 0.066, 0.84 - 0.03 * abs(abs(x) - 2.5)),
        )
        for x in range(-5, 6)
    )
    rails = bars(0.022, ((-0.34, 0.12), (0.34, 0.12)), ((-0.34, 0.62), (0.34, 0.62)))
    scrolls = joined(
        line(
            0.016,
            *(
                (x + 0.06 * a, 0.37 + 0.1 * b)
                for a, b in ((0, -1), (1, 0), (0, 1), (-1, 0), (0, -1))
            ),
        )
        for x in (-0.17, 0.17)
    )
    pen.line(posts + tips + rails + scrolls, iron)


def _wall(pen: Pen, wall: Colour, _: Colour) -> None:
    battlement(pen, -0.9, 0.9, 0.0, 0.5, wall)


def _well(pen: Pen, wall: Colour, _: Colour) -> None:
    pen.fill(blob((-0.34, 0.4), (0, 0.47), (0.34, 0.4), (0, 0.34)), (40, 46, 58), shade=0)
    for x in (-0.28, 0.28):
        pen.fill(box(x - 0.03, 0.3, x + 0.03, 0.8), WOOD, shade=0.3)
    pen.line(bars(0.03, ((-0.28, 0.66), (0.28, 0.66))), scaled(WOOD, 0.8))
    pen.line(bars(0.012, ((0.0, 0.66), (0.0, 0.52))), (214, 196, 160))
    pen.fill(
        poly((-0.07, 0.52), (0.07, 0.52), (0.055, 0.38), (-0.055, 0.38)),
        (150, 108, 72),
        marks=[(bars(0.014, ((-1, 0.48), (1, 0.48))), (92, 88, 92))],
    )
    pen.fill(
        box(-0.36, 0.0, 0.36, 0.38, 0.03),
        wall,
        marks=wall_marks(-0.36, 0.36, 0, 0.38, wall),
        shade=0.7,
    )
    roof(pen, -0.44, 0.44, 0.76, 1.02, (150, 84, 64))


WALLS: dict[str, tuple[Callable[[Pen, Colour, Colour], None], Colour]] = {
    "castle": (_castle, (152, 146, 148)),
    "tower": (_tower, (168, 158, 150)),
    "bridge": (_bridge, (164, 152, 140)),
    "gate": (_gate, (168, 156, 146)),
    "wall": (_wall, (158, 148, 138)),
    "well": (_well, (150, 146, 146)),
}
