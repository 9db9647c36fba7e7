"""Calls that nobody knows to have been paid for: booked, named, and asked about."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from sqlalchemy import select

from pipeline import models, setbacks, sweep, takes, videos
from pipeline.lifecycle import Cause, Hold, Step
from pipeline.models import utc_now
from pipeline.setbacks import MAX_ATTEMPTS
from pipeline.steps.build import TakeState
from pipeline.takes import Work
from tests.pipeline.money.losses import (
    CLIP_LOST,
    LOST,
    PICTURE_LOST,
    a_clip,
    a_picture,
    make_the_others,
)
from tests.pipeline.money.paid import (
    CLIP_USD,
    NOTHING,
    PICTURE_USD,
    Ledger,
    PaidCrew,
    limits,
)


async def payments_named(crew: PaidCrew, film: uuid.UUID) -> list[dict[str, object]]:
    log = models.AuditLog
    query = select(log.details).where(log.video_id == film, log.action == "uncertain payment")
    async with crew.database.transaction() as session:
        return list(await session.scalars(query))


async def takes_of(crew: PaidCrew, film: uuid.UUID, work: Work) -> list[models.Take]:
    found = await crew.takes(film, work.unit.step)
    return [take for take in found if take.number == work.unit.number]


class TestUncertain:
    async def test_what_costs_little_is_made_again_and_both_are_booked(
        self, crew: PaidCrew
    ) -> None:
        film, work = await a_picture(crew)
        assert await crew.tell(setbacks.lose, work, LOST, crew.limits)
        take = await crew.take(work)
        assert (take.state, take.error_kind, take.reserved_usd) == ("planned", "uncertain", None)
        assert take.not_before is not None and take.not_before > utc_now()
        assert await crew.ledger(film) == PICTURE_LOST
        again = await crew.begin_again(work)
        assert await crew.finish(again)
        assert await crew.ledger(film) == Ledger(PICTURE_USD, PICTURE_USD, NOTHING)
        assert (await crew.take(work)).cost_usd == 2 * PICTURE_USD
        (named,) = await payments_named(crew, film)
        assert (named["step"], named["name"], named["usd"]) == ("assets", take.name, "0.040000")

    async def test_the_rest_waits_for_a_person(self, crew: PaidCrew) -> None:
        film, work = await a_clip(crew)
        assert await crew.tell(setbacks.lose, work, LOST, crew.limits)
        assert (await crew.take(work)).state == TakeState.UNCERTAIN
        assert await crew.ledger(film) == CLIP_LOST
        assert (await crew.row(film)).hold is None, "the other shots go on"
        await make_the_others(crew, Step.VIDEO)
        row = await crew.row(film)
        assert (row.held, row.hold_cause) == (Hold.ATTENTION, Cause.UNCERTAIN)
        assert row.hold_reason is not None
        assert "Kling (KIE.ai) may have made, and charged, shot 1 ($0.25)" in row.hold_reason
        assert f"/video retry film:{row.number}" in row.hold_reason
        assert await crew.begin(Step.VIDEO) is None
        await sweep.sweep(crew.database)
        assert await crew.begin(Step.VIDEO) is None, "nobody answers for the person"

    async def test_a_person_has_it_ordered_again_as_a_new_take(self, crew: PaidCrew) -> None:
        film, work = await a_clip(crew)
        await crew.tell(setbacks.lose, work, LOST, crew.limits)
        await make_the_others(crew, Step.VIDEO)
        await crew.decide(videos.retry, film)
        assert (await crew.row(film)).hold is None
        again = await crew.must_begin(Step.VIDEO)
        assert (again.take, again.job_id) == (2, None)
        assert await crew.finish(again)
        states = [take.state for take in await takes_of(crew, film, work)]
        assert states == [TakeState.SUPERSEDED, TakeState.DONE]
        assert await crew.ledger(film) == Ledger(2 * CLIP_USD, CLIP_USD, NOTHING)

    @pytest.mark.parametrize(("below", "is_cheap"), [("0.250000", False), ("0.250001", True)])
    async def test_the_limits_file_says_what_is_little(
        self, crew: PaidCrew, below: str, is_cheap: bool
    ) -> None:
        _, work = await a_clip(crew)
        told = limits(retry_uncertain_below_usd=Decimal(below))
        await crew.tell(setbacks.lose, work, LOST, told)
        assert ((await crew.take(work)).state == TakeState.PLANNED) is is_cheap

    async def test_it_is_not_lost_again_and_again(self, crew: PaidCrew) -> None:
        film, work = await a_picture(crew)
        for _ in range(MAX_ATTEMPTS - 1):
            await crew.tell(setbacks.lose, work, LOST, crew.limits)
            work = await crew.begin_again(work)
        await crew.tell(setbacks.lose, work, LOST, crew.limits)
        assert (await crew.take(work)).state == TakeState.UNCERTAIN
        assert (await crew.ledger(film)).uncertain == MAX_ATTEMPTS * PICTURE_USD

    async def test_what_is_known_of_it_is_certain_and_the_rest_is_not(self, crew: PaidCrew) -> None:
        """A storyboard's first answer was paid for; that of its correction was lost."""
        film = await crew.queue()
        work = await crew.must_begin(Step.STORYBOARD)
        reserved = (await crew.take(work)).reserved_usd
        assert reserved is not None
        told = Decimal("0.001")
        await crew.tell(setbacks.lose, work, LOST, crew.limits, usd=told)
        ledger = await crew.ledger(film)
        assert ledger.certain == told
        assert ledger.uncertain >= reserved - told > 0
        assert await payments_named(crew, film)

    async def test_a_known_job_is_looked_at_again_instead(self, crew: PaidCrew) -> None:
        film, work = await a_clip(crew, "job-1")
        await crew.tell(setbacks.lose, work, LOST, crew.limits)
        take = await crew.take(work)
        assert (take.state, take.reserved_usd) == (TakeState.PLANNED, CLIP_USD)
        assert await crew.ledger(film) == Ledger(NOTHING, NOTHING, CLIP_USD)
        assert (await crew.begin_again(work)).job_id == "job-1"


