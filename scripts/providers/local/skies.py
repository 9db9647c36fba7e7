"""Skies with sun, moon, stars and clouds, and the weather that falls from them."""

from __future__ import annotations

import math

from PIL import Image, ImageDraw, ImageFilter

from scripts.providers.local.canvas import Mask, Scene, gradient
from scripts.providers.local.light import mixed, scaled


def draw_sky(scene: Scene) -> None:
    light, (width, height) = scene.light, scene.picture.size
    low = round(height * 0.66)
    half = low // 2
    scene.picture.paste(gradient((width, half), light.top, light.middle), (0, 0))
    scene.picture.paste(gradient((width, low - half), light.middle, light.horizon), (0, half))
    scene.picture.paste(light.horizon, (0, low, width, height))
    if light.stars:
        draw_stars(scene, 130, below=0.55)
    if light.sun is not None:
        at = (scene.chance.uniform(0.18, 0.82), 0.62 - 0.5 * light.sun)
        scene.glow(at, 0.75, light.shine, 0.45)
        scene.glow(at, 0.22, light.shine, 0.6)
        disc = Mask(scene.picture.size)
        disc.disc(at, 0.045)
        scene.picture.paste(light.shine, (0, 0), disc.done())
    if not light.stars:
        _clouds(scene)


def draw_stars(scene: Scene, count: int, below: float) -> None:
    draw = ImageDraw.Draw(scene.picture)
    unit = scene.picture.height / 1080
    for _ in range(count):
        x = scene.chance.random() * scene.picture.width
        y = scene.chance.random() ** 1.4 * below * scene.picture.height
        radius = scene.chance.choice((0.7, 0.9, 1.2, 1.9)) * unit
        bright = mixed(scene.light.top, (255, 255, 255), scene.chance.uniform(0.35, 1.0))
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), bright)


def _clouds(scene: Scene) -> None:
    """Flat-bottomed heaps of discs, soft at a quarter of the size."""
    width, height = scene.picture.size
    small = Image.new("L", (width // 4, height // 4))
    draw = ImageDraw.Draw(small)
    for _ in range(6 if scene.light.sun is not None else 14):
        x, y = scene.chance.uniform(-0.1, 1.0), scene.chance.uniform(0.05, 0.4)
        long = scene.chance.uniform(0.14, 0.34) / max(1.0, scene.aspect)
        base = y * small.height
        for step in range(9):
            bulge = math.sin(math.pi * (step + 0.5) / 9) * scene.chance.uniform(0.5, 1.0)
            r = bulge * 0.055 * small.height
            cx = (x + long * step / 4) * small.width
            draw.ellipse((cx - 2.4 * r, base - r, cx + 2.4 * r, base + r * 0.3), 150)
    soft = small.filter(ImageFilter.GaussianBlur(height / 270)).resize((width, height))
    scene.picture.paste(mixed(scene.light.horizon, scene.light.shine, 0.45), (0, 0), soft)


def _rain(scene: Scene) -> None:
    streaks = Mask(scene.picture.size)
    for _ in range(260):
        x, y = scene.chance.uniform(-0.05, 1.05), scene.chance.uniform(-0.1, 1.0)
        long = scene.chance.uniform(0.03, 0.08)
        lean = 0.22 * long / scene.aspect
        streaks.polygon(
            [(x, y), (x + 0.0008, y), (x - lean + 0.0008, y + long), (x - lean, y + long)]
        )
    faint = streaks.done().point([v * 2 // 5 for v in range(256)])
    scene.picture.paste((226, 234, 240), (0, 0), faint)


def _snow(scene: Scene) -> None:
    ground = Mask(scene.picture.size)
    ground.below([(x / 12, 0.9 + 0.008 * math.sin(x)) for x in range(13)])
    white = scaled((240, 244, 250), max(0.55, scene.light.land))
    scene.fill(ground.done(), white, mixed(white, scene.light.top, 0.25))
    flakes = Mask(scene.picture.size)
    for _ in range(200):
        at = (scene.chance.random(), scene.chance.random())
        flakes.disc(at, scene.chance.choice((0.0018, 0.0026, 0.0042)))
    scene.picture.paste(white, (0, 0), flakes.done())


def _fog(scene: Scene) -> None:
    width, height = scene.picture.size
    bands = Image.new("L", (16, 64))
    for y in range(64):
        thick = math.exp(-(((y / 63 - 0.62) / 0.2) ** 2))
        for x in range(16):
            bands.putpixel((x, y), round(200 * thick * scene.chance.uniform(0.8, 1.0)))
    veil = bands.resize((width, height), Image.Resampling.BICUBIC)
    scene.picture.paste(mixed(scene.light.horizon, scene.light.shine, 0.3), (0, 0), veil)


WEATHER = {"rain": _rain, "snow": _snow, "fog": _fog}
