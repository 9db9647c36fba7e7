"""Questions at the gates: who approves or rejects, and who is told that it was too late."""

from __future__ import annotations

import asyncio
import uuid

import pytest

from pipeline import videos
from pipeline.errors import AlreadyDecided, NotFound, NotPossible
from pipeline.lifecycle import Hold, Phase, State, Step
from pipeline.reviews import Actor
from pipeline.videos import Redo
from tests.pipeline.crew import ANNA, BEN, Crew
from tests.pipeline.decisions import ASSETS_READY, STORYBOARD_READY, VIDEO_READY, audit, do, film_at
from tests.pipeline.films import CONFIG


class TestApprove:
    async def test_the_next_step_begins(self, crew: Crew) -> None:
        film = await film_at(crew, STORYBOARD_READY)
        await crew.empty_queue()
        await do(crew, videos.approve, film, BEN)
        assert await crew.state(film) == State(Step.STORYBOARD, Phase.APPROVED)
        # Three pictures; the fourth is made from one of them.
        assert len(await crew.jobs(Step.ASSETS)) == 3
        (review,) = await crew.reviews(film)
        assert (review.decision, review.decided_by, review.via) == ("approved", "Ben", "notion")
        assert (await audit(crew, film))[-1] == ("Ben", "notion", "approved")

    async def test_the_second_person_is_told_who_decided_and_where(self, crew: Crew) -> None:
        film = await film_at(crew, STORYBOARD_READY)
        (review,) = await crew.reviews(film)
        await do(crew, videos.approve, film, ANNA, review_id=review.id)
        with pytest.raises(AlreadyDecided, match=r"Anna has already approved this in discord"):
            await do(crew, videos.approve, film, BEN, review_id=review.id)

    async def test_of_many_at_once_one_decides(self, crew: Crew) -> None:
        film = await film_at(crew, STORYBOARD_READY)
        (review,) = await crew.reviews(film)
        people = [Actor(f"Person {n}", "discord") for n in range(6)]
        calls = [videos.approve, videos.reject] * 3
        ended = await asyncio.gather(
            *(
                do(crew, call, film, person, review_id=review.id)
                for call, person in zip(calls, people, strict=True)
            ),
            return_exceptions=True,
        )
        told = [end for end in ended if isinstance(end, AlreadyDecided)]
        assert len(told) == 5
        assert len(await audit(crew, film)) == 2

    async def test_an_old_preview_decides_nothing(self, crew: Crew) -> None:
        film = await film_at(crew, ASSETS_READY)
        old = (await crew.reviews(film))[-1]
        await do(crew, videos.redo, film, ANNA, [Redo(Step.ASSETS, (1,), "older")])
        await crew.make_step(Step.ASSETS)
        with pytest.raises(AlreadyDecided, match="Anna has already redone this"):
            await do(crew, videos.approve, film, BEN, review_id=old.id)
        assert await crew.state(film) == ASSETS_READY

    async def test_another_films_preview_decides_nothing(self, crew: Crew) -> None:
        film, other = await crew.queue(), await crew.queue()
        await crew.go_to(film, STORYBOARD_READY)
        await crew.go_to(other, STORYBOARD_READY)
        (review,) = await crew.reviews(other)
        with pytest.raises(AlreadyDecided):
            await do(crew, videos.approve, film, ANNA, review_id=review.id)

    async def test_where_nothing_is_asked_it_says_where_the_film_is(self, crew: Crew) -> None:
        film = await crew.queue()
        with pytest.raises(NotPossible, match="waits for no decision: it is “Queued”"):
            await do(crew, videos.approve, film, ANNA)

    async def test_an_unknown_film_is_told(self, crew: Crew) -> None:
        with pytest.raises(NotFound):
            await do(crew, videos.approve, uuid.uuid4(), ANNA)

    async def test_a_channel_may_open_gates_by_itself(self, crew: Crew) -> None:
        gates = [Step.STORYBOARD, Step.ASSETS]
        film = await crew.queue(config=CONFIG.model_copy(update={"auto_approve": gates}))
        for step in (Step.STORYBOARD, Step.ASSETS, Step.COMPOSITES, Step.VIDEO):
            await crew.make_step(step)
        assert await crew.state(film) == VIDEO_READY
        reviews = await crew.reviews(film)
        assert [review.gate for review in reviews] == ["storyboard", "assets", "video"]
        assert [review.via for review in reviews] == ["auto_approve", "auto_approve", None]
        assert reviews[0].content_hash
        assert ("the channel", "auto_approve", "approved") in await audit(crew, film)
        with pytest.raises(AlreadyDecided, match="This gate opens by itself, as the channel's"):
            await do(crew, videos.approve, film, ANNA, review_id=reviews[0].id)


