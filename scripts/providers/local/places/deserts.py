"""Deserts, canyons and the dry country around them."""

from __future__ import annotations

import math

from scripts.providers.local.light import Colour, mixed, scaled
from scripts.providers.local.places import framing, nature
from scripts.providers.local.places.canvas import (
    FAR,
    MIDDLE,
    Line,
    Scene,
    Shape,
    hills,
)
from scripts.providers.local.places.grounds import land, lay_drifts, plain
from scripts.providers.local.places.mountains import peaks


def _dunes(scene: Scene) -> None:
    horizon = scene.horizon
    for y, swing, distance, level in (
        (0.0, 0.04, 0.66, FAR),
        (0.06, 0.06, 0.4, MIDDLE),
        (0.13, 0.06, 0.2, MIDDLE),
    ):
        _dune(scene, hills(scene, horizon + y, swing, 1.1), (226, 180, 122), distance, level)
    line = plain(scene, (226, 180, 120), top=horizon + 0.2, swing=0.03)
    lay_drifts(scene, line, scene.soil((188, 138, 88)))
    framing.rocks(scene, (150, 112, 82))


def _dune(scene: Scene, line: Line, colour: Colour, distance: float, level: int) -> None:
    """A wave of sand; every crest has its slope away from the light in shade."""
    land(scene, line, colour, distance, level)
    slopes, side = Shape(), -scene.lit_side
    for number in range(1, len(line) - 1):
        y = line[number][1]
        if y <= line[number - 1][1] and y < line[number + 1][1]:
            slopes.polygon(_slope(line, number, side) or [line[number]] * 3)
    shade = scene.soil(scaled(colour, 0.78), distance)
    scene.lay(slopes, shade, None, share=0.75)


def _slope(line: Line, crest: int, side: int) -> Line:
    """From a crest down the skyline, and back along a bow below it; nothing for a ripple."""
    end = crest
    while 0 < end < len(line) - 1 and line[end + side][1] >= line[end][1]:
        end += side
    down = [line[number] for number in range(crest, end + side, side)]
    (x0, y0), (x1, y1) = down[0], down[-1]
    if abs(x1 - x0) < 0.08:
        return []
    deep = 0.2 * abs(x1 - x0)
    bow = [
        (x1 + (x0 - x1) * t, y1 + (y0 - y1) * t + deep * math.sin(math.pi * t) ** 1.4)
        for t in (step / 10 for step in range(11))
    ]
    return [*down, *bow]


def _canyon(scene: Scene) -> None:
    horizon = scene.horizon
    for tall, distance, level, gap in (
        (0.26, 0.66, FAR, 0.16),
        (0.38, 0.4, MIDDLE, 0.36),
        (0.5, 0.16, MIDDLE, 0.62),
    ):
        for side in (-1, 1):
            _mesa(
                scene, side, gap, tall, distance, level, horizon + 0.05 + (0.66 - distance) * 0.12
            )
    plain(scene, (208, 148, 104), top=horizon + 0.1)
    nature.bushes(
        scene,
        [(0.0, horizon + 0.16), (scene.wide, horizon + 0.16)],
        (128, 128, 84),
        size=0.014,
        count=8,
        distance=0.1,
        level=scene.ground_level(horizon + 0.16),
    )
    framing.rocks(scene, (150, 92, 66))


