"""How films that are held go on, and what a person's word is taken for."""

from __future__ import annotations

import asyncio
import uuid
from datetime import timedelta
from decimal import Decimal

import pytest

from pipeline import edits, models, setbacks, sweep, videos
from pipeline.errors import InvalidInput, NotPossible
from pipeline.lifecycle import Cause, Hold, Phase, State, Step
from pipeline.models import utc_now
from pipeline.shots import Edit
from pipeline.steps.build import TakeState
from pipeline.takes import Work
from pipeline.videos import Redo
from tests.pipeline.crew import ANNA
from tests.pipeline.decisions import audit
from tests.pipeline.money.paid import (
    CLIP_USD,
    CLIPS_WANTED,
    NOTHING,
    PICTURE_USD,
    PICTURES_WANTED,
    SOUNDS_WANTED,
    PaidCrew,
    config,
)

LOST = "its answer was lost"


async def lost_clip(crew: PaidCrew) -> tuple[uuid.UUID, Work, Work]:
    """A film with a clip that may have been paid for, and one that is in hand."""
    film = await crew.film_at(CLIPS_WANTED)
    lost, other = [await crew.must_begin(Step.VIDEO) for _ in range(2)]
    await crew.tell(setbacks.lose, lost, LOST, crew.limits)
    return film, lost, other


async def orders_of(crew: PaidCrew, work: Work) -> int:
    """How many takes its unit has."""
    takes = await crew.takes(work.claim.video_id, work.unit.step)
    return sum(take.number == work.unit.number for take in takes)


class TestTheQuestionAboutAPayment:
    """Only who was asked whether to pay once more has answered that."""

    async def test_trying_the_quota_again_is_no_answer_to_it(self, crew: PaidCrew) -> None:
        film, lost, other = await lost_clip(crew)
        await crew.tell(setbacks.wait_for_quota, other, "no credit", None)
        assert (await crew.row(film)).hold_cause == Cause.QUOTA
        await crew.decide(videos.retry, film)
        assert (await crew.take(lost)).state == TakeState.UNCERTAIN
        assert await orders_of(crew, lost) == 1
        await crew.finish(await crew.begin_again(other))
        assert (await crew.row(film)).hold_cause == Cause.UNCERTAIN

    async def test_nor_is_a_key_that_was_put_right(self, crew: PaidCrew) -> None:
        film, lost, other = await lost_clip(crew)
        await crew.tell(setbacks.refuse_key, other, "no such key", "f")
        await crew.decide(videos.retry, film)
        assert (await crew.take(lost)).state == TakeState.UNCERTAIN
        await crew.finish(await crew.begin_again(other))
        assert (await crew.row(film)).hold_cause == Cause.UNCERTAIN

    async def test_nor_is_a_raised_cap(self, crew: PaidCrew) -> None:
        film, lost, other = await lost_clip(crew)
        await crew.tell(setbacks.put_back, other, "busy", "busy")
        await crew.set_budget(film, NOTHING)
        await crew.now()
        assert await crew.begin(Step.VIDEO) is None
        await crew.set_budget(film, 3 * CLIP_USD)
        assert (await crew.take(lost)).state == TakeState.UNCERTAIN
        await crew.finish(await crew.begin_again(other))
        assert (await crew.row(film)).hold_cause == Cause.UNCERTAIN

    async def test_nor_is_an_edit_of_another_shot(self, crew: PaidCrew) -> None:
        film, lost, other = await lost_clip(crew)
        await crew.finish(other)
        assert (await crew.row(film)).hold_cause == Cause.UNCERTAIN
        number = other.unit.number
        edited = await crew.decide(
            edits.edit, film, Edit(number, motion="orbit"), agreed={other.unit.key}
        )
        assert edited.is_done
        await crew.make_step(Step.STORYBOARD)
        await crew.make_step(Step.VIDEO)
        assert (await crew.take(lost)).state == TakeState.UNCERTAIN
        assert (await crew.row(film)).hold_cause == Cause.UNCERTAIN

    async def test_making_the_shot_otherwise_is(self, crew: PaidCrew) -> None:
        film, lost, other = await lost_clip(crew)
        await crew.finish(other)
        await crew.decide(videos.redo, film, [Redo(Step.VIDEO, (lost.unit.number,), "slower")])
        assert (await crew.row(film)).hold is None
        again = await crew.must_begin(Step.VIDEO)
        assert (again.unit.key, again.job_id) == (lost.unit.key, None)

    async def test_nor_is_time(self, crew: PaidCrew) -> None:
        film, lost, other = await lost_clip(crew)
        await crew.tell(setbacks.wait_for_quota, other, "no credit", utc_now())
        await sweep.sweep(crew.database)
        await crew.finish(await crew.begin_again(other))
        await sweep.sweep(crew.database)
        assert (await crew.row(film)).hold_cause == Cause.UNCERTAIN
        assert await orders_of(crew, lost) == 1


