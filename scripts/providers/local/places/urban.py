"""Streets, villages, markets and roofs."""

from __future__ import annotations

from scripts.providers.local.light import mixed, scaled
from scripts.providers.local.places import framing, nature
from scripts.providers.local.places.canvas import (
    FAR,
    FRONT,
    MIDDLE,
    Scene,
    Shape,
    hills,
)
from scripts.providers.local.places.grounds import GRASS, land, plain
from scripts.providers.local.places.houses import LAMP, WALLS, gabled_row, glass, paving, towers


def _facades(
    scene: Scene, tall: float, step: float, distance: float, level: int, edge: float
) -> None:
    """House fronts along both sides of a street, up to `edge` from the middle."""
    for side in (-1, 1):
        x = scene.wide * 0.5 + side * edge
        for _ in range(2):
            wide = step * scene.chance.uniform(0.8, 1.1)
            left = x if side > 0 else x - wide
            _front(scene, left, wide, tall * scene.chance.uniform(0.8, 1.06), distance, level)
            x += side * wide


def _front(scene: Scene, x: float, wide: float, tall: float, distance: float, level: int) -> None:
    base = scene.horizon + 0.06 + (0.5 - distance) * 0.16
    top = base - tall
    wall, trim, panes, door = Shape(), Shape(), Shape(), Shape()
    wall.box(x, top, x + wide, base + 0.14)
    trim.box(x - wide * 0.03, top - tall * 0.02, x + wide * 1.03, top + tall * 0.02)
    lay_rows = 4
    for row in range(lay_rows):
        y = top + tall * (0.09 + 0.205 * row)
        trim.box(x, y + tall * 0.145, x + wide, y + tall * 0.155)
        for column in range(3):
            px = x + wide * (0.12 + 0.29 * column)
            if row < lay_rows - 1:
                panes.box(px, y, px + wide * 0.17, y + tall * 0.12)
    door.box(x + wide * 0.1, base - tall * 0.16, x + wide * 0.62, base + 0.01)
    panes.box(x + wide * 0.72, base - tall * 0.14, x + wide * 0.9, base - tall * 0.05)
    plaster = scene.tone(scene.chance.choice(WALLS), distance)
    scene.lay(wall, plaster, level, fade=scaled(plaster, 0.8))
    scene.lay(door, scaled(plaster, 0.5), None)
    scene.lay(trim, mixed(plaster, scene.light.shine, 0.25), None)
    scene.lay(panes, glass(scene, distance), None)


def _street_lamps(scene: Scene) -> None:
    posts, bulbs = Shape(), Shape()
    base = scene.horizon + 0.15
    for x in (0.2, 0.8):
        at = scene.wide * x
        posts.stroke([(at, base), (at, base - 0.34)], 0.012, 0.007)
        posts.box(at - 0.02, base - 0.004, at + 0.02, base + 0.006)
        posts.polygon([(at - 0.024, base - 0.385), (at, base - 0.41), (at + 0.024, base - 0.385)])
        bulbs.polygon(
            [
                (at - 0.018, base - 0.385),
                (at + 0.018, base - 0.385),
                (at + 0.011, base - 0.34),
                (at - 0.011, base - 0.34),
            ]
        )
        if scene.light.lit:
            scene.glow((at, base - 0.36), 0.2, LAMP, 0.55)
    scene.lay(posts, scene.tone((58, 60, 72), 0.06), scene.ground_level(base))
    scene.lay(
        bulbs,
        LAMP if scene.light.lit else scene.tone((236, 230, 210), 0.1),
        scene.ground_level(base),
    )


def _street(scene: Scene) -> None:
    towers(scene, scene.horizon + 0.03, 0.42, 0.72, FAR, (122, 118, 136))
    narrow = min(1.0, scene.wide / 1.2)
    _facades(scene, 0.4, 0.3 * narrow, 0.42, MIDDLE, 0.2 * narrow)
    _facades(scene, 0.6, 0.42 * narrow, 0.16, MIDDLE, 0.38 * narrow)
    paving(scene, scene.horizon + 0.1, (146, 138, 136))
    _street_lamps(scene)


