"""What goes wrong with a paid take, and what becomes of it, its film and its money."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pipeline import models, setbacks, sweep, videos
from pipeline.lifecycle import Cause, Hold, Phase, Step
from pipeline.models import utc_now
from pipeline.setbacks import MAX_ATTEMPTS, QUOTA_PAUSE
from pipeline.steps.build import TakeState
from pipeline.takes import Work
from pipeline.videos import Redo
from tests.pipeline.films import FOREST
from tests.pipeline.money.losses import (
    CLIP_LOST,
    a_clip,
    a_picture,
    make_the_others,
)
from tests.pipeline.money.paid import (
    CLIP_USD,
    NOTHING,
    PICTURE_USD,
    PICTURES_WANTED,
    Ledger,
    PaidCrew,
)


class TestWaiting:
    async def test_a_job_that_takes_its_time_costs_no_try(self, crew: PaidCrew) -> None:
        film, work = await a_clip(crew, "job-1")
        for _ in range(MAX_ATTEMPTS + 2):
            await crew.tell(setbacks.put_back, work, "it goes on", "waiting")
            assert (await crew.take(work)).attempts == 0
            work = await crew.begin_again(work)
            assert work.job_id == "job-1"
        assert await crew.finish(work)
        assert (await crew.take(work)).cost_usd == CLIP_USD
        assert (await crew.ledger(film)).uncertain == 0

    async def test_a_busy_provider_does(self, crew: PaidCrew) -> None:
        film, work = await a_clip(crew, "job-1")
        for _ in range(MAX_ATTEMPTS - 1):
            await crew.tell(setbacks.put_back, work, "busy", "busy")
            work = await crew.begin_again(work)
        await crew.tell(setbacks.put_back, work, "busy", "busy")
        take = await crew.take(work)
        assert (take.state, take.reserved_usd) == (TakeState.FAILED, None)
        assert (await crew.ledger(film)).certain == CLIP_USD, "its job goes on and is charged"

    async def test_a_full_disk_is_not_paid_for_every_minute(self, crew: PaidCrew) -> None:
        """What was made cannot be kept, and is ordered anew: that is no free try."""
        film, work = await a_picture(crew)
        full = {"kind": setbacks.DISK, "usd": PICTURE_USD}
        for _ in range(MAX_ATTEMPTS - 1):
            await crew.tell(setbacks.put_back, work, "the disk is full", **full)
            work = await crew.begin_again(work)
        take = await crew.take(work)
        assert take.attempts == MAX_ATTEMPTS
        await crew.tell(setbacks.put_back, work, "the disk is full", **full)
        assert (await crew.take(work)).state == TakeState.FAILED
        assert (await crew.ledger(film)).certain == MAX_ATTEMPTS * PICTURE_USD

    async def test_a_job_waits_for_space_for_nothing(self, crew: PaidCrew) -> None:
        film, work = await a_clip(crew, "job-1")
        for _ in range(MAX_ATTEMPTS + 1):
            await crew.tell(setbacks.put_back, work, "full", kind=setbacks.DISK, usd=CLIP_USD)
            work = await crew.begin_again(work)
        assert await crew.finish(work, cost_usd=CLIP_USD)
        assert await crew.ledger(film) == Ledger(CLIP_USD, NOTHING, NOTHING)


class TestQuota:
    async def test_the_film_waits_as_long_as_the_provider_says(self, crew: PaidCrew) -> None:
        film, work = await a_picture(crew)
        until = utc_now() + timedelta(hours=5)
        assert await crew.tell(setbacks.wait_for_quota, work, "no credit is left", until)
        row = await crew.row(film)
        assert (row.held, row.hold_cause, row.hold_until) == (Hold.QUOTA, Cause.QUOTA, until)
        assert row.hold_reason == "no credit is left."
        take = await crew.take(work)
        assert (take.state, take.attempts, take.error_kind) == ("planned", 0, "quota")
        assert (await crew.ledger(film)).gone == 0
        assert await crew.begin(Step.ASSETS) is None
        await sweep.sweep(crew.database)
        assert await crew.begin(Step.ASSETS) is None

    async def test_an_hour_where_it_does_not_say(self, crew: PaidCrew) -> None:
        film, work = await a_picture(crew)
        await crew.tell(setbacks.wait_for_quota, work, "no credit is left", None)
        until = (await crew.row(film)).hold_until
        assert until is not None
        assert abs(until - utc_now() - QUOTA_PAUSE) < timedelta(minutes=1)

    async def test_it_goes_on_by_itself_then(self, crew: PaidCrew) -> None:
        film, work = await a_picture(crew)
        await crew.tell(setbacks.wait_for_quota, work, "no credit is left", utc_now())
        await crew.empty_queue()
        assert (await sweep.sweep(crew.database))["end_holds_whose_time_has_come"] == 1
        assert await crew.jobs_of("order_assets") == 2
        assert (await crew.row(film)).hold is None
        assert (await crew.begin_again(work)).claim.attempts == 1

    async def test_a_person_may_try_at_once(self, crew: PaidCrew) -> None:
        film, work = await a_picture(crew)
        later = utc_now() + timedelta(hours=5)
        await crew.tell(setbacks.wait_for_quota, work, "no credit is left", later)
        await crew.decide(videos.retry, film)
        assert await crew.begin_again(work)

    async def test_what_others_of_the_film_make_goes_on(self, crew: PaidCrew) -> None:
        film = await crew.film_at(PICTURES_WANTED)
        one, other = [await crew.must_begin(Step.ASSETS) for _ in range(2)]
        await crew.tell(setbacks.wait_for_quota, one, "no credit is left", None)
        assert await crew.finish(other)
        assert (await crew.ledger(film)).certain == PICTURE_USD


class TestJobs:
    async def test_one_that_failed_there_is_ordered_anew(self, crew: PaidCrew) -> None:
        film, work = await a_clip(crew, "job-1")
        await crew.tell(setbacks.fail, work, "it failed there", "provider")
        await make_the_others(crew, Step.VIDEO)
        await crew.decide(videos.retry, film)
        again = await crew.must_begin(Step.VIDEO)
        assert (again.take, again.job_id) == (2, None)
        assert again.claim.take_id != work.claim.take_id, "its job file is another, and empty"
        assert (await crew.ledger(film)).certain == CLIP_USD

    @pytest.mark.parametrize("kind", ["busy", "timeout", "system", "uncertain", "crash"])
    async def test_one_that_goes_on_there_is_taken_up(self, crew: PaidCrew, kind: str) -> None:
        film, work = await a_clip(crew, "job-1")
        await crew.tell(setbacks.fail, work, "it cannot be fetched", kind)
        await make_the_others(crew, Step.VIDEO)
        assert (await crew.state(film)).phase is Phase.FAILED
        await crew.decide(videos.retry, film)
        again = await crew.must_begin(Step.VIDEO)
        assert (again.claim.take_id, again.job_id) == (work.claim.take_id, "job-1")
        assert again.claim.attempts == 1
        await crew.finish(again)
        assert (await crew.ledger(film)).certain == 2 * CLIP_USD

    async def test_one_its_provider_does_not_know_any_more_may_have_been_paid_for(
        self, crew: PaidCrew
    ) -> None:
        film, work = await a_clip(crew, "job-1")
        await crew.tell(setbacks.fail, work, "it knows no job-1", "job")
        assert (await crew.take(work)).state == TakeState.UNCERTAIN
        assert await crew.ledger(film) == CLIP_LOST
        await make_the_others(crew, Step.VIDEO)
        assert (await crew.row(film)).hold_cause == Cause.UNCERTAIN
        await crew.decide(videos.retry, film)
        again = await crew.must_begin(Step.VIDEO)
        assert (again.take, again.job_id) == (2, None)

    async def test_of_two_that_failed_for_one_shot_the_wanted_one_is_taken_up(
        self, crew: PaidCrew
    ) -> None:
        film, old = await a_clip(crew, "job-1")
        await crew.tell(setbacks.fail, old, "it cannot be fetched", "busy")
        await crew.decide(videos.redo, film, [Redo(Step.VIDEO, (old.unit.number,))])
        new = await self._begin_number(crew, old.unit.number, "job-2")
        await crew.tell(setbacks.fail, new, "it cannot be fetched", "busy")
        await make_the_others(crew, Step.VIDEO)
        await crew.decide(videos.retry, film)
        again = await crew.must_begin(Step.VIDEO)
        assert again.job_id == "job-2"
        await crew.finish(again)
        assert (await crew.ledger(film)).reserved == 0

    async def test_one_nobody_wants_any_more_stands_in_nobodys_way(self, crew: PaidCrew) -> None:
        film, old = await a_clip(crew, "job-1")
        await crew.tell(setbacks.fail, old, "it cannot be fetched", "busy")
        await crew.decide(videos.redo, film, [Redo(Step.VIDEO, (old.unit.number,))])
        new = await self._begin_number(crew, old.unit.number, "job-2")
        await crew.tell(setbacks.wait_for_quota, new, "no credit is left", None)
        await crew.decide(videos.retry, film)
        assert (await crew.begin_again(new)).job_id == "job-2"

    async def _begin_number(self, crew: PaidCrew, number: int, job: str) -> Work:
        while (work := await crew.must_begin(Step.VIDEO)).unit.number != number:
            await crew.finish(work)
        async with crew.database.transaction() as session:
            (await session.get_one(models.Take, work.claim.take_id)).provider_job_id = job
        return work


class TestRefused:
    async def test_the_shot_and_the_reason_are_named_and_the_others_go_on(
        self, crew: PaidCrew
    ) -> None:
        film = await crew.film_at(PICTURES_WANTED, storyboard=FOREST)
        work = await crew.must_begin(Step.ASSETS)
        assert await crew.tell(setbacks.fail, work, "Gemini refuses the content", "refused")
        assert (await crew.state(film)).phase is Phase.WORKING
        await make_the_others(crew, Step.ASSETS)
        row = await crew.row(film)
        assert row.state.phase is Phase.FAILED
        assert row.error == "forest: Gemini refuses the content"
        assert (await crew.ledger(film)).certain == 3 * PICTURE_USD
