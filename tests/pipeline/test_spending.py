"""Caps before a call, the ledger after it, and what is in flight when nobody wants it any more."""

from __future__ import annotations

import asyncio
import uuid
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, text, update

from pipeline import edits, models, setbacks, spending, stops, sweep, takes, videos
from pipeline.advance import lock_video
from pipeline.database import Database
from pipeline.lifecycle import Cause, Hold, Phase, State, Step
from pipeline.limits import Budget, Limits
from pipeline.models import utc_now
from pipeline.shots import Edit
from pipeline.steps.build import TakeState
from pipeline.takes import Work
from pipeline.videos import Redo
from tests.pipeline.crew import ANNA
from tests.pipeline.films import FOREST
from tests.pipeline.paid import (
    CLIP_USD,
    CLIPS_WANTED,
    NOTHING,
    PAID,
    PICTURE_USD,
    PICTURES_WANTED,
    SMALL,
    Ledger,
    PaidCrew,
    config,
    limits,
)

CAPS = {
    Cause.FILM_CAP: (Hold.ATTENTION, "usd_per_film", "film #1"),
    Cause.CHANNEL_DAY: (Hold.BUDGET, "usd_per_day", "a day of Forest tales"),
    Cause.INSTALLATION_DAY: (Hold.BUDGET, "", "a day of all channels"),
}


@pytest.fixture
def crew(database: Database) -> PaidCrew:
    """Workers who make paid takes."""
    return PaidCrew(database)


async def capped(crew: PaidCrew, cause: Cause, usd: Decimal) -> uuid.UUID:
    """A film whose four pictures are wanted, under one cap."""
    _, name, _ = CAPS[cause]
    if not name:
        crew.limits = limits(usd_per_day=usd)
    asked = config(**{name: usd}) if name else PAID
    return await crew.film_at(PICTURES_WANTED, config=asked, storyboard=FOREST)


async def caps(crew: PaidCrew, film: uuid.UUID) -> dict[Cause, spending.Cap]:
    async with crew.database.transaction() as session:
        video = await lock_video(session, film)
        return {cap.cause: cap for cap in await spending.caps_of(session, video, crew.limits)}


