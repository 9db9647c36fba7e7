"""Small furry animals."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.animals.eyes import eye
from scripts.providers.local.figures.pen import INK, WHITE, Pen
from scripts.providers.local.figures.shapes import blob, joined, limb, line, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled
from scripts.providers.local.words import seeded

PINK: Colour = (226, 160, 150)


def _ears(pen: Pen, x: float, y: float, long: float, coat: Colour) -> None:
    for shift, tone in ((0.09, scaled(coat, 0.76)), (0.0, coat)):
        ear = limb(
            (x + shift, y, 0.05),
            (x - 0.06 + shift, y + long * 0.55, 0.075),
            (x - 0.1 + shift, y + long, 0.02),
        )
        inner = limb(
            (x + shift, y + 0.06, 0.02),
            (x - 0.055 + shift, y + long * 0.55, 0.036),
            (x - 0.085 + shift, y + long * 0.85, 0.01),
        )
        pen.fill(ear, tone, marks=[(inner, mixed(PINK, tone, 0.3))], shade=0.3)


def _rabbit(pen: Pen, coat: Colour) -> None:
    _hopper(pen, coat, ear=0.36, body=0.3, leg=0.0)


def _hare(pen: Pen, coat: Colour) -> None:
    _hopper(pen, coat, ear=0.5, body=0.25, leg=0.14)


def _hopper(pen: Pen, coat: Colour, *, ear: float, body: float, leg: float) -> None:
    pale = mixed(coat, WHITE, 0.65)
    pen.fill(oval(-0.5, 0.26 + leg, 0.1), pale, shade=0.4)
    trunk = limb(
        (-0.24, body + 0.02 + leg, body),
        (0.06, body + 0.06 + leg, body * 0.86),
        (0.3, 0.4 + leg * 1.6, 0.19),
    )
    pen.fill(
        limb((0.24, 0.3 + leg, 0.1), (0.3, 0.12, 0.06), (0.32, 0.05, 0.05), (0.38, 0.04, 0.045)),
        scaled(coat, 0.76),
        shade=0.3,
    )
    pen.fill(
        trunk,
        coat,
        marks=[
            (
                limb((-0.1, 0.02 + leg, 0.08), (0.28, 0.12 + leg, 0.1), (0.46, 0.36 + leg, 0.09)),
                pale,
            )
        ],
        shade=0.6,
    )
    pen.fill(
        limb((0.18, 0.32 + leg, 0.11), (0.22, 0.14, 0.065), (0.23, 0.05, 0.05), (0.3, 0.04, 0.045)),
        coat,
        shade=0.3,
    )
    pen.fill(oval(-0.24, 0.26 + leg, 0.2, 0.21), coat, shade=0.5)
    pen.fill(
        limb((-0.34, 0.06 + leg * 0.6, 0.065), (-0.2, 0.06, 0.06), (0.02, 0.05, 0.048)),
        coat,
        shade=0.3,
    )
    x, y = 0.42, 0.6 + leg * 1.8
    _ears(pen, x - 0.06, y + 0.1, ear, coat)
    pen.fill(
        limb((x - 0.02, y, 0.165), (x + 0.16, y - 0.06, 0.09)),
        coat,
        marks=[(oval(x + 0.12, y - 0.13, 0.13), pale)],
        shade=0.45,
    )
    pen.line(oval(x + 0.245, y - 0.03, 0.022, 0.018), mixed(PINK, INK, 0.4))
    eye(pen, (x + 0.06, y + 0.045), 0.032)


def _mouse(pen: Pen, coat: Colour) -> None:
    pen.line(
        limb((-0.4, 0.12, 0.03), (-0.7, 0.05, 0.022), (-0.92, 0.2, 0.016), (-1.0, 0.34, 0.008)),
        PINK,
    )
    for x in (-0.16, 0.26):
        pen.line(limb((x, 0.05, 0.035), (x + 0.1, 0.025, 0.025)), PINK)
    pen.fill(oval(0.36, 0.5, 0.13), scaled(coat, 0.75), shade=0.3)
    body = limb((-0.22, 0.26, 0.25), (0.12, 0.28, 0.22), (0.36, 0.3, 0.15), (0.56, 0.24, 0.05))
    pen.fill(
        body,
        coat,
        marks=[(limb((-0.2, 0.02, 0.08), (0.4, 0.12, 0.1)), mixed(coat, WHITE, 0.6))],
        shade=0.6,
    )
    pen.fill(
        oval(0.24, 0.5, 0.15),
        coat,
        marks=[(oval(0.25, 0.49, 0.095), mixed(PINK, coat, 0.3))],
        shade=0.3,
    )
    eye(pen, (0.42, 0.33), 0.03)
    pen.line(oval(0.61, 0.25, 0.024), mixed(PINK, INK, 0.3))
    pen.line(
        joined(line(0.007, (0.55, 0.22), (0.68, 0.16 + 0.06 * i)) for i in range(3)),
        scaled(coat, 0.6),
    )


def _squirrel(pen: Pen, coat: Colour) -> None:
    tail = limb(
        (-0.14, 0.1, 0.08),
        (-0.42, 0.2, 0.15),
        (-0.5, 0.56, 0.19),
        (-0.36, 0.9, 0.17),
        (-0.56, 1.04, 0.1),
        (-0.68, 0.94, 0.03),
    )
    inner = limb((-0.38, 0.2, 0.05), (-0.46, 0.56, 0.08), (-0.38, 0.86, 0.07))
    pen.fill(tail, scaled(coat, 0.9), marks=[(inner, mixed(coat, WHITE, 0.3))], shade=0.5)
    body = limb((-0.06, 0.24, 0.22), (0.04, 0.44, 0.17), (0.12, 0.62, 0.12))
    pen.fill(
        body,
        coat,
        marks=[
            (
                limb((0.14, 0.18, 0.08), (0.2, 0.44, 0.08), (0.22, 0.6, 0.06)),
                mixed(coat, WHITE, 0.75),
            )
        ],
        shade=0.5,
    )
    pen.fill(oval(-0.06, 0.18, 0.17, 0.16), coat, shade=0.4)
    pen.fill(limb((-0.08, 0.04, 0.045), (0.2, 0.035, 0.035)), scaled(coat, 0.86), shade=0.3)
    pen.fill(limb((0.08, 0.52, 0.06), (0.2, 0.4, 0.04), (0.3, 0.48, 0.032)), coat, shade=0.3)
    pen.fill(
        oval(0.33, 0.5, 0.055, 0.06),
        (160, 104, 58),
        marks=[(poly((0.2, 0.52), (0.46, 0.52), (0.46, 0.7), (0.2, 0.7)), (104, 70, 46))],
        shade=0.3,
    )
    pen.fill(
        poly((0.04, 0.84), (0.0, 1.02), (0.14, 0.9))
        + poly((0.16, 0.86), (0.17, 1.02), (0.25, 0.86)),
        scaled(coat, 0.86),
        shade=0.2,
    )
    pen.fill(
        limb((0.14, 0.76, 0.145), (0.28, 0.71, 0.07)),
        coat,
        marks=[(oval(0.26, 0.65, 0.1), mixed(coat, WHITE, 0.75))],
        shade=0.4,
    )
    pen.line(oval(0.34, 0.73, 0.022), INK)
    eye(pen, (0.2, 0.8), 0.032)


def _hedgehog(pen: Pen, coat: Colour) -> None:
    face = (224, 194, 158)
    for x in (-0.3, -0.02, 0.3):
        pen.fill(limb((x, 0.1, 0.055), (x + 0.04, 0.035, 0.04)), scaled(face, 0.8), shade=0.2)
    spikes = joined(
        poly(
            (-0.02 + 0.5 * a, 0.26 + 0.34 * b),
            (-0.02 + 0.72 * a - 0.03, 0.26 + 0.5 * b),
            (-0.02 + 0.52 * a + 0.06, 0.24 + 0.36 * b),
        )
        for a, b in (
            (-1, 0.1),
            (-0.97, 0.35),
            (-0.86, 0.6),
            (-0.68, 0.8),
            (-0.45, 0.95),
            (-0.2, 1.03),
            (0.08, 1.04),
            (0.34, 0.96),
            (0.56, 0.8),
        )
    )
    back = blob(
        (-0.56, 0.14),
        (-0.56, 0.38),
        (-0.32, 0.6),
        (0.04, 0.64),
        (0.34, 0.5),
        (0.4, 0.24),
        (0.2, 0.1),
        (-0.4, 0.08),
    )
    pen.fill(limb((0.24, 0.24, 0.17), (0.46, 0.24, 0.13), (0.68, 0.19, 0.035)), face, shade=0.4)
    chance = seeded("spines")
    quills = joined(
        line(0.02, (x, y), (x - 0.09, y + 0.05))
        for x, y in ((chance.uniform(-0.46, 0.32), chance.uniform(0.14, 0.56)) for _ in range(38))
    )
    pen.fill(back + spikes, coat, marks=[(quills, mixed(coat, WHITE, 0.42))], shade=0.6)
    pen.fill(oval(0.32, 0.38, 0.06), scaled(face, 0.85), shade=0.2)
    pen.line(oval(0.7, 0.2, 0.034), INK)
    eye(pen, (0.49, 0.28), 0.028)


def _beaver(pen: Pen, coat: Colour) -> None:
    tail = oval(-0.66, 0.1, 0.34, 0.12, -12)
    grid = joined(
        line(0.012, (x, -0.1), (x + 0.16, 0.3)) + line(0.012, (x + 0.16, -0.1), (x, 0.3))
        for x in (-1.0, -0.88, -0.76, -0.64, -0.52)
    )
    pen.fill(tail, (88, 70, 66), marks=[(grid, (62, 48, 48))], shade=0.4)
    body = limb((-0.2, 0.3, 0.3), (0.06, 0.42, 0.25), (0.22, 0.62, 0.18))
    pen.fill(
        body,
        coat,
        marks=[(limb((0.12, 0.2, 0.1), (0.32, 0.46, 0.1)), mixed(coat, WHITE, 0.28))],
        shade=0.6,
    )
    pen.fill(limb((-0.1, 0.05, 0.055), (0.18, 0.04, 0.045)), scaled(coat, 0.7), shade=0.2)
    pen.fill(limb((0.16, 0.46, 0.08), (0.3, 0.34, 0.055), (0.4, 0.38, 0.045)), coat, shade=0.4)
    pen.fill(oval(0.16, 0.88, 0.06), scaled(coat, 0.8), shade=0.2)
    pen.fill(
        limb((0.26, 0.74, 0.18), (0.42, 0.68, 0.12)),
        coat,
        marks=[(oval(0.46, 0.62, 0.12), mixed(coat, WHITE, 0.28))],
        shade=0.5,
    )
    pen.line(poly((0.44, 0.58), (0.52, 0.58), (0.51, 0.47), (0.45, 0.47)), (250, 242, 218))
    pen.line(oval(0.53, 0.73, 0.04, 0.03), INK)
    eye(pen, (0.36, 0.8), 0.028)


def _monkey(pen: Pen, coat: Colour) -> None:
    skin = (228, 184, 148)
    pen.fill(
        limb(
            (-0.16, 0.14, 0.05),
            (-0.44, 0.12, 0.04),
            (-0.6, 0.36, 0.036),
            (-0.46, 0.56, 0.034),
            (-0.34, 0.46, 0.03),
        ),
        scaled(coat, 0.82),
        shade=0.3,
    )
    pen.fill(
        limb((0.06, 0.56, 0.07), (0.26, 0.36, 0.05), (0.24, 0.14, 0.045)),
        scaled(coat, 0.76),
        shade=0.3,
    )
    pen.fill(
        limb((-0.02, 0.24, 0.2), (0.02, 0.46, 0.17), (0.06, 0.6, 0.12)),
        coat,
        marks=[(limb((0.1, 0.24, 0.11), (0.14, 0.5, 0.09)), mixed(coat, skin, 0.7))],
        shade=0.5,
    )
    pen.fill(limb((-0.06, 0.18, 0.13), (0.2, 0.24, 0.09), (0.18, 0.05, 0.055)), coat, shade=0.4)
    pen.fill(limb((0.17, 0.04, 0.045), (0.32, 0.035, 0.036)), skin, shade=0.2)
    pen.fill(limb((-0.08, 0.58, 0.075), (-0.16, 0.36, 0.055), (0.0, 0.2, 0.045)), coat, shade=0.4)
    pen.fill(oval(0.03, 0.18, 0.05), skin, shade=0.2)
    for x in (-0.12, 0.3):
        pen.fill(
            oval(x, 0.83, 0.085), skin, marks=[(oval(x, 0.83, 0.05), scaled(skin, 0.84))], shade=0.2
        )
    pen.fill(oval(0.09, 0.84, 0.195, 0.2), coat, shade=0.4)
    pen.fill(
        joined((oval(0.05, 0.87, 0.1), oval(0.2, 0.87, 0.085), oval(0.14, 0.74, 0.145, 0.105))),
        skin,
        shade=0.3,
    )
    for x in (0.07, 0.2):
        eye(pen, (x, 0.875), 0.026)
    pen.line(oval(0.135, 0.79, 0.012) + oval(0.175, 0.79, 0.012), scaled(skin, 0.5))
    pen.line(line(0.014, (0.06, 0.72), (0.15, 0.695), (0.24, 0.725)), scaled(skin, 0.5))


FURRY: dict[str, tuple[Callable[[Pen, Colour], None], Colour]] = {
    "rabbit": (_rabbit, (190, 168, 150)),
    "hare": (_hare, (166, 130, 96)),
    "mouse": (_mouse, (150, 144, 148)),
    "squirrel": (_squirrel, (178, 96, 52)),
    "hedgehog": (_hedgehog, (96, 78, 66)),
    "beaver": (_beaver, (122, 82, 58)),
    "monkey": (_monkey, (124, 84, 58)),
}
