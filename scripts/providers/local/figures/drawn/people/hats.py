"""What people have on their heads."""

from __future__ import annotations

from scripts.providers.local.figures.drawn.people.bodies import Dressed
from scripts.providers.local.figures.drawn.people.brims import BRIMS
from scripts.providers.local.figures.drawn.people.crowns import CROWNS
from scripts.providers.local.figures.drawn.people.head import Draw, Head
from scripts.providers.local.figures.drawn.people.helmets import HELMETS
from scripts.providers.local.figures.pen import Pen
from scripts.providers.local.light import scaled


def draw_hat(pen: Pen, person: Dressed) -> None:
    """Draw the hat of the person's role."""
    colour = person.role.hat_colour or scaled(person.cloth, 0.7)
    _HATS[person.role.hat](Head(pen, person), colour)


_HATS: dict[str, Draw] = CROWNS | BRIMS | HELMETS
