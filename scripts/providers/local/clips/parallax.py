"""Layers of a picture seen by a moving camera: near ones pass far ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image

from scripts.pictures import Size
from scripts.providers.local.clips.layers import MOST_LAYERS, Layer, split
from scripts.providers.local.clips.motion import Move, View
from scripts.providers.local.clips.planes import STEPS, Box, Planes, finer, picked

_BANDS = 10  # a layer is drawn in bands, each as wide as what is in it
_LOWEST_BAND = 64  # pixels: lower ones cost more in calls than they save
_MARGIN = 4  # pixels around a patch that rounding may reach into
_NEAR_LEVELS = (0.0, 1.0)  # between these all layers are


@dataclass(frozen=True)
class Detail:
    """How much work a frame is worth."""

    steps: int  # to a pixel: a camera's path is true to half of one
    layers: int  # at most


FULL, SKETCHED = Detail(STEPS, MOST_LAYERS), Detail(2, 3)


class Parallax:
    """A picture with depth under a moving camera.

    Args:
        picture: RGB, of the frames' size; both sides even.
        depth: Mode `L`, of the same size.
        move: The camera's path.
        detail: How finely it is seen.
    """

    def __init__(
        self, picture: Image.Image, depth: Image.Image, move: Move, detail: Detail = FULL
    ) -> None:
        self.size = picture.size
        self.move = move
        layers = split(picture, depth, _reach(move, self.size), detail.layers)
        self.sheets = [_Sheet(layer, self.size, detail.steps) for layer in layers]

    def frame(self, progress: float) -> Planes:
        """What is seen at 0 … 1 of the move."""
        frame = Planes.blank(self.size)
        for sheet in self.sheets:
            sheet.lay_on(frame, self.move.at(progress, sheet.nearness))
        return frame


def _reach(move: Move, size: Size) -> int:
    """How far the farthest and the nearest layer come apart, in pixels of the picture."""
    apart = 0.0
    for progress in (0.0, 1.0):
        far, near = (move.at(progress, level).box(size) for level in _NEAR_LEVELS)
        apart = max(apart, *(abs(a - b) for a, b in zip(far, near, strict=True)))
    return round(apart) + 2 * _MARGIN


class _Sheet:
    """A layer, ready to be seen from anywhere."""

    def __init__(self, layer: Layer, size: Size, steps: int) -> None:
        self.nearness = layer.nearness
        self.patches = [_Patch.of(layer, box, steps) for box in _patches(layer, size)]

    def lay_on(self, frame: Planes, view: View) -> None:
        left, top, right, _ = view.box(frame.luma.size)
        scale = (right - left) / frame.luma.width
        for patch in self.patches:
            patch.lay_on(frame, (left, top), scale)


@dataclass(frozen=True)
class _Patch:
    """A part of a layer, made finer.

    Attributes:
        planes: What it shows.
        alpha: Where; None where it hides all that is behind it.
        at: The planes' left upper corner in the picture.
        box: What of them is laid on, in pixels of the picture; the rest is there for rounding.
    """

    planes: Planes
    alpha: Image.Image | None
    at: tuple[int, int]
    box: Box
    steps: int

    @classmethod
    def of(cls, layer: Layer, box: Box, steps: int) -> _Patch:
        left, top = max(0, box[0] - _MARGIN), max(0, box[1] - _MARGIN)
        right, bottom = box[2] + _MARGIN, box[3] + _MARGIN
        part = (left, top, min(layer.alpha.width, right), min(layer.alpha.height, bottom))
        alpha = layer.alpha.crop(part)
        solid = layer.alpha.crop(box).getextrema()[0] == 255
        x, y = layer.at
        return cls(
            Planes.of(layer.colour.crop(part)).finer(steps),
            None if solid else finer(alpha, steps, Image.Resampling.BILINEAR),
            (x + left, y + top),
            (x + box[0], y + box[1], x + box[2], y + box[3]),
            steps,
        )

    def lay_on(self, frame: Planes, corner: tuple[float, float], scale: float) -> None:
        """Draw what a view shows that begins at `corner` and is `scale` pixels per pixel wide."""
        width, height = frame.luma.size
        # Neighbours round their common side alike: they neither part nor overlap.
        left, top, right, bottom = (
            min(most, max(0, round((side - start) / scale / 2) * 2))
            for side, start, most in zip(self.box, corner * 2, (width, height) * 2, strict=True)
        )
        if left >= right or top >= bottom:
            return
        x, y = corner[0] - self.at[0], corner[1] - self.at[1]
        seen = (x + left * scale, y + top * scale, x + right * scale, y + bottom * scale)
        size = (right - left, bottom - top)
        alpha = None if self.alpha is None else picked(self.alpha, seen, size, self.steps)
        frame.paste(self.planes.seen(seen, size, self.steps), (left, top), alpha)


def _patches(layer: Layer, size: Size) -> Iterator[Box]:
    """All that is in a layer, but for a rim around it that rounding may reach into."""
    width, height = layer.alpha.size
    x, y = layer.at
    within = (
        _MARGIN if x else 0,
        _MARGIN if y else 0,
        width - _MARGIN if x + width < size[0] else width,
        height - _MARGIN if y + height < size[1] else height,
    )
    for left, top, right, bottom in _occupied(layer.alpha, size):
        box = (
            *(max(left, within[0]), max(top, within[1])),
            *(min(right, within[2]), min(bottom, within[3])),
        )
        if box[0] < box[2] and box[1] < box[3]:
            yield box


def _occupied(alpha: Image.Image, size: Size) -> list[Box]:
    """Boxes with even sides around all that is in a layer, cut where it changes its width."""
    height = max(_LOWEST_BAND, size[1] // _BANDS // 2 * 2)
    boxes: list[Box] = []
    for top in range(0, alpha.height, height):
        bottom = min(alpha.height, top + height)
        band = alpha.crop((0, top, alpha.width, bottom))
        solid = band.getextrema()[0] == 255
        runs = [(0, alpha.width)] if solid else _runs(band, size[0] // 8)
        for left, right in runs:
            above = next((box for box in boxes if box[:1] + box[2:] == (left, right, top)), None)
            if above and solid == (alpha.crop(above).getextrema()[0] == 255):
                boxes.remove(above)
                boxes.append((left, above[1], right, bottom))
            else:
                boxes.append((left, top, right, bottom))
    return boxes


def _runs(band: Image.Image, gap: int) -> list[tuple[int, int]]:
    """From where to where there is something; what is less than a gap apart is one run."""
    columns = np.flatnonzero(np.asarray(band).any(axis=0))
    if not len(columns):
        return []
    breaks = np.flatnonzero(np.diff(columns) > gap)
    starts, ends = columns[[0, *(breaks + 1)]], columns[[*breaks, -1]]
    return [
        (int(start) // 2 * 2, min(band.width, int(end) // 2 * 2 + 2))
        for start, end in zip(starts, ends, strict=True)
    ]
