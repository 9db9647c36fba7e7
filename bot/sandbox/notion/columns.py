"""The columns of a data source: what a request may ask for, and what becomes of it.

What Notion does, and people trip over: a list of options replaces the one before, so an option
left out is deleted; renaming an option does nothing, without a word; its colour cannot be changed;
new options of a status land in its To-do group.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Mapping
from typing import Any

from bot.sandbox.errors import Json
from bot.sandbox.notion.checking import Problems
from bot.sandbox.notion.errors import NotionError, invalid
from bot.sandbox.notion.ids import TITLE_ID, new_id, new_property_id
from bot.sandbox.notion.model import DataSource, Group, Option, Property
from bot.sandbox.notion.options import OPTION_KEYS, check_option

WITH_OPTIONS = frozenset({"select", "multi_select", "status"})
_CONFIG_KEYS: Mapping[str, Collection[str]] = {
    **dict.fromkeys(WITH_OPTIONS, ("options",)),
    "number": ("format",),
    "formula": ("expression",),
    "unique_id": ("prefix",),
    **dict.fromkeys(
        (
            "title",
            "rich_text",
            "date",
            "people",
            "files",
            "checkbox",
            "url",
            "email",
            "phone_number",
            "created_time",
            "created_by",
            "last_edited_time",
            "last_edited_by",
        ),
        (),
    ),
}
TYPES = tuple(_CONFIG_KEYS)
_STATUS_GROUPS = (("To-do", "gray"), ("In progress", "blue"), ("Complete", "green"))
_STATUS_DEFAULTS = (("Not started", "default"), ("In progress", "blue"), ("Done", "green"))


def check_columns(problems: Problems, path: str, value: Any, *, status: bool, new: bool) -> None:
    """The shape of `properties` in a request that makes or changes a data source.

    Args:
        problems: Where what is wrong is noted.
        path: Where `properties` stands.
        value: The properties by name; in a change also by id.
        status: Whether status properties can be had through the API.
        new: Whether the data source is being made.
    """
    if not problems.mapping(path, value):
        return
    for name, wanted in value.items():
        place = f"{path}.{name}"
        if not name:
            problems.add(path, "have no empty name", name)
        if wanted is None and not new:
            continue
        if not problems.mapping(place, wanted):
            continue
        if not new and wanted.keys() == {"name"}:
            problems.text(f"{place}.name", wanted["name"], low=1)
            continue
        _check_column(problems, place, wanted, status=status, new=new)


def _check_column(problems: Problems, path: str, wanted: Json, *, status: bool, new: bool) -> None:
    kind = problems.either(path, wanted, TYPES)
    if kind is None:
        return
    problems.object(path, wanted, {"type", kind, "description", *([] if new else ["name"])})
    if kind == "status" and not status:
        problems.add(f"{path}.status", "be not present", wanted["status"])
    if wanted.get("description") is not None:
        problems.text(f"{path}.description", wanted["description"])
    if "name" in wanted:
        problems.text(f"{path}.name", wanted["name"], low=1)
    config = wanted[kind]
    if not problems.object(f"{path}.{kind}", config, _CONFIG_KEYS[kind]):
        return
    if "options" in config:
        _check_options(problems, f"{path}.{kind}.options", config["options"], new=new)
    for key in config.keys() - {"options"}:
        if config[key] is not None or key != "prefix":
            problems.text(f"{path}.{kind}.{key}", config[key])


def _check_options(problems: Problems, path: str, value: Any, *, new: bool) -> None:
    if not problems.array(path, value):
        return
    for number, option in enumerate(value):
        place = f"{path}[{number}]"
        check_option(problems, place, option, {*OPTION_KEYS, *([] if new else ["id"])})


def new_columns(wanted: Mapping[str, Json]) -> dict[str, Property]:
    """The columns of a new data source, from checked `properties`; one of them is the title."""
    found: dict[str, Property] = {}
    for name, config in (wanted or {"Name": {"title": {}}}).items():
        _add(found, name, config)
    if TITLE_ID not in found:
        raise invalid("Title is not provided")
    return found


def change_columns(source: DataSource, wanted: Mapping[str, Json | None]) -> None:
    """Change a data source's columns as checked `properties` ask; all of them or none."""
    columns = copy.deepcopy(source.properties)
    after = DataSource(**{**vars(source), "properties": columns})
    for key, config in wanted.items():
        column = after.find(key)
        if column is None:
            _add_while_changing(source, columns, key, config)
        elif config is None:
            _delete(columns, column)
        else:
            _change(columns, column, config)
    lost = {item.name for item in source.properties.values()} - {
        item.name for item in columns.values()
    }
    source.former_names |= lost | (source.properties.keys() - columns.keys())
    _number_rows(source, columns)
    source.properties = columns


