"""A redo that costs money is asked in the row, and starts on a yes: once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.sandbox.notion.notion_server import SandboxNotion
from pipeline import queries, videos
from pipeline.lifecycle import Step
from pipeline.reviews import Actor
from pipeline.videos import Redo
from tests.bot import filming, paying
from tests.bot.notion import desk
from tests.bot.notion.desk import Desk
from tests.bot.notion.mishaps import Killed, Kind, Mishap, MortalDatabase

SAM = Actor("Sam", "Discord", id="sam")
SOLD = {
    "nature": (
        "voice: {name: a-voice-of-theirs}\nproviders:\n"
        "  assets: {provider: gemini, model: gemini-nano-banana-2.1}\n"
    )
}


@pytest_asyncio.fixture
async def database(database_url: str) -> AsyncIterator[MortalDatabase]:
    opened = MortalDatabase(database_url)
    yield opened
    await opened.close()


@pytest_asyncio.fixture
async def office(
    database: MortalDatabase, tmp_path: Path, preview_scripts: Path, sandbox: SandboxNotion
) -> AsyncIterator[Desk]:
    async with desk.opened(database, tmp_path, preview_scripts, sandbox, configs=SOLD) as opened:
        paying.open_channel(opened.tools.settings.channel_configs_dir)
        yield opened


@pytest_asyncio.fixture
async def row(office: Desk) -> str:
    """The row of a film that costs, at the gate of its pictures."""
    made = office.plan(Mode="final")
    office.set(made, Status="Queued")
    await office.look()
    assert "This film will cost about $" in office.read(made)["Error Log"]
    office.set(made, Budget=20, Status="Queued")
    await office.look()
    await office.work()
    video_id = await office.film_of(made)
    assert video_id is not None
    await filming.approve(office.tools, video_id)
    await office.work()
    assert office.read(made)["Status"] == "Assets Ready"
    return made


async def redos(office: Desk) -> int:
    """How often the pictures were asked for."""
    async with office.tools.database.transaction() as session:
        film = (await queries.videos(session))[0]
        takes = await queries.takes(session, film.id, numbers={Step.ASSETS: range(1, 10)})
    return max(take.take for take in takes) - 1


async def test_it_is_asked_and_starts_on_a_yes(office: Desk, row: str) -> None:
    office.set(row, Redo="all: golden hour")
    await office.look()
    shown = office.read(row)
    assert (shown["Redo"], await redos(office)) == ("", 0)
    assert "It costs about $" in shown["Error Log"]
    assert "Write “yes” into Answer" in shown["Error Log"]

    office.set(row, Priority=4)
    await office.look()
    assert "It costs about $" in office.read(row)["Error Log"], "it is still asked"

    office.set(row, Answer="Yes.")
    await office.look()
    shown = office.read(row)
    assert (shown["Answer"], shown["Error Log"], await redos(office)) == ("", "", 1)

    office.set(row, Answer="yes")
    await office.look()
    assert await redos(office) == 1
    assert "Film #1 has not failed" in office.read(row)["Error Log"]


async def test_a_yes_to_a_look_that_is_over_starts_nothing(office: Desk, row: str) -> None:
    office.set(row, Redo="all: golden hour")
    await office.look()
    video_id = await office.film_of(row)
    assert video_id is not None
    async with office.tools.database.transaction() as session:
        wish = Redo(Step.ASSETS, (1,), "older")
        keys = frozenset({(Step.ASSETS, 1)})
        await videos.redo(session, video_id, SAM, [wish], agreed=keys)
    await filming.work(office.tools.database, office.tools.limits())
    office.set(row, Answer="yes")
    await office.look()
    assert await redos(office) == 1, "only Sam's"
    assert office.read(row)["Error Log"] != ""


@pytest.mark.parametrize("commit", range(8))
async def test_a_yes_counts_once_wherever_the_bot_is_killed(
    office: Desk, row: str, database: MortalDatabase, commit: int
) -> None:
    office.set(row, Redo="all: golden hour")
    await office.look()
    office.set(row, Answer="yes")
    database.mishap = Mishap(Kind.KILLED_AT_COMMIT, commit)
    try:
        await office.look()
    except Killed:
        office.restart()
    database.mishap = None
    await office.look()
    assert await redos(office) == 1
    office.set(row, Answer="yes")
    await office.look()
    assert await redos(office) == 1
    assert office.read(row)["Answer"] == ""
