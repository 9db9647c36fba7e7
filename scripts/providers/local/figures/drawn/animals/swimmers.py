"""Animals of the water, from the side."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.animals.fish import FISH
from scripts.providers.local.figures.drawn.animals.sea_life import SEA_LIFE
from scripts.providers.local.figures.pen import Looks, Pen
from scripts.providers.local.light import Colour


def draw_swimmer(pen: Pen, looks: Looks, name: str) -> None:
    """Draw a swimming animal of this name."""
    draw, colour = _KINDS[name]
    draw(pen, looks.coat(colour))


_KINDS: dict[str, tuple[Callable[[Pen, Colour], None], Colour]] = FISH | SEA_LIFE