def _skyline(scene: Scene) -> None:
    horizon = scene.horizon
    towers(scene, horizon + 0.04, 0.52, 0.76, FAR, (124, 124, 148))
    towers(scene, horizon + 0.08, 0.5, 0.46, MIDDLE, (104, 106, 132), clear=0.3)
    towers(scene, horizon + 0.12, 0.34, 0.2, MIDDLE, (84, 86, 110), clear=0.5)
    paving(scene, horizon + 0.15, (128, 126, 134))
    framing.railing(scene)


def _village(scene: Scene) -> None:
    horizon = scene.horizon
    land(scene, hills(scene, horizon - 0.05, 0.06, 1.2), (112, 142, 116), 0.7, FAR)
    line = hills(scene, horizon + 0.01, 0.02)
    land(scene, line, (122, 152, 96), 0.44, FAR)
    gabled_row(scene, horizon + 0.03, 0.16, 0.46, FAR, clear=0.1)
    _steeple(scene, scene.wide * scene.chance.choice((0.36, 0.64)), horizon + 0.03)
    gabled_row(scene, horizon + 0.1, 0.32, 0.2, MIDDLE, clear=0.46)
    nature.bushes(
        scene,
        [(0.0, horizon + 0.11), (scene.wide, horizon + 0.11)],
        (92, 132, 80),
        size=0.03,
        count=9,
        distance=0.16,
        level=MIDDLE,
    )
    plain(scene, mixed(GRASS, (186, 168, 128), 0.4), top=horizon + 0.115)
    lay_lane(scene)
    nature.grass(scene, (98, 130, 72), top=horizon + 0.17, count=70)
    framing.branch(scene)


def lay_lane(scene: Scene) -> None:
    way = Shape()
    top, middle = scene.horizon + 0.11, scene.wide * 0.5
    way.polygon(
        [
            (middle - 0.03, top),
            (middle + 0.03, top),
            (middle + 0.34, scene.high + 0.01),
            (middle - 0.34, scene.high + 0.01),
        ]
    )
    earth = scene.soil((204, 180, 140))
    scene.lay(way, mixed(earth, scene.light.shine, 0.2), None, fade=scaled(earth, 0.86))


def _steeple(scene: Scene, x: float, base: float) -> None:
    if not scene.mood.shows("church", "tower", "steeple"):
        return
    wall, roof, panes = Shape(), Shape(), Shape()
    wall.box(x - 0.03, base - 0.24, x + 0.03, base)
    roof.polygon([(x - 0.036, base - 0.235), (x, base - 0.38), (x + 0.036, base - 0.235)])
    panes.box(x - 0.007, base - 0.2, x + 0.007, base - 0.17)
    plaster = scene.tone((216, 204, 184), 0.42)
    scene.lay(wall, plaster, FAR, fade=scaled(plaster, 0.86))
    scene.lay(roof, scene.tone((98, 82, 92), 0.4), FAR)
    scene.lay(panes, glass(scene, 0.4), None)


def _market(scene: Scene) -> None:
    horizon = scene.horizon
    gabled_row(scene, horizon + 0.03, 0.3, 0.5, FAR, clear=0.0)
    gabled_row(scene, horizon + 0.07, 0.42, 0.26, MIDDLE, clear=0.52)
    paving(scene, horizon + 0.09, (188, 170, 146))
    for x, size in ((0.1, 0.3), (0.28, 0.2), (0.74, 0.2), (0.92, 0.3)):
        _stall(scene, scene.wide * x, horizon + 0.08 + size * 0.3, size * min(1.0, scene.wide))