class TestCaps:
    @pytest.mark.parametrize("cause", CAPS)
    async def test_what_fits_exactly_is_sent_and_a_cent_more_is_not(
        self, crew: PaidCrew, cause: Cause
    ) -> None:
        film = await capped(crew, cause, 2 * PICTURE_USD)
        works = [await crew.must_begin(Step.ASSETS) for _ in range(2)]
        assert (await crew.ledger()).reserved == 2 * PICTURE_USD
        assert await crew.begin(Step.ASSETS) is None
        hold, _, whose = CAPS[cause]
        row = await crew.row(film)
        assert (row.held, row.hold_cause, row.hold_usd) == (hold, cause, PICTURE_USD)
        assert row.hold_reason is not None
        assert f"$0.00 is left of the $0.08 for {whose}" in row.hold_reason
        assert (row.hold_until is None) == (cause is Cause.FILM_CAP)
        untouched = [take for take in await crew.takes(film, Step.ASSETS) if take.attempts == 0]
        assert {take.state for take in untouched} == {TakeState.PLANNED} and len(untouched) == 1
        for work in works:
            assert await crew.finish(work)
        assert await crew.ledger() == (await crew.ledger(film))
        assert (await crew.ledger()).gone == 2 * PICTURE_USD

    @pytest.mark.parametrize("cause", CAPS)
    async def test_a_cap_below_the_price_lets_nothing_out(
        self, crew: PaidCrew, cause: Cause
    ) -> None:
        await capped(crew, cause, PICTURE_USD - Decimal("0.000001"))
        assert await crew.begin(Step.ASSETS) is None
        assert (await crew.ledger()).gone == 0

    @pytest.mark.parametrize("cause", CAPS)
    async def test_two_who_race_for_the_last_dollar_are_one_after_the_other(
        self, crew: PaidCrew, cause: Cause
    ) -> None:
        await capped(crew, cause, PICTURE_USD + PICTURE_USD / 2)
        begun = await asyncio.gather(*(crew.begin(Step.ASSETS) for _ in range(4)))
        assert sum(work is not None for work in begun) == 1
        assert (await crew.ledger()).reserved == PICTURE_USD

    async def test_films_and_steps_race_for_the_installations_last_dollar(
        self, crew: PaidCrew
    ) -> None:
        for channel in ("forest", "sea"):
            await crew.film_at(PICTURES_WANTED, channel=channel, storyboard=FOREST)
            await crew.film_at(CLIPS_WANTED, channel=channel)
        crew.limits = limits(usd_per_day=CLIP_USD + PICTURE_USD / 2)
        asked = [crew.begin(step) for _ in range(3) for step in (Step.VIDEO, Step.ASSETS)]
        begun = [work for work in await asyncio.gather(*asked) if work is not None]
        reserved = (await crew.ledger()).reserved
        assert begun
        assert PICTURE_USD / 2 < reserved <= CLIP_USD + PICTURE_USD / 2

    async def test_what_is_booked_just_now_is_not_overlooked(self, crew: PaidCrew) -> None:
        """Whoever counts sees a take that ends meanwhile as reserved or as booked, never as neither."""
        film = await crew.film_at(PICTURES_WANTED)
        work = await crew.must_begin(Step.ASSETS)
        async with crew.database.transaction() as booking:
            await takes.finish(booking, work.claim, crew.result(work))
            await booking.execute(text("LOCK TABLE takes IN ACCESS EXCLUSIVE MODE"))
            counting = asyncio.create_task(_gone(crew, film))
            await crew.waits_or_ends(counting)
        assert await counting == PICTURE_USD

    async def test_what_may_have_been_paid_counts_as_paid(self, crew: PaidCrew) -> None:
        film = await capped(crew, Cause.FILM_CAP, 2 * PICTURE_USD)
        work = await crew.must_begin(Step.ASSETS)
        await crew.tell(setbacks.lose, work, "its answer was lost", crew.limits)
        await crew.must_begin(Step.ASSETS)
        assert await crew.begin(Step.ASSETS) is None
        assert (await crew.row(film)).hold_cause == Cause.FILM_CAP

    async def test_a_submitted_job_counts_while_nobody_looks_at_it(self, crew: PaidCrew) -> None:
        crew.limits = limits()
        film = await crew.film_at(CLIPS_WANTED)
        await crew.set_budget(film, CLIP_USD)
        work = await crew.begin_with_job()
        await crew.tell(setbacks.put_back, work, "it goes on", "waiting")
        assert (await crew.take(work)).reserved_usd == CLIP_USD
        assert await crew.begin(Step.VIDEO) is None
        assert (await crew.row(film)).hold_cause == Cause.FILM_CAP

    async def test_a_price_above_the_list_is_booked_and_stops_what_follows(
        self, crew: PaidCrew
    ) -> None:
        film = await capped(crew, Cause.FILM_CAP, 3 * PICTURE_USD)
        work = await crew.must_begin(Step.ASSETS)
        await crew.finish(work, cost_usd=Decimal(1))
        assert (await crew.ledger(film)).certain == 1
        assert await crew.begin(Step.ASSETS) is None
        reason = (await crew.row(film)).hold_reason
        assert reason is not None and "$0.00 is left of the $0.12" in reason

    async def test_another_channel_has_a_day_of_its_own(self, crew: PaidCrew) -> None:
        await capped(crew, Cause.CHANNEL_DAY, PICTURE_USD)
        await crew.must_begin(Step.ASSETS)
        assert await crew.begin(Step.ASSETS) is None
        other = await crew.film_at(PICTURES_WANTED, channel="sea")
        assert (await crew.must_begin(Step.ASSETS)).claim.video_id == other

    async def test_a_raised_cap_lets_the_film_go_on_by_itself(self, crew: PaidCrew) -> None:
        film = await capped(crew, Cause.FILM_CAP, PICTURE_USD)
        work = await crew.must_begin(Step.ASSETS)
        assert await crew.begin(Step.ASSETS) is None
        assert await crew.finish(work)
        await crew.empty_queue()
        await crew.set_budget(film, 2 * PICTURE_USD)
        assert (await crew.row(film)).hold is None
        assert await crew.jobs_of("order_assets") == 2
        await crew.must_begin(Step.ASSETS)
        assert await crew.begin(Step.ASSETS) is None

    async def test_a_cap_of_nothing_stops_paid_takes_only(self, crew: PaidCrew) -> None:
        film = await crew.queue(config=config(usd_per_film=0))
        assert await crew.begin(Step.STORYBOARD) is None
        assert (await crew.row(film)).hold_cause == Cause.FILM_CAP
        draft = await crew.queue(config=config(usd_per_film=0), mode="draft")
        work = await crew.begin(Step.STORYBOARD, is_paid=False)
        assert work is not None and work.claim.video_id == draft


