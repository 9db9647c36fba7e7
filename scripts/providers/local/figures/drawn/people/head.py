"""The head that hats are drawn on."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.people.bodies import Dressed
from scripts.providers.local.figures.pen import Pen
from scripts.providers.local.figures.shapes import Shape, moved
from scripts.providers.local.light import Colour


class Head:
    """Places forms on one person's head: 0.8 wide and 1 high to each side of its middle."""

    def __init__(self, pen: Pen, person: Dressed) -> None:
        self.pen, self.person = pen, person

    def fill(self, shape: Shape, colour: Colour, shade: float = 0.4) -> None:
        (x, y), size = self.person.body.face, self.person.body.head
        self.pen.fill(moved(shape, x, y, size), colour, shade=shade)

    def glow(self, shape: Shape, colour: Colour, opacity: float) -> None:
        (x, y), size = self.person.body.face, self.person.body.head
        self.pen.glow(moved(shape, x, y, size), colour, opacity)

    def glass(self, shape: Shape, colour: Colour, opacity: float) -> None:
        (x, y), size = self.person.body.face, self.person.body.head
        self.pen.fill(moved(shape, x, y, size), colour, shade=0, opacity=opacity)


Draw = Callable[[Head, Colour], None]
