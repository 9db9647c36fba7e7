"""Rows that people copy and clear, and what is Slate's own in them."""

from __future__ import annotations

import uuid
from pathlib import Path

import httpx
import pytest

from bot.notion.errors import NotionAway
from bot.notion.shown import SURFACE, Shown
from bot.sandbox.notion.notion_server import SandboxNotion
from pipeline import changes, queries, videos
from pipeline.changes import Change
from pipeline.database import Database
from pipeline.lifecycle import Step
from pipeline.reviews import Actor
from tests.bot import filming
from tests.bot.notion import desk
from tests.bot.notion.desk import CHANNELS, Desk
from tests.bot.notion.mishaps import MortalDatabase, Wire


async def test_a_copy_of_a_films_row_is_no_film_until_somebody_says_so(office: Desk) -> None:
    queued = office.plan(Title="Queued")
    row = await office.at_the_storyboard()
    office.set(queued, Status="Queued")
    await office.look()
    copies = [copied(office, one) for one in (row, queued)]
    await office.look()
    for copy in copies:
        shown = office.read(copy)
        assert (shown["Status"], shown["Number"], shown["Progress"]) == ("Draft", None, "")
        assert "This row is no film yet" in shown["Error Log"]
        assert shown["Preview"] == []
    assert office.read(row)["Status"] == "Storyboard Ready"
    office.set(copies[0], Status="Queued")
    await office.look()
    assert office.read(copies[0])["Number"] == 3


def copied(office: Desk, row: str) -> str:
    """A row duplicated in Notion's app: everything but who made it."""
    workspace = office.sandbox.workspace
    page = workspace.pages[row]
    return workspace.add_page(dict(page.parent), office.robin.id, values=page.now.values).id


async def test_what_a_person_writes_into_slates_own_properties_is_set_back(office: Desk) -> None:
    row = await office.at_the_storyboard()
    before = office.read(row)
    office.set(row, Number=99, Progress="done!", Cost=3)
    await office.look()
    for name in ("Number", "Progress", "Cost"):
        assert office.read(row)[name] == before[name], name


async def test_somebody_who_empties_the_error_log_has_read_it(office: Desk) -> None:
    row = await office.at_the_storyboard()
    office.set(row, Mode="final")
    await office.look()
    assert "Mode cannot be changed" in office.read(row)["Error Log"]
    office.set(row, Error_Log=None)
    await office.look()
    office.set(row, Priority=2)
    await office.look()
    assert office.read(row)["Error Log"] == ""


async def test_what_is_emptied_that_cannot_be_is_told(office: Desk) -> None:
    row = await office.at_the_storyboard()
    office.set(row, Budget=4)
    await office.look()
    office.set(row, Budget=None, Privacy=None)
    await office.look()
    shown = office.read(row)
    assert (shown["Budget"], shown["Privacy"]) == (4, "private")
    assert "The cap that was set stays" in shown["Error Log"]
    assert "A film has a privacy" in shown["Error Log"]


async def test_a_channel_that_lost_its_database_still_shows_its_films(office: Desk) -> None:
    row = await office.at_the_storyboard()
    path = office.tools.settings.channel_configs_dir / "nature.yaml"
    path.write_text("name: Quiet Nature\nshots: 3\n", encoding="utf-8")
    office.restart()
    video = await office.film(row)
    await filming.approve(office.tools, video.id)
    await office.show_all()
    assert office.read(row)["Status"] == "Approved - Storyboard"


async def test_a_decision_in_notion_keeps_who_edited_the_row(office: Desk) -> None:
    row = await office.at_the_storyboard()
    office.set(row, Status="Approved - Storyboard")
    await office.look()
    video_id = await office.film_of(row)
    assert video_id is not None
    async with office.tools.database.transaction() as session:
        review = (await queries.reviews(session, video_id))[0]
    assert (review.via, review.decided_by_id) == ("Notion", office.robin.id)


async def test_redo_and_answer_that_stood_in_a_plan_are_answered(office: Desk) -> None:
    row = office.plan(Redo="gentler", Answer="what?")
    office.set(row, Status="Queued")
    await office.look()
    shown = office.read(row)
    assert (shown["Redo"], shown["Answer"]) == ("", "")
    assert "“what?” answers nothing" in shown["Error Log"]
    video = await office.film(row)
    planned = await filming.rounds_of(office.tools, video.id, Step.STORYBOARD)
    assert "gentler" in [note for _, note in planned]


