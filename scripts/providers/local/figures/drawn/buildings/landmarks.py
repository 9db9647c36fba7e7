"""Buildings seen from afar."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.buildings.masonry import door, roof, windows
from scripts.providers.local.figures.drawn.materials import WOOD
from scripts.providers.local.figures.pen import INK, WHITE, Pen
from scripts.providers.local.figures.shapes import bars, blob, box, cap, joined, line, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled


def _church(pen: Pen, wall: Colour, glass: Colour) -> None:
    pen.fill(box(-0.08, 0.0, 0.5, 0.4), wall, shade=0.4)
    roof(pen, -0.1, 0.54, 0.39, 0.6, (112, 74, 66), ridge=0.32)
    pen.fill(box(-0.34, 0.0, -0.04, 0.66), mixed(wall, WHITE, 0.2), shade=0.5)
    pen.fill(poly((-0.38, 0.65), (0.0, 0.65), (-0.19, 0.98)), (112, 74, 66), shade=0.5)
    pen.line(
        bars(0.018, ((-0.19, 0.96), (-0.19, 1.1))) + bars(0.018, ((-0.23, 1.05), (-0.15, 1.05))),
        (206, 166, 84),
    )
    for x in (0.08, 0.22, 0.36):
        arched_window(pen, x, 0.14, 0.07, 0.17, glass)
    arched_window(pen, -0.19, 0.46, 0.1, 0.13, glass)
    pen.fill(box(-0.255, 0, -0.125, 0.2) + cap(-0.19, 0.2, 0.065), (92, 62, 46), shade=0.3)
    pen.fill(
        oval(-0.19, 0.37, 0.045),
        (236, 228, 206),
        marks=[(line(0.01, (-0.19, 0.4), (-0.19, 0.37), (-0.17, 0.36)), INK)],
        shade=0,
    )


def arched_window(pen: Pen, x: float, y: float, wide: float, high: float, glass: Colour) -> None:
    half = wide / 2
    pen.fill(
        box(x - half, y, x + half, y + high) + cap(x, y + high, half),
        glass,
        marks=[
            (
                bars(0.01, ((x, 0), (x, 1.5)), ((x - 1, y + high * 0.6), (x + 1, y + high * 0.6))),
                scaled(glass, 0.6),
            )
        ],
        shade=0.3,
    )


def _cathedral(pen: Pen, wall: Colour, glass: Colour) -> None:
    lead = (84, 96, 112)
    pen.fill(poly((-0.2, 0.5), (0.2, 0.5), (0, 0.76)), lead)
    pen.fill(box(-0.2, 0.0, 0.2, 0.52), scaled(wall, 0.94), shade=0.4)
    for side in (-1, 1):
        x = side * 0.29
        pen.fill(
            box(x - 0.12, 0.0, x + 0.12, 0.7),
            wall,
            marks=[
                (bars(0.014, ((-1, 0.26), (1, 0.26)), ((-1, 0.48), (1, 0.48))), scaled(wall, 0.8))
            ],
            shade=0.5,
        )
        for dx in (-0.1, 0.1):
            pen.fill(
                poly((x + dx - 0.022, 0.69), (x + dx + 0.022, 0.69), (x + dx, 0.78)),
                scaled(wall, 0.9),
                shade=0.2,
            )
        pen.fill(poly((x - 0.1, 0.7), (x + 0.1, 0.7), (x, 1.06)), lead, shade=0.5)
        arched_window(pen, x, 0.52, 0.1, 0.11, scaled(glass, 0.75))
        arched_window(pen, x, 0.3, 0.1, 0.11, glass)
        arched_window(pen, x, 0.0, 0.12, 0.13, (82, 56, 44))
    rose = joined(
        bars(0.01, ((0.1 * a, 0.38 + 0.1 * b), (-0.1 * a, 0.38 - 0.1 * b)))
        for a, b in ((1, 0), (0, 1), (0.7, 0.7), (0.7, -0.7))
    )
    pen.fill(oval(0, 0.38, 0.105), scaled(wall, 0.75), shade=0.2)
    pen.fill(
        oval(0, 0.38, 0.088),
        mixed(glass, (126, 92, 160), 0.4),
        marks=[(rose, scaled(wall, 0.8))],
        shade=0.2,
    )
    pen.fill(box(-0.1, 0, 0.1, 0.14) + cap(0, 0.14, 0.1), scaled(wall, 0.78), shade=0)
    pen.fill(box(-0.075, 0, 0.075, 0.13) + cap(0, 0.13, 0.075), (82, 56, 44), shade=0.3)


def _lighthouse(pen: Pen, wall: Colour, glass: Colour) -> None:
    red = (190, 70, 62) if wall[0] > 200 and wall[2] > 150 else wall
    white = (242, 238, 230)
    pen.fill(
        blob((-0.36, 0.0), (-0.3, 0.08), (-0.1, 0.12), (0.16, 0.11), (0.34, 0.06), (0.4, 0.0)),
        (112, 108, 110),
    )
    bands = joined(box(-1, y, 1, y + 0.13) for y in (0.18, 0.44))
    pen.fill(
        poly((-0.145, 0.06), (0.145, 0.06), (0.085, 0.72), (-0.085, 0.72)),
        white,
        marks=[(bands, red)],
        shade=0.7,
    )
    windows(pen, (0.0,), 0.35, 0.04, 0.06, glass)
    windows(pen, (0.0,), 0.61, 0.04, 0.06, glass)
    pen.fill(box(-0.035, 0.07, 0.045, 0.18) + cap(0.005, 0.18, 0.04), (92, 62, 50), shade=0.3)
    pen.fill(box(-0.125, 0.71, 0.125, 0.745), (72, 70, 78), shade=0.3)
    pen.line(
        bars(0.008, *(((x, 0.74), (x, 0.79)) for x in (-0.12, -0.06, 0.0, 0.06, 0.12)))
        + bars(0.01, ((-0.124, 0.79), (0.124, 0.79))),
        (72, 70, 78),
    )
    pen.glow(oval(0, 0.825, 0.2), (255, 232, 150), 0.75)
    pen.fill(
        box(-0.065, 0.745, 0.065, 0.89),
        (255, 228, 140),
        marks=[
            (bars(0.01, ((-0.022, 0.7), (-0.022, 0.9)), ((0.022, 0.7), (0.022, 0.9))), (92, 84, 80))
        ],
        shade=0.2,
    )
    pen.fill(
        poly((-0.09, 0.885), (0.09, 0.885), (0.0, 0.985)) + oval(0, 0.99, 0.018), red, shade=0.4
    )


def _skyscraper(pen: Pen, wall: Colour, glass: Colour) -> None:
    lit = glass[0] > 200
    pen.line(bars(0.014, ((0.02, 0.9), (0.02, 1.12))), (120, 126, 136))
    for left, right, top, tone in (
        (-0.1, 0.14, 0.96, 1.0),
        (-0.16, 0.2, 0.78, 0.92),
        (-0.22, 0.26, 0.5, 0.84),
    ):
        panes = []
        row = 0.06
        count = 0
        while row < top - 0.05:
            x = left + 0.03
            while x < right - 0.03:
                count += 1
                if not lit or (count * 7) % 5 < 3:
                    panes.append(box(x, row, x + 0.028, row + 0.034))
                x += 0.048
            row += 0.06
        pane = glass if lit else (176, 206, 226)
        pen.fill(
            box(left, 0.0, right, top), scaled(wall, tone), marks=[(joined(panes), pane)], shade=0.4
        )
    pen.fill(box(-0.04, 0, 0.08, 0.07), (58, 66, 82), shade=0.2)


def _windmill(pen: Pen, wall: Colour, glass: Colour) -> None:
    pen.fill(poly((-0.22, 0.0), (0.22, 0.0), (0.13, 0.56), (-0.13, 0.56)), wall, shade=0.6)
    pen.fill(
        blob((-0.16, 0.55), (-0.12, 0.68), (0.0, 0.74), (0.12, 0.68), (0.16, 0.55), (0, 0.53)),
        (138, 78, 60),
    )
    windows(pen, (0.0,), 0.3, 0.07, 0.09, glass)
    door(pen, 0.0, 0.11, 0.2, (98, 66, 48))
    x, y = 0.0, 0.64
    for dx, dy in ((0.72, 0.7), (-0.7, 0.72), (-0.72, -0.7), (0.7, -0.72)):
        sx, sy = -dy * 0.11, dx * 0.11
        sail = poly(
            (x + dx * 0.12, y + dy * 0.12),
            (x + dx * 0.56, y + dy * 0.56),
            (x + dx * 0.56 + sx, y + dy * 0.56 + sy),
            (x + dx * 0.12 + sx, y + dy * 0.12 + sy),
        )
        slats = joined(
            bars(0.008, ((x + dx * t, y + dy * t), (x + dx * t + sx, y + dy * t + sy)))
            for t in (0.2, 0.28, 0.36, 0.44, 0.52)
        )
        pen.fill(sail, (242, 234, 216), marks=[(slats, WOOD)], shade=0.2)
        pen.line(bars(0.02, ((x, y), (x + dx * 0.58, y + dy * 0.58))), WOOD)
    pen.fill(oval(x, y, 0.032), (84, 60, 48))


def _factory(pen: Pen, wall: Colour, glass: Colour) -> None:
    for x, top in ((-0.42, 1.0), (-0.24, 0.9)):
        pen.fill(
            poly((x - 0.055, 0.3), (x + 0.055, 0.3), (x + 0.038, top), (x - 0.038, top)),
            scaled(wall, 0.9),
            marks=[(bars(0.05, ((-1, top - 0.06), (1, top - 0.06))), (226, 222, 214))],
            shade=0.5,
        )
        for i, r in enumerate((0.045, 0.062, 0.08)):
            pen.fill(
                oval(x + 0.05 * i + 0.02, top + 0.05 + 0.08 * i, r),
                (214, 214, 218),
                opacity=0.6 - 0.12 * i,
            )
    saw = poly(
        (-0.56, 0.0),
        (0.6, 0.0),
        (0.6, 0.42),
        (0.6, 0.58),
        (0.38, 0.44),
        (0.38, 0.58),
        (0.14, 0.44),
        (0.14, 0.58),
        (-0.1, 0.44),
        (-0.56, 0.44),
    )
    pen.fill(saw, wall, marks=[(bars(0.05, ((-1, 0.03), (1, 0.03))), scaled(wall, 0.7))], shade=0.4)
    for x in (-0.42, -0.2, 0.24, 0.46):
        windows(pen, (x,), 0.18, 0.14, 0.14, glass)
    pen.fill(
        box(-0.07, 0.0, 0.1, 0.24),
        (92, 88, 92),
        marks=[(bars(0.01, *(((-1, y), (1, y)) for y in (0.06, 0.12, 0.18))), (70, 66, 70))],
        shade=0.2,
    )


def _palace(pen: Pen, wall: Colour, glass: Colour) -> None:
    dome = (72, 138, 136)
    pen.fill(
        blob(
            (-0.16, 0.56),
            (-0.2, 0.7),
            (-0.12, 0.86),
            (0.0, 0.98),
            (0.12, 0.86),
            (0.2, 0.7),
            (0.16, 0.56),
        ),
        dome,
        shade=0.6,
    )
    pen.line(bars(0.014, ((0, 0.96), (0, 1.08))) + oval(0, 1.08, 0.02), (222, 178, 84))
    for side in (-1, 1):
        x = side * 0.68
        pen.fill(box(x - 0.1, 0.0, x + 0.1, 0.56), scaled(wall, 0.95), shade=0.4)
        pen.fill(
            blob((x - 0.1, 0.55), (x - 0.12, 0.64), (x, 0.8), (x + 0.12, 0.64), (x + 0.1, 0.55)),
            dome,
            shade=0.6,
        )
        windows(pen, (x,), 0.34, 0.07, 0.12, glass)
        windows(pen, (x,), 0.1, 0.07, 0.12, glass)
    pen.fill(
        box(-0.6, 0.0, 0.6, 0.46),
        wall,
        marks=[(bars(0.02, ((-1, 0.24), (1, 0.24))), scaled(wall, 0.85))],
        shade=0.4,
    )
    pen.fill(box(-0.62, 0.45, 0.62, 0.5), mixed(wall, WHITE, 0.35), shade=0.2)
    pen.fill(box(-0.2, 0.0, 0.2, 0.58), mixed(wall, WHITE, 0.25), shade=0.4)
    for x in (-0.5, -0.38, -0.27, 0.27, 0.38, 0.5):
        arched_window(pen, x, 0.29, 0.07, 0.09, glass)
        arched_window(pen, x, 0.06, 0.07, 0.1, glass)
    for x in (-0.12, 0.0, 0.12):
        arched_window(pen, x, 0.34, 0.07, 0.12, glass)
    pen.fill(box(-0.075, 0, 0.075, 0.18) + cap(0, 0.18, 0.075), (122, 78, 50), shade=0.3)


LANDMARKS: dict[str, tuple[Callable[[Pen, Colour, Colour], None], Colour]] = {
    "church": (_church, (232, 226, 212)),
    "cathedral": (_cathedral, (204, 190, 168)),
    "lighthouse": (_lighthouse, (242, 238, 230)),
    "skyscraper": (_skyscraper, (92, 118, 148)),
    "windmill": (_windmill, (236, 228, 212)),
    "factory": (_factory, (158, 92, 76)),
    "palace": (_palace, (238, 220, 186)),
}
