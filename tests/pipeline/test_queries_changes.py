"""What people see marked as new."""

from __future__ import annotations

import uuid

from pipeline import edits, models, queries, videos
from pipeline.lifecycle import Phase, State, Step
from pipeline.queries_changes import changes_since
from pipeline.shots import Edit
from pipeline.views import Changes, Earlier, TakeView
from tests.pipeline.crew import ANNA, Crew
from tests.pipeline.films import FOREST

CLIPS_READY = State(Step.VIDEO, Phase.READY)
UNTIL_CLIPS = (Step.STORYBOARD, Step.ASSETS, Step.COMPOSITES, Step.VIDEO)


async def redo(
    crew: Crew, film: uuid.UUID, step: Step, numbers: tuple[int, ...], note: str
) -> None:
    """Have units made again, up to the gate it was asked at."""
    async with crew.database.transaction() as session:
        await videos.redo(session, film, ANNA, [videos.Redo(step, numbers, note)])
    for made in UNTIL_CLIPS:
        await crew.make_step(made)


async def new_since(
    crew: Crew, film: uuid.UUID, question: int
) -> list[tuple[TakeView, Earlier | None]]:
    """What stands now and is newer than the film's last but so many questions about clips."""
    async with crew.database.transaction() as session:
        reviews = await queries.reviews(session, film)
        asked = [one for one in reviews if one.gate is Step.VIDEO][question]
        takes = {one.id: one for one in await queries.chosen_takes(session, film, UNTIL_CLIPS)}
        found = await changes_since(session, film, asked.created_at, takes.keys())
    return [(takes[take_id], earlier) for take_id, earlier in found.takes.items()]


async def test_nothing_is_newer_than_the_open_question(crew: Crew) -> None:
    film = await crew.queue()
    await crew.go_to(film, CLIPS_READY)

    assert await new_since(crew, film, -1) == []


async def test_a_redo_and_all_that_follows_from_it_is_new(crew: Crew) -> None:
    film = await crew.queue()
    await crew.go_to(film, CLIPS_READY)
    before = {(one.step, one.number): one for one in await crew.takes(film)}
    await redo(crew, film, Step.ASSETS, (4,), "older")

    found = await new_since(crew, film, -2)

    made = {(take.step, take.number): earlier for take, earlier in found}
    assert set(made) >= {(Step.ASSETS, 4), (Step.COMPOSITES, 2), (Step.VIDEO, 2)}
    assert (Step.VIDEO, 1) not in made
    for key, earlier in made.items():
        was = before[Step(key[0]), key[1]]
        assert earlier == Earlier(was.file or "", was.sha256 or "", was.note)
    assert await new_since(crew, film, -1) == []


async def test_newest_first_and_beside_the_one_that_was_asked_about(crew: Crew) -> None:
    film = await crew.queue()
    await crew.go_to(film, CLIPS_READY)
    for number, note in ((1, "slower"), (3, "closer"), (1, "darker")):
        await redo(crew, film, Step.VIDEO, (number,), note)

    since_first = await new_since(crew, film, -4)
    since_second = await new_since(crew, film, -3)

    assert [(take.number, take.take) for take, _ in since_first] == [(1, 3), (3, 2)]
    assert [old and old.note for _, old in since_first] == ["", ""]
    assert [old and old.note for _, old in since_second] == ["slower", ""]
    files = {(one.number, one.take): one.file for one in await crew.takes(film, Step.VIDEO)}
    assert [old and old.file for _, old in since_first] == [files[1, 1], files[3, 1]]


async def test_a_take_that_was_never_made_never_stood(crew: Crew) -> None:
    film = await crew.queue()
    await crew.go_to(film, CLIPS_READY)
    for motion in ("orbit", FOREST.shots[1].motion):  # taken back before anybody made it
        async with crew.database.transaction() as session:
            await edits.edit(session, film, ANNA, Edit(2, motion=motion))
        await crew.make_step(Step.STORYBOARD)  # the animatic; then the clip is planned
    await redo(crew, film, Step.VIDEO, (2,), "slower")

    found = await new_since(crew, film, -2)

    [(take, earlier)] = [pair for pair in found if pair[0].step is Step.VIDEO]
    first, never_made, last = (t for t in await crew.takes(film, Step.VIDEO) if t.number == 2)
    assert never_made.state == "superseded"
    assert take.take == last.take == 3
    assert earlier == Earlier(first.file or "", first.sha256 or "", "")


async def test_what_had_no_take_before_is_beside_nothing(crew: Crew) -> None:
    film = await crew.queue()
    await crew.go_to(film, CLIPS_READY)
    async with crew.database.transaction() as session:
        queued_at = (await session.get_one(models.Video, film)).created_at
        takes = await queries.chosen_takes(session, film, UNTIL_CLIPS)
        ids = [one.id for one in takes if one.step is not Step.STORYBOARD]
        found = await changes_since(session, film, queued_at, ids)

    assert found.takes == dict.fromkeys(ids)


async def test_of_no_takes_nothing_is_new(crew: Crew) -> None:
    film = await crew.queue()
    async with crew.database.transaction() as session:
        queued_at = (await session.get_one(models.Video, film)).created_at
        assert await changes_since(session, film, queued_at, []) == Changes()


async def test_edited_shots_are_told_with_what_was_edited(crew: Crew) -> None:
    film, other = await crew.queue(), await crew.queue()
    await crew.go_to(film, State(Step.STORYBOARD, Phase.READY))
    await crew.go_to(other, State(Step.STORYBOARD, Phase.READY))
    async with crew.database.transaction() as session:
        [asked] = await queries.reviews(session, film)
    for video_id, wish in (
        (film, Edit(2, seconds=7.0)),
        (film, Edit(1, narration="A fox sleeps.")),
        (film, Edit(2, narration="No moon.", seconds=8.0)),
        (other, Edit(3, motion="pan left")),
    ):
        async with crew.database.transaction() as session:
            await edits.edit(session, video_id, ANNA, wish)

    async with crew.database.transaction() as session:
        found = await changes_since(session, film, asked.created_at, [])
        none = await changes_since(session, film, models.utc_now(), [])

    assert found.edits == {1: ("narration",), 2: ("seconds", "narration")}
    assert none == Changes()
