"""Pictures as files: opening what others made, cropping without stretching, text in Pillow's font."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.program import refused, whole_file

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

MAX_PIXELS = 40_000_000

Size = tuple[int, int]
Box = tuple[int, int, int, int]
Colour = tuple[int, int, int]


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


@cache
def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Pillow's built-in font, so that pictures do not depend on the machine's fonts."""
    from PIL import ImageFont

    return ImageFont.load_default(size)


_FOLDED = str.maketrans(
    {"–": "-", "—": "-", "•": "-", "→": ">", "×": "x", "½": "1/2", "€": "EUR", "ß": "ss"}
    | {"æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "œ": "oe", "ł": "l", "Ł": "L", "đ": "d"}
)


def drawable(text: str) -> str:
    """What of a text the built-in font can draw: Latin letters, without their accents.

    Empty when most letters would be missing, because half a word misleads.
    """
    folded = unicodedata.normalize("NFKD", " ".join(text.split()).translate(_FOLDED))
    kept = "".join(c for c in folded if " " <= c <= "~" or c in "“”‘’…")
    letters = sum(c.isalnum() for c in folded)
    return " ".join(kept.split()) if 2 * sum(c.isalnum() for c in kept) > letters else ""


def wrap(text: str, size: int, width: float, lines: int) -> list[str]:
    """Break a text into at most `lines` lines of `width` pixels; what is cut off ends in “…”."""
    words, broken = drawable(text).split(), [""]
    for position, word in enumerate(words):
        longer = f"{broken[-1]} {word}".strip()
        if font(size).getlength(longer) <= width:
            broken[-1] = longer
        elif len(broken) < lines and broken[-1]:
            broken.append(_shortened(word, size, width))
        else:
            rest = " ".join([broken[-1], *words[position:]]).strip()
            broken[-1] = _shortened(rest, size, width)
            break
    return [line for line in broken if line]


def _shortened(text: str, size: int, width: float) -> str:
    if font(size).getlength(text) <= width:
        return text
    while text and font(size).getlength(text + "…") > width:
        text = text[:-1]
    return text.rstrip() + "…"


def draw_text(
    draw: ImageDraw.ImageDraw,
    at: tuple[float, float],
    text: str,
    size: int,
    *,
    width: float,
    lines: int = 1,
    fill: Colour = (255, 255, 255),
    anchor: str = "la",
    shadow: bool = False,
) -> int:
    """Draw a text wrapped into lines.

    Args:
        draw: What is drawn on.
        at: Where the first line stands, in pixels, by `anchor`.
        text: Any text; what the font lacks is left out.
        size: Height of the letters in pixels.
        width: Longest line in pixels.
        lines: Most lines; the last one is shortened.
        fill: Colour of the letters.
        anchor: Pillow's two letters, such as `la` (left, ascender) or `mm` (middle).
        shadow: A dark edge that keeps letters readable on any picture.

    Returns:
        The height of what was drawn, in pixels.
    """
    step = round(size * 1.25)
    broken = wrap(text, size, width, lines)
    edge = max(1, size // 12) if shadow else 0
    for row, line in enumerate(broken):
        place = (at[0], at[1] + row * step)
        draw.text(
            place, line, fill, font(size), anchor, stroke_width=edge, stroke_fill=(16, 18, 24)
        )
    return step * len(broken)
