"""Brushes for water and its shores."""

from __future__ import annotations

import math

from PIL import Image

from scripts.providers.local.light import Colour, mixed, scaled
from scripts.providers.local.places import nature
from scripts.providers.local.places.canvas import (
    GROUND_NEAR,
    MIDDLE,
    Line,
    Scene,
    Shape,
    gradient,
    height_at,
)

SEA: Colour = (46, 112, 138)


LAKE: Colour = (64, 122, 136)


_WATER_FAR = 80  # depth where water meets the horizon


def water(scene: Scene, top: float, colour: Colour, *, calm: float = 0.5) -> None:
    """Water from a height down to the frame's edge.

    It mirrors what is above it: the calmer, the more. Sun and moon lay a path of light on it.
    """
    light, unit = scene.light, scene.unit
    width, height = scene.picture.size
    y = round(top * unit)
    near = scene.tone(colour)
    deep = gradient(
        (width, height - y),
        [mixed(near, light.horizon, 0.72), mixed(near, light.middle, 0.25), scaled(near, 0.8)],
    )
    seen = min(y, round((height - y) * 1.25))
    above = scene.picture.crop((0, y - seen, width, y)).reduce(4)
    mirror = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((width, height - y))
    scene.picture.paste(Image.blend(deep, mirror, calm), (0, y))
    ramp = Image.linear_gradient("L").resize((width, height - y))
    rise = [_WATER_FAR + (GROUND_NEAR - _WATER_FAR) * value // 255 for value in range(256)]
    scene.depth.paste(ramp.point(rise), (0, y))
    _ripples(scene, top, near)
    _path_of_light(scene, top)


def _ripples(scene: Scene, top: float, near: Colour) -> None:
    dark, bright = Shape(), Shape()
    for number in range(170):
        away = scene.chance.random() ** 1.7
        y = top + 0.004 + (scene.high - top) * away
        long = (0.02 + 0.16 * away) * scene.chance.uniform(0.4, 1.3)
        x, thick = scene.chance.uniform(-0.1, 1.0) * scene.wide, 0.0007 + 0.0034 * away
        ripple = dark if number % 3 else bright
        ripple.polygon(
            [(x, y), (x + long / 2, y - thick), (x + long, y), (x + long / 2, y + thick)]
        )
    scene.lay(dark, scaled(near, 0.74), None, share=0.34)
    scene.lay(bright, mixed(near, scene.light.shine, 0.6), None, share=0.42)


def _path_of_light(scene: Scene, top: float) -> None:
    if scene.sun is None:
        return
    glints, x = Shape(), scene.sun[0]
    low = scene.light.sun is not None and scene.light.sun < 0.4
    for _ in range(120):
        away = scene.chance.random() ** 1.3
        y = top + 0.003 + (scene.high - top) * 0.92 * away
        reach = (0.02 + 0.12 * away) * (1.0 if low else 1.3)
        at = x + scene.chance.gauss(0, 0.45) * reach
        long, thick = (0.008 + 0.05 * away) * scene.chance.uniform(0.4, 1.2), 0.001 + 0.0032 * away
        glints.polygon([(at - long, y), (at, y - thick), (at + long, y), (at, y + thick)])
    scene.lay(glints, scene.light.shine, None, share=0.75 if low else 0.4)


def _beach_line(scene: Scene, base: float, rise: float) -> Line:
    """A shore that sweeps up to one side."""
    side = scene.chance.random() < 0.5
    line = []
    for step in range(49):
        t = step / 48
        away = t if side else 1 - t
        line.append((t * scene.wide, base - rise * away**2.2 + 0.006 * math.sin(step * 0.7)))
    return line


def sand(scene: Scene, base: float, rise: float, colour: Colour = (222, 196, 152)) -> Line:
    """A beach with its wet edge and foam; gives the line where it meets the water."""
    line = _beach_line(scene, base, rise)
    for shift, white, share in ((-0.02, 0.45, 0.5), (-0.006, 0.9, 0.85)):
        foam = Shape()
        foam.below([(x, y + shift) for x, y in line], scene)
        scene.lay(
            foam,
            mixed(scene.tone((196, 214, 214)), scene.light.shine, white * 0.5),
            None,
            share=share,
        )
    near = scene.soil(colour)
    wet = [(x, y + 0.022 + 0.008 * math.sin(x * 9)) for x, y in line]
    scene.lay_ground(line, scaled(near, 0.78), scaled(near, 0.7), 150)
    scene.lay_ground(wet, mixed(near, scene.light.shine, 0.2), scaled(near, 0.84), 150)
    return line


def headland(scene: Scene, side: int, tall: float, distance: float, colour: Colour) -> Line:
    """Rock that falls to the water, green on top; gives its upper line."""
    edge = scene.wide if side > 0 else 0.0
    reach, base = 0.42 * min(1.0, scene.wide), scene.horizon + 0.04
    top: Line = []
    for step in range(13):
        t = step / 12
        y = base - tall * (1 - t**2.6) - 0.01 * math.sin(step * 1.7)
        top.append((edge - side * reach * t, y))
    top = sorted([(edge + side * 0.02, top[0][1]), *top])
    body, grass = Shape(), Shape()
    body.polygon([*top, (top[-1][0], base + 0.012), (top[0][0], base + 0.012)])
    grass.polygon([*top, *[(x, y + 0.02 + 0.008 * math.sin(x * 60)) for x, y in reversed(top)]])
    stone = scene.tone((122, 112, 108), distance)
    scene.lay(body, stone, MIDDLE, fade=mixed(scaled(stone, 0.72), scene.light.horizon, 0.12))
    cracks = Shape()
    for number in range(9):
        x = edge - side * reach * number / 10
        y = height_at(top, min(max(x, top[0][0]), top[-1][0]))
        lean = scene.chance.uniform(-0.02, 0.02)
        cracks.polygon(
            [(x, y + 0.02), (x + 0.012, y + 0.02), (x + lean + 0.008, base), (x + lean, base)]
        )
    scene.lay(cracks, scaled(stone, 0.7), None, share=0.4)
    green = scene.soil(colour, distance)
    scene.lay(grass, mixed(green, scene.light.shine, 0.12), None)
    return top


def lay_bank(scene: Scene, base: float, colour: Colour = (124, 146, 84)) -> None:
    line = _beach_line(scene, base, 0.05)
    near = scene.soil(colour)
    edge = Shape()
    edge.below([(x, y - 0.006) for x, y in line], scene)
    scene.lay(edge, scaled(near, 0.56), None)
    scene.lay_ground(line, mixed(near, scene.light.shine, 0.16), scaled(near, 0.74), 160)
    nature.grass(scene, (94, 126, 68), top=base + 0.02, count=110)
