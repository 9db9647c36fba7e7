"""Places without a sky: rooms, caves, under water, and space."""

from __future__ import annotations

import math
from dataclasses import replace

from PIL import ImageDraw, ImageFilter

from scripts.providers.local.canvas import Mask, Scene, gradient, ridge
from scripts.providers.local.light import Colour, mixed, scaled
from scripts.providers.local.skies import draw_stars


def _room(scene: Scene) -> None:
    # A room at night is lit by its lamp.
    lit = replace(scene.light, land=max(0.6, scene.light.land))
    scene.mood = replace(scene.mood, light=lit)
    size, light = scene.picture.size, scene.light
    wall = scene.land((196, 164, 132), 0.0)
    scene.picture.paste(gradient(size, scaled(wall, 0.72), wall), (0, 0))
    floor, board = Mask(size), Mask(size)
    floor.box(0, 0.78, 1, 1)
    board.box(0, 0.765, 1, 0.785)
    scene.fill(floor.done(), scene.land((140, 96, 68), 0.0), scene.land((96, 64, 48), 0.0))
    scene.picture.paste(scene.land((110, 76, 58), 0.0), (0, 0), board.done())
    left = scene.chance.choice((0.14, 0.56))
    _window(scene, left, 0.16, 0.3, 0.42)
    beam = Mask(size)
    beam.polygon([(left, 0.58), (left + 0.3, 0.58), (left + 0.44, 1.0), (left + 0.02, 1.0)], 60)
    scene.picture.paste(light.shine, (0, 0), beam.done().filter(ImageFilter.GaussianBlur(12)))
    _shelf(scene, 0.56 if left < 0.5 else 0.08)
    scene.glow((0.5, 0.3), 0.9, (255, 214, 150), 0.22)


def _window(scene: Scene, left: float, top: float, wide: float, high: float) -> None:
    """A window through which the sky of this light is seen."""
    size, frame = scene.picture.size, 0.012
    outer, panes = Mask(size), Mask(size)
    outer.box(left - frame, top - frame, left + wide + frame, top + high + frame * 2)
    for column in (0, 1):
        for row in (0, 1):
            x, y = left + column * wide / 2, top + row * high / 2
            panes.box(x + 0.004, y + 0.006, x + wide / 2 - 0.004, y + high / 2 - 0.006)
    scene.picture.paste(scene.land((232, 222, 206), 0.0), (0, 0), outer.done())
    scene.fill(panes.done(), scene.light.top, scene.light.horizon)


def _shelf(scene: Scene, left: float) -> None:
    """Two boards with books, in colours of this scene."""
    colours = ((150, 74, 62), (70, 104, 118), (186, 148, 84), (94, 110, 82), (112, 84, 108))
    for board in (0.36, 0.58):
        wood = Mask(scene.picture.size)
        wood.box(left, board, left + 0.34, board + 0.016)
        scene.picture.paste(scene.land((98, 66, 50), 0.0), (0, 0), wood.done())
        x, draw = left + 0.02, ImageDraw.Draw(scene.picture)
        width, height = scene.picture.size
        while x < left + 0.3:
            wide, tall = scene.chance.uniform(0.011, 0.022), scene.chance.uniform(0.08, 0.13)
            if scene.chance.random() < 0.82:
                book = (x * width, (board - tall) * height, (x + wide) * width, board * height)
                draw.rectangle(book, scene.land(scene.chance.choice(colours), 0.0))
            x += wide + 0.003


def _space(scene: Scene) -> None:
    deep = (8, 10, 26)
    scene.picture.paste(gradient(scene.picture.size, deep, (26, 22, 58)), (0, 0))
    tint = scene.mood.tint or (132, 84, 168)
    for _ in range(3):
        at = (scene.chance.random(), scene.chance.uniform(0.1, 0.7))
        scene.glow(at, scene.chance.uniform(0.5, 0.9), tint, 0.4)
    draw_stars(scene, 300, below=1.0)
    planet = Mask(scene.picture.size)
    at = (scene.chance.uniform(0.2, 0.8), 0.3)
    planet.disc(at, 0.14)
    scene.fill(planet.done(), mixed(tint, (255, 236, 214), 0.6), scaled(tint, 0.4))
    _ridged_ground(scene, (104, 98, 112))


def _ridged_ground(scene: Scene, colour: Colour) -> None:
    for number, base in enumerate((0.78, 0.88)):
        mask = Mask(scene.picture.size)
        mask.below(ridge(scene, base, 0.05, 0.42))
        shade = scaled(colour, 0.75 - 0.25 * number)
        scene.fill(mask.done(), shade, scaled(shade, 0.55))


def _underwater(scene: Scene) -> None:
    lit = scaled((70, 170, 186), max(0.5, scene.light.land))
    scene.picture.paste(gradient(scene.picture.size, lit, scaled((10, 44, 82), 0.9)), (0, 0))
    rays = Mask(scene.picture.size)
    for _ in range(6):
        x = scene.chance.uniform(0.05, 0.9)
        rays.polygon([(x, 0), (x + 0.05, 0), (x + 0.17, 0.85), (x - 0.02, 0.85)], 46)
    soft = rays.image.reduce(8).filter(ImageFilter.GaussianBlur(4)).resize(scene.picture.size)
    scene.picture.paste((210, 244, 240), (0, 0), soft)
    _ridged_ground(scene, (52, 104, 116))
    draw = ImageDraw.Draw(scene.picture)
    for _ in range(30):
        x = scene.chance.random() * scene.picture.width
        y = scene.chance.uniform(0.1, 0.8) * scene.picture.height
        r = scene.chance.uniform(0.002, 0.007) * scene.picture.height
        draw.ellipse((x - r, y - r, x + r, y + r), outline=(190, 230, 232), width=2)


def _cave(scene: Scene) -> None:
    outside = mixed(scene.light.horizon, scene.light.middle, 0.3)
    scene.picture.paste(gradient(scene.picture.size, outside, scene.light.horizon), (0, 0))
    scene.glow((0.5, 0.45), 0.7, scene.light.shine, 0.7)
    for number, spread in enumerate((0.2, 0.31, 0.43)):
        depth = 2 - number
        mask = Mask(scene.picture.size)
        mask.box(0, 0, 1, 1)
        hole = [
            (
                0.5 + spread * math.cos(turn) * scene.chance.uniform(0.88, 1.12) * 1.1,
                0.5 + spread * math.sin(turn) * scene.chance.uniform(0.9, 1.1) * 1.15,
            )
            for turn in (step * math.tau / 32 for step in range(32))
        ]
        mask.polygon(hole, 0)
        rock = scaled((92, 80, 84), 0.34 + 0.2 * depth)
        scene.fill(mask.done(), scaled(rock, 0.8), rock)
    _ridged_ground(scene, (96, 84, 84))


ENCLOSED = {"room": _room, "space": _space, "underwater": _underwater, "cave": _cave}
