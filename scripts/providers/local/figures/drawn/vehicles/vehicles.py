"""Vehicles from the side: of the water, the road, the rails and the air."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.vehicles.aircraft import AIRCRAFT
from scripts.providers.local.figures.drawn.vehicles.carts import CARTS
from scripts.providers.local.figures.drawn.vehicles.road import ROAD
from scripts.providers.local.figures.drawn.vehicles.ships import SHIPS
from scripts.providers.local.figures.pen import Looks, Pen
from scripts.providers.local.light import Colour


def draw_vehicle(pen: Pen, looks: Looks, name: str) -> None:
    """Draw a vehicle of this name."""
    if name == "ship" and looks.said("roman", "greek", "egyptian", "rome", "ancient"):
        name = "galley"
    draw, colour = _KINDS[name]
    draw(pen, looks.coat(colour))


_KINDS: dict[str, tuple[Callable[[Pen, Colour], None], Colour]] = SHIPS | ROAD | CARTS | AIRCRAFT
