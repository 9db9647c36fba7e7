"""Composites: a cut-out figure on the ground of a place, in that place's light."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from PIL import Image, ImageChops

from scripts.pictures import Size
from scripts.program import refused
from scripts.providers.local.clips.panels import DIVIDER_COLOUR, panel_boxes
from scripts.providers.local.light import read_mood
from scripts.providers.local.places.canvas import FRONT, GROUND_FAR, GROUND_NEAR, WATER
from scripts.providers.local.places.places import Place, exposed
from scripts.providers.local.places.relight import (
    cropped,
    fitted,
    light_asked_for,
    names_light,
    relit,
)
from scripts.providers.local.standing import (
    cast_shadow,
    contact_shadow,
    in_light,
    read_light,
    uncovered,
)
from scripts.providers.local.words import (
    BIRDS,
    SWIMMERS,
    listed,
    refused_by,
    seeded,
    singular,
    tokens,
    wanted,
)

GROUND = 0.93  # where feet stand, as a share of the frame's height from the top
_FAR_GROUND = 0.84  # where the feet of the smallest figures stand
_LIFE_SIZE = 0.45  # height / the frame's from which on a figure stands at `GROUND`
_WIDEST = 0.9  # of the frame's width
_WIDEST_UPRIGHT = 0.74
_ACROSS = {"left": 0.28, "center": 0.5, "right": 0.72}
_FLYING = listed("fly flying flew soar soaring glide gliding hover hovering circle circling flight")
_SWIMMING = listed("swim swimming swam dive diving float floating drift drifting underwater")
_SWIMMERS = SWIMMERS - {"crab"}  # which walks on the ground
_NOBODY = listed("figure character people person anybody")
_SUNK = 0.3  # of a swimmer's height is under water


@dataclass(frozen=True)
class Stand:
    """How large a figure is, where it is, and how the frame is seen."""

    scale: float  # its height / the frame's height
    position: str  # left, center or right
    light: float = 1.0  # exposure of the whole frame
    pose: str = "standing"  # standing, flying or swimming
    zoom: float = 1.0  # above 1 the frame is a part of the place
    alone: bool = False  # the place without the figure
    note: str = ""  # what a person asked for: hour, weather, colours

    def changed_by(self, note: str) -> Stand:
        """The stand a person's note asks for."""
        mood, said = read_mood(note), set(wanted(note)[0])
        scale, zoom = self.scale, self.zoom
        if mood.zoom > 1 or "taller" in said:
            scale *= 1.25
            zoom *= 1.14 if said & {"closer", "nearer", "tighter"} else 1.0
        elif mood.zoom < 1:
            scale *= 0.8
        return replace(
            self,
            scale=min(1.0, max(0.1, scale)),
            position=next((place for place in _ACROSS if place in said), self.position),
            light=self.light * mood.exposure,
            zoom=zoom,
            alone=bool(refused_by(note) & _NOBODY),
            note=note,
        )

    def doing(self, action: str) -> Stand:
        """The stand that a shot's action asks for: birds that fly are in the air."""
        said = {form for word in tokens(action) for form in (word, singular(word))}
        if said & _FLYING:
            return replace(self, pose="flying")
        if said & _SWIMMING or (said & _SWIMMERS and not said & BIRDS):
            return replace(self, pose="swimming")
        return self


def compose(
    environment: Image.Image,
    character: Image.Image | None,
    size: Size,
    stand: Stand,
    *,
    name: str = "",
    depth: Image.Image | None = None,
) -> Image.Image:
    """Fill a frame with a place and put a figure on its ground.

    Args:
        environment: Any size; cropped to fill, never stretched.
        character: With real transparency; None leaves the place empty.
        size: Of the frame in pixels.
        stand: The figure's size, place, pose and the frame's light.
        name: The character's file, for the sentence that refuses it.
        depth: The environment's depth, so that near things stand before the figure.

    Returns:
        The frame as RGB.
    """
    return staged(Place(environment, depth), character, size, stand, name=name).picture


def staged(
    place: Place, character: Image.Image | None, size: Size, stand: Stand, *, name: str = ""
) -> Place:
    """As `compose`, with the depth of the frame where the place's is known."""
    frame = fitted(Place(place.picture.convert("RGB"), place.depth), size)
    if stand.zoom > 1:
        frame = cropped(frame, 1 / stand.zoom, (_ACROSS[stand.position], 0.7), size)
    mood, chance = read_mood(stand.note), seeded(stand.note, "composite")
    if names_light(stand.note):
        frame = relit(frame, replace(light_asked_for(stand.note), exposure=1.0), chance)
    if character is not None:
        figure = _cut(character, size, stand.scale, name)
        if not stand.alone:
            frame = _put(frame, figure, stand)
    if mood.weather:
        frame = relit(frame, replace(read_mood(), weather=mood.weather), chance)
    return replace(frame, picture=exposed(frame.picture, stand.light))


def half_size(frame: Size) -> Size:
    """Size of one of two halves: side by side, in an upright frame one above the other."""
    (_, _, width, height), _ = panel_boxes(frame)
    return width, height


def joined(first: Image.Image, second: Image.Image, frame: Size) -> Image.Image:
    """Two halves with a thin light line between them."""
    picture = Image.new("RGB", frame, DIVIDER_COLOUR)
    picture.paste(first, (0, 0))
    picture.paste(second, (frame[0] - second.width, frame[1] - second.height))
    return picture


