"""What is in the ledger for a take, and what a submitted job costs."""

from __future__ import annotations

import asyncio
import uuid
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from pipeline import models, setbacks, videos
from pipeline.lifecycle import Phase, State, Step
from pipeline.limits import Limits
from pipeline.steps.build import TakeState
from pipeline.takes import Work
from tests.pipeline.money.paid import (
    CLIP_USD,
    CLIPS_WANTED,
    NOTHING,
    PICTURE_USD,
    PICTURES_WANTED,
    SMALL,
    PaidCrew,
)


class TestBooking:
    async def test_the_price_that_was_told_takes_the_reservations_place(
        self, crew: PaidCrew
    ) -> None:
        film = await crew.film_at(PICTURES_WANTED)
        work = await crew.must_begin(Step.ASSETS)
        assert (await crew.take(work)).reserved_usd == PICTURE_USD
        await crew.finish(work, cost_usd=Decimal("0.031234"))
        take = await crew.take(work)
        assert (take.reserved_usd, take.cost_usd) == (None, Decimal("0.031234"))
        assert (await crew.ledger(film)).gone == Decimal("0.031234")

    async def test_else_the_listed_price_does(self, crew: PaidCrew) -> None:
        await crew.film_at(PICTURES_WANTED)
        work = await crew.must_begin(Step.ASSETS)
        await crew.finish(work)
        async with crew.database.transaction() as session:
            (row,) = await session.scalars(select(models.VideoCost))
        assert (row.take_id, row.video_id) == (work.claim.take_id, work.claim.video_id)
        assert (row.provider, row.amount_usd, row.is_uncertain) == ("gemini", PICTURE_USD, False)

    async def test_what_costs_nothing_is_not_in_the_ledger(self, crew: PaidCrew) -> None:
        film = await crew.queue(mode="draft")
        await crew.go_to(film, State(Step.VIDEO, Phase.READY))
        assert (await crew.ledger()).gone == 0
        async with crew.database.transaction() as session:
            assert await session.scalar(select(func.count()).select_from(models.VideoCost)) == 0

    async def test_a_whole_film_costs_what_its_units_are_listed_with(self, crew: PaidCrew) -> None:
        film = await crew.queue(storyboard=SMALL)
        await crew.go_to(film, State(Step.UPLOAD, Phase.READY))
        # 2 pictures, 1 frame with somebody in it; 2 clips of 5 s; 14 characters; 7 s of wind.
        listed = 3 * PICTURE_USD + 2 * CLIP_USD + Decimal("0.014") + Decimal("0.07")
        assert await crew.ledger(film) == await crew.ledger()
        assert (await crew.ledger(film)).certain == (await crew.ledger(film)).gone == listed

    async def test_every_attempt_that_was_charged_counts(self, crew: PaidCrew) -> None:
        """What answers at once is told once: nobody hears of the first attempt again."""
        await crew.film_at(PICTURES_WANTED)
        work = await crew.must_begin(Step.ASSETS)
        await crew.tell(setbacks.put_back, work, "no", "busy", usd=Decimal("0.01"))
        await crew.now()
        await crew.finish(await crew.must_begin(Step.ASSETS), cost_usd=Decimal("0.02"))
        assert (await crew.ledger()).certain == Decimal("0.03")

    async def test_a_job_that_is_told_of_twice_counts_once(self, crew: PaidCrew) -> None:
        film = await crew.film_at(CLIPS_WANTED)
        work = await crew.begin_with_job()
        await crew.tell(setbacks.put_back, work, "no", "busy", usd=Decimal("0.21"))
        again = await crew.begin_again(work)
        assert again.job_id == "job-1"
        await crew.finish(again, cost_usd=Decimal("0.21"))
        assert (await crew.ledger(film)).certain == Decimal("0.21")

    async def test_a_refund_is_taken_off_again(self, crew: PaidCrew) -> None:
        film = await crew.film_at(CLIPS_WANTED)
        work = await crew.begin_with_job()
        await crew.tell(setbacks.put_back, work, "no", "busy", usd=Decimal("0.21"))
        again = await crew.begin_again(work)
        await crew.tell(setbacks.fail, again, "it failed there", "provider", usd=NOTHING)
        assert (await crew.ledger(film)).certain == 0
        assert (await crew.take(work)).cost_usd == 0

    async def test_a_call_that_was_refused_costs_nothing(self, crew: PaidCrew) -> None:
        await crew.film_at(PICTURES_WANTED)
        work = await crew.must_begin(Step.ASSETS)
        await crew.tell(setbacks.fail, work, "no dragons", "refused")
        assert (await crew.ledger()).gone == 0

    async def test_a_broken_result_costs_what_was_told(self, crew: PaidCrew) -> None:
        await crew.film_at(PICTURES_WANTED)
        work = await crew.must_begin(Step.ASSETS)
        await crew.tell(setbacks.fail, work, "cannot be cut out", "cutout", usd=PICTURE_USD)
        assert (await crew.ledger()).gone == PICTURE_USD

    @pytest.mark.parametrize("cost", [None, Decimal("0.02")])
    async def test_a_late_result_is_not_booked_twice(
        self, crew: PaidCrew, cost: Decimal | None
    ) -> None:
        await crew.film_at(PICTURES_WANTED)
        work = await crew.must_begin(Step.ASSETS)
        told = await asyncio.gather(*(crew.finish(work, cost_usd=cost) for _ in range(3)))
        assert sorted(told) == [False, False, True]
        assert (await crew.ledger()).gone == (PICTURE_USD if cost is None else cost)


class TestJobs:
    async def test_a_submitted_job_is_awaited_whatever_the_caps_say(self, crew: PaidCrew) -> None:
        film, work = await self._put_back(crew)
        await crew.set_budget(film, NOTHING)
        again = await crew.begin_again(work)
        assert again.job_id == "job-1"
        assert await crew.finish(again)
        assert (await crew.take(work)).cost_usd == CLIP_USD

    async def test_a_submitted_job_is_awaited_whatever_became_of_its_price(
        self, crew: PaidCrew
    ) -> None:
        film, work = await self._put_back(crew)
        crew.limits = Limits()
        again = await crew.begin(Step.VIDEO)
        assert again is not None and again.job_id == "job-1"
        assert (await crew.take(work)).reserved_usd == CLIP_USD
        await crew.decide(videos.cancel, film)
        await crew.finish(again)
        assert (await crew.ledger(film)).reserved == 0
        assert (await crew.take(work)).cost_usd == CLIP_USD

    async def test_a_submitted_job_is_awaited_while_all_is_stopped(self, crew: PaidCrew) -> None:
        _, work = await self._put_back(crew)
        await crew.stop_all()
        again = await crew.must_begin(Step.VIDEO)
        assert again.claim.take_id == work.claim.take_id
        assert await crew.begin(Step.VIDEO) is None

    async def test_a_model_without_a_price_is_not_called(self, crew: PaidCrew) -> None:
        film = await crew.film_at(PICTURES_WANTED)
        crew.limits = Limits()
        assert await crew.begin(Step.ASSETS) is None
        (failed,) = [t for t in await crew.takes(film) if t.state == TakeState.FAILED]
        assert failed.error is not None and "_limits.yaml" in failed.error
        assert (failed.error_kind, failed.reserved_usd) == ("price", None)

    async def _put_back(self, crew: PaidCrew) -> tuple[uuid.UUID, Work]:
        film = await crew.film_at(CLIPS_WANTED)
        work = await crew.begin_with_job()
        await crew.tell(setbacks.put_back, work, "it goes on", "waiting")
        await crew.now()
        return film, work
