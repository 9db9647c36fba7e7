"""Places by the water: open sea, beach, cliffs, harbour, lake, river, a bridge."""

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
from scripts.providers.local.places.houses import gabled_row, paving
from scripts.providers.local.places.mountains import peaks
from scripts.providers.local.places.water import LAKE, SEA, headland, lay_bank, sand, water


def _ocean(scene: Scene) -> None:
    scene.horizon = scene.high * 0.56
    if scene.mood.weather != "fog":
        land(scene, hills(scene, scene.horizon + 0.004, 0.012, 0.8), (104, 122, 138), 0.82, FAR)
    water(scene, scene.horizon, SEA, calm=0.22)
    _swell(scene)


def _swell(scene: Scene) -> None:
    """Three waves that come in, each with a crest of foam; the ground of a frame at sea."""
    rough = 1.9 if scene.mood.weather in ("storm", "wind") else 1.0
    for number, (share, distance) in enumerate(((0.36, 0.34), (0.62, 0.16), (0.9, 0.0))):
        y = scene.horizon + (scene.high - scene.horizon) * share
        line = hills(scene, y, 0.011 * (number + 1) * rough, 3.4 - number * 0.6)
        near = scene.tone(scaled(SEA, 1.06 - 0.12 * number), distance)
        scene.lay_ground(
            line, mixed(near, scene.light.shine, 0.16), scaled(near, 0.82), 120 + 30 * number
        )
        foam = Shape()
        for (x0, y0), (x1, y1) in zip(line[::3], line[3::3], strict=False):
            if scene.chance.random() < 0.3 * rough:
                thick = 0.003 * (number + 1) * rough
                foam.polygon(
                    [
                        (x0, y0),
                        ((x0 + x1) / 2, min(y0, y1) - thick * 0.3),
                        (x1, y1),
                        ((x0 + x1) / 2, (y0 + y1) / 2 + thick),
                    ]
                )
        scene.lay(
            foam,
            mixed(scene.tone((232, 240, 240), distance), scene.light.shine, 0.3),
            None,
            share=0.8,
        )


def _beach(scene: Scene) -> None:
    land(scene, hills(scene, scene.horizon + 0.004, 0.035, 1.1), (104, 128, 128), 0.7, FAR)
    water(scene, scene.horizon + 0.01, SEA, calm=0.25)
    headland(scene, scene.chance.choice((-1, 1)), 0.16, 0.4, (116, 136, 96))
    line = sand(scene, scene.high * 0.86, 0.09)
    if scene.mood.light.lamp[0] > 120:
        nature.stand(
            scene,
            [(x, y + 0.05) for x, y in line],
            nature.palm,
            tall=0.4,
            count=4,
            leaf=(82, 134, 76),
            distance=0.1,
            level=MIDDLE,
            clear=0.72,
        )
    framing.rocks(scene, (132, 118, 108))


def _cliffs(scene: Scene) -> None:
    land(scene, hills(scene, scene.horizon + 0.004, 0.03, 0.9), (104, 122, 132), 0.76, FAR)
    water(scene, scene.horizon + 0.01, SEA, calm=0.22)
    side = scene.chance.choice((-1, 1))
    headland(scene, -side, 0.12, 0.5, (116, 140, 100))
    headland(scene, side, 0.27, 0.22, (116, 144, 88))
    surf = Shape()
    for _ in range(26):
        x = scene.wide * (0.5 + side * scene.chance.uniform(0.2, 0.5))
        surf.ellipse((x, scene.horizon + 0.052), scene.chance.uniform(0.008, 0.026), 0.004)
    scene.lay(
        surf, mixed(scene.tone((232, 240, 240), 0.2), scene.light.shine, 0.3), None, share=0.8
    )
    plain(scene, GRASS, top=scene.high * 0.86, swing=0.012)
    nature.grass(scene, (96, 130, 72), top=scene.high * 0.88)
    framing.rocks(scene)


def _harbour(scene: Scene) -> None:
    horizon = scene.horizon
    land(scene, hills(scene, horizon - 0.02, 0.05, 1.2), (104, 128, 118), 0.66, FAR)
    gabled_row(scene, horizon + 0.035, 0.15, 0.34, MIDDLE, clear=0.0)
    quay = Shape()
    quay.box(-0.01, horizon + 0.03, scene.wide + 0.01, horizon + 0.055)
    stone = scene.tone((128, 122, 118), 0.3)
    scene.lay(quay, stone, MIDDLE, fade=scaled(stone, 0.7))
    water(scene, horizon + 0.055, (54, 106, 122), calm=0.5)
    if scene.mood.shows("boat", "boats", "ship", "ships"):
        _boats(scene)
    _planks(scene)
    framing.posts(scene)


def _boats(scene: Scene) -> None:
    """Small boats at anchor, beside the middle."""
    for share, size in ((0.14, 0.1), (0.3, 0.065), (0.72, 0.075), (0.88, 0.11)):
        x = scene.wide * (share + scene.chance.uniform(-0.03, 0.03))
        y = scene.horizon + 0.075 + size * 0.5
        hull, rim, rig, sail = Shape(), Shape(), Shape(), Shape()
        side = scene.chance.choice((-1, 1))
        hull.polygon(
            [
                (x - size, y - size * 0.3),
                (x + size, y - size * 0.36),
                (x + size * 0.7, y),
                (x - size * 0.75, y),
            ]
        )
        rim.polygon(
            [
                (x - size, y - size * 0.3),
                (x + size, y - size * 0.36),
                (x + size * 0.96, y - size * 0.26),
                (x - size * 0.97, y - size * 0.2),
            ]
        )
        rig.stroke([(x, y - size * 0.3), (x, y - size * 1.9)], size * 0.05, size * 0.03)
        sail.polygon(
            [
                (x + side * size * 0.06, y - size * 1.8),
                (x + side * size * 0.06, y - size * 0.5),
                (x + side * size * 0.7, y - size * 0.5),
            ]
        )
        distance = 0.24 - size
        colour = scene.tone(
            scene.chance.choice(((156, 72, 62), (62, 96, 122), (196, 166, 108), (78, 116, 102))),
            distance,
        )
        level = scene.ground_level(y) - 20
        scene.lay(sail, scene.tone((236, 228, 208), distance), level)
        scene.lay(rig, scene.tone((86, 66, 54), distance), level)
        scene.lay(hull, colour, level, fade=scaled(colour, 0.68))
        scene.lay(rim, mixed(colour, scene.light.shine, 0.5), None)
        shadow = Shape()
        shadow.ellipse((x, y + size * 0.06), size * 0.8, size * 0.08)
        scene.lay(shadow, scaled(scene.tone((40, 70, 84)), 0.8), None, share=0.5)


