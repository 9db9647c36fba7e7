"""What always holds, and what must have become of every film in the end."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from pipeline import models
from pipeline.advance import film_of
from pipeline.leases import HELD
from pipeline.lifecycle import WORKED, Phase, State, Step, leads_to
from pipeline.steps.build import TakeState
from pipeline.steps.film import Film, Plan
from pipeline.storyboard import Storyboard
from tests.pipeline.films import Studio
from tests.pipeline.fleet.fleet import CAPACITY, LIMIT, Fleet


@dataclass
class Rules:
    """Looks at the rows.

    Attributes:
        done: The finished takes it has seen, none of which may be lost.
    """

    fleet: Fleet
    done: dict[uuid.UUID, str | None] = field(default_factory=dict)

    async def check(self) -> None:
        """After each event: limits, leases, steps and questions are right."""
        async with self.fleet.crew.database.transaction() as session:
            rows = list(await session.scalars(select(models.Video)))
            all_takes = list(await session.scalars(select(models.Take)))
            pending = list(
                await session.scalars(select(models.Review).where(models.Review.state == "pending"))
            )
        _check_limits(rows, all_takes)
        self._check_takes(all_takes)
        for row in rows:
            await self._check_film(row, [review for review in pending if review.video_id == row.id])

    def _check_takes(self, all_takes: list[models.Take]) -> None:
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
            assert (take.lease_token is not None) == (take.state in HELD)

    async def _check_film(self, row: models.Video, pending: list[models.Review]) -> None:
        before = self.fleet.seen.get(row.id, row.state)
        is_cancelled = row.state == State(before.step, Phase.CANCELLED)
        assert row.state == before or is_cancelled or leads_to(before, row.state)
        self.fleet.seen[row.id] = row.state
        is_asked = row.state.is_open_gate and row.hold is None
        # A gate that was open stays so when a take in flight finds that there is no more quota.
        expected = [0, 1] if row.state.is_open_gate and row.hold is not None else [is_asked]
        assert len(pending) in expected, f"{row.state} with {len(pending)} questions"
        if row.state.phase is Phase.CANCELLED:
            return
        built = await self.fleet.crew.built(row.id)
        assert row.state == built.state
        assert not built.missing, "nobody plans what is missing"
        for review in pending:
            assert (review.gate, review.content_hash) == (row.step, built.content)

    async def check_end(self) -> None:
        """Every film is cancelled, or the film that its wishes would have made at once."""
        await self.check()
        for film in self.fleet.films:
            await self._check_ended(film)

    async def _check_ended(self, video_id: uuid.UUID) -> None:
        crew = self.fleet.crew
        row = await crew.row(video_id)
        if row.state.phase is Phase.CANCELLED:
            return
        assert row.state == State(Step.UPLOAD, Phase.READY), f"it stays {row.state}"
        chosen = (await crew.built(video_id)).chosen
        async with crew.database.transaction() as session:
            film = await film_of(session, await session.get_one(models.Video, video_id))
        board = self.fleet.boards[video_id]
        assert film.plan.storyboard == board
        made = {key: take.sha256 for key, take in chosen.items()}
        assert made == _made_at_once(film, board)


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
    fresh = Plan(shots=film.plan.shots, units=film.plan.units, clips=film.plan.clips)
    studio = Studio(replace(film, plan=fresh), {0: board})
    studio.finish()
    return {key: take.sha256 for key, take in studio.built().chosen.items()}
