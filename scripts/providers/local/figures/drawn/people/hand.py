"""The hand that holds something."""

from __future__ import annotations

from scripts.providers.local.figures.drawn.people.bodies import Dressed
from scripts.providers.local.figures.pen import Pen
from scripts.providers.local.figures.shapes import Shape, moved
from scripts.providers.local.light import Colour


class Hand:
    """Places forms around one person's hand at (0, 0)."""

    def __init__(self, pen: Pen, person: Dressed) -> None:
        self.pen, (self.x, self.y) = pen, person.hand

    def fill(self, shape: Shape, colour: Colour, shade: float = 0.3) -> None:
        self.pen.fill(moved(shape, self.x, self.y), colour, shade=shade)

    def glow(self, shape: Shape, colour: Colour, opacity: float) -> None:
        self.pen.glow(moved(shape, self.x, self.y), colour, opacity)
