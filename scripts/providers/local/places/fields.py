"""Meadows and what people grow."""

from __future__ import annotations

from scripts.providers.local.light import mixed, scaled
from scripts.providers.local.places import framing, nature
from scripts.providers.local.places.canvas import (
    FAR,
    MIDDLE,
    Scene,
    Shape,
    hills,
)
from scripts.providers.local.places.grounds import GRASS, land, lay_path, lay_rows, plain
from scripts.providers.local.places.mountains import LEAF


def _meadow(scene: Scene) -> None:
    horizon = scene.horizon
    for step, distance in enumerate((0.72, 0.5, 0.28)):
        line = hills(scene, horizon + 0.01 + 0.04 * step, 0.035, 1.2 + 0.5 * step)
        level = FAR if step == 0 else MIDDLE
        land(scene, line, mixed((112, 146, 100), GRASS, step / 2), distance, level)
        if step:
            nature.stand(
                scene,
                line,
                nature.broadleaf,
                tall=0.08 + 0.09 * step,
                count=3 + 4 * (2 - step),
                leaf=LEAF,
                distance=distance,
                level=level,
                clear=0.3,
            )
            nature.bushes(
                scene,
                line,
                (88, 128, 78),
                size=0.022 + 0.008 * step,
                count=6,
                distance=distance,
                level=level,
            )
    plain(scene, (132, 164, 86))
    _bloom(scene)
    framing.reeds(scene, (104, 132, 66), heads=False)


def _bloom(scene: Scene) -> None:
    """Grass, and in the warm half of the year flowers in it."""
    nature.grass(scene, (98, 134, 66), top=scene.horizon + 0.17)
    if (
        not scene.is_white
        and scene.mood.season != "autumn"
        and scene.mood.shows("flower", "flowers")
    ):
        nature.flowers(
            scene,
            ((246, 238, 214), (232, 150, 96), (206, 122, 160)),
            top=scene.horizon + 0.19,
            count=26,
        )


def _field(scene: Scene) -> None:
    horizon = scene.horizon
    land(scene, hills(scene, horizon + 0.01, 0.03), (126, 150, 112), 0.66, FAR)
    line = hills(scene, horizon + 0.05, 0.02)
    land(scene, line, (170, 166, 92), 0.36, MIDDLE)
    nature.stand(
        scene,
        line,
        nature.broadleaf,
        tall=0.15,
        count=9,
        leaf=LEAF,
        distance=0.34,
        level=MIDDLE,
        clear=0.2,
    )
    plain(scene, (206, 176, 88), top=horizon + 0.1)
    lay_rows(scene, horizon + 0.105, (172, 138, 62))
    framing.reeds(scene, (186, 150, 74))


def _vineyard(scene: Scene) -> None:
    horizon = scene.horizon
    for step, distance in enumerate((0.7, 0.46)):
        line = hills(scene, horizon + 0.01 + 0.035 * step, 0.05)
        land(scene, line, (138, 152, 98), distance, FAR if step == 0 else MIDDLE)
    nature.stand(
        scene,
        line,
        nature.cypress,
        tall=0.2,
        count=9,
        leaf=(62, 96, 70),
        distance=0.4,
        level=MIDDLE,
        clear=0.24,
    )
    plain(scene, (178, 150, 100), top=horizon + 0.1)
    vines, lit = Shape(), Shape()
    for row in range(7):
        near = (row / 6) ** 1.5
        y, size = horizon + 0.125 + (scene.high - horizon - 0.22) * near, 0.012 + 0.034 * near
        x = -size + (row % 2) * size
        while x < scene.wide + size:
            if abs(x / scene.wide - 0.5) > 0.09 + 0.13 * near:
                vines.ellipse(
                    (x, y - size * 0.8), size * 1.1, size * scene.chance.uniform(0.7, 1.0)
                )
                lit.ellipse(
                    (x + scene.lit_side * size * 0.2, y - size * 1.1), size * 0.7, size * 0.4
                )
            x += size * 1.7
    green = scene.leaf((92, 128, 66))
    scene.lay(vines, green, scene.ground_level(horizon + 0.2), fade=scaled(green, 0.8))
    scene.lay(lit, mixed(green, scene.light.shine, 0.22), None, share=0.7)
    framing.branch(scene, (104, 132, 68))


def _garden(scene: Scene) -> None:
    horizon = scene.horizon
    line = hills(scene, horizon + 0.02, 0.03)
    land(scene, line, (110, 146, 96), 0.6, FAR)
    nature.stand(
        scene, line, nature.broadleaf, tall=0.26, count=10, leaf=LEAF, distance=0.46, level=FAR
    )
    hedge = hills(scene, horizon + 0.1, 0.004)
    nature.bushes(scene, hedge, (78, 122, 70), size=0.045, count=22, distance=0.16, level=MIDDLE)
    nature.stand(
        scene,
        hedge,
        nature.broadleaf,
        tall=0.42,
        count=4,
        leaf=(120, 156, 84),
        distance=0.12,
        level=MIDDLE,
        clear=0.5,
    )
    plain(scene, (134, 170, 90), top=horizon + 0.115)
    lay_path(scene)
    nature.grass(scene, (96, 134, 68), top=horizon + 0.18, count=80)
    nature.flowers(
        scene,
        ((240, 226, 212), (222, 104, 112), (238, 190, 92), (150, 112, 176)),
        top=horizon + 0.16,
        count=34,
    )
    framing.branch(scene)


def _steppe(scene: Scene) -> None:
    horizon = scene.horizon
    land(scene, hills(scene, horizon + 0.015, 0.018, 1.0), (150, 156, 110), 0.66, FAR)
    line = hills(scene, horizon + 0.06, 0.014, 1.4)
    land(scene, line, (178, 166, 98), 0.34, MIDDLE)
    nature.bushes(scene, line, (132, 132, 84), size=0.014, count=14, distance=0.32, level=MIDDLE)
    plain(scene, (192, 172, 98), top=horizon + 0.1)
    nature.grass(scene, (158, 138, 76), top=horizon + 0.13, count=220)
    framing.reeds(scene, (170, 144, 82), heads=False)


FIELDS = {
    "meadow": _meadow,
    "field": _field,
    "vineyard": _vineyard,
    "garden": _garden,
    "steppe": _steppe,
}
