"""Figures and things as flat shapes on transparent ground.

A figure is drawn with a pen whose unit is the figure's height: x from -0.5 to 0.5 around the
middle, y from 0 at the top to 1 at the feet.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PIL import Image, ImageDraw

from scripts.providers.local.light import Colour, mixed, scaled
from scripts.providers.local.words import (
    ANIMALS,
    BIRDS,
    COLOURS,
    MACHINES,
    SWIMMERS,
    first_known,
    seeded,
    tokens,
)

SUPERSAMPLING = 2
INK: Colour = (38, 34, 42)
SKIN = ((244, 206, 176), (226, 176, 138), (186, 130, 96), (134, 88, 64), (250, 220, 196))
CLOTH = ((62, 94, 132), (158, 74, 64), (86, 118, 92), (196, 148, 70), (110, 88, 132), (70, 78, 92))

Point = tuple[float, float]


class Pen:
    """Draws in shares of the figure's height."""

    def __init__(self, height: int) -> None:
        self.unit = height * SUPERSAMPLING * 0.96
        self.size = (height * SUPERSAMPLING,) * 2
        self.image = Image.new("RGBA", self.size)
        self.draw = ImageDraw.Draw(self.image)

    def at(self, point: Point) -> Point:
        return (
            self.size[0] / 2 + point[0] * self.unit,
            self.size[1] * 0.02 + point[1] * self.unit,
        )

    def ellipse(self, centre: Point, rx: float, ry: float, colour: Colour) -> None:
        x, y = self.at(centre)
        rx, ry = rx * self.unit, ry * self.unit
        self.draw.ellipse((x - rx, y - ry, x + rx, y + ry), colour)

    def polygon(self, points: Sequence[Point], colour: Colour) -> None:
        self.draw.polygon([self.at(point) for point in points], colour)

    def rounded(
        self, left: float, top: float, right: float, bottom: float, radius: float, colour: Colour
    ) -> None:
        box = (*self.at((left, top)), *self.at((right, bottom)))
        self.draw.rounded_rectangle(box, radius * self.unit, colour)

    def limb(self, points: Sequence[Point], width: float, colour: Colour) -> None:
        """A bent line with round ends."""
        self.draw.line(
            [self.at(point) for point in points], colour, round(width * self.unit), joint="curve"
        )
        for end in (points[0], points[-1]):
            self.ellipse(end, width / 2, width / 2, colour)

    def curve(self, start: Point, bend: Point, end: Point, widths: Point, colour: Colour) -> None:
        """A bow (quadratic Bézier) whose width goes from one to another, such as a tail."""
        for step in range(121):
            t = step / 120
            x, y = (
                (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t**2 * c
                for a, b, c in zip(start, bend, end, strict=True)
            )
            radius = widths[0] + (widths[1] - widths[0]) * math.sin(t * math.pi / 2)
            self.ellipse((x, y), radius, radius, colour)

    def eyes(self, y: float, apart: float, size: float) -> None:
        for side in (-1, 1):
            self.ellipse((side * apart, y), size, size * 1.15, INK)
            self.ellipse(
                (side * apart - size * 0.3, y - size * 0.4), size * 0.33, size * 0.33, WHITE
            )


WHITE: Colour = (252, 250, 244)


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


@dataclass(frozen=True)
class Looks:
    """What a figure's words and name decide."""

    text: str
    seed: str
    palette: Sequence[Colour] = field(default=())

    @property
    def colour(self) -> Colour | None:
        """The strongest colour a reference or a word gives."""
        if self.palette:
            return self.palette[0]
        word = first_known(self.text, COLOURS)
        return COLOURS[word] if word else None


def draw_figure(kind: str, looks: Looks, height: int) -> Image.Image:
    """Draw a character or a prop.

    Args:
        kind: `character` or `prop`.
        looks: Its words, its seed, and a reference's colours.
        height: Pixels from top to feet, about.

    Returns:
        RGBA, cut to what is drawn with a transparent edge around it.
    """
    pen = Pen(height)
    if kind == "prop":
        from scripts.providers.local.things import draw_thing

        draw_thing(pen, looks)
    else:
        _family(looks.text)(pen, looks)
    return _lit(pen.image.reduce(SUPERSAMPLING))


def _family(text: str) -> Callable[[Pen, Looks], None]:
    families: dict[str, Callable[[Pen, Looks], None]] = {}
    for table, draw in (
        (ANIMALS, _beast),
        (BIRDS, _bird),
        (SWIMMERS, _swimmer),
        (MACHINES, _robot),
    ):
        families |= dict.fromkeys(table, draw)
    return families.get(first_known(text, families) or "", _person)


def _lit(figure: Image.Image) -> Image.Image:
    """Light from the upper left, shade towards the feet; the alpha stays as it is."""
    edge = 16
    left, top, right, bottom = figure.getbbox() or (0, 0, *figure.size)
    figure = figure.crop((left - edge, top - edge, right + edge, bottom + edge))
    alpha = figure.getchannel("A")
    flat = figure.convert("RGB")
    shade = Image.linear_gradient("L").resize(figure.size)
    flat.paste((30, 24, 52), (0, 0), shade.point([value * value // 900 for value in range(256)]))
    rim = alpha.copy()
    shift = max(3, figure.height // 110)
    rim.paste(0, (shift, shift), alpha.crop((0, 0, figure.width - shift, figure.height - shift)))
    flat.paste((255, 246, 226), (0, 0), rim.point([value * 2 // 5 for value in range(256)]))
    flat.putalpha(alpha)
    return flat


def _beast(pen: Pen, looks: Looks) -> None:
    """A four-legged animal sitting upright, seen from the front."""
    beast = BEASTS.get(first_known(looks.text, ANIMALS) or "", Beast((160, 128, 98), ears="round"))
    coat = looks.colour or beast.coat
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


def _bird(pen: Pen, looks: Looks) -> None:
    named = first_known(looks.text, BIRDS)
    usual: dict[str, Colour] = {
        "owl": (136, 104, 78),
        "raven": (52, 54, 66),
        "crow": (52, 54, 66),
        "penguin": (48, 58, 78),
    }
    coat = looks.colour or usual.get(named or "", (96, 128, 156))
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


def _swimmer(pen: Pen, looks: Looks) -> None:
    """A swimming animal from the side, as long as others are high."""
    coat = looks.colour or (84, 120, 152)
    belly, dark = mixed(coat, (244, 246, 246), 0.7), scaled(coat, 0.78)
    pen.polygon([(0.26, 0.58), (0.5, 0.38), (0.44, 0.6), (0.5, 0.8)], dark)
    pen.polygon([(-0.05, 0.42), (0.12, 0.24), (0.16, 0.46)], dark)
    pen.ellipse((-0.06, 0.6), 0.4, 0.23, coat)
    pen.ellipse((-0.1, 0.7), 0.31, 0.12, belly)
    pen.polygon([(-0.08, 0.68), (0.1, 0.92), (0.1, 0.66)], dark)
    pen.ellipse((-0.3, 0.56), 0.028, 0.03, INK)
    pen.ellipse((-0.308, 0.55), 0.009, 0.009, WHITE)
    pen.limb([(-0.43, 0.66), (-0.33, 0.68)], 0.01, dark)


def _robot(pen: Pen, looks: Looks) -> None:
    metal = looks.colour or (146, 162, 176)
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


def _person(pen: Pen, looks: Looks) -> None:
    said, chance = set(tokens(looks.text)), seeded("person", looks.seed)
    skin, hair = chance.choice(SKIN), chance.choice(((52, 40, 38), (106, 66, 42), (196, 152, 92)))
    coat = looks.colour or chance.choice(CLOTH)
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
