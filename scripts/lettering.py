"""Text on pictures, in any script: from the right where it is read so, joined where it joins.

No machine's own typefaces are used, so the same text gives the same pixels everywhere. What no
typeface has is left out; there are never boxes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.line_breaks import wrap
from scripts.shaping import Style, drawable, grown, ink, shape, style_of

if TYPE_CHECKING:
    from PIL import ImageDraw

__all__ = ["LINE_HEIGHT", "draw_line", "draw_text", "drawable", "text_width", "wrap"]

Colour = tuple[int, int, int] | tuple[int, int, int, int]

LINE_HEIGHT = 1.25  # from one line to the next, in ems
_SHADOW = (16, 18, 24)
# How far the baseline lies below what an anchor names, in ems: the highest letter's top, the
# middle of capitals, the baseline itself.
_BASELINES = {"a": 0.95, "m": 0.33, "s": 0.0}


def text_width(text: str, size: int, *, bold: bool = False) -> float:
    """How wide a text is in one line, in pixels."""
    return shape(drawable(text), style_of(text, bold=bold)).width * size


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
    bold: bool = False,
) -> int:
    """Draw a text wrapped into lines.

    Args:
        draw: What is drawn on.
        at: Where the first line stands, in pixels, by `anchor`.
        text: Any text; what cannot be drawn is left out.
        size: Height of the letters (the em) in pixels.
        width: Longest line in pixels. A text read from the right begins at the right end of it,
            unless `anchor` says otherwise.
        lines: Most lines; the last one is shortened.
        fill: Colour of the letters.
        anchor: Two letters: `l`, `m` or `r` (left, middle, right), and `a`, `m` or `s`
            (top of the letters, middle of the first line, baseline).
        shadow: A dark edge that keeps letters readable on any picture.
        bold: Heavier letters.

    Returns:
        The height of what was drawn, in pixels.
    """
    style = style_of(text, bold=bold)
    step = round(size * LINE_HEIGHT)
    broken = wrap(text, size, width, lines, bold=bold)
    x, y = at
    if style.from_right and anchor[0] == "l":
        x, anchor = x + width, f"r{anchor[1]}"
    for row, line in enumerate(broken):
        _draw(draw, (x, y + row * step), line, size, style, fill, anchor, shadow)
    return step * len(broken)


def draw_line(
    draw: ImageDraw.ImageDraw,
    at: tuple[float, float],
    text: str,
    size: int,
    fill: Colour = (255, 255, 255),
    anchor: str = "la",
    *,
    shadow: bool = False,
    bold: bool = False,
) -> None:
    """Draw a short text that needs no wrapping, such as a number; see `draw_text`."""
    style = style_of(text, bold=bold)
    _draw(draw, at, drawable(text), size, style, fill, anchor, shadow)


def _draw(
    draw: ImageDraw.ImageDraw,
    at: tuple[float, float],
    line: str,
    size: int,
    style: Style,
    fill: Colour,
    anchor: str,
    shadow: bool,
) -> None:
    letters = ink(line, size, style)
    if letters is None:
        return
    shift = {"l": 0.0, "m": 0.5, "r": 1.0}[anchor[0]] * shape(line, style).width * size
    x, y = round(at[0] - shift), round(at[1] + _BASELINES[anchor[1]] * size)
    if shadow:
        edge = grown(letters, max(1, size // 12))
        draw.bitmap((x + edge.left, y + edge.top), edge.ink, _SHADOW)
    draw.bitmap((x + letters.left, y + letters.top), letters.ink, fill)
