"""Skies: their colours, sun and moon with their glow, stars, clouds and birds."""

from __future__ import annotations

import math

from PIL import Image, ImageChops, ImageDraw

from scripts.providers.local.light import Colour, mixed
from scripts.providers.local.places.canvas import SKY, Point, Scene, Shape, gradient

_SMALLER = 4  # the sky is soft: it is painted at a quarter of its size


def draw_sky(scene: Scene) -> None:
    """Fill the frame with sky; below the horizon it is the haze that far things fade into."""
    light = scene.light
    stops = [light.top, mixed(light.top, light.middle, 0.6), light.middle, light.horizon]
    _paint_air(scene, stops)
    if light.stars and scene.mood.shows("stars", "star"):
        draw_stars(scene, 150, below=0.92 * scene.horizon)
    if scene.sun is not None:
        _disc(scene, scene.sun)
    if scene.mood.shows("clouds", "cloud"):
        _clouds(scene)
    if not light.stars and scene.mood.shows("birds", "bird"):
        _flock(scene)


def _paint_air(scene: Scene, stops: list[Colour]) -> None:
    size = scene.picture.size
    small = Image.new("RGB", (size[0] // _SMALLER, size[1] // _SMALLER), scene.light.horizon)
    horizon = max(1, round(scene.horizon * scene.unit / _SMALLER))
    small.paste(gradient((small.width, horizon), stops), (0, 0))
    scene.picture, whole = small, scene.picture
    scene.unit /= _SMALLER
    if scene.light.sun is not None and scene.mood.shows("sun", "moon"):
        scene.sun = _place_of_sun(scene)
        low = scene.light.sun < 0.4
        scene.shine_on(
            scene.sun, (1.2 if low else 0.8, 0.55 if low else 0.8), scene.light.shine, 0.5
        )
        scene.glow(scene.sun, 0.26, scene.light.shine, 0.65)
    scene.unit *= _SMALLER
    scene.picture = whole
    scene.picture.paste(small.resize(size, Image.Resampling.BILINEAR))


def _place_of_sun(scene: Scene) -> Point:
    """Beside the middle, where the figure will stand."""
    side = scene.chance.choice((-1, 1))
    away = scene.chance.uniform(0.16, 0.3) * side
    low = scene.light.sun or 0.0
    return (scene.wide * (0.5 + away), scene.horizon * (0.97 - 0.84 * low))


def _disc(scene: Scene, at: Point) -> None:
    light, is_moon = scene.light, scene.light.stars
    disc = Shape()
    disc.disc(at, 0.05 if is_moon else 0.046)
    scene.lay(disc, mixed(light.shine, (255, 255, 255), 0.4), None)
    if is_moon:
        seas = Shape()
        for dx, dy, radius in (
            (-0.016, -0.012, 0.013),
            (0.014, 0.01, 0.01),
            (-0.004, 0.022, 0.007),
        ):
            seas.disc((at[0] + dx, at[1] + dy), radius)
        scene.lay(seas, mixed(light.shine, light.middle, 0.24), None)


def draw_stars(scene: Scene, count: int, below: float) -> None:
    """Stars down to a height, denser at the top."""
    draw = ImageDraw.Draw(scene.picture)
    pixel = scene.picture.height / 1080
    for _ in range(count):
        x = scene.chance.random() * scene.picture.width
        y = scene.chance.random() ** 1.4 * below * scene.unit
        radius = scene.chance.choice((0.7, 0.9, 1.2, 1.8)) * pixel
        bright = mixed(scene.light.top, (255, 255, 255), scene.chance.uniform(0.3, 0.95))
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), bright)


def _clouds(scene: Scene) -> None:
    light, weather = scene.light, scene.mood.weather
    closed = light.sun is None
    share = {True: 0.9, False: 0.5 if light.stars else 0.85}[closed]
    bright = mixed(light.horizon, light.shine, 0.15 if light.stars else 0.35 if closed else 0.7)
    dark = mixed(light.middle, light.top if closed else light.horizon, 0.45)
    rows = 3 if closed or weather == "clouds" else 2
    for row in range(rows):
        y = scene.horizon * (0.2 + 0.62 * (row + scene.chance.uniform(0.1, 0.9)) / rows)
        near = 1.15 - y / scene.horizon
        for _ in range((5 if closed else 2) if scene.wide > 1 else (3 if closed else 1)):
            x = scene.chance.uniform(-0.1, 1.1) * scene.wide
            long = scene.chance.uniform(0.35, 0.75) * (0.45 + near)
            _cloud(scene, (x, y + scene.chance.uniform(-0.04, 0.04)), long, (bright, dark), share)


def _cloud(
    scene: Scene, at: Point, long: float, tones: tuple[Colour, Colour], share: float
) -> None:
    """A heap with a lit crest whose foot is lost in the air."""
    body, crest = Shape(), Shape()
    for step in range(11):
        along = (step + 0.5) / 11
        bulge = math.sin(math.pi * along) ** 0.8 * scene.chance.uniform(0.55, 1.0)
        radius = long * 0.13 * bulge
        x = at[0] + (along - 0.5) * long
        body.ellipse((x, at[1] - radius * 0.5), radius * 1.5, radius)
        lift = (x + scene.lit_side * radius * 0.4, at[1] - radius * 0.85)
        crest.ellipse(lift, radius * 1.1, radius * 0.62)
    for shape, colour in ((body, tones[1]), (crest, tones[0])):
        drawn = shape.mask(scene)
        if drawn is None:
            return
        box, mask = drawn
        fade = Image.linear_gradient("L").point(
            [round(share * min(255, 1.7 * (255 - value))) for value in range(256)]
        )
        veil = ImageChops.multiply(mask, fade.resize(mask.size))
        scene.picture.paste(colour, box, veil)


def _flock(scene: Scene) -> None:
    """A few birds far away, in one line of flight."""
    if scene.chance.random() < 0.45:
        return
    birds = Shape()
    x, y = (
        scene.wide * scene.chance.uniform(0.2, 0.75),
        scene.horizon * scene.chance.uniform(0.3, 0.6),
    )
    for number in range(scene.chance.randint(3, 6)):
        at = (
            x + 0.035 * number + scene.chance.uniform(-0.01, 0.01),
            y - 0.012 * number * (number % 3),
        )
        span = scene.chance.uniform(0.008, 0.013)
        for side in (-1, 1):
            tip = (at[0] + side * span, at[1] - span * 0.55)
            bend = (at[0] + side * span * 0.5, at[1] - span * 0.6)
            birds.stroke([at, bend, tip], 0.0028, 0.001)
    scene.lay(birds, mixed(scene.light.top, scene.tone((40, 44, 60)), 0.7), SKY)
