"""Everything paid is stopped, and goes on."""

from __future__ import annotations

import asyncio

from sqlalchemy import select

from pipeline import models, stops
from pipeline.lifecycle import Step
from tests.pipeline.crew import ANNA
from tests.pipeline.money.paid import PICTURE_USD, PICTURES_WANTED, PaidCrew


class TestStop:
    async def test_nothing_paid_begins_until_the_start(self, crew: PaidCrew) -> None:
        await crew.film_at(PICTURES_WANTED)
        draft = await crew.queue(mode="draft")
        assert await crew.stop_all()
        assert await crew.begin(Step.ASSETS) is None
        work = await crew.begin(Step.STORYBOARD, is_paid=False)
        assert work is not None and work.claim.video_id == draft
        await crew.empty_queue()
        assert await crew.start_all()
        assert await crew.jobs_of("order_assets") == 2
        await crew.must_begin(Step.ASSETS)

    async def test_what_was_sent_before_is_booked(self, crew: PaidCrew) -> None:
        await crew.film_at(PICTURES_WANTED)
        work = await crew.must_begin(Step.ASSETS)
        await crew.stop_all()
        assert await crew.finish(work)
        assert (await crew.ledger()).certain == PICTURE_USD

    async def test_an_abandoned_call_is_not_made_again_meanwhile(self, crew: PaidCrew) -> None:
        await crew.film_at(PICTURES_WANTED)
        work = await crew.must_begin(Step.ASSETS)
        await crew.end_lease(work.claim)
        await crew.stop_all()
        assert await crew.begin(Step.ASSETS) is None
        await crew.start_all()
        await crew.must_begin(Step.ASSETS)

    async def test_twice_is_once_and_both_are_remembered(self, crew: PaidCrew) -> None:
        assert [await crew.stop_all(), await crew.stop_all()] == [True, False]
        async with crew.database.transaction() as session:
            assert await stops.stopped_by(session) == ANNA.name
        assert [await crew.start_all(), await crew.start_all()] == [True, False]
        async with crew.database.transaction() as session:
            assert await stops.stopped_by(session) is None
            told = await session.scalars(select(models.AuditLog.action))
        assert sorted(told) == ["started paid work", "stopped paid work"]

    async def test_two_who_stop_at_once_are_one(self, crew: PaidCrew) -> None:
        told = await asyncio.gather(*(crew.stop_all() for _ in range(4)))
        assert sorted(told) == [False, False, False, True]
