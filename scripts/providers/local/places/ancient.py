"""Castles, temples and columns."""

from __future__ import annotations

import math

from scripts.providers.local.light import mixed, scaled
from scripts.providers.local.places import framing, nature
from scripts.providers.local.places.canvas import (
    FAR,
    MIDDLE,
    Scene,
    Shape,
    hills,
)
from scripts.providers.local.places.grounds import GRASS, land, plain
from scripts.providers.local.places.houses import glass, paving
from scripts.providers.local.places.urban import lay_lane


def _fortress(scene: Scene) -> None:
    horizon = scene.horizon
    land(scene, hills(scene, horizon - 0.01, 0.06, 1.1), (110, 136, 118), 0.7, FAR)
    line = hills(scene, horizon + 0.04, 0.03)
    land(scene, line, (118, 146, 94), 0.4, MIDDLE)
    _walls(scene, horizon + 0.07)
    nature.stand(
        scene,
        line,
        nature.fir,
        tall=0.14,
        count=12,
        leaf=(58, 92, 74),
        distance=0.26,
        level=MIDDLE,
        clear=0.5,
    )
    plain(scene, GRASS, top=horizon + 0.115)
    lay_lane(scene)
    nature.grass(scene, (98, 130, 72), top=horizon + 0.17, count=110)
    framing.branch(scene)


def _walls(scene: Scene, base: float) -> None:
    """A curtain wall with towers, merlons and a gate, a keep behind."""
    body, shade, panes, roofs, gate = (Shape() for _ in range(5))
    middle = scene.wide * 0.5
    reach = 0.52 * min(1.0, scene.wide)
    body.box(middle - reach, base - 0.16, middle + reach, base + 0.02)
    for x, half, tall in (
        (-1.0, 0.055, 0.27),
        (1.0, 0.055, 0.27),
        (-0.34, 0.045, 0.23),
        (0.34, 0.045, 0.23),
        (-0.12, 0.07, 0.4),
        (0.14, 0.05, 0.47),
    ):
        at = middle + x * reach
        body.box(at - half, base - tall, at + half, base + 0.02)
        dark = at + half * 0.3 if scene.lit_side < 0 else at - half
        shade.box(dark, base - tall, dark + half * 0.7, base + 0.02)
        panes.box(at - 0.006, base - tall + 0.05, at + 0.006, base - tall + 0.08)
        if tall > 0.3 or abs(x) == 1.0:
            roofs.polygon(
                [
                    (at - half * 1.25, base - tall),
                    (at, base - tall - half * 2.2),
                    (at + half * 1.25, base - tall),
                ]
            )
        else:
            _merlons(body, at - half * 1.1, at + half * 1.1, base - tall)
    _merlons(body, middle - reach, middle + reach, base - 0.16)
    gate.box(middle - 0.04, base - 0.06, middle + 0.04, base + 0.02)
    gate.disc((middle, base - 0.06), 0.04)
    stone = scene.tone((168, 156, 144), 0.26)
    scene.lay(body, stone, MIDDLE, fade=mixed(stone, scene.light.horizon, 0.2))
    scene.lay(shade, scaled(stone, 0.78), None, share=0.7)
    scene.lay(roofs, scene.tone((122, 82, 84), 0.24), MIDDLE)
    scene.lay(gate, scaled(stone, 0.42), None)
    scene.lay(panes, glass(scene, 0.2), None)


def _merlons(shape: Shape, left: float, right: float, top: float) -> None:
    count = max(2, math.floor((right - left) / 0.03))
    for number in range(count):
        x = left + (right - left) * number / count
        shape.box(x, top - 0.014, x + (right - left) / count * 0.55, top + 0.002)


def _forum(scene: Scene) -> None:
    horizon = scene.horizon
    land(scene, hills(scene, horizon, 0.05, 1.1), (142, 152, 118), 0.72, FAR)
    line = hills(scene, horizon + 0.02, 0.01)
    nature.stand(
        scene,
        line,
        nature.cypress,
        tall=0.24,
        count=12,
        leaf=(70, 100, 74),
        distance=0.5,
        level=FAR,
        clear=0.24,
    )
    temple(scene, scene.wide * 0.5, horizon + 0.07, 0.36 * min(1.0, 0.4 + scene.wide / 2), 0.34)
    paving(scene, horizon + 0.09, (212, 196, 166))
    for x, size, level in (
        (0.1, 0.62, 175),
        (0.9, 0.62, 175),
        (0.235, 0.42, 150),
        (0.765, 0.42, 150),
    ):
        column(scene, scene.wide * x, horizon + 0.06 + size * 0.2, size, level, 0.1)


