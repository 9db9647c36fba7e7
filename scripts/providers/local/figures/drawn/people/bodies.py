"""A person's body and dress as their drawings share them: y upwards, 1 is the top of the head."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.providers.local.figures.drawn.people.roles import Role
from scripts.providers.local.figures.pen import Looks
from scripts.providers.local.figures.shapes import Point
from scripts.providers.local.light import Colour

POSES = ("standing", "walking", "running", "sitting")


@dataclass(frozen=True)
class Body:
    """Proportions: an adult is seven heads high, a child five."""

    head: float = 0.068  # half its height
    shoulder: float = 0.82  # height of the shoulders
    across: float = 0.108  # from the middle to a shoulder
    hip: float = 0.5
    hips: float = 0.078
    arm: float = 0.034  # radius
    leg: float = 0.046
    stoop: float = 0.0  # how far the head is before the feet

    @property
    def face(self) -> Point:
        return (0.008 + self.stoop, 1 - self.head)

    @property
    def wide(self) -> float:
        """Half the head's width."""
        return self.head * 0.8


@dataclass(frozen=True)
class Dressed:
    """One person: body, role, colours and pose."""

    looks: Looks
    body: Body
    role: Role
    pose: str
    woman: bool
    age: str
    skin: Colour
    hair: Colour
    cloth: Colour
    legs: Colour

    def wears(self, extra: str) -> bool:
        """Whether an extra is part of the role and not refused, by any word of its name."""
        return extra in self.role.extras and self.looks.has(*extra.split())

    @property
    def sleeve(self) -> Colour:
        return self.skin if self.wears("bare arms") else self.cloth

    @property
    def hand(self) -> Point:
        """The hand that holds something."""
        return (self.body.across + 0.085, self.body.hip + 0.1)