def _number_rows(source: DataSource, columns: Mapping[str, Property]) -> None:
    for column in columns.values():
        if column.type == "unique_id" and column.id not in source.properties:
            column.numbers = {row: number for number, row in enumerate(source.rows, start=1)}
            column.last_number = len(source.rows)


def _add_while_changing(
    source: DataSource, columns: dict[str, Property], key: str, config: Json | None
) -> None:
    if config is None or config.keys() == {"name"}:
        raise no_such_property(source, key)
    _add(columns, config.get("name", key), config)


def no_such_property(source: DataSource, key: str) -> NotionError:
    """The answer for a property that is not there; nobody is to blame if it was, once."""
    return invalid(f"{key} is not a property that exists.", blameless=source.lost(key))


def _delete(columns: dict[str, Property], column: Property) -> None:
    if column.type == "title":
        raise invalid("Cannot delete the title property.")
    del columns[column.id]


def _change(columns: dict[str, Property], column: Property, config: Json) -> None:
    kind = next((kind for kind in TYPES if kind in config), column.type)
    if kind != column.type:
        message = f"The sandbox does not turn {column.name} from {column.type} into {kind}."
        raise invalid(message)
    if "name" in config:
        _name_is_free(columns, config["name"], besides=column)
        column.name = config["name"]
    column.description = config.get("description", column.description)
    _configure(column, config.get(kind, {}))


def _add(columns: dict[str, Property], name: str, config: Json) -> None:
    kind = next(kind for kind in TYPES if kind in config)
    if kind == "title" and TITLE_ID in columns:
        raise invalid("Cannot create more than one title property.")
    _name_is_free(columns, name)
    id = TITLE_ID if kind == "title" else new_property_id(columns)
    column = Property(id, name, kind, description=config.get("description"))
    _configure(column, config[kind])
    if kind == "status" and not column.groups:
        _status_defaults(column)
    columns[id] = column


def _name_is_free(
    columns: Mapping[str, Property], name: str, besides: Property | None = None
) -> None:
    if any(item.name == name and item is not besides for item in columns.values()):
        raise invalid(f"Duplicate property name: {name}.")


def _configure(column: Property, config: Json) -> None:
    if "options" in config:
        set_options(column, config["options"])
    column.number_format = config.get("format", column.number_format)
    column.expression = config.get("expression", column.expression)
    column.prefix = config.get("prefix", column.prefix)


def _status_defaults(column: Property) -> None:
    column.options = [Option(new_id(), name, color) for name, color in _STATUS_DEFAULTS]
    column.groups = [
        Group(new_id(), name, color, [option.id])
        for (name, color), option in zip(_STATUS_GROUPS, column.options, strict=True)
    ]


def set_options(column: Property, wanted: list[Json]) -> None:
    """Replace a column's options as Notion does: see this module's first words."""
    kept = [_option(column, item) for item in wanted]
    names = [option.name for option in kept]
    if len(set(names)) < len(names) or len({option.id for option in kept}) < len(kept):
        raise invalid(f"Options of {column.name} must have unique names.")
    column.former_options |= {option.name for option in column.options} - set(names)
    column.options = kept
    if column.type == "status":
        _regroup(column)


def _option(column: Property, wanted: Json) -> Option:
    by = "id" if "id" in wanted else "name"
    found = next((item for item in column.options if getattr(item, by) == wanted[by]), None)
    if found is None:
        if by == "id":
            raise invalid(f"Could not find option with ID: {wanted['id']}.", blameless=True)
        refuse_commas(column.type, wanted["name"])
        return Option(
            new_id(), wanted["name"], wanted.get("color", "default"), wanted.get("description")
        )
    if wanted.get("color", found.color) != found.color:
        raise invalid(f"Cannot update color of select with {by}: {wanted[by]}.")
    found.description = wanted.get("description", found.description)
    return found


def _regroup(column: Property) -> None:
    if not column.groups:
        column.groups = [Group(new_id(), name, color, []) for name, color in _STATUS_GROUPS]
    ids = [option.id for option in column.options]
    for group in column.groups:
        group.option_ids = [id for id in group.option_ids if id in ids]
    grouped = {id for group in column.groups for id in group.option_ids}
    column.groups[0].option_ids += [id for id in ids if id not in grouped]


def refuse_commas(kind: str, name: str) -> None:
    """Names of options have no commas."""
    if "," in name:
        raise invalid(f"Invalid {kind} option, commas not allowed: {name}")
