"""What the scripted person does in Notion: a film from its row alone, from Queued to Published."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

import yaml

from bot.demo.planned import Planned
from bot.demo.screenplay import GATE_SECONDS, NoFilm
from bot.notion.commands import TITLE, connected
from bot.notion.creating import create_database
from bot.sandbox.notion.person import NotionPerson, Row
from pipeline.lifecycle import CANCELLED, DRAFT, HOLD_LABELS, QUEUED, ROW, STEPS, Hold, Step
from pipeline.settings import Settings

PUBLISHED, CLIPS_READY = ROW[Step.UPLOAD].ready, ROW[Step.VIDEO].ready
CHECK_SECONDS = 0.5
PRIORITY = -1  # below what is asked for in Discord meanwhile

# A person reads this in Progress: “Look at the clips: set Status to “Approved - Video”, or …”
_ASKED = re.compile(r"set Status to “([^”]+)”")
_STUCK = {DRAFT, CANCELLED, HOLD_LABELS[Hold.ATTENTION], *(row.error for row in STEPS)}


async def make_board(settings: Settings, page_id: str, planned: Planned) -> str:
    """Make the database with the code of `slate notion create`, and name it in the channel's YAML.

    Returns:
        The data source's id.
    """
    async with connected(settings) as connection:
        made = await create_database(connection, page_id, TITLE, [planned.channel])
    if made.left:
        raise NoFilm(f"Notion made another database: {made.left[0].text}")
    path = settings.channel_configs_dir / f"{planned.channel}.yaml"
    await asyncio.to_thread(_name_in, path, made.database.id)
    return made.database.id


def _name_in(path: Path, data_source: str) -> None:
    config = yaml.safe_load(path.read_text(encoding="utf-8"))
    config["notion_data_source"] = data_source
    path.write_text(yaml.safe_dump(config), encoding="utf-8")


async def play_in_notion(
    robin: NotionPerson, source: str, planned: Planned, check: Callable[[], None]
) -> Row:
    """Write a row, queue it, do what Progress asks for at every gate, have one clip made again.

    Args:
        source: The database's data source.
        check: Raises when a process of the stage has ended.

    Returns:
        The row, once it shows the published film.
    """
    row = robin.add_row(
        source,
        {
            "Title": planned.title,
            "Channel": planned.channel,
            "Topic": planned.topic,
            "Priority": PRIORITY,
        },
    )
    robin.write_body(row, planned.body())
    robin.edit(row, {"Status": QUEUED})
    redo = planned.redo
    while True:
        shown = await _wait(robin, row, lambda row: asked(row) or is_published(row), check)
        if is_published(shown):
            return shown
        if redo and shown["Status"] == CLIPS_READY:
            robin.edit(row, {"Redo": redo})
            redo = ""
        else:
            robin.edit(row, {"Status": asked(shown)})


def asked(row: Row) -> str:
    """The status that Progress asks for; empty where the person has answered, or nothing is asked."""
    found = _ASKED.search(row["Progress"] or "")
    if found is None or row["Redo"] or row["Status"] == found[1]:
        return ""
    return found[1]


def is_published(row: Row) -> bool:
    """Whether the row shows a film that is finished."""
    return bool(row["Status"] == PUBLISHED and row["Film"])


async def _wait(
    robin: NotionPerson, row: str, holds: Callable[[Row], object], check: Callable[[], None]
) -> Row:
    """Wait for something in the row, with the reason why it may never come."""

    def is_over(shown: Row) -> bool:
        if shown["Status"] in _STUCK:
            raise NoFilm(f"the row is “{shown['Status']}”: {shown['Error Log']}")
        return bool(holds(shown))

    waiting = asyncio.create_task(robin.wait_until(row, is_over, GATE_SECONDS))
    try:
        while not (await asyncio.wait({waiting}, timeout=CHECK_SECONDS))[0]:
            check()
        return waiting.result()
    finally:
        waiting.cancel()
