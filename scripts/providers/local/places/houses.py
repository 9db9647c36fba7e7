"""Brushes for what people build: gabled houses, towers, paving."""

from __future__ import annotations

from scripts.providers.local.light import Colour, mixed, scaled
from scripts.providers.local.places.canvas import (
    Scene,
    Shape,
)

LAMP: Colour = (255, 214, 134)


WALLS: tuple[Colour, ...] = (
    (212, 178, 140),
    (198, 142, 112),
    (224, 204, 168),
    (172, 150, 138),
    (186, 164, 128),
)


_ROOFS: tuple[Colour, ...] = ((162, 82, 66), (138, 74, 66), (112, 84, 82), (176, 102, 72))


def glass(scene: Scene, distance: float) -> Colour:
    """What windows look like: lamps behind them in the dark, else the sky in them."""
    if scene.light.lit and scene.mood.shows("light", "lights", "lamp", "lamps"):
        return mixed(LAMP, scene.light.horizon, distance * 0.45)
    return mixed(scene.tone((72, 88, 108), distance), scene.light.middle, 0.25)


def gabled_row(
    scene: Scene, base: float, tall: float, distance: float, level: int, *, clear: float
) -> None:
    """A row of gabled houses side by side on a line, on ground of their distance."""
    foot = Shape()
    foot.box(-0.01, base - 0.01, scene.wide + 0.01, base + 0.1)
    scene.lay(foot, scene.soil((168, 156, 134), distance), level)
    x = -0.04
    while x < scene.wide:
        wide = tall * scene.chance.uniform(0.5, 0.85)
        if abs((x + wide / 2) / scene.wide - 0.5) >= clear / 2:
            gabled(scene, x, base, wide, tall * scene.chance.uniform(0.62, 1.0), distance, level)
        x += wide * scene.chance.uniform(0.98, 1.1)


def gabled(
    scene: Scene, x: float, base: float, wide: float, tall: float, distance: float, level: int
) -> None:
    """One house: wall, roof, a chimney, lay_rows of windows."""
    wall, shade, roof, panes = Shape(), Shape(), Shape(), Shape()
    eaves, peak = base - tall * 0.66, base - tall
    wall.polygon([(x, base), (x, eaves), (x + wide / 2, peak), (x + wide, eaves), (x + wide, base)])
    side = wide * 0.3
    dark = x + wide - side if scene.lit_side < 0 else x
    shade.box(dark, eaves, dark + side, base)
    over = wide * 0.07
    roof.polygon(
        [(x - over, eaves + over * 0.4), (x + wide / 2, peak - over), (x + wide + over, eaves + over * 0.4),
         (x + wide + over * 0.3, eaves + over), (x + wide / 2, peak + over * 1.2), (x - over * 0.3, eaves + over)]
    )  # fmt: skip
    roof.box(x + wide * 0.68, peak + tall * 0.02, x + wide * 0.78, eaves)
    across, size = 2 if wide < tall * 0.8 else 3, wide * 0.13
    for row in range(2):
        for column in range(across):
            px = x + wide * (column + 0.5) / across - size / 2
            py = eaves + (base - eaves) * (0.1 + 0.44 * row)
            panes.box(px, py, px + size, py + size * 1.5)
    panes.box(
        x + wide / 2 - size * 0.4,
        eaves - tall * 0.16,
        x + wide / 2 + size * 0.4,
        eaves - tall * 0.06,
    )
    plaster = scene.tone(scene.chance.choice(WALLS), distance)
    tiles = scene.chance.choice(_ROOFS)
    scene.lay(wall, plaster, level, fade=scaled(plaster, 0.86))
    scene.lay(shade, scaled(plaster, 0.8), None, share=0.6)
    scene.lay(
        roof, scene.soil(tiles, distance) if scene.is_white else scene.tone(tiles, distance), level
    )
    scene.lay(panes, glass(scene, distance), None)


def towers(
    scene: Scene,
    base: float,
    tall: float,
    distance: float,
    level: int,
    colour: Colour,
    *,
    clear: float = 0.0,
) -> None:
    """A row of high houses with flat roofs and many windows."""
    body, shade, panes, masts = Shape(), Shape(), Shape(), Shape()
    x = -0.03
    while x < scene.wide:
        wide = tall * scene.chance.uniform(0.16, 0.3)
        share = (x + wide / 2) / scene.wide
        high = (
            tall * scene.chance.uniform(0.42, 1.0) * (0.5 if abs(share - 0.5) < clear / 2 else 1.0)
        )
        top = base - high
        body.box(x, top, x + wide, base + 0.2)
        if scene.chance.random() < 0.4:
            body.box(x + wide * 0.2, top - high * 0.07, x + wide * 0.8, top)
            masts.box(x + wide * 0.49, top - high * 0.2, x + wide * 0.51, top)
        dark = x + wide * 0.66 if scene.lit_side < 0 else x
        shade.box(dark, top, dark + wide * 0.34, base + 0.2)
        _panes(scene, panes, x, top, wide, base, tall)
        x += wide * scene.chance.uniform(1.0, 1.16)
    wall = scene.tone(colour, distance)
    low = mixed(wall, scene.light.horizon, 0.35)
    scene.lay(masts, wall, level)
    scene.lay(body, wall, level, fade=low)
    scene.lay(shade, scaled(wall, 0.82), None, fade=low, share=0.8)
    scene.lay(panes, glass(scene, distance), None, share=0.85 if scene.light.lit else 0.5)


def _panes(
    scene: Scene, panes: Shape, x: float, top: float, wide: float, base: float, tall: float
) -> None:
    size = tall * 0.022
    columns = max(2, round(wide / (size * 2.3)))
    y = top + size * 1.4
    while y < base - size:
        for column in range(columns):
            if scene.chance.random() < (0.5 if scene.light.lit else 0.75):
                px = x + wide * (column + 0.5) / columns - size / 2
                panes.box(px, y, px + size, y + size * 1.3)
        y += size * 2.7


def paving(scene: Scene, top: float, colour: Colour) -> None:
    """Slabs that run to one point, for feet and wheels."""
    stone = scene.soil(colour)
    scene.lay_ground(
        [(0.0, top), (scene.wide, top)], mixed(stone, scene.light.shine, 0.16), scaled(stone, 0.7)
    )
    joints = Shape()
    for number in range(-12, 13):
        high, low = scene.wide * (0.5 + number * 0.03), scene.wide * (0.5 + number * 0.16)
        joints.polygon(
            [
                (high, top),
                (high + 0.001, top),
                (low + 0.004, scene.high + 0.01),
                (low, scene.high + 0.01),
            ]
        )
    for step in range(1, 9):
        y = top + (scene.high - top) * (step / 8) ** 1.9
        joints.box(-0.01, y, scene.wide + 0.01, y + 0.0012 + 0.002 * step / 8)
    scene.lay(joints, scaled(stone, 0.66), None, share=0.45)
    if scene.mood.weather in ("rain", "storm") or scene.light.lit:
        _shimmer(scene, top)


def _shimmer(scene: Scene, top: float) -> None:
    """Lights of windows and sky on wet or dark ground."""
    streaks = Shape()
    for _ in range(26):
        x, y = (
            scene.chance.random() * scene.wide,
            top + (scene.high - top) * scene.chance.uniform(0.05, 0.8),
        )
        long = scene.chance.uniform(0.02, 0.1)
        streaks.ellipse((x, y), 0.006, long / 2)
    scene.lay(streaks, mixed(glass(scene, 0.1), scene.light.shine, 0.3), None, share=0.16)
