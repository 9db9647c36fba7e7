"""What is made again: which takes follow, where the film comes back to, what is refused."""

from __future__ import annotations

import pytest

from pipeline import videos
from pipeline.errors import NotFound, NotPossible, UserError
from pipeline.lifecycle import Phase, State, Step
from pipeline.steps.build import TakeState
from pipeline.videos import Redo
from tests.pipeline.crew import ANNA, BEN, Crew
from tests.pipeline.decisions import (
    ASSETS_READY,
    LAST_GATE,
    PUBLISHED,
    STORYBOARD_READY,
    VIDEO_READY,
    do,
    film_at,
)
from tests.pipeline.films import FOREST


class TestRedo:
    async def test_one_picture_remakes_what_uses_it_and_comes_back_to_the_gate(
        self, crew: Crew
    ) -> None:
        film = await film_at(crew, LAST_GATE)
        before = {take.id: take.sha256 for take in await crew.takes(film)}
        wish = [Redo(Step.ASSETS, (4,), "a higher hill")]
        named = (await do(crew, videos.redo, film, ANNA, wish)).units
        assert list(named[:3]) == [(Step.ASSETS, 4), (Step.COMPOSITES, 2), (Step.COMPOSITES, 3)]

        await crew.go_to(film, LAST_GATE)
        gates = [review.gate for review in await crew.reviews(film)]
        assert gates == ["storyboard", "assets", "video", "narration", "review", "review"]
        fresh = [(t.step, t.number) for t in await crew.takes(film) if t.id not in before]
        assert fresh == [
            ("assembly", 1),
            ("assets", 4),
            ("composites", 2),
            ("composites", 3),
            ("video", 2),
            ("video", 3),
        ]
        kept = {take.id: take.sha256 for take in await crew.takes(film) if take.id in before}
        assert kept == before

    async def test_asked_away_from_a_gate_the_gates_of_what_is_remade_ask_again(
        self, crew: Crew
    ) -> None:
        film = await film_at(crew, State(Step.VIDEO, Phase.APPROVED))
        await do(crew, videos.redo, film, ANNA, [Redo(Step.ASSETS, (4,))])
        await crew.go_to(film, ASSETS_READY)
        await crew.go_to(film, VIDEO_READY)

    async def test_running_takes_it_makes_superfluous_lose_their_lease(self, crew: Crew) -> None:
        film = await film_at(crew, State(Step.COMPOSITES, Phase.READY))
        running = await crew.must_begin(Step.VIDEO)
        wish = [Redo(Step.VIDEO, (running.unit.number,), "slower")]
        await do(crew, videos.redo, film, ANNA, wish)
        assert not await crew.finish(running)
        takes = [t for t in await crew.takes(film, Step.VIDEO) if t.number == running.unit.number]
        assert [take.state for take in takes] == [TakeState.SUPERSEDED, TakeState.PLANNED]
        assert [take.note for take in takes] == ["", "slower"]

    async def test_no_numbers_means_all_of_the_step(self, crew: Crew) -> None:
        film = await film_at(crew, ASSETS_READY)
        named = (await do(crew, videos.redo, film, ANNA, [Redo(Step.ASSETS, ())])).units
        assert [key for key in named if key[0] is Step.ASSETS] == [
            (Step.ASSETS, n) for n in (1, 2, 3, 4)
        ]

    async def test_a_storyboard_is_written_again_but_its_animatic_only_follows(
        self, crew: Crew
    ) -> None:
        film = await film_at(crew, STORYBOARD_READY)
        await do(crew, videos.redo, film, ANNA, [Redo(Step.STORYBOARD, (), "funnier")])
        assert await crew.make_step(Step.STORYBOARD) == [(Step.STORYBOARD, 1), (Step.STORYBOARD, 2)]
        with pytest.raises(NotFound):
            await do(crew, videos.redo, film, ANNA, [Redo(Step.STORYBOARD, (2,))])

    async def test_a_note_is_kept_for_the_next_round(self, crew: Crew) -> None:
        film = await film_at(crew, ASSETS_READY)
        for note in ("older", ""):
            await do(crew, videos.redo, film, ANNA, [Redo(Step.ASSETS, (1,), note)])
            await crew.make_step(Step.ASSETS)
        assert [t.note for t in await crew.takes(film, Step.ASSETS) if t.number == 1] == [
            "",
            "older",
            "older",
        ]

    @pytest.mark.parametrize(
        ("wish", "said"),
        [
            (Redo(Step.ASSETS, (99,)), "no picture 99: this film has pictures 1 to 4"),
            (Redo(Step.ASSETS, (0,)), "no picture 0"),
            (Redo(Step.VIDEO, (1,)), "has no clips yet: it is “Assets Ready”"),
            (Redo(Step.ASSETS, (1,), "x" * 501), "at most 500 characters"),
        ],
    )
    async def test_what_cannot_be_made_again_is_told_and_changes_nothing(
        self, crew: Crew, wish: Redo, said: str
    ) -> None:
        film = await film_at(crew, ASSETS_READY)
        before = (await crew.row(film)).version
        with pytest.raises(UserError, match=said):
            await do(crew, videos.redo, film, ANNA, [wish])
        assert (await crew.row(film)).version == before
        assert (await crew.reviews(film))[-1].state == "pending"

    async def test_a_decision_is_nothing_to_make_again(self, crew: Crew) -> None:
        film = await film_at(crew, LAST_GATE)
        with pytest.raises(NotPossible, match="nothing to make again"):
            await do(crew, videos.redo, film, ANNA, [Redo(Step.REVIEW, ())])
        with pytest.raises(NotPossible):
            await do(crew, videos.redo, film, ANNA, [])

    async def test_what_is_being_published_stays_as_it_is(self, crew: Crew) -> None:
        film = await film_at(crew, LAST_GATE)
        await crew.approve(film)
        work = await crew.must_begin(Step.UPLOAD)
        for call, args in ((videos.redo, [[Redo(Step.VIDEO, (1,))]]), (videos.cancel, [])):
            with pytest.raises(NotPossible, match=r"publish|Uploading"):
                await do(crew, call, film, ANNA, *args)
        assert await crew.finish(work)
        row = await crew.row(film)
        assert (row.state, row.place) == (PUBLISHED, "here")
        assert row.ended_at is not None
        with pytest.raises(NotPossible):
            await do(crew, videos.redo, film, ANNA, [Redo(Step.VIDEO, (1,))])

    async def test_the_same_result_again_goes_straight_back_to_the_gate(self, crew: Crew) -> None:
        """A provider that makes the same picture again leaves composites and clips as they are."""
        film = await film_at(crew, VIDEO_READY)
        old = next(t for t in await crew.takes(film, Step.ASSETS) if t.number == 1)
        await do(crew, videos.redo, film, ANNA, [Redo(Step.ASSETS, (1,))])
        work = await crew.must_begin(Step.ASSETS)
        assert old.sha256 is not None
        await crew.finish(work, sha256=old.sha256)
        assert await crew.state(film) == VIDEO_READY


class TestMoreIsAskedOnTheWayBack:
    async def test_the_film_comes_back_to_where_the_first_was_asked(self, crew: Crew) -> None:
        film = await film_at(crew, LAST_GATE)
        await do(crew, videos.redo, film, ANNA, [Redo(Step.VIDEO, (1,))])
        await do(crew, videos.redo, film, BEN, [Redo(Step.NARRATION, (1,))])
        await do(crew, videos.redo, film, BEN, [Redo(Step.ASSETS, (1,))])
        asked = len(await crew.reviews(film))
        for step in (Step.ASSETS, Step.COMPOSITES, Step.VIDEO, Step.NARRATION, Step.ASSEMBLY):
            await crew.make_step(step)
            await crew.make_step(Step.ASSETS)  # variants wait for their core
        assert await crew.state(film) == LAST_GATE
        assert len(await crew.reviews(film)) == asked + 1

    async def test_a_persons_own_storyboard_is_not_made_again(self, crew: Crew) -> None:
        film = await crew.queue(storyboard=FOREST)
        await crew.go_to(film, STORYBOARD_READY)
        with pytest.raises(NotPossible, match="was given: edit its shots"):
            await do(crew, videos.redo, film, ANNA, [Redo(Step.STORYBOARD, ())])
