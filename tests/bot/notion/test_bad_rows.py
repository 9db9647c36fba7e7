"""Rows that are not as they should be: people are told what and why, and nothing is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import pytest_asyncio

from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.notion.person import NotionPerson
from pipeline import videos
from pipeline.database import Database
from pipeline.lifecycle import Step
from pipeline.reviews import Actor
from tests.bot import filming
from tests.bot.notion import desk
from tests.bot.notion.desk import CHANNELS, Desk

SAM = Actor("Sam", "Discord", id="sam")


@pytest_asyncio.fixture
async def select_office(
    database: Database, tmp_path: Path, preview_scripts: Path, sandbox: SandboxNotion
) -> AsyncIterator[Desk]:
    """The same with Status as a select, which takes whatever people type."""
    opening = desk.opened(database, tmp_path, preview_scripts, sandbox, status_as="select")
    async with opening as opened:
        opened.restart(schema_seconds=0.0)
        yield opened


async def test_duplicate_titles_are_films_of_their_own(office: Desk) -> None:
    rows = [office.plan(Title="The Fox") for _ in range(3)]
    for row in rows:
        office.set(row, Status="Queued")
    await office.look()
    assert sorted([office.read(row)["Number"] for row in rows]) == [1, 2, 3]


def pieces(text: str, mentions: int, by: NotionPerson) -> list[dict[str, object]]:
    """A long text in pieces, with links, and with more mentions than Notion tells at once."""
    made: list[dict[str, object]] = []
    for number in range(mentions):
        made.append({"type": "text", "text": {"content": f"{text} {number}, "}})
        link = {"url": f"https://example.org/{number}"}
        made.append({"type": "text", "text": {"content": f"see {number}", "link": link}})
        made.append({"type": "mention", "mention": {"type": "user", "user": {"id": by.id}}})
        made.append({"type": "text", "text": {"content": "\n  "}})
    return made


async def test_a_long_direction_is_taken_whole_and_stays_as_it_was_written(office: Desk) -> None:
    row = office.plan()
    written = pieces(
        "a fox that walks and walks and walks until the evening comes " * 2, 30, office.robin
    )
    office.set(row, Story_Direction=written, Status="Queued")
    before = office.read(row)["Story Direction"]
    assert len(before) > 3000
    await office.look()
    video = await office.film(row)
    assert video.story_direction == before.strip()
    await office.work()
    page = office.sandbox.workspace.pages[row]
    kept = [
        value for value in page.now.values.values() if isinstance(value, list) and len(value) > 50
    ]
    assert len(kept) == 1 and sum(piece["type"] == "mention" for piece in kept[0]) == 30

    count = len(office.requests)
    office.restart()
    await office.poller.poll(office.source, list(CHANNELS))
    assert [name for name in office.requests[count:] if name.startswith("PATCH")] == []

    office.set(row, Story_Direction=[*written, {"type": "text", "text": {"content": "and rests"}}])
    await office.look()
    assert (await office.film(row)).story_direction.endswith("and rests")


async def test_a_status_that_nobody_knows_is_set_back_on_a_film_and_left_on_a_plan(
    select_office: Desk,
) -> None:
    office = select_office
    row = await office.at_the_storyboard()
    plan = office.plan()
    office.set(row, Status="Aproved")
    office.set(plan, Status="An idea")
    await office.look()
    assert office.read(row)["Status"] == "Storyboard Ready"
    assert "cannot be set to “Aproved”" in office.read(row)["Error Log"]
    assert office.read(plan)["Status"] == "An idea"
    office.set(row, Status=" approved -  storyboard")
    office.set(plan, Status="queued")
    await office.look()
    assert office.read(row)["Status"] == "Approved - Storyboard"
    assert await office.film_of(plan) is not None


@pytest.mark.parametrize("gone", ["Status", "Topic", "Priority", "Publish At", "Error Log"])
async def test_a_property_that_is_deleted_and_made_anew_empties_nothing(
    office: Desk, gone: str
) -> None:
    given = {"Topic": "a fox", "Priority": 3, "Publish At": "2027-05-01T10:00:00.000+00:00"}
    row = await office.at_the_storyboard(**given)
    before = await office.film(row)
    column = office.sandbox.workspace.data_sources[office.source].find(gone)
    assert column is not None
    kind = column.type
    options = [{"name": option.name} for option in column.options]
    office.robin.delete_column(office.source, gone)
    await office.look()
    office.robin.add_column(office.source, gone, {kind: {"options": options} if options else {}})
    await office.look()
    now = await office.film(row)
    assert (now.topic, now.priority, now.publish_at) == (
        before.topic,
        before.priority,
        before.publish_at,
    )
    assert await office.shortcomings(now.id) == {}
    assert office.read(row)["Status"] == "Storyboard Ready"


async def test_an_option_that_is_deleted_is_told_and_shown_again_once_it_is_back(
    office: Desk,
) -> None:
    row = office.plan()
    office.set(row, Status="Queued")
    await office.look()
    office.robin.delete_option(office.source, "Status", "Storyboard Ready")
    await office.work()
    shown = office.read(row)
    assert "slate notion check --repair" in shown["Error Log"]
    assert "set Status to “Approved - Storyboard”" in shown["Progress"]  # the rest is written
    office.robin.add_option(office.source, "Status", "Storyboard Ready")
    await office.look()
    shown = office.read(row)
    assert (shown["Status"], shown["Error Log"]) == ("Storyboard Ready", "")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("1999-01-01", "1999-01-01 00:00 UTC lies in the past"),
        ("0001-01-01", "lies in the past"),
        ("9999-12-31T23:59:00.000+00:00", "years away"),
    ],
)
async def test_times_that_cannot_be_are_told(office: Desk, value: str, said: str) -> None:
    row, plan = await office.at_the_storyboard(), office.plan(**{"Publish At": value})
    office.set(row, Publish_At=value)
    office.set(plan, Status="Queued")
    await office.look()
    for one in (row, plan):
        assert said in office.read(one)["Error Log"], one
    assert office.read(row)["Publish At"] is None
    assert office.read(plan)["Status"] == "Draft"


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2027-05-01", datetime(2027, 5, 1, tzinfo=UTC)),
        ("2027-05-01T10:00:30.000+02:00", datetime(2027, 5, 1, 8, tzinfo=UTC)),
        (
            {"start": "2027-05-01T10:00:00", "time_zone": "Europe/Berlin"},
            datetime(2027, 5, 1, 8, tzinfo=UTC),
        ),
    ],
)
async def test_times_are_read_as_they_are_meant(
    office: Desk, value: object, moment: datetime
) -> None:
    row = await office.at_the_storyboard()
    office.set(row, Publish_At=value)
    await office.look()
    video = await office.film(row)
    assert video.publish_at is not None
    assert video.publish_at.replace(second=0) == moment
    assert await office.shortcomings(video.id) == {}


async def test_a_row_that_lies_in_no_database_any_more_stops_nothing(office: Desk) -> None:
    row = await office.at_the_storyboard()
    page = office.sandbox.workspace.pages[row]
    home, source = dict(page.parent), office.sandbox.workspace.data_sources[office.source]
    page.parent = {"type": "page_id", "page_id": office.sandbox.page_id}
    source.rows.remove(row)
    video = await office.film(row)
    await filming.approve(office.tools, video.id)
    await office.look()
    page.parent = home
    source.rows.append(row)
    office.robin.edit(row, {})  # moving it is an edit
    await office.look()
    assert office.read(row)["Status"] == "Approved - Storyboard"


async def test_a_row_that_was_moved_to_another_database_is_still_shown(office: Desk) -> None:
    row = await office.at_the_storyboard()
    made = office.robin.add_database(
        "Done", {"Title": "title", "Status": "rich_text"}, parent=office.sandbox.page_id
    )
    other = office.sandbox.workspace.data_sources[office.robin.data_source_of(made)]
    here = office.sandbox.workspace.data_sources[office.source]
    page = office.sandbox.workspace.pages[row]
    here.rows.remove(row)
    other.rows.append(row)
    page.parent = {**page.parent, "data_source_id": other.id, "database_id": other.database_id}
    video = await office.film(row)
    await filming.approve(office.tools, video.id)
    await office.show_all()
    assert office.read(row)["Status"] == "Approved - Storyboard"


async def test_edited_in_both_places_the_row_counts_unless_its_question_is_settled(
    office: Desk,
) -> None:
    row = await office.at_the_storyboard()
    video = await office.film(row)
    async with office.tools.database.transaction() as session:
        await videos.approve(session, video.id, SAM)
        await videos.set_budget(session, video.id, SAM, Decimal(3))
    office.set(row, Status="Approved - Storyboard", Budget=5)
    await office.look()
    shown = office.read(row)
    assert shown["Budget"] == 5
    assert (shown["Status"], shown["Error Log"]) == ("Approved - Storyboard", "")

    await office.work()
    office.set(row, Status="Needs Attention")
    async with office.tools.database.transaction() as session:
        await videos.approve(session, video.id, SAM)
    await office.look()
    shown = office.read(row)
    assert shown["Status"] == "Approved - Assets"
    assert "cannot be set to “Needs Attention”" in shown["Error Log"]


async def test_an_approval_does_not_count_for_what_the_row_did_not_show_yet(office: Desk) -> None:
    row = office.plan()
    office.set(row, Status="Queued")
    await office.look()
    await filming.work(office.tools.database)
    office.set(row, Status="Approved - Storyboard")
    await office.look()
    shown = office.read(row)
    assert shown["Status"] == "Storyboard Ready"
    assert "which this row did not show yet" in shown["Error Log"]
    office.set(row, Status="Approved - Storyboard")
    await office.look()
    assert office.read(row)["Status"] == "Approved - Storyboard"


async def test_a_number_in_redo_means_what_the_row_showed(office: Desk) -> None:
    row = await office.at_the_storyboard()
    office.set(row, Status="Approved - Storyboard")
    await office.look()
    await filming.make(office.tools, Step.ASSETS)
    await office.show_all()
    assert office.read(row)["Status"] == "Assets Ready"
    video = await office.film(row)
    await filming.approve(office.tools, video.id)
    await filming.work(office.tools.database)  # clips, which the row does not show yet
    office.set(row, Redo="1: greener")
    await office.look()
    assert "already" in office.read(row)["Error Log"]
    assert (await office.film(row)).label == "Video Ready"


async def test_more_rows_than_a_query_tells_are_read_all_the_same(office: Desk) -> None:
    office.sandbox.query_limit = 3
    clock = office.sandbox.clock
    rows = []
    for number in range(10):
        rows.append(office.plan(Title=f"Film {number}", Status="Queued"))
        page = office.sandbox.workspace.pages[rows[-1]]
        at, version = page.versions[-1]
        moment = clock.now() - timedelta(minutes=60 - number)
        page.versions[-1] = (
            at,
            version.__class__(version.values, False, moment, version.edited_by),
        )
    await office.look()
    assert [row for row in rows if await office.film_of(row) is None] == []
