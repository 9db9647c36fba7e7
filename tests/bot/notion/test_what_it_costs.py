"""How many requests an event costs: Notion takes three in a second, from everybody together."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest_asyncio

from bot.sandbox.notion.notion_server import SandboxNotion
from pipeline import queries
from pipeline.advance import lock_video, show
from pipeline.database import Database
from pipeline.lifecycle import Step
from tests.bot import filming
from tests.bot.notion import desk
from tests.bot.notion.desk import CHANNELS, Desk

QUERY, ROW, WRITING, SCHEMA = (
    "POST data_sources/query",
    "GET pages",
    "PATCH pages",
    "GET data_sources",
)
BODY, PERSON = "GET blocks/children", "GET users"


@pytest_asyncio.fixture
async def office(
    database: Database, tmp_path: Path, preview_scripts: Path, sandbox: SandboxNotion
) -> AsyncIterator[Desk]:
    async with desk.opened(database, tmp_path, preview_scripts, sandbox) as opened:
        await opened.look()  # which looks at the schema, once a minute
        yield opened


class Counting:
    """The requests since it was made, or asked last."""

    def __init__(self, office: Desk) -> None:
        self._office = office
        self._from = len(office.requests)

    def since(self) -> dict[str, int]:
        new = self._office.requests[self._from :]
        self._from += len(new)
        return dict(Counter(new))


async def test_each_event_costs_what_it_must(office: Desk) -> None:
    row = office.plan(Topic="a fox")
    office.set(row, Status="Queued")
    count = Counting(office)
    await office.look()
    # The row is read before it is queued, as queries lag, and before a person's fields are written.
    looked_up = {PERSON: 1}  # who edited, once for each person
    assert count.since() == {QUERY: 1, ROW: 2, BODY: 1, WRITING: 1} | looked_up, "queued, and shown"

    await office.look()
    assert count.since() == {QUERY: 1}, "nothing changed"

    await filming.make(office.tools, Step.STORYBOARD)
    video_id = await office.film_of(row)
    assert video_id is not None
    await office.mirror.show(video_id)
    sent = {name: number for name, number in count.since().items() if "file_uploads" not in name}
    assert sent == {ROW: 1, WRITING: 1, "GET users/me": 1}, "a question with its preview"

    office.set(row, Status="Approved - Storyboard")
    await office.look()
    assert count.since() == {QUERY: 1, ROW: 2, WRITING: 1}, "a decision"

    office.set(row, Status="Approved - Storyboard", Mode="final")
    await office.look()
    assert count.since() == {QUERY: 1, ROW: 2, WRITING: 1}, "a decision that is set back"

    office.set(row, Priority=3)
    await office.look()
    assert count.since() == {QUERY: 1, ROW: 2, WRITING: 1}, "what was said before is taken out"

    office.set(row, Priority=4)
    await office.look()
    assert count.since() == {QUERY: 1, ROW: 2}, "what already stands there is not written"

    await filming.make(office.tools, Step.ASSETS)
    await office.mirror.show(video_id)
    await office.mirror.show(video_id)
    sent = {name: number for name, number in count.since().items() if "file_uploads" not in name}
    assert sent == {ROW: 1, WRITING: 1}, "many changes, shown once"


async def test_progress_costs_one_request_and_what_looks_the_same_none(office: Desk) -> None:
    row = office.plan(Channel="nature")
    office.set(row, Status="Queued")
    await office.look()
    await filming.make(office.tools, Step.STORYBOARD)
    await office.show_all()
    office.set(row, Status="Approved - Storyboard")
    await office.look()
    video_id = await office.film_of(row)
    assert video_id is not None
    count = Counting(office)
    async with office.tools.database.transaction() as session:
        await show(session, await lock_video(session, video_id))
    await office.mirror.show(video_id)
    assert count.since() == {}, "another version that looks the same"

    async with office.tools.database.transaction() as session:
        video = await lock_video(session, video_id)
        video.place = "https://example.org/film"
        await show(session, video)
    await office.mirror.show(video_id)
    assert count.since() == {WRITING: 1}, "what only Slate writes"


async def test_a_look_at_many_rows_that_did_not_change_costs_no_more(office: Desk) -> None:
    for number in range(300):
        office.plan(Title=f"Film {number}")
    await office.poller.poll(office.source, list(CHANNELS))
    workspace = office.sandbox.workspace
    for page in workspace.pages.values():
        at, version = page.versions[-1]
        old = version.edited_at - timedelta(minutes=30)
        page.versions[-1] = (at, version.__class__(version.values, False, old, version.edited_by))
    office.plan(Title="The newest")
    await office.poller.poll(office.source, list(CHANNELS))
    count = Counting(office)
    assert await office.poller.poll(office.source, list(CHANNELS)) == 1
    assert count.since() == {QUERY: 1}


async def test_a_film_of_discord_gets_its_row_once(office: Desk) -> None:
    video_id = await filming.queued(office.tools)
    count = Counting(office)
    await office.mirror.show(video_id)
    assert count.since() == {
        "GET users/me": 1,
        SCHEMA: 1,
        QUERY: 1,
        "POST pages": 1,
    }
    office.restart()
    async with office.tools.database.transaction() as session:
        shown = await queries.mirror(session, video_id, "notion")
    assert shown.external_id is not None
    await office.look()
    assert len(office.robin.rows(office.source)) == 1
