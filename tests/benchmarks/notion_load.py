"""A busy month in five minutes: workers that finish takes, and people who edit rows."""

from __future__ import annotations

import asyncio
import hashlib
import random
import time
import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import text

from bot.demo.planning import asked
from bot.notion.rendering import progress
from bot.sandbox.notion.person import NotionPerson
from pipeline import queries, takes, videos
from pipeline.claim import Claim
from pipeline.database import Database
from pipeline.lifecycle import ROW, Step
from pipeline.reviews import Actor
from pipeline.storyboard import Storyboard
from pipeline.takes import Finished
from pipeline.views import VideoView

SETUP = Actor("Setup", "benchmark")
TAKE_SECONDS = 2.0  # that a take is in the making
THINKING_SECONDS = (20.0, 240.0)  # from a question in a row to the answer
AT_ONCE, AT_ONCE_SECONDS = 10, 60.0  # rows that are edited in one go, and how often
REDO_SHARE = 0.15  # of the answers at gates with media
_REDONE = (Step.ASSETS, Step.VIDEO, Step.NARRATION)

# Any free take of any film, unlike what workers do: here all films are to change.
_CLAIM = text("""
UPDATE takes SET
    state = 'working', lease_token = gen_random_uuid(), attempts = attempts + 1,
    lease_until = now() + interval '1 minute', started_at = clock_timestamp()
WHERE id = (
    SELECT t.id FROM takes t JOIN videos v ON v.id = t.video_id
    WHERE t.state = 'planned' AND v.hold IS NULL AND v.ended_at IS NULL
    ORDER BY random() LIMIT 1 FOR UPDATE OF v, t SKIP LOCKED
)
RETURNING id, video_id, lease_token, attempts
""")

Face = tuple[str, str]  # what a row shows of a film: its status and its progress


def face(status: str | None, told: str | None) -> Face:
    """The parts that change with the film, without the estimate of what is left."""
    parts = [part for part in (told or "").split(" · ") if not part.startswith("about ")]
    return status or "", " · ".join(parts)


def face_of(view: VideoView) -> Face:
    """What a row should show."""
    return face(view.label, progress(view))


@dataclass
class Journal:
    """What happened when, by the machine's clock in seconds.

    Attributes:
        changes: Of each film: when, and what its row should show since.
        edits: Of each film: when a person edited its row, and which action that asks for.
    """

    changes: defaultdict[uuid.UUID, list[tuple[float, Face]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    edits: list[tuple[uuid.UUID, float, str]] = field(default_factory=list)
    finished: int = 0

    def changed(self, film: uuid.UUID, moment: float, shown: Face) -> None:
        """Note a change, unless nobody can see it."""
        before = self.changes[film]
        if not before or before[-1][1] != shown:
            before.append((moment, shown))


@dataclass
class Workers:
    """Finish takes all over the films, at a steady pace."""

    database: Database
    journal: Journal
    chance: random.Random
    board: Storyboard

    async def run(self, per_second: float) -> None:
        """Begin takes until cancelled, so many a second."""
        async with asyncio.TaskGroup() as running:
            while True:
                running.create_task(self._one())
                await asyncio.sleep(self.chance.expovariate(per_second))

    async def _one(self) -> None:
        began = await self._begin()
        if began is not None:
            await asyncio.sleep(self.chance.uniform(0.5, 1.5) * TAKE_SECONDS)
            await self._finish(*began)

    async def hurry(self, most: int) -> int:
        """Finish takes at once; how many there were."""
        for number in range(most):
            began = await self._begin()
            if began is None:
                return number
            await self._finish(*began)
        return most

    async def _begin(self) -> tuple[Claim, takes.Work] | None:
        async with self.database.transaction() as session:
            row = (await session.execute(_CLAIM)).one_or_none()
            if row is None:
                return None
            claim = Claim(*row)
            work = await takes.start(session, claim)
        await self._note(claim.video_id)
        return (claim, work) if work is not None else None

    async def _finish(self, claim: Claim, work: takes.Work) -> None:
        name = f"made/{claim.take_id}"
        is_board = (work.unit.step, work.unit.number) == (Step.STORYBOARD, 1)
        done = Finished(
            file=name,
            sha256=hashlib.sha256(name.encode()).hexdigest(),
            result={"timeline": []},
            seconds=2.0,
            storyboard=(work.film.plan.given or self.board) if is_board else None,
            place=name if work.unit.step is Step.UPLOAD else None,
        )
        async with self.database.transaction() as session:
            await takes.finish(session, claim, done)
        self.journal.finished += 1
        await self._note(claim.video_id)

    async def _note(self, film: uuid.UUID) -> None:
        moment = time.time()
        async with self.database.transaction() as session:
            view = await queries.video(session, film)
        self.journal.changed(film, moment, face_of(view))


async def open_gates(database: Database, share: float, chance: random.Random) -> None:
    """Let some of the films that wait go on, as if they had been decided on before."""
    async with database.transaction() as session:
        waiting = [film.id for film in await queries.videos(session) if film.state.is_open_gate]
    for film in waiting:
        if chance.random() < share:
            async with database.transaction() as session:
                await videos.approve(session, film, SETUP)


@dataclass
class People:
    """Answer what rows ask after some thought; sometimes have something made again."""

    robin: NotionPerson
    rows: Mapping[str, uuid.UUID]
    journal: Journal
    chance: random.Random

    async def run(self) -> None:
        """Everybody at once, until cancelled."""
        async with asyncio.TaskGroup() as thinking:
            for row in self.rows:
                thinking.create_task(self._look_after(row))
            thinking.create_task(self._plan())

    async def _look_after(self, row: str) -> None:
        while True:
            shown = await self.robin.wait_until(row, lambda one: bool(asked(one)), 1e6)
            await asyncio.sleep(self.chance.uniform(*THINKING_SECONDS))
            gate = next(
                step for step, one in ROW.items() if one.approved == asked(shown)
            )  # what was asked when they began to think
            if gate in _REDONE and self.chance.random() < REDO_SHARE:
                self._edit(row, "redo", {"Redo": f"1: take {self.chance.randrange(1000)}"})
            else:
                self._edit(row, "approved", {"Status": asked(shown)})

    async def _plan(self) -> None:
        """Several rows are marked and get another priority in one go."""
        while True:
            await asyncio.sleep(AT_ONCE_SECONDS)
            for row in self.chance.sample(list(self.rows), AT_ONCE):
                before = self.robin.read(row)["Priority"] or 0
                self._edit(row, "changed", {"Priority": before % 9 + 1})

    def _edit(self, row: str, action: str, values: Mapping[str, object]) -> None:
        self.journal.edits.append((self.rows[row], time.time(), action))
        self.robin.edit(row, values)


def seconds_of(moment: datetime) -> float:
    """A time of the database, as the machine's clock counts."""
    return moment.astimezone(UTC).timestamp()
