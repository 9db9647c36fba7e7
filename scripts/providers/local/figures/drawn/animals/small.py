"""Animals of a build of their own."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.animals.creepers import CREEPERS
from scripts.providers.local.figures.drawn.animals.furry import FURRY
from scripts.providers.local.figures.pen import Looks, Pen
from scripts.providers.local.light import Colour


def draw_small_animal(pen: Pen, looks: Looks, name: str) -> None:
    """Draw one of `SMALL`."""
    draw, colour = SMALL[name]
    draw(pen, looks.coat(colour))


SMALL: dict[str, tuple[Callable[[Pen, Colour], None], Colour]] = FURRY | CREEPERS
