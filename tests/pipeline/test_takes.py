"""What workers report of a take, and only while it is theirs."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from pipeline import models, setbacks, takes
from pipeline.lifecycle import Phase, State, Step
from pipeline.models import utc_now
from pipeline.setbacks import MAX_ATTEMPTS, PAUSES
from pipeline.steps.build import TakeState
from pipeline.storyboard import Storyboard
from pipeline.takes import Work
from pipeline.videos import Redo, redo
from tests.pipeline.crew import ANNA, LEASE, Crew
from tests.pipeline.films import CONFIG, FOREST

PICTURES = State(Step.STORYBOARD, Phase.APPROVED)


async def tell(crew: Crew, call: Any, work: Work, *args: Any, **kwargs: Any) -> Any:
    async with crew.database.transaction() as session:
        return await call(session, work.claim, *args, **kwargs)


async def take_of(crew: Crew, work: Work) -> models.Take:
    async with crew.database.transaction() as session:
        return await session.get_one(models.Take, work.claim.take_id)


async def next_job_in(crew: Crew) -> timedelta:
    async with crew.database.transaction() as session:
        query = "SELECT max(execute_after) - now() FROM pgqueuer WHERE entrypoint LIKE 'take_%'"
        found: timedelta | None = await session.scalar(text(query))
    assert found is not None
    return found


async def a_picture_in_work(crew: Crew) -> Work:
    film = await crew.queue()
    await crew.go_to(film, PICTURES)
    return await crew.must_begin(Step.ASSETS)


class TestStart:
    async def test_work_brings_what_its_unit_uses(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, State(Step.ASSETS, Phase.APPROVED))
        work = await crew.must_begin(Step.COMPOSITES)
        pictures = {t.number: t for t in await crew.takes(film, Step.ASSETS)}
        assert set(work.upstream) == set(work.unit.uses)
        for (_, number), upstream in work.upstream.items():
            assert (upstream.file, upstream.sha256) == (
                pictures[number].file,
                pictures[number].sha256,
            )

    async def test_the_film_is_seen_to_work_once_a_take_of_it_is_claimed(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.must_begin(Step.STORYBOARD)
        assert await crew.state(film) == State(Step.STORYBOARD, Phase.WORKING)

    async def test_a_take_that_kills_its_workers_is_given_up(self, crew: Crew) -> None:
        film = await crew.queue()
        for _ in range(MAX_ATTEMPTS):
            work = await crew.must_begin(Step.STORYBOARD)
            await crew.end_lease(work.claim)
        assert await crew.begin(Step.STORYBOARD) is None
        row = await crew.row(film)
        assert row.state == State(Step.STORYBOARD, Phase.FAILED)
        assert row.error == "storyboard: it was started 5 times and never came back"


class TestRenew:
    async def test_a_lease_is_renewed_by_its_holder(self, crew: Crew) -> None:
        work = await a_picture_in_work(crew)
        assert await tell(crew, takes.renew, work, 2 * LEASE)
        take = await take_of(crew, work)
        assert take.lease_until is not None
        assert take.lease_until > utc_now() + 1.5 * LEASE

    async def test_a_lease_that_is_over_is_not(self, crew: Crew) -> None:
        """Its place within the limits may have been given to another take."""
        work = await a_picture_in_work(crew)
        await crew.end_lease(work.claim)
        assert not await tell(crew, takes.renew, work, LEASE)

    async def test_nor_one_that_another_has(self, crew: Crew) -> None:
        work = await a_picture_in_work(crew)
        await crew.end_lease(work.claim)
        assert (await crew.must_begin(Step.ASSETS)).claim.take_id == work.claim.take_id
        assert not await tell(crew, takes.renew, work, LEASE)


class TestFinish:
    async def test_it_is_recorded_whole(self, crew: Crew) -> None:
        work = await a_picture_in_work(crew)
        assert await crew.finish(work, seconds=2.5)
        take = await take_of(crew, work)
        assert take.state == TakeState.DONE
        assert (take.cost_usd, take.seconds) == (None, 2.5)
        assert take.file and take.sha256 and take.result == {"output": "somewhere"}
        assert take.lease_token is None and take.finished_at is not None

    async def test_late_writers_are_refused(self, crew: Crew) -> None:
        late = await a_picture_in_work(crew)
        await crew.end_lease(late.claim)
        now = await crew.must_begin(Step.ASSETS)
        assert not await crew.finish(late, sha256="late")
        assert not await crew.fail(late)
        assert not await tell(crew, setbacks.put_back, late, "busy", "busy")
        assert not await tell(crew, setbacks.give_up_lease, late)
        await tell(crew, takes.announce, late, "job-late")
        take = await take_of(crew, late)
        assert (take.state, take.provider_job_id) == (TakeState.WORKING, None)
        assert await crew.finish(now)
        assert not await crew.finish(now)

    async def test_two_who_write_at_once_are_one_after_the_other(self, crew: Crew) -> None:
        work = await a_picture_in_work(crew)
        assert sorted(await asyncio.gather(crew.finish(work), crew.finish(work))) == [False, True]

    async def test_the_last_take_of_a_step_moves_the_film_and_wakes_what_follows(
        self, crew: Crew
    ) -> None:
        film = await crew.queue(config=CONFIG.model_copy(update={"auto_approve": [Step.ASSETS]}))
        await crew.go_to(film, PICTURES)
        await crew.make_step(Step.ASSETS)
        assert await crew.state(film) == State(Step.ASSETS, Phase.APPROVED)
        assert len(await crew.jobs(Step.COMPOSITES)) == len(FOREST.shots)

    async def test_the_storyboards_shots_become_the_films(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.make_step(Step.STORYBOARD)
        row = await crew.row(film)
        assert Storyboard.model_validate(row.plan["storyboard"]) == FOREST

    async def test_new_shots_forget_what_was_wanted_of_the_old_ones(self, crew: Crew) -> None:
        other = FOREST.model_copy(update={"atmosphere": "fog"})
        crew.boards = {0: FOREST, 1: other}
        film = await crew.queue()
        await crew.go_to(film, State(Step.ASSETS, Phase.READY))
        wishes = [Redo(Step.ASSETS, (1,), "older"), Redo(Step.STORYBOARD, (1,), "foggy")]
        async with crew.database.transaction() as session:
            await redo(session, film, ANNA, wishes)
        await crew.make_step(Step.STORYBOARD)
        assert list((await crew.row(film)).plan["units"]) == ["storyboard:1"]

    async def test_a_freed_place_wakes_the_steps_that_waited_for_the_channel(
        self, crew: Crew
    ) -> None:
        config = CONFIG.model_copy(update={"capacity": 1})
        ahead = await crew.queue(config=config)
        await crew.go_to(ahead, PICTURES)
        await crew.queue(config=config)
        work = await crew.must_begin(Step.ASSETS)
        assert await crew.begin(Step.STORYBOARD) is None
        await crew.empty_queue()
        await crew.finish(work)
        assert await crew.jobs(Step.STORYBOARD)
        assert await crew.jobs(Step.ASSETS)


class TestPutBack:
    @pytest.mark.parametrize("attempt", range(len(PAUSES)))
    async def test_the_pause_grows(self, crew: Crew, attempt: int) -> None:
        work = await a_picture_in_work(crew)
        await crew.change(models.Take, work.claim.take_id, attempts=attempt + 1)
        assert await tell(crew, setbacks.put_back, work, "busy", "busy")
        take = await take_of(crew, work)
        assert (take.state, take.error, take.error_kind) == (TakeState.PLANNED, "busy", "busy")
        assert take.not_before is not None and take.lease_token is None
        waits = take.not_before - utc_now()
        assert PAUSES[attempt] - timedelta(seconds=20) < waits <= PAUSES[attempt]

    async def test_a_job_comes_back_for_it_and_not_before_it_is_free(self, crew: Crew) -> None:
        work = await a_picture_in_work(crew)
        await tell(crew, setbacks.put_back, work, "busy", "busy")
        async with crew.database.transaction() as session:
            late = await session.scalar(
                text("SELECT max(execute_after) FROM pgqueuer WHERE entrypoint = 'take_assets'")
            )
        assert late == (await take_of(crew, work)).not_before

    async def test_a_time_that_was_named_counts(self, crew: Crew) -> None:
        work = await a_picture_in_work(crew)
        later = utc_now() + timedelta(hours=7)
        await tell(crew, setbacks.put_back, work, "come tomorrow", "quota", retry_at=later)
        not_before = (await take_of(crew, work)).not_before
        assert not_before is not None
        assert abs(not_before - later) < timedelta(seconds=30)
        assert await next_job_in(crew) > timedelta(hours=6)

    async def test_a_time_that_is_over_means_soon(self, crew: Crew) -> None:
        work = await a_picture_in_work(crew)
        past = utc_now() - timedelta(days=1)
        await tell(crew, setbacks.put_back, work, "busy", "busy", retry_at=past)
        assert await next_job_in(crew) <= timedelta(seconds=1)

    async def test_after_the_last_try_it_fails(self, crew: Crew) -> None:
        work = await a_picture_in_work(crew)
        await crew.change(models.Take, work.claim.take_id, attempts=MAX_ATTEMPTS)
        await tell(crew, setbacks.put_back, work, "busy", "busy")
        assert (await take_of(crew, work)).state == TakeState.FAILED


class TestGiveUpLease:
    async def test_the_next_worker_finds_it_as_if_it_had_never_begun(self, crew: Crew) -> None:
        work = await a_picture_in_work(crew)
        await crew.empty_queue()
        assert await tell(crew, setbacks.give_up_lease, work)
        take = await take_of(crew, work)
        assert (take.state, take.attempts, take.started_at) == (TakeState.PLANNED, 0, None)
        assert await crew.jobs(Step.ASSETS)
        again = await crew.must_begin(Step.ASSETS)
        assert again.claim.take_id == work.claim.take_id


async def test_a_submitted_jobs_id_is_kept(crew: Crew) -> None:
    work = await a_picture_in_work(crew)
    await tell(crew, takes.announce, work, "job-7")
    assert (await take_of(crew, work)).provider_job_id == "job-7"


async def test_a_full_disk_costs_no_try(crew: Crew) -> None:
    film = await crew.queue()
    for _ in range(MAX_ATTEMPTS + 2):
        work = await crew.must_begin(Step.STORYBOARD)
        await tell(crew, setbacks.put_back, work, "the disk is full", setbacks.DISK)
        assert (await take_of(crew, work)).attempts == 0
        async with crew.database.transaction() as session:
            await session.execute(text("UPDATE takes SET not_before = NULL"))
    assert (await crew.state(film)).phase is not Phase.FAILED


async def test_the_operator_is_told_only_when_the_film_stands_still(crew: Crew) -> None:
    await crew.queue()
    work = await crew.must_begin(Step.STORYBOARD)
    await tell(crew, setbacks.put_back, work, "busy", "busy")
    assert await tell(crew, setbacks.failure_of, work) is None
    async with crew.database.transaction() as session:
        await session.execute(text("UPDATE takes SET not_before = NULL"))
    work = await crew.must_begin(Step.STORYBOARD)
    await tell(crew, setbacks.fail, work, "no such voice", "input")
    told = await tell(crew, setbacks.failure_of, work)
    assert told == "Film #1 “The fox” stands still at storyboard: no such voice"
