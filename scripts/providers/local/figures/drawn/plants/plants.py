"""Trees, bushes, flowers and what grows under water."""

from __future__ import annotations

from scripts.providers.local.figures.drawn.plants.drawing import Draw
from scripts.providers.local.figures.drawn.plants.flowers import FLOWERS
from scripts.providers.local.figures.drawn.plants.herbs import HERBS
from scripts.providers.local.figures.drawn.plants.trees import (
    TREES,
    draw_birch,
    draw_bush,
    draw_oak,
    draw_tree,
    draw_willow,
)
from scripts.providers.local.figures.pen import Looks, Pen
from scripts.providers.local.light import Colour
from scripts.providers.local.words import seeded

_AUTUMN: Colour = (206, 118, 52)


def draw_plant(pen: Pen, looks: Looks, name: str) -> None:
    """Draw a plant of this name; its leaves follow the season the words say."""
    draw, colour = _KINDS[name]
    if looks.said("autumn", "fall") and draw in _LEAFY:
        colour = _AUTUMN
    draw(pen, looks.coat(colour), seeded("plant", looks.seed))


_KINDS: dict[str, tuple[Draw, Colour]] = TREES | FLOWERS | HERBS
_LEAFY = (draw_tree, draw_oak, draw_birch, draw_willow, draw_bush)
