"""Fish, and whales in their shape."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.animals.eyes import eye
from scripts.providers.local.figures.pen import WHITE, Mark, Pen
from scripts.providers.local.figures.shapes import blob, joined, limb, line, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled


def _fish(pen: Pen, coat: Colour) -> None:
    fin = scaled(coat, 0.82)
    pen.fill(
        blob((-0.5, 0.0), (-0.72, 0.2), (-0.95, 0.32), (-0.84, 0.02), (-0.95, -0.3), (-0.7, -0.16)),
        fin,
    )
    pen.fill(blob((0.22, 0.24), (0.0, 0.44), (-0.3, 0.4), (-0.36, 0.16)), fin)
    pen.fill(blob((0.06, -0.24), (-0.08, -0.42), (-0.24, -0.36), (-0.2, -0.18)), fin)
    body = blob(
        (0.72, 0.0),
        (0.52, 0.2),
        (0.14, 0.3),
        (-0.28, 0.2),
        (-0.6, 0.04),
        (-0.6, -0.06),
        (-0.28, -0.2),
        (0.14, -0.28),
        (0.54, -0.18),
    )
    scales = joined(
        line(0.014, (x, 0.1 + y), (x - 0.05, y), (x, y - 0.1))
        for x, y in (
            (0.2, 0.0),
            (0.03, 0.08),
            (0.03, -0.1),
            (-0.14, 0.0),
            (-0.3, 0.06),
            (-0.3, -0.08),
        )
    )
    marks: list[Mark] = [
        (oval(0.1, -0.26, 0.6, 0.18), mixed(coat, WHITE, 0.6)),
        (scales, scaled(coat, 0.82)),
        (line(0.02, (0.42, 0.18), (0.35, 0.0), (0.42, -0.18)), scaled(coat, 0.74)),
    ]
    pen.fill(body, coat, marks=marks, shade=0.6)
    pen.fill(blob((0.22, -0.04), (0.02, 0.02), (-0.06, -0.14), (0.1, -0.16)), fin, shade=0.3)
    eye(pen, (0.53, 0.06), 0.045)
    pen.line(line(0.014, (0.7, -0.06), (0.6, -0.08)), scaled(coat, 0.5))


def _salmon(pen: Pen, coat: Colour) -> None:
    fin = scaled(coat, 0.8)
    pen.fill(poly((-0.66, 0.0), (-1.0, 0.26), (-0.9, 0.0), (-1.0, -0.26)), fin)
    for x, y in ((0.06, 0.2), (-0.4, 0.12)):
        pen.fill(poly((x + 0.1, y - 0.04), (x - 0.04, y + 0.12), (x - 0.16, y - 0.06)), fin)
    for x in (0.1, -0.3):
        pen.fill(poly((x + 0.06, -0.14), (x - 0.1, -0.3), (x - 0.1, -0.1)), fin)
    body = blob(
        (0.92, 0.0),
        (0.7, 0.13),
        (0.2, 0.22),
        (-0.4, 0.13),
        (-0.74, 0.06),
        (-0.74, -0.06),
        (-0.4, -0.13),
        (0.2, -0.21),
        (0.7, -0.14),
    )
    chance = ((x * 0.13 - 0.55, 0.09 + 0.05 * (x % 3)) for x in range(10))
    marks: list[Mark] = [
        (oval(0.1, -0.18, 0.9, 0.14), (232, 200, 190)),
        (joined(oval(x, y, 0.016) for x, y in chance), scaled(coat, 0.62)),
    ]
    pen.fill(body, coat, marks=marks, shade=0.6)
    pen.line(line(0.016, (0.56, 0.14), (0.5, 0.0), (0.56, -0.15)), scaled(coat, 0.7))
    pen.line(line(0.016, (0.9, -0.03), (0.76, -0.05)), scaled(coat, 0.5))
    eye(pen, (0.74, 0.04), 0.032)


def flukes(pen: Pen, x: float, y: float, size: float, colour: Colour) -> None:
    tail = blob(
        (x + 0.1, y),
        (x - 0.1 * size, y + 0.16 * size),
        (x - 0.34 * size, y + 0.36 * size),
        (x - 0.26 * size, y + 0.12 * size),
        (x - 0.42 * size, y + 0.06 * size),
        (x - 0.14 * size, y - 0.04),
    )
    pen.fill(tail, colour, shade=0.4)


def _whale(pen: Pen, coat: Colour) -> None:
    flukes(pen, -0.98, 0.18, 1.15, scaled(coat, 0.86))
    body = blob(
        (0.98, -0.04),
        (0.86, 0.24),
        (0.45, 0.38),
        (0.0, 0.34),
        (-0.5, 0.16),
        (-1.04, 0.24),
        (-1.06, 0.14),
        (-0.55, -0.12),
        (0.0, -0.34),
        (0.5, -0.4),
        (0.88, -0.26),
    )
    belly = blob((1.1, -0.1), (0.6, -0.06), (0.1, -0.16), (-0.4, -0.14), (0.0, -0.5), (0.8, -0.5))
    pale = mixed(coat, (244, 244, 240), 0.72)
    grooves = joined(
        line(0.012, (0.98, -0.14 - 0.05 * i), (0.5, -0.12 - 0.06 * i), (0.0, -0.2 - 0.05 * i))
        for i in range(5)
    )
    pen.fill(body, coat, marks=[(belly, pale), (grooves, scaled(pale, 0.8))], shade=0.7)
    pen.fill(blob((-0.3, 0.2), (-0.4, 0.33), (-0.5, 0.32), (-0.48, 0.16)), coat, shade=0.3)
    pen.fill(
        blob((0.4, -0.2), (0.36, -0.4), (0.1, -0.62), (0.02, -0.58), (0.12, -0.36), (0.2, -0.2)),
        scaled(coat, 0.8),
    )
    pen.line(line(0.02, (0.99, -0.02), (0.8, -0.06), (0.6, -0.02)), scaled(coat, 0.55))
    eye(pen, (0.62, 0.04), 0.03)


def _dolphin(pen: Pen, coat: Colour) -> None:
    flukes(pen, -0.86, -0.12, 0.9, scaled(coat, 0.86))
    pen.fill(blob((0.08, 0.22), (-0.08, 0.46), (-0.26, 0.5), (-0.22, 0.2)), scaled(coat, 0.86))
    body = blob(
        (0.74, 0.1),
        (0.56, 0.28),
        (0.14, 0.32),
        (-0.36, 0.18),
        (-0.92, -0.1),
        (-0.9, -0.16),
        (-0.4, -0.04),
        (0.06, -0.08),
        (0.5, 0.0),
    )
    beak = limb((0.64, 0.1, 0.1), (0.82, 0.03, 0.05), (0.98, 0.0, 0.034))
    belly = limb((-0.5, -0.1, 0.06), (0.1, -0.08, 0.12), (0.6, 0.02, 0.09), (0.96, -0.04, 0.04))
    pen.fill(body + beak, coat, marks=[(belly, mixed(coat, WHITE, 0.7))], shade=0.6)
    pen.fill(
        blob((0.26, 0.0), (0.2, -0.14), (0.02, -0.3), (0.02, -0.12), (0.1, 0.04)), scaled(coat, 0.8)
    )
    pen.line(line(0.016, (0.97, 0.0), (0.78, 0.02), (0.66, 0.06)), scaled(coat, 0.55))
    eye(pen, (0.6, 0.15), 0.03)


def _shark(pen: Pen, coat: Colour) -> None:
    dark = scaled(coat, 0.84)
    pen.fill(poly((-0.86, 0.04), (-1.16, 0.46), (-1.0, 0.02), (-1.1, -0.24)), dark)
    pen.fill(blob((0.2, 0.22), (-0.04, 0.5), (-0.14, 0.5), (-0.16, 0.18)), dark)
    body = blob(
        (1.0, 0.08),
        (0.7, 0.2),
        (0.2, 0.28),
        (-0.4, 0.14),
        (-0.98, 0.05),
        (-0.98, -0.02),
        (-0.4, -0.08),
        (0.2, -0.2),
        (0.7, -0.14),
    )
    belly = limb((-0.7, -0.1, 0.06), (0.2, -0.22, 0.16), (0.86, -0.08, 0.1))
    gills = joined(line(0.014, (0.42 - 0.06 * i, 0.1), (0.4 - 0.06 * i, -0.08)) for i in range(4))
    pen.fill(
        body,
        coat,
        marks=[(belly, mixed(coat, WHITE, 0.75)), (gills, scaled(coat, 0.62))],
        shade=0.6,
    )
    pen.fill(blob((0.3, -0.1), (0.18, -0.2), (-0.06, -0.46), (-0.04, -0.2), (0.06, -0.08)), dark)
    pen.fill(poly((-0.5, -0.06), (-0.64, -0.2), (-0.62, -0.04)), dark)
    pen.line(line(0.018, (0.9, -0.04), (0.74, -0.09), (0.66, -0.06)), scaled(coat, 0.45))
    eye(pen, (0.76, 0.07), 0.028)


def _orca(pen: Pen, coat: Colour) -> None:
    flukes(pen, -0.86, 0.06, 0.95, coat)
    pen.fill(blob((0.06, 0.26), (-0.06, 0.66), (-0.14, 0.68), (-0.24, 0.22)), coat)
    body = blob(
        (0.86, 0.02),
        (0.66, 0.24),
        (0.2, 0.34),
        (-0.4, 0.2),
        (-0.94, 0.1),
        (-0.94, 0.02),
        (-0.4, -0.14),
        (0.2, -0.26),
        (0.7, -0.18),
    )
    white = (246, 246, 242)
    marks: list[Mark] = [
        (limb((-0.42, -0.16, 0.12), (0.1, -0.26, 0.12), (0.86, -0.12, 0.11)), white),
        (limb((-0.5, -0.06, 0.07), (-0.22, 0.04, 0.05)), white),
        (oval(0.58, 0.14, 0.12, 0.055, -12), white),
    ]
    pen.fill(body, coat, marks=marks, shade=0.6)
    pen.fill(
        blob((0.36, -0.06), (0.34, -0.24), (0.14, -0.42), (0.06, -0.3), (0.14, -0.08)),
        mixed(coat, WHITE, 0.08),
    )
    eye(pen, (0.66, 0.05), 0.024)


FISH: dict[str, tuple[Callable[[Pen, Colour], None], Colour]] = {
    "fish": (_fish, (226, 132, 58)),
    "salmon": (_salmon, (190, 112, 104)),
    "whale": (_whale, (70, 96, 130)),
    "dolphin": (_dolphin, (108, 134, 160)),
    "shark": (_shark, (112, 124, 138)),
    "orca": (_orca, (38, 42, 54)),
}
