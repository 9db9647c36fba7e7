"""The connection to Notion: what Slate asks of it, each thing once.

All calls raise `NotionAway` when Notion does not help in time and `NotionRefused` when it says no;
the texts of both are for people. Ids are those of `bot.notion.ids`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx
from pydantic import SecretStr

from bot.notion.calling import Caller, Find, Json
from bot.notion.errors import NotionIncomplete
from bot.notion.pacing import Urgency
from bot.notion.uploading import Uploads

__all__ = ["Connection", "Find", "Json", "Urgency"]

DEFAULT_URL = "https://api.notion.com"
PATIENCE_SECONDS = 60.0
PAGE_SIZE = 100

_Parts = Mapping[str, Any]


class Connection:
    """Notion for one token; open it with `async with`, once for each process.

    Args:
        token: Of the connection (Notion's word for an integration).
        base_url: Without `/v1`.
        patience: Seconds for which a call is tried again, and the longest pause it waits through;
            then it ends with `NotionAway`.
        window: Seconds in which at most 3 requests arrive; Notion wants one, the sandbox none.
        transport: What sends the requests; HTTP by default.

    Raises:
        ConfigError: The token or the address can be none.
    """

    def __init__(
        self,
        token: SecretStr,
        base_url: str = DEFAULT_URL,
        *,
        patience: float = PATIENCE_SECONDS,
        window: float | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._caller = Caller(
            token, base_url, patience=patience, window=window, transport=transport
        )
        self._uploads = Uploads(self._caller)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Let go of the sockets."""
        await self._caller.close()

    def begin_quietly(self) -> None:
        """Send nothing for a second: a bot that died in it may have used it up."""
        self._caller.begin_quietly()

    @property
    def is_away_since(self) -> datetime | None:
        """Since when Notion has not answered; None while it does."""
        return self._caller.is_away_since

    @property
    def paused_seconds(self) -> float:
        """How long nothing is sent from now on, because Notion asked for it."""
        return self._caller.paused_seconds

    async def me(self, *, urgency: Urgency = Urgency.DECISION) -> Json:
        """The connection's own user, with the workspace's name and limits."""
        return await self._caller.send("GET", "users/me", "the connection", urgency=urgency)

    async def retrieve_user(self, user_id: str, *, urgency: Urgency = Urgency.DECISION) -> Json:
        """A person of the workspace, or a connection; their `name` may be missing."""
        path = f"users/{user_id}"
        return await self._caller.send("GET", path, "the workspace's people", urgency=urgency)

    async def query(
        self,
        data_source_id: str,
        *,
        filter: Json | None = None,  # Notion's word
        sorts: Sequence[Json] = (),
        filter_properties: Sequence[str] = (),
        in_trash: bool | None = None,
        page_size: int = PAGE_SIZE,
        urgency: Urgency = Urgency.POLL,
    ) -> AsyncIterator[Json]:
        """All rows that fit, page after page.

        Args:
            filter, sorts: As Notion's API takes them.
            filter_properties: Ids of the only properties to tell; none means all.
            in_trash: Rows in the trash instead of the living ones.
            page_size: Rows of one request, at most 100.

        Raises:
            NotionIncomplete: After the last row that Notion was willing to tell.
        """
        body: Json = {"page_size": page_size}
        if filter is not None:
            body["filter"] = filter
        if sorts:
            body["sorts"] = list(sorts)
        if in_trash is not None:
            body["in_trash"] = in_trash
        query = {"filter_properties": list(filter_properties)} if filter_properties else None
        path, what = f"data_sources/{data_source_id}/query", f"the database {data_source_id}"
        async for row in self._pages("POST", path, what, urgency, query=query, body=body):
            yield row

    async def retrieve_data_source(
        self, data_source_id: str, *, urgency: Urgency = Urgency.POLL
    ) -> Json:
        """A database's table with its schema in `properties`."""
        path, what = f"data_sources/{data_source_id}", f"the database {data_source_id}"
        return await self._caller.send("GET", path, what, urgency=urgency)

    async def update_data_source(
        self, data_source_id: str, properties: _Parts, *, urgency: Urgency = Urgency.DECISION
    ) -> Json:
        """Change properties of the schema; an option that an update omits is deleted by Notion."""
        path, what = f"data_sources/{data_source_id}", f"the database {data_source_id}"
        body = {"properties": dict(properties)}
        return await self._caller.send("PATCH", path, what, urgency=urgency, body=body)

    async def retrieve_database(
        self, database_id: str, *, urgency: Urgency = Urgency.DECISION
    ) -> Json:
        """A database with the ids and names of its data sources."""
        path, what = f"databases/{database_id}", f"the database {database_id}"
        return await self._caller.send("GET", path, what, urgency=urgency)

    async def create_database(
        self,
        page_id: str,
        title: str,
        properties: _Parts,
        *,
        find: Find,
        urgency: Urgency = Urgency.DECISION,
    ) -> Json:
        """Make a database under a page.

        Args:
            find: Looks whether it is there, when an answer was lost; it is never made twice.
        """
        body = {
            "parent": {"type": "page_id", "page_id": page_id},
            "title": [{"type": "text", "text": {"content": title}}],
            "initial_data_source": {"properties": dict(properties)},
        }
        what = f"the page {page_id}"
        return await self._caller.send(
            "POST", "databases", what, urgency=urgency, find=find, body=body
        )

    async def search_databases(
        self, text: str = "", *, urgency: Urgency = Urgency.DECISION
    ) -> AsyncIterator[Json]:
        """The data sources that are shared with the connection; Notion's search lags by minutes."""
        body: Json = {
            "filter": {"property": "object", "value": "data_source"},
            "page_size": PAGE_SIZE,
        }
        if text:
            body["query"] = text
        async for found in self._pages("POST", "search", "the databases", urgency, body=body):
            yield found

    async def retrieve_page(self, page_id: str, *, urgency: Urgency = Urgency.POLL) -> Json:
        """A page with its properties; texts with more than 25 mentions are cut there."""
        path, what = f"pages/{page_id}", f"the page {page_id}"
        return await self._caller.send("GET", path, what, urgency=urgency)

    async def retrieve_property(
        self, page_id: str, property_id: str, *, urgency: Urgency = Urgency.POLL
    ) -> AsyncIterator[Json]:
        """The pieces of a title or a text, all of them, however many mentions it has."""
        path, what = f"pages/{page_id}/properties/{property_id}", f"the page {page_id}"
        query = {"page_size": PAGE_SIZE}
        async for item in self._pages("GET", path, what, urgency, query=query):
            yield item[item["type"]]

    async def update_page(
        self,
        page_id: str,
        properties: _Parts,
        *,
        in_trash: bool | None = None,
        urgency: Urgency = Urgency.BULK,
    ) -> Json:
        """Write properties of a row; those that are not named stay."""
        path, what = f"pages/{page_id}", f"the page {page_id}"
        body: Json = {"properties": dict(properties)}
        if in_trash is not None:
            body["in_trash"] = in_trash
        return await self._caller.send("PATCH", path, what, urgency=urgency, body=body)

    async def create_page(
        self,
        data_source_id: str,
        properties: _Parts,
        *,
        find: Find,
        children: Sequence[Json] = (),
        urgency: Urgency = Urgency.BULK,
    ) -> Json:
        """Make a row.

        Args:
            find: Looks whether it is there, when an answer was lost; it is never made twice.
            children: Blocks of the page's body.
        """
        body: Json = {
            "parent": {"type": "data_source_id", "data_source_id": data_source_id},
            "properties": dict(properties),
        }
        if children:
            body["children"] = list(children)
        what = f"the database {data_source_id}"
        return await self._caller.send("POST", "pages", what, urgency=urgency, find=find, body=body)

    async def children(
        self, block_id: str, *, urgency: Urgency = Urgency.POLL
    ) -> AsyncIterator[Json]:
        """The blocks directly below a page or a block, in their order."""
        path, what = f"blocks/{block_id}/children", f"the page {block_id}"
        query = {"page_size": PAGE_SIZE}
        async for block in self._pages("GET", path, what, urgency, query=query):
            yield block

    async def upload_limit(self) -> int:
        """The bytes that a file of this workspace may have; asked once."""
        return await self._uploads.limit()

    async def upload(
        self,
        content: Path | bytes,
        name: str,
        content_type: str,
        *,
        urgency: Urgency = Urgency.BULK,
    ) -> str:
        """Bring a file to Notion; it is gone after an hour unless a page holds it by then.

        Returns:
            The id for `bot.notion.values.write_files`.

        Raises:
            NotionRefused: Among others for a file over the workspace's limit, before any of it is
                sent.
        """
        return await self._uploads.upload(content, name, content_type, urgency)

    async def _pages(
        self,
        method: str,
        path: str,
        what: str,
        urgency: Urgency,
        *,
        query: Json | None = None,
        body: Json | None = None,
    ) -> AsyncIterator[Json]:
        """A list to its end, which must be the real one."""
        cursor: str | None = None
        while True:
            at = {} if cursor is None else {"start_cursor": cursor}
            page = await self._caller.send(
                method,
                path,
                what,
                urgency=urgency,
                query={**(query or {}), **(at if body is None else {})} or None,
                body=None if body is None else {**body, **at},
            )
            for item in page.get("results", ()):
                yield item
            status = page.get("request_status") or {}
            following = page.get("next_cursor")
            if page.get("has_more") and following and following != cursor:
                cursor = following
                continue
            if page.get("has_more") or status.get("type") == "incomplete":
                raise NotionIncomplete(f"Notion stopped before the end of {what}.")
            return
