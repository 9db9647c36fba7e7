"""Layers of a flat picture, and the mood they are coloured by.

Layers are masks drawn at twice the size and reduced, because Pillow's polygons have hard edges.
Coordinates are shares of the frame: x from the left, y from the top.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image, ImageDraw

from scripts.providers.local.light import Colour, Light, Mood, mixed, scaled

Size = tuple[int, int]
Point = tuple[float, float]


@dataclass
class Scene:
    """A picture in the making, with its mood and its own chance."""

    picture: Image.Image
    mood: Mood
    chance: random.Random

    @property
    def light(self) -> Light:
        return self.mood.light

    @property
    def aspect(self) -> float:
        return self.picture.width / self.picture.height

    def land(self, colour: Colour, depth: float) -> Colour:
        """A colour as it looks in this light; `depth` 0 is near, 1 on the horizon."""
        if self.mood.tint:
            colour = mixed(colour, self.mood.tint, 0.4)
        if self.mood.weather == "snow":
            colour = mixed(colour, (236, 240, 248), 0.6)
        lit = mixed(scaled(colour, self.light.land), self.light.middle, 0.12)
        return mixed(lit, self.light.horizon, 0.85 * depth)

    def fill(self, mask: Image.Image, top: Colour, bottom: Colour) -> None:
        """Lay a colour that changes from the mask's top to its bottom."""
        box = mask.getbbox()
        if box is not None:
            shape = mask.crop(box)
            self.picture.paste(gradient(shape.size, top, bottom), box, shape)

    def glow(self, at: Point, radius: float, colour: Colour, strength: float) -> None:
        """Add soft light around a point; the radius is a share of the frame's height."""
        width, height = self.picture.size
        reach = round(radius * height)
        centre = (round(at[0] * width), round(at[1] * height))
        spot = Image.radial_gradient("L").resize((2 * reach, 2 * reach))
        # Pillow's gradient reaches 255 in the corners and 180 in the middle of each edge.
        fade = [strength * max(0.0, 1 - value / 180) ** 2 for value in range(256)]
        spot = spot.point([round(255 * share) for share in fade])
        self.picture.paste(colour, (centre[0] - reach, centre[1] - reach), spot)


class Mask:
    """A layer's shape, drawn at twice the picture's size."""

    def __init__(self, size: Size) -> None:
        self.size = (size[0] * 2, size[1] * 2)
        self.image = Image.new("L", self.size)
        self.draw = ImageDraw.Draw(self.image)

    def scaled(self, points: list[Point]) -> list[Point]:
        return [(x * self.size[0], y * self.size[1]) for x, y in points]

    def polygon(self, points: list[Point], fill: int = 255) -> None:
        self.draw.polygon(self.scaled(points), fill)

    def box(self, left: float, top: float, right: float, bottom: float, fill: int = 255) -> None:
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], fill)

    def disc(self, at: Point, radius: float, *, flat: float = 1.0) -> None:
        """A disc, or with `flat` below 1 an ellipse; the radius is a share of the height."""
        x, y, r = at[0] * self.size[0], at[1] * self.size[1], radius * self.size[1]
        self.draw.ellipse((x - r, y - r * flat, x + r, y + r * flat), 255)

    def below(self, line: list[Point]) -> None:
        self.polygon([*line, (1.0, 1.0), (0.0, 1.0)])

    def done(self) -> Image.Image:
        return self.image.reduce(2)


def gradient(size: Size, top: Colour, bottom: Colour) -> Image.Image:
    """From one colour to another, from the top down."""
    column = Image.new("RGB", (1, 64))
    column.putdata([mixed(top, bottom, row / 63) for row in range(64)])
    return column.resize(size, Image.Resampling.BILINEAR)


def ridge(scene: Scene, base: float, height: float, rough: float) -> list[Point]:
    """A skyline by displacing midpoints; `rough` near 0.5 is mountains, near 0.3 hills."""
    line, swing = [scene.chance.uniform(-0.3, 0.3), scene.chance.uniform(-0.3, 0.3)], 1.0
    for _ in range(7):
        between = [
            (a + b) / 2 + scene.chance.uniform(-swing, swing) * 0.6 for a, b in pairwise(line)
        ]
        line = [part for pair in zip(line, between, strict=False) for part in pair] + line[-1:]
        swing *= rough
    return [(step / (len(line) - 1), base - height * y) for step, y in enumerate(line)]


def ridges(
    scene: Scene,
    colour: Colour,
    *,
    top: float,
    bottom: float,
    count: int,
    rough: float,
    high: float = 0.08,
) -> Iterator[tuple[float, list[Point]]]:
    """Lay ridges from far to near; gives each one's depth and line, to stand things on."""
    for number in range(count):
        share = number / max(1, count - 1)
        depth = 0.85 * (1 - share) ** 1.2
        line = ridge(scene, top + (bottom - top) * share, high, rough)
        mask = Mask(scene.picture.size)
        mask.below(line)
        near, far = scene.land(colour, depth), scene.land(scaled(colour, 0.82), depth * 0.7)
        scene.fill(mask.done(), near, far)
        yield depth, line


def height_at(line: list[Point], x: float) -> float:
    """The height of a line at x."""
    for (x0, y0), (x1, y1) in pairwise(line):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return line[-1][1]