def temple(scene: Scene, x: float, base: float, size: float, distance: float) -> None:
    """A front of six columns under a gable, on steps."""
    steps, shafts, cella, roof, relief = (Shape() for _ in range(5))
    half, tall = size * 0.86, size * 0.92
    for number in range(3):
        wide = half + size * (0.07 - 0.03 * number)
        steps.box(
            x - wide,
            base - size * 0.045 * (number + 1),
            x + wide,
            base - size * 0.045 * number + 0.004,
        )
    foot, head = base - size * 0.135, base - tall + size * 0.26
    cella.box(x - half * 0.86, head, x + half * 0.86, foot)
    for number in range(6):
        at = x + half * (number / 2.5 - 1) * 0.92
        wide = size * 0.052
        shafts.polygon(
            [(at - wide, foot), (at - wide * 0.8, head), (at + wide * 0.8, head), (at + wide, foot)]
        )
        shafts.box(at - wide * 1.25, head - size * 0.012, at + wide * 1.25, head + size * 0.02)
        shafts.box(at - wide * 1.2, foot - size * 0.02, at + wide * 1.2, foot)
    roof.box(x - half, head - size * 0.1, x + half, head)
    roof.polygon(
        [
            (x - half * 1.06, head - size * 0.1),
            (x, base - tall - size * 0.06),
            (x + half * 1.06, head - size * 0.1),
        ]
    )
    relief.polygon(
        [
            (x - half * 0.78, head - size * 0.12),
            (x, base - tall),
            (x + half * 0.78, head - size * 0.12),
        ]
    )
    stone = scene.tone((228, 212, 180), distance)
    scene.lay(cella, scaled(stone, 0.5), MIDDLE)
    scene.lay(steps, scaled(stone, 0.9), MIDDLE)
    scene.lay(shafts, mixed(stone, scene.light.shine, 0.2), MIDDLE, fade=scaled(stone, 0.88))
    scene.lay(roof, stone, MIDDLE)
    scene.lay(relief, scaled(stone, 0.78), None)


def column(scene: Scene, x: float, base: float, size: float, level: int, distance: float) -> None:
    """A fluted column with its base and capital."""
    shaft, flutes, dark = Shape(), Shape(), Shape()
    wide, top = size * 0.06, base - size
    shaft.polygon(
        [(x - wide, base), (x - wide * 0.82, top), (x + wide * 0.82, top), (x + wide, base)]
    )
    for share, out in ((0.0, 1.4), (0.03, 1.2)):
        shaft.box(
            x - wide * out,
            base - size * (share + 0.032),
            x + wide * out,
            base - size * share + 0.004,
        )
        shaft.box(
            x - wide * out,
            top + size * (share - 0.03),
            x + wide * out,
            top + size * (share + 0.004),
        )
    for number in (-2, -1, 0, 1, 2):
        at = x + number * wide * 0.32
        flutes.box(at - wide * 0.05, top + size * 0.05, at + wide * 0.05, base - size * 0.07)
    side = 1 if scene.lit_side < 0 else -1
    dark.polygon(  # within the shaft, which tapers
        [
            (x + side * wide * 0.25, top + size * 0.04),
            (x + side * wide * 0.8, top + size * 0.04),
            (x + side * wide * 0.96, base - size * 0.06),
            (x + side * wide * 0.25, base - size * 0.06),
        ]
    )
    stone = scene.tone((226, 208, 174), distance)
    scene.lay(shaft, mixed(stone, scene.light.shine, 0.15), level, fade=scaled(stone, 0.84))
    scene.lay(dark, scaled(stone, 0.74), None, share=0.55)
    scene.lay(flutes, scaled(stone, 0.72), None, share=0.6)


ANCIENT = {
    "fortress": _fortress,
    "forum": _forum,
}
