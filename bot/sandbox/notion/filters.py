"""Filters of a query: their shape, and which rows they let through.

Times of making and editing are compared as they are told, rounded down to the minute; days are
days in UTC. Lists nest two deep. An option that is not there (any more) is an error, as is a
filter of another type than the property's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.sandbox.errors import Json
from bot.sandbox.notion import showing
from bot.sandbox.notion.checking import Problems
from bot.sandbox.notion.clock import to_the_minute
from bot.sandbox.notion.columns import WITH_OPTIONS
from bot.sandbox.notion.dates import COMPARISONS, SPANS, Moment, compares, named_moment, within
from bot.sandbox.notion.errors import invalid
from bot.sandbox.notion.model import DataSource, Page, Property, Version
from bot.sandbox.notion.rich_text import plain
from bot.sandbox.notion.workspace import Workspace

Predicate = Callable[[Page, Version], bool]
DEEPEST = 2
_NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)  # any moment: only whether a text names one
TIMESTAMPS = ("created_time", "last_edited_time")
_TEXT: Mapping[str, Callable[[str, str], bool]] = {
    "equals": lambda kept, wanted: kept == wanted,
    "does_not_equal": lambda kept, wanted: kept != wanted,
    "contains": lambda kept, wanted: wanted.lower() in kept.lower(),
    "does_not_contain": lambda kept, wanted: wanted.lower() not in kept.lower(),
    "starts_with": lambda kept, wanted: kept.lower().startswith(wanted.lower()),
    "ends_with": lambda kept, wanted: kept.lower().endswith(wanted.lower()),
}
_NUMBER: Mapping[str, Callable[[float, float], bool]] = {
    "equals": lambda kept, wanted: kept == wanted,
    "does_not_equal": lambda kept, wanted: kept != wanted,
    "greater_than": lambda kept, wanted: kept > wanted,
    "less_than": lambda kept, wanted: kept < wanted,
    "greater_than_or_equal_to": lambda kept, wanted: kept >= wanted,
    "less_than_or_equal_to": lambda kept, wanted: kept <= wanted,
}
_EXISTENCE = ("is_empty", "is_not_empty")
_EQUALITY = ("equals", "does_not_equal")
_CONTAINING = ("contains", "does_not_contain")
_OPERATORS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("title", "rich_text", "url", "email", "phone_number"), (*_TEXT, *_EXISTENCE)),
    "number": (*_NUMBER, *_EXISTENCE),
    "unique_id": tuple(_NUMBER),
    "checkbox": _EQUALITY,
    "select": (*_EQUALITY, *_EXISTENCE),
    "status": (*_EQUALITY, *_EXISTENCE),
    "multi_select": (*_CONTAINING, *_EXISTENCE),
    "people": (*_CONTAINING, *_EXISTENCE),
    "created_by": (*_CONTAINING, *_EXISTENCE),
    "last_edited_by": (*_CONTAINING, *_EXISTENCE),
    "files": _EXISTENCE,
    **dict.fromkeys(("date", *TIMESTAMPS), (*COMPARISONS, *sorted(SPANS), *_EXISTENCE)),
    "formula": ("string", "checkbox", "number", "date"),
}
_SAME_TEXT = frozenset({"title", "rich_text", "url", "email", "phone_number"})


def check_filter(problems: Problems, path: str, value: Any, depth: int = 0) -> None:
    """The shape of a filter."""
    if not problems.mapping(path, value):
        return
    for junction in ("and", "or"):
        if junction in value:
            _check_list(problems, path, value, junction, depth)
            return
    if "timestamp" in value:
        name = value["timestamp"]
        if problems.choice(f"{path}.timestamp", name, TIMESTAMPS) and problems.object(
            path, value, {"timestamp", "type", name}, {name}
        ):
            problems.choice(f"{path}.type", value.get("type", name), (name,))
            _check_condition(problems, f"{path}.{name}", name, value[name])
        return
    kind = problems.either(path, value, tuple(_OPERATORS))
    if kind is None or not problems.object(path, value, {"property", "type", kind}, {"property"}):
        return
    problems.text(f"{path}.property", value["property"], low=1)
    _check_condition(problems, f"{path}.{kind}", kind, value[kind])


def _check_list(problems: Problems, path: str, value: Json, junction: str, depth: int) -> None:
    problems.object(path, value, {junction})
    if depth >= DEEPEST:
        problems.add(f"{path}.{junction}", "be not present", value[junction])
    elif problems.array(f"{path}.{junction}", value[junction]):
        for number, item in enumerate(value[junction]):
            check_filter(problems, f"{path}.{junction}[{number}]", item, depth + 1)


def _check_condition(problems: Problems, path: str, kind: str, value: Any) -> None:
    if not problems.mapping(path, value):
        return
    operator = problems.either(path, value, _OPERATORS[kind])
    if operator is None or not problems.object(path, value, {operator}):
        return
    place, wanted = f"{path}.{operator}", value[operator]
    if kind == "formula":
        _check_condition(problems, place, "rich_text" if operator == "string" else operator, wanted)
    elif operator in _EXISTENCE:
        problems.choice(place, wanted, (True,))
    elif operator in SPANS:
        problems.object(place, wanted, ())
    elif kind in ("number", "unique_id"):
        problems.number(place, wanted)
    elif kind == "checkbox":
        problems.truth(place, wanted)
    elif kind in WITH_OPTIONS and isinstance(wanted, list):
        for number, name in enumerate(wanted):
            problems.text(f"{place}[{number}]", name, low=1)
    elif problems.text(place, wanted):
        _check_word(problems, place, kind, wanted)


def _check_word(problems: Problems, path: str, kind: str, wanted: str) -> None:
    if kind in ("people", "created_by", "last_edited_by"):
        if wanted != "me":
            problems.id(path, wanted)
    elif kind in ("date", *TIMESTAMPS) and named_moment(wanted, _NOON) is None:
        problems.add(path, "be a valid ISO 8601 date string", wanted)


@dataclass(frozen=True)
class Filters:
    """Turns checked filters into predicates over one data source's rows."""

    workspace: Workspace
    source: DataSource

    def predicate(self, value: Json | None) -> Predicate:
        """What a filter lets through.

        Raises:
            NotionError: A property is not there or of another type, or an option is not there.
        """
        if value is None:
            return lambda page, version: True
        for junction, joined in (("and", all), ("or", any)):
            if junction in value:
                parts = [self.predicate(item) for item in value[junction]]
                return _joined(parts, joined)
        if "timestamp" in value:
            return self._timestamp(value["timestamp"], value[value["timestamp"]])
        return self._property(value)

    def _timestamp(self, name: str, condition: Json) -> Predicate:
        now = self.workspace.now()
        ((operator, wanted),) = condition.items()

        def fits(page: Page, version: Version) -> bool:
            moment = page.created_at if name == "created_time" else version.edited_at
            return _moment_fits(to_the_minute(moment), operator, wanted, now)

        return fits

    def _property(self, value: Json) -> Predicate:
        column = self.source.find(value["property"])
        if column is None:
            name = value["property"]
            message = f"Could not find property with name or id: {name}"
            raise invalid(message, blameless=self.source.lost(name))
        kind = next(kind for kind in _OPERATORS if kind in value)
        if kind != column.type and not {kind, column.type} <= {"title", "rich_text"}:
            raise invalid(
                "The property type in the database does not match the property type of the filter "
                f"provided: database property {column.type} does not match filter {kind}"
            )
        ((operator, wanted),) = value[kind].items()
        if kind in WITH_OPTIONS and operator not in _EXISTENCE:
            wanted = [wanted] if isinstance(wanted, str) else wanted
            for name in wanted:
                _refuse_unknown_option(column, name)
        return self._fitting(column, operator, wanted)

    def _fitting(self, column: Property, operator: str, wanted: Any) -> Predicate:
        me, now = self.workspace.bot.id, self.workspace.now()

        def fits(page: Page, version: Version) -> bool:
            kept = showing.value(self.workspace, column, page, version)
            kind = column.type
            if kind == "formula":
                kind, kept = kept["type"], kept[kept["type"]]
                ((inner, word),) = wanted.items()
                return kind == _FORMULA_KINDS[operator] and _fits(kind, kept, inner, word, me, now)
            return _fits(kind, kept, operator, wanted, me, now)

        return fits