def _stall(scene: Scene, x: float, foot: float, size: float) -> None:
    """A market stall with a striped awning and baskets of fruit."""
    posts, table, awning, stripes, fruit = (Shape() for _ in range(5))
    half, top, desk = size * 0.5, foot - size * 0.86, foot - size * 0.32
    for side in (-1, 1):
        posts.box(x + side * half * 0.92 - 0.004, top, x + side * half * 0.92 + 0.004, foot)
    table.box(x - half, desk, x + half, foot - size * 0.03)
    awning.polygon(
        [
            (x - half * 0.8, top - size * 0.16),
            (x + half * 0.8, top - size * 0.16),
            (x + half * 1.12, top + size * 0.12),
            (x - half * 1.12, top + size * 0.12),
        ]
    )
    for number in range(0, 8, 2):
        a, b = -1 + number / 4, -1 + (number + 1) / 4
        stripes.polygon(
            [
                (x + a * half * 0.8, top - size * 0.16),
                (x + b * half * 0.8, top - size * 0.16),
                (x + b * half * 1.12, top + size * 0.12),
                (x + a * half * 1.12, top + size * 0.12),
            ]
        )
    for number in range(13):
        fruit.disc((x + (number - 6) / 7 * half, desk - size * 0.02 * (number % 2)), size * 0.05)
    level = scene.ground_level(foot)
    cloth = scene.tone(
        scene.chance.choice(((178, 70, 62), (66, 112, 118), (206, 152, 72), (96, 122, 82))), 0.1
    )
    scene.lay(posts, scene.tone((92, 70, 56), 0.1), level)
    wood = scene.tone((142, 106, 76), 0.1)
    scene.lay(
        fruit,
        scene.tone(scene.chance.choice(((214, 126, 62), (178, 66, 60), (150, 160, 76))), 0.05),
        level,
    )
    scene.lay(table, wood, level, fade=scaled(wood, 0.66))
    scene.lay(awning, scene.tone((238, 228, 206), 0.1), level)
    scene.lay(stripes, cloth, None)


def _rooftops(scene: Scene) -> None:
    horizon = scene.horizon
    towers(scene, horizon + 0.02, 0.3, 0.76, FAR, (128, 126, 144))
    gabled_row(scene, horizon + 0.06, 0.24, 0.5, FAR, clear=0.0)
    top = scene.high * 0.84
    gabled_row(scene, top - 0.09, 0.3, 0.24, MIDDLE, clear=0.0)
    tiles = scene.soil((152, 88, 72))
    scene.lay_ground(
        [(0.0, top), (scene.wide, top)],
        mixed(tiles, scene.light.shine, 0.14),
        scaled(tiles, 0.7),
        170,
    )
    courses = Shape()
    for step in range(7):
        y = top + (scene.high - top) * (step / 6) ** 1.3
        for column in range(24):
            x = scene.wide * (column + (step % 2) / 2) / 22 - 0.03
            courses.ellipse((x, y), scene.wide / 60, 0.006)
    scene.lay(courses, scaled(tiles, 0.76), None, share=0.6)
    _chimneys(scene)


def _chimneys(scene: Scene) -> None:
    stacks, caps = Shape(), Shape()
    for x, tall in ((0.05, 0.36), (0.95, 0.28)):
        at = scene.wide * x
        stacks.box(at - 0.07, scene.high - tall, at + 0.07, scene.high + 0.01)
        caps.box(at - 0.082, scene.high - tall - 0.02, at + 0.082, scene.high - tall + 0.01)
        for pot in (-0.035, 0.035):
            stacks.box(
                at + pot - 0.018, scene.high - tall - 0.06, at + pot + 0.018, scene.high - tall
            )
    brick = scaled(scene.tone((116, 74, 66)), 0.72)
    scene.lay(stacks, brick, FRONT, fade=scaled(brick, 0.75))
    scene.lay(caps, mixed(brick, scene.light.shine, 0.16), FRONT)


URBAN = {
    "street": _street,
    "skyline": _skyline,
    "village": _village,
    "market": _market,
    "rooftops": _rooftops,
}
