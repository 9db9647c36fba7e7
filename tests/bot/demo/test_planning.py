"""The scripted person does what a row says, and gives up with the row's own words."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.demo.planned import PLANNED
from bot.demo.planning import asked, is_published, play_in_notion
from bot.demo.screenplay import NoFilm
from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.notion.person import NotionPerson
from pipeline.lifecycle import GATES, ROW

COLUMNS: dict[str, Any] = {
    "Title": "title",
    "Channel": [PLANNED.channel],
    "Topic": "rich_text",
    "Status": ["Draft", "Queued"],
    "Priority": "number",
    "Redo": "rich_text",
    "Error Log": "rich_text",
    "Progress": "rich_text",
    "Film": "files",
}
PATIENCE_SECONDS = 30.0  # a busy machine must fail no test
ASKS = "Look at the {}: set Status to “{}”, or to “Needs Attention” to reject."


@pytest_asyncio.fixture
async def robin() -> AsyncIterator[NotionPerson]:
    async with SandboxNotion() as notion:
        yield notion.person("Robin")


def _board(robin: NotionPerson) -> str:
    return robin.data_source_of(robin.add_database("Films", COLUMNS))


class Bot:
    """Answers the row's edits as the bot would, gate after gate."""

    def __init__(self, robin: NotionPerson, source: str) -> None:
        self.robin = robin
        self.source = source
        self.edits: list[tuple[str, str]] = []

    async def run(self) -> None:
        await self.robin.wait_for(lambda: self._row()["Status"] == "Queued")
        for gate in GATES:
            for _ in range(1 + (ROW[gate].ready == "Video Ready")):
                await self._ask(ROW[gate].ready, str(ROW[gate].approved))
        self._write(Status="Published", Progress="", Film=[("film.mp4", b"film")])

    def _row(self) -> Any:
        rows = self.robin.rows(self.source)
        return rows[0] if rows else {"Status": ""}

    def _write(self, **values: Any) -> None:
        self.robin.edit(self._row().id, values)

    async def _ask(self, ready: str, approval: str) -> None:
        self._write(Status=ready, Redo=None, Progress=ASKS.format(ready, approval))
        await self.robin.wait_for(lambda: not asked(self._row()))
        self.edits.append((self._row()["Status"], self._row()["Redo"]))


async def test_every_gate_is_approved_and_one_clip_made_again(robin: NotionPerson) -> None:
    source = _board(robin)
    bot = Bot(robin, source)
    answering = asyncio.create_task(bot.run())
    async with asyncio.timeout(PATIENCE_SECONDS):
        row = await play_in_notion(robin, source, PLANNED, lambda: None)
    await answering
    assert is_published(row)
    assert bot.edits == [
        ("Approved - Storyboard", ""),
        ("Approved - Assets", ""),
        ("Video Ready", PLANNED.redo),
        ("Approved - Video", ""),
        ("Approved - Audio", ""),
        ("Approved", ""),
    ]


async def test_a_row_that_is_set_back_ends_it_with_what_it_says(robin: NotionPerson) -> None:
    source = _board(robin)

    async def refuse() -> None:
        await robin.wait_for(lambda: any(row["Status"] == "Queued" for row in robin.rows(source)))
        (row,) = robin.rows(source)
        robin.edit(row.id, {"Status": "Draft", "Error Log": "The title is empty."})

    refusing = asyncio.create_task(refuse())
    with pytest.raises(NoFilm, match="“Draft”: The title is empty"):
        async with asyncio.timeout(PATIENCE_SECONDS):
            await play_in_notion(robin, source, PLANNED, lambda: None)
    await refusing


async def test_a_process_that_ended_ends_it(robin: NotionPerson) -> None:
    def check() -> None:
        raise NoFilm("the bot ended")

    with pytest.raises(NoFilm, match="the bot ended"):
        async with asyncio.timeout(PATIENCE_SECONDS):
            await play_in_notion(robin, _board(robin), PLANNED, check)
