"""What stands over an animatic: which shot it is, what happens, what is said, how far the film is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from scripts.lettering import draw_line, draw_text, drawable, wrap
from scripts.pictures import Size
from scripts.providers.local.clips.frames import Titles
from scripts.providers.local.clips.planes import Planes

_MARGIN = 20
_DARK = (14, 16, 24)
_AMBER = (240, 182, 72)
_PALE = (226, 228, 234)
_STRIP = 8  # pixels: height of the strip that shows the film's time
_ACTION, _SPOKEN = 22, 30  # pixels of letters: on a phone's screen half of that is left
_LINE = 1.3  # height of a line / height of its letters


@dataclass(frozen=True)
class Caption:
    """The words of one shot."""

    number: int
    total: int
    seconds: float
    action: str
    narration: str

    def over(self, size: Size) -> Titles:
        """The words, as they stand over frames of this size."""
        upright = size[0] < size[1]
        head, spoken = (136, 4) if upright else (88, 2)
        lines = wrap(self.narration, _SPOKEN, size[0] - 2 * _MARGIN, spoken)
        foot = _even(_STRIP + 34 + len(lines) * _SPOKEN * _LINE) if lines else _STRIP + 2
        picture = Image.new("RGBA", size)
        picture.paste((*_DARK, 255), (0, 0, size[0], head), _fade(size[0], head, 200))
        draw = ImageDraw.Draw(picture)
        self._draw_head(draw, size[0], upright)
        if drawable(self.narration):
            ground = _fade(size[0], foot, 225).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
            picture.paste((*_DARK, 255), (0, size[1] - foot, *size), ground)
            at = (size[0] / 2, size[1] - _STRIP - 10 - len(lines) * _SPOKEN * 1.25)
            room = size[0] - 2 * _MARGIN
            draw_text(
                draw,
                at,
                self.narration,
                _SPOKEN,
                width=room,
                lines=spoken,
                anchor="ma",
                shadow=True,
            )
        return Titles(picture, [(0, head), (size[1] - foot, size[1])])

    def _draw_head(self, draw: ImageDraw.ImageDraw, width: int, upright: bool) -> None:
        badge = 30 + 13 * len(str(self.number))
        draw.rounded_rectangle((_MARGIN, 12, _MARGIN + badge, 52), 9, (*_AMBER, 255))
        middle = (_MARGIN + badge / 2, 32)
        draw_line(draw, middle, str(self.number), 28, (22, 20, 28), "mm", bold=True)
        side = f"{self.number}/{self.total} · {self.seconds:.1f} s"
        draw_line(draw, (width - _MARGIN, 32), side, 20, _PALE, "rm", shadow=True)
        left = _MARGIN if upright else _MARGIN + badge + 16
        room = width - left - (_MARGIN if upright else 150)
        at = (left, 80 if upright else 32)
        lines = 2 if upright or len(wrap(self.action, _ACTION, room, 2)) > 1 else 1
        up = 0 if upright or lines == 1 else 13
        draw_text(
            draw,
            (at[0], at[1] - up),
            self.action,
            _ACTION,
            width=room,
            lines=lines,
            anchor="lm",
            shadow=True,
        )


def _even(height: float) -> int:
    return round(height / 2) * 2


def _fade(width: int, height: int, darkest: int) -> Image.Image:
    """How dark a band is: `darkest` at its top, nothing at its bottom."""
    ramp = Image.linear_gradient("L").resize((width, height))
    return ramp.point([(255 - value) * darkest // 255 for value in range(256)])


class Timeline:
    """The strip along the lower edge: a piece for each shot, filled as far as the film has come."""

    def __init__(self, size: Size, counts: Sequence[int]) -> None:
        self._size = size
        self._total = sum(counts)
        strip = Image.new("RGB", (size[0], _STRIP), (70, 74, 86))
        played = Image.new("RGB", strip.size, _AMBER)
        draws = [ImageDraw.Draw(part) for part in (strip, played)]
        for end in (sum(counts[:number]) for number in range(1, len(counts))):
            x = self._reached(end)
            for draw in draws:
                draw.rectangle((x - 2, 0, x - 1, _STRIP), _DARK)
        self._strip, self._played = Planes.of(strip), Planes.of(played)

    def lay_over(self, frame: Planes, number: int) -> None:
        """Show in a frame that it is this one, from 0, of the film."""
        top = self._size[1] - _STRIP
        frame.paste(self._strip, (0, top))
        reached = self._reached(number + 1)
        if reached:
            frame.paste(self._played.crop((0, 0, reached, _STRIP)), (0, top))

    def _reached(self, number: int) -> int:
        return round(self._size[0] * number / self._total / 2) * 2