class TestSilence:
    async def test_a_cheap_call_is_made_again_and_both_are_booked(self, crew: PaidCrew) -> None:
        film, work = await a_picture(crew)
        await crew.end_lease(work.claim)
        again = await crew.begin_again(work)
        assert again.claim.attempts == 2
        assert await crew.ledger(film) == Ledger(NOTHING, PICTURE_USD, PICTURE_USD)
        assert await crew.finish(again)
        assert not await crew.finish(work), "the silent one comes back"
        assert await crew.ledger(film) == Ledger(PICTURE_USD, PICTURE_USD, NOTHING)

    async def test_one_that_is_not_waits_for_a_person(self, crew: PaidCrew) -> None:
        film, work = await a_clip(crew)
        await crew.end_lease(work.claim)
        assert await crew.begin(Step.VIDEO) is None, "it is not made again"
        await make_the_others(crew, Step.VIDEO)
        take = await crew.take(work)
        assert (take.state, take.error) == (
            TakeState.UNCERTAIN,
            "its worker fell silent in the middle of the call",
        )
        assert (await crew.row(film)).hold_cause == Cause.UNCERTAIN
        assert await crew.ledger(film) == Ledger(CLIP_USD, CLIP_USD, NOTHING)
        assert not await crew.finish(work)

    async def test_a_known_job_is_taken_up(self, crew: PaidCrew) -> None:
        film, work = await a_clip(crew, "job-1")
        await crew.end_lease(work.claim)
        again = await crew.begin_again(work)
        assert again.job_id == "job-1"
        assert await crew.finish(again)
        ledger = await crew.ledger(film)
        assert (ledger.uncertain, (await crew.take(work)).cost_usd) == (NOTHING, CLIP_USD)

    async def test_so_is_one_that_this_machine_has_noted(self, crew: PaidCrew) -> None:
        film, work = await a_clip(crew)
        await crew.end_lease(work.claim)
        crew.noted = {work.claim.take_id: "job-9"}
        assert (await crew.begin_again(work)).job_id == "job-9"
        assert (await crew.take(work)).provider_job_id == "job-9"
        assert (await crew.ledger(film)).uncertain == 0

    async def test_a_job_that_is_told_of_too_late_is_not_ordered_again(
        self, crew: PaidCrew
    ) -> None:
        """The database was away, and another machine was the first when it came back."""
        film, work = await a_clip(crew)
        await crew.end_lease(work.claim)
        assert await crew.begin(Step.VIDEO) is None
        assert (await crew.take(work)).state == TakeState.UNCERTAIN
        await crew.tell(takes.announce, work, "job-1")
        assert (await crew.take(work)).provider_job_id == "job-1"
        await make_the_others(crew, Step.VIDEO)
        if (await crew.row(film)).hold is not None:
            await crew.decide(videos.retry, film)
        assert (await crew.begin_again(work)).job_id == "job-1"

    async def test_a_job_that_is_told_of_when_another_was_ordered_changes_nothing(
        self, crew: PaidCrew
    ) -> None:
        crew.limits = limits(retry_uncertain_below_usd=Decimal(1))
        _, work = await a_clip(crew)
        await crew.end_lease(work.claim)
        again = await crew.begin_again(work)
        await crew.tell(takes.announce, work, "job-1")
        assert (await crew.take(work)).provider_job_id is None
        await crew.tell(takes.announce, again, "job-2")
        await crew.tell(takes.announce, work, "job-1")
        assert (await crew.take(work)).provider_job_id == "job-2"

    async def test_a_job_that_kills_its_workers_is_paid_for_and_given_up(
        self, crew: PaidCrew
    ) -> None:
        film, work = await a_clip(crew, "job-1")
        for _ in range(MAX_ATTEMPTS - 1):
            await crew.end_lease(work.claim)
            work = await crew.begin_again(work)
        await crew.end_lease(work.claim)
        assert await crew.begin(Step.VIDEO) is None, "it is not made again"
        await make_the_others(crew, Step.VIDEO)
        take = await crew.take(work)
        assert (take.state, take.error_kind) == (TakeState.FAILED, "crash")
        assert (take.cost_usd, take.reserved_usd) == (CLIP_USD, None)
        await crew.decide(videos.retry, film)
        again = await crew.must_begin(Step.VIDEO)
        assert (again.claim.take_id, again.job_id) == (work.claim.take_id, "job-1")
        await crew.finish(again)
        assert await crew.ledger(film) == Ledger(2 * CLIP_USD, NOTHING, NOTHING)


