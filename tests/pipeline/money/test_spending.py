"""Caps: what fits is sent, and a cent more is not."""

from __future__ import annotations

import asyncio
import uuid
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text, update

from pipeline import models, setbacks, spending, sweep, takes
from pipeline.advance import lock_video
from pipeline.lifecycle import Cause, Hold, Step
from pipeline.limits import Budget
from pipeline.models import utc_now
from pipeline.steps.build import TakeState
from tests.pipeline.films import FOREST
from tests.pipeline.money.paid import (
    CLIP_USD,
    CLIPS_WANTED,
    PAID,
    PICTURE_USD,
    PICTURES_WANTED,
    PaidCrew,
    config,
    limits,
)

CAPS = {
    Cause.FILM_CAP: (Hold.ATTENTION, "usd_per_film", "film #1"),
    Cause.CHANNEL_DAY: (Hold.BUDGET, "usd_per_day", "a day of Forest tales"),
    Cause.INSTALLATION_DAY: (Hold.BUDGET, "", "a day of all channels"),
}


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
