"""Values of properties: what a request may write, and what is kept of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.errors import Json
from bot.sandbox.notion.checking import Problems
from bot.sandbox.notion.columns import no_such_property, refuse_commas
from bot.sandbox.notion.dates import check_date, kept_date
from bot.sandbox.notion.errors import NotionError, invalid
from bot.sandbox.notion.files import check_files, kept_files
from bot.sandbox.notion.ids import known_id, new_id
from bot.sandbox.notion.model import DataSource, Option, Property
from bot.sandbox.notion.options import OPTION_KEYS, check_option
from bot.sandbox.notion.rich_text import check_rich_text, kept_rich_text
from bot.sandbox.notion.workspace import Workspace

Check = Callable[[Problems, str, Any], object]


def check_values(problems: Problems, path: str, value: Any) -> None:
    """The shape of `properties` in a request that writes a page."""
    if not problems.mapping(path, value):
        return
    for key, written in value.items():
        place = f"{path}.{key}"
        if not problems.mapping(place, written):
            continue
        kind = problems.either(place, written, tuple(_CHECKS))
        if kind is not None:
            problems.object(place, written, {"type", kind})
            _CHECKS[kind](problems, f"{place}.{kind}", written[kind])


def _check_option(problems: Problems, path: str, value: Any) -> None:
    if value is not None:
        check_option(problems, path, value, {"id", *OPTION_KEYS})


def _check_options(problems: Problems, path: str, value: Any) -> None:
    if problems.array(path, value):
        for number, item in enumerate(value):
            if problems.mapping(f"{path}[{number}]", item):
                _check_option(problems, f"{path}[{number}]", item)


def _check_number(problems: Problems, path: str, value: Any) -> None:
    if value is not None:
        problems.number(path, value)


def _check_url(problems: Problems, path: str, value: Any) -> None:
    if value is not None:
        problems.url(path, value)


def _check_short(problems: Problems, path: str, value: Any) -> None:
    if value is not None:
        problems.text(path, value, low=1, high=200)


def _check_date(problems: Problems, path: str, value: Any) -> None:
    if value is not None:
        check_date(problems, path, value)


def _check_people(problems: Problems, path: str, value: Any) -> None:
    if problems.array(path, value):
        for number, person in enumerate(value):
            problems.user(f"{path}[{number}]", person)


_CHECKS: Mapping[str, Check] = {
    "title": check_rich_text,
    "rich_text": check_rich_text,
    "number": _check_number,
    "url": _check_url,
    "select": _check_option,
    "multi_select": _check_options,
    "people": _check_people,
    "email": _check_short,
    "phone_number": _check_short,
    "date": _check_date,
    "checkbox": Problems.truth,
    "files": check_files,
    "status": _check_option,
}


@dataclass
class Writing:
    """One write into a row: nothing of it is done before all of it is known to be possible."""

    workspace: Workspace
    source: DataSource
    new_options: list[tuple[Property, Option]] = field(default_factory=list)

    def kept(self, written: Mapping[str, Json]) -> dict[str, Any]:
        """Checked values as the row keeps them, by the property's id.

        Raises:
            NotionError: A property is not there or of another type, or an option or file is not.
        """
        wrong: list[str] = []
        found: list[tuple[Property, Any]] = []
        for key, value in written.items():
            column = self.source.find(key)
            if column is None:
                raise no_such_property(self.source, key)
            if column.type not in value:
                wrong.append(f"{column.name} is expected to be {column.type}.")
            else:
                found.append((column, value[column.type]))
        if wrong:
            raise invalid(" ".join(wrong))
        return {column.id: _KEEP[column.type](self, column, value) for column, value in found}

    def commit(self, by: str) -> None:
        """Make the options that were written and did not exist."""
        for column, option in self.new_options:
            column.options.append(option)
        if self.new_options:
            self.workspace.touch(self.source, by)

    def option(self, column: Property, wanted: Json) -> str:
        """The id of the option meant; a select gets a new one for a name it does not have."""
        if "id" in wanted:
            found = next((item for item in column.options if item.id == wanted["id"]), None)
        else:
            found = next((item for item in column.options if item.name == wanted["name"]), None)
        if found is not None:
            if wanted.get("color", found.color) != found.color:
                raise invalid(f"{column.type.capitalize()} option color doesn't match existing")
            return found.id
        if "name" not in wanted or column.type == "status":
            raise _no_such_option(column, wanted)
        return self._new_option(column, wanted)

    def _new_option(self, column: Property, wanted: Json) -> str:
        name = wanted["name"]
        for other, option in self.new_options:
            if other is column and option.name == name:
                return option.id
        refuse_commas(column.type, name)
        made = Option(new_id(), name, wanted.get("color", "default"))
        self.new_options.append((column, made))
        return made.id


def _no_such_option(column: Property, wanted: Json) -> NotionError:
    name = wanted.get("name", wanted.get("id"))
    kind = column.type
    message = f'Invalid {kind} option. {kind.capitalize()} option "{name}" does not exist".'
    gone = name in column.former_options or "id" in wanted
    return invalid(message, blameless=gone)


def _keep_rich_text(writing: Writing, column: Property, value: list[Json]) -> list[Json]:
    return kept_rich_text(value, writing.workspace.name_of)


def _keep_option(writing: Writing, column: Property, value: Json | None) -> str | None:
    return None if value is None else writing.option(column, value)


def _keep_options(writing: Writing, column: Property, value: list[Json]) -> list[str]:
    return list(dict.fromkeys(writing.option(column, item) for item in value))


def _keep_people(writing: Writing, column: Property, value: list[Json]) -> list[str]:
    found = []
    for person in value:
        id = known_id(person["id"]) or ""
        if writing.workspace.user(id) is None:
            raise invalid(f"Could not find user with ID: {id}.", blameless=True)
        found.append(id)
    return list(dict.fromkeys(found))


def _keep_date(writing: Writing, column: Property, value: Json | None) -> Json | None:
    return None if value is None else kept_date(value)


def _keep_files(writing: Writing, column: Property, value: list[Json]) -> Any:
    return kept_files(writing.workspace, value)


def _keep_as_it_is(writing: Writing, column: Property, value: Any) -> Any:
    return value


_KEEP: Mapping[str, Callable[[Writing, Property, Any], Any]] = {
    **dict.fromkeys(_CHECKS, _keep_as_it_is),
    "title": _keep_rich_text,
    "rich_text": _keep_rich_text,
    "select": _keep_option,
    "status": _keep_option,
    "multi_select": _keep_options,
    "people": _keep_people,
    "date": _keep_date,
    "files": _keep_files,
}
