"""What a place is known by: a building, vehicle or tree its words name, in the middle distance."""

from __future__ import annotations

from PIL import Image

from scripts.providers.local.figures.figures import draw_figure
from scripts.providers.local.figures.pen import Looks
from scripts.providers.local.light import mixed, scaled, shaded
from scripts.providers.local.places.canvas import MIDDLE, Scene, Shape
from scripts.providers.local.places.houses import LAMP
from scripts.providers.local.words import VEHICLES, listed

_AFLOAT = listed("boat sailboat ship galley submarine")
_FLYING = listed("airplane helicopter balloon rocket spaceship")
_ON_WATER = listed("ocean beach cliffs harbour lake river")
_TALL = {
    "lighthouse": 0.5,
    "tower": 0.44,
    "castle": 0.42,
    "skyscraper": 0.5,
    "cathedral": 0.42,
    "windmill": 0.4,
}
_USUAL = 0.28
# These places are made of what their words name.
_SAME = {
    "fortress": listed("castle wall gate tower"),
    "forum": listed("temple column ruin"),
    "pyramids": listed("pyramid palm"),
    "skyline": listed("skyscraper bridge"),
    "bridge": listed("bridge"),
    "reef": listed("coral seaweed"),
    "pines": listed("pine fir"),
    "birches": listed("birch"),
    "harbour": listed("boat"),
    "street": listed("house"),
    "village": listed("house hut cottage cabin"),
    "market": listed("stall"),
    "field": listed("wheat"),
}


def draw_landmarks(scene: Scene, variant: str) -> None:
    """Stand the mood's landmarks beside the middle, in the light and haze of their distance."""
    same = _SAME.get(variant, frozenset())
    words = [word for word in scene.mood.landmarks if word not in same and scene.mood.shows(word)]
    for word, share in zip(words, (0.24, 0.78), strict=False):
        _stand(scene, word, share, variant)


def _stand(scene: Scene, word: str, share: float, variant: str) -> None:
    floats, flies = word in _AFLOAT and variant in _ON_WATER, word in _FLYING
    tall = _TALL.get(word, 0.2 if word in VEHICLES else _USUAL)
    height = round(tall * scene.unit)
    figure = draw_figure("prop", Looks(word, f"{word} landmark"), height)
    box = figure.getbbox()
    figure = figure.crop(box) if box else figure
    foot = scene.horizon + (0.1 if floats else -0.2 if flies else 0.085)
    x = scene.wide * share
    left, top = round(x * scene.unit - figure.width / 2), round(foot * scene.unit) - figure.height
    lit = _in_the_light(scene, figure)
    if not flies:
        _footing(scene, x, foot, figure.width / scene.unit, floats)
    scene.picture.paste(lit, (left, top), figure.getchannel("A"))
    edge = figure.getchannel("A").point([255 * (value >= 128) for value in range(256)])
    scene.depth.paste(MIDDLE, (left, top), edge)
    if word == "lighthouse" and scene.light.lamp[0] < 225:
        scene.glow((x, foot - tall * 0.88), 0.3, LAMP, 0.7)


def _in_the_light(scene: Scene, figure: Image.Image) -> Image.Image:
    """The landmark's colours in this light, a little lost in the air between."""
    lamp = mixed(scene.light.lamp, scene.light.shine, 0.06)
    tables = [
        [value * part // 255 for value in range(256)] for part in shaded(lamp, (255, 255, 255))
    ]
    toned = figure.convert("RGB").point([value for table in tables for value in table])
    air = Image.new("RGB", figure.size, scene.light.horizon)
    return Image.blend(toned, air, 0.2)


def _footing(scene: Scene, x: float, foot: float, wide: float, floats: bool) -> None:
    """What it stands on: a soft shadow, on water its dark mirror."""
    shade = Shape()
    shade.ellipse((x, foot), wide * (0.5 if floats else 0.56), 0.012)
    ground = scene.light.horizon if floats else scene.tone((70, 78, 72), 0.2)
    scene.lay(shade, scaled(ground, 0.5), None, share=0.4)
