"""A figure cut out of the plain colour it was painted on: soft edges, no halo, no rectangle.

At an edge a pixel mixes the figure with the key: `seen = a * figure + (1 - a) * key`. What the
figure is there is told by its pixels just inside; from the three known values follows `a`. The
figure's colour is kept and the key's is gone, so that nothing shines around it on any ground.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Mask = NDArray[np.bool_]

_BORDER = 0.03  # of the shorter side: where only the key should be
_PLAIN = 34.0  # how far from the key a pixel of the ground may be, in RGB
_PLAIN_SHARE = 0.55  # of the border; a figure may be cut off by one or two sides
_OPAQUE = 90.0  # farther from the key than this, a pixel is all figure
_DARKEST = 0.55  # the key in a shadow on the ground: this share of its light
_EDGE_SIDE = 500  # an edge is 1 pixel wide in a picture whose shorter side is this long
_WIDEST_EDGE = 6  # edges; what lies deeper is figure, whatever its colour
_FULLEST = 0.97  # of its own bounding box: a figure with more is a picture in a picture
_LEAST = 0.005  # of the picture
_MOST = 0.9
_FAINT = 0.04  # less than this is noise


class NotCut(ValueError):
    """The picture could not be cut out; the text says why."""


def cut_out(picture: Image.Image, *, may_be_square: bool = False) -> Image.Image:
    """The figure as RGBA, cropped to itself.

    Args:
        picture: RGB, a figure on a plain ground.
        may_be_square: Whether the figure itself may be a rectangle, such as a door.

    Raises:
        NotCut: The ground is not plain, or what remains is no figure.
    """
    return _cropped(without_ground(picture), may_be_square)


def without_ground(picture: Image.Image) -> Image.Image:
    """The whole picture as RGBA, its ground clear; see `cut_out`."""
    seen = np.asarray(picture.convert("RGB"), np.float32)
    key = _ground(seen)
    apart = _apart(seen, key)
    edge = max(1, round(min(picture.size) / _EDGE_SIDE))
    inside = ~_grown(apart < _OPAQUE, edge)
    outside = ~_grown(apart > _PLAIN, edge)
    figure = _near(seen, inside, (edge, 4 * edge), _despilled(seen, key))
    ground = _near(seen, outside, (4 * edge, 16 * edge), np.broadcast_to(key, seen.shape))
    mixed = _share_of_figure(seen, figure, ground)
    deep = inside | (~_grown(outside, _WIDEST_EDGE * edge) & (apart > _PLAIN))
    alpha = np.where(deep, 1.0, np.where(outside, 0.0, mixed))
    alpha = np.clip((alpha - _FAINT) / (1.0 - 2.0 * _FAINT), 0.0, 1.0)
    colours = np.where(deep[..., None], seen, figure)
    rim = _grown(~inside, 2 * edge)  # the key shines into it, and so does a JPEG's blur of colours
    colours[rim] = _despilled(colours, key)[rim]
    values = np.concatenate([colours, alpha[..., None] * 255.0], axis=-1)
    return Image.fromarray(np.clip(np.rint(values), 0, 255).astype(np.uint8), "RGBA")


def _ground(seen: Floats) -> Floats:
    """The key as it was really painted."""
    wide = max(2, round(_BORDER * min(seen.shape[:2])))
    inner = np.zeros(seen.shape[:2], bool)
    inner[wide:-wide, wide:-wide] = True
    border = seen[~inner]
    key: Floats = np.median(border, axis=0).astype(np.float32)
    if key.max() - key.min() < _OPAQUE:
        raise NotCut("the ground behind it is not the colour that was asked for")
    if (_apart(border, key) < _PLAIN).mean() < _PLAIN_SHARE:
        raise NotCut("the ground behind it is not plain")
    return key


def _apart(seen: Floats, key: Floats) -> Floats:
    """How far pixels are from the key, in any light from a soft shadow's to the key's own."""
    light = np.clip(seen @ key / (key @ key), _DARKEST, 1.1)[..., None]
    distance: Floats = np.linalg.norm(seen - light * key, axis=-1)
    return distance


def _grown(mask: Mask, by: int) -> Mask:
    """The mask and all within `by` pixels of it, along rows and columns."""
    return _box_sums(mask.astype(np.float32)[..., None], by)[..., 0] > 0.5


def _box_sums(values: Floats, radius: int) -> Floats:
    """The sum over the square around each pixel; outside the picture there is nothing."""
    whole = 2 * radius + 1
    for axis in (0, 1):
        padding = [(0, 0)] * 3
        padding[axis] = (radius + 1, radius)
        total = np.cumsum(np.pad(values, padding), axis=axis, dtype=np.float32)
        lower, upper = [slice(None)] * 3, [slice(None)] * 3
        lower[axis], upper[axis] = slice(None, -whole), slice(whole, None)
        values = total[tuple(upper)] - total[tuple(lower)]
    return values


def _near(seen: Floats, known: Mask, radii: tuple[int, int], otherwise: Floats) -> Floats:
    """The colour of the known pixels around each pixel, within the smaller radius that has any."""
    weight = known.astype(np.float32)[..., None]
    missing = np.ones(known.shape, bool)
    colours = otherwise.copy()
    for radius in radii:
        sums, counts = _box_sums(seen * weight, radius), _box_sums(weight, radius)[..., 0]
        reached = missing & (counts > 0.5)
        colours[reached] = sums[reached] / counts[reached][:, None]
        missing &= ~reached
    return colours


def _despilled(seen: Floats, key: Floats) -> Floats:
    """Pixels without what the key's strongest channels have more than its weakest."""
    strong = key > key.mean()
    limit = seen[..., ~strong].max(axis=-1, keepdims=True)
    cleaned = seen.copy()
    cleaned[..., strong] = np.minimum(seen[..., strong], limit)
    return cleaned


def _share_of_figure(seen: Floats, figure: Floats, ground: Floats) -> Floats:
    whole = figure - ground
    along = ((seen - ground) * whole).sum(axis=-1)
    share: Floats = np.clip(along / np.maximum((whole * whole).sum(axis=-1), 1.0), 0.0, 1.0)
    return share


def _cropped(cut: Image.Image, may_be_square: bool) -> Image.Image:
    alpha = np.asarray(cut.getchannel("A"), np.float32) / 255.0
    box = cut.getchannel("A").getbbox()
    covered = float(alpha.mean())
    if box is None or covered < _LEAST:
        raise NotCut("nothing is left of it but the ground")
    left, top, right, bottom = box
    fullness = covered * alpha.size / ((right - left) * (bottom - top))
    if covered > _MOST or (fullness > _FULLEST and not may_be_square):
        raise NotCut("what is left is a rectangle, a picture in a picture")
    return cut.crop(box)
