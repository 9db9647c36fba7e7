"""Props: things a shot may show, drawn with the figures' pen."""

from __future__ import annotations

import math
from collections.abc import Callable

from scripts.providers.local.light import Colour, mixed, scaled
from scripts.providers.local.pen import INK, Looks, Pen
from scripts.providers.local.words import COLOURS, first_known, seeded

_PAPER: Colour = (240, 230, 206)
_FLAME: Colour = (255, 224, 140)
_PLAIN: tuple[Colour, ...] = ((150, 98, 62), (74, 106, 128), (158, 74, 64), (98, 116, 84))


def draw_thing(pen: Pen, looks: Looks) -> None:
    """Draw the thing the words name, else a chest in a colour of its own."""
    named = first_known(looks.text, _SHAPES)
    colour = looks.coat(seeded("thing", looks.seed).choice(_PLAIN))
    _SHAPES.get(named or "", _chest)(pen, colour)


def _lantern(pen: Pen, colour: Colour) -> None:
    dark = scaled(colour, 0.6)
    pen.curve((-0.13, 0.22), (0.0, -0.12), (0.13, 0.22), (0.014, 0.014), dark)
    pen.polygon([(-0.1, 0.16), (0.1, 0.16), (0.2, 0.3), (-0.2, 0.3)], dark)
    pen.rounded(-0.17, 0.3, 0.17, 0.86, 0.03, mixed(_FLAME, (255, 180, 80), 0.35))
    pen.ellipse((0, 0.62), 0.11, 0.17, _FLAME)
    pen.polygon([(-0.05, 0.66), (0, 0.46), (0.05, 0.66)], (255, 250, 226))
    pen.ellipse((0, 0.67), 0.05, 0.05, (255, 250, 226))
    for x in (-0.16, 0.0, 0.16):
        pen.limb([(x, 0.3), (x, 0.86)], 0.018, dark)
    pen.rounded(-0.22, 0.86, 0.22, 0.97, 0.02, dark)


def _book(pen: Pen, colour: Colour) -> None:
    for side in (-1, 1):
        pen.polygon([(0, 0.42), (side * 0.48, 0.34), (side * 0.48, 0.88), (0, 0.96)], colour)
        pen.polygon([(0, 0.4), (side * 0.44, 0.32), (side * 0.44, 0.84), (0, 0.92)], _PAPER)
        for row in range(5):
            y = 0.48 + row * 0.075
            pen.limb([(side * 0.06, y), (side * 0.38, y - 0.055)], 0.008, (168, 156, 138))
    pen.limb([(0, 0.4), (0, 0.93)], 0.014, scaled(colour, 0.7))


def _boat(pen: Pen, colour: Colour) -> None:
    pen.limb([(0, 0.03), (0, 0.74)], 0.022, (98, 70, 52))
    pen.polygon([(0.025, 0.06), (0.025, 0.68), (0.36, 0.68)], _PAPER)
    pen.polygon([(-0.025, 0.16), (-0.025, 0.68), (-0.28, 0.68)], mixed(_PAPER, colour, 0.3))
    pen.polygon([(-0.46, 0.74), (0.48, 0.74), (0.34, 0.96), (-0.32, 0.96)], colour)
    pen.polygon(
        [(-0.46, 0.74), (0.48, 0.74), (0.45, 0.79), (-0.43, 0.79)], mixed(colour, _PAPER, 0.5)
    )


def _letter(pen: Pen, colour: Colour) -> None:
    pen.rounded(-0.46, 0.36, 0.46, 0.96, 0.02, _PAPER)
    pen.polygon([(-0.46, 0.37), (0.46, 0.37), (0, 0.72)], scaled(_PAPER, 0.9))
    pen.limb([(-0.45, 0.38), (0, 0.72), (0.45, 0.38)], 0.01, scaled(_PAPER, 0.7))
    pen.ellipse((0, 0.7), 0.075, 0.075, colour)


