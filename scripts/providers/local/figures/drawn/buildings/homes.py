"""Buildings people live and work in."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.buildings.masonry import STONE, door, roof, windows
from scripts.providers.local.figures.drawn.materials import WOOD
from scripts.providers.local.figures.pen import INK, WHITE, Pen
from scripts.providers.local.figures.shapes import bars, blob, box, joined, line, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled


def _house(pen: Pen, wall: Colour, glass: Colour) -> None:
    pen.fill(box(0.2, 0.7, 0.3, 1.02), (142, 82, 66))
    pen.fill(
        box(-0.45, 0.0, 0.45, 0.6),
        wall,
        marks=[(bars(0.05, ((-1, 0.03), (1, 0.03))), STONE)],
        shade=0.4,
    )
    roof(pen, -0.53, 0.53, 0.58, 0.95, (164, 82, 62))
    windows(pen, (-0.3, 0.3), 0.38, 0.13, 0.15, glass)
    windows(pen, (0.0,), 0.42, 0.12, 0.13, glass)
    windows(pen, (-0.3, 0.3), 0.12, 0.13, 0.15, glass)
    door(pen, 0.0, 0.15, 0.28, (106, 68, 48))


def _cottage(pen: Pen, wall: Colour, glass: Colour) -> None:
    pen.fill(box(0.3, 0.5, 0.4, 0.94), STONE)
    pen.fill(box(-0.52, 0.0, 0.52, 0.42), wall, shade=0.4)
    thatch = blob(
        (-0.68, 0.32),
        (-0.5, 0.5),
        (-0.34, 0.78),
        (0.34, 0.78),
        (0.5, 0.5),
        (0.68, 0.32),
        (0.3, 0.4),
        (0, 0.36),
        (-0.3, 0.4),
    )
    straw = joined(
        line(0.012, (x * 0.66, 0.78), (x, 0.34))
        for x in (-0.5, -0.36, -0.2, -0.05, 0.12, 0.28, 0.44)
    )
    pen.fill(thatch, (196, 158, 96), marks=[(straw, (164, 126, 74))], shade=0.6)
    windows(pen, (-0.32, 0.32), 0.14, 0.16, 0.15, glass)
    door(pen, 0.0, 0.17, 0.3, (98, 118, 86))
    pen.fill(
        joined(oval(x, 0.04, 0.075) for x in (-0.46, -0.34, 0.28, 0.44)), (92, 134, 78), shade=0.4
    )


def _cabin(pen: Pen, wall: Colour, glass: Colour) -> None:
    pen.fill(box(-0.34, 0.5, -0.23, 0.98), STONE)
    logs = joined(bars(0.012, ((-1, 0.07 * i), (1, 0.07 * i))) for i in range(1, 10))
    pen.fill(box(-0.5, 0.0, 0.5, 0.48), wall, marks=[(logs, scaled(wall, 0.66))], shade=0.4)
    pen.fill(poly((-0.4, 0.47), (0.4, 0.47), (0, 0.84)), scaled(wall, 0.9), shade=0.3)
    for side in (-1, 1):
        pen.fill(
            poly((0, 0.98), (0, 0.86), (side * 0.56, 0.38), (side * 0.62, 0.44)),
            (92, 70, 60),
            shade=0.3,
        )
        pen.fill(
            joined(oval(side * 0.5, 0.035 + 0.07 * i, 0.034) for i in range(6)),
            scaled(wall, 1.12),
            shade=0.4,
        )
    windows(pen, (-0.28, 0.28), 0.16, 0.16, 0.16, glass)
    windows(pen, (0.0,), 0.58, 0.12, 0.12, glass)
    door(pen, 0.0, 0.17, 0.34, (86, 56, 40))


def _hut(pen: Pen, wall: Colour, _: Colour) -> None:
    planks = joined(bars(0.01, ((x, 0), (x, 1))) for x in (-0.24, -0.14, -0.04, 0.06, 0.16, 0.26))
    pen.fill(box(-0.34, 0.0, 0.34, 0.42), wall, marks=[(planks, scaled(wall, 0.72))], shade=0.4)
    straw = joined(
        line(0.01, (x * 0.1, 1.0), (x, 0.32)) for x in (-0.45, -0.3, -0.15, 0, 0.15, 0.3, 0.45)
    )
    pen.fill(
        blob(
            (-0.54, 0.36),
            (-0.3, 0.62),
            (-0.02, 1.0),
            (0.02, 1.0),
            (0.3, 0.62),
            (0.54, 0.36),
            (0.2, 0.34),
            (-0.2, 0.34),
        ),
        (188, 150, 92),
        marks=[(straw, (150, 114, 68))],
        shade=0.6,
    )
    door(pen, 0.02, 0.18, 0.3, (72, 50, 38))


def _tent(pen: Pen, cloth: Colour, glass: Colour) -> None:
    pen.line(bars(0.016, ((-0.03, 0.6), (0.03, 0.8)), ((0.03, 0.6), (-0.03, 0.8))), WOOD)
    pen.fill(poly((0.0, 0.74), (0.62, 0.02), (0.44, 0.0)), scaled(cloth, 0.62))
    folds = joined(bars(0.012, ((0, 0.74), (x, 0))) for x in (-0.42, -0.28, 0.28))
    pen.fill(
        blob(
            (0.0, 0.74),
            (-0.2, 0.42),
            (-0.54, 0.0),
            (-0.53, -0.01),
            (0.0, 0.0),
            (0.45, -0.01),
            (0.46, 0.0),
            (0.18, 0.42),
        ),
        cloth,
        marks=[(folds, scaled(cloth, 0.8))],
        shade=0.5,
    )
    pen.fill(
        poly((0.0, 0.58), (-0.18, 0.0), (0.16, 0.0)),
        mixed(glass, INK, 0.5) if glass[0] < 200 else glass,
        shade=0,
    )
    pen.fill(
        blob((0.0, 0.58), (-0.06, 0.3), (-0.26, 0.02), (-0.17, 0.0)),
        mixed(cloth, WHITE, 0.25),
        shade=0.2,
    )
    pen.line(
        line(0.008, (-0.3, 0.3), (-0.72, 0.0)) + line(0.008, (0.34, 0.36), (0.74, 0.0)),
        (206, 192, 166),
    )


def _barn(pen: Pen, wall: Colour, glass: Colour) -> None:
    planks = joined(bars(0.008, ((x * 0.08, 0), (x * 0.08, 1))) for x in range(-7, 8))
    front = poly(
        (-0.5, 0.0), (0.5, 0.0), (0.5, 0.46), (0.32, 0.72), (0.0, 0.88), (-0.32, 0.72), (-0.5, 0.46)
    )
    pen.fill(front, wall, marks=[(planks, scaled(wall, 0.82))], shade=0.4)
    trim = (240, 234, 222)
    pen.fill(
        line(0.05, (-0.56, 0.4), (-0.5, 0.46))
        + bars(
            0.055,
            ((-0.56, 0.4), (-0.34, 0.74)),
            ((-0.35, 0.73), (0.02, 0.9)),
            ((-0.02, 0.9), (0.35, 0.73)),
            ((0.34, 0.74), (0.56, 0.4)),
        ),
        (98, 92, 96),
        shade=0.2,
    )
    pen.fill(
        box(-0.22, 0.0, 0.22, 0.4),
        scaled(wall, 0.8),
        marks=[
            (
                bars(
                    0.028,
                    ((-0.22, 0), (0.0, 0.4)),
                    ((0.0, 0), (-0.22, 0.4)),
                    ((0.22, 0), (0.0, 0.4)),
                    ((0.0, 0), (0.22, 0.4)),
                    ((-0.21, 0), (-0.21, 1)),
                    ((0.21, 0), (0.21, 1)),
                    ((0, 0), (0, 1)),
                    ((-1, 0.39), (1, 0.39)),
                    ((-1, 0.012), (1, 0.012)),
                ),
                trim,
            )
        ],
        shade=0.2,
    )
    windows(pen, (0.0,), 0.54, 0.16, 0.15, glass)


def _stall(pen: Pen, cloth: Colour, _: Colour) -> None:
    pen.fill(box(-0.42, 0.3, 0.42, 0.8), (72, 56, 50), shade=0.4)
    for x in (-0.47, 0.47):
        pen.fill(box(x - 0.022, 0.0, x + 0.022, 0.84), WOOD, shade=0.3)
    for x, colour in (
        (-0.34, (206, 74, 58)),
        (-0.17, (232, 172, 70)),
        (0.0, (108, 156, 82)),
        (0.17, (226, 126, 56)),
        (0.34, (146, 84, 132)),
    ):
        pen.fill(
            joined(
                oval(x + dx, 0.42 + dy, 0.042) for dx, dy in ((-0.045, 0), (0.045, 0), (0, 0.055))
            ),
            colour,
            shade=0.4,
        )
        boards = joined(bars(0.01, ((x, 0), (x, 0.36))) for x in (-0.3, -0.1, 0.1, 0.3))
    pen.fill(
        box(-0.54, 0.0, 0.54, 0.37), (172, 126, 82), marks=[(boards, (136, 96, 62))], shade=0.4
    )
    pen.fill(box(-0.57, 0.35, 0.57, 0.4), (192, 148, 100), shade=0.2)
    for i in range(7):
        left, right = -0.62 + 0.177 * i, -0.62 + 0.177 * (i + 1)
        stripe = poly(
            (left * 0.84, 0.98), (right * 0.84, 0.98), (right, 0.76), (left, 0.76)
        ) + oval((left + right) / 2, 0.765, 0.088, 0.06)
        pen.fill(stripe, cloth if i % 2 == 0 else (244, 238, 226), shade=0.25)


HOMES: dict[str, tuple[Callable[[Pen, Colour, Colour], None], Colour]] = {
    "house": (_house, (232, 212, 178)),
    "cottage": (_cottage, (238, 228, 206)),
    "cabin": (_cabin, (142, 96, 62)),
    "hut": (_hut, (166, 122, 82)),
    "tent": (_tent, (206, 150, 84)),
    "barn": (_barn, (166, 62, 52)),
    "stall": (_stall, (198, 70, 58)),
}
