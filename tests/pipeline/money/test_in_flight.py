"""Paid takes that are in flight when nobody wants them any more: awaited, and booked."""

from __future__ import annotations

import asyncio
import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from pipeline import edits, setbacks, sweep, takes, videos
from pipeline.lifecycle import Phase, Step
from pipeline.shots import Edit
from pipeline.steps.build import TakeState
from pipeline.takes import Work
from pipeline.videos import Redo
from tests.pipeline.money.paid import CLIP_USD, CLIPS_WANTED, NOTHING, Ledger, PaidCrew


async def _finish(crew: PaidCrew, work: Work) -> Decimal:
    assert await crew.finish(work, cost_usd=Decimal("0.21"))
    return Decimal("0.21")


async def _fail_refunded(crew: PaidCrew, work: Work) -> Decimal:
    assert await crew.tell(setbacks.fail, work, "it failed there", "provider", usd=NOTHING)
    return NOTHING


async def _not_ready_yet(crew: PaidCrew, work: Work) -> Decimal:
    assert await crew.tell(setbacks.put_back, work, "it goes on", "waiting")
    return CLIP_USD


async def _lose(crew: PaidCrew, work: Work) -> Decimal:
    assert await crew.tell(setbacks.lose, work, "its answer was lost", crew.limits)
    return CLIP_USD


async def _stop_the_worker(crew: PaidCrew, work: Work) -> Decimal:
    assert await crew.tell(setbacks.give_up_lease, work, crew.limits)
    return CLIP_USD


async def _refuse_key(crew: PaidCrew, work: Work) -> Decimal:
    assert await crew.tell(setbacks.refuse_key, work, "no such key", "f")
    return CLIP_USD


async def _wait_for_quota(crew: PaidCrew, work: Work) -> Decimal:
    assert await crew.tell(setbacks.wait_for_quota, work, "no quota", None)
    return CLIP_USD


REPORTS = [
    _finish,
    _fail_refunded,
    _not_ready_yet,
    _lose,
    _stop_the_worker,
    _refuse_key,
    _wait_for_quota,
]


