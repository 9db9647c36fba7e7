"""How every plant is drawn."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from scripts.providers.local.figures.pen import Pen
from scripts.providers.local.light import Colour

Draw = Callable[[Pen, Colour, Random], None]
