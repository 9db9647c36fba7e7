"""A person's database with every kind of column that Slate reads or writes."""

from __future__ import annotations

from bot.notion.connection import Json
from bot.sandbox.notion.notion_server import SandboxNotion

COLUMNS: Json = {
    "Title": "title",
    "Status": ["Draft", "Queued", "Published"],
    "Priority": "number",
    "Notes": "rich_text",
    "Link": "url",
    "When": "date",
    "Preview": "files",
}


def board(sandbox: SandboxNotion, rows: int = 0) -> str:
    """A database of Robin's, with so many rows; the id of its data source."""
    robin = sandbox.person("Robin")
    database = robin.add_database("Films", COLUMNS)
    for number in range(rows):
        robin.add_row(database, {"Title": f"Film {number}", "Priority": number % 7})
    return robin.data_source_of(database)
