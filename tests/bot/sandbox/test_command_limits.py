"""Limits of the definitions of slash commands."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.command_limits import check_command, check_commands
from bot.sandbox.errors import ApiError

Json = dict[str, Any]


def command(*options: Json, **parts: Any) -> Json:
    return {"name": "film", "description": "Films", "options": list(options), **parts}


def option(**parts: Any) -> Json:
    return {"type": 3, "name": "title", "description": "Title", **parts}


def choices(count: int) -> list[Json]:
    return [{"name": f"c{number}", "value": f"v{number}"} for number in range(count)]


@pytest.mark.parametrize(
    "definition",
    [
        command(name="x" * 32, description="d" * 100),
        command(*(option(name=f"o{number}") for number in range(25))),
        command(option(choices=choices(25))),
        command(option(autocomplete=True)),
        command(option(required=True), option(name="other")),
        command(option(type=2, options=[option(type=1, options=[option()])])),
        {"type": 3, "name": "Open film"},
    ],
)
def test_allowed(definition: Json) -> None:
    check_command(definition)


@pytest.mark.parametrize(
    "definition",
    [
        "no command",
        command(name="x" * 33),
        command(name="Film"),
        command(name="two words"),
        command(name=""),
        command(description=""),
        command(description="d" * 101),
        command(colour="red"),
        command(*(option(name=f"o{number}") for number in range(26))),
        command(option(), option()),
        command(option(choices=choices(26))),
        command(option(choices=[{"name": "x" * 101, "value": "v"}])),
        command(option(type=4, choices=[{"name": "one", "value": "1"}])),
        command(option(type=12)),
        command(option(autocomplete=True, choices=choices(1))),
        command(option(type=5, autocomplete=True)),
        command(option(), option(name="other", required=True)),
        command(option(type=2, options=[option(type=2)])),
        command(*(option(name=f"o{n}", choices=choices(25), description="d" * 100) for n in range(25)),
                option(type=3, name="x", description="d" * 100, choices=choices(25))),
    ],
)  # fmt: skip
def test_refused(definition: Any) -> None:
    with pytest.raises(ApiError):
        check_command(definition)


def test_a_command_may_hold_8000_characters() -> None:
    long = [{"name": "n" * 100, "value": "v" * 100}] * 25
    with pytest.raises(ApiError) as refused:
        check_command(command(option(choices=long), option(name="other", choices=long)))
    assert "APPLICATION_COMMAND_TOO_LARGE" in str(refused.value.errors)


def test_names_are_unique_in_a_set() -> None:
    check_commands([command(), command(name="other")])
    with pytest.raises(ApiError):
        check_commands([command(), command()])
