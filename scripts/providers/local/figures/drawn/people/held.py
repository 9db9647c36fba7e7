"""What people hold in their forward hand."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.people.bodies import Dressed
from scripts.providers.local.figures.drawn.people.hand import Hand
from scripts.providers.local.figures.drawn.people.staffs import STAFFS
from scripts.providers.local.figures.drawn.people.tools import TOOLS
from scripts.providers.local.figures.pen import Pen
from scripts.providers.local.figures.shapes import limb


def draw_held(pen: Pen, person: Dressed) -> None:
    """Draw what the role holds, unless the words refuse it, and the fingers around it."""
    held = person.role.held
    if not held or not person.looks.has(held, *_NAMES.get(held, ())):
        return
    hand = Hand(pen, person)
    _HELD[held](hand)
    r = person.body.arm
    hand.fill(limb((-r * 0.3, 0.004, r * 0.52), (r * 0.3, -0.012, r * 0.46)), person.skin, 0.2)


_NAMES = {
    "rod": ("net",),
    "spyglass": ("telescope",),
    "magic": ("staff", "wand"),
    "crook": ("staff",),
    "can": ("bucket",),
    "lens": ("glass",),
    "fork": ("pitchfork",),
}

_HELD: dict[str, Callable[[Hand], None]] = STAFFS | TOOLS
