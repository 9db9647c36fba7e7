"""What is told of rows while they change, and the page that is left of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.demo.board import Reporter, changes, keep_board
from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.notion.person import NotionPerson

COLUMNS = {
    "Title": "title",
    "Status": ["Draft", "Queued"],
    "Progress": "rich_text",
    "Error Log": "rich_text",
    "Preview": "files",
    "Updated": "last_edited_time",
}


@pytest_asyncio.fixture
async def notion() -> AsyncIterator[SandboxNotion]:
    async with SandboxNotion() as running:
        yield running


def _row(robin: NotionPerson) -> tuple[str, str]:
    """A database's source, and a row in it."""
    source = robin.data_source_of(robin.add_database("Films", COLUMNS))
    return source, robin.add_row(source, {"Title": "Fox & [bold]Moon"})


async def test_each_change_is_a_line_with_its_author(notion: SandboxNotion) -> None:
    lines: list[str] = []
    Reporter(notion, lambda sign, markup: lines.append(f"{sign} {markup}"))
    robin = notion.person("Robin")
    _, row = _row(robin)
    robin.edit(row, {"Status": "Queued"})
    robin.edit(row, {"Progress": "clips 1 of 2"})
    robin.edit(row, {"Status": "Draft", "Progress": None, "Preview": [("a.jpg", b"a")]})
    assert lines == [
        "📋 [bold]Robin[/]  Title → Fox & \\[bold]Moon",
        "📋 [bold]Robin[/]  Status → Queued",
        "📋 [bold]Robin[/]  Status → Draft · Preview → 📎 a.jpg",
    ]


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ({}, {"Title": "Fox", "Redo": "", "Film": [], "Cost": None}, "Title → Fox"),
        ({"Redo": "2: slower"}, {"Redo": ""}, "Redo → (empty)"),
        ({"Status": "A"}, {"Status": "B", "Progress": "1 of 2"}, "Status → B · 1 of 2"),
        ({"Progress": "1 of 2"}, {"Progress": "2 of 2", "Updated": "now"}, ""),
    ],
)
def test_what_nobody_looks_at_is_not_told(
    before: dict[str, object], now: dict[str, object], told: str
) -> None:
    assert changes(before, now) == told


async def test_the_page_holds_the_rows_and_their_files(
    notion: SandboxNotion, tmp_path: Path
) -> None:
    robin = notion.person("Robin")
    source, row = _row(robin)
    files = [("sheet.jpg", b"sheet"), ("a clip.mp4", b"clip"), ("notes.txt", b"notes")]
    robin.edit(row, {"Preview": files, "Error Log": "<script>"})
    page = await keep_board(robin, source, "Films", tmp_path / "board")
    text = page.read_text(encoding="utf-8")
    assert "<h1>Fox &amp; [bold]Moon</h1>" in text
    assert "&lt;script&gt;" in text and "<script>" not in text
    assert 'src="media/1-a%20clip.mp4"' in text
    kept = {path.name: path.read_bytes() for path in (page.parent / "media").iterdir()}
    assert kept == {f"1-{name}": content for name, content in files}