class TestInFlight:
    """A clip whose job is submitted, when somebody changes their mind."""

    @pytest.mark.parametrize("report", REPORTS)
    async def test_a_redone_clip_is_awaited_and_booked(self, crew: PaidCrew, report: Any) -> None:
        film, work = await self._submitted(crew)
        await self._redo(crew, film, work)
        take = await crew.take(work)
        assert (take.state, take.lease_token) == (TakeState.UNWANTED, work.claim.token)
        assert await crew.tell(takes.renew, work, timedelta(minutes=5))
        costs = await report(crew, work)
        await self._is_over(crew, work, costs)
        assert (await crew.row(film)).hold is None, "what nobody wants holds nobody up"
        taken = [t for t in await crew.takes(film, Step.VIDEO) if t.number == work.unit.number]
        assert [t.state for t in taken] == [TakeState.SUPERSEDED, TakeState.PLANNED]

    @pytest.mark.parametrize("report", REPORTS)
    async def test_a_cancelled_film_still_pays_for_what_was_in_flight(
        self, crew: PaidCrew, report: Any
    ) -> None:
        film, work = await self._submitted(crew)
        await crew.decide(videos.cancel, film)
        ended = await crew.row(film)
        costs = await report(crew, work)
        await self._is_over(crew, work, costs)
        row = await crew.row(film)
        assert row.state == ended.state and row.state.phase is Phase.CANCELLED
        assert (row.hold, row.ended_at, row.plan) == (None, ended.ended_at, ended.plan)
        states = {take.state for take in await crew.takes(film, Step.VIDEO)}
        assert states == {TakeState.SUPERSEDED}, "nothing is planned for a film that is over"

    async def test_what_cannot_be_known_of_a_cancelled_film_is_booked_as_uncertain(
        self, crew: PaidCrew
    ) -> None:
        film = await crew.film_at(CLIPS_WANTED)
        work = await crew.must_begin(Step.VIDEO)
        await crew.decide(videos.cancel, film)
        assert await crew.tell(setbacks.lose, work, "its answer was lost", crew.limits)
        assert await crew.ledger(film) == Ledger(NOTHING, CLIP_USD, NOTHING)
        assert (await crew.take(work)).state == TakeState.SUPERSEDED

    async def test_it_takes_its_place_within_the_limits_until_it_is_over(
        self, crew: PaidCrew
    ) -> None:
        film, work = await self._submitted(crew)
        await self._redo(crew, film, work)
        assert await crew.claim(Step.VIDEO, limit=1) is None
        await crew.empty_queue()
        await crew.finish(work)
        assert await crew.jobs_of("order_video")
        assert await crew.claim(Step.VIDEO, limit=1) is not None

    async def test_its_result_is_not_taken_for_what_is_wanted(self, crew: PaidCrew) -> None:
        film, work = await self._submitted(crew)
        await self._redo(crew, film, work)
        await crew.finish(work, file="late")
        built = await crew.built(film)
        assert work.unit.key not in built.chosen

    async def test_a_silent_worker_leaves_it_to_the_sweep(self, crew: PaidCrew) -> None:
        film, work = await self._submitted(crew)
        await self._redo(crew, film, work)
        assert "book_what_nobody_waits_for" not in await sweep.sweep(crew.database)
        await crew.end_lease(work.claim)
        assert await crew.claim(Step.VIDEO, limit=1) is not None, "it takes no place any more"
        assert (await sweep.sweep(crew.database))["book_what_nobody_waits_for"] == 1
        ledger = await crew.ledger(film)
        assert ledger == Ledger(CLIP_USD, NOTHING, NOTHING)
        assert not await crew.finish(work, cost_usd=Decimal("0.21"))
        assert "book_what_nobody_waits_for" not in await sweep.sweep(crew.database)
        assert (await crew.ledger(film)).certain == CLIP_USD

    async def test_the_sweep_and_a_worker_that_comes_back_do_not_both_book(
        self, crew: PaidCrew
    ) -> None:
        film, work = await self._submitted(crew)
        await self._redo(crew, film, work)
        await crew.end_lease(work.claim)
        async with crew.database.transaction() as late:
            told = crew.result(work, cost_usd=Decimal("0.21"))
            assert await takes.finish(late, work.claim, told)
            sweeping = asyncio.create_task(sweep.sweep(crew.database))
            await crew.waits_or_ends(sweeping)
        await sweeping
        assert (await crew.ledger(film)).certain == Decimal("0.21")

    async def test_a_job_that_was_put_back_is_booked_when_nobody_wants_it(
        self, crew: PaidCrew
    ) -> None:
        film, work = await self._submitted(crew)
        await crew.tell(setbacks.put_back, work, "it goes on", "waiting")
        await crew.decide(videos.cancel, film)
        await sweep.sweep(crew.database)
        await self._is_over(crew, work, CLIP_USD)

    async def test_what_was_wanted_again_meanwhile_is_not_ordered_again(
        self, crew: PaidCrew
    ) -> None:
        """An edit and its opposite: the clip that is in flight is the one that is wanted."""
        film, work = await self._submitted(crew)
        number = work.unit.number
        clip = {work.unit.key}
        for motion in ("another", work.unit.prompt):
            await crew.decide(edits.edit, film, Edit(number, motion=motion), agreed=clip)
            await crew.make_step(Step.STORYBOARD)  # the animatic shows it
        await crew.finish(work)
        taken = [t for t in await crew.takes(film, Step.VIDEO) if t.number == number]
        same = [take for take in taken if take.inputs_hash == taken[0].inputs_hash]
        assert [take.state for take in same] == [TakeState.DONE]

    async def _submitted(self, crew: PaidCrew) -> tuple[uuid.UUID, Work]:
        film = await crew.film_at(CLIPS_WANTED)
        work = await crew.begin_with_job()
        return film, work

    async def _redo(self, crew: PaidCrew, film: uuid.UUID, work: Work) -> None:
        wish = Redo(Step.VIDEO, (work.unit.number,))
        redone = await crew.decide(videos.redo, film, [wish], agreed={work.unit.key})
        assert redone.is_done

    async def _is_over(self, crew: PaidCrew, work: Work, certain: Decimal) -> None:
        take = await crew.take(work)
        assert (take.state, take.reserved_usd) == (TakeState.SUPERSEDED, None)
        assert take.lease_token is None
        assert await crew.ledger(work.claim.video_id) == Ledger(certain, NOTHING, NOTHING)