async def test_notion_that_is_away_takes_nothing_with_it(office: Desk) -> None:
    row = await office.at_the_storyboard()
    office.set(row, Status="Approved - Storyboard", Priority=7)
    office.sandbox.faults.order({"kind": 503, "times": 1, "method": "PATCH"})
    await office.poller.poll(office.source, list(CHANNELS))
    with pytest.raises(NotionAway):
        await office.show_all()
    office.restart()
    await office.look()
    shown = office.read(row)
    assert (shown["Status"], shown["Priority"]) == ("Approved - Storyboard", 7)
    assert shown["Error Log"] == ""


async def test_what_the_bot_wrote_unheard_is_no_persons_edit(office: Desk) -> None:
    """Its answer was lost; by the next look the film is another one already."""
    row = await office.at_the_storyboard()
    video = await office.film(row)
    await _call_it(office, video.id, "The Fox of Sam")
    office.sandbox.faults.order({"kind": "lost_answer", "method": "PATCH", "path": row})
    with pytest.raises(NotionAway):
        await office.mirror.show(video.id)
    assert office.read(row)["Title"] == "The Fox of Sam"
    await _call_it(office, video.id, "The Wolf of Sam")
    office.restart()
    await office.look()
    shown = office.read(row)
    assert (shown["Title"], shown["Error Log"]) == ("The Wolf of Sam", "")


async def _call_it(office: Desk, video_id: uuid.UUID, title: str) -> None:
    sam = Actor("Sam", "Discord", id="sam")
    async with office.tools.database.transaction() as session:
        await changes.change(session, video_id, sam, Change(title=title))


async def test_a_row_that_is_about_to_be_shown_is_looked_at_first(office: Desk) -> None:
    """Somebody wrote into it what somebody else changed in Discord: the row counts."""
    row = await office.at_the_storyboard()
    video = await office.film(row)
    office.set(row, Title="The Fox of Robin")
    await _call_it(office, video.id, "The Fox of Sam")
    await office.show_all()
    assert office.read(row)["Title"] == (await office.film(row)).title == "The Fox of Robin"


async def test_a_refusal_that_is_not_shown_yet_outlives_the_next_edit(office: Desk) -> None:
    """Two looks at the row before its answer is written: both edits are answered."""
    row = await office.at_the_storyboard()
    for values in ({"Mode": "final"}, {"Priority": 2.5}, {"Priority": 4}):
        office.set(row, **values)
        await office.poller.poll(office.source, list(CHANNELS))
    await office.show_all()
    shown = office.read(row)
    assert (shown["Mode"], shown["Priority"]) == ("draft", 4)
    assert shown["Error Log"] == "Mode cannot be changed once a film is queued: queue another."


async def test_an_edit_while_the_row_is_written_is_about_what_was_seen_before(
    database: Database, tmp_path: Path, preview_scripts: Path, sandbox: SandboxNotion
) -> None:
    """An approval that falls between the reading of the row and the writing of another look."""
    wire = Wire()
    opening = desk.opened(database, tmp_path, preview_scripts, sandbox, transport=wire)
    async with opening as office:
        row = await office.at_the_storyboard()
        video = await office.film(row)
        async with office.tools.database.transaction() as session:
            wish = videos.Redo(Step.STORYBOARD, (), "darker")
            await videos.redo(session, video.id, Actor("Sam", "Discord"), [wish])
        await filming.work(database)

        async def approve(request: httpx.Request) -> None:
            if request.method == "PATCH":
                wire.watch = None
                office.set(row, Status="Approved - Storyboard")

        wire.watch = approve
        await office.show_all()
        shown = office.read(row)
        assert shown["Status"] == "Storyboard Ready"
        assert "Sam has already redone this in Discord" in shown["Error Log"]


async def test_a_second_thought_right_after_the_first_is_not_written_over(
    database_url: str, tmp_path: Path, preview_scripts: Path, sandbox: SandboxNotion
) -> None:
    """The person corrects what is being refused, before it is set back."""
    database = MortalDatabase(database_url)
    async with desk.opened(database, tmp_path, preview_scripts, sandbox) as office:
        row = await office.at_the_storyboard()
        video = await office.film(row)

        async def correct() -> None:
            database.watch = None
            async with database.transaction() as session:
                mirror = await queries.mirror(session, video.id, SURFACE)
            if Shown.of(mirror).owes:
                office.set(row, Priority=4)
            else:
                database.watch = correct

        office.set(row, Priority=2.5)
        database.watch = correct
        await office.look()
        assert (await office.film(row)).priority == 4
        shown = office.read(row)
        assert (shown["Priority"], shown["Error Log"]) == (4, "")
    await database.close()
