"""Caves and tunnels."""

from __future__ import annotations

import math
from dataclasses import replace

from scripts.providers.local.light import Colour, mixed, scaled, shaded
from scripts.providers.local.places import framing, nature
from scripts.providers.local.places.canvas import (
    FAR,
    FRONT,
    MIDDLE,
    Scene,
    Shape,
    hills,
)
from scripts.providers.local.places.skies import draw_sky


def _mouth(scene: Scene, spread: float, swing: float) -> Shape:
    """Rock all round an opening that stands on the ground."""
    shape = Shape()
    shape.box(-0.01, -0.01, scene.wide + 0.01, scene.high + 0.01)
    middle, rx, ry = (
        scene.wide / 2,
        spread * min(scene.wide * 0.62, 1.0),
        spread * min(scene.high, 1.25),
    )
    hole = [
        (
            middle + rx * math.cos(turn) * scene.chance.uniform(1 - swing, 1 + swing),
            scene.high * 0.56 + ry * math.sin(turn) * scene.chance.uniform(1 - swing, 1 + swing),
        )
        for turn in (step * math.tau / 40 for step in range(40))
    ]
    shape.polygon(hole, 0)
    return shape


def _cave(scene: Scene) -> None:
    scene.horizon = scene.high * 0.6
    draw_sky(scene)
    line = hills(scene, scene.horizon - 0.02, 0.04)
    body = Shape()
    body.below(line, scene)
    green = scene.soil((110, 142, 112), 0.62)
    scene.lay(body, green, FAR, fade=mixed(green, scene.light.horizon, 0.3))
    scene.glow((scene.wide / 2, scene.high * 0.5), 0.6, scene.light.shine, 0.3)
    rock = shaded((112, 98, 100), mixed(scene.light.lamp, (255, 235, 220), 0.3))
    for spread, share, level in ((0.34, 0.72, MIDDLE), (0.47, 0.5, 160)):
        wall = _mouth(scene, spread, 0.08)
        scene.lay(wall, scaled(rock, share * 0.7), level, fade=scaled(rock, share))
    floor = scaled(rock, 0.6)
    scene.lay_ground(
        hills(scene, scene.high * 0.8, 0.012),
        mixed(floor, scene.light.shine, 0.22),
        scaled(floor, 0.5),
    )
    edge = _mouth(scene, 0.66, 0.07)
    _drips(scene, edge)
    scene.lay(edge, scaled(rock, 0.2), FRONT, fade=scaled(rock, 0.3))


def _drips(scene: Scene, shape: Shape) -> None:
    """Stalactites along the roof."""
    for x in nature.spread(scene, 13, 0.1):
        long, wide = scene.chance.uniform(0.05, 0.2), scene.chance.uniform(0.014, 0.03)
        shape.polygon([(x - wide, -0.01), (x + wide, -0.01), (x, 0.04 + long)])


def _tunnel(scene: Scene) -> None:
    lamp: Colour = (255, 196, 116)
    scene.mood = replace(
        scene.mood,
        light=replace(scene.light, stars=False, sun=None, horizon=(52, 42, 42)),
        weather=None,
    )
    scene.horizon = scene.high * 0.58
    scene.picture.paste((22, 18, 22), (0, 0, *scene.picture.size))
    rock: Colour = (126, 100, 84)
    for number, spread in enumerate((0.2, 0.3, 0.42, 0.56)):
        wall = _mouth(scene, spread, 0.05)
        shade = scaled(rock, 0.86 - 0.2 * number)
        scene.lay(wall, scaled(shade, 0.8), (FAR, MIDDLE, 150, 165)[number], fade=shade)
    floor = scaled(rock, 0.62)
    scene.lay_ground(
        hills(scene, scene.high * 0.8, 0.008), mixed(floor, lamp, 0.16), scaled(floor, 0.5)
    )
    props, flames = Shape(), Shape()
    for x in (0.24, 0.76):
        at = scene.wide * x
        props.box(at - 0.016, scene.high * 0.24, at + 0.016, scene.high * 0.83)
        flames.ellipse((at, scene.high * 0.4), 0.012, 0.024)
    props.box(scene.wide * 0.22, scene.high * 0.22, scene.wide * 0.78, scene.high * 0.22 + 0.034)
    wood = scaled(rock, 0.5)
    scene.lay(props, wood, 170, fade=scaled(wood, 0.7))
    for x in (0.24, 0.76):
        scene.glow((scene.wide * x, scene.high * 0.4), 0.42, lamp, 0.6)
    scene.lay(flames, (255, 236, 178), None)
    framing.rocks(scene, (84, 70, 62))


CAVES = {
    "cave": _cave,
    "tunnel": _tunnel,
}
