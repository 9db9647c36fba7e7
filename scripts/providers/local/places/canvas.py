"""What places are drawn on: a picture with its depth, and shapes laid on both, from far to near.

Lengths are shares of the frame's shorter side, in an upright frame of a little more, so that
things keep their shape and a fitting size in every frame. Shapes are drawn at twice the size in
the box they need and reduced, because Pillow's polygons have hard edges.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PIL import Image, ImageDraw

from scripts.providers.local.light import Colour, Light, Mood, mixed, shaded

Size = tuple[int, int]
Point = tuple[float, float]
Box = tuple[int, int, int, int]
Line = list[Point]

# Levels of depth. Each layer has one; only ground and water lie on a ramp towards the camera.
SKY, WATER, FAR, MIDDLE, FRONT = 0, 20, 60, 120, 235  # water: of a place under it
GROUND_FAR, GROUND_NEAR = 140, 220

_FINER = 2
_EDGE = [255 * (value >= 128) for value in range(256)]
_SNOW: Colour = (238, 242, 250)


@dataclass
class Scene:
    """A picture in the making, with its depth, its mood and its own chance."""

    picture: Image.Image
    mood: Mood
    chance: random.Random
    depth: Image.Image = field(init=False)
    unit: float = field(init=False)  # pixels
    horizon: float = field(init=False)
    sun: Point | None = None  # where sun or moon stand, once the sky is drawn

    def __post_init__(self) -> None:
        width, height = self.picture.size
        self.depth = Image.new("L", self.picture.size, SKY)
        self.unit = min(height, 1.25 * width) * self.mood.zoom
        self.horizon = self.high * 0.62

    @property
    def light(self) -> Light:
        return self.mood.light

    @property
    def wide(self) -> float:
        return self.picture.width / self.unit

    @property
    def high(self) -> float:
        return self.picture.height / self.unit

    @property
    def lit_side(self) -> int:
        """Where the light comes from: -1 left, 1 right."""
        return 1 if self.sun is not None and self.sun[0] > self.wide / 2 else -1

    @property
    def is_white(self) -> bool:
        """Whether snow lies on the ground."""
        return self.mood.season == "winter" and self.mood.shows("snow")

    def tone(self, colour: Colour, distance: float = 0.0) -> Colour:
        """A colour as it looks in this light: 0 is near, 1 lost in the haze of the horizon."""
        if self.mood.tint:
            colour = mixed(colour, self.mood.tint, self.mood.tint_share)
        thick = 0.3 if self.mood.weather == "fog" else 0.1 if self.mood.weather else 0.0
        return mixed(
            shaded(colour, self.light.lamp), self.light.horizon, min(0.94, distance * 0.85 + thick)
        )

    def leaf(self, colour: Colour, distance: float = 0.0) -> Colour:
        """The colour of leaves and grass in the season."""
        if self.is_white:
            colour = mixed(colour, _SNOW, 0.35)
        elif self.mood.season == "autumn":
            colour = mixed(colour, self.chance.choice(((206, 128, 56), (188, 92, 52))), 0.62)
        elif self.mood.season == "spring":
            colour = mixed(colour, (166, 206, 104), 0.35)
        return self.tone(colour, distance)

    def soil(self, colour: Colour, distance: float = 0.0) -> Colour:
        """The colour of open ground, white where snow lies."""
        if self.is_white:
            colour = mixed(colour, _SNOW, 0.86)
        elif self.mood.season == "autumn":
            colour = mixed(colour, (190, 148, 84), 0.4)
        return self.tone(colour, distance)

    def lay(
        self,
        shape: Shape,
        colour: Colour,
        level: int | None,
        *,
        fade: Colour | None = None,
        share: float = 1.0,
    ) -> None:
        """Lay a shape's colour, and its depth.

        Args:
            shape: What is covered.
            colour: Of all of it, or with `fade` of its top.
            level: The layer's depth; None for what lies on a layer that is there already.
            fade: The colour of its bottom.
            share: How much it covers, 0 … 1.
        """
        drawn = shape.mask(self)
        if drawn is None:
            return
        box, mask = drawn
        if level is not None:
            self.depth.paste(level, box, mask.point(_EDGE))
        if share < 1.0:
            mask = mask.point([round(value * share) for value in range(256)])
        if fade is None:
            self.picture.paste(colour, box, mask)
        else:
            size = (box[2] - box[0], box[3] - box[1])
            self.picture.paste(gradient(size, [colour, fade]), box, mask)

    def lay_ground(self, line: Line, far: Colour, near: Colour, level: int = GROUND_FAR) -> None:
        """Lay ground from a line down to the frame's edge; its depth grows towards the camera."""
        shape = Shape()
        shape.below(line, self)
        drawn = shape.mask(self)
        if drawn is None:
            return
        box, mask = drawn
        size = (box[2] - box[0], box[3] - box[1])
        self.picture.paste(gradient(size, [far, near]), box, mask)
        ramp = Image.linear_gradient("L").resize(size)
        rise = [level + (GROUND_NEAR - level) * value // 255 for value in range(256)]
        self.depth.paste(ramp.point(rise), box, mask.point(_EDGE))

    def glow(self, at: Point, radius: float, colour: Colour, strength: float) -> None:
        """Add soft light around a point."""
        self.shine_on(at, (radius, radius), colour, strength)

    def shine_on(self, at: Point, radii: Point, colour: Colour, strength: float) -> None:
        """Add soft light in an ellipse."""
        rx, ry = (max(1, round(radius * self.unit)) for radius in radii)
        # Pillow's gradient reaches 255 in the corners and 180 in the middle of each edge.
        fade = [strength * max(0.0, 1 - value / 180) ** 2 for value in range(256)]
        spot = Image.radial_gradient("L").point([round(255 * share) for share in fade])
        spot = spot.resize((2 * rx, 2 * ry))
        corner = (round(at[0] * self.unit) - rx, round(at[1] * self.unit) - ry)
        self.picture.paste(colour, corner, spot)

    def ground_level(self, y: float) -> int:
        """The depth of what stands on the near ground with its feet at `y`."""
        share = (y - self.horizon) / (self.high - self.horizon)
        rise = (GROUND_NEAR - GROUND_FAR) * min(1.0, max(0.0, share))
        return round(GROUND_FAR + rise)


class Shape:
    """A layer's outline, kept as its parts until the box it needs is known."""

    def __init__(self) -> None:
        self._polygons: list[tuple[Sequence[Point], int, bool]] = []

    def polygon(self, points: Sequence[Point], fill: int = 255) -> None:
        self._polygons.append((points, fill, False))

    def ellipse(self, at: Point, rx: float, ry: float, fill: int = 255) -> None:
        corners = ((at[0] - rx, at[1] - ry), (at[0] + rx, at[1] + ry))
        self._polygons.append((corners, fill, True))

    def disc(self, at: Point, radius: float, fill: int = 255) -> None:
        self.ellipse(at, radius, radius, fill)

    def box(self, left: float, top: float, right: float, bottom: float, fill: int = 255) -> None:
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], fill)

    def stroke(self, points: Sequence[Point], start: float, end: float) -> None:
        """A line whose width goes from `start` to `end`."""
        sides: tuple[Line, Line] = ([], [])
        for number, (x, y) in enumerate(points):
            before, after = points[max(0, number - 1)], points[min(len(points) - 1, number + 1)]
            dx, dy = after[0] - before[0], after[1] - before[1]
            long = math.hypot(dx, dy) or 1.0
            half = (start + (end - start) * number / max(1, len(points) - 1)) / 2
            sides[0].append((x - dy / long * half, y + dx / long * half))
            sides[1].append((x + dy / long * half, y - dx / long * half))
        self.polygon([*sides[0], *reversed(sides[1])])

    def below(self, line: Line, scene: Scene, bottom: float | None = None) -> None:
        """Everything under a line, down to the frame's edge or to `bottom`."""
        low = scene.high + 0.01 if bottom is None else bottom
        self.polygon([*line, (line[-1][0], low), (line[0][0], low)])

    def mask(self, scene: Scene) -> tuple[Box, Image.Image] | None:
        """The shape in the frame: where, and how much of each pixel is covered."""
        unit, (width, height) = scene.unit, scene.picture.size
        points = [point for part, _, _ in self._polygons for point in part]
        if not points:
            return None
        xs, ys = [x * unit for x, _ in points], [y * unit for _, y in points]
        left, top = max(0, math.floor(min(xs))), max(0, math.floor(min(ys)))
        right, bottom = min(width, math.ceil(max(xs)) + 1), min(height, math.ceil(max(ys)) + 1)
        if left >= right or top >= bottom:
            return None
        image = Image.new("L", ((right - left) * _FINER, (bottom - top) * _FINER))
        draw, fine = ImageDraw.Draw(image), unit * _FINER
        for part, fill, is_round in self._polygons:
            moved = [(x * fine - left * _FINER, y * fine - top * _FINER) for x, y in part]
            if is_round:
                draw.ellipse((*moved[0], *moved[1]), fill)
            else:
                draw.polygon(moved, fill)
        return (left, top, right, bottom), image.reduce(_FINER)


