"""Pictures as video has them: YUV 4:2:0 by BT.709.

That is half the data of RGB, and the encoder converts nothing again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from scripts.pictures import Size

# RGB to Y'CbCr by ITU-R BT.709, in video range: luma 16 … 235, chroma 16 … 240.
_BT709 = (
    *(0.1826, 0.6142, 0.0620, 16.0),
    *(-0.1006, -0.3386, 0.4392, 128.0),
    *(0.4392, -0.3989, -0.0403, 128.0),
)
# The picture is made this much finer once; then each frame only picks its pixels, an eighth of a
# pixel from their true place at most. That costs a fifth of interpolating them again for each
# frame and is nearer to it (54 dB) than what the encoder leaves of either.
STEPS = 4

Box = tuple[int, int, int, int]  # left, top, right, bottom in pixels
Part = tuple[float, float, float, float]  # a box between the pixels of the plain, unfine plane


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

    @classmethod
    def blank(cls, size: Size) -> Planes:
        """A grey frame to lay others on; both sides are even."""
        half = (size[0] // 2, size[1] // 2)
        return cls(*(Image.new("L", each, 128) for each in (size, half, half)))

    def each(self, change: Callable[[Image.Image], Image.Image]) -> Planes:
        """Every plane changed alike."""
        return Planes(change(self.luma), change(self.blue), change(self.red))

    def crop(self, box: Box) -> Planes:
        """A part of the frame; all sides of the box are even."""
        left, top, right, bottom = (side // 2 for side in box)
        half = (left, top, right, bottom)
        return Planes(self.luma.crop(box), self.blue.crop(half), self.red.crop(half))

    def finer(self, steps: int) -> Planes:
        """With so many steps to a pixel, for pixels to be picked from."""
        few = _colour_steps(steps)
        return Planes(finer(self.luma, steps), finer(self.blue, few), finer(self.red, few))

    def seen(self, part: Part, size: Size, steps: int) -> Planes:
        """A part of planes that were made finer by `steps`, in an even size."""
        half = (size[0] // 2, size[1] // 2)
        coarse, few = (part[0] / 2, part[1] / 2, part[2] / 2, part[3] / 2), _colour_steps(steps)
        return Planes(
            picked(self.luma, part, size, steps),
            picked(self.blue, coarse, half, few),
            picked(self.red, coarse, half, few),
        )

    def paste(self, other: Planes, at: tuple[int, int], alpha: Image.Image | None = None) -> None:
        """Lay another frame over this one, which nobody else must be holding; `at` is even."""
        half = None if alpha is None else alpha.reduce(2)
        middle = (at[0] // 2, at[1] // 2)
        self.luma.paste(other.luma, at, alpha)
        self.blue.paste(other.blue, middle, half)
        self.red.paste(other.red, middle, half)

    def raw(self) -> bytes:
        """As ffmpeg's `yuv420p`."""
        return b"".join(plane.tobytes() for plane in (self.luma, self.blue, self.red))


def _colour_steps(steps: int) -> int:
    """Half as many: nobody sees colour as finely as light."""
    return max(2, steps // 2)


def finer(
    plane: Image.Image, steps: int, how: Image.Resampling = Image.Resampling.BICUBIC
) -> Image.Image:
    """A plane with so many steps to a pixel, for pixels to be picked from."""
    return plane.resize((plane.width * steps, plane.height * steps), how)


def picked(fine: Image.Image, part: Part, size: Size, steps: int) -> Image.Image:
    """A part of a finer plane, in this size; the last digits of its sides may lie outside."""
    left, top, right, bottom = (side * steps for side in part)
    box = (max(0.0, left), max(0.0, top), min(fine.width, right), min(fine.height, bottom))
    return fine.resize(size, Image.Resampling.NEAREST, box=box)