def _mesa(
    scene: Scene, side: int, gap: float, tall: float, distance: float, level: int, base: float
) -> None:
    """A cliff of one side of a canyon, in bands of stone."""
    edge = scene.wide * (0.5 + side * gap / 2 * min(1.0, 0.6 + scene.wide / 4))
    out = scene.wide + 0.02 if side > 0 else -0.02
    steps = [
        (edge, base),
        (edge + side * 0.03, base - tall * 0.55),
        (edge + side * 0.09, base - tall * 0.6),
    ]
    steps += [
        (edge + side * 0.11, base - tall),
        (edge + side * 0.4, base - tall * scene.chance.uniform(0.95, 1.08)),
    ]
    wall, bands = Shape(), Shape()
    wall.polygon([*steps, (out, base - tall), (out, base + 0.14), (edge, base + 0.14)])
    for up in (0.24, 0.42, 0.74, 0.88):
        inset = 0.02 + 0.1 * up
        y = base - tall * up
        bands.polygon(
            [
                (edge + side * inset, y),
                (out, y - 0.01),
                (out, y + 0.012),
                (edge + side * inset, y + 0.01),
            ]
        )
    stone = scene.tone((202, 124, 86), distance)
    lit = side != scene.lit_side
    scene.lay(
        wall,
        mixed(stone, scene.light.shine, 0.2) if lit else scaled(stone, 0.86),
        level,
        fade=mixed(stone, scene.light.horizon, 0.3),
    )
    scene.lay(bands, scaled(stone, 0.8), None, share=0.5)


def _savanna(scene: Scene) -> None:
    horizon = scene.horizon
    peaks(scene, horizon + 0.01, 0.13, (146, 138, 136), 0.76, count=3, snow=False)
    line = hills(scene, horizon + 0.03, 0.012)
    land(scene, line, (188, 162, 96), 0.5, FAR)
    nature.stand(
        scene, line, nature.acacia, tall=0.1, count=8, leaf=(112, 124, 70), distance=0.5, level=FAR
    )
    line = hills(scene, horizon + 0.07, 0.01)
    land(scene, line, (204, 168, 92), 0.26, MIDDLE)
    nature.stand(
        scene,
        line,
        nature.acacia,
        tall=0.34,
        count=4,
        leaf=(98, 112, 62),
        distance=0.2,
        level=MIDDLE,
        clear=0.4,
    )
    plain(scene, (210, 172, 92), top=horizon + 0.11)
    nature.grass(scene, (172, 134, 66), top=horizon + 0.14, count=200)
    framing.reeds(scene, (176, 138, 70), heads=False)


def _pyramids(scene: Scene) -> None:
    horizon = scene.horizon
    _dune(scene, hills(scene, horizon + 0.01, 0.02), (222, 182, 128), 0.6, FAR)
    for x, tall, distance in ((0.8, 0.2, 0.56), (0.2, 0.3, 0.44), (0.62, 0.15, 0.5)):
        _pyramid(scene, scene.wide * x, horizon + 0.05, tall, distance)
    _dune(scene, hills(scene, horizon + 0.07, 0.02), (226, 184, 124), 0.24, MIDDLE)
    line = hills(scene, horizon + 0.09, 0.01)
    nature.stand(
        scene,
        line,
        nature.palm,
        tall=0.26,
        count=6,
        leaf=(86, 122, 70),
        distance=0.18,
        level=MIDDLE,
        clear=0.56,
    )
    line = plain(scene, (226, 184, 122), top=horizon + 0.13)
    lay_drifts(scene, line, scene.soil((188, 142, 92)))
    framing.rocks(scene, (162, 124, 90))


def _pyramid(scene: Scene, x: float, base: float, tall: float, distance: float) -> None:
    body, dark, courses = Shape(), Shape(), Shape()
    half, turn = tall * 0.92, -scene.lit_side * tall * 0.26
    body.polygon([(x, base - tall), (x + half, base), (x - half, base)])
    dark.polygon([(x, base - tall), (x + turn, base), (x - scene.lit_side * half, base)])
    for step in range(1, 12):
        y = base - tall * step / 12
        wide = half * (1 - step / 12)
        courses.box(x - wide, y, x + wide, y + 0.0016)
    stone = scene.tone((216, 178, 126), distance)
    scene.lay(body, mixed(stone, scene.light.shine, 0.25), FAR, fade=stone)
    scene.lay(dark, scaled(stone, 0.76), None, share=0.8)
    scene.lay(courses, scaled(stone, 0.8), None, share=0.4)


DESERTS = {
    "dunes": _dunes,
    "canyon": _canyon,
    "savanna": _savanna,
    "pyramids": _pyramids,
}