class TestWhoeverComesTooLate:
    async def test_the_sweep_leaves_what_a_person_has_decided_meanwhile(
        self, crew: PaidCrew
    ) -> None:
        """It has found a film whose time has come, and waits for the person's commit."""
        film = await crew.film_at(State(Step.VIDEO, Phase.READY))
        await crew.change(
            models.Video, film, hold=Hold.QUOTA, hold_cause=Cause.QUOTA, hold_until=utc_now()
        )
        async with crew.database.transaction() as session:
            await videos.reject(session, film, ANNA, note="too dark")
            sweeping = asyncio.create_task(sweep.sweep(crew.database))
            await crew.waits_or_ends(sweeping)
        await sweeping
        row = await crew.row(film)
        assert (row.held, row.hold_cause) == (Hold.ATTENTION, Cause.REJECTED)
        assert [review.state for review in await crew.reviews(film)][-1] == "decided"

    async def test_nor_does_it_touch_a_film_that_was_cancelled_meanwhile(
        self, crew: PaidCrew
    ) -> None:
        film = await crew.film_at(PICTURES_WANTED)
        work = await crew.must_begin(Step.ASSETS)
        await crew.tell(setbacks.wait_for_quota, work, "no credit", utc_now())
        async with crew.database.transaction() as session:
            await videos.cancel(session, film, ANNA)
            sweeping = asyncio.create_task(sweep.sweep(crew.database))
            await crew.waits_or_ends(sweeping)
        await sweeping
        ended = await crew.row(film)
        assert ended.state.phase is Phase.CANCELLED
        assert {take.state for take in await crew.takes(film, Step.ASSETS)} == {"superseded"}

    async def test_one_hold_is_not_covered_by_the_next(self, crew: PaidCrew) -> None:
        film = await crew.film_at(PICTURES_WANTED)
        one, other = [await crew.must_begin(Step.ASSETS) for _ in range(2)]
        until = utc_now() + timedelta(hours=3)
        await crew.tell(setbacks.wait_for_quota, one, "no credit", until)
        await crew.tell(setbacks.refuse_key, other, "no such key", "f")
        row = await crew.row(film)
        assert (row.hold_cause, row.hold_until) == (Cause.QUOTA, until)
        await crew.decide(videos.retry, film)
        assert await crew.begin(Step.ASSETS) is None
        row = await crew.row(film)
        assert (row.hold_cause, row.hold_until) == ("key:gemini", None)


class TestBudget:
    @pytest.mark.parametrize("usd", ["-0.01", "100000.01", "NaN", "Infinity", "-Infinity"])
    async def test_only_an_amount_is_a_cap(self, crew: PaidCrew, usd: str) -> None:
        film = await crew.film_at(PICTURES_WANTED)
        with pytest.raises(InvalidInput, match="0 to 100,000"):
            await crew.set_budget(film, Decimal(usd))
        assert (await crew.row(film)).budget_usd is None

    async def test_a_film_that_is_over_has_none(self, crew: PaidCrew) -> None:
        film = await crew.film_at(PICTURES_WANTED)
        await crew.decide(videos.cancel, film)
        with pytest.raises(NotPossible, match="already Cancelled"):
            await crew.set_budget(film, CLIP_USD)

    async def test_it_is_remembered_who_set_it(self, crew: PaidCrew) -> None:
        film = await crew.film_at(PICTURES_WANTED)
        await crew.set_budget(film, CLIP_USD)
        assert (await audit(crew, film))[-1] == ("Anna", "discord", "budget")
        assert (await crew.row(film)).budget_usd == CLIP_USD

    async def test_one_that_is_not_enough_says_so_again(self, crew: PaidCrew) -> None:
        film = await crew.film_at(PICTURES_WANTED, config=config(usd_per_film=0))
        assert await crew.begin(Step.ASSETS) is None
        await crew.set_budget(film, PICTURE_USD / 2)
        assert await crew.begin(Step.ASSETS) is None
        row = await crew.row(film)
        assert row.hold_cause == Cause.FILM_CAP
        assert row.hold_reason is not None and "$0.02 is left of the $0.02" in row.hold_reason

    async def test_a_retry_does_not_get_past_it(self, crew: PaidCrew) -> None:
        film = await crew.film_at(PICTURES_WANTED, config=config(usd_per_film=0))
        assert await crew.begin(Step.ASSETS) is None
        with pytest.raises(NotPossible, match="at its cap"):
            await crew.decide(videos.retry, film)
        assert (await crew.row(film)).hold_cause == Cause.FILM_CAP

    async def test_a_day_that_is_spent_may_be_tried_and_is_refused_again(
        self, crew: PaidCrew
    ) -> None:
        film = await crew.film_at(PICTURES_WANTED, config=config(usd_per_day=0))
        assert await crew.begin(Step.ASSETS) is None
        await crew.decide(videos.retry, film)
        assert await crew.begin(Step.ASSETS) is None
        assert (await crew.row(film)).hold_cause == Cause.CHANNEL_DAY
        assert (await crew.ledger()).gone == 0


async def test_what_was_made_free_wakes_the_film_that_waited(crew: PaidCrew) -> None:
    film = await crew.film_at(PICTURES_WANTED)
    await crew.tell(setbacks.wait_for_quota, await crew.must_begin(Step.ASSETS), "no credit", None)
    await crew.empty_queue()
    await crew.decide(videos.retry, film)
    assert await crew.jobs_of("order_assets") == 2


async def test_a_place_that_a_local_take_gives_back_wakes_who_waits_to_pay(crew: PaidCrew) -> None:
    """Both kinds share their step's limit, also those of different channels."""
    await crew.film_at(SOUNDS_WANTED)
    await crew.film_at(SOUNDS_WANTED, channel="sea", mode="draft")
    crew.limit = 1
    work = await crew.begin(Step.SFX, is_paid=False)
    assert work is not None
    if work.film.mode == "final":  # its other sound needs no service
        await crew.finish(work)
        work = await crew.begin(Step.SFX, is_paid=False)
        assert work is not None and work.film.mode == "draft"
    assert await crew.begin(Step.SFX) is None
    await crew.empty_queue()
    await crew.finish(work)
    assert await crew.jobs_of("order_sfx")