def joined_depth(first: Place, second: Place, frame: Size) -> Image.Image | None:
    """The depth of two halves; the line between them is nearest. None where one is not known."""
    if first.depth is None or second.depth is None:
        return None
    depth = Image.new("L", frame, 255)
    depth.paste(first.depth, (0, 0))
    depth.paste(second.depth, (frame[0] - second.depth.width, frame[1] - second.depth.height))
    return depth


def _cut(character: Image.Image, size: Size, scale: float, name: str) -> Image.Image:
    """The figure without the empty edge around it, at its height in this frame."""
    alpha = character.getchannel("A") if character.mode == "RGBA" else None
    if alpha is None or alpha.getextrema()[0] == 255:
        raise refused(f"{name} has no transparent background; give a cut-out picture")
    box = alpha.point([255 if value > 12 else 0 for value in range(256)]).getbbox()
    if box is None:
        raise refused(f"{name} is empty: all of it is transparent")
    figure = character.crop(box)
    widest = _WIDEST if size[0] > size[1] else _WIDEST_UPRIGHT
    # Who is longer than high, such as a fox, is large enough with less of its height.
    squat = min(1.0, math.sqrt(1.25 * figure.height / figure.width))
    factor = min(squat * scale * size[1] / figure.height, widest * size[0] / figure.width)
    wanted_size = (max(1, round(figure.width * factor)), max(1, round(figure.height * factor)))
    return figure.resize(wanted_size, Image.Resampling.LANCZOS)


def _put(frame: Place, figure: Image.Image, stand: Stand) -> Place:
    picture, depth = frame.picture.copy(), frame.depth
    middle = round(_ACROSS[stand.position] * picture.width)
    left = min(max(middle - figure.width // 2, 0), picture.width - figure.width)
    submerged = depth is not None and depth.getpixel((middle, depth.height // 5)) == WATER
    feet = _feet(picture.size, figure, stand, submerged, depth, middle)
    at, light = (left, feet - figure.height), read_light(picture)
    level = _level(depth, middle, feet)
    alpha = figure.getchannel("A")
    if stand.pose == "swimming" and not submerged:
        alpha = _above_water(alpha)
        _rings(picture, figure, at)
    elif stand.pose == "standing":
        contact_shadow(picture, figure, at)
        if depth is not None:
            cast_shadow(picture, figure, at, light)
    if depth is not None:
        alpha = uncovered(alpha, depth, at, level)
        depth = depth.copy()
        edge = alpha.point([255 * (value >= 128) for value in range(256)])
        depth.paste(level, at, edge)
    lit = in_light(figure, light, haze=max(0.0, 0.3 - stand.scale) * 0.9)
    picture.paste(lit.convert("RGB"), at, alpha)
    return Place(picture, depth)


def _feet(
    size: Size,
    figure: Image.Image,
    stand: Stand,
    submerged: bool,
    depth: Image.Image | None,
    middle: int,
) -> int:
    """The row a figure's lower edge is on: the ground, farther away for small figures."""
    height = size[1]
    if stand.pose == "flying":
        return max(figure.height, round(0.36 * height + figure.height / 2))
    if submerged and stand.pose == "swimming":
        return max(figure.height, min(height, round(0.52 * height + figure.height / 2)))
    near = min(1.0, stand.scale / _LIFE_SIZE)
    feet = _FAR_GROUND + (GROUND - _FAR_GROUND) * near
    if stand.pose == "swimming":
        feet = 0.86 + _SUNK * stand.scale * 0.5
    if depth is not None and stand.pose == "standing":
        while feet < GROUND and not _is_ground(depth, middle, round(feet * height)):
            feet += 0.01
    return min(height, max(round(feet * height), figure.height))


def _is_ground(depth: Image.Image, x: int, y: int) -> bool:
    level = depth.getpixel((x, min(y - 1, depth.height - 1)))
    return isinstance(level, int | float) and GROUND_FAR <= level <= GROUND_NEAR


def _level(depth: Image.Image | None, x: int, feet: int) -> int:
    """A figure's depth: a little nearer than the ground it stands on, behind what is in front."""
    level = depth.getpixel((x, min(feet, depth.height) - 1)) if depth is not None else GROUND_NEAR
    ground = level if isinstance(level, int) and GROUND_FAR <= level <= GROUND_NEAR else 200
    return min(FRONT - 5, ground + 6)


def _above_water(alpha: Image.Image) -> Image.Image:
    """Cut off along a wavy line what of a swimmer is under water."""
    line, width = round(alpha.height * (1 - _SUNK)), alpha.width
    seen = Image.new("L", alpha.size)
    for x in range(0, width, 4):
        swell = round(alpha.height * 0.012 * math.sin(x * 9 / width))
        seen.paste(255, (x, 0, x + 4, line + swell))
    return ImageChops.multiply(alpha, seen)


def _rings(picture: Image.Image, figure: Image.Image, at: tuple[int, int]) -> None:
    """Rings of light around a swimmer."""
    from PIL import ImageDraw

    veil = Image.new("L", (figure.width * 3 // 2, max(12, figure.height // 4)))
    draw = ImageDraw.Draw(veil)
    for number in range(3):
        inset = number * veil.height // 8
        box = (inset * 3, inset, veil.width - inset * 3 - 1, veil.height - inset - 1)
        draw.ellipse(box, outline=60 + 40 * number, width=max(2, veil.height // 26))
    top = at[1] + round(figure.height * (1 - _SUNK)) - veil.height // 2
    picture.paste((236, 246, 248), (at[0] - figure.width // 4, top), veil)