class TestAWorkerThatStops:
    async def test_a_cheap_call_is_left_to_the_next(self, crew: PaidCrew) -> None:
        film, work = await a_picture(crew)
        assert await crew.tell(setbacks.give_up_lease, work, crew.limits)
        take = await crew.take(work)
        assert (take.state, take.attempts) == (TakeState.PLANNED, 0)
        assert await crew.ledger(film) == PICTURE_LOST
        assert await crew.begin_again(work)

    async def test_one_that_is_not_waits_for_a_person(self, crew: PaidCrew) -> None:
        film, work = await a_clip(crew)
        assert await crew.tell(setbacks.give_up_lease, work, crew.limits)
        assert (await crew.take(work)).state == TakeState.UNCERTAIN
        assert await crew.ledger(film) == CLIP_LOST
        assert len(await payments_named(crew, film)) == 1

    async def test_a_known_job_is_left_to_the_next_at_no_cost(self, crew: PaidCrew) -> None:
        film, work = await a_clip(crew, "job-1")
        assert await crew.tell(setbacks.give_up_lease, work, crew.limits)
        assert await crew.ledger(film) == Ledger(NOTHING, NOTHING, CLIP_USD)
        again = await crew.begin_again(work)
        assert (again.job_id, again.claim.attempts) == ("job-1", 1)


async def test_the_operator_is_asked_about_a_payment_by_name(crew: PaidCrew) -> None:
    film, work = await a_clip(crew)
    await make_the_others(crew, Step.VIDEO)
    await crew.tell(setbacks.lose, work, LOST, crew.limits)
    told = await crew.tell(setbacks.failure_of, work)
    number = (await crew.row(film)).number
    assert told is not None and told.startswith(f"Film #{number} “The fox” needs attention.")
    assert "shot 1 ($0.25)" in told
