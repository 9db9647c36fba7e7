"""A scripted person in Notion's app: plans rows, edits them, reads what they show, and waits.

    robin = sandbox.person("Robin")
    board = robin.add_database("Films", {"Title": "title", "Status": ["Draft", "Queued"]})
    fox = robin.add_row(board, {"Title": "Fox"})
    robin.edit(fox, {"Status": "Queued"})
    await robin.wait_until(fox, lambda row: row["Status"] == "Storyboard Ready")

People act at once and past every limit of the API. Ids are those of the API; where a data source
is meant, the id of its database will do.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.sandbox.errors import Json
from bot.sandbox.notion.block_types import check_blocks, count
from bot.sandbox.notion.blocks import add_blocks
from bot.sandbox.notion.board import Board
from bot.sandbox.notion.checking import Problems
from bot.sandbox.notion.errors import NotionError
from bot.sandbox.notion.human_values import CannotDo, kept_values
from bot.sandbox.notion.ids import TITLE_ID, known_id, new_id
from bot.sandbox.notion.model import Database, Page, StoredFile, User
from bot.sandbox.notion.reading import plain_values
from bot.sandbox.notion.rich_text import simple_text
from bot.sandbox.notion.workspace import Workspace

WAIT_SECONDS = 30.0


@dataclass(frozen=True)
class Row:
    """What a person sees of a row; `values` as `plain_values` tells them."""

    id: str
    values: Mapping[str, Any]
    in_trash: bool
    edited_at: datetime
    edited_by: str

    def __getitem__(self, column: str) -> Any:
        return self.values[column]


class NotionPerson(Board):
    """One member of the workspace.

    Args:
        workspace: The sandbox's workspace.
        name: The person's name; the same name is the same person.
    """

    def __init__(self, workspace: Workspace, name: str) -> None:
        self.workspace = workspace
        known = (item for item in workspace.people.values() if item.name == name)
        user = next(known, None) or User(new_id(), name, email=f"{name.lower()}@example.org")
        workspace.people[user.id] = user
        self.user = user

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def id(self) -> str:
        return self.user.id

    # rows

    def add_row(self, data_source: str, values: Mapping[str, Any] | None = None) -> str:
        """Make a row; `values` as in `edit`. Returns its id."""
        source = self._source(data_source)
        kept = kept_values(self.workspace, source, self.id, values or {})
        self._take_blocks(1)
        parent = {"type": "data_source_id", "data_source_id": source.id}
        where = {**parent, "database_id": source.database_id}
        return self.workspace.add_page(where, self.id, values=kept).id

    def edit(self, page: str, values: Mapping[str, Any]) -> None:
        """Write into a row.

        Args:
            page: The row's id.
            values: By the column's name. Text as a string or as pieces of rich text; the name of
                an option, or names; a number; a truth; a date as ISO 8601, `date`, `datetime` or
                a pair of start and end; files as pairs of name and bytes or as addresses; names
                of people. None empties.

        Raises:
            CannotDo: A column is not there, cannot be written, or does not take the value.
        """
        found = self._page(page)
        if found.parent["type"] != "data_source_id":
            raise CannotDo("This page is no row.")
        source = self.workspace.data_sources[found.parent["data_source_id"]]
        self.workspace.edit(found, self.id, kept_values(self.workspace, source, self.id, values))

    def rename_page(self, page: str, title: str) -> None:
        """Change the title of a page that is no row."""
        self.workspace.edit(self._page(page), self.id, {TITLE_ID: simple_text(title)})

    def write_body(self, page: str, blocks: Sequence[Json]) -> None:
        """Replace the body of a page by these blocks, written as for the API."""
        found, wanted = self._page(page), list(blocks)
        problems = Problems("blocks")
        check_blocks(problems, "blocks", wanted)
        try:
            problems.refuse()
            self.workspace.take_blocks(count(wanted))
            found.children = []
            add_blocks(self.workspace, found, wanted, self.id)
        except NotionError as error:
            raise CannotDo(error.message) from None
        self.workspace.edit(found, self.id)

    # looking

    def read(self, page: str) -> Row:
        """What a row shows now."""
        found = self._page(page)
        version = found.now
        editor = self.workspace.user(version.edited_by)
        return Row(
            found.id,
            plain_values(self.workspace, found, version),
            version.in_trash,
            version.edited_at,
            editor.name if editor else "",
        )

    def rows(self, data_source: str, *, in_trash: bool = False) -> list[Row]:
        """The rows of a data source, oldest first."""
        found = [self.read(id) for id in self._source(data_source).rows]
        return [row for row in found if row.in_trash == in_trash]

    def columns(self, data_source: str) -> list[str]:
        """The names of the columns, in order."""
        return [column.name for column in self._source(data_source).properties.values()]

    def download(self, file: StoredFile) -> bytes:
        """The bytes of a file in Notion."""
        upload = self.workspace.uploads.get(file.upload_id or "")
        if upload is None or upload.content is None:
            raise CannotDo(f"{file.name} does not lie in Notion.")
        return upload.content

    async def wait_until(
        self, page: str, predicate: Callable[[Row], bool], timeout: float = WAIT_SECONDS
    ) -> Row:
        """The row as soon as it shows what is waited for.

        Args:
            page: The row's id.
            predicate: What is waited for.
            timeout: Seconds to wait.

        Raises:
            TimeoutError: It did not in time; the message tells what it showed last.
        """
        try:
            await self.wait_for(lambda: predicate(self.read(page)), timeout)
        except TimeoutError:
            row = self.read(page)
            message = f"{self.name} saw nothing fitting within {timeout} s: {row}"
            raise TimeoutError(message) from None
        return self.read(page)

    async def wait_for(self, holds: Callable[[], bool], timeout: float = WAIT_SECONDS) -> None:
        """Wait until something holds, which is looked at after every change in the workspace.

        Raises:
            TimeoutError: It did not in time.
        """
        async with asyncio.timeout(timeout):
            while True:
                number = self.workspace.events.last_number
                if holds():
                    return
                await self.workspace.events.wait_after(number, timeout)

    # the trash

    def trash(self, id: str) -> None:
        """Move a page, row or database to the trash."""
        self._set_trash(id, True)

    def restore(self, id: str) -> None:
        """Take something out of the trash again."""
        self._set_trash(id, False)

    def _set_trash(self, id: str, in_trash: bool) -> None:
        found = self._thing(id)
        if isinstance(found, Page):
            self.workspace.edit(found, self.id, in_trash=in_trash)
        else:
            found.in_trash = in_trash
            self.workspace.events.add("database_edited", {"id": found.id, "by": self.id})

    def delete_forever(self, id: str) -> None:
        """Delete a page, row or database so that nothing is left of it."""
        self.workspace.forget(self._thing(id))

    # finding

    def _page(self, id: str) -> Page:
        found = self.workspace.pages.get(known_id(id) or "")
        if found is None:
            raise CannotDo(f"There is no page {id}.")
        return found

    def _thing(self, id: str) -> Page | Database:
        return self.workspace.databases.get(known_id(id) or "") or self._page(id)