async def _gone(crew: PaidCrew, film: uuid.UUID) -> Decimal:
    async with crew.database.transaction() as session:
        video = await session.get_one(models.Video, film)
        found = await spending.caps_of(session, video, crew.limits)
        (gone,) = {cap.gone for cap in found}
        return gone


class TestDays:
    async def test_the_day_of_the_zone_counts_and_of_the_film_everything(
        self, crew: PaidCrew
    ) -> None:
        film = await crew.film_at(PICTURES_WANTED, storyboard=FOREST)
        for _ in range(3):
            await crew.finish(await crew.must_begin(Step.ASSETS))
        crew.limits = limits(time_zone="Pacific/Auckland")
        begins, ends = crew.limits.budget.day_of(utc_now())
        await self._book_at(
            crew, begins - timedelta(seconds=1), begins, ends - timedelta(seconds=1)
        )
        gone = {cause: cap.gone for cause, cap in (await caps(crew, film)).items()}
        assert gone == {
            Cause.FILM_CAP: 3 * PICTURE_USD,
            Cause.CHANNEL_DAY: 2 * PICTURE_USD,
            Cause.INSTALLATION_DAY: 2 * PICTURE_USD,
        }

    async def _book_at(self, crew: PaidCrew, *moments: datetime) -> None:
        async with crew.database.transaction() as session:
            rows = (await session.scalars(select(models.VideoCost))).all()
            for row, moment in zip(rows, moments, strict=True):
                row.created_at = moment

    async def test_a_held_film_goes_on_when_the_next_day_begins(self, crew: PaidCrew) -> None:
        film = await capped(crew, Cause.CHANNEL_DAY, PICTURE_USD)
        await crew.finish(await crew.must_begin(Step.ASSETS))
        assert await crew.begin(Step.ASSETS) is None
        row = await crew.row(film)
        assert row.hold_until == crew.limits.budget.day_of(utc_now())[1]
        yesterday = utc_now() - timedelta(days=1)
        async with crew.database.transaction() as session:
            await session.execute(update(models.VideoCost).values(created_at=yesterday))
        await crew.change(models.Video, film, hold_until=utc_now())
        repaired = await sweep.sweep(crew.database)
        assert repaired["end_holds_whose_time_has_come"] == 1
        await crew.must_begin(Step.ASSETS)

    @pytest.mark.parametrize(
        ("zone", "moment", "hours"),
        [
            ("UTC", "2026-03-29T12:00:00+00:00", 24),
            ("Europe/Berlin", "2026-03-29T12:00:00+00:00", 23),  # clocks go forward
            ("Europe/Berlin", "2026-10-25T12:00:00+00:00", 25),  # and back
            ("America/Los_Angeles", "2026-11-01T20:00:00+00:00", 25),
            ("Asia/Beirut", "2026-03-29T12:00:00+00:00", 23),  # at midnight, which there is not
            ("America/Havana", "2026-11-01T20:00:00+00:00", 25),  # one to midnight, twice
            ("Australia/Lord_Howe", "2026-10-03T20:00:00+00:00", 23.5),
        ],
    )
    def test_a_day_is_from_midnight_to_midnight_however_long(
        self, zone: str, moment: str, hours: float
    ) -> None:
        begins, ends = Budget(time_zone=zone).day_of(datetime.fromisoformat(moment))
        assert ends - begins == timedelta(hours=hours)
        assert begins <= datetime.fromisoformat(moment) < ends

    @given(
        st.datetimes(
            datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(ZoneInfo("UTC"))
        ),
        st.sampled_from(["UTC", "Europe/Berlin", "America/Havana", "Asia/Beirut", "Pacific/Apia"]),
    )
    def test_days_follow_each_other_without_a_gap(self, moment: datetime, zone: str) -> None:
        budget = Budget(time_zone=zone)
        begins, ends = budget.day_of(moment)
        assert begins <= moment < ends
        assert budget.day_of(ends)[0] == ends
        assert budget.day_of(begins - timedelta(microseconds=1))[1] == begins


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
