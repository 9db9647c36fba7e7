"""Frames of an animatic: each shot sketched from the storyboard alone, with its words on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageDraw, ImageEnhance

from scripts.pictures import draw_text, drawable, font, wrap
from scripts.providers.local.composing import DIVIDER, Stand, compose
from scripts.providers.local.figures import draw_figure
from scripts.providers.local.frames import Titles, moving_frames
from scripts.providers.local.light import read_mood
from scripts.providers.local.motion import read_move
from scripts.providers.local.pen import Looks
from scripts.providers.local.places import draw_place
from scripts.providers.local.words import seeded

SIZE = (854, 480)
_FIGURE_HEIGHT = 400
_MARGIN = 22
_HEAD, _FOOT = 84, 120  # pixels at the top and the bottom that grow dark behind words
_LETTERS = 25  # pixels


@dataclass(frozen=True)
class Sketch:
    """One shot as the animatic shows it."""

    number: int
    total: int
    shot: Mapping[str, Any]
    seconds: float


class Sketcher:
    """Draws shots; what is seen twice is drawn once."""

    def __init__(self, storyboard: Mapping[str, Any]) -> None:
        self.assets = {asset["name"]: asset for asset in storyboard["assets"]}
        self.atmosphere = str(storyboard.get("atmosphere", ""))
        self._drawn: dict[tuple[str, tuple[int, int]], Image.Image] = {}

    def frames(self, sketch: Sketch, count: int) -> Iterator[bytes]:
        """The shot's picture as `yuv420p`, moving gently under words that stand still."""
        titles = Titles(_caption(sketch), [(0, _HEAD), (SIZE[1] - _FOOT, SIZE[1])])
        move = read_move(str(sketch.shot.get("motion", "")), "calmer")
        picture = self.picture(sketch.shot["panels"])
        # On twos, as animators do: a sketch is as good with half of the work.
        for number, frame in enumerate(moving_frames(picture, SIZE, move, (count + 1) // 2)):
            titles.lay_over(frame)
            yield from [frame.raw()] * min(2, count - 2 * number)

    def picture(self, panels: list[Mapping[str, Any]]) -> Image.Image:
        """One or two panels, side by side, in the paler colours of a sketch."""
        width = SIZE[0] if len(panels) == 1 else (SIZE[0] - DIVIDER // 2) // 2
        picture = Image.new("RGB", SIZE, (238, 236, 230))
        for column, panel in enumerate(panels):
            size = (width, SIZE[1])
            stand = Stand(float(panel.get("scale", 0.6)) * 0.9, "center")
            figure = panel.get("character")
            drawn = compose(
                self._place(panel["place"], SIZE),
                None if figure is None else self._figure(figure),
                size,
                stand,
                name=str(figure),
            )
            picture.paste(drawn, (column * (SIZE[0] - width), 0))
        return ImageEnhance.Color(picture).enhance(0.72)

    def _place(self, name: str, size: tuple[int, int]) -> Image.Image:
        if (name, size) not in self._drawn:
            words = f"{name} {self.assets.get(name, {}).get('prompt', '')}"
            mood = read_mood("", words, self.atmosphere)
            self._drawn[name, size] = draw_place(size, mood, seeded(words))
        return self._drawn[name, size]

    def _figure(self, name: str) -> Image.Image:
        key = (name, (0, _FIGURE_HEIGHT))
        if key not in self._drawn:
            asset = self.assets.get(name, {})
            looks = Looks(f"{name} {asset.get('prompt', '')}", name)
            kind = str(asset.get("kind", "character"))
            self._drawn[key] = draw_figure(kind, looks, _FIGURE_HEIGHT)
        return self._drawn[key]


def _caption(sketch: Sketch) -> Image.Image:
    """Number, length, action and narration, on transparent ground."""
    caption = Image.new("RGBA", SIZE)
    draw = ImageDraw.Draw(caption)
    width, height = SIZE
    narration = str(sketch.shot.get("narration", ""))
    action = str(sketch.shot.get("action", ""))
    caption.paste((14, 16, 24, 255), (0, 0, width, _HEAD), _fade(_HEAD, 190, upward=False))
    draw.rounded_rectangle((_MARGIN, 11, _MARGIN + 52, 47), 9, (240, 182, 72, 255))
    draw.text((_MARGIN + 26, 29), str(sketch.number), (22, 20, 28), font(26), "mm")
    side = f"{sketch.number}/{sketch.total}   {sketch.seconds:.1f} s"
    draw.text((width - _MARGIN, 29), side, (232, 232, 236), font(18), "rm")
    draw_text(draw, (_MARGIN + 68, 30), action, 19, width=width - 300, anchor="lm", shadow=True)
    if drawable(narration):
        ground = (0, height - _FOOT, width, height)
        caption.paste((14, 16, 24, 255), ground, _fade(_FOOT, 215, upward=True))
        lines = len(wrap(narration, _LETTERS, width - 2 * _MARGIN, 2))
        at = (width / 2, height - 14 - lines * _LETTERS * 1.25)
        room = width - 2 * _MARGIN
        draw_text(draw, at, narration, _LETTERS, width=room, lines=2, anchor="ma", shadow=True)
    return caption


def _fade(height: int, darkest: int, *, upward: bool) -> Image.Image:
    """How dark a band is: `darkest` at the frame's edge, nothing at the other side."""
    ramp = Image.linear_gradient("L").resize((SIZE[0], height))
    ramp = ramp if upward else ramp.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    return ramp.point([value * darkest // 255 for value in range(256)])
