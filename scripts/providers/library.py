"""Pictures of a channel's own: taken as they are, in the one form that later steps expect."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from scripts.depth import depth_of, save_with_depth
from scripts.pictures import open_picture, save_picture

LONG_SIDE = 2048  # pixels at most: more than any frame shows


def take_picture(source: Path, output: Path) -> Image.Image:
    """Write the picture as a PNG: upright, at most `LONG_SIDE` long, cut out where it was.

    The same file gives the same bytes. A place that was made with its depth keeps it.

    Raises:
        Failure: Refused when it is missing, not a picture, broken or over 40 megapixels.
    """
    picture, depth = open_picture(source), depth_of(source)
    picture.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    if depth is None:
        save_picture(picture, output)
    else:
        save_with_depth(picture, depth.resize(picture.size, Image.Resampling.NEAREST), output)
    return picture
