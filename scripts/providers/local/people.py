"""People and robots, as flat shapes: upright, seen from the front."""

from __future__ import annotations

from scripts.providers.local.light import Colour, mixed, scaled
from scripts.providers.local.pen import INK, WHITE, Looks, Pen
from scripts.providers.local.words import COLOURS, seeded, tokens

SKIN = ((244, 206, 176), (226, 176, 138), (186, 130, 96), (134, 88, 64), (250, 220, 196))
CLOTH = ((62, 94, 132), (158, 74, 64), (86, 118, 92), (196, 148, 70), (110, 88, 132), (70, 78, 92))


def draw_person(pen: Pen, looks: Looks) -> None:
    said, chance = set(tokens(looks.text)), seeded("person", looks.seed)
    skin, hair = chance.choice(SKIN), chance.choice(((52, 40, 38), (106, 66, 42), (196, 152, 92)))
    coat = looks.coat(chance.choice(CLOTH))
    if said & {"old", "elderly", "aged", "grandmother", "grandfather", "grandma", "grandpa"}:
        hair = (222, 220, 214)
    child = bool(said & {"child", "boy", "girl", "kid", "little", "young"})
    long = bool(said & {"woman", "girl", "queen", "princess", "witch", "mother", "sister", "she"})
    head = 0.135 if child else 0.105
    chin = 0.06 + 2 * head
    _legs_and_coat(pen, coat, skin, chin)
    if long:
        pen.ellipse((0, 0.07 + head * 1.2), head * 1.22, head * 1.5, hair)
    pen.ellipse((0, 0.07 + head), head, head * 1.04, skin)
    _hair(pen, hair, head)
    pen.eyes(0.075 + head * 1.1, head * 0.42, 0.014)
    pen.limb(
        [(-0.022, chin - 0.03), (0, chin - 0.024), (0.022, chin - 0.03)], 0.007, scaled(skin, 0.55)
    )
    if said & {"keeper", "fisherman", "sailor", "captain", "wizard", "farmer", "detective", "chef"}:
        _hat(pen, scaled(coat, 0.7), head)
    if said & {"king", "queen", "prince", "princess"}:
        points = [(-0.08, 0.09), (-0.09, 0), (-0.04, 0.045), (0, -0.01), (0.04, 0.045), (0.09, 0)]
        pen.polygon([*points, (0.08, 0.09)], COLOURS["gold"])


def _legs_and_coat(pen: Pen, coat: Colour, skin: Colour, chin: float) -> None:
    trousers, dark = scaled(mixed(coat, INK, 0.6), 0.9), scaled(coat, 0.8)
    for side in (-1, 1):
        pen.limb([(side * 0.065, 0.7), (side * 0.07, 0.93)], 0.085, trousers)
        pen.ellipse((side * 0.085, 0.965), 0.062, 0.032, INK)
        pen.limb([(side * 0.13, chin + 0.09), (side * 0.2, 0.5), (side * 0.19, 0.6)], 0.07, dark)
        pen.ellipse((side * 0.19, 0.625), 0.034, 0.034, skin)
    pen.rounded(-0.15, chin, 0.15, chin + 0.3, 0.1, coat)
    pen.polygon([(-0.148, chin + 0.12), (0.148, chin + 0.12), (0.19, 0.78), (-0.19, 0.78)], coat)
    pen.limb([(0, chin + 0.06), (0, 0.77)], 0.008, dark)
    pen.limb(
        [(-0.08, chin + 0.02), (0, chin + 0.045), (0.08, chin + 0.02)],
        0.05,
        mixed(coat, WHITE, 0.4),
    )


def _hair(pen: Pen, hair: Colour, head: float) -> None:
    x, y = pen.at((0, 0.07 + head * 0.92))
    radius = head * 1.08 * pen.unit
    pen.draw.chord((x - radius, y - radius, x + radius, y + radius), 190, 350, hair)


def _hat(pen: Pen, colour: Colour, head: float) -> None:
    pen.rounded(-head * 0.85, 0.0, head * 0.85, 0.06 + head * 0.5, head * 0.4, colour)
    pen.rounded(
        -head * 1.3, 0.05 + head * 0.4, head * 1.3, 0.085 + head * 0.4, 0.015, scaled(colour, 0.8)
    )


def draw_robot(pen: Pen, looks: Looks) -> None:
    metal = looks.coat((146, 162, 176))
    dark, glow = scaled(metal, 0.66), (126, 226, 222)
    for side in (-1, 1):
        pen.limb([(side * 0.09, 0.74), (side * 0.09, 0.92)], 0.07, dark)
        pen.rounded(side * 0.1 - 0.075, 0.92, side * 0.1 + 0.075, 0.985, 0.03, metal)
        pen.limb([(side * 0.2, 0.46), (side * 0.29, 0.6), (side * 0.25, 0.72)], 0.055, dark)
        pen.ellipse((side * 0.25, 0.73), 0.042, 0.042, metal)
    pen.rounded(-0.19, 0.4, 0.19, 0.78, 0.05, metal)
    pen.rounded(-0.11, 0.48, 0.11, 0.62, 0.025, dark)
    pen.ellipse((0, 0.55), 0.035, 0.035, glow)
    pen.limb([(0, 0.1), (0, 0.03)], 0.014, dark)
    pen.ellipse((0, 0.03), 0.028, 0.028, (226, 106, 84))
    pen.rounded(-0.22, 0.1, 0.22, 0.38, 0.07, metal)
    pen.rounded(-0.165, 0.155, 0.165, 0.32, 0.05, INK)
    for side in (-1, 1):
        pen.ellipse((side * 0.075, 0.235), 0.034, 0.04, glow)
