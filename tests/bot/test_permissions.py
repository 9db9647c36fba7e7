"""Who may decide."""

from __future__ import annotations

import pytest

from bot.permissions import Person, Role, everybody_may, may_decide, refusal

REVIEWER = Role(42, "Reviewer")


@pytest.mark.parametrize("named", [[], ["Reviewer"], ["@reviewer"], ["42"], ["Boss", "Reviewer"]])
def test_a_reviewer_may(named: list[str]) -> None:
    assert may_decide(Person("Robin", (REVIEWER,)), named)


@pytest.mark.parametrize("named", [["Boss"], ["Review"], ["4"]])
def test_others_may_not(named: list[str]) -> None:
    assert not may_decide(Person("Robin", (REVIEWER,)), named)


def test_without_roles_nobody_is_a_reviewer_where_there_are_some() -> None:
    assert not may_decide(Person("Sam"), ["Reviewer"])


@pytest.mark.parametrize("named", ["@everyone", "everyone", "Everyone"])
def test_everyone_is_everybody(named: str) -> None:
    assert may_decide(Person("Sam"), ["Boss", named])
    assert everybody_may([named])


def test_a_role_with_an_at_in_its_own_name_matches() -> None:
    assert may_decide(Person("Robin", (Role(7, "@Reviewer"),)), ["Reviewer"])


def test_a_refusal_says_whom_to_ask() -> None:
    assert refusal(Person("Sam"), ["Boss", "@Reviewer"]) == (
        "Sam, deciding here takes the role “Boss” or “Reviewer”: ask somebody who has it."
    )
