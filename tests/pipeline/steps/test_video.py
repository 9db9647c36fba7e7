"""How long a bought clip is: the cheapest that covers its shot, settled when it is planned."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import edits, videos
from pipeline.channels import Choice
from pipeline.database import Database
from pipeline.lifecycle import Phase, State, Step
from pipeline.shots import Edit
from pipeline.steps import plan
from pipeline.steps.build import TakeState
from pipeline.steps.film import Film, Plan, SoldClip
from pipeline.steps.video import frozen_clips
from pipeline.storyboard import Storyboard
from pipeline.takes import Work
from pipeline.videos import Redo
from tests.pipeline.films import CONFIG
from tests.pipeline.films import film as made
from tests.pipeline.money.paid import CLIP_USD, CLIPS_WANTED, PAID, SMALL, PaidCrew

STORYBOARD_READY = State(Step.STORYBOARD, Phase.READY)


def board(*narrations: str, seconds: float = 5.0, motion: str = "push in") -> Storyboard:
    """One shot for each line."""
    shot = SMALL.shots[1].model_copy(update={"seconds": seconds, "motion": motion})
    shots = [shot.model_copy(update={"narration": text}) for text in narrations]
    return SMALL.model_copy(update={"shots": shots})


def words(count: int) -> str:
    """At 150 words a minute each of them takes 0.4 s."""
    return " ".join(["word"] * count)


def film(shots: Storyboard, mode: str = "final", sold: Sequence[int] = (5, 10)) -> Film:
    video = Choice(provider="kling", model="mover", durations=tuple(sold))
    providers = PAID.providers.model_copy(update={"video": video})
    told = Plan(shots=len(shots.shots), storyboard=shots)
    config = PAID.model_copy(update={"providers": providers})
    return replace(made(told, config), mode=mode)


def seconds(of: Film) -> list[float]:
    units = plan(Step.VIDEO, of)
    assert all(unit.amount == {"seconds": unit.fields["seconds"]} for unit in units)
    asked = [f"--seconds={unit.fields['seconds']}" for unit in units]
    assert all(text in unit.call.arguments for text, unit in zip(asked, units, strict=True))
    return [unit.fields["seconds"] for unit in units]


class TestWhatIsSold:
    @pytest.mark.parametrize(
        ("narration", "shot_seconds", "expected"),
        [
            ("", 5.0, 5.0),
            ("", 5.25, 10.0),
            ("", 1.0, 5.0),
            (words(11), 4.0, 5.0),  # 4.4 s and a breath
            (words(12), 4.0, 10.0),  # 4.8 s
            (words(99), 4.0, 10.0),  # longer than any: the film holds the last frame
            ("", 30.0, 10.0),
        ],
    )
    def test_the_shortest_that_covers_shot_and_line_is_bought(
        self, narration: str, shot_seconds: float, expected: float
    ) -> None:
        assert seconds(film(board(narration, seconds=shot_seconds))) == [expected]

    def test_a_draft_is_as_long_as_its_shot(self) -> None:
        assert seconds(film(board(words(99), seconds=4.25), "draft")) == [4.25]

    def test_so_is_a_final_that_is_made_here(self) -> None:
        local = replace(made(Plan(shots=1, storyboard=board(words(99))), CONFIG), mode="final")
        assert seconds(local) == [5.0]

    def test_a_model_that_sells_any_length_up_to_its_longest(self) -> None:
        sold = film(board("", words(14), words(99), seconds=3.5), sold=range(3, 16))
        assert seconds(sold) == [4.0, 6.0, 15.0]

    def test_the_order_in_the_file_says_nothing(self) -> None:
        assert seconds(film(board("", words(12)), sold=(10, 5))) == [5.0, 10.0]


class TestFrozen:
    def test_the_scratch_voice_says_how_long_a_line_is(self) -> None:
        lines = film(board(words(5), words(5), ""))
        assert frozen_clips(lines, [4.7, 4.701, 0.0]) == {
            "1": SoldClip(asked=5.0, seconds=5),
            "2": SoldClip(asked=5.0, seconds=10),
            "3": SoldClip(asked=5.0, seconds=5),
        }

    def test_without_it_the_words_do(self) -> None:
        lines = film(board(words(5), words(12)))
        assert [clip.seconds for clip in frozen_clips(lines, []).values()] == [5, 10]
        assert [clip.seconds for clip in frozen_clips(lines, [9.0]).values()] == [10, 10]

    def test_what_is_frozen_stays_whatever_is_said_later(self) -> None:
        before = film(board(words(5)))
        before.plan.clips = frozen_clips(before, [2.0])
        after = film(board(words(99)))
        after.plan.clips = frozen_clips(after, [40.0])
        assert seconds(after) == [10.0]
        after.plan.clips = before.plan.clips
        assert seconds(after) == [5.0]
        assert frozen_clips(after, [40.0]) == before.plan.clips

    def test_other_seconds_are_asked_anew(self) -> None:
        before = film(board(words(5)))
        before.plan.clips = frozen_clips(before, [2.0])
        after = film(board(words(5), seconds=7.0))
        after.plan.clips = before.plan.clips
        assert seconds(after) == [10.0]
        assert frozen_clips(after, [2.0]) == {"1": SoldClip(asked=7.0, seconds=10)}

    def test_nothing_is_frozen_where_nothing_is_bought(self) -> None:
        assert frozen_clips(film(board("", words(9)), "draft"), [1.0, 2.0]) == {}

    @given(
        st.lists(st.tuples(st.floats(1, 30), st.floats(0, 60)), min_size=1, max_size=5),
        st.sets(st.integers(1, 30), min_size=1, max_size=6),
    )
    def test_a_clip_is_never_too_short_nor_dearer_than_it_must_be(
        self, shots: list[tuple[float, float]], sold: set[int]
    ) -> None:
        lines = [board("x", seconds=wanted).shots[0] for wanted, _ in shots]
        whole = film(SMALL.model_copy(update={"shots": lines}), sold=tuple(sold))
        whole.plan.clips = frozen_clips(whole, [spoken for _, spoken in shots])
        for bought, (wanted, spoken) in zip(seconds(whole), shots, strict=True):
            needed = max(wanted, spoken + 0.3 if spoken else 0.0)
            assert bought in sold
            assert bought >= needed or bought == max(sold)
            assert not any(needed <= cheaper < bought for cheaper in sold)


@pytest.fixture
def crew(database: Database) -> PaidCrew:
    """Workers who make paid takes."""
    return PaidCrew(database)


class TestFilms:
    """On the way of a film: what makes a clip stale, and what does not."""

    async def test_the_animatics_voice_decides_what_is_reserved(self, crew: PaidCrew) -> None:
        film = await self._spoken(crew, [4.9, 0.0])
        await crew.go_to(film, CLIPS_WANTED)
        works = [await crew.must_begin(Step.VIDEO) for _ in range(2)]
        assert [work.unit.fields["seconds"] for work in works] == [10.0, 5.0]
        assert [(await crew.take(work)).reserved_usd for work in works] == [2 * CLIP_USD, CLIP_USD]

    async def test_a_real_voice_makes_no_clip_stale(self, crew: PaidCrew) -> None:
        film = await crew.film_at(State(Step.VIDEO, Phase.APPROVED))
        work = await crew.must_begin(Step.NARRATION)
        await crew.finish(work, seconds=60.0)
        await crew.go_to(film, State(Step.UPLOAD, Phase.READY))
        assert await self._clips(crew, film) == [("done", 1), ("done", 1)]

    async def test_nor_does_another_line(self, crew: PaidCrew) -> None:
        film = await crew.film_at(State(Step.VIDEO, Phase.READY))
        edited = await crew.decide(edits.edit, film, Edit(1, narration=words(40)))
        assert edited.is_done and not edited.paid
        await crew.go_to(film, State(Step.VIDEO, Phase.READY))
        assert await self._clips(crew, film) == [("done", 1), ("done", 1)]

    async def test_other_seconds_do_where_they_are_bought_otherwise(self, crew: PaidCrew) -> None:
        film = await crew.film_at(State(Step.VIDEO, Phase.READY))
        edited = await crew.decide(edits.edit, film, Edit(1, seconds=7.0))
        assert edited.paid == {(Step.VIDEO, 1)} and not edited.is_done
        await crew.decide(edits.edit, film, Edit(1, seconds=7.0), agreed=edited.paid)
        await crew.go_to(film, State(Step.VIDEO, Phase.READY))
        assert await self._clips(crew, film) == [("done", 1), ("done", 2), ("done", 1)]

    async def test_seconds_that_the_same_clip_covers_do_not(self, crew: PaidCrew) -> None:
        film = await crew.film_at(State(Step.VIDEO, Phase.READY))
        edited = await crew.decide(edits.edit, film, Edit(1, seconds=4.0))
        assert edited.is_done and not edited.paid
        await crew.go_to(film, State(Step.VIDEO, Phase.READY))
        assert await self._clips(crew, film) == [("done", 1), ("done", 1)]

    async def test_a_new_storyboard_is_measured_anew(self, crew: PaidCrew) -> None:
        """What was bought for other words says nothing about how long these are."""
        crew.boards = {0: board(words(5)), 1: board(words(20), motion="drift")}
        film = await crew.queue()
        await crew.go_to(film, State(Step.VIDEO, Phase.READY))
        assert (await self._sold(crew, film)) == [5]
        wish = [Redo(Step.STORYBOARD, (), "longer")]
        asked = await crew.decide(videos.redo, film, wish)
        await crew.decide(videos.redo, film, wish, agreed=asked.paid)
        await crew.go_to(film, State(Step.VIDEO, Phase.READY))
        assert (await self._sold(crew, film)) == [10]

    async def _spoken(self, crew: PaidCrew, spoken: list[float]) -> uuid.UUID:
        film = await crew.queue(storyboard=SMALL)
        await crew.finish(await self._local(crew))
        await crew.finish(await self._local(crew), result={"spoken": spoken})
        assert await crew.state(film) == STORYBOARD_READY
        return film

    async def _local(self, crew: PaidCrew) -> Work:
        work = await crew.begin(Step.STORYBOARD, is_paid=False)
        assert work is not None
        return work

    async def _clips(self, crew: PaidCrew, film: uuid.UUID) -> list[tuple[str, int]]:
        takes = await crew.takes(film, Step.VIDEO)
        assert {take.state for take in takes} <= {TakeState.DONE, TakeState.SUPERSEDED}
        return [(take.state, take.take) for take in takes]

    async def _sold(self, crew: PaidCrew, film: uuid.UUID) -> list[int]:
        clips = (await crew.row(film)).plan["clips"]
        return [clip["seconds"] for clip in clips.values()]
