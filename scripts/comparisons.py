"""Before and after: what was made again beside what stood there, pair by pair."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.lettering import LINE_HEIGHT, draw_line, draw_text, wrap
from scripts.media import SAMPLE_RATE, open_media, read_audio
from scripts.pictures import open_picture
from scripts.program import refused
from scripts.sheet_parts import (
    ACCENT,
    CARD,
    CHANGED,
    FAINT,
    INK,
    MARGIN,
    NAME_SIZE,
    SMALL,
    WIDTH,
    Point,
    draw_badge,
    paper,
    paste_contained,
)
from scripts.waveforms import WAVE, draw_wave

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image, ImageDraw

    from scripts.preview_manifest import Item

    Shown = Image.Image | NDArray[np.float32]

_PICTURES = {".png", ".jpg", ".jpeg", ".webp"}
_SOUNDS = {".wav", ".mp3", ".m4a", ".ogg", ".flac"}
_PAD, _HEAD, _TALLEST = 16, 76, 540
_BETWEEN = 92  # for the arrow
_ACROSS = (WIDTH - 2 * MARGIN - 2 * _PAD - _BETWEEN) // 2


def comparison_sheet(title: str, items: Sequence[Item]) -> Image.Image:
    """A card per pair: number and name, what it was, an arrow, what it is, what was asked."""
    pairs = [(_shown(item.before or item.file), _shown(item.file)) for item in items]
    heights = [_height(item, pair) for item, pair in zip(items, pairs, strict=True)]
    sheet, draw, top = paper(title, sum(heights) + MARGIN * len(heights), subtitle="before → after")
    for item, pair, height in zip(items, pairs, heights, strict=True):
        draw.rectangle((MARGIN, top, WIDTH - MARGIN - 1, top + height - 1), CARD)
        name_at = (MARGIN + _HEAD + 28, top + _HEAD // 2)
        room = WIDTH - MARGIN - _PAD - name_at[0]
        draw_text(draw, name_at, item.name, NAME_SIZE, width=room, fill=INK, anchor="lm", bold=True)
        draw_badge(draw, item.number, (MARGIN, top), _HEAD)
        _draw_pair(sheet, draw, pair, top + _HEAD + _PAD)
        words = top + height - _words_height(item) - _PAD
        room = WIDTH - 2 * (MARGIN + _PAD)
        tall = draw_text(
            draw, (MARGIN + _PAD, words), item.note, SMALL, width=room, lines=2, fill=CHANGED
        )
        text_at = (MARGIN + _PAD, words + tall)
        if _is_sound(item.file):
            draw_text(draw, text_at, item.text, SMALL, width=room, lines=3, fill=INK)
        top += height + MARGIN
    return sheet


def _shown(file: Path) -> Shown:
    """What is compared of a file: the picture, a clip's middle frame, the sound's samples."""
    if file.suffix.lower() in _PICTURES:
        return open_picture(file)
    if _is_sound(file):
        return read_audio(file, channels=1)[:, 0]
    return middle_frame(file)


def _is_sound(file: Path) -> bool:
    return file.suffix.lower() in _SOUNDS


def middle_frame(clip: Path) -> Image.Image:
    """The frame halfway through a clip."""
    from PIL import Image

    with open_media(clip) as container:
        if not container.streams.video:
            raise refused(f"{clip.name} has no pictures in it")
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        middle = float((container.duration or 0) / 2_000_000)
        container.seek(round(middle * 1_000_000))
        found = None
        for frame in container.decode(stream):
            found = frame
            if frame.time is None or frame.time >= middle:
                break
        if found is None:
            raise refused(f"{clip.name} has no picture that can be shown")
        return Image.fromarray(found.to_ndarray(format="rgb24"))


def _words_height(item: Item) -> int:
    room = WIDTH - 2 * (MARGIN + _PAD)
    lines = len(wrap(item.note, SMALL, room, 2))
    lines += len(wrap(item.text, SMALL, room, 3)) if _is_sound(item.file) else 0
    return round(lines * SMALL * LINE_HEIGHT)


def _height(item: Item, pair: tuple[Shown, Shown]) -> int:
    words = _words_height(item)
    return _HEAD + _PAD + _pair_height(pair) + _PAD + (words + _PAD if words else 0)


def _pair_height(pair: tuple[Shown, Shown]) -> int:
    from PIL import Image

    shapes = [one.height / one.width for one in pair if isinstance(one, Image.Image)]
    return min(_TALLEST, round(_ACROSS * max(shapes))) if shapes else 2 * WAVE + 2 * _PAD


def _draw_pair(
    sheet: Image.Image, draw: ImageDraw.ImageDraw, pair: tuple[Shown, Shown], top: int
) -> None:
    from PIL import Image

    before, after = pair
    left = MARGIN + _PAD
    if isinstance(before, Image.Image) and isinstance(after, Image.Image):
        size = (_ACROSS, _pair_height(pair))
        right = left + _ACROSS + _BETWEEN
        paste_contained(sheet, before, (left, top), size)
        paste_contained(sheet, after, (right, top), size)
        _draw_arrow(draw, (left + _ACROSS + _BETWEEN // 2, top + size[1] // 2))
    elif not isinstance(before, Image.Image) and not isinstance(after, Image.Image):
        longest = max(len(before), len(after))
        room = WIDTH - 2 * left - 120
        for voice, colour, upper in (
            (before, FAINT, top),
            (after, ACCENT, top + WAVE + 2 * _PAD),
        ):
            draw_wave(draw, voice, SAMPLE_RATE, longest, (left, upper), room, colour)
            seconds = (WIDTH - left, upper + WAVE // 2)
            text = f"{len(voice) / SAMPLE_RATE:.1f} s"
            draw_line(draw, seconds, text, SMALL, colour, "rm", bold=True)
    else:
        raise refused("before and after must be of one kind: pictures, clips or sounds")


def _draw_arrow(draw: ImageDraw.ImageDraw, middle: Point, size: int = 28) -> None:
    x, y = middle
    draw.rectangle((x - size, y - 5, x, y + 5), CHANGED)
    draw.polygon([(x, y - size * 2 // 3), (x, y + size * 2 // 3), (x + size, y)], CHANGED)