def _key(pen: Pen, colour: Colour) -> None:
    metal = mixed(colour, COLOURS["gold"], 0.7)
    pen.ellipse((0, 0.18), 0.17, 0.17, metal)
    pen.draw.ellipse((*pen.at((-0.09, 0.09)), *pen.at((0.09, 0.27))), (0, 0, 0, 0))
    pen.rounded(-0.04, 0.34, 0.04, 0.97, 0.02, metal)
    for top in (0.72, 0.85):
        pen.rounded(0.02, top, 0.2, top + 0.075, 0.015, metal)


def _clock(pen: Pen, colour: Colour) -> None:
    pen.ellipse((0, 0.54), 0.43, 0.43, colour)
    pen.ellipse((0, 0.54), 0.36, 0.36, _PAPER)
    for hour in range(12):
        turn = hour * math.tau / 12
        pen.ellipse((0.3 * math.sin(turn), 0.54 - 0.3 * math.cos(turn)), 0.016, 0.016, INK)
    pen.limb([(0, 0.54), (-0.13, 0.42)], 0.026, INK)
    pen.limb([(0, 0.54), (0.09, 0.3)], 0.018, INK)
    pen.ellipse((0, 0.54), 0.025, 0.025, colour)


def _cup(pen: Pen, colour: Colour) -> None:
    pen.curve((0.2, 0.52), (0.5, 0.62), (0.2, 0.8), (0.032, 0.032), scaled(colour, 0.85))
    pen.polygon([(-0.28, 0.42), (0.28, 0.42), (0.2, 0.95), (-0.2, 0.95)], colour)
    pen.ellipse((0, 0.95), 0.2, 0.03, colour)
    pen.ellipse((0, 0.42), 0.28, 0.06, mixed(colour, _PAPER, 0.4))
    pen.ellipse((0, 0.43), 0.24, 0.045, (92, 62, 48))


def _flower(pen: Pen, colour: Colour) -> None:
    pen.curve((0.02, 0.97), (-0.06, 0.7), (0, 0.36), (0.018, 0.014), (84, 130, 80))
    pen.polygon([(0, 0.74), (0.2, 0.6), (0.1, 0.78)], (96, 146, 90))
    for petal in range(7):
        turn = petal * math.tau / 7
        pen.ellipse((0.13 * math.cos(turn), 0.26 + 0.13 * math.sin(turn)), 0.09, 0.09, colour)
    pen.ellipse((0, 0.26), 0.085, 0.085, COLOURS["yellow"])


def _ball(pen: Pen, colour: Colour) -> None:
    pen.ellipse((0, 0.56), 0.4, 0.4, colour)
    pen.ellipse((-0.13, 0.4), 0.12, 0.09, mixed(colour, (255, 255, 255), 0.55))


def _chest(pen: Pen, colour: Colour) -> None:
    dark = scaled(colour, 0.66)
    pen.rounded(-0.44, 0.34, 0.44, 0.7, 0.14, scaled(colour, 1.12))
    pen.rounded(-0.44, 0.56, 0.44, 0.96, 0.03, colour)
    pen.rounded(-0.46, 0.54, 0.46, 0.6, 0.015, dark)
    for x in (-0.32, 0.26):
        pen.rounded(x, 0.35, x + 0.06, 0.96, 0.01, dark)
    pen.rounded(-0.07, 0.52, 0.07, 0.68, 0.02, COLOURS["gold"])
    pen.ellipse((0, 0.59), 0.022, 0.026, INK)


_SHAPES: dict[str, Callable[[Pen, Colour], None]] = {
    **dict.fromkeys(("lantern", "lamp", "candle"), _lantern),
    **dict.fromkeys(("book", "map"), _book),
    **dict.fromkeys(("boat", "ship"), _boat),
    "letter": _letter,
    "key": _key,
    **dict.fromkeys(("clock", "watch", "compass", "coin"), _clock),
    **dict.fromkeys(("cup", "kettle", "bottle"), _cup),
    **dict.fromkeys(("flower", "seed"), _flower),
    **dict.fromkeys(("ball", "apple", "stone", "crystal"), _ball),
}
