"""Buildings, from huts to skyscrapers, seen from the front."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.buildings.ancient import ANCIENT
from scripts.providers.local.figures.drawn.buildings.homes import HOMES
from scripts.providers.local.figures.drawn.buildings.landmarks import LANDMARKS
from scripts.providers.local.figures.drawn.buildings.walls import WALLS
from scripts.providers.local.figures.pen import Looks, Pen
from scripts.providers.local.light import Colour


def draw_building(pen: Pen, looks: Looks, name: str) -> None:
    """Draw a building of this name; its windows are lit where the words say night or light."""
    draw, colour = _KINDS[name]
    lit = looks.said("night", "evening", "dusk", "lit", "glowing", "light", "midnight")
    draw(pen, looks.coat(colour), (255, 216, 130) if lit else (74, 92, 112))


_KINDS: dict[str, tuple[Callable[[Pen, Colour, Colour], None], Colour]] = (
    HOMES | LANDMARKS | WALLS | ANCIENT
)
