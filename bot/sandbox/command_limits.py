"""What Discord allows as the definition of a slash command."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Any

from bot.sandbox.checking import Place, Problems
from bot.sandbox.errors import Json

COMMANDS_MAX = 100
OPTIONS_MAX = 25
CHOICES_MAX = 25
DESCRIPTION_MAX = 100
CHOICE_NAME_MAX = 100
COMMAND_TOTAL = 8000
NAME = re.compile(r"^[-_'\w]{1,32}$")


class OptionType(IntEnum):
    """The types of option a slash command can have."""

    SUBCOMMAND = 1
    GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


NESTING = {OptionType.SUBCOMMAND, OptionType.GROUP}
CHOOSING = {OptionType.STRING, OptionType.INTEGER, OptionType.NUMBER}

_COMMAND_KEYS = {
    "id", "type", "name", "name_localizations", "description", "description_localizations",
    "options", "default_member_permissions", "dm_permission", "contexts", "integration_types",
    "nsfw", "handler",
}  # fmt: skip
_OPTION_KEYS = {
    "type", "name", "name_localizations", "description", "description_localizations", "required",
    "choices", "options", "channel_types", "min_value", "max_value", "min_length", "max_length",
    "autocomplete",
}  # fmt: skip


def check_command(value: Any, place: Place = ()) -> Json:
    """Refuse the definition of one command that Discord would refuse."""
    problems = Problems()
    _check_command(problems, place, value)
    problems.refuse()
    return dict(value)


def check_commands(value: Any) -> list[Json]:
    """Refuse a whole set of commands that Discord would refuse."""
    problems = Problems()
    if problems.array((), value, high=COMMANDS_MAX):
        for index, command in enumerate(value):
            _check_command(problems, (index,), command)
        _check_unique(problems, (), value)
    problems.refuse()
    return [dict(command) for command in value]


def _check_command(problems: Problems, place: Place, value: Any) -> None:
    if not problems.object(place, value, _COMMAND_KEYS):
        return
    kind = value.get("type") or 1
    problems.choice((*place, "type"), kind, {1, 2, 3})
    if kind == 1:
        _check_named(problems, place, value)
        if _characters(value) > COMMAND_TOTAL:
            message = f"A command may hold {COMMAND_TOTAL} characters in all."
            problems.add(place, "APPLICATION_COMMAND_TOO_LARGE", message)
        _check_options(problems, (*place, "options"), value.get("options") or [], depth=0)
    else:
        problems.text((*place, "name"), value.get("name"), low=1, high=32)


def _check_named(problems: Problems, place: Place, value: Json) -> None:
    name: Any = value.get("name")
    if problems.text((*place, "name"), name, low=1, high=32) and (
        not NAME.match(name) or name != name.lower()
    ):
        problems.add(
            (*place, "name"),
            "APPLICATION_COMMAND_INVALID_NAME",
            "Command name is invalid",
        )
    problems.text((*place, "description"), value.get("description"), low=1, high=DESCRIPTION_MAX)


def _check_unique(problems: Problems, place: Place, items: list[Any]) -> None:
    names = [item.get("name") for item in items if isinstance(item, dict)]
    if len(set(names)) != len(names):
        problems.add(
            place,
            "APPLICATION_COMMANDS_DUPLICATE_NAME",
            "Application command names must be unique",
        )


def _check_options(problems: Problems, place: Place, options: Any, depth: int) -> None:
    if not problems.array(place, options, high=OPTIONS_MAX):
        return
    _check_unique(problems, place, options)
    required_over = False
    for index, option in enumerate(options):
        spot = (*place, index)
        if not problems.object(spot, option, _OPTION_KEYS):
            continue
        _check_named(problems, spot, option)
        if not problems.choice((*spot, "type"), option.get("type"), set(map(int, OptionType))):
            continue
        if option["type"] in NESTING:
            if depth > 1 or (option["type"] == OptionType.GROUP and depth > 0):
                problems.add((*spot, "type"), "BASE_TYPE_CHOICES", "Nested too deeply.")
            _check_options(problems, (*spot, "options"), option.get("options") or [], depth + 1)
            continue
        if option.get("required") and required_over:
            problems.add(
                spot,
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            )
        required_over |= not option.get("required")
        _check_choices(problems, spot, option)


def _check_choices(problems: Problems, place: Place, option: Json) -> None:
    choices = option.get("choices")
    if option.get("autocomplete") and (choices or option["type"] not in CHOOSING):
        problems.add(
            (*place, "autocomplete"),
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID",
            "Autocomplete goes with text and numbers that have no choices.",
        )
    if choices:
        check_choices(problems, (*place, "choices"), choices, option["type"])


def check_choices(problems: Problems, place: Place, choices: Any, option_type: int) -> None:
    """Check choices of an option, fixed ones and those of an autocomplete alike."""
    if not problems.array(place, choices, high=CHOICES_MAX):
        return
    for index, choice in enumerate(choices):
        spot = (*place, index)
        if not problems.object(spot, choice, {"name", "name_localizations", "value"}):
            continue
        problems.text((*spot, "name"), choice.get("name"), low=1, high=CHOICE_NAME_MAX)
        value = choice.get("value")
        if option_type == OptionType.STRING:
            problems.text((*spot, "value"), value, high=CHOICE_NAME_MAX)
        elif option_type == OptionType.INTEGER:
            problems.whole((*spot, "value"), value, low=-(2**53), high=2**53)
        elif not isinstance(value, int | float) or isinstance(value, bool):
            problems.add((*spot, "value"), "NUMBER_TYPE_COERCE", "Must be a number.")


def _characters(value: Json) -> int:
    """Characters of names, descriptions and choices, through all levels."""
    total = sum(len(str(value.get(key) or "")) for key in ("name", "description"))
    for choice in filter(_is_object, value.get("choices") or []):
        total += len(str(choice.get("name"))) + len(str(choice.get("value")))
    return total + sum(map(_characters, filter(_is_object, value.get("options") or [])))


def _is_object(value: object) -> bool:
    return isinstance(value, dict)
