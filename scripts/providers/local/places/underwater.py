"""Under the sea: light from above, corals, the deep."""

from __future__ import annotations

import math
from dataclasses import replace

from scripts.providers.local.light import Colour, mixed, scaled, shaded
from scripts.providers.local.places import framing
from scripts.providers.local.places.canvas import (
    FAR,
    FRONT,
    MIDDLE,
    WATER,
    Scene,
    Shape,
    crags,
    gradient,
    hills,
)


def _sea_light(scene: Scene, top: Colour, bottom: Colour) -> None:
    dim = max(0.42, sum(scene.light.lamp) / 765)
    light = replace(
        scene.light, top=scaled(top, dim), middle=scaled(mixed(top, bottom, 0.4), dim), horizon=scaled(mixed(top, bottom, 0.62), dim),
        shine=(206, 244, 240), lamp=shaded((172, 226, 228), scaled((255, 255, 255), dim)), stars=False, sun=0.9,
    )  # fmt: skip
    scene.mood = replace(scene.mood, light=light, weather=None, season=None)
    scene.sun = (scene.wide * scene.chance.uniform(0.3, 0.7), -0.1)
    scene.picture.paste(
        gradient(scene.picture.size, [light.top, light.middle, light.horizon, scaled(bottom, dim)])
    )
    scene.depth.paste(WATER, (0, 0, *scene.depth.size))
    scene.glow((scene.sun[0], -0.05), 0.7, light.shine, 0.6)


def _rays(scene: Scene, share: float) -> None:
    rays, x = Shape(), (scene.sun or (0.5, 0.0))[0]
    for number in range(6):
        lean = (number - 2.5) * 0.2
        wide = scene.chance.uniform(0.02, 0.06)
        rays.polygon(
            [
                (x + lean * 0.35 - 0.01, -0.01),
                (x + lean * 0.35 + 0.02, -0.01),
                (x + lean + wide, scene.high * 0.86),
                (x + lean - wide, scene.high * 0.86),
            ]
        )
    scene.lay(rays, scene.light.shine, None, share=share)


def _bubbles(scene: Scene) -> None:
    rings, inner = Shape(), Shape()
    for column in range(5):
        x = scene.wide * scene.chance.random()
        for _ in range(6):
            at = (
                x + scene.chance.uniform(-0.02, 0.02),
                scene.high * scene.chance.uniform(0.1, 0.8),
            )
            radius = scene.chance.uniform(0.003, 0.009 - column * 0.0006)
            rings.disc(at, radius)
            inner.disc((at[0] - radius * 0.25, at[1] - radius * 0.3), radius * 0.45)
    scene.lay(rings, scene.light.shine, None, share=0.3)
    scene.lay(inner, (255, 255, 255), None, share=0.5)


def _fish(scene: Scene) -> None:
    """A shoal far away."""
    if not scene.mood.shows("fish", "fishes"):
        return
    shoal = Shape()
    x, y = (
        scene.wide * scene.chance.choice((0.22, 0.74)),
        scene.high * scene.chance.uniform(0.24, 0.4),
    )
    for _ in range(16):
        at = (x + scene.chance.gauss(0, 0.08), y + scene.chance.gauss(0, 0.035))
        size = scene.chance.uniform(0.007, 0.012)
        shoal.ellipse(at, size, size * 0.42)
        shoal.polygon(
            [
                (at[0] + size * 0.7, at[1]),
                (at[0] + size * 1.6, at[1] - size * 0.5),
                (at[0] + size * 1.6, at[1] + size * 0.5),
            ]
        )
    scene.lay(
        shoal,
        mixed(scene.light.middle, scene.light.top, 0.4)
        if scene.light.lamp[1] < 120
        else scaled(scene.light.middle, 0.66),
        FAR,
    )


def _reef(scene: Scene) -> None:
    _sea_light(scene, (92, 196, 206), (14, 66, 110))
    _rays(scene, 0.1)
    _fish(scene)
    horizon = scene.horizon
    for y, distance, level in ((horizon + 0.04, 0.7, FAR), (horizon + 0.1, 0.4, MIDDLE)):
        line = crags(scene, (0.0, y - 0.12), (scene.wide, y - 0.1), 0.12)
        body = Shape()
        body.below(line, scene, y + 0.2)
        stone = scene.tone((70, 116, 126), distance)
        scene.lay(body, stone, level, fade=mixed(stone, scene.light.horizon, 0.4))
    sand = scene.tone((206, 206, 172))
    scene.lay_ground(
        hills(scene, horizon + 0.16, 0.012),
        mixed(sand, scene.light.shine, 0.14),
        scaled(sand, 0.62),
    )
    _corals(scene)
    _weed(scene)
    _bubbles(scene)


