"""Mountains, valleys, volcanoes and snowfields."""

from __future__ import annotations

from scripts.providers.local.light import Colour, mixed, scaled
from scripts.providers.local.places import framing, nature
from scripts.providers.local.places.canvas import (
    FAR,
    MIDDLE,
    Line,
    Point,
    Scene,
    Shape,
    crags,
    hills,
)
from scripts.providers.local.places.grounds import GRASS, land, lay_drifts, lay_path, plain

PINE: Colour = (52, 88, 72)


LEAF: Colour = (84, 128, 72)


def peaks(
    scene: Scene,
    base: float,
    tall: float,
    colour: Colour,
    distance: float,
    *,
    count: int,
    snow: bool,
) -> None:
    """A chain of mountains with a lit and a dark face each, snow on the summits."""
    body, lit, caps = Shape(), Shape(), Shape()
    for x in nature.spread(scene, count):
        high = tall * scene.chance.uniform(0.55, 1.0)
        half = high * scene.chance.uniform(0.75, 1.05)
        summit: Point = (x, base - high)
        left = crags(scene, (x - half, base), summit, high * 0.1)
        right = crags(scene, summit, (x + half, base), high * 0.11)
        spine = crags(scene, summit, (x - scene.lit_side * half * 0.16, base), high * 0.05)
        spine = [
            (sx + scene.chance.uniform(-0.05, 0.05) * high * ((sy - summit[1]) / high), sy)
            for sx, sy in spine
        ]
        body.polygon([*left, *right])
        lit.polygon([*right, *reversed(spine)] if scene.lit_side > 0 else [*left, *spine])
        if snow:
            caps.polygon(_cap(scene, summit, left, right, high * scene.chance.uniform(0.24, 0.36)))
    body.box(-0.01, base - 0.002, scene.wide + 0.01, base + 0.16)
    stone = scene.tone(colour, distance)
    scene.lay(body, scaled(stone, 0.92), FAR, fade=mixed(stone, scene.light.horizon, 0.5))
    scene.lay(
        lit,
        mixed(stone, scene.light.shine, 0.26),
        None,
        fade=mixed(stone, scene.light.horizon, 0.45),
        share=0.8,
    )
    scene.lay(
        caps,
        mixed(scene.tone((246, 248, 252), distance * 0.7), scene.light.shine, 0.2),
        None,
        share=0.92,
    )


def _cap(scene: Scene, summit: Point, left: Line, right: Line, deep: float) -> Line:
    """Snow from the summit down to a ragged edge."""
    low = summit[1] + deep
    sides = [point for point in left if point[1] < low] + [
        point for point in right if point[1] < low
    ]
    (x0, y0), (x1, y1) = sides[0], sides[-1]
    ragged = [
        (
            x1 + (x0 - x1) * step / 7,
            y1
            + (y0 - y1) * step / 7
            - deep * (0.42 if step % 2 else -0.06) * scene.chance.uniform(0.5, 1.0),
        )
        for step in range(1, 7)
    ]
    return [*sides, *ragged]


def _peaks(scene: Scene) -> None:
    horizon = scene.horizon
    peaks(scene, horizon + 0.02, 0.34, (116, 124, 146), 0.72, count=5, snow=True)
    peaks(scene, horizon + 0.07, 0.46, (96, 104, 122), 0.42, count=3, snow=True)
    line = hills(scene, horizon + 0.06, 0.05)
    land(scene, line, (86, 112, 92), 0.3, MIDDLE)
    nature.stand(
        scene, line, nature.fir, tall=0.13, count=34, leaf=PINE, distance=0.24, level=MIDDLE
    )
    plain(scene, (112, 140, 84))
    nature.grass(scene, (92, 122, 70), top=horizon + 0.18)
    framing.rocks(scene)


def _valley(scene: Scene) -> None:
    horizon = scene.horizon
    peaks(scene, horizon, 0.26, (120, 130, 150), 0.75, count=4, snow=True)
    for step, (up, distance) in enumerate(((0.03, 0.6), (-0.01, 0.42), (-0.06, 0.24))):
        line = hills(scene, horizon - up + 0.02, 0.055, 1.3 + step * 0.4)
        land(
            scene,
            line,
            mixed((104, 146, 92), GRASS, step / 2),
            distance,
            FAR if step == 0 else MIDDLE,
        )
        nature.stand(
            scene, line, nature.fir if step < 2 else nature.broadleaf, tall=0.05 + 0.03 * step, count=12,
            leaf=PINE if step < 2 else LEAF, distance=distance, level=FAR if step == 0 else MIDDLE,
        )  # fmt: skip
    plain(scene, GRASS)
    lay_path(scene)
    nature.grass(scene, (94, 130, 70), top=horizon + 0.18)
    framing.branch(scene)


def _volcano(scene: Scene) -> None:
    horizon, x = scene.horizon, scene.wide * scene.chance.choice((0.3, 0.68))
    scene.glow((x, horizon - 0.36), 0.42, (255, 128, 66), 0.7)
    cone, lava = Shape(), Shape()
    left = [(x - 0.62, horizon + 0.04), (x - 0.3, horizon - 0.12), (x - 0.07, horizon - 0.36)]
    right = [(x + 0.08, horizon - 0.35), (x + 0.3, horizon - 0.13), (x + 0.66, horizon + 0.04)]
    cone.polygon([*left, *right])
    for bend in (-0.05, 0.03, 0.09):
        flow = [
            (x + bend * t + scene.chance.uniform(-0.012, 0.012), horizon - 0.36 + 0.07 * t)
            for t in range(5)
        ]
        lava.stroke(flow, 0.016, 0.004)
    stone = scene.tone((82, 70, 76), 0.34)
    scene.lay(cone, stone, FAR, fade=mixed(stone, scene.light.horizon, 0.35))
    scene.lay(lava, (255, 150, 74), None)
    land(scene, hills(scene, horizon + 0.04, 0.04), (92, 80, 78), 0.2, MIDDLE)
    plain(scene, (92, 80, 76))
    framing.rocks(scene, (72, 64, 66))


def _snowfield(scene: Scene) -> None:
    horizon = scene.horizon
    peaks(scene, horizon + 0.02, 0.24, (150, 174, 200), 0.62, count=5, snow=True)
    land(scene, hills(scene, horizon + 0.02, 0.03), (214, 228, 242), 0.32, MIDDLE)
    floes, faces = Shape(), Shape()
    for x in nature.spread(scene, 5, 0.3):
        size, y = scene.chance.uniform(0.05, 0.12), horizon + 0.085
        points = [(x - size, y), (x - size * 0.7, y - size * 0.7), (x - size * 0.1, y - size)]
        floes.polygon([*points, (x + size * 0.5, y - size * 0.55), (x + size, y)])
        faces.polygon(
            [points[2], (x + size * 0.5, y - size * 0.55), (x + size, y), (x + size * 0.1, y)]
        )
    ice = scene.tone((226, 238, 248), 0.1)
    scene.lay(floes, ice, MIDDLE, fade=scene.tone((150, 192, 220), 0.15))
    scene.lay(faces, scene.tone((136, 176, 208), 0.1), None, share=0.6)
    line = plain(scene, (238, 243, 250), top=horizon + 0.08)
    lay_drifts(scene, line, scene.tone((190, 208, 230)))


MOUNTAINS = {
    "peaks": _peaks,
    "valley": _valley,
    "volcano": _volcano,
    "snowfield": _snowfield,
}
