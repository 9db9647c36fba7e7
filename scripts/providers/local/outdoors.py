"""Places under the sky."""

from __future__ import annotations

import math

from scripts.providers.local.canvas import Mask, Point, Scene, height_at, ridges
from scripts.providers.local.light import Colour, mixed, scaled


def _mountains(scene: Scene) -> None:
    for _ in ridges(scene, (88, 96, 118), top=0.48, bottom=0.68, count=4, rough=0.5, high=0.26):
        pass
    for depth, line in ridges(scene, (74, 104, 84), top=0.78, bottom=0.9, count=2, rough=0.3):
        _trees(scene, line, (46, 78, 66), depth * 0.5, count=26, tall=0.1)


def _forest(scene: Scene) -> None:
    for depth, line in ridges(scene, (66, 108, 84), top=0.56, bottom=0.84, count=4, rough=0.3):
        _trees(scene, line, (48, 88, 70), depth, count=30, tall=0.14 + 0.24 * (1 - depth))
    _ground(scene, (82, 112, 74))
    _grass(scene, (58, 92, 62))


def _meadow(scene: Scene) -> None:
    colour = (122, 160, 88)
    for depth, line in ridges(scene, colour, top=0.6, bottom=0.76, count=3, rough=0.27):
        _bushes(scene, line, (76, 118, 76), depth, count=9)
    _ground(scene, (136, 168, 92))
    _grass(scene, (92, 132, 70))


def _desert(scene: Scene) -> None:
    for _ in ridges(scene, (222, 172, 112), top=0.6, bottom=0.86, count=5, rough=0.24, high=0.16):
        pass


