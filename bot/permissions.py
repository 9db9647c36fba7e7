"""Who may decide: the reviewer roles of a channel against those of a person. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """A role of a Discord server."""

    id: int
    name: str


@dataclass(frozen=True)
class Person:
    """Somebody who asks for something; `name` is what the audit log says."""

    name: str
    roles: tuple[Role, ...] = ()


def may_decide(person: Person, reviewer_roles: Collection[str]) -> bool:
    """Whether one of the person's roles is named, by name or id; no names let everybody decide."""
    if not reviewer_roles:
        return True
    wanted = {role.removeprefix("@") for role in reviewer_roles}
    return any(role.name in wanted or str(role.id) in wanted for role in person.roles)


def refusal(person: Person, reviewer_roles: Iterable[str]) -> str:
    """One sentence for somebody who may not."""
    roles = " or ".join(f"“{role.removeprefix('@')}”" for role in reviewer_roles)
    return f"{person.name}, deciding here takes the role {roles}: ask somebody who has it."