class TestReject:
    async def test_the_film_waits_for_what_to_change(self, crew: Crew) -> None:
        film = await film_at(crew, STORYBOARD_READY)
        await do(crew, videos.reject, film, BEN, note="too long")
        row = await crew.row(film)
        assert row.held is Hold.ATTENTION
        assert row.hold_reason is not None and "Ben rejected it: too long" in row.hold_reason
        assert [review.state for review in await crew.reviews(film)] == ["decided"]

    async def test_a_rejected_film_goes_on_with_a_redo(self, crew: Crew) -> None:
        film = await film_at(crew, ASSETS_READY)
        review = (await crew.reviews(film))[-1]
        await do(crew, videos.reject, film, BEN, review_id=review.id)
        wish = [Redo(Step.ASSETS, (2,), "redder")]
        await do(crew, videos.redo, film, ANNA, wish, review_id=review.id)
        assert (await crew.row(film)).hold is None
        await crew.make_step(Step.ASSETS)
        pending = [r for r in await crew.reviews(film) if r.state == "pending"]
        assert [r.gate for r in pending] == ["assets"]

    async def test_a_rejected_film_may_be_approved_after_all(self, crew: Crew) -> None:
        film = await film_at(crew, STORYBOARD_READY)
        await do(crew, videos.reject, film, BEN)
        await do(crew, videos.approve, film, ANNA)
        assert await crew.state(film) == State(Step.STORYBOARD, Phase.APPROVED)
        assert (await crew.row(film)).hold is None

    async def test_it_is_rejected_once(self, crew: Crew) -> None:
        film = await film_at(crew, STORYBOARD_READY)
        await do(crew, videos.reject, film, BEN)
        with pytest.raises(AlreadyDecided, match="Ben has already rejected this in notion"):
            await do(crew, videos.reject, film, ANNA)


class TestQuestionsThatWereRejected:
    async def test_another_person_may_approve_the_same_preview_after_all(self, crew: Crew) -> None:
        film = await film_at(crew, STORYBOARD_READY)
        (asked,) = await crew.reviews(film)
        await do(crew, videos.reject, film, ANNA, review_id=asked.id)
        await do(crew, videos.approve, film, BEN, review_id=asked.id)
        (review,) = await crew.reviews(film)
        assert (review.decision, review.decided_by) == ("approved", "Ben")
        assert (await crew.row(film)).hold is None

    async def test_an_older_one_decides_nothing_at_a_later_gate(self, crew: Crew) -> None:
        film = await film_at(crew, ASSETS_READY)
        old = (await crew.reviews(film))[-1]
        await do(crew, videos.reject, film, ANNA, review_id=old.id)
        await crew.approve(film)
        await crew.go_to(film, VIDEO_READY)
        await do(crew, videos.reject, film, ANNA)
        wish = [Redo(Step.VIDEO, ())]
        with pytest.raises(AlreadyDecided):
            await do(crew, videos.redo, film, BEN, wish, review_id=old.id)
        with pytest.raises(AlreadyDecided):
            await do(crew, videos.approve, film, BEN, review_id=old.id)
