"""What films have cost and will, as front ends read it."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import queries_money, setbacks, sweep, videos
from pipeline.channels import ChannelConfig, Voice
from pipeline.lifecycle import Phase, State, Step
from pipeline.limits import Limits
from pipeline.prices import NoPrice, Prices
from pipeline.steps.film import UnitKey
from pipeline.storyboard import MAX_SHOTS
from pipeline.videos import Redo
from pipeline.views import Money
from tests.pipeline.films import FOREST
from tests.pipeline.money.paid import (
    CLIP_USD,
    CLIPS_WANTED,
    LIMITS,
    NOTHING,
    PAID,
    PICTURE_USD,
    PICTURES_WANTED,
    SMALL,
    PaidCrew,
    config,
    limits,
)

# Of the small storyboard: the frame with the fox is paid for, the line, and the wind.
FRAME_USD, LINE_USD, SOUND_USD = PICTURE_USD, Decimal("0.014"), Decimal("0.07")
SMALL_USD = 2 * PICTURE_USD + FRAME_USD + 2 * CLIP_USD + LINE_USD + SOUND_USD


async def money(crew: PaidCrew, film: uuid.UUID, told: Limits = LIMITS) -> Money:
    async with crew.database.transaction() as session:
        return await queries_money.money_of(session, film, told)


async def price_of(crew: PaidCrew, film: uuid.UUID, keys: Collection[UnitKey]) -> Decimal:
    async with crew.database.transaction() as session:
        return await queries_money.price_of(session, film, keys, LIMITS)


async def needs(crew: PaidCrew, film: uuid.UUID) -> dict[str, Decimal]:
    async with crew.database.transaction() as session:
        return dict(await queries_money.provider_needs(session, film, LIMITS))


class TestMoney:
    async def test_a_draft_costs_nothing(self, crew: PaidCrew) -> None:
        told = await money(crew, await crew.queue(mode="draft"))
        assert told.steps == () and told.spent == told.to_come == told.reserved == 0

    async def test_a_film_whose_shots_are_known_costs_what_its_units_do(
        self, crew: PaidCrew
    ) -> None:
        told = await money(crew, await crew.film_at(PICTURES_WANTED))
        assert {row.step: row.to_come for row in told.steps} == {
            Step.ASSETS: 2 * PICTURE_USD,
            Step.COMPOSITES: FRAME_USD,
            Step.VIDEO: 2 * CLIP_USD,
            Step.NARRATION: LINE_USD,
            Step.SFX: SOUND_USD,
        }
        assert (told.to_come, told.left) == (SMALL_USD, told.cap)
        assert not any(row.is_guess for row in told.steps)
        assert told.cap == PAID.budget.usd_per_film

    async def test_what_is_in_hand_is_reserved_and_not_to_come(self, crew: PaidCrew) -> None:
        film = await crew.film_at(PICTURES_WANTED)
        await crew.must_begin(Step.ASSETS)
        told = await money(crew, film)
        assert (told.reserved, told.to_come) == (PICTURE_USD, SMALL_USD - PICTURE_USD)
        assert told.left == told.cap - PICTURE_USD

    async def test_all_it_cost_in_the_end_is_what_was_to_come(self, crew: PaidCrew) -> None:
        film = await crew.film_at(PICTURES_WANTED)
        seen = []
        for state in (CLIPS_WANTED, State(Step.UPLOAD, Phase.READY)):
            await crew.go_to(film, state)
            told = await money(crew, film)
            seen.append(told)
            assert told.spent + told.to_come == SMALL_USD
        assert seen[0].spent == 2 * PICTURE_USD + FRAME_USD
        assert (seen[1].spent, seen[1].to_come, seen[1].reserved) == (SMALL_USD, NOTHING, NOTHING)

    async def test_an_uncertain_payment_is_spent_and_marked(self, crew: PaidCrew) -> None:
        film = await crew.film_at(PICTURES_WANTED)
        work = await crew.must_begin(Step.ASSETS)
        await crew.tell(setbacks.lose, work, "its answer was lost", LIMITS)
        told = await money(crew, film)
        assert (told.spent, told.uncertain) == (PICTURE_USD, PICTURE_USD)
        assert told.to_come == SMALL_USD

    async def test_a_job_that_is_put_back_is_reserved(self, crew: PaidCrew) -> None:
        film = await crew.film_at(CLIPS_WANTED)
        work = await crew.begin_with_job()
        await crew.tell(setbacks.put_back, work, "it goes on", "waiting")
        told = await money(crew, film)
        assert (told.reserved, told.spent) == (CLIP_USD, NOTHING)
        assert told.to_come == CLIP_USD + LINE_USD + SOUND_USD

    async def test_a_redone_clip_comes_once_more_beside_the_one_in_flight(
        self, crew: PaidCrew
    ) -> None:
        film = await crew.film_at(CLIPS_WANTED)
        work = await crew.begin_with_job()
        wish = [Redo(Step.VIDEO, (work.unit.number,))]
        await crew.decide(videos.redo, film, wish, agreed={work.unit.key})
        told = await money(crew, film)
        assert told.reserved == CLIP_USD
        assert told.to_come == 2 * CLIP_USD + LINE_USD + SOUND_USD

    async def test_a_cancelled_film_costs_no_more(self, crew: PaidCrew) -> None:
        film = await crew.film_at(PICTURES_WANTED)
        work = await crew.must_begin(Step.ASSETS)
        await crew.decide(videos.cancel, film)
        assert (await money(crew, film)).reserved == PICTURE_USD
        await crew.finish(work)
        await sweep.sweep(crew.database)
        told = await money(crew, film)
        assert (told.spent, told.reserved, told.to_come) == (PICTURE_USD, NOTHING, NOTHING)

    async def test_a_price_that_is_not_known_is_said(self, crew: PaidCrew) -> None:
        told = await money(crew, await crew.film_at(PICTURES_WANTED), Limits())
        assert "no price is known for Gemini's model “painter”" in told.unpriced
        assert told.to_come == 0

    async def test_a_stop_and_a_raised_cap_are_told(self, crew: PaidCrew) -> None:
        film = await crew.film_at(PICTURES_WANTED)
        await crew.set_budget(film, Decimal(7))
        await crew.stop_all()
        told = await money(crew, film)
        assert told.cap == 7 and told.is_stopped and told.stopped_by == "Anna"
        await crew.start_all()
        assert not (await money(crew, film)).is_stopped


class TestEstimate:
    async def test_a_film_nobody_has_written_yet_is_a_guess_as_before_it_was_queued(
        self, crew: PaidCrew
    ) -> None:
        film = await crew.queue(title="The fox")
        told = await money(crew, film)
        guessed = queries_money.estimate(PAID, "final", PAID.shots, None, LIMITS.price_list)
        steps = {row.step for row in guessed}
        assert steps == set(Step) - {Step.ASSEMBLY, Step.REVIEW, Step.UPLOAD}
        assert {row.step for row in told.steps if row.is_guess} == steps - {Step.STORYBOARD}
        known = {row.step: row.to_come for row in told.steps}
        for row in guessed:
            assert abs(known[row.step] - row.to_come) < Decimal("0.001"), row.step

    def test_a_given_storyboard_costs_nothing_and_is_no_guess(self) -> None:
        told = queries_money.estimate(PAID, "final", 2, SMALL, LIMITS.price_list)
        assert sum(row.to_come for row in told) == SMALL_USD
        assert not any(row.is_guess for row in told)

    def test_a_draft_costs_nothing(self) -> None:
        assert queries_money.estimate(PAID, "draft", 18, None, Prices({})) == ()

    def test_without_a_price_nothing_is_said(self) -> None:
        with pytest.raises(NoPrice):
            queries_money.estimate(PAID, "final", 18, None, Prices({}))

    @given(
        st.integers(1, MAX_SHOTS),
        st.floats(1, 30, allow_nan=False),
        st.integers(80, 260),
        st.sampled_from(["model", "cutout"]),
    )
    def test_any_channel_can_be_told_what_it_will_cost(
        self, shots: int, seconds: float, pace: int, composite: str
    ) -> None:
        told = {"seconds": seconds, "composite": composite}
        voice = Voice(name="voice-one", pace_wpm=pace)
        channel = ChannelConfig.model_validate(PAID.model_dump() | told | {"voice": voice})
        rows = queries_money.estimate(channel, "final", shots, None, LIMITS.price_list)
        by_step = {row.step: row.to_come for row in rows}
        longest = 10 if seconds > 5 else 5
        assert by_step[Step.VIDEO] >= shots * CLIP_USD * longest / 5
        assert (Step.COMPOSITES in by_step) == (composite == "model")
        assert all(usd > 0 for usd in by_step.values())


class TestPrice:
    async def test_it_is_that_of_the_units_that_were_named(self, crew: PaidCrew) -> None:
        film = await crew.film_at(CLIPS_WANTED)
        keys = {(Step.ASSETS, 1), (Step.VIDEO, 2), (Step.NARRATION, 2), (Step.ASSEMBLY, 1)}
        assert await price_of(crew, film, keys) == PICTURE_USD + CLIP_USD
        assert await price_of(crew, film, {(Step.VIDEO, 99)}) == 0

    async def test_a_redo_costs_what_was_told_before_it_was_agreed_to(self, crew: PaidCrew) -> None:
        film = await crew.film_at(State(Step.VIDEO, Phase.READY))
        wish = [Redo(Step.ASSETS, (2,), "older")]
        asked = await crew.decide(videos.redo, film, wish)
        assert not asked.is_done
        told = await price_of(crew, film, asked.paid)
        assert told == PICTURE_USD + FRAME_USD + CLIP_USD
        await crew.decide(videos.redo, film, wish, agreed=asked.paid)
        await crew.go_to(film, State(Step.VIDEO, Phase.READY))
        assert (await crew.ledger(film)).gone == told


class TestNeeds:
    """What an approval lets the providers be paid, so that their balance can be asked."""

    async def test_until_the_next_gate(self, crew: PaidCrew) -> None:
        film = await crew.queue(storyboard=SMALL)
        for state, expected in (
            (State(Step.STORYBOARD, Phase.READY), {"gemini": 2 * PICTURE_USD}),
            (State(Step.ASSETS, Phase.READY), {"gemini": FRAME_USD, "kling": 2 * CLIP_USD}),
            (State(Step.VIDEO, Phase.READY), {"elevenlabs": LINE_USD}),
            (State(Step.NARRATION, Phase.READY), {"elevenlabs": SOUND_USD}),
            (State(Step.REVIEW, Phase.READY), {}),
        ):
            await crew.go_to(film, state)
            assert await needs(crew, film) == expected
            await crew.approve(film)

    async def test_a_gate_that_opens_by_itself_is_no_gate(self, crew: PaidCrew) -> None:
        """Its approval is this one: what follows it is spent as well."""
        opened = PAID.model_copy(update={"auto_approve": [Step.ASSETS, Step.VIDEO]})
        film = await crew.queue(storyboard=SMALL, config=opened)
        await crew.go_to(film, State(Step.STORYBOARD, Phase.READY))
        assert await needs(crew, film) == {
            "gemini": 2 * PICTURE_USD + FRAME_USD,
            "kling": 2 * CLIP_USD,
            "elevenlabs": LINE_USD,
        }

    async def test_a_draft_needs_nothing(self, crew: PaidCrew) -> None:
        film = await crew.queue(mode="draft")
        await crew.go_to(film, State(Step.STORYBOARD, Phase.READY))
        assert await needs(crew, film) == {}


class TestToday:
    async def test_it_is_what_all_channels_have_spent_or_set_aside(self, crew: PaidCrew) -> None:
        await crew.film_at(PICTURES_WANTED, storyboard=FOREST)
        await crew.film_at(CLIPS_WANTED, channel="sea", config=config(usd_per_day=9))
        await crew.finish(await crew.must_begin(Step.ASSETS))
        await crew.tell(setbacks.lose, await crew.must_begin(Step.ASSETS), "lost", LIMITS)
        await crew.must_begin(Step.VIDEO)
        async with crew.database.transaction() as session:
            spent = await queries_money.spent_today(session, limits())
        assert spent == 2 * PICTURE_USD + CLIP_USD == (await crew.ledger()).gone

    async def test_nothing_is_nothing(self, crew: PaidCrew) -> None:
        async with crew.database.transaction() as session:
            assert await queries_money.spent_today(session, limits()) == NOTHING


def test_the_models_without_a_price_are_named_for_the_operator() -> None:
    assert queries_money.unpriced(PAID, LIMITS.price_list) == []
    assert queries_money.unpriced(PAID, Prices({})) == [
        "elevenlabs: foley",
        "elevenlabs: speaker",
        "gemini: painter",
        "gemini: writer",
        "kling: mover",
    ]
