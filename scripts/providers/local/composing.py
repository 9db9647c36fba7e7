"""Composites: a cut-out figure on the ground of a place, in that place's light."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PIL import Image, ImageFilter, ImageStat

from scripts.pictures import Size, cover
from scripts.program import refused
from scripts.providers.local.words import tokens

GROUND = 0.93  # where feet stand, as a share of the frame's height from the top
DIVIDER = 8  # pixels between two halves
_WIDEST = 0.9  # of the frame's width
_AMBIENT = 0.16  # share of the place's colour that falls on a figure
_ACROSS = {"left": 0.28, "center": 0.5, "right": 0.72}


@dataclass(frozen=True)
class Stand:
    """How large a figure is and where it stands."""

    scale: float  # its height / the frame's height
    position: str  # left, center or right
    light: float = 1.0  # brightness of the whole frame

    def changed_by(self, note: str) -> Stand:
        """The stand a person's note asks for."""
        said = set(tokens(note))
        scale, light = self.scale, self.light
        if said & {"bigger", "larger", "closer", "taller"}:
            scale *= 1.25
        if said & {"smaller", "further", "farther", "wider"}:
            scale *= 0.8
        if said & {"darker", "dimmer"}:
            light = 0.7
        if said & {"brighter", "lighter"}:
            light = 1.2
        position = next((place for place in _ACROSS if place in said), self.position)
        return replace(self, scale=min(1.0, max(0.1, scale)), position=position, light=light)


def compose(
    environment: Image.Image,
    character: Image.Image | None,
    size: Size,
    stand: Stand,
    *,
    name: str = "",
) -> Image.Image:
    """Fill a frame with a place and put a figure on its ground.

    Args:
        environment: Any size; cropped to fill, never stretched.
        character: With real transparency; None leaves the place empty.
        size: Of the frame in pixels.
        stand: The figure's size, place and light.
        name: The character's file, for the sentence that refuses it.

    Returns:
        The frame as RGB.
    """
    frame = cover(environment.convert("RGB"), size)
    if character is not None:
        _put(frame, _standing(character, size, stand.scale, name), stand.position)
    return frame if stand.light == 1.0 else frame.point([_lit(v, stand.light) for v in _LEVELS])


_LEVELS = list(range(256)) * 3


def _lit(value: int, light: float) -> int:
    return min(255, round(value * light))


def half_size(frame: Size) -> Size:
    """Size of one of two halves: side by side, in an upright frame one above the other."""
    width, height = frame
    if width > height:
        return ((width - DIVIDER) // 2, height)
    return (width, (height - DIVIDER) // 2)


def joined(first: Image.Image, second: Image.Image, frame: Size) -> Image.Image:
    """Two halves with a thin light line between them."""
    picture = Image.new("RGB", frame, (238, 236, 230))
    picture.paste(first, (0, 0))
    picture.paste(second, (frame[0] - second.width, frame[1] - second.height))
    return picture


def _standing(character: Image.Image, size: Size, scale: float, name: str) -> Image.Image:
    """The figure without the empty edge around it, at its height in this frame."""
    alpha = character.getchannel("A") if character.mode == "RGBA" else None
    if alpha is None or alpha.getextrema()[0] == 255:
        raise refused(f"{name} has no transparent background; give a cut-out picture")
    box = alpha.point([255 if value > 12 else 0 for value in range(256)]).getbbox()
    if box is None:
        raise refused(f"{name} is empty: all of it is transparent")
    figure = character.crop(box)
    factor = min(scale * size[1] / figure.height, _WIDEST * size[0] / figure.width)
    wanted = (max(1, round(figure.width * factor)), max(1, round(figure.height * factor)))
    return figure.resize(wanted, Image.Resampling.LANCZOS)


def _put(frame: Image.Image, figure: Image.Image, position: str) -> None:
    feet = min(frame.height, max(round(GROUND * frame.height), figure.height))
    middle = round(_ACROSS[position] * frame.width)
    left = min(max(middle - figure.width // 2, 0), frame.width - figure.width)
    at = (left, feet - figure.height)
    _shadow(frame, figure, at)
    around = (at[0], at[1], at[0] + figure.width, feet)
    red, green, blue = (round(part) for part in ImageStat.Stat(frame.crop(around)).mean)
    ambient = Image.new("RGB", figure.size, (red, green, blue))
    lit = Image.blend(figure.convert("RGB"), ambient, _AMBIENT)
    frame.paste(lit, at, figure.getchannel("A"))


def _shadow(frame: Image.Image, figure: Image.Image, at: tuple[int, int]) -> None:
    """A soft ellipse under the feet: the figure's own foot, flattened and blurred."""
    foot = figure.getchannel("A").crop(
        (0, round(figure.height * 0.72), figure.width, figure.height)
    )
    flat = (figure.width, max(2, figure.height // 11))
    blur = max(2, figure.height // 60)
    shade = Image.new("L", (flat[0] + 6 * blur, flat[1] + 6 * blur))
    shade.paste(foot.resize(flat), (3 * blur, 3 * blur))
    shade = shade.filter(ImageFilter.GaussianBlur(blur)).point([v * 11 // 20 for v in range(256)])
    top = at[1] + figure.height - flat[1] * 2 // 3 - 3 * blur
    frame.paste((12, 12, 20), (at[0] - 3 * blur, top), shade)
