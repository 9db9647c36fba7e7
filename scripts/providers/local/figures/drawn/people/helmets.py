"""Helmets, goggles and masks."""

from __future__ import annotations

from scripts.providers.local.figures.drawn.people.head import Draw, Head
from scripts.providers.local.figures.pen import INK, WHITE
from scripts.providers.local.figures.shapes import bars, blob, joined, limb, line, oval, wedge
from scripts.providers.local.light import Colour, mixed, scaled


def _helm(head: Head, steel: Colour) -> None:
    head.fill(
        blob(
            (-1.0, -0.9),
            (-1.05, 0.5),
            (-0.5, 1.2),
            (0.3, 1.25),
            (0.98, 0.6),
            (1.05, -0.3),
            (0.6, -1.15),
            (-0.4, -1.15),
        ),
        steel,
        0.6,
    )
    head.fill(bars(0.17, ((-0.2, 0.12), (1.02, 0.12))), INK, 0)
    head.fill(bars(0.08, ((0.42, 0.2), (0.42, -0.95))), scaled(steel, 0.6), 0)
    head.fill(joined(oval(x, y, 0.06) for x in (0.16, 0.68) for y in (-0.3, -0.55, -0.8)), INK, 0)
    head.fill(
        limb((-0.2, 1.2, 0.14), (-0.8, 1.7, 0.3), (-1.5, 1.2, 0.2), (-1.7, 0.5, 0.03)),
        (168, 46, 52),
    )


def _galea(head: Head, bronze: Colour) -> None:
    head.fill(joined(wedge(0.0, 0.55, 1.35, 5, 175) for _ in (0,)), (178, 44, 46))
    head.fill(
        blob(
            (-1.0, -0.2),
            (-1.0, 0.6),
            (-0.4, 1.12),
            (0.4, 1.12),
            (0.98, 0.5),
            (0.5, 0.42),
            (-0.3, 0.42),
            (-0.45, -0.3),
            (-0.9, -0.8),
        ),
        bronze,
        0.5,
    )
    head.fill(
        blob((-0.6, 0.2), (-0.28, 0.2), (-0.1, -0.6), (0.1, -0.95), (-0.4, -0.75)),
        scaled(bronze, 0.9),
        0.3,
    )
    head.fill(limb((-0.1, 0.46, 0.09), (1.08, 0.44, 0.08)), scaled(bronze, 0.8), 0.2)


def _steel_pot(head: Head, colour: Colour) -> None:
    head.fill(
        blob(
            (-1.1, 0.2),
            (-0.95, 0.85),
            (-0.3, 1.3),
            (0.5, 1.25),
            (1.05, 0.7),
            (1.15, 0.32),
            (0, 0.42),
        ),
        colour,
        0.5,
    )
    head.fill(line(0.07, (-0.75, 0.2), (-0.55, -0.7), (0.05, -1.02)), scaled(colour, 0.6), 0)


def _hardhat(head: Head, colour: Colour) -> None:
    head.fill(
        blob((-0.95, 0.45), (-0.85, 1.0), (-0.1, 1.38), (0.7, 1.1), (0.95, 0.45)), colour, 0.5
    )
    head.fill(limb((-1.05, 0.46, 0.08), (1.3, 0.42, 0.07)), scaled(colour, 0.86), 0.2)
    head.fill(limb((-0.1, 0.6, 0.1), (0.0, 1.36, 0.12)), mixed(colour, WHITE, 0.3), 0)


def _lamp(head: Head, colour: Colour) -> None:
    _hardhat(head, colour)
    head.glow(oval(0.75, 0.85, 0.75), (255, 240, 180), 0.8)
    head.fill(oval(0.72, 0.84, 0.24), (255, 246, 206), 0.2)


def _cycle(head: Head, colour: Colour) -> None:
    head.fill(
        blob((-1.15, 0.5), (-0.7, 1.2), (0.1, 1.4), (1.1, 0.85), (1.0, 0.5), (0, 0.55)), colour, 0.5
    )
    head.fill(
        joined(
            limb((x, y, 0.05), (x + 0.5, y + 0.12, 0.08))
            for x, y in ((-0.7, 0.75), (-0.2, 0.95), (0.25, 0.75))
        ),
        INK,
        0,
    )
    head.fill(line(0.06, (-0.7, 0.4), (-0.35, -0.6), (0.1, -1.0)), INK, 0)


def _aviator(head: Head, colour: Colour) -> None:
    head.fill(
        blob(
            (-1.02, 0.2),
            (-0.95, 0.9),
            (-0.1, 1.22),
            (0.8, 0.95),
            (0.98, 0.45),
            (0.2, 0.56),
            (-0.4, 0.3),
            (-0.35, -0.5),
            (-0.7, -0.8),
            (-0.98, -0.3),
        ),
        colour,
    )
    head.fill(bars(0.13, ((-0.98, 0.6), (0.95, 0.72))), INK, 0)
    head.fill(oval(0.05, 0.76, 0.27) + oval(0.65, 0.76, 0.24), (196, 158, 88), 0.3)
    head.fill(oval(0.05, 0.76, 0.18) + oval(0.65, 0.76, 0.16), (150, 206, 216), 0.2)


def _visor(head: Head, _: Colour) -> None:
    suit = head.person.cloth
    head.fill(oval(0.0, 0.05, 1.42, 1.45), suit, 0.6)
    head.fill(oval(0.22, 0.05, 1.05, 0.98), (70, 92, 130), 0.3)
    head.fill(blob((-0.55, 0.3), (-0.1, 0.78), (0.4, 0.82), (0.0, 0.55)), (196, 220, 240), 0)
    head.fill(bars(0.2, ((-0.9, -1.32), (0.9, -1.32))), (196, 90, 62), 0.2)


def _mask(head: Head, _: Colour) -> None:
    suit = head.person.cloth
    head.fill(
        blob(
            (-1.05, -0.9),
            (-1.08, 0.6),
            (-0.3, 1.2),
            (0.6, 1.1),
            (1.0, 0.5),
            (0.4, 0.62),
            (-0.45, 0.4),
            (-0.5, -0.9),
        ),
        suit,
    )
    head.fill(
        blob((-0.32, 0.4), (0.4, 0.5), (1.02, 0.38), (0.95, -0.28), (0.4, -0.34), (-0.25, -0.25)),
        (34, 120, 132),
        0.2,
    )
    head.fill(
        blob((-0.18, 0.28), (0.4, 0.36), (0.88, 0.26), (0.82, -0.14), (0.4, -0.2), (-0.14, -0.12)),
        (168, 222, 230),
        0.3,
    )
    head.fill(limb((0.1, -0.6, 0.14), (0.6, -0.6, 0.14)), INK, 0.2)


HELMETS: dict[str, Draw] = {
    "helm": _helm,
    "galea": _galea,
    "steel": _steel_pot,
    "hardhat": _hardhat,
    "lamp": _lamp,
    "cycle": _cycle,
    "aviator": _aviator,
    "visor": _visor,
    "mask": _mask,
}
