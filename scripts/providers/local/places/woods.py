"""Woods: rows of trees around a clearing."""

from __future__ import annotations

from scripts.providers.local.light import Colour, mixed
from scripts.providers.local.places import framing, nature
from scripts.providers.local.places.canvas import (
    FAR,
    MIDDLE,
    Scene,
    hills,
)
from scripts.providers.local.places.grounds import GRASS, land, light_shafts, plain
from scripts.providers.local.places.mountains import LEAF, PINE


def _wood(scene: Scene, brush: nature.Brush, leaf: Colour, trunk: Colour, *, tall: float) -> None:
    """Rows of trees, each nearer and darker, and a clearing before them."""
    horizon = scene.horizon
    land(scene, hills(scene, horizon - 0.06, 0.04), mixed(leaf, (120, 140, 130), 0.5), 0.75, FAR)
    lay_rows = (
        (horizon + 0.02, 0.66, 0.6, FAR, 26),
        (horizon + 0.06, 0.42, 0.8, MIDDLE, 20),
        (horizon + 0.11, 0.18, 1.15, MIDDLE, 13),
    )
    for number, (y, distance, size, level, count) in enumerate(lay_rows):
        line = hills(scene, y, 0.012)
        land(scene, line, mixed(GRASS, leaf, 0.4), distance, level)
        nature.stand(
            scene, line, brush, tall=tall * size, count=round(count * min(1.0, scene.wide * 0.7)), leaf=leaf,
            distance=distance, level=level, trunk=trunk, clear=0.2 * number,
        )  # fmt: skip
    plain(scene, mixed(GRASS, leaf, 0.25), top=horizon + 0.145)
    light_shafts(scene)


def _forest(scene: Scene) -> None:
    _wood(scene, nature.broadleaf, LEAF, (86, 68, 56), tall=0.42)
    nature.grass(scene, (82, 118, 66), top=scene.horizon + 0.18)
    framing.branch(scene)


def _pines(scene: Scene) -> None:
    _wood(scene, nature.fir, PINE, (84, 62, 52), tall=0.5)
    nature.grass(scene, (78, 108, 70), top=scene.horizon + 0.18)
    framing.branch(scene, PINE, needles=True)


def _birches(scene: Scene) -> None:
    _wood(scene, nature.birch, (138, 164, 78), (226, 224, 216), tall=0.5)
    nature.grass(scene, (104, 138, 72), top=scene.horizon + 0.18)
    framing.branch(scene, (128, 152, 76))


def _jungle(scene: Scene) -> None:
    horizon = scene.horizon
    for y, distance, level, tall in ((-0.05, 0.72, FAR, 0.3), (0.03, 0.46, MIDDLE, 0.42)):
        line = hills(scene, horizon + y, 0.03)
        land(scene, line, (74, 128, 96), distance, level)
        nature.stand(
            scene,
            line,
            nature.broadleaf,
            tall=tall,
            count=15,
            leaf=(62, 124, 84),
            distance=distance,
            level=level,
        )
        nature.stand(
            scene,
            line,
            nature.palm,
            tall=tall * 1.3,
            count=5,
            leaf=(70, 138, 84),
            distance=distance,
            level=level,
        )
    line = hills(scene, horizon + 0.13, 0.01)
    nature.stand(
        scene, line, nature.palm, tall=0.66, count=6, leaf=(64, 134, 82), distance=0.14, level=MIDDLE,
        trunk=(98, 82, 62), clear=0.5,
    )  # fmt: skip
    nature.bushes(scene, line, (48, 112, 72), size=0.07, count=13, distance=0.12, level=MIDDLE)
    plain(scene, (92, 140, 82), top=horizon + 0.14)
    light_shafts(scene)
    nature.grass(scene, (60, 120, 70), top=horizon + 0.18)
    framing.leaves(scene)


WOODS = {
    "forest": _forest,
    "pines": _pines,
    "birches": _birches,
    "jungle": _jungle,
}
