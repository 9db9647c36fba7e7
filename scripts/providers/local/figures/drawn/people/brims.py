"""Hats and caps with a brim or a peak."""

from __future__ import annotations

from scripts.providers.local.figures.drawn.people.head import Draw, Head
from scripts.providers.local.figures.pen import INK, WHITE
from scripts.providers.local.figures.shapes import bars, blob, limb, line, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled


def _cap(head: Head, colour: Colour) -> None:
    head.fill(
        blob((-0.9, 0.45), (-0.85, 0.95), (-0.2, 1.28), (0.6, 1.15), (0.9, 0.6), (0.2, 0.5)), colour
    )
    head.fill(limb((0.3, 0.52, 0.1), (1.25, 0.46, 0.07)), scaled(colour, 0.75), 0.2)


def _peaked(head: Head, colour: Colour) -> None:
    head.fill(
        blob((-1.1, 0.95), (-0.6, 1.35), (0.5, 1.45), (1.12, 1.0), (0.6, 0.75), (-0.7, 0.7)),
        mixed(colour, WHITE, 0.82),
    )
    head.fill(poly((-0.86, 0.45), (0.9, 0.45), (0.92, 0.86), (-0.88, 0.86)), colour, 0.2)
    head.fill(oval(0.3, 0.78, 0.16), (222, 182, 90), 0.2)
    head.fill(blob((-0.1, 0.5), (0.9, 0.52), (1.3, 0.34), (0.5, 0.36)), INK, 0.2)


def _brim(head: Head, colour: Colour) -> None:
    head.fill(
        blob(
            (-0.78, 0.5),
            (-0.72, 1.2),
            (-0.2, 1.42),
            (0.1, 1.3),
            (0.45, 1.42),
            (0.82, 1.15),
            (0.86, 0.5),
        ),
        colour,
    )
    head.fill(bars(0.2, ((-0.8, 0.66), (0.88, 0.66))), scaled(colour, 0.55), 0)
    head.fill(
        blob((-1.4, 0.42), (-0.7, 0.6), (0.8, 0.6), (1.5, 0.4), (0.8, 0.36), (-0.7, 0.36)),
        scaled(colour, 0.9),
    )


def _straw(head: Head, colour: Colour) -> None:
    head.fill(blob((-0.8, 0.55), (-0.65, 1.2), (0.0, 1.35), (0.7, 1.2), (0.86, 0.55)), colour)
    head.fill(bars(0.2, ((-0.8, 0.7), (0.86, 0.7))), (164, 74, 56), 0)
    head.fill(
        blob((-1.75, 0.36), (-0.8, 0.68), (0.85, 0.68), (1.8, 0.36), (0.8, 0.4), (-0.75, 0.4)),
        scaled(colour, 0.93),
    )


def _pith(head: Head, colour: Colour) -> None:
    colour = (214, 194, 148)
    head.fill(blob((-0.95, 0.5), (-0.7, 1.15), (0.0, 1.42), (0.75, 1.15), (1.0, 0.5)), colour)
    head.fill(
        blob((-1.35, 0.25), (-0.8, 0.62), (0.85, 0.62), (1.4, 0.28), (0.8, 0.42), (-0.75, 0.42)),
        scaled(colour, 0.86),
    )


def _feathered(head: Head, colour: Colour) -> None:
    _brim(head, colour)
    head.fill(limb((-0.5, 0.7, 0.05), (-0.8, 1.4, 0.17), (-1.3, 1.9, 0.02)), (196, 70, 56), 0.2)


def _rain(head: Head, colour: Colour) -> None:
    colour = head.person.cloth
    head.fill(blob((-0.85, 0.45), (-0.65, 1.1), (0.0, 1.3), (0.7, 1.1), (0.9, 0.45)), colour)
    head.fill(
        blob((-1.55, -0.1), (-0.8, 0.6), (0.85, 0.62), (1.2, 0.4), (0.7, 0.36), (-0.6, 0.3)),
        scaled(colour, 0.88),
    )


def _sailor(head: Head, colour: Colour) -> None:
    head.fill(
        blob((-0.8, 0.6), (-0.95, 1.05), (0.0, 1.2), (1.0, 1.05), (0.85, 0.6), (0, 0.68)), colour
    )
    head.fill(bars(0.14, ((-0.8, 0.66), (0.86, 0.66))), (44, 70, 122), 0)


def _beret(head: Head, colour: Colour) -> None:
    head.fill(
        blob((-1.3, 0.75), (-0.8, 1.2), (0.2, 1.25), (0.95, 0.75), (0.5, 0.52), (-0.6, 0.5)), colour
    )
    head.fill(oval(-0.1, 1.24, 0.07, 0.14), colour, 0)


def _tricorn(head: Head, colour: Colour) -> None:
    head.fill(
        blob(
            (-1.6, 0.75),
            (-0.8, 1.1),
            (0.0, 1.7),
            (0.9, 1.15),
            (1.6, 0.75),
            (0.7, 0.5),
            (0, 0.42),
            (-0.7, 0.5),
        ),
        colour,
    )
    head.fill(
        line(0.08, (-1.55, 0.74), (-0.7, 0.55), (0, 0.48), (0.7, 0.55), (1.55, 0.74)),
        (214, 178, 92),
        0,
    )
    head.fill(
        oval(0.05, 1.05, 0.2)
        + bars(0.07, ((-0.25, 0.72), (0.35, 0.9)), ((-0.25, 0.9), (0.35, 0.72))),
        (236, 232, 222),
        0,
    )


def _veil(head: Head, colour: Colour) -> None:
    head.glass(
        blob((-1.2, 0.6), (1.25, 0.6), (1.35, -1.0), (0.0, -1.5), (-1.3, -1.0)), (52, 54, 60), 0.34
    )
    _straw(head, colour)


BRIMS: dict[str, Draw] = {
    "cap": _cap,
    "peaked": _peaked,
    "brim": _brim,
    "straw": _straw,
    "pith": _pith,
    "feather": _feathered,
    "rain": _rain,
    "sailor": _sailor,
    "beret": _beret,
    "tricorn": _tricorn,
    "veil": _veil,
}
