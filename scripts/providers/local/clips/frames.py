"""Frames of a moving camera: over a picture, through its depth, in one panel or two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from PIL import Image, ImageOps

from scripts.pictures import Size, cover
from scripts.providers.local.clips.motion import Move
from scripts.providers.local.clips.panels import is_split, panel_boxes
from scripts.providers.local.clips.parallax import FULL, Detail, Parallax
from scripts.providers.local.clips.planes import Planes


class Camera(Protocol):
    """What can be seen at any moment of a move."""

    def frame(self, progress: float) -> Planes:
        """What is seen at 0 … 1 of the move; nobody else holds it."""


class Flat:
    """A picture without depth under a moving camera."""

    def __init__(self, picture: Image.Image, move: Move, detail: Detail = FULL) -> None:
        self._size = picture.size
        self._move = move
        self._steps = detail.steps
        self._fine = Planes.of(picture).finer(detail.steps)

    def frame(self, progress: float) -> Planes:
        return self._fine.seen(self._move.at(progress).box(self._size), self._size, self._steps)


class Panels:
    """Two pictures beside each other, each with its camera; what is between them stands still."""

    def __init__(
        self, picture: Image.Image, depth: Image.Image | None, move: Move, detail: Detail = FULL
    ) -> None:
        self._ground = Planes.of(picture)
        self._cameras = [
            (
                box[:2],
                _camera(
                    picture.crop(box), None if depth is None else depth.crop(box), move, detail
                ),
            )
            for box in panel_boxes(picture.size)
        ]

    def frame(self, progress: float) -> Planes:
        frame = self._ground.each(Image.Image.copy)
        for at, camera in self._cameras:
            frame.paste(camera.frame(progress), at)
        return frame


class Titles:
    """What stands still over moving frames.

    Args:
        picture: RGBA, of the frames' size.
        bands: The rows that are not clear, as top and bottom, all even; the others cost nothing.
    """

    def __init__(self, picture: Image.Image, bands: list[tuple[int, int]]) -> None:
        self._bands = [
            (top, Planes.of(band.convert("RGB")), band.getchannel("A"))
            for top, bottom in bands
            for band in [picture.crop((0, top, picture.width, bottom))]
        ]

    def lay_over(self, frame: Planes) -> None:
        """Change a frame, which nobody else must be holding."""
        for top, band, alpha in self._bands:
            frame.paste(band, (0, top), alpha)


def moving_frames(
    picture: Image.Image,
    size: Size,
    move: Move,
    count: int,
    depth: Image.Image | None = None,
    *,
    detail: Detail = FULL,
) -> Iterator[Planes]:
    """The picture as a moving camera sees it.

    Args:
        picture: Any size; cropped to the frame's shape.
        size: Of the frames in pixels, both even.
        move: The camera's path.
        count: How many frames.
        depth: How near each pixel of the picture is, mode `L`; without it, nothing moves against
            anything else.
        detail: How finely it is seen.
    """
    shown = cover(picture.convert("RGB"), size)
    # The nearest neighbour: between two depths there is none.
    levels = None if depth is None else ImageOps.fit(depth, size, Image.Resampling.NEAREST)
    over = Panels if is_split(shown) else _camera
    camera: Camera = over(shown, levels, move, detail)
    for number in range(count):
        yield camera.frame(number / max(1, count - 1))


def _camera(picture: Image.Image, depth: Image.Image | None, move: Move, detail: Detail) -> Camera:
    if depth is None:
        return Flat(picture, move, detail)
    return Parallax(picture, depth, move, detail)
