"""Space: planets, their ground, and the view from orbit."""

from __future__ import annotations

import math
from dataclasses import replace

from PIL import Image

from scripts.providers.local.light import LIGHTS, Colour, mixed, scaled
from scripts.providers.local.places import framing
from scripts.providers.local.places.canvas import (
    FAR,
    FRONT,
    MIDDLE,
    Scene,
    Shape,
    crags,
    gradient,
    hills,
)
from scripts.providers.local.places.skies import draw_sky, draw_stars

_DUST: tuple[Colour, ...] = ((132, 84, 168), (70, 110, 186), (186, 92, 120), (64, 142, 150))


def _void(scene: Scene) -> None:
    """Black sky with stars and a veil of glowing dust."""
    light = replace(
        LIGHTS["day"],
        top=(6, 8, 22),
        middle=(14, 16, 42),
        horizon=(30, 28, 66),
        lamp=(226, 226, 236),
    )
    scene.mood = replace(scene.mood, light=light, weather=None)
    small, whole = (
        Image.new("RGB", (scene.picture.width // 4, scene.picture.height // 4)),
        scene.picture,
    )
    small.paste(gradient(small.size, [light.top, light.middle, light.horizon]))
    scene.picture, scene.unit = small, scene.unit / 4
    tint = scene.mood.tint or scene.chance.choice(_DUST)
    slope = scene.chance.uniform(-0.4, 0.4)
    for number in range(7):
        x = scene.wide * number / 6
        y = scene.high * 0.32 + slope * (x - scene.wide / 2) + scene.chance.uniform(-0.06, 0.06)
        scene.shine_on(
            (x, y),
            (scene.chance.uniform(0.3, 0.5), scene.chance.uniform(0.16, 0.3)),
            mixed(tint, (255, 214, 220), 0.2),
            0.3,
        )
    scene.picture, scene.unit = whole, scene.unit * 4
    scene.picture.paste(small.resize(whole.size, Image.Resampling.BICUBIC))
    draw_stars(scene, 320, below=scene.high)


def _planet(
    scene: Scene, at: tuple[float, float], radius: float, colour: Colour, *, ringed: bool = False
) -> None:
    """A globe with bands, its night side, and a thin bright edge of air."""
    scene.glow(at, radius * 1.6, mixed(colour, (255, 255, 255), 0.4), 0.4)
    if ringed:
        _ring(scene, at, radius, colour, front=False)
    globe = Shape()
    globe.disc(at, radius)
    drawn = globe.mask(scene)
    if drawn is None:
        return
    box, mask = drawn
    size = (box[2] - box[0], box[3] - box[1])
    face = Image.new("RGB", size, colour)
    bands = gradient(
        size,
        [
            mixed(colour, (255, 240, 220), 0.5),
            colour,
            mixed(colour, (255, 236, 214), 0.4),
            scaled(colour, 0.8),
            mixed(colour, (255, 244, 230), 0.3),
            scaled(colour, 0.7),
        ],
    )
    face = Image.blend(face, bands, 0.75)
    dark = Image.radial_gradient("L").resize((size[0] * 2, size[1] * 2))
    left = size[0] // 4 if scene.lit_side > 0 else size[0] * 3 // 4
    dark = dark.crop(
        (left, size[1] // 2 - size[1] // 6, left + size[0], size[1] * 3 // 2 - size[1] // 6)
    )
    dark = dark.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    face.paste((6, 8, 22), (0, 0), dark.point([min(245, max(0, (v - 70) * 3)) for v in range(256)]))
    scene.picture.paste(face, box, mask)
    if ringed:
        _ring(scene, at, radius, colour, front=True)


def _ring(
    scene: Scene, at: tuple[float, float], radius: float, colour: Colour, *, front: bool
) -> None:
    """One half of a ring, tilted against the picture."""
    turns = [math.pi * step / 40 + (0.0 if front else math.pi) for step in range(41)]
    for reach, wide, share in ((1.75, 0.24, 0.75), (2.05, 0.1, 0.5)):
        half = Shape()
        edges = [
            [
                (
                    at[0] + radius * out * math.cos(turn),
                    at[1] + radius * out * (0.24 * math.sin(turn) - 0.2 * math.cos(turn)),
                )
                for turn in turns
            ]
            for out in (reach, reach - wide)
        ]
        half.polygon([*edges[0], *reversed(edges[1])])
        scene.lay(half, mixed(colour, (255, 240, 224), 0.6), None, share=share)


def _surface(scene: Scene, colour: Colour, *, craters: bool) -> None:
    horizon = scene.horizon
    body = Shape()
    body.below(
        crags(scene, (0.0, horizon + 0.02), (scene.wide, horizon - 0.01), 0.1),
        scene,
        horizon + 0.16,
    )
    far = mixed(scene.tone(colour), scene.light.horizon, 0.55)
    scene.lay(body, far, FAR, fade=mixed(far, scene.light.horizon, 0.3))
    ridge = Shape()
    ridge.below(
        crags(scene, (0.0, horizon + 0.05), (scene.wide, horizon + 0.09), 0.08),
        scene,
        horizon + 0.22,
    )
    middle = mixed(scene.tone(colour), scene.light.horizon, 0.25)
    scene.lay(ridge, middle, MIDDLE, fade=scaled(middle, 0.8))
    near = scene.tone(colour)
    scene.lay_ground(
        hills(scene, horizon + 0.13, 0.012), mixed(near, (255, 250, 240), 0.12), scaled(near, 0.62)
    )
    if craters:
        _craters(scene, near)
    framing.rocks(scene, colour)


def _craters(scene: Scene, near: Colour) -> None:
    rims, pits = Shape(), Shape()
    for number in range(9):
        share = (number + 0.5) / 9
        y = scene.horizon + 0.17 + (scene.high - scene.horizon - 0.17) * share
        radius = 0.02 + 0.07 * share
        x = scene.wide * scene.chance.random()
        rims.ellipse((x, y), radius, radius * 0.24)
        pits.ellipse(
            (x - scene.lit_side * radius * 0.1, y + radius * 0.03), radius * 0.86, radius * 0.17
        )
    scene.lay(rims, mixed(near, (255, 252, 244), 0.25), None, share=0.7)
    scene.lay(pits, scaled(near, 0.55), None, share=0.85)


def _moon(scene: Scene) -> None:
    _void(scene)
    _planet(
        scene,
        (scene.wide * scene.chance.choice((0.24, 0.74)), scene.high * 0.24),
        0.13,
        (70, 128, 190),
    )
    _surface(scene, (148, 146, 152), craters=True)


def _mars(scene: Scene) -> None:
    light = replace(
        LIGHTS["golden"],
        top=(120, 78, 70),
        middle=(196, 134, 100),
        horizon=(236, 190, 148),
        lamp=(255, 214, 180),
        sun=0.4,
    )
    scene.mood = replace(
        scene.mood, light=light, weather=None, refused=scene.mood.refused | {"clouds", "birds"}
    )
    draw_sky(scene)
    _surface(scene, (186, 98, 66), craters=False)


def _orbit(scene: Scene) -> None:
    _void(scene)
    radius = 1.12 * max(1.0, scene.wide * 0.72)
    at = (scene.wide * 0.5, scene.high * 0.52 + radius)
    scene.glow((at[0], scene.high * 0.9), 0.9, (120, 180, 236), 0.4)
    air, globe, clouds = Shape(), Shape(), Shape()
    air.disc(at, radius + 0.02)
    globe.disc(at, radius)
    for _ in range(26):
        turn = -math.pi / 2 + scene.chance.uniform(-0.7, 0.7)
        away = radius * scene.chance.uniform(0.72, 0.985)
        where = (at[0] + away * math.cos(turn), at[1] + away * math.sin(turn))
        clouds.ellipse(where, scene.chance.uniform(0.04, 0.16), scene.chance.uniform(0.004, 0.013))
    scene.lay(air, (150, 206, 246), MIDDLE, share=0.5)
    scene.lay(globe, (70, 134, 196), MIDDLE, fade=(22, 60, 118))
    scene.lay(clouds, (226, 238, 248), None, share=0.6)
    _station_edge(scene)


def _station_edge(scene: Scene) -> None:
    """The rim of a hatch one looks out of."""
    rim = Shape()
    rim.box(-0.01, -0.01, scene.wide + 0.01, scene.high + 0.01)
    x, y = scene.wide / 2, scene.high * 0.47
    rx, ry = scene.wide * 0.56, scene.high * 0.56
    rim.polygon(
        [
            (x + rx * _soft(math.cos(t)), y + ry * _soft(math.sin(t)))
            for t in (step * math.tau / 72 for step in range(72))
        ],
        0,
    )
    scene.lay(rim, (40, 44, 56), FRONT, fade=(24, 26, 36))


def _soft(value: float) -> float:
    """Rounds a square's corners: a superellipse."""
    return math.copysign(abs(value) ** 0.45, value)


def _nebula(scene: Scene) -> None:
    _void(scene)
    tint = scene.mood.tint or scene.chance.choice(_DUST)
    _planet(
        scene,
        (scene.wide * scene.chance.choice((0.22, 0.76)), scene.high * 0.26),
        0.15,
        tint,
        ringed=True,
    )
    _planet(scene, (scene.wide * 0.5, scene.high * 0.12), 0.035, mixed(tint, (220, 200, 180), 0.6))
    _surface(scene, mixed(tint, (96, 90, 108), 0.65), craters=True)


SPACE = {
    "moon": _moon,
    "mars": _mars,
    "orbit": _orbit,
    "nebula": _nebula,
}
