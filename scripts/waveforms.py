"""Narration as a picture: each line's waveform, its pauses, its seconds and what is said."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from scripts.lettering import LINE_HEIGHT, draw_line, draw_text, wrap
from scripts.sheet_parts import (
    ACCENT,
    CARD,
    CHANGED,
    FAINT,
    INK,
    MARGIN,
    SMALL,
    WIDTH,
    Colour,
    draw_badge,
    draw_frame,
    draw_new,
    paper,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image, ImageDraw

    from scripts.preview_manifest import Item

    Mono = NDArray[np.float32]

ROWS = 10  # on one picture
WAVE = 96  # pixels high
_BADGE, _PAD, _GAP = 76, 16, 14
_TEXT, _TEXT_LINES = 32, 4
_LEFT = MARGIN + _BADGE + 30
_RIGHT = WIDTH - MARGIN - 120
_STEP = 4  # pixels from one bar to the next
PAUSE = (62, 67, 80)
_QUIET = 0.02  # of full scale: below it nobody speaks
_PAUSE_SECONDS = 0.2  # shorter ones are between any two words


def waveform_sheet(
    title: str, items: Sequence[Item], voices: Sequence[Mono], rate: int, longest: int
) -> Image.Image:
    """A row per line of narration.

    Args:
        title: Of the sheet.
        items: The lines.
        voices: What is heard of each.
        rate: Samples per second.
        longest: Samples that fill the width, so that all rows show time alike.
    """
    heights = [_height(item) for item in items]
    sheet, draw, top = paper(title, sum(heights) + _GAP * len(heights) + MARGIN - _GAP)
    for item, voice, height in zip(items, voices, heights, strict=True):
        box = (MARGIN, top, WIDTH - MARGIN - 1, top + height - 1)
        draw.rectangle(box, CARD)
        draw_wave(draw, voice, rate, longest, (_LEFT, top + _PAD), _RIGHT - _LEFT, ACCENT)
        seconds = (WIDTH - MARGIN - _PAD, top + _PAD + WAVE // 2)
        draw_line(draw, seconds, f"{len(voice) / rate:.1f} s", SMALL, INK, "rm", bold=True)
        _draw_words(draw, item, top + _PAD + WAVE + 10)
        if item.changed:
            draw_frame(draw, box)
            draw_new(draw, WIDTH - MARGIN, top, 44)
        draw_badge(draw, item.number, (MARGIN, top), _BADGE)
        top += height + _GAP
    return sheet


def _room() -> int:
    return WIDTH - MARGIN - _PAD - _LEFT


def _height(item: Item) -> int:
    lines = max(1, len(wrap(item.text, _TEXT, _room(), _TEXT_LINES)))
    notes = len(wrap(item.note, SMALL, _room(), 2)) if item.changed else 0
    return 2 * _PAD + WAVE + 10 + round((lines * _TEXT + notes * SMALL) * LINE_HEIGHT)


def _draw_words(draw: ImageDraw.ImageDraw, item: Item, top: int) -> None:
    said = wrap(item.text, _TEXT, _room(), 1)
    tall = draw_text(
        draw,
        (_LEFT, top),
        item.text if said else "(no text to show)",
        _TEXT,
        width=_room(),
        lines=_TEXT_LINES,
        fill=INK if said else FAINT,
    )
    if item.changed:
        place = (_LEFT, top + tall)
        draw_text(draw, place, item.note, SMALL, width=_room(), lines=2, fill=CHANGED)


def draw_wave(
    draw: ImageDraw.ImageDraw,
    voice: Mono,
    rate: int,
    longest: int,
    at: tuple[int, int],
    room: int,
    colour: Colour,
) -> None:
    """A voice as bars from its place on, `room` pixels for `longest` samples; pauses are shaded."""
    import numpy as np

    (left, top), middle = at, at[1] + WAVE / 2
    extent = max(2, round(room * len(voice) / max(1, longest)))
    edges = np.linspace(0, len(voice), extent // _STEP + 1).astype(int)
    peaks = [
        float(np.abs(voice[start:end]).max(initial=0.0)) for start, end in itertools.pairwise(edges)
    ]
    place = 0
    for is_quiet, group in itertools.groupby(peaks, key=lambda peak: peak < _QUIET):
        bars = list(group)
        seconds = len(bars) / max(1, len(peaks)) * len(voice) / rate
        if is_quiet and seconds >= _PAUSE_SECONDS:
            box = (left + place * _STEP, top, left + (place + len(bars)) * _STEP - 2, top + WAVE)
            draw.rectangle(box, PAUSE)
        for bar in bars:
            # The square root shows quiet syllables too; speech is mostly far below its peaks.
            half = max(1.0, bar**0.5 * WAVE / 2)
            x = left + place * _STEP
            draw.rectangle((x, middle - half, x + _STEP - 2, middle + half), colour)
            place += 1
