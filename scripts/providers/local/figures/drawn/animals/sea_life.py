"""What lives in the sea and is no fish."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.animals.eyes import eye
from scripts.providers.local.figures.pen import INK, WHITE, Mark, Pen
from scripts.providers.local.figures.shapes import (
    blob,
    joined,
    limb,
    line,
    moved,
    oval,
    poly,
    wedge,
)
from scripts.providers.local.light import Colour, mixed, scaled


def _seal(pen: Pen, coat: Colour) -> None:
    pen.fill(
        blob((-0.72, 0.12), (-1.02, 0.2), (-1.0, 0.06), (-1.04, -0.02), (-0.7, 0.02)),
        scaled(coat, 0.8),
    )
    body = limb(
        (-0.8, 0.08, 0.07),
        (-0.4, 0.17, 0.17),
        (0.1, 0.24, 0.24),
        (0.38, 0.44, 0.18),
        (0.46, 0.66, 0.15),
    )
    snout = limb((0.48, 0.68, 0.15), (0.62, 0.64, 0.085))
    chance = joined(oval(-0.5 + 0.12 * i, 0.24 + 0.05 * (i % 3), 0.022, 0.015) for i in range(8))
    marks: list[Mark] = [
        (limb((-0.5, 0.0, 0.07), (0.1, 0.04, 0.12), (0.5, 0.36, 0.1)), mixed(coat, WHITE, 0.5)),
        (chance, scaled(coat, 0.76)),
    ]
    pen.fill(body + snout, coat, marks=marks, shade=0.6)
    pen.fill(
        blob((0.18, 0.16), (0.34, 0.06), (0.52, 0.0), (0.3, -0.01), (0.08, 0.06)),
        scaled(coat, 0.78),
    )
    pen.line(oval(0.7, 0.67, 0.03, 0.024), INK)
    eye(pen, (0.54, 0.73), 0.03)
    pen.line(
        joined(line(0.008, (0.64, 0.62), (0.74, 0.6 - 0.04 * i)) for i in range(2)),
        scaled(coat, 0.5),
    )


def _turtle(pen: Pen, coat: Colour) -> None:
    skin = mixed(coat, (206, 198, 150), 0.45)
    pen.fill(
        blob((0.3, 0.1), (0.36, -0.12), (0.2, -0.42), (0.08, -0.5), (0.1, -0.24), (0.14, 0.04)),
        scaled(skin, 0.8),
    )
    pen.fill(blob((-0.4, 0.0), (-0.62, -0.16), (-0.7, -0.24), (-0.6, -0.02)), scaled(skin, 0.86))
    pen.fill(limb((0.4, 0.1, 0.1), (0.58, 0.16, 0.1), (0.7, 0.16, 0.085)), skin, shade=0.5)
    shell = blob(
        (0.5, 0.02),
        (0.42, 0.24),
        (0.05, 0.38),
        (-0.34, 0.26),
        (-0.6, 0.0),
        (-0.3, -0.08),
        (0.2, -0.1),
    )
    plates = joined(
        line(0.02, *p)
        for p in (
            ((-0.5, 0.1), (0.0, 0.14), (0.5, 0.1)),
            ((-0.3, 0.3), (-0.26, 0.12), (-0.34, -0.1)),
            ((0.02, 0.4), (0.02, 0.14), (-0.04, -0.1)),
            ((0.32, 0.34), (0.26, 0.12), (0.28, -0.1)),
        )
    )
    pen.fill(shell, scaled(coat, 0.78), marks=[(plates, scaled(coat, 0.54))], shade=0.6)
    pen.fill(
        blob(
            (0.32, 0.02), (0.24, -0.1), (-0.06, -0.36), (-0.24, -0.42), (-0.06, -0.18), (0.1, 0.02)
        ),
        skin,
    )
    eye(pen, (0.7, 0.2), 0.026)


def _octopus(pen: Pen, coat: Colour) -> None:
    for i, (x, end) in enumerate(
        ((-0.24, -0.62), (-0.15, -0.34), (-0.05, -0.12), (0.05, 0.14), (0.15, 0.38), (0.24, 0.64))
    ):
        far = i % 2 == 0
        curl = 1 if x > 0 else -1
        arm = limb(
            (x, 0.3, 0.1),
            (x + (end - x) * 0.4, 0.1, 0.075),
            (end, -0.04 + 0.04 * (i % 3), 0.05),
            (end + 0.12 * curl, 0.08, 0.035),
            (end + 0.06 * curl, 0.16, 0.016),
        )
        spots = joined(
            oval(end + dx * curl, y, 0.016) for dx, y in ((0.0, 0.0), (0.06, 0.01), (0.11, 0.06))
        )
        pen.fill(
            arm,
            scaled(coat, 0.8) if far else coat,
            marks=[(spots, mixed(coat, WHITE, 0.6))],
            shade=0.4,
        )
    pen.fill(
        blob(
            (-0.24, 0.28),
            (-0.32, 0.6),
            (-0.3, 0.9),
            (0.0, 1.08),
            (0.3, 0.9),
            (0.32, 0.6),
            (0.24, 0.28),
            (0, 0.2),
        ),
        coat,
        marks=[
            (
                oval(-0.12, 0.86, 0.07) + oval(0.08, 0.92, 0.04) + oval(-0.2, 0.7, 0.035),
                mixed(coat, WHITE, 0.3),
            )
        ],
        shade=0.6,
    )
    for x in (-0.06, 0.17):
        pen.line(oval(x, 0.46, 0.07), mixed(coat, WHITE, 0.75))
        pen.line(oval(x + 0.015, 0.46, 0.045, 0.03), INK)


def _squid(pen: Pen, coat: Colour) -> None:
    for x, reach in (
        (-0.12, 0.4),
        (-0.07, 0.5),
        (-0.02, 0.44),
        (0.03, 0.52),
        (0.08, 0.44),
        (0.13, 0.4),
    ):
        arm = limb(
            (x, 0.42, 0.045),
            (x * 1.8, 0.42 - reach * 0.5, 0.032),
            (x * 1.3 + 0.04, 0.42 - reach, 0.01),
        )
        pen.fill(arm, scaled(coat, 0.86), shade=0.3)
    for side in (-1, 1):
        pen.line(line(0.02, (side * 0.1, 0.42), (side * 0.28, 0.1), (side * 0.2, -0.26)), coat)
        pen.fill(oval(side * 0.2, -0.3, 0.035, 0.08, side * 12), coat, shade=0.2)
        pen.fill(
            poly((side * 0.1, 1.1), (side * 0.36, 0.94), (side * 0.13, 0.78)), scaled(coat, 0.9)
        )
    pen.fill(
        blob((-0.15, 0.5), (-0.18, 0.8), (0.0, 1.3), (0.18, 0.8), (0.15, 0.5), (0, 0.46)),
        coat,
        shade=0.6,
    )
    pen.fill(blob((-0.16, 0.5), (0.16, 0.5), (0.14, 0.36), (-0.14, 0.36)), scaled(coat, 0.94))
    for side in (-1, 1):
        pen.line(oval(side * 0.11, 0.43, 0.05), WHITE)
        pen.line(oval(side * 0.11, 0.43, 0.03), INK)


def _jellyfish(pen: Pen, coat: Colour) -> None:
    pale = mixed(coat, WHITE, 0.35)
    for i in range(9):
        x = -0.36 + 0.09 * i
        swing = 0.07 if i % 2 else -0.07
        low = -0.1 - 0.12 * (i % 3)
        pen.fill(
            line(
                0.022, (x, 0.6), (x + swing, 0.4), (x - swing * 0.6, 0.16), (x + swing * 0.7, low)
            ),
            pale,
            opacity=0.75,
        )
    for x in (-0.12, 0.0, 0.12):
        ruffle = limb(
            (x, 0.62, 0.06), (x + 0.04, 0.42, 0.07), (x - 0.03, 0.26, 0.05), (x + 0.03, 0.06, 0.014)
        )
        pen.fill(ruffle, pale, opacity=0.85)
    bell = blob(
        (-0.46, 0.62),
        (-0.46, 0.86),
        (-0.26, 1.12),
        (0, 1.18),
        (0.26, 1.12),
        (0.46, 0.86),
        (0.46, 0.62),
        (0.3, 0.58),
        (0.15, 0.63),
        (0, 0.58),
        (-0.15, 0.63),
        (-0.3, 0.58),
    )
    ribs = joined(line(0.02, (x * 0.3, 1.12), (x, 0.6)) for x in (-0.3, -0.1, 0.1, 0.3))
    pen.fill(
        bell,
        coat,
        marks=[(oval(0, 0.84, 0.3, 0.2), pale), (ribs, mixed(coat, WHITE, 0.5))],
        shade=0.6,
    )


def _crab(pen: Pen, coat: Colour) -> None:
    dark = scaled(coat, 0.8)
    for side in (-1, 1):
        for i in range(3):
            leg = limb(
                (side * 0.3, 0.26, 0.045),
                (side * (0.54 + 0.06 * i), 0.34 - 0.06 * i, 0.038),
                (side * (0.66 + 0.0 * i - 0.08 * i), 0.0, 0.012),
            )
            pen.fill(leg, dark, shade=0.3)
        pen.fill(
            limb((side * 0.34, 0.36, 0.05), (side * 0.58, 0.5, 0.05), (side * 0.56, 0.66, 0.05)),
            coat,
            shade=0.3,
        )
        claw = moved(wedge(0, 0, 0.19, 115, 425), side * 0.52, 0.82, 1, 0)
        pen.fill(claw, coat, shade=0.4)
        pen.line(line(0.03, (side * 0.1, 0.44), (side * 0.12, 0.6)), coat)
        pen.line(oval(side * 0.12, 0.64, 0.055), WHITE)
        pen.line(oval(side * 0.12, 0.645, 0.032), INK)
    pen.fill(
        blob(
            (-0.44, 0.34),
            (-0.3, 0.5),
            (0, 0.54),
            (0.3, 0.5),
            (0.44, 0.34),
            (0.26, 0.14),
            (0, 0.1),
            (-0.26, 0.14),
        ),
        coat,
        marks=[(joined(oval(x, 0.42, 0.03) for x in (-0.22, 0, 0.22)), mixed(coat, WHITE, 0.4))],
        shade=0.6,
    )
    pen.line(line(0.02, (-0.1, 0.24), (0, 0.21), (0.1, 0.24)), scaled(coat, 0.5))


def _ray(pen: Pen, coat: Colour) -> None:
    pen.line(limb((-0.4, 0.1, 0.045), (-0.8, 0.0, 0.02), (-1.2, 0.12, 0.005)), scaled(coat, 0.8))
    pen.fill(
        blob(
            (-0.4, 0.14),
            (-0.12, 0.28),
            (0.1, 0.62),
            (0.18, 0.72),
            (0.24, 0.5),
            (0.5, 0.26),
            (0.56, 0.12),
        ),
        scaled(coat, 0.84),
    )
    body = blob(
        (0.64, 0.12),
        (0.42, 0.26),
        (0.0, 0.26),
        (-0.44, 0.12),
        (-0.14, -0.02),
        (-0.2, -0.34),
        (-0.12, -0.48),
        (0.16, -0.2),
        (0.5, 0.02),
    )
    spots = joined(oval(-0.2 + 0.1 * i, 0.14 + 0.05 * (i % 2), 0.018) for i in range(6))
    pen.fill(
        body,
        coat,
        marks=[
            (oval(0.36, -0.08, 0.34, 0.1, 24), mixed(coat, WHITE, 0.7)),
            (spots, mixed(coat, WHITE, 0.4)),
        ],
        shade=0.6,
    )
    eye(pen, (0.52, 0.15), 0.028)


SEA_LIFE: dict[str, tuple[Callable[[Pen, Colour], None], Colour]] = {
    "seal": (_seal, (124, 124, 128)),
    "turtle": (_turtle, (92, 126, 84)),
    "octopus": (_octopus, (190, 84, 84)),
    "squid": (_squid, (206, 132, 130)),
    "jellyfish": (_jellyfish, (186, 140, 200)),
    "crab": (_crab, (208, 86, 56)),
    "ray": (_ray, (86, 106, 132)),
}
