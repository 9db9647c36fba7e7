"""Notion as the front end of a hundred films that change, measured where the requests arrive.

    python -m tests.benchmarks.notion [--seconds 300] [--films 100] [--takes 1.0] [--lag 1.0]
    python -m tests.benchmarks.notion --only polls

The bot is a process of its own with its production pace. Films stand at all steps and are moved by
the pipeline's functions; people answer in rows what these ask. The targets: never more than 3
requests in any second; at the 95th percentile an edit is taken within 15 s and a change shown
within 60 s; a poll over 10,000 unchanged rows takes no more requests than one over 10.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import logging
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Coroutine, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.sandbox.events import Event
from pipeline import models, queries, storyboard
from pipeline.database import Database
from pipeline.embedded import embedded_database, remove_database
from pipeline.migrate import migrate
from pipeline.utils.logging import configure
from tests.benchmarks.notion_load import (
    Face,
    Journal,
    People,
    Workers,
    face,
    face_of,
    open_gates,
    seconds_of,
)
from tests.benchmarks.notion_polls import measure_polls
from tests.end_to_end.planners import Planners, planners

CHANNELS = 10
SHOTS = 12
SEED = 5
ROUNDS = 4
MOST_SECONDS_TO_SETTLE = 600.0

_SHOT = "  - {place: meadow, motion: pan left, narration: A fox wakes., sound: wind}\n"
BOARD = "assets: [{name: meadow, kind: place, prompt: a meadow}]\nshots:\n" + _SHOT * SHOTS


@dataclass
class Sightings:
    """What the bot wrote into rows, and when."""

    desk: Planners
    seen: dict[str, list[tuple[float, Face]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.desk.notion.workspace.events.listen(self._look)

    def _look(self, event: Event) -> None:
        if event.type == "page_edited" and event.data["by"] != self.desk.robin.id:
            row = self.desk.read(event.data["id"])
            shown = face(row["Status"], row["Progress"])
            self.seen.setdefault(row.id, []).append((time.time(), shown))


async def measure_busy(args: argparse.Namespace, workspace: Path) -> dict[str, Any]:
    """A run of so many seconds, after the films are spread over their steps."""
    async with embedded_database(workspace / "server") as url:
        await migrate(url)
        database = Database(url)
        try:
            async with planners(
                workspace, database, lag_seconds=args.lag, record=False, is_hurried=False
            ) as desk:
                _add_channels(desk)
                return await _run(args, desk, database)
        finally:
            await database.close()


def _add_channels(desk: Planners) -> None:
    """More channels that plan in the same database."""
    (own,) = (desk.workspace / "channel_configs").glob("*.yaml")
    for number in range(1, CHANNELS):
        shutil.copy(own, own.with_name(f"channel-{number}.yaml"))


async def _run(args: argparse.Namespace, desk: Planners, database: Database) -> dict[str, Any]:
    chance, journal = random.Random(SEED), Journal()
    workers = Workers(database, journal, chance, storyboard.parse(BOARD, title="Fox"))
    await desk.start("bot")
    began = time.time()
    rows = await _films_of(desk, database, _planned(desk, args.films))
    taken = time.time() - began
    await _spread(args.films, workers, chance)
    settled = await _settled(desk, database, rows)
    gc.collect()
    gc.freeze()  # a pause of this process would look like requests that arrive all at once
    journal.changes.clear()
    journal.finished = 0
    sightings = Sightings(desk)
    people = People(desk.robin, rows, journal, chance)
    limits, cpu = desk.notion.rate_limits, desk.cpu_seconds("bot")
    before = len(limits.arrivals)
    await _both(desk, workers.run(args.takes), people.run(), seconds=args.seconds)
    requests, cpu = len(limits.arrivals) - before, desk.cpu_seconds("bot") - cpu
    drained = await _settled(desk, database, rows)
    noticed, refused = await _noticed(database, journal)
    return {
        "films": args.films,
        "seconds": args.seconds,
        "queued_all_rows_s": round(taken, 1),
        "first_shown_s": round(settled, 1),
        "takes_finished": journal.finished,
        "changes_to_show": sum(len(found) for found in journal.changes.values()),
        "requests": requests,
        "requests_a_second": round(requests / args.seconds, 2),
        "busiest_second": limits.busiest_second,
        "refused_429": limits.refused,
        "too_early": limits.early,
        "violations": len(desk.notion.recording.violations),
        "edits": len(journal.edits),
        "edits_set_back": refused,
        "edit_to_decision_s": _told(noticed),
        "change_to_shown_s": _told(_shown(journal, sightings, rows)),
        "last_row_shown_after_s": round(drained, 1),
        "bot_cpu_s": round(cpu, 1),
    }


def _planned(desk: Planners, films: int) -> list[str]:
    """Rows that are set to Queued, in turn for all channels."""
    names = [path.stem for path in sorted((desk.workspace / "channel_configs").glob("*.yaml"))]
    return [
        desk.plan(f"Film {number}", BOARD, channel=names[number % CHANNELS])
        for number in range(films)
    ]


async def _spread(films: int, workers: Workers, chance: random.Random) -> None:
    """Bring films to all steps, as if they had been worked on for a while."""
    for _ in range(ROUNDS):
        await workers.hurry(films * 3)
        await open_gates(workers.database, 0.8, chance)
    await workers.hurry(films)


async def _both(desk: Planners, *runs: Coroutine[Any, Any, None], seconds: float) -> None:
    """Let workers and people go on for so long."""
    tasks = [asyncio.create_task(run) for run in runs]
    try:
        done, _ = await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_EXCEPTION)
        for task in done:
            task.result()
        desk.check()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _films_of(
    desk: Planners, database: Database, rows: Sequence[str]
) -> dict[str, uuid.UUID]:
    """Wait until every row is a film."""
    async with asyncio.timeout(MOST_SECONDS_TO_SETTLE):
        while True:
            desk.check()
            async with database.transaction() as session:
                found = await queries.mirrors_of_externals(session, "notion", rows)
            if len(found) == len(rows):
                return {row: found[row].video_id for row in rows}
            await asyncio.sleep(0.5)


async def _settled(desk: Planners, database: Database, rows: dict[str, uuid.UUID]) -> float:
    """Seconds until every row shows its film as it is now."""
    began = time.time()
    while True:
        desk.check()
        async with database.transaction() as session:
            views = {row: await queries.video(session, film) for row, film in rows.items()}
        lagging = [
            row
            for row, view in views.items()
            if face(desk.read(row)["Status"], desk.read(row)["Progress"]) != face_of(view)
        ]
        if not lagging:
            return time.time() - began
        if time.time() - began > MOST_SECONDS_TO_SETTLE:
            raise SystemExit(
                f"{len(lagging)} rows do not show their films: {desk.read(lagging[0])}"
            )
        await asyncio.sleep(1.0)


async def _noticed(database: Database, journal: Journal) -> tuple[list[float], int]:
    """Seconds from each edit to the commit of what it asks for; and how many were never taken."""
    async with database.transaction() as session:
        query = select(models.AuditLog).where(models.AuditLog.via == "Notion")
        done = list(await session.scalars(query.order_by(models.AuditLog.created_at)))
    found: list[float] = []
    missing = 0
    for film, moment, action in journal.edits:
        taken = (
            seconds_of(row.created_at)
            for row in done
            if row.video_id == film and row.action == action
        )
        after = next((when for when in taken if when >= moment), None)
        if after is None:
            missing += 1
        else:
            found.append(after - moment)
    return found, missing


def _shown(journal: Journal, sightings: Sightings, rows: dict[str, uuid.UUID]) -> Iterable[float]:
    """Seconds from each change until the row showed it, or a later one."""
    for row, film in rows.items():
        changes = journal.changes[film]
        shown = 0
        for moment, seen in sightings.seen.get(row, ()):
            fitting = [
                number
                for number, (since, wanted) in enumerate(changes[shown:], shown + 1)
                if since <= moment and wanted == seen
            ]
            if fitting:
                for since, _ in changes[shown : fitting[-1]]:
                    yield moment - since
                shown = fitting[-1]


def _told(found: Iterable[float]) -> dict[str, Any]:
    seconds = sorted(found)
    if len(seconds) < 2:
        return {"count": len(seconds)}
    parts = statistics.quantiles(seconds, n=20)
    return {
        "count": len(seconds),
        "p50": round(statistics.median(seconds), 1),
        "p95": round(parts[-1], 1),
        "most": round(seconds[-1], 1),
    }


async def measure(args: argparse.Namespace, folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = {"load_before": round(os.getloadavg()[0], 1)}
    for name in ("busy", "polls"):
        (folder / name).mkdir()
    if args.only != "polls":
        told["busy"] = await measure_busy(args, folder / "busy")
    if args.only != "busy":
        told["polls"] = await measure_polls(folder / "polls")
    return told


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=300.0, help="of the busy run")
    parser.add_argument("--films", type=int, default=100, help="that change at the same time")
    parser.add_argument("--takes", type=float, default=1.0, help="takes that begin in a second")
    parser.add_argument("--lag", type=float, default=1.0, help="seconds that queries lag behind")
    parser.add_argument("--only", choices=("busy", "polls"), help="one of both")
    args = parser.parse_args(argv)
    configure("benchmark", stream=sys.stderr, level=logging.WARNING)
    folder = Path(tempfile.mkdtemp())
    try:
        told = asyncio.run(measure(args, folder))
    finally:
        for name in ("busy", "polls"):
            asyncio.run(remove_database(folder / name / "server"))
        shutil.rmtree(folder)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