def gradient(size: Size, stops: Sequence[Colour]) -> Image.Image:
    """From one colour to the next, evenly from the top down."""
    column = Image.new("RGB", (1, 65))
    last = len(stops) - 1
    for row in range(65):
        at = row / 64 * last
        step = min(int(at), last - 1)
        column.putpixel((0, row), mixed(stops[step], stops[step + 1], at - step))
    # Smooth in one column, then repeated: a tenth of the work of smoothing all columns.
    tall = column.resize((1, size[1]), Image.Resampling.BILINEAR)
    return tall.resize(size, Image.Resampling.NEAREST)


def hills(scene: Scene, y: float, swing: float, waves: float = 1.6) -> Line:
    """A smooth skyline around `y`; `waves` is about how many hills the frame holds."""
    parts = [
        (swing * share, waves * turns, scene.chance.uniform(0, math.tau))
        for share, turns in ((0.62, 1.0), (0.28, 2.1), (0.1, 4.7))
    ]
    return [
        (
            step / 96 * scene.wide,
            y
            - sum(high * math.sin(math.tau * turns * step / 96 + at) for high, turns, at in parts),
        )
        for step in range(97)
    ]


def crags(scene: Scene, start: Point, end: Point, swing: float, depth: int = 5) -> Line:
    """A broken line between two points, by displacing midpoints."""
    line = [start, end]
    for _ in range(depth):
        broken = [line[0]]
        for (x0, y0), (x1, y1) in pairwise(line):
            shift = scene.chance.uniform(-swing, swing)
            broken += [((x0 + x1) / 2, (y0 + y1) / 2 + shift), (x1, y1)]
        line, swing = broken, swing * 0.52
    return line


def height_at(line: Line, x: float) -> float:
    """The height of a line at x."""
    for (x0, y0), (x1, y1) in pairwise(line):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / ((x1 - x0) or 1.0)
    return line[-1][1]