def _sea(scene: Scene) -> None:
    for _ in ridges(scene, (98, 116, 132), top=0.6, bottom=0.61, count=1, rough=0.42):
        pass
    water = Mask(scene.picture.size)
    water.box(0, 0.62, 1, 1)
    near = scene.land((44, 104, 132), 0.0)
    scene.fill(water.done(), mixed(near, scene.light.horizon, 0.6), near)
    glints = Mask(scene.picture.size)
    for _ in range(150):
        y = 0.625 + 0.36 * scene.chance.random() ** 1.6
        long = (0.01 + 0.12 * (y - 0.6)) * scene.chance.uniform(0.5, 1.6)
        x = scene.chance.uniform(-0.05, 1.0)
        glints.box(x, y, x + long, y + 0.0016 + 0.005 * (y - 0.62))
    faint = glints.done().point([v // 3 for v in range(256)])
    scene.picture.paste(scene.light.shine, (0, 0), faint)
    _shore(scene)


def _shore(scene: Scene) -> None:
    left = scene.chance.random() < 0.5
    xs = [0.0, 0.16, 0.34, 0.55, 0.8, 1.0]
    ys = [0.8, 0.83, 0.88, 0.9, 0.925, 0.93]
    line = list(zip(xs, ys if left else ys[::-1], strict=True))
    rounded = [(x / 40, height_at(line, x / 40) + 0.004 * math.sin(x * 0.9)) for x in range(41)]
    foam, sand = Mask(scene.picture.size), Mask(scene.picture.size)
    foam.below([(x, y - 0.012) for x, y in rounded])
    sand.below(rounded)
    scene.picture.paste(
        mixed(scene.land((236, 240, 238), 0.0), scene.light.shine, 0.3), (0, 0), foam.done()
    )
    scene.fill(sand.done(), scene.land((214, 188, 146), 0.1), scene.land((168, 138, 104), 0.0))


def _city(scene: Scene) -> None:
    for row, (base, depth) in enumerate(((0.74, 0.6), (0.8, 0.32), (0.87, 0.05))):
        mask, windows = Mask(scene.picture.size), Mask(scene.picture.size)
        x = scene.chance.uniform(-0.08, 0.0)
        while x < 1.0:
            wide = scene.chance.uniform(0.07, 0.14) * (0.7 + 0.25 * row) / scene.aspect * 1.6
            top = base - scene.chance.uniform(0.12, 0.36) * (1.05 - 0.16 * row)
            mask.box(x, top, x + wide, 1.0)
            if scene.chance.random() < 0.4:
                mask.polygon([(x, top), (x + wide / 2, top - 0.05), (x + wide, top)])
            _windows(scene, windows, (x, top, x + wide, base), 0.012 + 0.005 * row)
            x += wide * scene.chance.uniform(1.0, 1.12)
        wall = scene.land((112, 106, 122), depth)
        scene.fill(mask.done(), wall, mixed(wall, scene.light.horizon, 0.25))
        lit = scene.light.land < 0.8
        glass = (255, 214, 140) if lit else scene.land((70, 84, 110), depth)
        scene.picture.paste(mixed(glass, wall, depth), (0, 0), windows.done())
    _ground(scene, (120, 116, 118), top=0.87)


def _windows(
    scene: Scene, mask: Mask, wall: tuple[float, float, float, float], size: float
) -> None:
    left, top, right, bottom = wall
    across = size / scene.aspect
    y = top + size * 1.4
    while y < bottom - size:
        x = left + across * 0.9
        while x < right - across * 1.4:
            if scene.chance.random() < 0.55:
                mask.box(x, y, x + across, y + size * 1.3)
            x += across * 2.1
        y += size * 2.7


def _trees(
    scene: Scene, line: list[Point], colour: Colour, depth: float, *, count: int, tall: float
) -> None:
    """Conifers along a line, higher where they are near."""
    mask = Mask(scene.picture.size)
    for _ in range(count):
        x = scene.chance.uniform(-0.02, 1.02)
        foot = height_at(line, min(1.0, max(0.0, x))) + 0.012
        height = tall * scene.chance.uniform(0.6, 1.15)
        for step in range(3):
            wide = height * (0.13 + 0.065 * step) / scene.aspect * 1.5
            top = foot - height * (1 - 0.27 * step)
            mask.polygon(
                [(x, top), (x + wide, top + height * 0.44), (x - wide, top + height * 0.44)]
            )
        mask.box(x - 0.002, foot - height * 0.12, x + 0.002, foot + 0.01)
    shade = scene.land(colour, depth)
    scene.fill(mask.done(), mixed(shade, scene.light.horizon, 0.12), scaled(shade, 0.85))


def _bushes(scene: Scene, line: list[Point], colour: Colour, depth: float, *, count: int) -> None:
    mask = Mask(scene.picture.size)
    for _ in range(count):
        x, radius = scene.chance.random(), scene.chance.uniform(0.02, 0.05) * (1.2 - depth)
        foot = height_at(line, x)
        for shift in (-0.7, 0.0, 0.8):
            mask.disc((x + shift * radius / scene.aspect, foot - radius * 0.4), radius, flat=0.85)
    shade = scene.land(colour, depth)
    scene.fill(mask.done(), mixed(shade, scene.light.shine, 0.12), scaled(shade, 0.9))


def _ground(scene: Scene, colour: Colour, top: float = 0.86) -> None:
    """A plain to stand on, with a path of light across it."""
    line = [(x / 24, top + 0.012 * math.sin(x * 0.5 + scene.chance.random())) for x in range(25)]
    mask = Mask(scene.picture.size)
    mask.below(line)
    near = scene.land(colour, 0.0)
    scene.fill(mask.done(), mixed(near, scene.light.shine, 0.22), scaled(near, 0.78))


def _grass(scene: Scene, colour: Colour) -> None:
    mask = Mask(scene.picture.size)
    for _ in range(220):
        x, y = scene.chance.uniform(0, 1), 0.9 + 0.12 * scene.chance.random()
        tall, lean = scene.chance.uniform(0.015, 0.05), scene.chance.uniform(-0.012, 0.012)
        mask.polygon([(x - 0.0012, y), (x + 0.0012, y), (x + lean, y - tall)])
    shade = scene.land(colour, 0.0)
    scene.fill(mask.done(), shade, scaled(shade, 0.75))


OUTDOORS = {
    "mountains": _mountains,
    "forest": _forest,
    "meadow": _meadow,
    "desert": _desert,
    "sea": _sea,
    "city": _city,
}
