"""Databases of films in Notion: found by what people copy, made whole, and mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.notion.connection import Connection, Json
from bot.notion.differences import Difference, differences, repairs
from bot.notion.errors import NotionRefused, Reason
from bot.notion.ids import notion_id, page_id
from bot.notion.schema import COLUMNS, Name, configuration, properties_to_create
from bot.notion.texts import joined

_ROUNDS = 3  # a renamed property may lack options, and a refused update is sent in its parts
_ELSEWHERE = (Reason.NOT_SHARED, Reason.INVALID)  # the id may be one of another kind of thing


@dataclass(frozen=True)
class Database:
    """A data source, which is what people see as a database.

    Attributes:
        id: What Slate's queries and a channel's YAML name.
        properties: Its schema, as Notion's API tells it.
    """

    id: str
    title: str
    url: str
    properties: Json = field(repr=False)

    @property
    def status_kind(self) -> str | None:
        """The type of Status: `status` or `select`; None where there is none."""
        found = self.properties.get(Name.STATUS)
        return str(found["type"]) if found else None


@dataclass(frozen=True)
class Repair:
    """What a repair did.

    Attributes:
        done: What is right now.
        left: What a person has to do.
        refused: Notion's own words, by the property that it would not change.
    """

    database: Database
    done: tuple[Difference, ...]
    left: tuple[Difference, ...]
    refused: dict[str, str]


async def find_database(connection: Connection, text: str) -> Database:
    """The data source that a link or an id means: its own, or that of its database.

    Raises:
        InvalidInput: The text is no link or id.
        NotionRefused: With what to do: share it, restore it, say which of several, or give the
            database instead of a page.
    """
    named = notion_id(text)
    try:
        return _told(await connection.retrieve_data_source(named))
    except NotionRefused as error:
        if error.reason not in _ELSEWHERE:
            raise
        not_found = error
    try:
        container = await connection.retrieve_database(named)
    except NotionRefused as error:
        if error.reason not in _ELSEWHERE:
            raise
        await _explain_page(connection, named)
        raise not_found from error
    _check_is_there(container, "database")
    sources = container.get("data_sources") or []
    if len(sources) != 1:
        listed = "; ".join(f"{source.get('name')}: {source['id']}" for source in sources)
        raise NotionRefused(
            f"This database of Notion has {len(sources)} data sources. Give the id of the one that "
            f"holds the films: {listed or 'it has none'}.",
            Reason.INVALID,
        )
    return _told(await connection.retrieve_data_source(sources[0]["id"]))


async def create_database(
    connection: Connection, page: str, title: str, channels: Iterable[str]
) -> Repair:
    """Make a database under a page, with Status as a status property where Notion makes those.

    Args:
        page: Its link or id.
        channels: The channels' keys.

    Returns:
        With `left` empty, unless Notion made something else than it was asked for.
    """
    keys = tuple(channels)
    parent = page_id(page)
    _check_is_there(await connection.retrieve_page(parent), "page")
    before = set(await _databases_below(connection, parent))

    async def find() -> Json | None:
        below = await _databases_below(connection, parent)
        new = [found for found, name in below.items() if name == title and found not in before]
        return await connection.retrieve_database(new[0]) if new else None

    try:
        schema = properties_to_create(keys)
        made = await connection.create_database(parent, title, schema, find=find)
    except NotionRefused as error:
        if error.reason is not Reason.INVALID:
            raise
        schema = properties_to_create(keys, status_as="select")
        made = await connection.create_database(parent, title, schema, find=find)
    source = made["data_sources"][0]["id"]
    repaired = await repair(connection, source, keys)
    if any(left.name is Name.STATUS for left in repaired.left):
        # The database is new: nothing is lost with the status that Notion made instead of ours.
        status = next(column for column in COLUMNS if column.name is Name.STATUS)
        select = configuration(status, keys, "select")
        await connection.update_data_source(source, {str(Name.STATUS): select})
        repaired = await repair(connection, source, keys)
    return repaired


async def repair(connection: Connection, data_source_id: str, channels: Iterable[str]) -> Repair:
    """Add what is missing to an existing database, and look whether it is there.

    Nothing is taken away: no property, no option, no value.
    """
    keys = tuple(channels)
    database = _told(await connection.retrieve_data_source(data_source_id))
    at_first = differences(database.properties, keys)
    refused: dict[str, str] = {}
    for _ in range(_ROUNDS):
        update = repairs(database.properties, keys)
        update = {name: change for name, change in update.items() if name not in refused}
        if not update:
            break
        refused |= await _apply(connection, data_source_id, update)
        database = _told(await connection.retrieve_data_source(data_source_id))
    left = differences(database.properties, keys)
    done = tuple(difference for difference in at_first if difference not in left)
    return Repair(database, done, tuple(left), refused)


async def _apply(connection: Connection, data_source_id: str, update: Json) -> dict[str, str]:
    """Send an update; where Notion refuses it, each of its properties by itself.

    Returns:
        Those that it refused, with its words.
    """
    try:
        await connection.update_data_source(data_source_id, update)
        return {}
    except NotionRefused as error:
        if error.reason is not Reason.INVALID:
            raise
        if len(update) == 1:
            return await _otherwise(connection, data_source_id, update, error)
    refused: dict[str, str] = {}
    for name, change in update.items():
        refused |= await _apply(connection, data_source_id, {name: change})
    return refused


async def _otherwise(
    connection: Connection, data_source_id: str, update: Json, error: NotionRefused
) -> dict[str, str]:
    """A missing Status as a select, if a status is refused; an existing one stays what it is."""
    name, change = next(iter(update.items()))
    if name != Name.STATUS or change.get("type") != "status":
        return {name: error.detail}
    status = next(column for column in COLUMNS if column.name is Name.STATUS)
    return await _apply(
        connection, data_source_id, {name: configuration(status, (), status_as="select")}
    )


async def _databases_below(connection: Connection, page: str) -> dict[str, str]:
    """The databases that lie directly in a page: ids and titles."""
    return {
        block["id"]: str((block.get("child_database") or {}).get("title") or "")
        async for block in connection.children(page)
        if block.get("type") == "child_database"
    }


async def _explain_page(connection: Connection, named: str) -> None:
    """Raise what to do where an id is that of a page.

    Raises:
        NotionRefused: It is one.
    """
    try:
        page = await connection.retrieve_page(named)
    except NotionRefused:
        return  # it is nothing that the connection can see
    parent = page.get("parent") or {}
    if parent.get("type") == "data_source_id":
        remedy = f"a row of a database, whose own id is {parent['data_source_id']}"
    else:
        below = await _databases_below(connection, named)
        names = ", ".join(f"“{title}”" for title in below.values())
        remedy = f"a page that holds {names}" if names else "a page"
    raise NotionRefused(
        f"This link leads to {remedy}. Open the database itself as a full page and copy its link.",
        Reason.INVALID,
    )


def _told(source: Json) -> Database:
    _check_is_there(source, "database")
    return Database(
        source["id"],
        joined(source.get("title") or ()),
        str(source.get("url") or ""),
        source.get("properties") or {},
    )


def _check_is_there(found: Json, what: str) -> None:
    if found.get("in_trash"):
        raise NotionRefused(
            f"This {what} of Notion is in the trash: restore it, or give another.",
            Reason.NOT_SHARED,
        )
