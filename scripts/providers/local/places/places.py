"""Places, drawn in layers with their depth: sky, far, middle, ground, what frames the view."""

from __future__ import annotations

import random
from dataclasses import dataclass

from PIL import Image

from scripts.providers.local.light import Mood
from scripts.providers.local.places.ancient import ANCIENT
from scripts.providers.local.places.canvas import SKY, Scene, Size
from scripts.providers.local.places.caves import CAVES
from scripts.providers.local.places.deserts import DESERTS
from scripts.providers.local.places.fields import FIELDS
from scripts.providers.local.places.habitats import Landscape, chosen
from scripts.providers.local.places.interiors import INTERIORS
from scripts.providers.local.places.landmarks import draw_landmarks
from scripts.providers.local.places.mountains import MOUNTAINS
from scripts.providers.local.places.skies import draw_sky
from scripts.providers.local.places.space import SPACE
from scripts.providers.local.places.underwater import UNDERWATER
from scripts.providers.local.places.urban import URBAN
from scripts.providers.local.places.waters import WATERS
from scripts.providers.local.places.weather import WEATHER, draw_lightning
from scripts.providers.local.places.woods import WOODS
from scripts.providers.local.places.workrooms import WORKROOMS

_UNDER_THE_SKY = MOUNTAINS | WOODS | FIELDS | DESERTS | WATERS | URBAN | ANCIENT
_CLOSED = (
    INTERIORS | WORKROOMS | CAVES | UNDERWATER | SPACE
)  # they draw what is behind them themselves


@dataclass(frozen=True)
class Place:
    """A place as RGB, and how far away each of its pixels is (mode `L`, see `scripts.depth`)."""

    picture: Image.Image
    depth: Image.Image | None = None  # not known of pictures made elsewhere


def draw_place(size: Size, mood: Mood, chance: random.Random) -> Place:
    """Draw the place of a mood.

    Args:
        size: Of the frame in pixels; upright frames are composed anew, not cropped.
        mood: What the words decide.
        chance: What they leave open.
    """
    scene = Scene(Image.new("RGB", size), mood, chance)
    _, variant = chosen(Landscape(mood.habitat, mood.variant, mood.known), chance)
    if variant in _CLOSED:
        _CLOSED[variant](scene)
    else:
        draw_sky(scene)
        if mood.weather == "storm" and mood.habitat != "desert" and mood.shows("lightning"):
            draw_lightning(scene)
        _UNDER_THE_SKY[variant](scene)
        draw_landmarks(scene, variant)
        _fall(scene)
    return Place(exposed(scene.picture, mood.exposure), scene.depth)


def add_weather(place: Place, mood: Mood, chance: random.Random) -> Place:
    """Let the mood's weather fall on a picture that is there already."""
    if place.depth is not None and not _is_open(place.depth):
        return place
    scene = Scene(place.picture.copy(), mood, chance)
    if place.depth is not None:
        scene.depth = place.depth
    _fall(scene)
    return Place(scene.picture, place.depth)


def _is_open(depth: Image.Image) -> bool:
    """Whether the sky is above: in rooms, caves and under water nothing falls."""
    top = depth.crop((0, 0, depth.width, 1)).histogram()
    return top[SKY] >= 0.3 * depth.width


def _fall(scene: Scene) -> None:
    weather = scene.mood.weather
    if weather in WEATHER and scene.mood.shows(weather):
        WEATHER[weather](scene)


def exposed(picture: Image.Image, exposure: float) -> Image.Image:
    """A picture made darker (below 1) or brighter (above); whites and transparency stay."""
    if exposure == 1.0:
        return picture
    if exposure < 1.0:
        curve = [round(value * exposure) for value in range(256)]
    else:
        curve = [round(255 * (value / 255) ** (1 / exposure)) for value in range(256)]
    return picture.point(curve * 3 + list(range(256)) * (picture.mode == "RGBA"))
