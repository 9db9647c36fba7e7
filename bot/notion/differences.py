"""How an existing database differs from the table, and what mends it without losing anything. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.notion.schema import (
    COLUMNS,
    KIND_NAMES,
    Column,
    Json,
    Name,
    configuration,
    option_names,
    options_of,
    wanted_options,
)

Properties = Mapping[str, Mapping[str, Any]]

_ALIKE = 0.82  # of two names of properties, by difflib: `Story Directions` is one, `Cost` is not
_BY_COMMAND = "`slate notion check --repair` does it"


class Problem(StrEnum):
    """What is wrong with a property."""

    MISSING = "missing"
    RENAMED = "renamed"
    WRONG_TYPE = "wrong type"
    MISSING_OPTIONS = "missing options"


@dataclass(frozen=True)
class Difference:
    """One thing that an existing database lacks.

    Attributes:
        name: The property as the table has it.
        text: What is wrong, as a sentence.
        remedy: What a person does about it, as a sentence.
        can_repair: `repairs` mends it without losing anything.
        found: The name that the property has instead.
        options: Those that are missing.
    """

    name: Name
    problem: Problem
    text: str
    remedy: str
    can_repair: bool = True
    found: str | None = None
    options: tuple[str, ...] = ()


def differences(actual: Properties, channels: Iterable[str]) -> list[Difference]:
    """What an existing schema lacks; other properties and options of it are nobody's business.

    Args:
        actual: The `properties` of a data source.
        channels: The keys of the channels whose films are planned there.
    """
    wanted = tuple(channels)
    return [found for column in COLUMNS for found in _of_column(column, actual, wanted)]


def repairs(actual: Properties, channels: Iterable[str], *, status_as: str = "status") -> Json:
    """The update that mends what can be mended without losing anything; empty where nothing can.

    An update deletes the options that it does not name, so it names all that are there.
    """
    wanted = tuple(channels)
    columns = {column.name: column for column in COLUMNS}
    update: Json = {}
    for difference in differences(actual, wanted):
        column = columns[difference.name]
        if not difference.can_repair:
            continue
        if difference.problem is Problem.MISSING:
            update[column.name] = configuration(column, wanted, status_as)
        elif difference.problem is Problem.RENAMED:
            update[str(difference.found)] = {"name": column.name}
        else:
            update[column.name] = _with_options(actual[column.name], column, wanted)
    return update


def _with_options(actual: Mapping[str, Any], column: Column, channels: Sequence[str]) -> Json:
    kept = [
        {key: option[key] for key in ("id", "name", "color", "description") if option.get(key)}
        for option in options_of(actual)
    ]
    there = set(option_names(actual))
    new = [
        {"name": name, "color": colour}
        for name, colour in wanted_options(column, channels).items()
        if name not in there
    ]
    return {actual["type"]: {"options": [*kept, *new]}}


def _of_column(column: Column, actual: Properties, channels: Sequence[str]) -> Iterator[Difference]:
    found = actual.get(column.name)
    if found is None:
        yield _absent(column, actual)
        return
    if found.get("type") not in column.kinds:
        yield _mistyped(column, str(found.get("type")), actual)
        return
    there = set(option_names(found))
    missing = tuple(name for name in wanted_options(column, channels) if name not in there)
    if missing:
        shown = ", ".join(f"“{name}”" for name in missing)
        yield Difference(
            column.name,
            Problem.MISSING_OPTIONS,
            f"“{column.name}” lacks {shown}.",
            f"Add {'it' if len(missing) == 1 else 'them'} with exactly these words: {_BY_COMMAND}.",
            options=missing,
        )


def _absent(column: Column, actual: Properties) -> Difference:
    kind = KIND_NAMES[column.kinds[0]]
    name, is_certain = _stand_in(column, actual)
    if name is None:
        return Difference(
            column.name,
            Problem.MISSING,
            f"“{column.name}” is missing.",
            f"Add a property of the type {kind} with this name: {_BY_COMMAND}.",
        )
    remedy = f"Rename “{name}” to “{column.name}”"
    return Difference(
        column.name,
        Problem.RENAMED,
        f"“{column.name}” is missing; “{name}” looks like it.",
        f"{remedy}: {_BY_COMMAND}." if is_certain else f"{remedy}, or add a {kind} of this name.",
        can_repair=is_certain,
        found=name,
    )


def _stand_in(column: Column, actual: Properties) -> tuple[str | None, bool]:
    """The property that was meant, and whether there is no doubt about it."""
    names = {column.name for column in COLUMNS}
    free = {
        name: found
        for name, found in actual.items()
        if name not in names and found.get("type") in column.kinds
    }
    if column.name is Name.TITLE and free:  # a database has one title, whatever it is called
        return next(iter(free)), True
    same = [name for name in free if _plain(name) == _plain(column.name)]
    if same:
        return same[0], len(same) == 1
    like = difflib.get_close_matches(
        _plain(column.name), {_plain(name) for name in free}, n=1, cutoff=_ALIKE
    )
    return next((name for name in free if _plain(name) in like), None), False


def _mistyped(column: Column, kind: str, actual: Properties) -> Difference:
    wanted = " or ".join(KIND_NAMES[one] for one in column.kinds)
    remedy = f"Change its type to {KIND_NAMES[column.kinds[0]]}: click on its name → Edit property."
    if column.name is Name.TITLE:
        title = next((n for n, found in actual.items() if found.get("type") == "title"), "Name")
        remedy = f"Give it another name, then rename “{title}” to “{column.name}”."
    return Difference(
        column.name,
        Problem.WRONG_TYPE,
        f"“{column.name}” has the type {KIND_NAMES.get(kind, kind)} instead of {wanted}.",
        remedy,
        can_repair=False,
        found=column.name,
    )


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()