def _corals(scene: Scene) -> None:
    """Fans, tubes and brains in both corners and along the ground's edge."""
    colours = ((226, 110, 104), (238, 170, 92), (196, 104, 160), (120, 186, 150))
    for number in range(12):
        share = number / 11
        x = scene.wide * (share * 0.34 if number % 2 else 1 - share * 0.34)
        near = abs(x / scene.wide - 0.5) > 0.4
        foot = scene.high * (0.99 if near else 0.86) - 0.01 * (number % 3)
        size = scene.chance.uniform(0.12, 0.2) if near else scene.chance.uniform(0.05, 0.09)
        coral = Shape()
        if number % 3 == 0:
            _fan(scene, coral, (x, foot), size, 4)
        elif number % 3 == 1:
            for step in (-2, -1, 0, 1, 2):
                tall = size * scene.chance.uniform(0.5, 1.0)
                coral.stroke(
                    [(x + step * size * 0.14, foot), (x + step * size * 0.26, foot - tall)],
                    size * 0.13,
                    size * 0.17,
                )
                coral.disc((x + step * size * 0.26, foot - tall), size * 0.088)
        else:
            coral.ellipse((x, foot), size * 0.6, size * 0.46)
        colour = scene.tone(colours[number % len(colours)], 0.0 if near else 0.22)
        scene.lay(
            coral,
            scaled(colour, 0.9 if near else 1.0),
            FRONT if near else scene.ground_level(foot),
            fade=scaled(colour, 0.6),
        )


def _fan(
    scene: Scene,
    shape: Shape,
    foot: tuple[float, float],
    size: float,
    depth: int,
    turn: float = -math.pi / 2,
) -> None:
    """Branches that fork as often as `depth` says."""
    tip = (foot[0] + size * 0.4 * math.cos(turn), foot[1] + size * 0.4 * math.sin(turn))
    shape.stroke([foot, tip], size * 0.1, size * 0.07)
    if depth:
        for bend in (-0.5, 0.06, 0.52):
            _fan(
                scene,
                shape,
                tip,
                size * 0.74,
                depth - 1,
                turn + bend * scene.chance.uniform(0.8, 1.2),
            )


def _weed(scene: Scene) -> None:
    """Long leaves that stand up in the water, at the frame's edges."""
    blades = Shape()
    for number in range(14):
        away = scene.chance.random() * 0.14
        x = away if number % 2 else scene.wide - away
        tall = scene.chance.uniform(0.2, 0.5)
        sway = scene.chance.uniform(0.01, 0.025)
        points = [
            (x + sway * math.sin(step * 1.1 + number), scene.high + 0.01 - tall * step / 9)
            for step in range(10)
        ]
        blades.stroke(points, 0.016, 0.002)
    green = scaled(scene.tone((50, 120, 96)), 0.66)
    scene.lay(blades, green, FRONT, fade=scaled(green, 0.8))


def _deep(scene: Scene) -> None:
    _sea_light(scene, (32, 92, 128), (6, 20, 46))
    _rays(scene, 0.05)
    line = crags(scene, (0.0, scene.horizon - 0.06), (scene.wide, scene.horizon), 0.16)
    body = Shape()
    body.below(line, scene, scene.horizon + 0.26)
    stone = scene.tone((44, 72, 92), 0.5)
    scene.lay(body, stone, FAR, fade=mixed(stone, scene.light.horizon, 0.4))
    sand = scene.tone((112, 128, 132))
    scene.lay_ground(hills(scene, scene.horizon + 0.14, 0.02), sand, scaled(sand, 0.55))
    sparks = Shape()
    for _ in range(46):
        sparks.disc(
            (scene.chance.random() * scene.wide, scene.chance.random() * scene.high * 0.85),
            scene.chance.uniform(0.0012, 0.0034),
        )
    scene.lay(sparks, (150, 236, 226), None, share=0.8)
    _fish(scene)
    framing.rocks(scene, (54, 74, 92))
    _weed(scene)


UNDERWATER = {
    "reef": _reef,
    "abyss": _deep,
}
