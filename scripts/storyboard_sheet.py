"""The storyboard as pictures to be read on a phone: a row per shot, a few rows on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.lettering import LINE_HEIGHT, draw_line, draw_text, drawable, text_width, wrap
from scripts.pictures import open_picture
from scripts.sheet_parts import (
    ACCENT,
    CARD,
    FAINT,
    INK,
    MARGIN,
    PAPER,
    SMALL,
    WIDTH,
    Colour,
    Point,
    draw_badge,
    paper,
)
from scripts.storyboard_shots import ShotText, drawable_board, read_shots

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

    from scripts.preview_manifest import Board

_ROWS = {"16:9": 6, "9:16": 5}  # on a page
_MOST_PAGES = 8  # a message takes ten files, and the animatic and the text are two
_FRAMES = {"16:9": (480, 270), "9:16": (226, 402)}  # pixels
_LETTERS = {"16:9": 34, "9:16": 40}  # upright frames leave more room beside them
_GAP, _PAD, _BADGE = 16, 20, 76
_STRIP = 30  # height of the film's time
_STRIP_REST, _EMPTY = (66, 70, 84), (58, 62, 74)
_SAID, _HEARD = (255, 226, 176), (142, 200, 236)
_STOPS = ".!?…。！？؟۔। "


@dataclass(frozen=True)
class _Words:
    """One text of a row, and how it is set."""

    text: str
    size: int
    lines: int
    fill: Colour
    bold: bool = False

    def height(self, room: int) -> int:
        broken = wrap(self.text, self.size, room, self.lines, bold=self.bold)
        return round(self.size * LINE_HEIGHT) * len(broken)


@dataclass(frozen=True)
class _Row:
    """A shot's place on a page."""

    shot: ShotText
    frame: Image.Image | None
    size: Point  # of the frame
    words: tuple[_Words, ...]

    @property
    def room(self) -> int:
        """For words beside the frame, across."""
        return WIDTH - 2 * MARGIN - self.size[0] - 2 * _PAD

    @property
    def height(self) -> int:
        words = sum(filter(None, (words.height(self.room) + 8 for words in self.words)))
        return max(self.size[1], words + 2 * _PAD - 8)


def storyboard_pages(title: str, board: Board, aspect_ratio: str) -> Iterator[Image.Image]:
    """All shots, evenly over as few pages as can be read."""
    from scripts.providers.local.clips.animatic import Sketcher

    shots = read_shots(board.storyboard)
    drawn = drawable_board(board.storyboard)
    own = {name: open_picture(file) for name, file in board.pictures.items()}
    sketcher = Sketcher(drawn, aspect_ratio, own)
    pages = min(_MOST_PAGES, -(-len(shots) // _ROWS[aspect_ratio]))
    for page in range(pages):
        first, end = (len(shots) * place // pages for place in (page, page + 1))
        rows = [
            _row(shot, sketcher.picture(shot.panels, shot.action), aspect_ratio)
            if shot.panels
            else _row(shot, None, aspect_ratio)
            for shot in shots[first:end]
        ]
        atmosphere = drawn["atmosphere"] if page == 0 else ""
        yield _page(title, atmosphere, shots, rows)


def _row(shot: ShotText, frame: Image.Image | None, aspect_ratio: str) -> _Row:
    size = _LETTERS[aspect_ratio]
    # What is seen and said alike is read once, in the colour of what is said.
    is_said = shot.action.rstrip(_STOPS) == shot.narration.rstrip(_STOPS)
    words = (
        _Words("" if is_said else shot.action, size, 3, INK, bold=True),
        _Words(shot.narration, size, 6, _SAID, bold=is_said),
        _Words(_marked("♪", shot.sound), size - 4, 2, _HEARD),
        _Words(_marked("▶", shot.camera), size - 4, 2, FAINT),
    )
    return _Row(shot, frame, _FRAMES[aspect_ratio], words)


def _marked(sign: str, text: str) -> str:
    return f"{sign} {text}" if drawable(text) else ""


def _page(
    title: str, atmosphere: str, shots: Sequence[ShotText], rows: Sequence[_Row]
) -> Image.Image:
    whole = round(sum(shot.seconds for shot in shots))
    first, last = rows[0].shot.number, rows[-1].shot.number
    subtitle = f"{len(shots)} shots · {whole // 60}:{whole % 60:02} min"
    if len(rows) < len(shots):
        subtitle += f" · {first}–{last}" if first < last else f" · {first}"
    light = _Words(atmosphere, SMALL, 2, FAINT)
    below = _STRIP + _GAP + light.height(WIDTH - 2 * MARGIN)
    height = below + sum(row.height + _GAP for row in rows) + MARGIN
    sheet, draw, top = paper(title, height, subtitle=subtitle)
    top += _write(draw, light, (MARGIN, top), WIDTH - 2 * MARGIN)
    _draw_time(draw, shots, (first, last), top + 8)
    top += _STRIP + _GAP + 8
    for row in rows:
        _draw_row(sheet, draw, row, top)
        top += row.height + _GAP
    return sheet


def _write(draw: ImageDraw.ImageDraw, words: _Words, at: Point, room: int) -> int:
    return draw_text(
        draw,
        at,
        words.text,
        words.size,
        width=room,
        lines=words.lines,
        fill=words.fill,
        bold=words.bold,
    )


def _draw_time(
    draw: ImageDraw.ImageDraw, shots: Sequence[ShotText], shown: tuple[int, int], top: int
) -> None:
    """The film from its first second to its last: shots as long as they are, this page's lit."""
    whole = sum(shot.seconds for shot in shots)
    room, passed = WIDTH - 2 * MARGIN, 0.0
    for shot in shots:
        left = MARGIN + round(room * passed / whole)
        passed += shot.seconds
        right = MARGIN + round(room * passed / whole)
        is_shown = shown[0] <= shot.number <= shown[1]
        ground = ACCENT if is_shown else _STRIP_REST
        draw.rectangle((left, top, max(left, right - 4), top + _STRIP - 1), ground)


def _draw_row(sheet: Image.Image, draw: ImageDraw.ImageDraw, row: _Row, top: int) -> None:
    from PIL import Image

    (across, tall), left = row.size, MARGIN
    draw.rectangle((left, top, WIDTH - MARGIN - 1, top + row.height - 1), CARD)
    if row.frame is None:
        draw.rectangle((left, top, left + across - 1, top + tall - 1), _EMPTY)
    else:
        sheet.paste(row.frame.resize(row.size, Image.Resampling.LANCZOS), (left, top))
    draw_badge(draw, row.shot.number, (left, top), _BADGE)
    _draw_seconds(draw, f"{row.shot.seconds:.1f} s", (left + across, top + tall))
    words = [words for words in row.words if words.height(row.room)]
    under = top + _PAD - 6
    for text in words:
        under += _write(draw, text, (left + across + _PAD, under), row.room) + 8


def _draw_seconds(draw: ImageDraw.ImageDraw, text: str, corner: Point) -> None:
    """At the frame's right bottom corner."""
    width, height = round(text_width(text, SMALL, bold=True)) + 20, 44
    box = (corner[0] - width, corner[1] - height, corner[0] - 1, corner[1] - 1)
    draw.rectangle(box, PAPER)
    middle = (corner[0] - width / 2, corner[1] - height / 2)
    draw_line(draw, middle, text, SMALL, INK, "mm", bold=True)
