"""Values as Notion's API takes them, and the row of a film that has none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import structlog

from bot.notion.connection import Connection, Urgency
from bot.notion.errors import NotionRefused, Reason
from bot.notion.ids import notion_id
from bot.notion.rendering import Scenery, desired
from bot.notion.rows import Plain, Row, row_of
from bot.notion.schema import Name
from bot.notion.values import (
    write_choice,
    write_moment,
    write_number,
    write_text,
    write_url,
)
from bot.scenes import Scene
from pipeline.errors import InvalidInput

log = structlog.get_logger(__name__)

Json = dict[str, Any]
Values = dict[str, Plain]
_IN_TRASH = "archived"  # Notion's word where a row, or what it lies in, is in the trash


def has_home(scene: Scene) -> bool:
    """Whether the film's channel has a database, now or when the film was queued."""
    return home_of(scene) is not None


def home_of(scene: Scene) -> str | None:
    """The data source its channel names, or named when the film was queued; None without one."""
    named = scene.config.notion_data_source or scene.view.config.notion_data_source
    if not named:
        return None
    try:
        return notion_id(named)
    except InvalidInput as error:
        log.warning("notion.no_data_source", channel=scene.view.channel, problem=str(error))
        return None


def meant(scene: Scene, named: str) -> str | None:
    """The channel as the row names it, where that is the film's own."""
    own = {scene.view.channel.casefold(), scene.view.channel_name.casefold()}
    return named if named.casefold() in own else None


def properties(row: Row, values: Mapping[Name, Plain]) -> Json:
    """The values in the types that the row's properties have now."""
    made = {name.value: _property(row.kind(name), name, value) for name, value in values.items()}
    return {name: value for name, value in made.items() if value is not None}


def _property(kind: str | None, name: Name, value: Plain) -> Json | None:
    """One value; None for a property that is missing or of a type nobody writes."""
    match kind:
        case "title" | "rich_text":
            return write_text(value or "", kind)
        case "select" | "status":
            # A status cannot be emptied: it has a default of its own.
            return write_choice(value, kind) if value or kind == "select" else None
        case "number":
            return _number(name, value)
        case "date":
            return write_moment(datetime.fromisoformat(value) if value else None)
        case "url":
            return write_url(value)
    return None


def _number(name: Name, value: Plain) -> Json | None:
    """A progress that is a number is left alone: Slate tells it in words."""
    if name is Name.PROGRESS:
        return None
    return write_number(Decimal(value) if value else None)


def of_kinds(kinds: Mapping[str, str], page_id: str = "", source: str = "") -> Row:
    """A row of which only the types of its properties are known."""
    empty = {name: {"type": kind} for name, kind in kinds.items()}
    return Row(page_id, source, empty, "", datetime.min, is_in_trash=False)


async def make_row(connection: Connection, scene: Scene, me: str) -> tuple[Row, Values]:
    """The row of a film that was asked for elsewhere: found, where one was made before a crash.

    Args:
        me: The id of the connection's own user, who made it if it was made.

    Returns:
        The row, and what Slate wrote into it: a person may have changed it since.
    """
    home = home_of(scene)
    assert home is not None  # asked by `has_home`
    source = await connection.retrieve_data_source(home, urgency=Urgency.BULK)
    kinds = {name: str(one["type"]) for name, one in source["properties"].items()}
    wanted = {name: value for name, value in desired(scene.view, Scenery()).items() if value}

    async def find() -> Json | None:
        if kinds.get(Name.NUMBER) != "number":
            return None
        by_number = {"property": Name.NUMBER, "number": {"equals": scene.view.number}}
        async for page in connection.query(home, filter=by_number, urgency=Urgency.BULK):
            if row_of(page).made_by == me:  # no copy of it, and no number that a person wrote
                return page
        return None

    async def create(values: Mapping[Name, Plain]) -> Json:
        made = properties(of_kinds(kinds), values)
        return await connection.create_page(home, made, find=find)

    try:
        row = row_of(await find() or await create(wanted))
    except NotionRefused as error:
        if error.reason is not Reason.INVALID:
            raise
        # An option is missing: what it can be known again by, then the rest as far as it fits.
        known = (Name.TITLE, Name.NUMBER)
        row = row_of(await create({name: wanted[name] for name in known if name in wanted}))
    if row.edited_by in (me, ""):
        return row, row.values
    values = row.values
    return row, {name: wanted.get(Name(name)) for name in values}


async def update(
    connection: Connection, row: Row, body: Json, told: str, urgency: Urgency
) -> tuple[Row, frozenset[str]]:
    """Write properties of a row; where Notion refuses one, the others, and a word about it.

    Args:
        told: What the Error Log says beside that.

    Returns:
        The row as it is then, and the names of what was written.

    Raises:
        NotionRefused: Nothing could be written.
    """
    try:
        page = await connection.update_page(row.page_id, body, urgency=urgency)
    except NotionRefused as error:
        if error.reason is not Reason.INVALID or _IN_TRASH in error.detail:
            raise
        return await _update_what_fits(connection, row, body, told, error)
    return row_of(page), frozenset(body)


async def _update_what_fits(
    connection: Connection, row: Row, body: Json, told: str, error: NotionRefused
) -> tuple[Row, frozenset[str]]:
    """An option or a property was deleted under us: choices go one by one, then the others."""
    log.warning("notion.row_refused", page=row.page_id, detail=error.detail)
    text = f"Notion refused a value ({error.detail[:200]}): run `slate notion check --repair`."
    log_text = {Name.ERROR_LOG: "\n".join(filter(None, [told, text]))}
    body = {**body, **properties(row, log_text)}
    choices = [name for name in body if row.kind(Name(name)) in ("select", "status")]
    parts = [{name: body[name]} for name in choices]
    parts.append({name: value for name, value in body.items() if name not in choices})
    written: set[str] = set()
    while parts:
        part = parts.pop()
        try:
            row = row_of(await connection.update_page(row.page_id, part))
            written |= part.keys()
        except NotionRefused as refused:
            if refused.reason is not Reason.INVALID:
                raise
            log.warning("notion.property_refused", page=row.page_id, properties=sorted(part))
            parts += [{name: part[name]} for name in part] if len(part) > 1 else []
    if not written:
        raise error
    return row, frozenset(written)
