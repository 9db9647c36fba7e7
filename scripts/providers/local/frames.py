"""Frames of a moving camera, as video has them: YUV 4:2:0 by BT.709.

That is half the data of RGB, and the encoder converts nothing again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PIL import Image

from scripts.pictures import Size, cover
from scripts.providers.local.motion import Move, View

# RGB to Y'CbCr by ITU-R BT.709, in video range: luma 16 … 235, chroma 16 … 240.
_BT709 = (
    *(0.1826, 0.6142, 0.0620, 16.0),
    *(-0.1006, -0.3386, 0.4392, 128.0),
    *(0.4392, -0.3989, -0.0403, 128.0),
)
# The picture is made this much finer once; then each frame only picks its pixels, an eighth of a
# pixel from their true place at most. That costs a fifth of interpolating them again for each
# frame and is nearer to it (52 dB and more) than what the encoder leaves of either.
_FINER = 4


@dataclass(frozen=True)
class Planes:
    """A frame: luma, and two colour planes of half its width and height."""

    luma: Image.Image
    blue: Image.Image
    red: Image.Image

    @classmethod
    def of(cls, picture: Image.Image) -> Planes:
        luma, blue, red = picture.convert("RGB", _BT709).split()
        return cls(luma, blue.reduce(2), red.reduce(2))

    def each(self, change: Callable[[Image.Image], Image.Image]) -> Planes:
        """Every plane changed alike."""
        return Planes(change(self.luma), change(self.blue), change(self.red))

    def raw(self) -> bytes:
        """As ffmpeg's `yuv420p`."""
        return b"".join(plane.tobytes() for plane in (self.luma, self.blue, self.red))


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
            half = alpha.reduce(2)
            frame.luma.paste(band.luma, (0, top), alpha)
            frame.blue.paste(band.blue, (0, top // 2), half)
            frame.red.paste(band.red, (0, top // 2), half)


def moving_frames(picture: Image.Image, size: Size, move: Move, count: int) -> Iterator[Planes]:
    """The picture as a moving camera sees it.

    Args:
        picture: Any size; cropped to the frame's shape.
        size: Of the frames in pixels, both even.
        move: The camera's path.
        count: How many frames.
    """
    fine = Planes.of(cover(picture.convert("RGB"), size)).each(_finer)
    for number in range(count):
        yield fine.each(partial(_seen, move.at(number / max(1, count - 1))))


def _finer(plane: Image.Image) -> Image.Image:
    size = (plane.width * _FINER, plane.height * _FINER)
    return plane.resize(size, Image.Resampling.BICUBIC)


def _seen(view: View, fine: Image.Image) -> Image.Image:
    """What a view shows of a finer plane, in its first size."""
    size = (fine.width // _FINER, fine.height // _FINER)
    return fine.resize(size, Image.Resampling.NEAREST, box=view.box(fine.size))
