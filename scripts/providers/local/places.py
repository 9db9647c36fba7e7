"""Places, drawn in flat layers: sky, what stands far, what stands near, ground, weather."""

from __future__ import annotations

import random

from PIL import Image, ImageChops

from scripts.providers.local.canvas import Scene, Size
from scripts.providers.local.enclosed import ENCLOSED
from scripts.providers.local.landmarks import LANDMARKS
from scripts.providers.local.light import Mood
from scripts.providers.local.outdoors import OUTDOORS
from scripts.providers.local.skies import WEATHER, draw_sky


def draw_place(size: Size, mood: Mood, chance: random.Random) -> Image.Image:
    """Draw the place of a mood, as RGB."""
    scene = Scene(Image.new("RGB", size), mood, chance)
    if mood.habitat in ENCLOSED:
        ENCLOSED[mood.habitat](scene)
    else:
        draw_sky(scene)
        OUTDOORS[mood.habitat](scene)
        if mood.landmark:
            LANDMARKS[mood.landmark](scene)
    if mood.weather:
        WEATHER[mood.weather](scene)
    _vignette(scene)
    return scene.picture


def add_weather(picture: Image.Image, mood: Mood, chance: random.Random) -> Image.Image:
    """Let the mood's weather fall on a picture that is there already."""
    scene = Scene(picture, mood, chance)
    if mood.weather:
        WEATHER[mood.weather](scene)
    return scene.picture


def _vignette(scene: Scene) -> None:
    """Darken the corners a little, so that the eye stays in the middle."""
    edge = Image.radial_gradient("L").point([255 - max(0, v - 120) * 2 // 3 for v in range(256)])
    shade = edge.resize(scene.picture.size)
    scene.picture = ImageChops.multiply(scene.picture, Image.merge("RGB", (shade,) * 3))
