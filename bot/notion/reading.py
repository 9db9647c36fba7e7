"""A row as it is now, with all of its texts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.notion.connection import Connection
from bot.notion.pacing import Urgency
from bot.notion.rows import Row, row_of
from bot.notion.texts import may_be_cut

_TEXTS = ("title", "rich_text")


async def read_row(connection: Connection, page_id: str, *, urgency: Urgency = Urgency.POLL) -> Row:
    """One row, which queries tell some time later only."""
    return await whole(connection, row_of(await connection.retrieve_page(page_id, urgency=urgency)))


async def whole(connection: Connection, row: Row) -> Row:
    """The row with the texts whole of which Notion tells only the beginning at first."""
    found: dict[str, Any] = {}
    for name, one in row.properties.items():
        kind = str(one.get("type"))
        if kind in _TEXTS and may_be_cut(one.get(kind) or ()):
            told = connection.retrieve_property(row.page_id, str(one["id"]))
            found[name] = {**one, kind: [piece async for piece in told]}
    return replace(row, properties={**row.properties, **found}) if found else row