def _planks(scene: Scene) -> None:
    """A landing of boards, seen along their length."""
    top = scene.high * 0.86
    wood = scene.soil((158, 128, 98))
    scene.lay_ground(
        [(0.0, top), (scene.wide, top)],
        mixed(wood, scene.light.shine, 0.14),
        scaled(wood, 0.72),
        170,
    )
    edge, gaps = Shape(), Shape()
    edge.box(-0.01, top, scene.wide + 0.01, top + 0.008)
    for number in range(-14, 15):
        high = scene.wide * 0.5 + number * scene.wide * 0.075
        low = scene.wide * 0.5 + number * scene.wide * 0.115
        gaps.polygon(
            [
                (high, top),
                (high + 0.002, top),
                (low + 0.005, scene.high + 0.01),
                (low, scene.high + 0.01),
            ]
        )
    scene.lay(gaps, scaled(wood, 0.5), None, share=0.7)
    scene.lay(edge, mixed(wood, scene.light.shine, 0.4), None)


def _lake(scene: Scene) -> None:
    horizon = scene.horizon
    peaks(scene, horizon + 0.02, 0.32, (112, 124, 146), 0.64, count=4, snow=True)
    line = hills(scene, horizon + 0.02, 0.03, 1.3)
    land(scene, line, (84, 116, 96), 0.38, MIDDLE)
    nature.stand(
        scene, line, nature.fir, tall=0.1, count=44, leaf=(52, 88, 72), distance=0.34, level=MIDDLE
    )
    water(scene, horizon + 0.045, LAKE, calm=0.62)
    lay_bank(scene, scene.high * 0.87)
    framing.reeds(scene)


def _river(scene: Scene) -> None:
    horizon = scene.horizon
    land(scene, hills(scene, horizon - 0.02, 0.06, 1.1), (108, 140, 112), 0.7, FAR)
    line = hills(scene, horizon + 0.03, 0.02, 1.6)
    land(scene, line, (104, 144, 86), 0.4, MIDDLE)
    nature.stand(
        scene,
        line,
        nature.broadleaf,
        tall=0.22,
        count=13,
        leaf=(84, 128, 76),
        distance=0.34,
        level=MIDDLE,
        clear=0.16,
    )
    water(scene, horizon + 0.06, LAKE, calm=0.55)
    for side in (-1, 1):
        _river_bank(scene, side)
    lay_bank(scene, scene.high * 0.89)
    framing.reeds(scene)


def _river_bank(scene: Scene, side: int) -> None:
    """The side of a river, which comes nearer as it comes to the camera."""
    top, edge = scene.horizon + 0.05, scene.wide if side > 0 else 0.0
    shape = Shape()
    line = [
        (
            edge - side * scene.wide * (0.36 * (1 - t) ** 1.5 + 0.03 * math.sin(9 * t) * (1 - t)),
            top + 0.62 * t * (scene.high - top),
        )
        for t in (step / 16 for step in range(17))
    ]
    shape.polygon([(edge + side * 0.01, top), *line])
    green = scene.soil((112, 148, 82), 0.16)
    level = scene.ground_level(top + 0.06)
    scene.lay(shape, mixed(green, scene.light.shine, 0.12), level, fade=scaled(green, 0.8))


def _bridge(scene: Scene) -> None:
    horizon = scene.horizon
    gabled_row(scene, horizon + 0.02, 0.2, 0.52, FAR, clear=0.0)
    water(scene, horizon + 0.02, (64, 108, 122), calm=0.5)
    arches, edge = Shape(), Shape()
    deck = horizon - 0.05
    arches.polygon(
        [
            (-0.01, deck + 0.03),
            (scene.wide / 2, deck - 0.04),
            (scene.wide + 0.01, deck + 0.03),
            (scene.wide + 0.01, horizon + 0.1),
            (-0.01, horizon + 0.1),
        ]
    )
    for number in range(3):
        x = scene.wide * (0.18 + 0.32 * number)
        arches.ellipse((x, horizon + 0.12), scene.wide * 0.12, 0.13, 0)
    edge.stroke(
        [(-0.01, deck + 0.03), (scene.wide / 2, deck - 0.04), (scene.wide + 0.01, deck + 0.03)],
        0.016,
        0.016,
    )
    stone = scene.tone((158, 142, 126), 0.24)
    scene.lay(arches, stone, MIDDLE, fade=scaled(stone, 0.72))
    scene.lay(edge, mixed(stone, scene.light.shine, 0.3), MIDDLE)
    paving(scene, scene.high * 0.86, (166, 152, 138))
    framing.railing(scene)


WATERS = {
    "ocean": _ocean,
    "beach": _beach,
    "cliffs": _cliffs,
    "harbour": _harbour,
    "lake": _lake,
    "river": _river,
    "bridge": _bridge,
}
