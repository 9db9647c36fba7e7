"""A row as it is now, with all of its texts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.notion.connection import Connection
from bot.notion.errors import NotionRefused, Reason
from bot.notion.pacing import Urgency
from bot.notion.rows import Row, row_of
from bot.notion.texts import may_be_cut

_TEXTS = ("title", "rich_text")


async def read_row(
    connection: Connection, page_id: str, *, urgency: Urgency = Urgency.POLL
) -> Row | None:
    """One row as it is now, which queries tell some time later only.

    Returns:
        None where it is in the trash, gone, not shared any more or in no database.
    """
    try:
        page = await connection.retrieve_page(page_id, urgency=urgency)
        row = await whole(connection, row_of(page), urgency=urgency)
    except NotionRefused as error:
        if error.reason is not Reason.NOT_SHARED:
            raise
        return None
    return row if row.data_source_id and not row.is_in_trash else None


async def whole(connection: Connection, row: Row, *, urgency: Urgency = Urgency.POLL) -> Row:
    """The row with the texts whole of which Notion tells only the beginning at first."""
    found: dict[str, Any] = {}
    for name in cut_texts(row):
        one = row.properties[name]
        told = connection.retrieve_property(row.page_id, str(one["id"]), urgency=urgency)
        found[name] = {**one, one["type"]: [piece async for piece in told]}
    return replace(row, properties={**row.properties, **found}) if found else row


def without_cut_texts(row: Row) -> Row:
    """The row without those: what is left of them is not what stands there."""
    cut = cut_texts(row)
    kept = {name: one for name, one in row.properties.items() if name not in cut}
    return replace(row, properties=kept)


def cut_texts(row: Row) -> list[str]:
    """The properties of which Notion told only the beginning."""
    kinds = row.kinds
    return [
        name
        for name, one in row.properties.items()
        if kinds[name] in _TEXTS and may_be_cut(one.get(kinds[name]) or ())
    ]
