"""A picture that is there already, seen in another light: a new sky, other colours, weather."""

from __future__ import annotations

import random
from dataclasses import replace

from PIL import Image, ImageFilter

from scripts.pictures import Size, cover
from scripts.providers.local.light import (
    LIGHTS,
    SEEING_WORDS,
    Colour,
    Light,
    Mood,
    mixed,
    names_hour,
    read_mood,
)
from scripts.providers.local.places.canvas import SKY, Scene
from scripts.providers.local.places.places import Place, add_weather, exposed
from scripts.providers.local.places.skies import draw_sky
from scripts.providers.local.words import seeded, tokens

_DULL: Colour = (104, 112, 124)  # what weather takes colours to, and how far
_DULLED = 0.4
_LEAST_SKY = 0.02  # of the picture; less is a few panes or nothing


def names_light(*texts: str) -> bool:
    """Whether a text says how something is seen: its hour, weather, season or distance."""
    return any(word in SEEING_WORDS for text in texts for word in tokens(text))


def as_noted(place: Place, note: str) -> Place:
    """A finished frame in the light a person's note asks for: darker, at night, golden hour.

    What falls is left to who moves the frame.
    """
    if not names_light(note):
        return place
    return relit(place, light_asked_for(note), seeded(note, "light"))


def light_asked_for(note: str) -> Mood:
    """The mood of a note without what falls; rain alone dulls the hour and leaves it what it is."""
    mood = read_mood(note)
    dry = replace(mood, weather=None)
    if names_hour(note):
        return dry
    as_it_is = replace(dry, light=LIGHTS["day"])
    if mood.weather is None or mood.tint:
        return as_it_is
    return replace(as_it_is, tint=_DULL, tint_share=_DULLED)


def relit(place: Place, mood: Mood, chance: random.Random) -> Place:
    """The place in the light, weather and colours of a mood.

    Where the depth knows the sky it is drawn anew, with its sun or moon; land and things keep
    their drawing.
    """
    changed = place.picture
    if mood.light != LIGHTS["day"] or mood.hour == "day":
        changed = multiplied(changed, mood.light.lamp, 0.9)
        if place.depth is not None:
            changed = _under_new_sky(changed, place.depth, mood, chance)
        else:
            changed = veiled(changed, mood.light.middle, 0.16)
    if mood.tint:
        changed = veiled(changed, mood.tint, 0.6 * mood.tint_share)
    fallen = add_weather(Place(changed, place.depth), mood, chance)
    return Place(exposed(fallen.picture, mood.exposure), place.depth)


def _under_new_sky(
    picture: Image.Image, depth: Image.Image, mood: Mood, chance: random.Random
) -> Image.Image:
    is_sky = depth.point([255 * (level == SKY) for level in range(256)])
    box = is_sky.getbbox()
    if box is None or is_sky.histogram()[255] < _LEAST_SKY * depth.width * depth.height:
        return veiled(picture, mood.light.middle, 0.12)
    scene = Scene(Image.new("RGB", picture.size), mood, chance)
    scene.horizon = box[3] / scene.unit
    draw_sky(scene)
    # A pixel of old sky is left along every edge: the new one grows over it.
    hazy = _in_the_air(picture, depth, mood.light)
    hazy.paste(scene.picture, (0, 0), is_sky.filter(ImageFilter.MaxFilter(3)))
    return hazy


def _in_the_air(picture: Image.Image, depth: Image.Image, light: Light) -> Image.Image:
    """Far land takes the colour of the new horizon."""
    share = [0 if level > 130 else round(0.3 * (130 - level)) for level in range(256)]
    hazed = picture.copy()
    hazed.paste(light.horizon, (0, 0), depth.point(share))
    return hazed


def multiplied(picture: Image.Image, lamp: Colour, share: float) -> Image.Image:
    """The picture under coloured light; its transparency stays."""
    tables = [
        [round(value * part / 255) for value in range(256)]
        for part in mixed((255, 255, 255), lamp, share)
    ]
    if picture.mode == "RGBA":
        tables.append(list(range(256)))
    return picture.point([value for table in tables for value in table])


def veiled(picture: Image.Image, colour: Colour, share: float) -> Image.Image:
    """Mix in a colour; the transparency stays."""
    if share <= 0:
        return picture
    veil = Image.new("RGB", picture.size, colour)
    flat = Image.blend(picture.convert("RGB"), veil, share)
    if picture.mode == "RGBA":
        flat.putalpha(picture.getchannel("A"))
    return flat


def fitted(place: Place, size: Size) -> Place:
    """A place cropped to a frame, its depth with it and still one level per layer."""
    if place.picture.size == size:
        return place
    picture = cover(place.picture, size)
    if place.depth is None:
        return Place(picture, None)
    width, height = place.depth.size
    shown = min(width / size[0], height / size[1])
    across, down = size[0] * shown, size[1] * shown
    left, top = (width - across) / 2, (height - down) / 2
    box = (left, top, left + across, top + down)
    return Place(picture, place.depth.resize(size, Image.Resampling.NEAREST, box=box))


def cropped(place: Place, share: float, middle: tuple[float, float], size: Size) -> Place:
    """A part of a place that fills the frame: `share` of its width around `middle` (0 … 1)."""
    width, height = place.picture.size
    across, down = width * share, height * share
    left = min(max(middle[0] * width - across / 2, 0), width - across)
    top = min(max(middle[1] * height - down / 2, 0), height - down)
    box = (left, top, left + across, top + down)
    picture = place.picture.resize(size, Image.Resampling.LANCZOS, box=box)
    if place.depth is None:
        return Place(picture, None)
    return Place(picture, place.depth.resize(size, Image.Resampling.NEAREST, box=box))
