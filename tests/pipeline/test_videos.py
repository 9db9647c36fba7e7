"""What people may make happen to a film: try again, cancel; and that they see each change."""

from __future__ import annotations

import pytest

from pipeline import videos
from pipeline.errors import NotPossible, UserError
from pipeline.lifecycle import Phase, State, Step
from pipeline.steps.build import TakeState
from tests.pipeline.crew import ANNA, BEN, Crew
from tests.pipeline.decisions import ASSETS_READY, STORYBOARD_READY, do, film_at


class TestRetryAndCancel:
    async def test_a_failed_film_goes_on_from_where_it_stood(self, crew: Crew) -> None:
        film = await film_at(crew, State(Step.STORYBOARD, Phase.APPROVED))
        bad = await crew.must_begin(Step.ASSETS)
        await crew.fail(bad, "take the dragon out")
        await crew.make_step(Step.ASSETS)
        row = await crew.row(film)
        assert row.state == State(Step.ASSETS, Phase.FAILED)
        assert row.error == f"{bad.unit.name}: take the dragon out"
        done = [take.id for take in await crew.takes(film) if take.state == TakeState.DONE]

        await do(crew, videos.retry, film, BEN)
        row = await crew.row(film)
        assert (row.state, row.error) == (State(Step.ASSETS, Phase.WORKING), None)
        await crew.go_to(film, ASSETS_READY)
        still = [take.id for take in await crew.takes(film) if take.state == TakeState.DONE]
        assert set(done) < set(still)

    async def test_what_has_not_failed_is_not_retried(self, crew: Crew) -> None:
        film = await crew.queue()
        with pytest.raises(NotPossible, match="has not failed: it is “Queued”"):
            await do(crew, videos.retry, film, BEN)

    async def test_a_cancelled_film_stops_at_once(self, crew: Crew) -> None:
        film = await film_at(crew, State(Step.STORYBOARD, Phase.APPROVED))
        running = await crew.must_begin(Step.ASSETS)
        await do(crew, videos.cancel, film, BEN)
        row = await crew.row(film)
        assert row.state == State(Step.ASSETS, Phase.CANCELLED)
        assert row.ended_at is not None
        assert not await crew.finish(running)
        assert await crew.begin(Step.ASSETS) is None
        with pytest.raises(NotPossible, match="is already Cancelled"):
            await do(crew, videos.cancel, film, BEN)

    async def test_at_a_gate_the_question_is_gone(self, crew: Crew) -> None:
        film = await film_at(crew, STORYBOARD_READY)
        await do(crew, videos.cancel, film, BEN)
        (review,) = await crew.reviews(film)
        assert (review.state, review.decision) == ("decided", "cancelled")
        with pytest.raises(UserError):
            await do(crew, videos.approve, film, ANNA)

    async def test_who_waits_for_the_place_of_a_cancelled_take_is_woken(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.must_begin(Step.STORYBOARD)
        await crew.empty_queue()
        await do(crew, videos.cancel, film, BEN)
        assert await crew.jobs(Step.STORYBOARD)


async def test_every_change_people_can_see_raises_the_version_and_is_shown(crew: Crew) -> None:
    film = await crew.queue()
    seen = [(await crew.row(film)).version]

    async def changed() -> bool:
        seen.append((await crew.row(film)).version)
        is_shown = "show_discord" in await crew.jobs()
        await crew.empty_queue()
        return seen[-1] > seen[-2] and is_shown

    work = await crew.must_begin(Step.STORYBOARD)
    assert await changed()
    await crew.finish(work)
    assert await changed()
    await crew.make_step(Step.STORYBOARD)
    assert await changed()
    await do(crew, videos.reject, film, ANNA)
    assert await changed()
