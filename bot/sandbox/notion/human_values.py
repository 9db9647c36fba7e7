"""What people put into a row in the app, as the row keeps it.

People are bound by other rules than the API: their texts may be of any length, a select takes
whatever they type, a status only what it has.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bot.sandbox.errors import Json
from bot.sandbox.notion.checking import Problems
from bot.sandbox.notion.dates import check_date, kept_date
from bot.sandbox.notion.errors import NotionError
from bot.sandbox.notion.ids import new_id
from bot.sandbox.notion.model import DataSource, FileUpload, Property, StoredFile
from bot.sandbox.notion.rich_text import check_rich_text, kept_rich_text, simple_text
from bot.sandbox.notion.values import Writing
from bot.sandbox.notion.workspace import Workspace


class CannotDo(ValueError):
    """Notion's app would not let the person do this; the sentence says why."""


def kept_values(
    workspace: Workspace, source: DataSource, by: str, written: Mapping[str, Any]
) -> dict[str, Any]:
    """What a person wrote, by the property's id; new options of selects are made.

    Raises:
        CannotDo: A column is not there or cannot be written, or the value is none for it.
    """
    writing = Writing(workspace, source)
    found: dict[str, Any] = {}
    for name, value in written.items():
        column = source.find(name)
        if column is None:
            raise CannotDo(f"There is no column {name}.")
        keep = _KEEP.get(column.type)
        if keep is None:
            raise CannotDo(f"{name} is filled in by Notion itself.")
        try:
            found[column.id] = keep(writing, column, value)
        except NotionError as error:
            raise CannotDo(error.message) from None
    writing.commit(by)
    return found


def _text(writing: Writing, column: Property, value: str | Sequence[Json] | None) -> list[Json]:
    if value is None or isinstance(value, str):
        return simple_text(value or "")
    problems = Problems(column.name)
    check_rich_text(problems, column.name, list(value), content_max=None)
    problems.refuse()
    return kept_rich_text(value, writing.workspace.name_of)


def _option(writing: Writing, column: Property, value: str | None) -> str | None:
    return None if value is None else writing.option(column, {"name": value})


def _options(writing: Writing, column: Property, value: Sequence[str] | None) -> list[str]:
    return [writing.option(column, {"name": name}) for name in value or ()]


def _date(writing: Writing, column: Property, value: Any) -> Json | None:
    if value is None:
        return None
    if isinstance(value, date | datetime):
        value = value.isoformat()
    told = {"start": value} if isinstance(value, str) else value
    if isinstance(value, tuple):
        told = {"start": value[0], "end": value[1]}
    problems = Problems(column.name)
    check_date(problems, column.name, told)
    problems.refuse()
    return kept_date(told)


def _people(writing: Writing, column: Property, value: Sequence[str] | None) -> list[str]:
    ids = {person.name: person.id for person in writing.workspace.people.values()}
    for name in value or ():
        if name not in ids:
            raise CannotDo(f"There is nobody called {name}.")
    return [ids[name] for name in value or ()]


def _files(
    writing: Writing, column: Property, value: Sequence[tuple[str, bytes] | str] | None
) -> list[StoredFile]:
    return [stored(writing.workspace, item) for item in value or ()]


def stored(workspace: Workspace, item: tuple[str, bytes] | str) -> StoredFile:
    """A file a person drops into Notion: its name and bytes, or an address."""
    if isinstance(item, str):
        return StoredFile(item.rpartition("/")[2] or item, external=item)
    name, content = item
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    upload = FileUpload(new_id(), name, kind, workspace.now(), "", None, content)
    workspace.uploads[upload.id] = upload
    return StoredFile(name, upload_id=upload.id)


def _number(writing: Writing, column: Property, value: float | None) -> float | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise CannotDo(f"{value} is no number.")
    return value


def _as_it_is(writing: Writing, column: Property, value: str | None) -> str | None:
    return value or None


_KEEP: Mapping[str, Callable[[Writing, Property, Any], Any]] = {
    "title": _text,
    "rich_text": _text,
    "number": _number,
    "select": _option,
    "status": _option,
    "multi_select": _options,
    "date": _date,
    "people": _people,
    "files": _files,
    "checkbox": lambda writing, column, value: bool(value),
    "url": _as_it_is,
    "email": _as_it_is,
    "phone_number": _as_it_is,
}
