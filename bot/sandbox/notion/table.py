"""A database as a table that can be read outside Notion: as Markdown, or as a page."""

from __future__ import annotations

import html
from typing import Any

from bot.sandbox.notion.model import StoredFile
from bot.sandbox.notion.person import NotionPerson

_STYLE = """
body{margin:40px;font:15px/1.5 system-ui,sans-serif;color:#37352f}
table{border-collapse:collapse}
th,td{border:1px solid #e9e9e7;padding:6px 10px;text-align:left;vertical-align:top;max-width:420px}
th{color:#787774;font-weight:500}
"""


def table_markdown(reader: NotionPerson, data_source: str) -> str:
    """The rows of a data source, oldest first, as a Markdown table."""
    head, rows = _cells(reader, data_source)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_escaped(cell) for cell in line) + " |" for line in lines)


def table_html(reader: NotionPerson, data_source: str, title: str) -> str:
    """The rows of a data source, oldest first, as a page."""
    head, rows = _cells(reader, data_source)
    told = html.escape(title)
    lines = [_row("th", head), *(_row("td", row) for row in rows)]
    return (
        f"<!doctype html><meta charset=utf-8><title>{told}</title><style>{_STYLE}</style>"
        f"<h1>{told}</h1><table>{''.join(lines)}</table>"
    )


def _cells(reader: NotionPerson, data_source: str) -> tuple[list[str], list[list[str]]]:
    head = reader.columns(data_source)
    rows = [[_shown(row[name]) for name in head] for row in reader.rows(data_source)]
    return head, rows


def _shown(value: Any) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "✓"
    if isinstance(value, list):
        return ", ".join(_shown(item) for item in value)
    return value.name if isinstance(value, StoredFile) else str(value)


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|").replace("\n", "<br>")


def _row(tag: str, cells: list[str]) -> str:
    written = (html.escape(cell).replace("\n", "<br>") for cell in cells)
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in written) + "</tr>"
