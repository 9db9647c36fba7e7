"""Things of the table and the wall."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.materials import GOLD, PAPER
from scripts.providers.local.figures.pen import WHITE, Pen
from scripts.providers.local.figures.shapes import (
    bars,
    blob,
    box,
    cap,
    joined,
    limb,
    line,
    oval,
    poly,
)
from scripts.providers.local.light import Colour, mixed, scaled


def _cup(pen: Pen, colour: Colour) -> None:
    for x in (-0.12, 0.1):
        pen.fill(
            line(0.03, (x, 0.66), (x + 0.06, 0.76), (x - 0.03, 0.86), (x + 0.04, 0.96)),
            (240, 240, 240),
            opacity=0.5,
        )
    pen.fill(oval(0, 0.03, 0.46, 0.045), mixed(colour, WHITE, 0.5), shade=0.3)
    ring = [(0.34 + 0.15 * x, 0.36 + 0.14 * y) for x, y in oval(0, 0, 1)[0]]
    pen.fill(line(0.055, *ring[::4], ring[0]), scaled(colour, 0.88), shade=0.3)
    pen.fill(
        blob((-0.36, 0.58), (-0.34, 0.3), (-0.2, 0.08), (0.2, 0.08), (0.34, 0.3), (0.36, 0.58)),
        colour,
        marks=[(bars(0.05, ((-1, 0.4), (1, 0.4))), mixed(colour, WHITE, 0.65))],
        shade=0.6,
    )
    pen.fill(
        oval(0, 0.58, 0.36, 0.075),
        mixed(colour, WHITE, 0.35),
        marks=[(oval(0, 0.575, 0.31, 0.055), (98, 64, 46))],
        shade=0,
    )


def _kettle(pen: Pen, colour: Colour) -> None:
    pen.line(
        line(0.05, (-0.26, 0.56), (-0.24, 0.86), (0.0, 0.96), (0.24, 0.86), (0.26, 0.56)),
        (62, 50, 46),
    )
    pen.fill(limb((0.28, 0.22, 0.09), (0.44, 0.36, 0.06), (0.56, 0.56, 0.045)), scaled(colour, 0.9))
    pen.fill(
        blob(
            (-0.4, 0.04),
            (-0.44, 0.26),
            (-0.3, 0.56),
            (0, 0.66),
            (0.3, 0.56),
            (0.44, 0.26),
            (0.4, 0.04),
            (0, 0.0),
        ),
        colour,
        shade=0.7,
    )
    pen.fill(cap(0, 0.6, 0.2), scaled(colour, 0.85), shade=0.3)
    pen.fill(oval(0, 0.81, 0.05), (62, 50, 46), shade=0.3)


def _mirror(pen: Pen, colour: Colour) -> None:
    frame = mixed(colour, GOLD, 0.6)
    pen.fill(
        poly((-0.07, 0.0), (0.07, 0.0), (0.05, 0.4), (-0.05, 0.4)) + oval(0, 0.03, 0.08),
        frame,
        shade=0.5,
    )
    pen.fill(oval(0, 0.68, 0.3, 0.34), frame, shade=0.6)
    shine = poly((-0.3, 0.6), (-0.2, 0.5), (0.2, 0.9), (0.1, 1.0)) + poly(
        (-0.08, 0.42), (-0.02, 0.38), (0.34, 0.74), (0.28, 0.8)
    )
    pen.fill(
        oval(0, 0.68, 0.235, 0.275), (178, 208, 222), marks=[(shine, (224, 240, 246))], shade=0.3
    )


def _bottle(pen: Pen, colour: Colour) -> None:
    glass = mixed(colour, (86, 136, 108), 0.5)
    pen.fill(box(-0.055, 0.88, 0.055, 1.0, 0.015), (186, 138, 88), shade=0.3)
    body = blob(
        (-0.17, 0.02),
        (-0.18, 0.3),
        (-0.17, 0.52),
        (-0.075, 0.68),
        (-0.065, 0.9),
        (0.065, 0.9),
        (0.075, 0.68),
        (0.17, 0.52),
        (0.18, 0.3),
        (0.17, 0.02),
        (0, 0.0),
    )
    pen.fill(
        body,
        glass,
        marks=[
            (limb((-0.11, 0.1, 0.02), (-0.115, 0.48, 0.022)), mixed(glass, WHITE, 0.6)),
            (box(-1, 0.16, 1, 0.4), PAPER),
            (
                bars(0.016, ((-0.1, 0.31), (0.1, 0.31)), ((-0.07, 0.25), (0.07, 0.25))),
                (150, 120, 90),
            ),
        ],
        shade=0.6,
    )


def _bell(pen: Pen, colour: Colour) -> None:
    metal = mixed(colour, GOLD, 0.85)
    ring = [(0.08 * x, 0.94 + 0.08 * y) for x, y in oval(0, 0, 1)[0]]
    pen.line(line(0.04, *ring[::4], ring[0]), scaled(metal, 0.8))
    pen.fill(oval(0, 0.08, 0.1), scaled(metal, 0.6), shade=0.4)
    pen.fill(
        blob(
            (-0.46, 0.12),
            (-0.32, 0.3),
            (-0.28, 0.62),
            (-0.14, 0.84),
            (0.14, 0.84),
            (0.28, 0.62),
            (0.32, 0.3),
            (0.46, 0.12),
            (0, 0.1),
        ),
        metal,
        marks=[
            (bars(0.035, ((-1, 0.24), (1, 0.24))), scaled(metal, 0.78)),
            (bars(0.02, ((-1, 0.66), (1, 0.66))), scaled(metal, 0.78)),
        ],
        shade=0.7,
    )


def _apple(pen: Pen, colour: Colour) -> None:
    pen.line(line(0.04, (0, 0.72), (0.02, 0.84), (0.07, 0.93)), (98, 68, 48))
    pen.fill(
        limb((0.06, 0.84, 0.01), (0.18, 0.92, 0.07), (0.34, 0.92, 0.008)), (106, 152, 76), shade=0.4
    )
    pen.fill(
        blob(
            (0.0, 0.72),
            (-0.2, 0.8),
            (-0.42, 0.66),
            (-0.42, 0.34),
            (-0.2, 0.03),
            (0.0, 0.06),
            (0.2, 0.03),
            (0.42, 0.34),
            (0.42, 0.66),
            (0.2, 0.8),
        ),
        colour,
        marks=[(oval(-0.22, 0.58, 0.08, 0.12, -20), mixed(colour, WHITE, 0.6))],
        shade=0.7,
    )


def _bread(pen: Pen, colour: Colour) -> None:
    pen.fill(
        blob(
            (-0.66, 0.1),
            (-0.64, 0.3),
            (-0.4, 0.46),
            (0, 0.52),
            (0.4, 0.46),
            (0.64, 0.3),
            (0.66, 0.1),
            (0.3, 0.0),
            (-0.3, 0.0),
        ),
        colour,
        marks=[
            (
                joined(
                    limb((x - 0.07, 0.46, 0.02), (x, 0.34, 0.045), (x + 0.06, 0.18, 0.015))
                    for x in (-0.36, -0.12, 0.12, 0.36)
                ),
                (246, 216, 160),
            )
        ],
        shade=0.7,
    )


TABLE: dict[str, tuple[Callable[[Pen, Colour], None], Colour]] = {
    "cup": (_cup, (86, 126, 158)),
    "kettle": (_kettle, (178, 86, 62)),
    "mirror": (_mirror, GOLD),
    "bottle": (_bottle, (62, 118, 92)),
    "bell": (_bell, GOLD),
    "apple": (_apple, (200, 56, 50)),
    "bread": (_bread, (206, 148, 84)),
}
