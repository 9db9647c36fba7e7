"""What all sheets are drawn with: paper, numbers, marks on what changed, pictures in frames.

Drawn for a phone, where a sheet is first seen 400 pixels wide: numbers can be read without
zooming, because people answer with them, and no letters are smaller than `SMALL`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.lettering import LINE_HEIGHT, draw_line, draw_text, drawable, text_width, wrap

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

WIDTH = 1080
MARGIN = 24
TITLE_SIZE, NAME_SIZE, SMALL = 48, 34, 30
PAPER, CARD, INK, FAINT = (24, 26, 32), (38, 41, 50), (240, 240, 236), (166, 170, 182)
ACCENT = (255, 199, 84)  # numbers
CHANGED = (112, 224, 160)  # what is new since people last looked
NEW = "NEW"

Point = tuple[int, int]
Colour = tuple[int, int, int]


def paper(
    title: str, height: int, *, subtitle: str = ""
) -> tuple[Image.Image, ImageDraw.ImageDraw, int]:
    """A sheet with its title, room for `height` pixels below, and where that room begins."""
    from PIL import Image, ImageDraw

    room = WIDTH - 2 * MARGIN
    lines = len(wrap(title, TITLE_SIZE, room, 2, bold=True))
    top = MARGIN + round(lines * TITLE_SIZE * LINE_HEIGHT)
    under = top
    if drawable(subtitle):
        top += round(SMALL * LINE_HEIGHT)
    top += 16 if top > MARGIN else 0
    sheet = Image.new("RGB", (WIDTH, top + height), PAPER)
    draw = ImageDraw.Draw(sheet)
    draw_text(
        draw,
        (MARGIN, MARGIN - 8),
        title,
        TITLE_SIZE,
        width=room,
        lines=2,
        fill=INK,
        bold=True,
    )
    draw_text(draw, (MARGIN, under), subtitle, SMALL, width=room, fill=FAINT)
    return sheet, draw, top


def draw_badge(draw: ImageDraw.ImageDraw, number: int, at: Point, size: int) -> int:
    """A number on a square that grows with its digits; returns its width."""
    return _tag(draw, str(number), at, size, ACCENT)


def draw_new(draw: ImageDraw.ImageDraw, right: int, top: int, size: int) -> None:
    """The mark on what changed, its right top corner given."""
    width = _tag_width(NEW, size)
    _tag(draw, NEW, (right - width, top), size, CHANGED)


def draw_frame(draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int], thick: int = 6) -> None:
    """A line around what changed; `box` as Pillow counts, its last pixels within."""
    draw.rectangle(box, outline=CHANGED, width=thick)


def _tag_width(text: str, size: int) -> int:
    return max(size, round(text_width(text, round(size * 0.72), bold=True) + size * 0.44))


def _tag(draw: ImageDraw.ImageDraw, text: str, at: Point, size: int, ground: Colour) -> int:
    width = _tag_width(text, size)
    draw.rectangle((*at, at[0] + width - 1, at[1] + size - 1), ground)
    middle = (at[0] + width / 2, at[1] + size / 2)
    draw_line(draw, middle, text, round(size * 0.72), PAPER, "mm", bold=True)
    return width


def tag_picture(text: str, size: int, ground: Colour) -> Image.Image:
    """A tag to be laid over moving pictures."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (_tag_width(text, size), size))
    _tag(ImageDraw.Draw(picture), text, (0, 0), size, ground)
    return picture


def paste_contained(sheet: Image.Image, picture: Image.Image, at: Point, size: Point) -> None:
    """The whole picture in the middle of its place; what is transparent lies on a checker."""
    from PIL import Image, ImageOps

    shown = ImageOps.contain(picture, size, Image.Resampling.LANCZOS)
    place = (at[0] + (size[0] - shown.width) // 2, at[1] + (size[1] - shown.height) // 2)
    if shown.mode == "RGBA":
        sheet.paste(_checker(size), at)
        sheet.paste(shown, place, shown)
    else:
        sheet.paste(shown, place)


def _checker(size: Point, square: int = 16) -> Image.Image:
    """What people know as the sign for nothing there."""
    from PIL import Image

    checker = Image.new("RGB", size, (196, 198, 204))
    dark = Image.new("RGB", (square, square), (168, 170, 178))
    for upper in range(0, size[1], square):
        for left in range(upper // square % 2 * square, size[0], 2 * square):
            checker.paste(dark, (left, upper))
    return checker
