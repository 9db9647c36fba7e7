"""The workspace: its pages, databases and rows, who may see them, and every change to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.errors import Json
from bot.sandbox.events import EventLog
from bot.sandbox.notion.clock import Clock
from bot.sandbox.notion.errors import not_found, out_of_blocks, wrong_kind
from bot.sandbox.notion.ids import TITLE_ID, known_id, new_id
from bot.sandbox.notion.model import (
    Block,
    Database,
    DataSource,
    FileUpload,
    Page,
    User,
    Version,
)
from bot.sandbox.notion.rich_text import plain, simple_text

GRACE_SECONDS = 3 * 24 * 3600.0
UNTITLED = "Untitled"
Thing = Page | Database | DataSource | Block


class Workspace:
    """Everything the sandbox keeps.

    Attributes:
        lag_seconds: How long a change of a row stays hidden from queries and searches; pages
            asked for by their id are always new.
        block_limit: How many blocks a free workspace of several members ever gets; None for no
            limit. Rows, databases and blocks count, and deleting gives nothing back.
        grace_seconds: How long blocks can still be made after the limit was reached.
        base_url: Where the sandbox answers; addresses of files begin with it.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        integration: str,
        lag_seconds: float = 0.0,
        block_limit: int | None = None,
        grace_seconds: float = GRACE_SECONDS,
    ) -> None:
        self.clock = clock
        self.lag_seconds = lag_seconds
        self.block_limit = block_limit
        self.grace_seconds = grace_seconds
        self.base_url = ""
        self.id = new_id()
        self.name = "Sandbox"
        self.bot = User(new_id(), integration, "bot")
        self.people: dict[str, User] = {}
        self.pages: dict[str, Page] = {}
        self.databases: dict[str, Database] = {}
        self.data_sources: dict[str, DataSource] = {}
        self.blocks: dict[str, Block] = {}
        self.uploads: dict[str, FileUpload] = {}
        self.events = EventLog()
        self.blocks_used = 0
        self._full_since: datetime | None = None
        self.root = self.add_page({"type": "workspace", "workspace": True}, self.bot.id, "Films")
        self.root.shared = True

    def now(self) -> datetime:
        return self.clock.now()

    # finding, as the connection may

    def page(self, id: str) -> Page:
        """A page or row shared with the connection.

        Raises:
            NotionError: There is none, it is not shared, or the id is that of a database.
        """
        found = self.pages.get(known_id(id) or "")
        if found is not None and self.shared(found):
            return found
        database = self.databases.get(known_id(id) or "")
        if database is not None and self.shared(database):
            raise wrong_kind(id, "database", "page")
        raise self._not_found("page", id)

    def database(self, id: str) -> Database:
        """A database shared with the connection; raises like `page`."""
        found = self.databases.get(known_id(id) or "")
        if found is not None and self.shared(found):
            return found
        page = self.pages.get(known_id(id) or "")
        if page is not None and self.shared(page):
            raise wrong_kind(id, "page", "database")
        raise self._not_found("database", id)

    def data_source(self, id: str) -> DataSource:
        """A data source shared with the connection; raises like `page`."""
        found = self.data_sources.get(known_id(id) or "")
        if found is None or not self.shared(found):
            raise self._not_found("data_source", id)
        return found

    def block(self, id: str) -> Block | Page:
        """A block, or a page, which is a block too; raises like `page`."""
        found = self.blocks.get(known_id(id) or "") or self.pages.get(known_id(id) or "")
        if found is None or not self.shared(found):
            raise self._not_found("block", id)
        return found

    def upload(self, id: str) -> FileUpload:
        found = self.uploads.get(known_id(id) or "")
        if found is None:
            raise self._not_found("file_upload", id)
        return found

    def user(self, id: str) -> User | None:
        return self.bot if id == self.bot.id else self.people.get(id)

    def _not_found(self, kind: str, id: str) -> Exception:
        return not_found(kind, known_id(id) or id, self.bot.name)

    # the tree

    def ancestors(self, thing: Thing) -> Iterator[Thing]:
        """What a thing lies in, nearest first."""
        found = self._parent(thing)
        while found is not None:
            yield found
            found = self._parent(found)

    def _parent(self, thing: Thing) -> Thing | None:
        if isinstance(thing, DataSource):
            return self.databases.get(thing.database_id)
        kind = thing.parent["type"]
        stores: Mapping[str, Mapping[str, Thing]] = {
            "page_id": self.pages,
            "block_id": self.blocks,
            "data_source_id": self.data_sources,
        }
        return stores[kind].get(thing.parent[kind]) if kind in stores else None

    def shared(self, thing: Thing) -> bool:
        """Whether the connection sees a thing: by itself or because it lies in what it sees."""
        return any(
            isinstance(item, Page | Database) and item.shared
            for item in (thing, *self.ancestors(thing))
        )

    def in_trash(self, thing: Thing) -> bool:
        return thing.now.in_trash if isinstance(thing, Page) else thing.in_trash

    def lies_in_trash(self, thing: Thing) -> bool:
        """Whether something a thing lies in was trashed."""
        return any(self.in_trash(item) for item in self.ancestors(thing))

    def title(self, thing: Thing) -> str:
        if isinstance(thing, Page):
            return plain(thing.now.values.get(TITLE_ID) or []) or UNTITLED
        return "" if isinstance(thing, Block) else plain(thing.title) or UNTITLED

    def name_of(self, kind: str, id: str) -> str:
        """What a mention reads as; what the connection may not see has no name."""
        if kind == "user":
            user = self.user(id)
            return user.name if user else "Anonymous"
        found: Thing | None = self.pages.get(id) if kind == "page" else self.databases.get(id)
        return self.title(found) if found and self.shared(found) else UNTITLED

    # changing

    def take_blocks(self, count: int) -> None:
        """Count new blocks.

        Raises:
            NotionError: The workspace has none left.
        """
        if self.block_limit is not None and self._full_since is not None:
            ends = self._full_since + timedelta(seconds=self.grace_seconds)
            if self.now() >= ends:
                raise out_of_blocks(self.block_limit, self.blocks_used)
        self.blocks_used += count
        full = self.block_limit is not None and self.blocks_used >= self.block_limit
        if full and self._full_since is None:
            self._full_since = self.now()

    def add_page(
        self,
        parent: Json,
        by: str,
        title: str | None = None,
        values: Mapping[str, Any] | None = None,
    ) -> Page:
        """Make a page, or a row where the parent is a data source; its block was counted."""
        now = self.now()
        kept = dict(values or {})
        if title is not None:
            kept[TITLE_ID] = simple_text(title)
        version = Version(kept, in_trash=False, edited_at=now, edited_by=by)
        page = Page(new_id(), parent, now, by, [(self._seen_from(now), version)])
        self.pages[page.id] = page
        self._put_into_parent(page, parent)
        self.events.add("page_made", {"id": page.id, "by": by})
        return page

    def _put_into_parent(self, page: Page, parent: Json) -> None:
        if parent["type"] == "data_source_id":
            source = self.data_sources[parent["data_source_id"]]
            source.rows.append(page.id)
            for column in source.properties.values():
                if column.type == "unique_id":
                    column.last_number += 1
                    column.numbers[page.id] = column.last_number
        elif parent["type"] == "page_id":
            self.pages[parent["page_id"]].children.append(page.id)

    def edit(
        self,
        page: Page,
        by: str,
        values: Mapping[str, Any] | None = None,
        *,
        in_trash: bool | None = None,
    ) -> None:
        """Change values of a page, or move it to the trash and back."""
        now, last = self.now(), page.now
        version = Version(
            {**last.values, **(values or {})},
            in_trash=last.in_trash if in_trash is None else in_trash,
            edited_at=now,
            edited_by=by,
        )
        seen = [item for item in page.versions if item[0] <= now]
        hidden = [item for item in page.versions if item[0] > now]
        page.versions = [*seen[-1:], *hidden, (self._seen_from(now), version)]
        self.events.add("page_edited", {"id": page.id, "by": by})

    def _seen_from(self, moment: datetime) -> datetime:
        return moment + timedelta(seconds=self.lag_seconds)

    def touch(self, source: DataSource, by: str) -> None:
        """Note that the columns of a data source were changed."""
        source.edited_at, source.edited_by = self.now(), by
        self.events.add("schema_edited", {"id": source.id, "by": by})

    def add_database(self, parent: Json, by: str, source: DataSource) -> Database:
        """Make a database around its first data source; its block was counted."""
        now = self.now()
        database = Database(source.database_id, parent, source.title, [], now, by, now, [source.id])
        self.databases[database.id] = database
        self.data_sources[source.id] = source
        if parent["type"] == "page_id":
            self.pages[parent["page_id"]].children.append(database.id)
        self.events.add("database_made", {"id": database.id, "by": by})
        return database

    def forget(self, thing: Page | Database) -> None:
        """Delete something for good, as the trash does after its time."""
        if isinstance(thing, Database):
            del self.databases[thing.id]
            for id in thing.data_source_ids:
                for row in self.data_sources.pop(id).rows:
                    self.pages.pop(row, None)
        else:
            del self.pages[thing.id]
            if thing.parent["type"] == "data_source_id":
                self.data_sources[thing.parent["data_source_id"]].rows.remove(thing.id)
        self.events.add("deleted", {"id": thing.id})
