"""Pictures that people judge a step by in a chat: contact sheets, and waveforms with their lines.

Drawn for a phone: 1200 pixels wide, few columns, numbers that can be read without zooming,
because people answer with them.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.pictures import draw_text, drawable, font, open_picture, wrap

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image, ImageDraw

    Mono = NDArray[np.float32]

WIDTH = 1200
MARGIN = 24
TITLE_SIZE = 44
NAME_SIZE = 32
PAPER, CARD, INK, FAINT = (24, 26, 32), (38, 41, 50), (240, 240, 236), (150, 154, 166)
ACCENT = (255, 199, 84)
_WAVE, _TEXT, _LINE, _GAP = 86, 28, 36, 12  # heights of a narration's row


@dataclass(frozen=True)
class Item:
    """One numbered thing on a sheet or in a reel."""

    number: int
    file: Path
    name: str = ""
    text: str = ""


def contact_sheet(title: str, items: Sequence[Item]) -> Image.Image:
    """Numbered tiles; what is transparent lies on a checker."""
    pictures = [open_picture(item.file) for item in items]
    for picture in pictures:
        picture.thumbnail((WIDTH, WIDTH))
    columns = 1 if len(items) == 1 else 2 if len(items) <= 4 else 3
    across = (WIDTH - MARGIN * (columns + 1)) // columns
    # Tall pictures, such as characters, would be stamps in a wide tile.
    is_wide = all(picture.width > picture.height for picture in pictures)
    tile = (across, round(across * (9 / 16 if is_wide else 0.9)))
    foot = NAME_SIZE + 28 if any(drawable(item.name) for item in items) else 0
    step = tile[1] + foot + MARGIN
    sheet, draw, top = _paper(title, -(-len(items) // columns) * step)
    for place, (item, picture) in enumerate(zip(items, pictures, strict=True)):
        left = MARGIN + place % columns * (across + MARGIN)
        upper = top + place // columns * step
        draw.rectangle((left, upper, left + across - 1, upper + tile[1] + foot - 1), CARD)
        _paste_contained(sheet, picture, (left, upper), tile)
        _badge(draw, item.number, (left, upper), 64 if columns == 3 else 80)
        draw_text(
            draw,
            (left + 16, upper + tile[1] + 10),
            item.name,
            NAME_SIZE,
            width=across - 32,
            fill=INK,
        )
    return sheet


def waveform_sheet(
    title: str, items: Sequence[Item], voices: Sequence[Mono], rate: int
) -> Image.Image:
    """A row per line of narration: number, waveform on a common scale of time, what is said."""
    longest = max(len(voice) for voice in voices)
    left, right = MARGIN + 110, WIDTH - MARGIN - 120
    texts = [wrap(item.text, _TEXT, WIDTH - MARGIN - 16 - left, 3) for item in items]
    heights = [_WAVE + 44 + _LINE * max(1, len(lines)) for lines in texts]
    sheet, draw, upper = _paper(title, sum(heights) + _GAP * (len(heights) + 1))
    for item, voice, lines, height in zip(items, voices, texts, heights, strict=True):
        draw.rectangle((MARGIN, upper, WIDTH - MARGIN - 1, upper + height - 1), CARD)
        _badge(draw, item.number, (MARGIN, upper), 72)
        extent = max(2, round((right - left) * len(voice) / max(1, longest)))
        _waveform(draw, voice, (left, upper + 12), extent)
        seconds = f"{len(voice) / rate:.1f} s"
        draw.text((WIDTH - MARGIN - 16, upper + 12 + _WAVE / 2), seconds, INK, font(30), "rm")
        for row, line in enumerate(lines or ["(no text to show)"]):
            place = (left, upper + _WAVE + 24 + row * _LINE)
            draw.text(place, line, INK if lines else FAINT, font(_TEXT), "la")
        upper += height + _GAP
    return sheet


def badge(number: int, size: int) -> Image.Image:
    """A number to be laid over moving pictures."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (_badge_width(number, size), size))
    _badge(ImageDraw.Draw(picture), number, (0, 0), size)
    return picture


def _paper(title: str, height: int) -> tuple[Image.Image, ImageDraw.ImageDraw, int]:
    """An empty sheet with its title, and where its content begins."""
    from PIL import Image, ImageDraw

    top = MARGIN + (TITLE_SIZE + MARGIN if drawable(title) else 0)
    sheet = Image.new("RGB", (WIDTH, top + height), PAPER)
    draw = ImageDraw.Draw(sheet)
    draw_text(draw, (MARGIN, MARGIN - 4), title, TITLE_SIZE, width=WIDTH - 2 * MARGIN, fill=INK)
    return sheet, draw, top


def _badge_width(number: int, size: int) -> int:
    return max(size, round(font(round(size * 0.75)).getlength(str(number)) + size * 0.4))


def _badge(draw: ImageDraw.ImageDraw, number: int, at: tuple[int, int], size: int) -> None:
    width = _badge_width(number, size)
    draw.rectangle((*at, at[0] + width - 1, at[1] + size - 1), ACCENT)
    middle = (at[0] + width / 2, at[1] + size / 2)
    draw.text(middle, str(number), PAPER, font(round(size * 0.75)), "mm")


def _paste_contained(
    sheet: Image.Image, picture: Image.Image, at: tuple[int, int], size: tuple[int, int]
) -> None:
    from PIL import Image, ImageOps

    shown = ImageOps.contain(picture, size, Image.Resampling.LANCZOS)
    place = (at[0] + (size[0] - shown.width) // 2, at[1] + (size[1] - shown.height) // 2)
    if shown.mode == "RGBA":
        sheet.paste(_checker(size), at)
        sheet.paste(shown, place, shown)
    else:
        sheet.paste(shown, place)


def _checker(size: tuple[int, int], square: int = 16) -> Image.Image:
    """What people know as the sign for nothing there."""
    from PIL import Image

    checker = Image.new("RGB", size, (196, 198, 204))
    dark = Image.new("RGB", (square, square), (168, 170, 178))
    for upper in range(0, size[1], square):
        for left in range(upper // square % 2 * square, size[0], 2 * square):
            checker.paste(dark, (left, upper))
    return checker


def _waveform(draw: ImageDraw.ImageDraw, voice: Mono, at: tuple[int, int], extent: int) -> None:
    import numpy as np

    edges = np.linspace(0, len(voice), extent // 4 + 1).astype(int)
    for place, (start, end) in enumerate(itertools.pairwise(edges)):
        loudest = float(np.abs(voice[start:end]).max(initial=0.0))
        # The square root shows quiet syllables too; speech is mostly far below its peaks.
        half = max(1.0, loudest**0.5 * _WAVE / 2)
        x, middle = at[0] + place * 4, at[1] + _WAVE / 2
        draw.rectangle((x, middle - half, x + 2, middle + half), ACCENT)
