"""Brushes for open ground: land and its haze, plains, drifts, paths, furrows."""

from __future__ import annotations

import math

from PIL import Image, ImageChops, ImageFilter

from scripts.providers.local.light import Colour, mixed, scaled
from scripts.providers.local.places.canvas import (
    Line,
    Scene,
    Shape,
    hills,
)

GRASS: Colour = (118, 152, 84)


def land(scene: Scene, line: Line, colour: Colour, distance: float, level: int) -> None:
    """A range of land whose foot is lost in haze."""
    shape = Shape()
    low = max(y for _, y in line) + 0.2
    shape.below(line, scene, min(scene.high + 0.01, low))
    top = scene.soil(colour, distance)
    scene.lay(shape, top, level, fade=mixed(top, scene.light.horizon, 0.34 * (0.4 + distance)))


def plain(scene: Scene, colour: Colour, *, top: float | None = None, swing: float = 0.008) -> Line:
    """The ground the figure stands on, lit where it is far; gives its upper edge."""
    line = hills(scene, scene.horizon + 0.13 if top is None else top, swing, 1.1)
    near = scene.soil(colour)
    scene.lay_ground(line, mixed(near, scene.light.shine, 0.2), scaled(near, 0.74))
    return line


def lay_drifts(scene: Scene, line: Line, shade: Colour) -> None:
    """Long soft shadows of waves in snow or sand."""
    waves = Shape()
    top = max(y for _, y in line) + 0.02
    for _ in range(9):
        near = scene.chance.random()
        y = top + (scene.high - top) * near
        x, long = (
            scene.chance.uniform(-0.2, 1.0) * scene.wide,
            scene.chance.uniform(0.2, 0.5) * (0.5 + near),
        )
        thick = 0.004 + 0.012 * near
        waves.polygon(
            [(x + long * t / 12, y + thick * math.sin(math.pi * t / 12)) for t in range(13)]
            + [
                (x + long * t / 12, y - thick * 0.2 * math.sin(math.pi * t / 12))
                for t in range(12, -1, -1)
            ]
        )
    scene.lay(waves, shade, None, share=0.5)


def lay_path(scene: Scene) -> None:
    """A way that winds from the camera into the picture."""
    if not scene.mood.shows("path", "road"):
        return
    top, side = scene.horizon + 0.135, scene.chance.choice((-1, 1))
    left: Line = []
    right: Line = []
    for step in range(25):
        t = step / 24
        y = top + (scene.high - top + 0.01) * t
        middle = scene.wide * 0.5 + side * 0.22 * math.sin(math.pi * (1 - t) * 1.3) * (1 - t * 0.6)
        half = 0.008 + 0.17 * t**1.7
        left.append((middle - half, y))
        right.append((middle + half, y))
    way = Shape()
    way.polygon([*left, *reversed(right)])
    earth = scene.soil((196, 170, 126))
    scene.lay(way, mixed(earth, scene.light.shine, 0.25), None, fade=scaled(earth, 0.86))


def lay_rows(scene: Scene, top: float, colour: Colour, *, count: int = 13) -> None:
    """Furrows that run to one point on the horizon."""
    furrows = Shape()
    for number in range(-count, count + 1):
        low = scene.wide * 0.5 + number * scene.wide * 0.17
        high = scene.wide * 0.5 + number * scene.wide * 0.035
        furrows.polygon(
            [
                (high, top + 0.012),
                (high + 0.001, top + 0.012),
                (low + 0.03, scene.high + 0.01),
                (low - 0.03, scene.high + 0.01),
            ]
        )
    shade = scene.soil(colour)
    scene.lay(furrows, shade, None, share=0.55)


def light_shafts(scene: Scene) -> None:
    """Slanting light between trees, where a low sun shines."""
    if scene.sun is None or scene.light.stars or (scene.light.sun or 1) > 0.5:
        return
    beams = Shape()
    x, y = scene.sun
    for reach in (-0.5, -0.18, 0.16, 0.46):
        foot = x - scene.lit_side * 0.35 + reach
        wide = scene.chance.uniform(0.03, 0.08)
        beams.polygon(
            [
                (x - 0.01, y),
                (x + 0.01, y),
                (foot + wide, scene.high * 0.9),
                (foot - wide, scene.high * 0.9),
            ]
        )
    drawn = beams.mask(scene)
    if drawn is None:
        return
    box, mask = drawn
    # Soft beams that are lost before the ground: blurred small, where that costs little.
    small = mask.reduce(8).filter(ImageFilter.GaussianBlur(3))
    fade = Image.linear_gradient("L").point([(255 - value) * 2 // 9 for value in range(256)])
    veil = ImageChops.multiply(small, fade.resize(small.size)).resize(mask.size)
    scene.picture.paste(scene.light.shine, box, veil)
