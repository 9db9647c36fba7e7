"""A picture with depth, taken apart into a few layers that can move against each other.

Each layer goes on behind the nearer ones: what they hid is filled from the layer's own
surroundings, so that nothing is torn open when they move apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageFilter

Levels = NDArray[np.uint8]

# Depths at which one layer ends and the next begins: sky, far, middle, near with whoever stands
# there, foreground.
_BORDERS = (30, 92, 132, 226)
MOST_LAYERS = 4
_SMALLEST = 0.002  # share of the picture below which a layer joins its neighbour
_STEP = 20  # of depth between two neighbouring pixels: more is an edge


@dataclass(frozen=True)
class Layer:
    """What is about as far away.

    Attributes:
        colour: RGB, going on where others hide it.
        alpha: Where the layer is, mode `L`, of the same size; the farthest is everywhere.
        at: The colour's left upper corner in the picture, both even.
        nearness: 0 as far as the sky … 1 nearest.
    """

    colour: Image.Image
    alpha: Image.Image
    at: tuple[int, int]
    nearness: float


def split(
    picture: Image.Image, depth: Image.Image, reach: int, most: int = MOST_LAYERS
) -> list[Layer]:
    """A picture's layers, the farthest first.

    Args:
        picture: RGB, both sides even.
        depth: Mode `L`, of the same size: 0 far … 255 near.
        reach: How far the layers are moved against each other, in pixels; what lies deeper
            behind another is left out.
        most: Layers; where there are more, the farthest are one.
    """
    levels = _sharp(np.asarray(depth))
    layers = []
    counts = np.bincount(levels.ravel(), minlength=256)
    for low, high in _bounds(counts, most):
        nearer = _mask(levels >= high)
        mask = ImageChops.subtract(_mask(levels >= low), nearer)
        box = _around(mask, reach)
        nearer, mask = nearer.crop(box), mask.crop(box)
        alpha = _shape(mask, nearer) if low else Image.new("L", mask.size, 255)
        colour = _carried_on(picture.crop(box), mask)
        layers.append(Layer(colour, alpha, box[:2], _median(counts, low, high) / 255))
    return layers


def _around(mask: Image.Image, reach: int) -> tuple[int, int, int, int]:
    """The box around a mask and what may come to light beside it, with even sides."""
    left, top, right, bottom = mask.getbbox() or (0, 0, 2, 2)
    left, top = max(0, left - reach) // 2 * 2, max(0, top - reach) // 2 * 2
    right, bottom = (right + reach + 1) // 2 * 2, (bottom + reach + 1) // 2 * 2
    return (left, top, min(mask.width, right), min(mask.height, bottom))


def _mask(inside: NDArray[np.bool_]) -> Image.Image:
    return Image.fromarray(inside.astype(np.uint8) * 255)


def _median(counts: NDArray[np.int64], low: int, high: int) -> int:
    """The middle one of the depths from `low` to below `high`, by how many pixels have each."""
    within = counts[low:high].cumsum()
    return low + int(np.searchsorted(within, within[-1] / 2))


def _sharp(levels: Levels) -> Levels:
    """Depth without the in-between values that softened edges have, which are at no distance."""
    low, high = _around_each(levels, np.minimum), _around_each(levels, np.maximum)
    nearest = np.where(levels - low < high - levels, low, high)
    sharp: Levels = np.where(high - low > _STEP, nearest, levels)
    return sharp


def _around_each(levels: Levels, take: np.ufunc) -> Levels:
    """Each pixel as the least or the most of the five by five around it."""
    return _in_rows(_in_rows(levels, take).T, take).T


def _in_rows(levels: Levels, take: np.ufunc) -> Levels:
    wide = np.pad(levels, ((0, 0), (2, 2)), mode="edge")
    pairs = take(wide[:, :-1], wide[:, 1:])
    fours = take(pairs[:, :-2], pairs[:, 2:])
    fives: Levels = take(fours[:, :-1], wide[:, 4:])
    return fives


def _bounds(counts: NDArray[np.int64], most: int) -> list[tuple[int, int]]:
    """From which depth to which each layer goes; those with next to nothing in them are joined."""
    least = _SMALLEST * counts.sum()
    edges = [0]
    for border in _BORDERS:
        if counts[edges[-1] : border].sum() >= least:
            edges.append(border)
    if len(edges) > 1 and counts[edges[-1] :].sum() < least:
        edges.pop()
    while len(edges) > most:
        del edges[1]  # what is far hardly moves against the sky
    return list(pairwise([*edges, 256]))


def _shape(mask: Image.Image, nearer: Image.Image) -> Image.Image:
    """A layer's shape, with an edge as soft as the picture's own.

    Behind what is nearer it goes on as its edges there do: the ground does under a figure's feet,
    but not up a reed in front of the sky.
    """
    few = mask.reduce(_COARSE)
    seen = ImageChops.invert(nearer.reduce(_COARSE))
    known = Image.merge("RGBa", (few, few, few, seen)).convert("RGBA")
    guessed = _pushed(known).getchannel("R").resize(mask.size, Image.Resampling.BILINEAR)
    hidden = ImageChops.darker(guessed.point(_HALF), nearer)
    return ImageChops.lighter(mask, hidden).filter(ImageFilter.BoxBlur(0.8))


_HALF = [255 if value > 127 else 0 for value in range(256)]


def _carried_on(picture: Image.Image, mask: Image.Image) -> Image.Image:
    """The picture where the mask is, its colours carried on everywhere else.

    Pixels at the mask's edge are half of what is beside them and so do not count; a thin thing
    has no others and keeps its own.
    """
    levels = np.asarray(mask)
    inner = _around_each(levels, np.minimum)
    beside = _around_each(_around_each(inner, np.maximum), np.maximum)
    trust = np.where(beside == 255, inner, levels)
    known = picture.copy()
    known.putalpha(Image.fromarray(trust))
    around = _filled(known).resize(picture.size, Image.Resampling.BILINEAR)
    return Image.alpha_composite(around, known).convert("RGB")


def _filled(known: Image.Image) -> Image.Image:
    """A coarse picture whose clear pixels took the colours around them; all of it is opaque.

    A pull and a push: known pixels are gathered into ever coarser pictures, and what is unknown
    takes the finest that knows: of those right around it, then of those beside it, because land
    and buildings go on sideways.
    """
    coarse = _gathered(known, (_COARSE, _COARSE))
    around = coarse.convert("RGBa").filter(ImageFilter.BoxBlur(2)).convert("RGBA")
    around.putalpha(around.getchannel("A").point(_NEARBY))
    return _pushed(Image.alpha_composite(around, coarse)).filter(ImageFilter.BoxBlur(1))


def _pushed(known: Image.Image) -> Image.Image:
    if known.size == (1, 1):
        known.putalpha(255)
        return known
    half = _gathered(known, (2, 1) if known.width > 1 else (1, 2))
    below = _pushed(half).resize(known.size, Image.Resampling.BILINEAR)
    return Image.alpha_composite(below, known)


def _gathered(picture: Image.Image, factor: tuple[int, int]) -> Image.Image:
    """Fewer pixels, each the mean of the known ones in it."""
    fewer = picture.convert("RGBa").reduce(factor).convert("RGBA")
    known = fewer.getchannel("A")
    twice = ImageChops.add(known, known)
    fewer.putalpha(ImageChops.add(twice, twice))  # a quarter of what is there is enough
    return fewer


_COARSE = 4
_NEARBY = [255 if value >= 40 else 0 for value in range(256)]  # a sixth of what is around
