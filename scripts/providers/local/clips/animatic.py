"""Frames of an animatic: each shot sketched from the storyboard alone, with its words on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PIL import Image, ImageEnhance

from scripts.pictures import Size, cover
from scripts.providers.local.clips.captioning import Timeline
from scripts.providers.local.clips.frames import Titles, moving_frames
from scripts.providers.local.clips.motion import read_move
from scripts.providers.local.clips.panels import panel_boxes
from scripts.providers.local.clips.parallax import SKETCHED
from scripts.providers.local.clips.planes import Planes
from scripts.providers.local.composing import Stand, joined, joined_depth, staged
from scripts.providers.local.figures.figures import draw_figure
from scripts.providers.local.figures.pen import Looks
from scripts.providers.local.light import read_mood
from scripts.providers.local.places.places import Place, draw_place
from scripts.providers.local.words import seeded

SIZES: Mapping[str, Size] = {"16:9": (854, 480), "9:16": (480, 854)}
_FIGURE_HEIGHT = 400
_SMALLER = 0.9  # than in the film, so that no words lie over a head
_PALER = 0.8  # of a picture's colour: a sketch says that it is one


class Sketcher:
    """Draws shots; what is seen twice is drawn once.

    Args:
        storyboard: With assets, an atmosphere and shots.
        aspect_ratio: Of the film: `16:9` or `9:16`.
        pictures: By an asset's name what is shown instead of a sketch: a place as RGB, anything
            else as RGBA.
    """

    def __init__(
        self,
        storyboard: Mapping[str, Any],
        aspect_ratio: str = "16:9",
        pictures: Mapping[str, Image.Image] | None = None,
    ) -> None:
        self.size = SIZES[aspect_ratio]
        self.assets = {asset["name"]: asset for asset in storyboard["assets"]}
        self.atmosphere = str(storyboard.get("atmosphere", ""))
        self.pictures = pictures or {}
        self._places: dict[str, Place] = {}
        self._figures: dict[str, Image.Image] = {}

    def picture(self, panels: Sequence[Mapping[str, Any]], action: str = "") -> Image.Image:
        """One or two panels, beside or above each other, in the paler colours of a sketch.

        Args:
            panels: Each with a place, and who stands in it how large.
            action: What happens: who flies or swims, does so.
        """
        return self._scene(panels, action).picture

    def frames(self, shot: Mapping[str, Any], count: int) -> Iterator[Planes]:
        """The shot's picture, moving as its motion says."""
        scene = self._scene(shot["panels"], str(shot.get("action", "")))
        move = read_move(str(shot.get("motion", "")), "calmer")
        return moving_frames(scene.picture, self.size, move, count, scene.depth, detail=SKETCHED)

    def _scene(self, panels: Sequence[Mapping[str, Any]], action: str) -> Place:
        if len(panels) == 1:
            scene = self._panel(panels[0], action, self.size)
        else:
            left, top, right, bottom = panel_boxes(self.size)[0]
            halves = [self._panel(one, action, (right - left, bottom - top)) for one in panels[:2]]
            picture = joined(halves[0].picture, halves[1].picture, self.size)
            scene = Place(picture, joined_depth(halves[0], halves[1], self.size))
        return replace(scene, picture=ImageEnhance.Color(scene.picture).enhance(_PALER))

    def _panel(self, panel: Mapping[str, Any], action: str, size: Size) -> Place:
        name = panel.get("character")
        figure = None if name is None else self._figure(str(name))
        scale = float(panel.get("scale", 0.6)) * _SMALLER
        stand = Stand(scale, "center").doing(action)
        return staged(self._place(str(panel["place"])), figure, size, stand, name=str(name))

    def _place(self, name: str) -> Place:
        if name not in self._places:
            words = f"{name} {self.assets.get(name, {}).get('prompt', '')}"
            mood = read_mood("", words, self.atmosphere, name=name)
            own = self.pictures.get(name)
            self._places[name] = (
                draw_place(self.size, mood, seeded(words))
                if own is None
                else Place(cover(own.convert("RGB"), self.size), None)
            )
        return self._places[name]

    def _figure(self, name: str) -> Image.Image:
        if name not in self._figures:
            asset = self.assets.get(name, {})
            looks = Looks(f"{name} {asset.get('prompt', '')}", name)
            kind = str(asset.get("kind", "character"))
            own = self.pictures.get(name)
            drawn = draw_figure(kind, looks, _FIGURE_HEIGHT) if own is None else _smaller(own)
            self._figures[name] = drawn
        return self._figures[name]


def _smaller(picture: Image.Image) -> Image.Image:
    """A copy no higher than a sketched figure, which is all that is seen of it."""
    copy = picture.convert("RGBA")
    copy.thumbnail((2 * _FIGURE_HEIGHT, _FIGURE_HEIGHT), Image.Resampling.LANCZOS)
    return copy


def captioned(
    frames: Iterator[Planes], titles: Titles, timeline: Timeline, first: int
) -> Iterator[bytes]:
    """Frames as `yuv420p`, with words and the film's time over them.

    Args:
        frames: Of one shot; changed.
        titles: The shot's words.
        timeline: Of the film.
        first: The number of the shot's first frame in the film, from 0.
    """
    for number, frame in enumerate(frames, first):
        titles.lay_over(frame)
        timeline.lay_over(frame, number)
        yield frame.raw()
