"""How far away each pixel of a picture is, kept in its PNG beside the pixels.

A greyscale picture of the same size, from 0 (as far as the sky) to 255 (as near as the camera
lets anything be), in an ancillary chunk that other programs pass over.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.program import whole_file

if TYPE_CHECKING:
    from PIL import Image

# Ancillary, private, and no longer true once the pixels are changed (PNG specification, 5.4).
_CHUNK = b"dpTH"


def save_with_depth(picture: Image.Image, depth: Image.Image, output: Path) -> None:
    """Write a whole PNG: the same picture and depth give the same bytes.

    Args:
        picture: RGB or RGBA.
        depth: Mode `L`, of the picture's size.
    """
    from PIL.PngImagePlugin import PngInfo

    if depth.mode != "L" or depth.size != picture.size:
        raise ValueError(f"a depth of {depth.mode} {depth.size} for a picture of {picture.size}")
    inner = io.BytesIO()
    depth.save(inner, format="PNG", compress_level=6)
    chunks = PngInfo()
    chunks.add(_CHUNK, inner.getvalue())
    with whole_file(output) as partial:
        picture.save(partial, format="PNG", compress_level=3, pnginfo=chunks)


def depth_of(path: Path) -> Image.Image | None:
    """A picture's depth, mode `L` and of its size; None where it has none that can be read."""
    from PIL import Image

    try:
        with Image.open(path) as opened:
            chunks: list[tuple[bytes, bytes]] = getattr(opened, "private_chunks", [])
            kept = next((content for name, content in chunks if name == _CHUNK), None)
            if kept is None:
                return None
            with Image.open(io.BytesIO(kept), formats=["PNG"]) as inner:
                return inner.convert("L") if inner.size == opened.size else None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None  # somebody else's chunk of this name: the picture is as good without it
