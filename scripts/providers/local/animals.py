"""Animals, as flat shapes: on four legs, with wings, with fins."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.providers.local.light import Colour, mixed, scaled
from scripts.providers.local.pen import INK, WHITE, Looks, Pen
from scripts.providers.local.words import ANIMALS, BIRDS, first_known


@dataclass(frozen=True)
class Beast:
    """What tells one four-legged animal from another."""

    coat: Colour
    belly: Colour = (240, 226, 206)
    ears: str = "pointed"
    tail: str = "thin"


BEASTS = {
    "fox": Beast((214, 112, 52), (248, 234, 214), tail="bushy"),
    "wolf": Beast((122, 130, 142), (206, 208, 210), tail="bushy"),
    "squirrel": Beast((172, 98, 58), tail="bushy"),
    "cat": Beast((92, 92, 106), (214, 210, 206)),
    "kitten": Beast((204, 150, 96)),
    "tiger": Beast((226, 138, 58), ears="round"),
    "lion": Beast((214, 164, 92), ears="mane"),
    "dog": Beast((168, 122, 82), ears="hanging"),
    "puppy": Beast((196, 152, 106), ears="hanging"),
    "bear": Beast((112, 80, 62), (170, 134, 104), ears="round", tail="none"),
    "panda": Beast((232, 230, 224), (250, 248, 242), ears="round", tail="none"),
    "mouse": Beast((150, 144, 148), (222, 206, 204), ears="big"),
    "rabbit": Beast((190, 168, 148), ears="long", tail="none"),
    "hare": Beast((160, 130, 102), ears="long", tail="none"),
    "deer": Beast((176, 122, 78), ears="antlers", tail="none"),
}


def draw_beast(pen: Pen, looks: Looks) -> None:
    """A four-legged animal sitting upright, seen from the front."""
    beast = BEASTS.get(first_known(looks.text, ANIMALS) or "", Beast((160, 128, 98), ears="round"))
    coat = looks.coat(beast.coat)
    dark, belly = scaled(coat, 0.74), mixed(beast.belly, coat, 0.1)
    _tail(pen, beast.tail, coat, belly)
    _ears(pen, beast.ears, coat, belly)
    pen.ellipse((0, 0.72), 0.2, 0.26, coat)
    for side in (-1, 1):
        pen.ellipse((side * 0.15, 0.84), 0.1, 0.13, scaled(coat, 0.9))
    pen.ellipse((0, 0.66), 0.115, 0.17, belly)
    for side in (-1, 1):
        pen.limb([(side * 0.065, 0.68), (side * 0.07, 0.93)], 0.085, coat)
        pen.ellipse((side * 0.075, 0.955), 0.062, 0.036, dark)
    _head(pen, coat, belly)


def _head(pen: Pen, coat: Colour, belly: Colour) -> None:
    pen.ellipse((0, 0.36), 0.2, 0.165, coat)
    for side in (-1, 1):
        pen.ellipse((side * 0.085, 0.425), 0.1, 0.085, belly)
    pen.ellipse((0, 0.45), 0.08, 0.065, belly)
    pen.ellipse((0, 0.3), 0.045, 0.11, coat)
    pen.eyes(0.345, 0.09, 0.021)
    pen.ellipse((0, 0.425), 0.027, 0.02, INK)
    pen.limb([(-0.032, 0.46), (0, 0.474), (0.032, 0.46)], 0.008, INK)


def _tail(pen: Pen, tail: str, coat: Colour, belly: Colour) -> None:
    if tail == "bushy":
        pen.curve((0.12, 0.9), (0.46, 0.98), (0.4, 0.56), (0.05, 0.1), coat)
        pen.curve((0.4, 0.56), (0.39, 0.5), (0.36, 0.45), (0.085, 0.03), belly)
    elif tail == "thin":
        pen.curve((0.12, 0.92), (0.42, 0.98), (0.36, 0.6), (0.03, 0.022), scaled(coat, 0.86))


def _ears(pen: Pen, ears: str, coat: Colour, belly: Colour) -> None:
    inner = mixed(belly, (200, 120, 110), 0.35)
    if ears == "mane":
        pen.ellipse((0, 0.38), 0.3, 0.27, scaled(coat, 0.6))
    for side in (-1, 1):
        if ears == "pointed":
            pen.polygon([(side * 0.19, 0.33), (side * 0.18, 0.06), (side * 0.04, 0.23)], coat)
            pen.polygon([(side * 0.165, 0.27), (side * 0.165, 0.12), (side * 0.08, 0.23)], inner)
        elif ears in ("round", "mane", "big"):
            radius = 0.12 if ears == "big" else 0.07
            pen.ellipse((side * 0.15, 0.22), radius, radius, coat)
            pen.ellipse((side * 0.15, 0.225), radius * 0.6, radius * 0.6, inner)
        elif ears == "long":
            pen.ellipse((side * 0.085, 0.13), 0.05, 0.15, coat)
            pen.ellipse((side * 0.085, 0.14), 0.025, 0.11, inner)
        elif ears == "hanging":
            pen.ellipse((side * 0.2, 0.38), 0.06, 0.13, scaled(coat, 0.72))
        else:
            _antler(pen, side, coat)


def _antler(pen: Pen, side: int, coat: Colour) -> None:
    horn: Colour = (206, 182, 146)
    pen.limb([(side * 0.07, 0.24), (side * 0.13, 0.1), (side * 0.11, 0.01)], 0.022, horn)
    pen.limb([(side * 0.12, 0.12), (side * 0.2, 0.05)], 0.018, horn)
    pen.ellipse((side * 0.22, 0.28), 0.085, 0.04, coat)


def draw_bird(pen: Pen, looks: Looks) -> None:
    named = first_known(looks.text, BIRDS)
    usual: dict[str, Colour] = {
        "owl": (136, 104, 78),
        "raven": (52, 54, 66),
        "crow": (52, 54, 66),
        "penguin": (48, 58, 78),
    }
    coat = looks.coat(usual.get(named or "", (96, 128, 156)))
    belly = mixed(coat, (250, 244, 230), 0.75)
    for side in (-1, 1):
        pen.limb([(side * 0.08, 0.88), (side * 0.08, 0.96)], 0.024, (226, 160, 66))
        pen.ellipse((side * 0.095, 0.975), 0.06, 0.02, (226, 160, 66))
        pen.ellipse((side * 0.24, 0.62), 0.09, 0.23, scaled(coat, 0.8))
    pen.ellipse((0, 0.6), 0.25, 0.32, coat)
    pen.ellipse((0, 0.68), 0.17, 0.22, belly)
    pen.ellipse((0, 0.27), 0.2, 0.19, coat)
    if named == "owl":
        for side in (-1, 1):
            pen.polygon([(side * 0.19, 0.24), (side * 0.2, 0.04), (side * 0.06, 0.13)], coat)
            pen.ellipse((side * 0.085, 0.27), 0.09, 0.09, belly)
    pen.eyes(0.26, 0.085, 0.03)
    pen.polygon([(-0.045, 0.31), (0.045, 0.31), (0, 0.4)], (232, 168, 70))


def draw_swimmer(pen: Pen, looks: Looks) -> None:
    """A swimming animal from the side, as long as others are high."""
    coat = looks.coat((84, 120, 152))
    belly, dark = mixed(coat, (244, 246, 246), 0.7), scaled(coat, 0.78)
    pen.polygon([(0.26, 0.58), (0.5, 0.38), (0.44, 0.6), (0.5, 0.8)], dark)
    pen.polygon([(-0.05, 0.42), (0.12, 0.24), (0.16, 0.46)], dark)
    pen.ellipse((-0.06, 0.6), 0.4, 0.23, coat)
    pen.ellipse((-0.1, 0.7), 0.31, 0.12, belly)
    pen.polygon([(-0.08, 0.68), (0.1, 0.92), (0.1, 0.66)], dark)
    pen.ellipse((-0.3, 0.56), 0.028, 0.03, INK)
    pen.ellipse((-0.308, 0.55), 0.009, 0.009, WHITE)
    pen.limb([(-0.43, 0.66), (-0.33, 0.68)], 0.01, dark)
