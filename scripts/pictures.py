"""Pictures as files: opening what others made, cropping without stretching."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scripts.program import refused, whole_file

if TYPE_CHECKING:
    from PIL import Image

MAX_PIXELS = 40_000_000

Size = tuple[int, int]


def open_picture(path: Path) -> Image.Image:
    """A picture decoded whole, upright, as RGB or (with real transparency) RGBA.

    Raises:
        Failure: Refused when it is missing, not a picture, broken or over 40 megapixels.
    """
    from PIL import Image, ImageOps

    try:
        with Image.open(path) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                pixels = f"{opened.width}x{opened.height}"
                raise refused(f"{path.name} is too large: {pixels}; at most 40 megapixels")
            upright = ImageOps.exif_transpose(opened)
            return upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except FileNotFoundError as error:
        raise refused(f"{path.name} does not exist") from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        # Pillow raises SyntaxError for a broken PNG and ValueError for impossible sizes.
        raise refused(f"{path.name} is not a whole picture: {error}") from error


def save_picture(picture: Image.Image, output: Path) -> None:
    """Write a PNG that is whole or not there; the same picture gives the same bytes."""
    with whole_file(output) as partial:
        picture.save(partial, format="PNG", compress_level=3)


def cover(picture: Image.Image, size: Size) -> Image.Image:
    """Fill `size` with the middle of the picture: cropped, never stretched."""
    from PIL import Image

    width, height = size
    shown = min(picture.width / width, picture.height / height)
    across, down = width * shown, height * shown
    left, top = (picture.width - across) / 2, (picture.height - down) / 2
    box = (left, top, left + across, top + down)
    return picture.resize(size, Image.Resampling.LANCZOS, box=box)
