"""Whatever happens in whatever order, every film ends as the right film.

A fleet on a real database plays a long random day: the queue delivers jobs; workers claim, finish,
fail, fall silent and write late; two people decide, on newest and on old previews, and edit shots.
After each event the rows must be right, and at the end every film must be the one that the same wishes would have
made at once. Nothing sweeps, so a lost wake-up leaves a film unfinished.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import edits, jobs, models, takes, videos
from pipeline.advance import film_of
from pipeline.claim import claim_next, free_soon
from pipeline.database import Database
from pipeline.errors import UserError
from pipeline.lifecycle import WORKED, Phase, State, Step, index, leads_to
from pipeline.shots import Edit
from pipeline.steps.build import TakeState
from pipeline.steps.film import Film, Plan
from pipeline.steps.storyboard import STORYBOARD
from pipeline.storyboard import Asset, AssetKind, Panel, Shot, Storyboard
from pipeline.takes import Work
from pipeline.videos import Redo
from tests.pipeline.crew import ANNA, BEN, LEASE, Crew
from tests.pipeline.films import CONFIG, Studio

LIMIT, CAPACITY = 2, 2
CHANNELS = {
    "forest": CONFIG.model_copy(update={"capacity": CAPACITY}),
    "sea": CONFIG.model_copy(update={"capacity": CAPACITY, "auto_approve": [Step.ASSETS]}),
}
MOST_FILMS = 3
EVENTS = 80


def board(*motions: str) -> Storyboard:
    """Two pictures, one of them made from the other, and a shot for each motion."""
    return Storyboard(
        title="Small",
        assets=[
            Asset(name="hill", kind=AssetKind.PLACE, prompt="a hill"),
            Asset(name="snow", kind=AssetKind.PLACE, prompt="the hill in snow", reference="hill"),
        ],
        shots=[
            Shot(panels=[Panel(place=("hill", "snow")[n % 2])], motion=motion)
            for n, motion in enumerate(motions)
        ],
    )


BOARDS = {0: board("push in", "pan left"), 1: board("push in"), 2: board("drift", "pan left")}


EDITS: list[dict[str, Any]] = [
    {"motion": "orbit"},
    {"motion": "push in"},
    {"narration": "A fox woke up."},
    {"narration": ""},
    {"sound": "wind", "action": "She wakes."},
    {"seconds": 7.0},
    {"seconds": 5.0},
]
REFUSALS = ("Film #", "There is no", "Anna has", "Ben has", "Shot ", "This film", "The storyboard")


class Fleet:
    """Films, workers and people, and what may happen to them.

    Attributes:
        working: What workers have in hand.
        silent: The same of workers whose lease has ended and who do not know it.
        boards: The shots each film must have: as they were written last, with the edits since.
    """

    def __init__(self, crew: Crew, seed: int) -> None:
        self.crew = crew
        self.chance = random.Random(seed)
        self.films: list[uuid.UUID] = []
        self.seen: dict[uuid.UUID, State] = {}
        self.done: dict[uuid.UUID, str | None] = {}
        self.working: list[Work] = []
        self.silent: list[Work] = []
        self.boards: dict[uuid.UUID, Storyboard] = {}

    async def live(self) -> None:
        """One event after the other; those with more weight happen more often."""
        events: dict[Callable[[], Awaitable[None]], int] = {
            self.jobs_are_delivered: 24,
            self.a_take_is_finished: 24,
            self.somebody_decides: 16,
            self.somebody_wants_a_unit_again: 4,
            self.somebody_edits_a_shot: 8,
            self.somebody_retries: 4,
            self.somebody_is_too_late: 1,
            self.somebody_cancels: 1,
            self.somebody_queues_a_film: 3,
            self.a_take_fails: 2,
            self.a_take_is_to_be_tried_again: 3,
            self.a_worker_stops: 2,
            self.a_worker_falls_silent: 5,
            self.a_silent_worker_comes_back: 5,
            self.an_hour_passes: 4,
        }
        await self.somebody_queues_a_film()
        for event in self.chance.choices(list(events), list(events.values()), k=EVENTS):
            await event()
            await self.check()

    # People

    async def somebody_queues_a_film(self) -> None:
        if len(self.films) < MOST_FILMS:
            channel = self.chance.choice(list(CHANNELS))
            self.films.append(await self.crew.queue(channel, CHANNELS[channel]))

    def a_film(self, stands: Callable[[State], bool]) -> uuid.UUID | None:
        found = [film for film, state in self.seen.items() if stands(state)]
        return self.chance.choice(found) if found else None

    async def somebody_decides(self) -> None:
        """On what is asked now, or on an old preview."""
        film = self.a_film(lambda state: state.is_open_gate)
        if film is not None:
            reviews = [review.id for review in await self.crew.reviews(film)]
            review_id = self.chance.choice([None, None, reviews[-1], *reviews])
            decide = self.chance.choice([videos.approve, videos.approve, videos.reject])
            await self.attempt(decide, film, review_id=review_id)

    async def somebody_wants_a_unit_again(self) -> None:
        film = self.a_film(lambda state: not state.is_final)
        if film is not None:
            come_to = [step for step in WORKED if index(step) <= index(self.seen[film].step)]
            wish = Redo(
                self.chance.choice(come_to),
                self.chance.choice([(), (1,), (2,), (1, 2)]),
                self.chance.choice(["", "darker"]),
            )
            await self.attempt(videos.redo, film, [wish])

    async def somebody_edits_a_shot(self) -> None:
        film = self.a_film(lambda state: True)
        if film is not None:
            number, fields = self.chance.choice([1, 2]), self.chance.choice(EDITS)
            if await self.attempt(edits.edit, film, Edit(number, **fields)):
                board = self.boards[film].model_copy(deep=True)
                board.shots[number - 1] = board.shots[number - 1].model_copy(update=fields)
                self.boards[film] = board

    async def somebody_retries(self) -> None:
        film = self.a_film(lambda state: state.phase is Phase.FAILED)
        if film is not None:
            await self.attempt(videos.retry, film)

    async def somebody_cancels(self) -> None:
        film = self.a_film(lambda state: not state.is_final)
        if film is not None and len(self.films) == MOST_FILMS:
            await self.attempt(videos.cancel, film)

    async def somebody_is_too_late(self) -> None:
        film = self.a_film(lambda state: state.is_final)
        if film is not None:
            call = self.chance.choice([videos.approve, videos.retry, videos.cancel])
            await self.attempt(call, film)

    async def attempt(self, decide: Any, film: uuid.UUID, *args: Any, **kwargs: Any) -> bool:
        """Whether it could be done; if not, a sentence said why."""
        who = self.chance.choice([ANNA, BEN])
        try:
            async with self.crew.database.transaction() as session:
                await decide(session, film, who, *args, **kwargs)
        except UserError as error:
            assert str(error).startswith(REFUSALS), str(error)
            return False
        return True

    # Workers

    async def jobs_are_delivered(self) -> None:
        for _ in range(self.chance.randint(1, 4)):
            await self.deliver()

    async def deliver(self) -> bool:
        """Take the oldest job that is due and do what it is for; False where there is none."""
        async with self.crew.database.transaction() as session:
            step = await _next_job(session)
        if step is None:
            return False
        async with self.crew.database.transaction() as session:
            claim = await claim_next(session, step, limit=LIMIT, lease=LEASE)
            work = await takes.start(session, claim) if claim else None
            if work is not None:
                self.working.append(work)
            elif await free_soon(session, step, limit=LIMIT, lease=LEASE) is not None:
                await jobs.some_take_is_ready(session, step)
        return True

    def take_from(self, works: list[Work]) -> Work | None:
        return works.pop(self.chance.randrange(len(works))) if works else None

    async def a_take_is_finished(self) -> None:
        work = self.take_from(self.working)
        if work is not None:
            is_wanted = await self.has_lease(work)
            assert await self.crew.finish(work) == is_wanted
            self.note_board(work, is_written=is_wanted)

    def note_board(self, work: Work, *, is_written: bool) -> None:
        """A storyboard that is written replaces every edit."""
        if is_written and work.unit.key == (Step.STORYBOARD, STORYBOARD):
            board = BOARDS.get(work.unit.round, BOARDS[max(BOARDS)])
            self.boards[work.claim.video_id] = board

    async def a_take_fails(self) -> None:
        state = self.chance.choice([TakeState.FAILED, TakeState.UNCERTAIN])
        await self.report(takes.fail, "no", "content", state=state)

    async def a_take_is_to_be_tried_again(self) -> None:
        await self.report(takes.put_back, "busy", "busy")

    async def a_worker_stops(self) -> None:
        await self.report(takes.give_up_lease)

    async def report(self, call: Any, *args: Any, **kwargs: Any) -> None:
        work = self.take_from(self.working)
        if work is not None:
            async with self.crew.database.transaction() as session:
                await call(session, work.claim, *args, **kwargs)

    async def a_worker_falls_silent(self) -> None:
        """The queue gives its job to others, who may take the take over."""
        work = self.take_from(self.working)
        if work is not None:
            if await self.has_lease(work):
                await self.crew.end_lease(work.claim)
            self.silent.append(work)
            async with self.crew.database.transaction() as session:
                await jobs.some_take_is_ready(session, work.unit.step)
            await self.jobs_are_delivered()

    async def a_silent_worker_comes_back(self) -> None:
        """Its lease is over in any case; its result counts as long as nobody else has begun."""
        work = self.take_from(self.silent)
        if work is not None:
            is_still_its = await self.has_lease(work)
            async with self.crew.database.transaction() as session:
                assert not await takes.renew(session, work.claim, LEASE)
            assert await self.crew.finish(work, file="late") == is_still_its
            self.note_board(work, is_written=is_still_its)

    async def has_lease(self, work: Work) -> bool:
        async with self.crew.database.transaction() as session:
            take = await session.get_one(models.Take, work.claim.take_id)
            return take.lease_token == work.claim.token

    async def an_hour_passes(self) -> None:
        async with self.crew.database.transaction() as session:
            for table, column in (("takes", "not_before"), ("pgqueuer", "execute_after")):
                await session.execute(
                    text(f"UPDATE {table} SET {column} = {column} - interval '1 hour'")
                )

    # What always holds

    async def check(self) -> None:
        async with self.crew.database.transaction() as session:
            rows = list(await session.scalars(select(models.Video)))
            all_takes = list(await session.scalars(select(models.Take)))
            pending = list(
                await session.scalars(select(models.Review).where(models.Review.state == "pending"))
            )
        _check_limits(rows, all_takes)
        self.check_takes(all_takes)
        for row in rows:
            await self.check_film(row, [review for review in pending if review.video_id == row.id])

    def check_takes(self, all_takes: list[models.Take]) -> None:
        live = [
            (take.video_id, take.step, take.number)
            for take in all_takes
            if take.state in (TakeState.PLANNED, TakeState.WORKING)
        ]
        assert len(live) == len(set(live)), "two live takes of one unit"
        done = {take.id: take.sha256 for take in all_takes if take.state == TakeState.DONE}
        assert self.done.items() <= done.items(), "a finished take was lost"
        self.done = done
        for take in all_takes:
            assert (take.lease_token is not None) == (take.state == TakeState.WORKING)

    async def check_film(self, row: models.Video, pending: list[models.Review]) -> None:
        before = self.seen.get(row.id, row.state)
        is_cancelled = row.state == State(before.step, Phase.CANCELLED)
        assert row.state == before or is_cancelled or leads_to(before, row.state)
        self.seen[row.id] = row.state
        is_asked = row.state.is_open_gate and row.hold is None
        assert len(pending) == is_asked, f"{row.state} with {len(pending)} questions"
        if row.state.phase is Phase.CANCELLED:
            return
        built = await self.crew.built(row.id)
        assert row.state == built.state
        assert not built.missing, "nobody plans what is missing"
        for review in pending:
            assert (review.gate, review.content_hash) == (row.step, built.content)

    # The end of the day

    async def finish(self) -> None:
        """Everybody does their part until nothing is left to do."""
        for _ in range(200):
            await self.an_hour_passes()
            while await self.deliver():
                pass
            working, self.working = self.working, []
            for work in working:
                self.note_board(work, is_written=await self.crew.finish(work))
            decided = [await self.decide(film) for film in self.films]
            if not working and not any(decided):
                break
        await self.check()
        for film in self.films:
            await self.check_end(film)

    async def decide(self, film: uuid.UUID) -> bool:
        state = await self.crew.state(film)
        if state.is_open_gate:
            await self.attempt(videos.approve, film)
        elif state.phase is Phase.FAILED:
            await self.attempt(videos.retry, film)
        return state.is_open_gate or state.phase is Phase.FAILED

    async def check_end(self, video_id: uuid.UUID) -> None:
        row = await self.crew.row(video_id)
        if row.state.phase is Phase.CANCELLED:
            return
        assert row.state == State(Step.UPLOAD, Phase.READY), f"it stays {row.state}"
        chosen = (await self.crew.built(video_id)).chosen
        async with self.crew.database.transaction() as session:
            film = await film_of(session, await session.get_one(models.Video, video_id))
        assert film.plan.storyboard == self.boards[video_id]
        made = {key: take.sha256 for key, take in chosen.items()}
        assert made == _made_at_once(film, self.boards[video_id])


def _check_limits(rows: list[models.Video], all_takes: list[models.Take]) -> None:
    channel_of = {row.id: row.channel_id for row in rows}
    now = models.utc_now()
    busy = [take for take in all_takes if take.lease_until is not None and take.lease_until >= now]
    for step in WORKED:
        assert sum(take.step == step for take in busy) <= LIMIT
    for channel in set(channel_of.values()):
        assert sum(channel_of[take.video_id] == channel for take in busy) <= CAPACITY


def _made_at_once(film: Film, board: Storyboard) -> dict[Any, str | None]:
    """The contents of a film with the same wishes to which nothing else ever happened."""
    fresh = Plan(shots=film.plan.shots, units=film.plan.units)
    studio = Studio(replace(film, plan=fresh), {0: board})
    studio.finish()
    return {key: take.sha256 for key, take in studio.built().chosen.items()}


async def _next_job(session: AsyncSession) -> Step | None:
    names = list(jobs.TAKE_ENTRYPOINTS.values())
    found = await session.scalar(
        text(
            "DELETE FROM pgqueuer WHERE id = (SELECT min(id) FROM pgqueuer WHERE"
            " entrypoint = ANY(:names) AND execute_after <= now()) RETURNING entrypoint"
        ),
        {"names": names},
    )
    return WORKED[names.index(found)] if found else None


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
async def test_a_long_day_ends_with_the_right_films(database: Database, seed: int) -> None:
    fleet = Fleet(Crew(database, BOARDS, LIMIT), seed)
    await fleet.live()
    await fleet.finish()
