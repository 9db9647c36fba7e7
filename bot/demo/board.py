"""The database in Notion for those who watch: each change as a line, and the rows as a page."""

from __future__ import annotations

import asyncio
import html
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from rich.markup import escape

from bot.sandbox.events import Event
from bot.sandbox.notion.model import StoredFile
from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.notion.person import NotionPerson, Row

_CHANGES = ("page_made", "page_edited")
# What changes without anything to look at; the bars tell it.
_QUIET = frozenset({"Updated", "Progress", "Cost"})
_STYLE = """
body{max-width:860px;margin:40px auto;padding:0 20px;font:16px/1.5 system-ui,sans-serif;
color:#37352f}
h1{font-size:32px}
dl{display:grid;grid-template-columns:160px 1fr;gap:6px 12px;margin:0}
dt{color:#787774}
dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
.option{background:#e9e8e7;border-radius:4px;padding:1px 8px}
.media{display:block;max-width:100%;margin:4px 0 10px;border-radius:4px}
"""
_OPTIONS = frozenset({"Channel", "Status", "Mode", "Privacy"})


class Reporter:
    """Says what happens in rows, in the order in which it happens.

    Args:
        line: Takes a sign and what it says, with rich's markup.
    """

    def __init__(self, notion: SandboxNotion, line: Callable[[str, str], None]) -> None:
        self._reader = NotionPerson(notion.workspace, "Robin")
        self._line = line
        self._known: dict[str, Mapping[str, Any]] = {}
        notion.workspace.events.listen(self._tell)

    def _tell(self, event: Event) -> None:
        if event.type not in _CHANGES:
            return
        row = self._reader.read(event.data["id"])
        if "Status" not in row.values:  # a page, no row
            return
        told = changes(self._known.get(row.id, {}), row.values)
        self._known[row.id] = {name: value or None for name, value in row.values.items()}
        who = self._reader.workspace.user(event.data["by"])
        if told and who is not None:
            self._line("📋", f"[bold]{escape(who.name)}[/]  {escape(told)}")


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """What is new in a row, as a line; empty where there is nothing to look at. Pure."""
    new = {name: value for name, value in now.items() if (value or None) != before.get(name)}
    parts = [f"{name} → {_told(value)}" for name, value in new.items() if name not in _QUIET]
    if "Status" in new and new.get("Progress"):
        parts.append(str(new["Progress"]))
    return " · ".join(parts)


def _told(value: Any) -> str:
    if value is None or value == "":
        return "(empty)"
    if isinstance(value, list):
        return ", ".join(f"📎 {_name(file)}" for file in value) or "(empty)"
    return str(value)


async def keep_board(robin: NotionPerson, source: str, title: str, folder: Path) -> Path:
    """Write the rows of a database, as a person sees them opened, with their files into a folder.

    Returns:
        The page.
    """
    rows = robin.rows(source)
    files = {
        f"{number}-{_name(file)}": robin.download(file)
        for number, row in enumerate(rows, 1)
        for file in _files(row)
    }
    page = page_html(title, rows)
    return await asyncio.to_thread(_save, folder, page, files)


def _save(folder: Path, page: str, files: Mapping[str, bytes]) -> Path:
    media = folder / "media"
    media.mkdir(parents=True)
    for name, content in files.items():
        (media / name).write_bytes(content)
    path = folder / "index.html"
    path.write_text(page, encoding="utf-8")
    return path


def page_html(title: str, rows: list[Row]) -> str:
    """The rows one below the other, each with all that is filled in; media lie below `media/`."""
    shown = "".join(_row_html(number, row) for number, row in enumerate(rows, 1))
    told = html.escape(title)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{told}</title><style>{_STYLE}</style></head><body>{shown}</body></html>\n"
    )


def _row_html(number: int, row: Row) -> str:
    lines = [
        f"<dt>{html.escape(name)}</dt><dd>{_value_html(number, name, value)}</dd>"
        for name, value in row.values.items()
        if name != "Title" and value not in (None, "", [])
    ]
    return f"<h1>{html.escape(str(row['Title']))}</h1><dl>{''.join(lines)}</dl>"


def _value_html(number: int, name: str, value: Any) -> str:
    if isinstance(value, list):
        return "".join(_file_html(f"{number}-{_name(file)}") for file in value)
    told = html.escape(str(value))
    if str(value).startswith("https://"):
        return f'<a href="{told}">{told}</a>'
    return f'<span class="option">{told}</span>' if name in _OPTIONS else told


def _file_html(name: str) -> str:
    source, told = html.escape(f"media/{quote(name)}"), html.escape(name)
    match Path(name).suffix:
        case ".jpg" | ".png":
            return f'<img class="media" src="{source}" alt="{told}">'
        case ".mp4":
            return f'<video class="media" src="{source}" controls preload="metadata"></video>'
        case ".mp3":
            return f'<audio class="media" src="{source}" controls></audio>'
    return f'<a class="media" href="{source}">{told}</a>'


def _files(row: Row) -> list[StoredFile]:
    lists = (value for value in row.values.values() if isinstance(value, list))
    return [file for files in lists for file in files if isinstance(file, StoredFile)]


def _name(file: StoredFile | str) -> str:
    return file if isinstance(file, str) else file.name
