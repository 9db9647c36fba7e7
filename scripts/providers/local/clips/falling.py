"""Rain, snow and fog that move through a clip when its words say so."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from scripts.pictures import Size
from scripts.providers.local.clips.planes import Planes
from scripts.providers.local.words import listed, seeded, singular, wanted

_RAIN = listed("rain rains raining drizzle downpour rainstorm thunderstorm")
_SNOW = listed("snows snowing snowfall snowflake blizzard")
_FOG = listed("fog mist haze")
_FALLS = listed("fall falls falling drift drifts drifting")  # with them, snow is in the air
_RAINS, _SNOWS = 1.8, 0.13  # frame heights a second
_NOISE = (12, 7)  # patches of fog across and down


@dataclass(frozen=True)
class Veil:
    """Something bright that passes before the picture and begins again without a seam.

    Attributes:
        mask: How much of it there is, mode `L`, of the frame's size; it goes on across its edges.
        luma: Its brightness in video range.
        speed: Across and down, in frame heights a second.
    """

    mask: Image.Image
    luma: int
    speed: tuple[float, float]

    def lay_over(self, frame: Planes, seconds: float) -> None:
        """Show it in a frame, which nobody else must be holding, as far as it has come."""
        x, y = (round(speed * seconds * self.mask.height) for speed in self.speed)
        frame.luma.paste(self.luma, (0, 0), ImageChops.offset(self.mask, x, y))


def read_veils(prompt: str, note: str, size: Size) -> list[Veil]:
    """What falls or drifts in a clip, by its words; a note may refuse it."""
    said = {
        form for text in wanted(note, prompt) for word in text for form in (word, singular(word))
    }
    chance = seeded(prompt, "veil")
    veils = []
    if said & _FOG:
        veils.append(Veil(_fog(size, chance), 205, (0.035, 0.0)))
    if said & _RAIN:
        drops = [(130, drop(0.035, 46)), (80, drop(0.07, 78))]
        veils.append(Veil(scattered(size, drops, chance), 215, (-0.14 * _RAINS, _RAINS)))
    if said & _SNOW or ("snow" in said and said & _FALLS):
        flakes = [(150, flake(0.0022, 150)), (60, flake(0.0045, 215))]
        veils.append(Veil(scattered(size, flakes, chance), 232, (0.03, _SNOWS)))
    return veils


# Draws one mark at a point, in pixels, of a frame whose longer side is twice the last number.
Mark = Callable[[ImageDraw.ImageDraw, float, float, int], None]


def drop(length: float, light: int) -> Mark:
    """A streak of rain, its length a share of half the frame's longer side."""

    def mark(draw: ImageDraw.ImageDraw, x: float, y: float, height: int) -> None:
        draw.line((x, y, x - 0.14 * length * height, y + length * height), light, 3)

    return mark


def flake(radius: float, light: int) -> Mark:
    """A flake of snow, its radius a share of half the frame's longer side."""

    def mark(draw: ImageDraw.ImageDraw, x: float, y: float, height: int) -> None:
        reach = radius * height
        draw.ellipse((x - reach, y - reach, x + reach, y + reach), light)

    return mark


def scattered(size: Size, marks: Sequence[tuple[int, Mark]], chance: random.Random) -> Image.Image:
    """Marks all over a mask, drawn at twice the size; those at an edge go on at the other one."""
    width, height = size[0] * 2, size[1] * 2
    mask = Image.new("L", (width, height))
    draw = ImageDraw.Draw(mask)
    for many, mark in marks:
        for _ in range(round(many * width / height)):
            x, y = chance.random() * width, chance.random() * height
            for across in (0, width):
                for down in (0, height):
                    mark(draw, x - across, y - down, max(height, width) // 2)
    return mask.reduce(2)


def _fog(size: Size, chance: random.Random) -> Image.Image:
    """Soft patches, thickest where the land is."""
    across, down = _NOISE
    patches = Image.new("L", (across * 3, down))
    values = [[round(255 * chance.random()) for _ in range(across)] for _ in range(down)]
    patches.putdata([value for row in values for value in row * 3])  # three alike, for the seam
    wide = patches.resize((size[0] * 3 // 8, size[1] // 8), Image.Resampling.BICUBIC)
    wide = wide.filter(ImageFilter.GaussianBlur(size[1] / 160))
    middle = wide.crop((size[0] // 8, 0, size[0] // 4, size[1] // 8))
    height = Image.linear_gradient("L").resize(middle.size).point(_LOW_LYING)
    return ImageChops.multiply(middle, height).resize(size, Image.Resampling.BICUBIC)


_LOW_LYING = [round(150 * max(0.0, 1 - abs(value / 255 - 0.66) / 0.42)) for value in range(256)]
