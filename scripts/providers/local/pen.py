"""The pen figures are drawn with, and what a figure's words decide.

The pen's unit is the figure's height: x from -0.5 to 0.5 around the middle, y from 0 at the top to
1 at the feet.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from PIL import Image, ImageDraw

from scripts.providers.local.light import Colour, mixed
from scripts.providers.local.words import COLOURS, first_known, seeded

SUPERSAMPLING = 2
INK: Colour = (38, 34, 42)
WHITE: Colour = (252, 250, 244)
# What another round mixes into a figure's own colour.
_SHADES: tuple[Colour, ...] = (
    *((250, 222, 172), (92, 66, 112), (104, 66, 46)),
    *((70, 106, 128), (226, 226, 220), (60, 58, 70)),
)
_MOST_LEAN = 0.03  # of the height, by which the head is beside the feet; more leaves the canvas

Point = tuple[float, float]


@dataclass(frozen=True)
class Looks:
    """What a figure's words and name decide."""

    text: str
    seed: str
    palette: Sequence[Colour] = field(default=())
    round: int = 0

    @property
    def lean(self) -> float:
        """How far the head is beside the feet: upright in the first round only."""
        if not self.round:
            return 0.0
        chance = seeded("lean", self.seed)
        return chance.choice((-1, 1)) * chance.uniform(0.5, 1.0) * _MOST_LEAN

    @property
    def faces_left(self) -> bool:
        """Every other round looks the other way."""
        return self.round % 2 == 1

    def coat(self, usual: Colour) -> Colour:
        """The colour of what is worn, or grown: as said, or as usual; each round has its tint."""
        colour = self.colour or usual
        if not self.round:
            return colour
        chance = seeded("coat", self.seed)
        return mixed(colour, chance.choice(_SHADES), chance.uniform(0.3, 0.45))

    @property
    def colour(self) -> Colour | None:
        """The strongest colour a reference or a word gives."""
        if self.palette:
            return self.palette[0]
        word = first_known(self.text, COLOURS)
        return COLOURS[word] if word else None


class Pen:
    """Draws in shares of the figure's height."""

    def __init__(self, height: int, lean: float = 0.0) -> None:
        self.lean = lean
        self.unit = height * SUPERSAMPLING * 0.96
        self.size = (height * SUPERSAMPLING,) * 2
        self.image = Image.new("RGBA", self.size)
        self.draw = ImageDraw.Draw(self.image)

    def at(self, point: Point) -> Point:
        return (
            self.size[0] / 2 + (point[0] + self.lean * (1 - point[1])) * self.unit,
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
