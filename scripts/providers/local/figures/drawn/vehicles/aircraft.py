"""What flies: aeroplanes, balloons, rockets."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.materials import GLASS
from scripts.providers.local.figures.pen import INK, WHITE, Pen
from scripts.providers.local.figures.shapes import bars, blob, box, joined, limb, line, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled


def _airplane(pen: Pen, paint: Colour) -> None:
    stripe = (62, 104, 164)
    pen.fill(
        poly((0.1, 0.36), (-0.22, 0.66), (-0.34, 0.66), (-0.12, 0.34)),
        scaled(paint, 0.76),
        shade=0.3,
    )
    pen.fill(poly((-0.68, 0.36), (-0.98, 0.72), (-0.84, 0.74), (-0.52, 0.4)), stripe, shade=0.4)
    body = blob(
        (1.0, 0.3),
        (0.9, 0.4),
        (0.62, 0.45),
        (-0.4, 0.43),
        (-0.9, 0.4),
        (-0.96, 0.38),
        (-0.6, 0.26),
        (0.0, 0.19),
        (0.7, 0.19),
        (0.94, 0.24),
    )
    panes = joined(oval(-0.42 + 0.1 * i, 0.36, 0.024, 0.03) for i in range(11))
    pen.fill(
        body,
        paint,
        marks=[
            (bars(0.05, ((-1, 0.29), (1, 0.29))), stripe),
            (panes, (72, 96, 126)),
            (poly((0.74, 0.36), (0.78, 0.44), (0.94, 0.37), (0.9, 0.34)), (72, 96, 126)),
        ],
        shade=0.6,
    )
    pen.fill(
        poly((-0.66, 0.34), (-0.94, 0.26), (-0.86, 0.24), (-0.54, 0.3)),
        scaled(paint, 0.9),
        shade=0.3,
    )
    pen.fill(
        poly((0.22, 0.27), (-0.3, -0.06), (-0.46, -0.06), (-0.16, 0.27)),
        scaled(paint, 0.92),
        shade=0.4,
    )
    pen.fill(limb((-0.06, 0.05, 0.05), (0.14, 0.06, 0.056)), stripe, shade=0.5)


def _helicopter(pen: Pen, paint: Colour) -> None:
    pen.line(bars(0.03, ((0.1, 0.62), (0.1, 0.78))), INK)
    pen.fill(
        limb((-0.7, 0.79, 0.012), (0.1, 0.8, 0.022), (0.9, 0.79, 0.012)), (72, 76, 86), shade=0
    )
    pen.fill(
        limb((-0.1, 0.46, 0.11), (-0.6, 0.48, 0.045), (-0.92, 0.52, 0.03))
        + poly((-0.86, 0.5), (-1.02, 0.74), (-0.92, 0.74), (-0.78, 0.5)),
        scaled(paint, 0.9),
    )
    pen.line(bars(0.016, ((-0.98, 0.44), (-0.9, 0.64))), (72, 76, 86))
    body = blob(
        (0.58, 0.34),
        (0.5, 0.54),
        (0.24, 0.64),
        (-0.08, 0.62),
        (-0.26, 0.46),
        (-0.14, 0.26),
        (0.2, 0.2),
        (0.5, 0.22),
    )
    pen.fill(
        body,
        paint,
        marks=[
            (blob((0.6, 0.36), (0.5, 0.54), (0.28, 0.6), (0.26, 0.38)), GLASS),
            (box(0.0, 0.28, 0.2, 0.56, 0.03), scaled(paint, 0.85)),
            (box(0.03, 0.42, 0.17, 0.54, 0.02), GLASS),
        ],
        shade=0.6,
    )
    pen.line(
        bars(0.024, ((0.0, 0.24), (-0.06, 0.06)), ((0.34, 0.22), (0.38, 0.06)))
        + line(0.034, (-0.3, 0.04), (0.5, 0.04), (0.62, 0.09)),
        (72, 76, 86),
    )


def _balloon(pen: Pen, paint: Colour) -> None:
    pen.line(
        bars(
            0.01,
            ((-0.16, 0.38), (-0.07, 0.17)),
            ((0.16, 0.38), (0.07, 0.17)),
            ((-0.05, 0.36), (-0.03, 0.17)),
            ((0.05, 0.36), (0.03, 0.17)),
        ),
        (112, 86, 66),
    )
    envelope = blob(
        (-0.1, 0.32),
        (-0.3, 0.5),
        (-0.38, 0.72),
        (-0.28, 0.94),
        (0.0, 1.04),
        (0.28, 0.94),
        (0.38, 0.72),
        (0.3, 0.5),
        (0.1, 0.32),
    )
    cream = (246, 232, 200)
    stripes = joined(
        (
            blob(
                (0, 1.06),
                (-0.13, 0.9),
                (-0.17, 0.7),
                (-0.06, 0.3),
                (0.06, 0.3),
                (0.17, 0.7),
                (0.13, 0.9),
            ),
            blob(
                (0, 1.06),
                (-0.34, 0.92),
                (-0.42, 0.7),
                (-0.22, 0.4),
                (-0.1, 0.3),
                (-0.3, 0.7),
                (-0.24, 0.9),
            ),
            blob(
                (0, 1.06),
                (0.34, 0.92),
                (0.42, 0.7),
                (0.22, 0.4),
                (0.1, 0.3),
                (0.3, 0.7),
                (0.24, 0.9),
            ),
        )
    )
    core = blob(
        (0, 1.06), (-0.05, 0.9), (-0.065, 0.7), (-0.02, 0.3), (0.02, 0.3), (0.065, 0.7), (0.05, 0.9)
    )
    pen.fill(envelope, paint, marks=[(stripes, cream), (core, paint)], shade=0.7)
    weave = joined(bars(0.008, ((-1, y), (1, y))) for y in (0.05, 0.085, 0.12))
    pen.fill(
        box(-0.09, 0.0, 0.09, 0.15, 0.02), (162, 112, 66), marks=[(weave, (126, 84, 50))], shade=0.5
    )
    pen.fill(box(-0.1, 0.14, 0.1, 0.175, 0.015), (112, 72, 46), shade=0.2)


def _rocket(pen: Pen, paint: Colour) -> None:
    red = (204, 66, 56)
    pen.fill(
        blob(
            (-0.08, 0.14),
            (-0.13, 0.06),
            (-0.05, 0.04),
            (0.0, -0.12),
            (0.05, 0.04),
            (0.13, 0.06),
            (0.08, 0.14),
        ),
        (246, 156, 62),
        shade=0,
    )
    pen.fill(
        blob((-0.04, 0.14), (-0.05, 0.08), (0.0, -0.02), (0.05, 0.08), (0.04, 0.14)),
        (255, 232, 150),
        shade=0,
    )
    for side in (-1, 1):
        pen.fill(
            blob((side * 0.1, 0.42), (side * 0.26, 0.26), (side * 0.28, 0.08), (side * 0.1, 0.18)),
            red,
            shade=0.4,
        )
    body = blob(
        (0.0, 1.04),
        (-0.1, 0.86),
        (-0.15, 0.58),
        (-0.12, 0.26),
        (-0.08, 0.14),
        (0.08, 0.14),
        (0.12, 0.26),
        (0.15, 0.58),
        (0.1, 0.86),
    )
    pen.fill(
        body,
        paint,
        marks=[
            (poly((-1, 0.82), (1, 0.82), (1, 1.1), (-1, 1.1)), red),
            (bars(0.05, ((-1, 0.26), (1, 0.26))), red),
        ],
        shade=0.7,
    )
    pen.fill(oval(0, 0.64, 0.075), (150, 158, 170), shade=0.3)
    pen.fill(oval(0, 0.64, 0.054), (102, 168, 206), shade=0.4)
    pen.fill(
        blob((-0.022, 0.3), (0.022, 0.3), (0.03, 0.14), (0, 0.06), (-0.03, 0.14)),
        scaled(red, 0.9),
        shade=0.2,
    )


def _spaceship(pen: Pen, paint: Colour) -> None:
    for y in (0.3, 0.16):
        pen.fill(limb((-0.72, y, 0.05), (-1.0, y, 0.012)), (130, 214, 246), opacity=0.8)
    pen.fill(
        poly((0.0, 0.34), (-0.56, 0.66), (-0.78, 0.66), (-0.5, 0.3)), scaled(paint, 0.8), shade=0.4
    )
    body = blob(
        (1.0, 0.2),
        (0.6, 0.32),
        (0.2, 0.38),
        (-0.4, 0.36),
        (-0.74, 0.34),
        (-0.78, 0.1),
        (-0.3, 0.08),
        (0.3, 0.1),
        (0.8, 0.15),
    )
    panel = joined(bars(0.01, ((x, 0), (x + 0.06, 0.5))) for x in (-0.5, -0.2, 0.1))
    pen.fill(
        body,
        paint,
        marks=[(bars(0.04, ((-1, 0.2), (1, 0.2))), (206, 98, 62)), (panel, scaled(paint, 0.8))],
        shade=0.6,
    )
    pen.fill(
        blob((0.5, 0.33), (0.34, 0.44), (0.1, 0.46), (-0.06, 0.37), (0.2, 0.35)),
        (70, 120, 164),
        marks=[(blob((0.4, 0.36), (0.3, 0.42), (0.16, 0.43), (0.26, 0.37)), GLASS)],
        shade=0.3,
    )
    pen.fill(
        poly((0.24, 0.16), (-0.42, -0.04), (-0.72, -0.04), (-0.4, 0.18)),
        scaled(paint, 0.9),
        shade=0.4,
    )
    pen.fill(
        joined(box(-0.84, y - 0.05, -0.7, y + 0.05, 0.02) for y in (0.3, 0.16)),
        (78, 84, 98),
        shade=0.4,
    )
    pen.line(
        joined(oval(x, 0.275, 0.02) for x in (-0.4, -0.28, -0.16)),
        mixed((255, 226, 150), WHITE, 0.2),
    )


AIRCRAFT: dict[str, tuple[Callable[[Pen, Colour], None], Colour]] = {
    "airplane": (_airplane, (238, 240, 242)),
    "helicopter": (_helicopter, (206, 84, 58)),
    "balloon": (_balloon, (204, 72, 60)),
    "rocket": (_rocket, (236, 238, 240)),
    "spaceship": (_spaceship, (196, 204, 216)),
}
