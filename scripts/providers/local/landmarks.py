"""Buildings that a place is known by, standing on its horizon."""

from __future__ import annotations

from scripts.providers.local.canvas import Mask, Scene
from scripts.providers.local.light import mixed, scaled

_LAMP = (255, 226, 150)
_FOOT = 0.66  # height of the horizon's land, as a share of the frame from the top


def _lighthouse(scene: Scene) -> None:
    x, unit = scene.chance.choice((0.2, 0.8)), 1 / scene.aspect
    rock, tower, bands, roof = (Mask(scene.picture.size) for _ in range(4))
    rock.disc((x, _FOOT + 0.02), 0.1, flat=0.45)
    tower.polygon(
        [
            (x - 0.026 * unit, 0.3),
            (x + 0.026 * unit, 0.3),
            (x + 0.05 * unit, _FOOT),
            (x - 0.05 * unit, _FOOT),
        ]
    )
    for top in (0.38, 0.52):
        half = (0.026 + 0.024 * (top - 0.3) / 0.36) * unit
        bands.box(x - half, top, x + half, top + 0.06)
    roof.polygon([(x - 0.04 * unit, 0.25), (x, 0.21), (x + 0.04 * unit, 0.25)])
    roof.box(x - 0.042 * unit, 0.295, x + 0.042 * unit, 0.306)
    white, red = scene.land((238, 234, 226), 0.1), scene.land((186, 74, 66), 0.1)
    stone = scene.land((92, 96, 104), 0.15)
    scene.fill(rock.done(), stone, scaled(stone, 0.7))
    scene.fill(tower.done(), white, scaled(white, 0.86))
    scene.picture.paste(red, (0, 0), bands.done())
    lamp = Mask(scene.picture.size)
    lamp.box(x - 0.022 * unit, 0.25, x + 0.022 * unit, 0.3)
    scene.picture.paste(_LAMP, (0, 0), lamp.done())
    scene.picture.paste(red, (0, 0), roof.done())
    scene.glow((x, 0.275), 0.2, _LAMP, 0.75 if scene.light.land < 0.8 else 0.25)


def _castle(scene: Scene) -> None:
    x, unit = scene.chance.choice((0.24, 0.76)), 1 / scene.aspect
    walls, windows = Mask(scene.picture.size), Mask(scene.picture.size)
    for offset, top, half in ((-0.16, 0.42, 0.045), (0.0, 0.34, 0.055), (0.17, 0.46, 0.04)):
        middle, wide = x + offset * unit, half * unit
        walls.box(middle - wide, top, middle + wide, _FOOT + 0.04)
        walls.polygon([(middle - wide * 1.3, top), (middle, top - 0.1), (middle + wide * 1.3, top)])
        windows.box(middle - 0.008 * unit, top + 0.05, middle + 0.008 * unit, top + 0.085)
    walls.box(x - 0.16 * unit, 0.54, x + 0.17 * unit, _FOOT + 0.04)
    stone = scene.land((120, 116, 126), 0.25)
    scene.fill(walls.done(), stone, mixed(stone, scene.light.horizon, 0.2))
    lit = _LAMP if scene.light.land < 0.8 else scaled(stone, 0.5)
    scene.picture.paste(lit, (0, 0), windows.done())


LANDMARKS = {"lighthouse": _lighthouse, "castle": _castle}
