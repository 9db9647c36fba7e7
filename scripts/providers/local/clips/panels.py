"""Two panels in one frame: beside each other, in an upright frame one above the other."""

from __future__ import annotations

from PIL import Image, ImageChops

from scripts.pictures import Size
from scripts.providers.local.clips.planes import Box

DIVIDER = 8  # pixels
DIVIDER_COLOUR = (238, 236, 230)
_ALIKE = 10  # how far a divider's colour may be off, of 255


def panel_boxes(size: Size) -> tuple[Box, Box]:
    """Where two panels are in a frame, with even sides."""
    width, height = size
    if width > height:
        width = (width - DIVIDER) // 4 * 2
    else:
        height = (height - DIVIDER) // 4 * 2
    return (0, 0, width, height), (size[0] - width, size[1] - height, *size)


def is_split(picture: Image.Image) -> bool:
    """Whether there is a divider between two panels."""
    (_, _, right, bottom), (left, top, _, _) = panel_boxes(picture.size)
    beside = picture.width > picture.height
    strip = picture.crop((right, 0, left, bottom) if beside else (0, bottom, right, top))
    off = ImageChops.difference(strip, Image.new("RGB", strip.size, DIVIDER_COLOUR))
    return max(off.tobytes()) <= _ALIKE