_FORMULA_KINDS = {"string": "string", "number": "number", "checkbox": "boolean", "date": "date"}


def _joined(parts: list[Predicate], joined: Callable[..., bool]) -> Predicate:
    return lambda page, version: joined(part(page, version) for part in parts)


def _refuse_unknown_option(column: Property, name: str) -> None:
    if column.option(name) is not None:
        return
    names = ", ".join(f'"{option.name}"' for option in column.options)
    message = (
        f'{column.type} option "{name}" not found for property "{column.name}". '
        f"Available options: {names}."
    )
    raise invalid(message, blameless=name in column.former_options)


def _fits(kind: str, kept: Any, operator: str, wanted: Any, me: str, now: datetime) -> bool:
    if kind in ("title", "rich_text"):
        kept = plain(kept)
    if operator in _EXISTENCE:
        return (kept in (None, "", [])) == (operator == "is_empty")
    if kind in _SAME_TEXT or kind == "string":
        return _TEXT[operator](kept or "", wanted)
    if kind in ("number", "unique_id"):
        number = kept["number"] if kind == "unique_id" else kept
        return operator == "does_not_equal" if number is None else _NUMBER[operator](number, wanted)
    if kind in ("checkbox", "boolean"):
        return bool(kept == wanted) == (operator == "equals")
    if kind in ("date", *TIMESTAMPS):
        return _date_fits(kept, operator, wanted, now)
    if kind in ("people", "created_by", "last_edited_by"):
        ids = {person["id"] for person in (kept if isinstance(kept, list) else [kept])}
        return ((me if wanted == "me" else wanted) in ids) == (operator == "contains")
    chosen = kept if isinstance(kept, list) else [kept] if kept else []
    hit = any(name in (item["id"], item["name"]) for item in chosen for name in wanted)
    return hit == (operator in ("equals", "contains"))


def _date_fits(kept: Any, operator: str, wanted: Any, now: datetime) -> bool:
    text = kept["start"] if isinstance(kept, dict) else kept
    moment = None if text is None else named_moment(text, now)
    return moment is not None and _moment_fits(moment, operator, wanted, now)


def _moment_fits(moment: Moment, operator: str, wanted: Any, now: datetime) -> bool:
    if operator in _EXISTENCE:
        return operator == "is_not_empty"
    if operator in SPANS:
        return within(moment, operator, now)
    named = named_moment(wanted, now)
    return named is not None and compares(moment, operator, named)
