"""Each repair, and that one that breaks costs the others nothing."""

from __future__ import annotations

import os
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import mirrors, models, sweep
from pipeline.database import Database
from pipeline.lifecycle import Hold, Phase, State, Step
from pipeline.models import utc_now
from pipeline.sweep import SCRATCH_KEPT_SECONDS, SWEEP_SECONDS, remove_old
from pipeline.views import MirrorView
from tests.pipeline.crew import Crew
from tests.pipeline.films import CONFIG

SHOWS = (sweep.show_in_discord, sweep.show_in_notion)  # what front ends repair


async def age(crew: Crew, film: uuid.UUID, seconds: float = SWEEP_SECONDS + 1) -> None:
    await crew.change(models.Video, film, updated_at=utc_now() - timedelta(seconds=seconds))


async def test_where_nothing_lags_nothing_is_done(crew: Crew) -> None:
    await crew.queue()
    assert await sweep.sweep(crew.database) == {}


class TestShows:
    async def test_a_film_not_shown_is_asked_for_again(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.empty_queue()
        assert await sweep.sweep(crew.database, SHOWS) == {}
        await age(crew, film)
        assert await sweep.sweep(crew.database, SHOWS) == {"show_in_discord": 1}
        assert "show_discord" in await crew.jobs()

    async def test_one_that_is_shown_is_left_alone(self, crew: Crew) -> None:
        film = await crew.queue()
        version = (await crew.row(film)).version
        async with crew.database.transaction() as session:
            await mirrors.remember(session, "discord", MirrorView(film, "1", {}, {}, version))
        await age(crew, film)
        assert await sweep.sweep(crew.database, SHOWS) == {}

    async def test_notion_is_asked_for_films_that_have_a_database(self, crew: Crew) -> None:
        await age(crew, await crew.queue())
        planned = await crew.queue(config=CONFIG.model_copy(update={"notion_data_source": "a"}))
        await crew.empty_queue()
        await age(crew, planned)
        assert await sweep.sweep(crew.database, SHOWS) == {
            "show_in_discord": 2,
            "show_in_notion": 1,
        }
        assert sorted(set(await crew.jobs())) == ["show_discord", "show_notion"]

    async def test_what_nobody_has_shown_for_days_is_given_up(self, crew: Crew) -> None:
        await age(crew, await crew.queue(), seconds=3 * 24 * 3600)
        assert await sweep.sweep(crew.database, SHOWS) == {}


class TestWorkers:
    async def test_a_lost_job_is_made_up_for(self, crew: Crew) -> None:
        await crew.queue()
        await crew.queue()
        await crew.empty_queue()
        assert (await sweep.sweep(crew.database))["wake_workers_for_free_takes"] == 2
        assert len(await crew.jobs(Step.STORYBOARD)) == 2
        assert await sweep.sweep(crew.database) == {}

    async def test_so_is_a_worker_that_died(self, crew: Crew) -> None:
        await crew.queue()
        claim = await crew.claim(Step.STORYBOARD)
        assert claim is not None
        await crew.empty_queue()
        assert await sweep.sweep(crew.database) == {}
        await crew.end_lease(claim)
        assert (await sweep.sweep(crew.database))["wake_workers_for_free_takes"] == 1

    async def test_takes_that_wait_wake_nobody(self, crew: Crew) -> None:
        held, waiting, paused = [await crew.queue(channel) for channel in ("forest", "sea", "city")]
        await crew.change(models.Video, held, hold=Hold.ATTENTION)
        (take,) = await crew.takes(waiting)
        await crew.change(models.Take, take.id, not_before=utc_now() + timedelta(minutes=5))
        await crew.change(models.Channel, (await crew.row(paused)).channel_id, is_paused=True)
        await crew.empty_queue()
        assert await sweep.sweep(crew.database) == {}


class TestHolds:
    @pytest.mark.parametrize("hold", [Hold.QUOTA, Hold.BUDGET])
    async def test_a_new_day_ends_them(self, crew: Crew, hold: Hold) -> None:
        film = await crew.queue()
        await crew.change(
            models.Video, film, hold=hold, hold_reason="tomorrow", hold_until=utc_now()
        )
        await crew.empty_queue()
        repaired = await sweep.sweep(crew.database)
        assert repaired["end_holds_whose_time_has_come"] == 1
        row = await crew.row(film)
        assert (row.hold, row.hold_reason, row.hold_until) == (None, None, None)
        assert await crew.begin(Step.STORYBOARD)

    async def test_at_a_gate_it_is_asked_again(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, State(Step.STORYBOARD, Phase.READY))
        async with crew.database.transaction() as session:
            await session.execute(update(models.Review).values(state="withdrawn"))
        await crew.change(models.Video, film, hold=Hold.QUOTA, hold_until=utc_now())
        await sweep.sweep(crew.database)
        assert [review.state for review in await crew.reviews(film)] == ["withdrawn", "pending"]

    async def test_what_a_person_must_answer_stays(self, crew: Crew) -> None:
        film = await crew.queue()
        past = utc_now() - timedelta(days=1)
        await crew.change(models.Video, film, hold=Hold.ATTENTION, hold_until=past)
        later = await crew.queue()
        future = utc_now() + timedelta(days=1)
        await crew.change(models.Video, later, hold=Hold.QUOTA, hold_until=future)
        await sweep.sweep(crew.database)
        assert (await crew.row(film)).held is Hold.ATTENTION
        assert (await crew.row(later)).held is Hold.QUOTA


async def test_processes_whose_heart_stopped_long_ago_are_forgotten(database: Database) -> None:
    async with database.transaction() as session:
        for minutes in (0, 10):
            beat = utc_now() - timedelta(minutes=minutes)
            session.add(models.Process(kind="worker", host="here", pid=minutes, beat_at=beat))
    assert await sweep.sweep(database) == {"forget_dead_processes": 1}
    async with database.transaction() as session:
        assert await session.scalar(select(models.Process.pid)) == 0


async def test_the_queues_log_is_pruned(crew: Crew) -> None:
    await crew.queue()
    async with crew.database.transaction() as session:
        logged = await session.scalar(text("SELECT count(*) FROM pgqueuer_log"))
        assert logged
        await session.execute(text("UPDATE pgqueuer_log SET created = created - interval '3 days'"))
    assert await sweep.sweep(crew.database) == {"prune_the_queue_log": logged}


async def test_one_process_sweeps_at_a_time(crew: Crew) -> None:
    await crew.queue()
    await crew.empty_queue()
    async with crew.database.transaction() as session:
        assert await session.scalar(sweep._ALONE)
        assert await sweep.sweep(crew.database) == {}
    assert await sweep.sweep(crew.database) != {}


async def test_a_repair_that_breaks_costs_the_others_nothing(crew: Crew) -> None:
    async def breaks(session: AsyncSession) -> int:
        raise ValueError("a row nobody thought of")

    await crew.queue()
    await crew.empty_queue()
    assert await sweep.sweep(crew.database, (breaks, *sweep.REPAIRS)) == {
        "wake_workers_for_free_takes": 1
    }


async def test_sweeping_changes_no_film(crew: Crew) -> None:
    film = await crew.queue()
    await crew.go_to(film, State(Step.ASSETS, Phase.READY))
    before = [(take.id, take.state) for take in await crew.takes(film)]
    await sweep.sweep(crew.database)
    assert [(take.id, take.state) for take in await crew.takes(film)] == before
    async with crew.database.transaction() as session:
        pending = select(func.count()).where(models.Review.state == "pending")
        assert await session.scalar(pending) == 1


def test_what_dead_workers_left_behind_is_removed(tmp_path: Path) -> None:
    old, new, file = tmp_path / "old", tmp_path / "new", tmp_path / "file"
    for folder in (old, new):
        folder.mkdir()
        (folder / "picture.png").touch()
    file.touch()
    long_ago = file.stat().st_mtime - SCRATCH_KEPT_SECONDS - 1
    for path in (old, file):
        os.utime(path, (long_ago, long_ago))
    remove_old(tmp_path)
    assert list(tmp_path.iterdir()) == [new]
    remove_old(tmp_path / "not there")
