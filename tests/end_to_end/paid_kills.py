"""Killing workers with -9 while paid services make something for them, with proof of each."""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import psutil
from sqlalchemy import select

from pipeline import models
from pipeline.database import Database
from pipeline.lifecycle import Step
from pipeline.steps.build import TakeState
from tests.end_to_end.paid_films import PAID_STEPS, Marked, marked
from tests.end_to_end.processes import Processes
from tests.standins import Standins

LOOK_SECONDS = 0.05
MOST_WAIT_SECONDS = 0.3  # from seeing a call to the kill
WORKERS = 3
MOST_HITS = 2

_BEGUN = "take.started"
_OVER = {"take.finished", "take.failed", "take.dropped", "take.released"}


@dataclass(frozen=True)
class Kill:
    """One moment.

    Attributes:
        unit: What was being made, with a call or a job open at its service.
        hit: All paid units whose takes the worker left behind.
    """

    worker: str
    unit: Marked
    hit: frozenset[Marked]

    @property
    def step(self) -> Step:
        return self.unit[1][0]


@dataclass
class Killer:
    """Kills workers until each step has had its share.

    Attributes:
        wanted: Kills that are still missing, by step.
    """

    processes: Processes
    standins: Standins
    database: Database
    wanted: Counter[Step]
    chance: random.Random
    kills: list[Kill] = field(default_factory=list)
    _lives: int = 0
    _starting: set[asyncio.Task[None]] = field(default_factory=set)
    _ready: list[str] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        return not self.wanted.total()

    @property
    def first_wanted(self) -> Step:
        """The earliest step that lacks kills; the first of all where none does."""
        return next((step for step in PAID_STEPS if self.wanted[step]), PAID_STEPS[0])

    async def run(self) -> None:
        """Kill and start until no kill is missing."""
        self._fill()
        while not self.is_done:
            await asyncio.sleep(LOOK_SECONDS)
            self._fill()
            if len(self._ready) < 2:  # somebody is always there
                continue
            in_flight = self._in_flight()
            # What was hit too often would be given up.
            spared = {w for u, w in in_flight.items() if self._hits(u) >= MOST_HITS}
            seen = [u for u, w in in_flight.items() if self._is_wanted(u) and w not in spared]
            if not seen:
                continue
            unit = self._chosen(seen)
            await asyncio.sleep(self.chance.uniform(0.0, MOST_WAIT_SECONDS))
            worker = self._in_flight().get(unit)
            if worker is not None:
                await self._kill(worker, unit)
        await asyncio.gather(*self._starting)

    def _is_wanted(self, unit: Marked) -> bool:
        return self.wanted[unit[1][0]] > 0

    def _hits(self, unit: Marked) -> int:
        return sum(unit in kill.hit for kill in self.kills)

    def _chosen(self, seen: Sequence[Marked]) -> Marked:
        """Of the earliest step, for films go on; of those hit least whichever the seed says."""
        need = {unit: (PAID_STEPS.index(unit[1][0]), self._hits(unit)) for unit in seen}
        first = min(need.values())
        return self.chance.choice(sorted(unit for unit in seen if need[unit] == first))

    def _fill(self) -> None:
        """Have a new worker begun for every one that is gone."""
        for task in [task for task in self._starting if task.done()]:
            task.result()
            self._starting.discard(task)
        while len(self._starting) + len(self._ready) < WORKERS:
            self._lives += 1
            self._starting.add(asyncio.create_task(self._start(f"worker-{self._lives}")))

    async def _start(self, name: str) -> None:
        await self.processes.start(name)
        self._ready.append(name)

    def _in_flight(self) -> dict[Marked, str]:
        """The units at whose service something is open, and the worker whose script waits for it."""
        calls = {marked(call.words) for call in self.standins.traffic.open_calls}
        open_now = calls | {marked(job.words) for job in self.standins.kie.unfinished}
        if not open_now:
            return {}
        asked = {unit: w for w in list(self._ready) for unit in self._asked_by(w)}
        return {unit: worker for unit, worker in asked.items() if unit in open_now}

    def _asked_by(self, worker: str) -> list[Marked]:
        """The units whose scripts a worker runs at this moment."""
        return [
            marked(" ".join(command))
            for script in self.processes.descendants(worker)
            if "--provider=" in " ".join(command := _command(script))
        ]

    async def _kill(self, worker: str, unit: Marked) -> None:
        self._ready.remove(worker)
        await self.processes.kill(worker)
        working = await self._working()
        left = self._left_by(worker)
        hit = frozenset(one for number, key, one in working if (number, key) in left)
        if unit not in hit:  # it was recorded in the last instant: nothing was under way
            return
        self.kills.append(Kill(worker, unit, hit))
        self.wanted[unit[1][0]] -= 1

    async def _working(self) -> list[tuple[int, tuple[str, int], Marked]]:
        """Paid takes that somebody holds, or held until they died."""
        take, film = models.Take, models.Video
        query = (
            select(film.number, film.title, take.step, take.number)
            .join(film, film.id == take.video_id)
            .where(take.state == TakeState.WORKING, take.is_paid)
        )
        async with self.database.transaction() as session:
            rows = (await session.execute(query)).all()
        return [
            (number, (step, unit), (marked(title)[0], (Step(step), unit)))
            for number, title, step, unit in rows
        ]

    def _left_by(self, worker: str) -> set[tuple[int, tuple[str, int]]]:
        """The takes that a worker has begun and not ended, by its log."""
        left: set[tuple[int, tuple[str, int]]] = set()
        for line in self.processes.log_of(worker).read_text(encoding="utf-8").splitlines():
            if '"take.' not in line or not line.endswith("}"):  # the last may be cut off
                continue
            told = json.loads(line)
            take = (told["video"], (told["step"], told["number"]))
            if told["event"] == _BEGUN:
                left.add(take)
            elif told["event"] in _OVER:
                left.discard(take)
        return left


def _command(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:  # it has just ended
        return []
