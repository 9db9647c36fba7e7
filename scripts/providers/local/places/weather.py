"""What falls, drifts and flashes in the air."""

from __future__ import annotations

import math

from PIL import Image

from scripts.providers.local.light import Colour, mixed, scaled
from scripts.providers.local.places.canvas import Scene, Shape


def _rain(scene: Scene) -> None:
    for count, long, width, share in ((230, 0.05, 0.0011, 0.24), (70, 0.11, 0.002, 0.3)):
        streaks = Shape()
        for _ in range(count):
            x = scene.chance.uniform(-0.05, 1.08) * scene.wide
            y = scene.chance.uniform(-0.1, 1.0) * scene.high
            reach = long * scene.chance.uniform(0.6, 1.2)
            lean = 0.2 * reach
            streaks.polygon(
                [(x, y), (x + width, y), (x - lean + width, y + reach), (x - lean, y + reach)]
            )
        scene.lay(streaks, mixed(scene.light.horizon, (255, 255, 255), 0.55), None, share=share)


def _snow(scene: Scene) -> None:
    white = mixed(
        scaled((244, 247, 252), 0.55 + 0.45 * min(scene.light.lamp) / 255), scene.light.middle, 0.08
    )
    for count, sizes, share in ((190, (0.0016, 0.0028), 0.75), (46, (0.004, 0.0075), 0.6)):
        flakes = Shape()
        for _ in range(count):
            at = (scene.chance.random() * scene.wide, scene.chance.random() * scene.high)
            flakes.disc(at, scene.chance.uniform(*sizes))
        scene.lay(flakes, white, None, share=share)


def _fog(scene: Scene) -> None:
    """Banks of mist, thickest where the land begins; what is near stands out of them."""
    width, height = scene.picture.size
    bands = Image.new("L", (12, 48))
    middle = scene.horizon / scene.high + 0.03
    for y in range(48):
        thick = math.exp(-(((y / 47 - middle) / 0.2) ** 2))
        for x in range(12):
            bands.putpixel((x, y), round(190 * thick * scene.chance.uniform(0.72, 1.0)))
    veil = bands.resize((width, height), Image.Resampling.BICUBIC)
    veil.paste(0, (0, 0), scene.depth.point([255 * (level >= 230) for level in range(256)]))
    scene.picture.paste(mixed(scene.light.horizon, scene.light.shine, 0.25), (0, 0), veil)


def draw_lightning(scene: Scene) -> None:
    """A bolt from the clouds to the horizon, with its light on the sky."""
    side = scene.chance.choice((0.22, 0.76))
    x = scene.wide * side
    end = x + scene.chance.uniform(-0.1, 0.1)
    bolt = [
        (x + (end - x) * step / 8 + scene.chance.uniform(-0.03, 0.03), scene.horizon * y)
        for step, y in enumerate((0.1, 0.2, 0.31, 0.42, 0.54, 0.64, 0.75, 0.87, 0.98))
    ]
    fork = bolt[len(bolt) // 2]
    branch = [fork, (fork[0] + 0.05, fork[1] + 0.07), (fork[0] + 0.04, fork[1] + 0.14)]
    scene.glow((x, scene.horizon * 0.3), 0.6, (196, 208, 240), 0.45)
    shape = Shape()
    shape.stroke(bolt, 0.007, 0.002)
    shape.stroke(branch, 0.003, 0.001)
    scene.lay(shape, (246, 248, 255), None)


def _wind(scene: Scene) -> None:
    """Leaves or dust carried along, and long faint lines of air."""
    leaf: Colour = (196, 132, 66) if scene.mood.season == "autumn" else (150, 160, 96)
    leaves = Shape()
    for _ in range(34):
        x, y = scene.chance.random() * scene.wide, scene.chance.uniform(0.3, 0.98) * scene.high
        long, tilt = scene.chance.uniform(0.006, 0.013), scene.chance.uniform(-0.6, 0.6)
        leaves.polygon(
            [
                (x - long, y - long * tilt),
                (x, y - long * 0.35),
                (x + long, y + long * tilt),
                (x, y + long * 0.35),
            ]
        )
    scene.lay(leaves, scene.tone(leaf), None)


def _storm(scene: Scene) -> None:
    """Rain, and in a desert sand."""
    if scene.mood.habitat != "desert":
        _rain(scene)
        return
    width, height = scene.picture.size
    bands = Image.new("L", (10, 30))
    for row in range(30):
        for column in range(10):
            thick = (90 + 90 * row / 29) * scene.chance.uniform(0.8, 1.1)
            bands.putpixel((column, row), round(thick))
    veil = bands.resize((width, height), Image.Resampling.BICUBIC)
    veil.paste(60, (0, 0), scene.depth.point([255 * (level >= 230) for level in range(256)]))
    sand = mixed((214, 166, 104), scene.light.horizon, 0.35)
    scene.picture.paste(sand, (0, 0), veil)
    streaks = Shape()
    for _ in range(90):
        x, y = scene.chance.uniform(-0.2, 1.0) * scene.wide, scene.chance.random() * scene.high
        long = scene.chance.uniform(0.1, 0.35)
        streaks.polygon([(x, y), (x + long, y - 0.012), (x + long, y - 0.009), (x, y + 0.004)])
    scene.lay(streaks, mixed(sand, (255, 240, 210), 0.4), None, share=0.35)


WEATHER = {"rain": _rain, "snow": _snow, "fog": _fog, "storm": _storm, "wind": _wind}
