"""Films from a row in Notion to their publication: real processes, killed and cut off."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.sandbox.notion.person import Row
from bot.sandbox.person import Person
from pipeline import models
from pipeline.database import Database
from pipeline.lifecycle import Phase, State, Step
from tests.end_to_end.planners import BOARD, CHANNEL, PATIENCE_SECONDS, Planners, planners

pytestmark = pytest.mark.slow

PUBLISHED = State(Step.UPLOAD, Phase.READY)
QUICKLY = {"auto_approve": [Step.ASSETS.value, Step.NARRATION.value]}  # a gate takes eight requests


class TestWithoutDiscord:
    async def test_a_bot_killed_three_times_loses_nothing_and_does_nothing_twice(
        self, workspace: Path, database: Database
    ) -> None:
        async with planners(workspace, database, channel=QUICKLY) as desk:
            await desk.start("bot")
            await desk.start("worker")
            row = await _killed_while_it_queues(desk)
            await _killed_before_it_hears_of_its_answer(desk, row)
            await _killed_before_it_answers(desk, row)
            await desk.until_asked(row, "Approved - Video")
            assert (await _takes(database))[Step.VIDEO, 2] == 2, "asked before the clip was made"
            desk.robin.edit(row, {"Status": "Approved - Video"})
            await desk.until_asked(row, "Approved")
            desk.robin.edit(row, {"Status": "Approved"})
            shown = await desk.until_published(row)

            assert await desk.decided() == {
                ("queued", "Notion"): 1,
                ("approved", "storyboard"): 1,
                ("approved", "assets"): 1,  # by the channel's YAML
                ("redo", "Notion"): 1,
                ("approved", "video"): 1,
                ("approved", "narration"): 1,
                ("approved", "review"): 1,
            }
            made = await _takes(database)
            assert made.pop((Step.VIDEO, 2)) == 2
            assert set(made.values()) == {1}, made
            assert [one.id for one in desk.robin.rows(desk.source)] == [row]
            assert (shown["Number"], shown["Redo"], shown["Error Log"]) == (1, "", "")
            (folder,) = workspace.glob(f"channels/{CHANNEL}/published/*")
            assert str(folder) in shown["Progress"]
            desk.check_manners()


async def _killed_while_it_queues(desk: Planners) -> str:
    """The row was read and the film not made yet."""
    desk.notion.faults.order({"kind": "delay", "method": "GET", "path": "blocks", "seconds": 1.5})
    before = desk.requests
    row = desk.plan("The Fox")
    await desk.requested("GET", f"/blocks/{row}/children", after=before)
    assert await desk.decided() == {}
    await _kill_bot(desk)
    await desk.start("bot")
    return row


async def _killed_before_it_hears_of_its_answer(desk: Planners, row: str) -> None:
    """The row's new values were on their way: Notion has them, and the next bot does not know."""
    await desk.until_asked(row, "Approved - Storyboard")
    desk.notion.faults.order({"kind": "delay", "method": "PATCH", "seconds": 1.0})
    before = desk.requests
    desk.robin.edit(row, {"Status": "Approved - Storyboard"})
    await desk.requested("PATCH", f"/pages/{row}", after=before)
    assert (await desk.decided())["approved", "storyboard"] == 1
    await _kill_bot(desk)
    await desk.start("bot")


async def _killed_before_it_answers(desk: Planners, row: str) -> None:
    """The redo was taken, and the row still asks for it."""
    await desk.until_asked(row, "Approved - Video")
    desk.notion.faults.order({"kind": "reset", "method": "PATCH", "times": 99})
    desk.robin.edit(row, {"Redo": "2: slower"})
    async with asyncio.timeout(PATIENCE_SECONDS):
        while (await desk.decided())["redo", "Notion"] == 0:
            await asyncio.sleep(0.02)
    await _kill_bot(desk)
    assert desk.read(row)["Redo"] == "2: slower"
    await desk.start("bot")


async def _kill_bot(desk: Planners) -> None:
    await desk.kill("bot")
    desk.notion.faults.clear()


async def _takes(database: Database) -> Counter[tuple[Step, int]]:
    """How many takes each unit has."""
    async with database.transaction() as session:
        takes = list(await session.scalars(select(models.Take)))
    return Counter((Step(take.step), take.number) for take in takes)


class TestBesideDiscord:
    async def test_row_and_thread_show_the_same_and_rows_catch_up(
        self, workspace: Path, database: Database
    ) -> None:
        async with planners(workspace, database, with_discord=True, channel=QUICKLY) as desk:
            await desk.start("bot")
            await desk.start("worker")
            assert desk.discord is not None
            async with Person(desk.discord.control_url, "Robin") as robin:
                heron = await _asked_for_in_discord(desk, robin)
                fox = desk.plan("The Fox")

                await desk.until_asked(heron, "Approved - Storyboard")
                await _approve(robin, 1)
                await desk.until_asked(heron, "Approved - Video")

                shown = await desk.until_asked(fox, "Approved - Storyboard")
                thread = _thread(shown)
                desk.robin.edit(fox, {"Status": "Approved - Storyboard"})
                await desk.until_asked(fox, "Approved - Video")
                await robin.wait_for_message(
                    lambda said: (
                        said.channel_id == thread and "Approved by Robin" in said.everything
                    )
                )

                async with desk.notion_down():
                    for number in (1, 2):
                        await _approve(robin, number)
                    await _at_review(database)
                    for number in (1, 2):
                        await _approve(robin, number)
                    await _all_published(database)
                    assert desk.read(fox)["Status"] == desk.read(heron)["Status"] == "Video Ready"
                for number, row in enumerate((heron, fox), 1):
                    shown = await desk.until_published(row)
                    assert (shown["Number"], shown["Error Log"]) == (number, "")
                    told = await robin.messages(_thread(shown))
                    assert any("Published" in said.everything for said in told)
            assert len(desk.robin.rows(desk.source)) == 2
            assert desk.discord.recording.violations == []
            desk.check_manners()


async def _asked_for_in_discord(desk: Planners, robin: Person) -> str:
    """A film of a slash command; the row that the bot makes for it."""
    answer = await robin.command(
        "video queue",
        channel=CHANNEL,
        mode="draft",
        title="The Heron",
        topic="a heron",
        story_direction="A heron waits.",
        storyboard=("storyboard.yaml", BOARD.encode()),
    )
    assert "#1" in answer.text, answer
    await desk.robin.wait_for(lambda: bool(desk.robin.rows(desk.source)), PATIENCE_SECONDS)
    (row,) = desk.robin.rows(desk.source)
    assert row["Title"] == "The Heron"
    return row.id


async def _approve(robin: Person, number: int) -> None:
    answer = await robin.command("video approve", film=number)
    assert "Approved" in answer.text, answer


def _thread(row: Row) -> int:
    """The thread that the row's link leads to."""
    return int(str(row["Discord Thread"]).rpartition("/")[2])


async def _films(database: Database) -> list[State]:
    async with database.transaction() as session:
        return [film.state for film in await session.scalars(select(models.Video))]


async def _at_review(database: Database) -> None:
    await _all_are(database, State(Step.REVIEW, Phase.READY))


async def _all_published(database: Database) -> None:
    await _all_are(database, PUBLISHED)


async def _all_are(database: Database, state: State) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while set(await _films(database)) != {state}:
            await asyncio.sleep(0.1)
