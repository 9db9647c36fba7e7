"""Milliseconds from a decision to the start of the next take, with a worker that has nothing else.

    python -m tests.benchmarks.latency [--films 40]

The target on 2 cores is a median of at most 40 ms, and 150 ms at the 95th percentile.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import shutil
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import func, select

from pipeline import models, requests, videos, worker
from pipeline.channels import ChannelConfig
from pipeline.database import Database
from pipeline.embedded import embedded_database, remove_database
from pipeline.lifecycle import Phase, State, Step
from pipeline.migrate import migrate
from pipeline.reviews import Actor
from pipeline.settings import Settings
from pipeline.utils.logging import configure

FAKE = Path(__file__).parent.parent / "fake_scripts" / "makes_what_is_asked.py"
SCRIPTS = ("generate_storyboard", "create_animatic", "generate_asset")
ROBIN = Actor("Robin", "benchmark")
LOOK_SECONDS = 0.002


async def measure(films: int, workspace: Path) -> list[float]:
    """The seconds for each of several films, one after another."""
    scripts = workspace / "scripts"
    scripts.mkdir()
    for name in SCRIPTS:
        shutil.copy(FAKE, scripts / f"{name}.py")
    async with embedded_database(workspace) as url:
        await migrate(url)
        settings = Settings(
            _env_file=None, workspace_root=workspace, scripts_dir=scripts, storage_url=None
        )
        database = Database(url)
        stop, ready = asyncio.Event(), asyncio.Event()
        serving = asyncio.create_task(worker.serve(settings, database, stop, on_ready=ready.set))
        await ready.wait()
        try:
            return [await _decided(database, number) for number in range(films)]
        finally:
            stop.set()
            await serving
            await database.close()


async def _decided(database: Database, number: int) -> float:
    wish = requests.Request(key=f"film {number}", channel="benchmark", title="The fox")
    async with database.transaction() as session:
        made = await requests.request(session, wish, ChannelConfig(name="Benchmark"), ROBIN)
        film = made.id
    while await _state(database, film) != State(Step.STORYBOARD, Phase.READY):
        await asyncio.sleep(0.05)
    async with database.transaction() as session:
        await videos.approve(session, film, ROBIN)
    decided = time.perf_counter()
    while not await _begun(database, film):
        await asyncio.sleep(LOOK_SECONDS)
    seconds = time.perf_counter() - decided
    async with database.transaction() as session:
        await videos.cancel(session, film, ROBIN)
    return seconds


async def _state(database: Database, film: uuid.UUID) -> State:
    async with database.transaction() as session:
        return (await session.get_one(models.Video, film)).state


async def _begun(database: Database, film: uuid.UUID) -> bool:
    """Whether a picture of the film has been claimed, or is made already."""
    begun = select(func.count()).where(
        models.Take.video_id == film,
        models.Take.step == Step.ASSETS,
        models.Take.attempts > 0,
    )
    async with database.transaction() as session:
        return bool(await session.scalar(begun))


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--films", type=int, default=40, help="films, one after another")
    args = parser.parse_args(argv)
    configure("benchmark", stream=sys.stderr, level=logging.WARNING)
    workspace = Path(tempfile.mkdtemp())
    try:
        seconds = asyncio.run(measure(args.films, workspace))
    finally:
        asyncio.run(remove_database(workspace))
        shutil.rmtree(workspace)
    parts = statistics.quantiles(seconds, n=20)
    median, worst = statistics.median(seconds), parts[-1]
    print(json.dumps({"median_ms": round(median * 1e3, 1), "p95_ms": round(worst * 1e3, 1)}))


if __name__ == "__main__":
    main()
