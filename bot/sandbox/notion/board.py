"""What people do to databases and pages in Notion's app: make, share, and change their columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.sandbox.errors import Json
from bot.sandbox.notion.checking import Problems
from bot.sandbox.notion.columns import WITH_OPTIONS, change_columns, check_columns, new_columns
from bot.sandbox.notion.errors import NotionError
from bot.sandbox.notion.human_values import CannotDo
from bot.sandbox.notion.ids import known_id, new_id
from bot.sandbox.notion.model import Compute, DataSource, Option, Property, User
from bot.sandbox.notion.rich_text import simple_text
from bot.sandbox.notion.workspace import Workspace

Column = str | Sequence[str] | Mapping[str, Any]
"""A type's name, the options of a select, or a column as the API writes it."""


class Board:
    """The part of a person that deals with databases."""

    workspace: Workspace
    user: User

    def add_page(self, title: str, *, parent: str | None = None, shared: bool = False) -> str:
        """Make a page, at the top of the workspace unless in another one; returns its id."""
        self._take_blocks(1)
        page = self.workspace.add_page(self._parent(parent), self.user.id, title)
        page.shared = shared
        return page.id

    def add_database(
        self,
        title: str,
        columns: Mapping[str, Column],
        *,
        parent: str | None = None,
        shared: bool = True,
    ) -> str:
        """Make a database.

        Args:
            title: Its title; its data source has the same.
            columns: Its columns; one of them is the title.
            parent: The page it lies in; the top of the workspace unless given.
            shared: Whether it is shared with the connection.

        Returns:
            The database's id.
        """
        workspace, by, now = self.workspace, self.user.id, self.workspace.now()
        wanted = _wanted(columns)
        _check(wanted, new=True)
        made = self._trying(lambda: new_columns(wanted))
        source = DataSource(new_id(), new_id(), simple_text(title), now, by, now, by, made)
        self._take_blocks(1)
        database = workspace.add_database(self._parent(parent), by, source)
        database.shared = shared
        return database.id

    def add_data_source(self, database: str, title: str, columns: Mapping[str, Column]) -> str:
        """Add another data source to a database; returns its id."""
        found = self.workspace.databases[known_id(database) or ""]
        now, by, wanted = self.workspace.now(), self.user.id, _wanted(columns)
        _check(wanted, new=True)
        made = self._trying(lambda: new_columns(wanted))
        source = DataSource(new_id(), found.id, simple_text(title), now, by, now, by, made)
        self.workspace.data_sources[source.id] = source
        found.data_source_ids.append(source.id)
        return source.id

    def data_source_of(self, database: str) -> str:
        """The id of a database's first data source."""
        return self._source(database).id

    def share(self, id: str) -> None:
        """Share a page or database with the connection."""
        self._shareable(id).shared = True

    def unshare(self, id: str) -> None:
        """Take a page or database from the connection; what it lies in may still be shared."""
        self._shareable(id).shared = False

    def add_column(self, data_source: str, name: str, column: Column) -> None:
        if self._source(data_source).find(name) is not None:
            raise CannotDo(f"There is a column {name} already.")
        self._change(data_source, {name: _config(column)})

    def rename_column(self, data_source: str, old: str, new: str) -> None:
        self._column(data_source, old)
        self._change(data_source, {old: {"name": new}})

    def delete_column(self, data_source: str, name: str) -> None:
        self._column(data_source, name)
        self._change(data_source, {name: None})

    def set_formula(self, data_source: str, name: str, compute: Compute) -> None:
        """Let a formula column say what `compute` makes of a row's plain values."""
        self._column(data_source, name).compute = compute

    def add_option(
        self, data_source: str, column: str, option: str, *, group: str | None = None
    ) -> None:
        """Add an option; a status' goes into a group, To-do unless another is named."""
        found = self._column(data_source, column)
        if found.type not in WITH_OPTIONS:
            raise CannotDo(f"{column} has no options.")
        made = Option(new_id(), option)
        named = (item for item in found.groups if group in (None, item.name))
        target = next(named, None)
        if found.type == "status" and target is None:
            raise CannotDo(f"{column} has no group {group}.")
        found.options.append(made)
        if target is not None:
            target.option_ids.append(made.id)
        self._touch(data_source)

    def rename_option(self, data_source: str, column: str, old: str, new: str) -> None:
        found = self._column(data_source, column)
        self._option(found, old).name = new
        found.former_options.add(old)
        self._touch(data_source)

    def delete_option(self, data_source: str, column: str, option: str) -> None:
        """Delete an option: rows that had it are empty, or back at the default of a status."""
        found = self._column(data_source, column)
        gone = self._option(found, option)
        found.options.remove(gone)
        found.former_options.add(option)
        for group in found.groups:
            group.option_ids = [id for id in group.option_ids if id != gone.id]
        self._touch(data_source)

    # inside

    def _touch(self, data_source: str) -> None:
        self.workspace.touch(self._source(data_source), self.user.id)

    def _change(self, data_source: str, wanted: Mapping[str, Json | None]) -> None:
        _check(wanted, new=False)
        source = self._source(data_source)
        self._trying(lambda: change_columns(source, wanted))
        self._touch(data_source)

    def _source(self, id: str) -> DataSource:
        key = known_id(id) or ""
        database = self.workspace.databases.get(key)
        found = self.workspace.data_sources.get(database.data_source_ids[0] if database else key)
        if found is None:
            raise CannotDo(f"There is no database {id}.")
        return found

    def _column(self, data_source: str, name: str) -> Property:
        found = self._source(data_source).find(name)
        if found is None:
            raise CannotDo(f"There is no column {name}.")
        return found

    def _option(self, column: Property, name: str) -> Option:
        found = column.option(name)
        if found is None:
            raise CannotDo(f"{column.name} has no option {name}.")
        return found

    def _shareable(self, id: str) -> Any:
        key = known_id(id) or ""
        found = self.workspace.pages.get(key) or self.workspace.databases.get(key)
        if found is None:
            raise CannotDo(f"There is no page or database {id}.")
        return found

    def _parent(self, page: str | None) -> Json:
        if page is None:
            return {"type": "workspace", "workspace": True}
        if known_id(page) not in self.workspace.pages:
            raise CannotDo(f"There is no page {page}.")
        return {"type": "page_id", "page_id": known_id(page)}

    def _take_blocks(self, count: int) -> None:
        self._trying(lambda: self.workspace.take_blocks(count))

    def _trying(self, action: Any) -> Any:
        try:
            return action()
        except NotionError as error:
            raise CannotDo(error.message) from None


def _wanted(columns: Mapping[str, Column]) -> dict[str, Json]:
    return {name: _config(column) for name, column in columns.items()}


def _config(column: Column) -> Json:
    if isinstance(column, str):
        return {column: {}}
    if isinstance(column, Mapping):
        return dict(column)
    return {"select": {"options": [{"name": name} for name in column]}}


def _check(wanted: Mapping[str, Json | None], *, new: bool) -> None:
    problems = Problems("columns")
    check_columns(problems, "columns", wanted, status=True, new=new)
    if problems.lines:
        raise CannotDo(problems.error().message)
