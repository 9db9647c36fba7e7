"""How far a long run is: noted now and then, never two at once, and shown."""

from __future__ import annotations

import asyncio

from bot.cards import video_card
from pipeline import queries, takes
from pipeline.lifecycle import Step
from pipeline.noting import Noting
from tests.pipeline.crew import Crew
from tests.pipeline.publishing import APPROVED, begin_upload, film_at


async def test_steps_that_come_fast_are_noted_once() -> None:
    noted: list[float] = []

    async def note(share: float) -> None:
        noted.append(share)

    noting = Noting(note, pause=60)
    for done in range(1, 11):
        noting(done / 10)
    await noting.end()
    assert noted == [0.1]


async def test_the_next_waits_for_the_one_before() -> None:
    noted: list[float] = []
    go = asyncio.Event()

    async def note(share: float) -> None:
        await go.wait()
        noted.append(share)

    noting = Noting(note, pause=0)
    noting(0.1)
    await asyncio.sleep(0)
    noting(0.2)  # the first is still being kept
    go.set()
    await noting.end()
    noting(0.3)
    await noting.end()
    assert noted == [0.1, 0.3]


async def test_it_is_shown_while_the_take_is_made(crew: Crew) -> None:
    film = await film_at(crew, APPROVED)
    work = await begin_upload(crew)
    before = (await crew.row(film)).version
    async with crew.database.transaction() as session:
        await takes.note_progress(session, work.claim, 0.43)
    (take,) = await crew.takes(film, Step.UPLOAD)
    assert (take.progress, (await crew.row(film)).version) == (0.43, before + 1)
    async with crew.database.transaction() as session:
        view = await queries.video(session, film)
    (shown,) = (one for one in view.progress if one.step is Step.UPLOAD)
    assert (shown.share, shown.working) == (0.43, 1)
    assert "publishing" in video_card(view).description and "43%" in video_card(view).description
