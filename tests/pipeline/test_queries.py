"""What front ends read."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import text

from pipeline import queries, setbacks, videos
from pipeline.errors import NotFound
from pipeline.lifecycle import Phase, State, Step
from pipeline.views import VideoView
from tests.pipeline.crew import ANNA, BEN, Crew
from tests.pipeline.films import CONFIG, FOREST

STORYBOARD_READY = State(Step.STORYBOARD, Phase.READY)


async def see(crew: Crew, film: uuid.UUID) -> VideoView:
    async with crew.database.transaction() as session:
        return await queries.video(session, film)


async def test_a_queued_film_shows_what_was_asked_for(crew: Crew) -> None:
    view = await see(crew, await crew.queue(topic="a fox", shots=5))
    assert (view.label, view.number, view.channel, view.topic) == ("Queued", 1, "forest", "a fox")
    assert view.channel_name == CONFIG.name
    assert view.storyboard is None and view.waiting is None and view.place is None
    assert [(row.step, row.total) for row in view.progress][:3] == [
        (Step.STORYBOARD, 2),
        (Step.ASSETS, None),
        (Step.COMPOSITES, None),
    ]
    assert view.remaining is not None and view.remaining.total_seconds() > 0


async def test_progress_counts_done_working_and_failed(crew: Crew) -> None:
    film = await crew.queue()
    await crew.go_to(film, State(Step.STORYBOARD, Phase.APPROVED))
    await crew.finish(await crew.must_begin(Step.ASSETS))
    await crew.fail(await crew.must_begin(Step.ASSETS))
    await crew.must_begin(Step.ASSETS)
    view = await see(crew, film)
    pictures = view.progress[1]
    assert (pictures.done, pictures.working, pictures.failed, pictures.total) == (1, 1, 1, 4)
    assert view.spent_usd == 0
    assert view.label == "Generating Assets"
    assert view.storyboard == FOREST


async def test_an_open_question_is_shown(crew: Crew) -> None:
    film = await crew.queue()
    await crew.go_to(film, STORYBOARD_READY)
    view = await see(crew, film)
    assert view.waiting is not None and view.waiting.gate is Step.STORYBOARD
    async with crew.database.transaction() as session:
        review = await queries.review(session, view.waiting.review_id)
        assert [review] == await queries.reviews(session, film)
    assert (review.state, review.gate, review.video_id) == ("pending", Step.STORYBOARD, film)


async def test_people_find_films_by_number(crew: Crew) -> None:
    film = await crew.queue()
    async with crew.database.transaction() as session:
        assert await queries.video_id_of_number(session, 1) == film
        with pytest.raises(NotFound, match="There is no film #99"):
            await queries.video_id_of_number(session, 99)
        with pytest.raises(NotFound):
            await queries.video(session, uuid.uuid4())


async def test_lists_are_newest_first_and_leave_out_what_is_over(crew: Crew) -> None:
    for channel in ("forest", "sea", "forest"):
        await crew.queue(channel)
    async with crew.database.transaction() as session:
        gone = await queries.video_id_of_number(session, 3)
        await videos.cancel(session, gone, BEN)

    async def numbers(**options: object) -> list[int]:
        async with crew.database.transaction() as session:
            found = await queries.videos(session, **options)  # type: ignore[arg-type]  # by name
            return [view.number for view in found]

    assert await numbers() == [2, 1]
    assert await numbers(unfinished_only=False) == [3, 2, 1]
    assert await numbers(unfinished_only=False, limit=1) == [3]
    assert await numbers(channels=["forest"]) == [1]
    assert await numbers(channels=[]) == []


async def test_the_inbox_holds_what_waits_for_a_person_oldest_first(crew: Crew) -> None:
    films = [await crew.queue() for _ in range(4)]
    async with crew.database.transaction() as session:
        await videos.cancel(session, films[3], BEN)
    await crew.go_to(films[0], STORYBOARD_READY)
    work = await crew.must_begin(Step.STORYBOARD)
    await crew.fail(work, "take the dragon out")
    async with crew.database.transaction() as session:
        await videos.reject(session, films[0], ANNA)
        inbox = await queries.inbox(session)
        none = await queries.inbox(session, channels=["sea"])
    assert [item.video.number for item in inbox] == [2, 1]
    assert inbox[0].why == "storyboard: take the dragon out"
    assert inbox[1].why.startswith("Anna rejected it")
    assert none == []


async def test_chosen_takes_come_in_their_order(crew: Crew) -> None:
    film = await crew.queue()
    await crew.go_to(film, State(Step.ASSETS, Phase.APPROVED))
    await crew.make_step(Step.COMPOSITES)
    async with crew.database.transaction() as session:
        steps = (Step.COMPOSITES, Step.ASSETS)
        found = await queries.chosen_takes(session, film, steps)
    assert [(take.step, take.number) for take in found] == [
        *((Step.COMPOSITES, n) for n in (1, 2, 3)),
        *((Step.ASSETS, n) for n in (1, 2, 3, 4)),
    ]
    assert all(take.sha256 and take.file for take in found)


async def test_all_takes_of_a_unit_newest_first(crew: Crew) -> None:
    film = await crew.queue()
    await crew.go_to(film, State(Step.ASSETS, Phase.READY))
    async with crew.database.transaction() as session:
        await videos.redo(session, film, ANNA, [videos.Redo(Step.ASSETS, (2,), "older")])
    async with crew.database.transaction() as session:
        found = await queries.takes(session, film, numbers={Step.ASSETS: [2]})
    assert [(take.take, take.state, take.note) for take in found] == [
        (2, "planned", "older"),
        (1, "done", ""),
    ]


async def test_the_pace_is_measured(crew: Crew) -> None:
    film = await crew.queue()
    await crew.go_to(film, STORYBOARD_READY)
    async with crew.database.transaction() as session:
        await session.execute(
            text("UPDATE takes SET started_at = finished_at - interval '100 seconds'")
        )
    before = await see(crew, await crew.queue())
    assert before.remaining is not None and before.remaining.total_seconds() > 100


async def test_setbacks_tell_what_is_tried_again_and_what_is_not(crew: Crew) -> None:
    film = await crew.queue()
    await crew.go_to(film, State(Step.STORYBOARD, Phase.APPROVED))
    first, second = await crew.must_begin(Step.ASSETS), await crew.must_begin(Step.ASSETS)
    async with crew.database.transaction() as session:
        await setbacks.put_back(session, first.claim, "the disk is full", setbacks.DISK)
    await crew.fail(second, "refused", "content")
    waiting, stuck = (await see(crew, film)).setbacks
    assert (waiting.number, waiting.message, waiting.kind) == (1, "the disk is full", "disk")
    assert waiting.next_try is not None
    assert (stuck.number, stuck.message, stuck.next_try) == (2, "refused", None)


async def test_progress_does_not_go_back_where_nothing_is_stale(crew: Crew) -> None:
    film = await crew.queue()
    await crew.go_to(film, State(Step.REVIEW, Phase.READY))
    async with crew.database.transaction() as session:
        await videos.redo(session, film, ANNA, [videos.Redo(Step.VIDEO, (1,))])
    done = {row.step: (row.done, row.total) for row in (await see(crew, film)).progress}
    assert done[Step.VIDEO] == (2, 3)
    assert done[Step.NARRATION] == (3, 3)
    assert done[Step.ASSEMBLY] == (0, 1)
