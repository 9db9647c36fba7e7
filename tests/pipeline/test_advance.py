"""A film's rows follow its build."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from pipeline import models
from pipeline.advance import advance, film_of, lock_video
from pipeline.lifecycle import Hold, Phase, State, Step
from pipeline.steps.build import TakeState
from tests.pipeline.crew import Crew
from tests.pipeline.films import CONFIG, FOREST

STORYBOARD_READY = State(Step.STORYBOARD, Phase.READY)


async def test_advancing_again_changes_nothing_but_the_version(crew: Crew) -> None:
    film = await crew.queue()
    await crew.go_to(film, STORYBOARD_READY)
    before = [(take.id, take.state) for take in await crew.takes(film)]
    asked = [(review.id, review.state) for review in await crew.reviews(film)]
    for _ in range(2):
        async with crew.database.transaction() as session:
            await advance(session, await lock_video(session, film))
    assert [(take.id, take.state) for take in await crew.takes(film)] == before
    assert [(review.id, review.state) for review in await crew.reviews(film)] == asked


async def test_a_question_whose_content_changed_is_withdrawn_and_asked_anew(crew: Crew) -> None:
    film = await crew.queue()
    await crew.go_to(film, STORYBOARD_READY)
    async with crew.database.transaction() as session:
        row = await lock_video(session, film)
        edited = await film_of(session, row)
        assert edited.plan.storyboard is not None
        edited.plan.storyboard.shots[0].motion = "pull back"
        await advance(session, row, edited)
    await crew.make_step(Step.STORYBOARD)  # the animatic of the edited shots
    assert await crew.state(film) == STORYBOARD_READY
    states = [review.state for review in await crew.reviews(film)]
    assert states == ["withdrawn", "pending"]


async def test_takes_that_are_no_longer_wanted_are_superseded(crew: Crew) -> None:
    film = await crew.queue()
    await crew.go_to(film, State(Step.STORYBOARD, Phase.APPROVED))
    running = await crew.must_begin(Step.ASSETS)
    async with crew.database.transaction() as session:
        row = await lock_video(session, film)
        edited = await film_of(session, row)
        edited.plan.storyboard = FOREST.model_copy(update={"atmosphere": "fog"})
        await advance(session, row, edited)
    states = [take.state for take in await crew.takes(film, Step.ASSETS)]
    assert TakeState.WORKING not in states
    assert states.count(TakeState.SUPERSEDED) == 3
    assert not await crew.finish(running)


async def test_each_take_of_a_unit_has_the_next_number(crew: Crew) -> None:
    film = await crew.queue()
    for _ in range(3):
        await crew.fail(await crew.must_begin(Step.STORYBOARD))
        await crew.change(models.Take, (await crew.takes(film))[-1].id, state="superseded")
        async with crew.database.transaction() as session:
            await advance(session, await lock_video(session, film))
    assert [take.take for take in await crew.takes(film)] == [1, 2, 3, 4]


async def test_a_held_film_asks_nothing(crew: Crew) -> None:
    film = await crew.queue()
    await crew.finish(await crew.must_begin(Step.STORYBOARD))
    work = await crew.must_begin(Step.STORYBOARD)
    await crew.change(models.Video, film, hold=Hold.BUDGET)
    await crew.finish(work)
    assert await crew.state(film) == STORYBOARD_READY
    assert await crew.reviews(film) == []


async def test_a_final_film_goes_nowhere(crew: Crew) -> None:
    film = await crew.queue()
    await crew.change(models.Video, film, step="upload", phase="ready")
    with pytest.raises(AssertionError, match="cannot go from"):
        async with crew.database.transaction() as session:
            await advance(session, await lock_video(session, film))


async def test_the_error_of_a_failed_film_names_the_unit_and_how_many_more(crew: Crew) -> None:
    film = await crew.queue(config=CONFIG.model_copy(update={"auto_approve": [Step.STORYBOARD]}))
    await crew.make_step(Step.STORYBOARD)
    while work := await crew.begin(Step.ASSETS):
        await crew.fail(work, "no foxes today")
    assert (await crew.row(film)).error == "forest: no foxes today (and 2 more)"


async def test_two_live_takes_of_one_unit_cannot_be(crew: Crew) -> None:
    film = await crew.queue()
    await crew.finish(await crew.must_begin(Step.STORYBOARD))
    storyboard, animatic = await crew.takes(film)
    with pytest.raises(IntegrityError, match="uq_takes_video_id_step_number_live"):
        await crew.change(models.Take, storyboard.id, state="working", number=2, take=2)
    assert animatic.state == TakeState.PLANNED
