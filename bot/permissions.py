"""Who may decide: the reviewer roles of a channel against those of a person. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot.wording import escaped_line

EVERYONE = "everyone"
ROLE_NAME_MAX = 60


@dataclass(frozen=True)
class Role:
    """A role of a Discord server."""

    id: int
    name: str


@dataclass(frozen=True)
class Person:
    """Somebody who asks for something.

    Attributes:
        name: Plain, as messages and the audit log say it; anybody may take any name.
        id: Discord's, which stays.
    """

    name: str
    roles: tuple[Role, ...] = ()
    id: str = ""


def everybody_may(reviewer_roles: Collection[str]) -> bool:
    """Whether deciding takes no role: none is named, or the one that everybody has."""
    return not reviewer_roles or EVERYONE in map(_plain, reviewer_roles)


def may_decide(person: Person, reviewer_roles: Collection[str]) -> bool:
    """Whether one of the person's roles is named, by id or by name as people write names."""
    wanted = set(map(_plain, reviewer_roles))
    return everybody_may(reviewer_roles) or any(
        _plain(role.name) in wanted or str(role.id) in wanted for role in person.roles
    )


def _plain(role: str) -> str:
    return role.strip().removeprefix("@").casefold()


def refusal(person: Person, reviewer_roles: Iterable[str]) -> str:
    """One sentence for somebody who may not."""
    names = (escaped_line(role.removeprefix("@"), ROLE_NAME_MAX) for role in reviewer_roles)
    roles = " or ".join(f"“{name}”" for name in names)
    return f"{person.name}, deciding here takes the role {roles}: ask somebody who has it."
