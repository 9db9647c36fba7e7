"""Contact sheets: a step's pictures in numbered tiles, with marks on what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.lettering import LINE_HEIGHT, draw_text, wrap
from scripts.pictures import open_picture
from scripts.sheet_parts import (
    CARD,
    CHANGED,
    INK,
    MARGIN,
    NAME_SIZE,
    SMALL,
    WIDTH,
    Point,
    draw_badge,
    draw_frame,
    draw_new,
    paper,
    paste_contained,
)

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

    from scripts.preview_manifest import Item

_NAME_LINES, _NOTE_LINES = 2, 2
_PAD = 14
_UPRIGHT = {1: 1.0, 2: 1.3, 3: 16 / 9}  # height by width of an upright frame, by columns


@dataclass(frozen=True)
class _Row:
    """Tiles beside each other, all alike: the picture's size and the room for words below it."""

    tiles: Sequence[tuple[Item, Image.Image]]
    picture: Point
    foot: int

    @property
    def height(self) -> int:
        return self.picture[1] + self.foot


def contact_sheet(title: str, items: Sequence[Item]) -> Image.Image:
    """Numbered tiles with names, and what was asked for on those that are new."""
    tiles = [(item, _opened(item)) for item in items]
    columns = 1 if len(items) == 1 else 2 if len(items) <= 4 else 3
    rows = [
        _row(tiles[start : start + columns], columns) for start in range(0, len(tiles), columns)
    ]
    sheet, draw, top = paper(title, sum(row.height + MARGIN for row in rows))
    badge = 64 if columns == 3 else 84
    for row in rows:
        for column, (item, picture) in enumerate(row.tiles):
            left = MARGIN + column * (row.picture[0] + MARGIN)
            box = (left, top, left + row.picture[0] - 1, top + row.height - 1)
            draw.rectangle(box, CARD)
            paste_contained(sheet, picture, (left, top), row.picture)
            _draw_words(draw, item, (left + _PAD, top + row.picture[1] + _PAD), row.picture[0])
            if item.changed:
                draw_frame(draw, box)
                draw_new(draw, left + row.picture[0], top, round(badge * 0.7))
            draw_badge(draw, item.number, (left, top), badge)
        top += row.height + MARGIN
    return sheet


def _opened(item: Item) -> Image.Image:
    """No larger than it can be seen: sixty whole pictures would fill the memory."""
    picture = open_picture(item.file)
    picture.thumbnail((WIDTH, WIDTH))
    return picture


def _row(tiles: Sequence[tuple[Item, Image.Image]], columns: int) -> _Row:
    across = (WIDTH - MARGIN * (columns + 1)) // columns
    shapes = [picture.height / picture.width for _, picture in tiles]
    # Upright frames are shown as they are; a figure gets less, but must not be a stamp.
    highest = _UPRIGHT[columns] if min(shapes) > 1.6 else 0.9
    shape = min(max(9 / 16, *shapes), highest)
    foot = max(_foot(item, across - 2 * _PAD) for item, _ in tiles)
    return _Row(tiles, (across, round(across * shape)), foot)


def _foot(item: Item, room: int) -> int:
    names = len(wrap(item.name, NAME_SIZE, room, _NAME_LINES))
    notes = len(wrap(item.note, SMALL, room, _NOTE_LINES)) if item.changed else 0
    words = round((names * NAME_SIZE + notes * SMALL) * LINE_HEIGHT)
    return words + 2 * _PAD if words else 0


def _draw_words(draw: ImageDraw.ImageDraw, item: Item, at: Point, across: int) -> None:
    room = across - 2 * _PAD
    tall = draw_text(draw, at, item.name, NAME_SIZE, width=room, lines=_NAME_LINES, fill=INK)
    if item.changed:
        under = (at[0], at[1] + tall)
        draw_text(draw, under, item.note, SMALL, width=room, lines=_NOTE_LINES, fill=CHANGED)
