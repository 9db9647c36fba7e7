"""Props: things a shot may show."""

from __future__ import annotations

from scripts.providers.local.figures.drawn.things.boxes import BOXES
from scripts.providers.local.figures.drawn.things.dials import DIALS
from scripts.providers.local.figures.drawn.things.gear import GEAR
from scripts.providers.local.figures.drawn.things.instruments import INSTRUMENTS
from scripts.providers.local.figures.drawn.things.lights import LIGHTS
from scripts.providers.local.figures.drawn.things.papers import PAPERS
from scripts.providers.local.figures.drawn.things.table import TABLE
from scripts.providers.local.figures.drawn.things.treasures import TREASURES
from scripts.providers.local.figures.pen import Looks, Pen

_THINGS = LIGHTS | PAPERS | DIALS | BOXES | TABLE | INSTRUMENTS | TREASURES | GEAR


def draw_thing(pen: Pen, looks: Looks, name: str) -> None:
    """Draw a thing of this name."""
    draw, colour = _THINGS[name]
    draw(pen, looks.coat(colour))
