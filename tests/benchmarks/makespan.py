"""How long a final film takes over what it has to take, with simulated providers at 1 : 4 time.

    python -m tests.benchmarks.makespan [--shots 18] [--scale 0.25]

Gates open by themselves. What it has to take is what an ideal scheduler would need for the same
takes under the fleet's limits, with the services' time and the scripts' CPU seconds as they were
measured, on as many cores (`ideal`). The target is a ratio of at most 1.10.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import shutil
import statistics
import sys
import tempfile
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import select

from pipeline import models
from pipeline.database import Database
from pipeline.embedded import embedded_database, remove_database
from pipeline.lifecycle import GATES, WORKED, Phase, State, Step
from pipeline.limits import FILE_NAME, read_limits
from pipeline.migrate import migrate
from pipeline.settings import REPOSITORY
from pipeline.utils.logging import configure
from tests.benchmarks.ideal import Job, ideal_seconds
from tests.end_to_end.paid_films import CHANNEL, KEEPER, Board, board, marked, on_stage
from tests.end_to_end.quick_scripts import quick_scripts
from tests.end_to_end.workers import Office, workers
from tests.standins import Delays, Standins

PUBLISHED = State(Step.UPLOAD, Phase.READY)
CORES = len(os.sched_getaffinity(0))
PLACES = 13
LOOK_SECONDS = 0.1
POLL_SECONDS, PAUSE_SECONDS = 5.0, 2.0  # the scripts' own, in the services' time

# Who makes the takes of a step: those that are paid for, and those that are not.
SCRIPTS: Mapping[tuple[Step, bool], str] = {
    (Step.STORYBOARD, True): "generate_storyboard",
    (Step.STORYBOARD, False): "create_animatic",
    (Step.ASSETS, True): "generate_asset",
    (Step.COMPOSITES, True): "create_composite",
    (Step.VIDEO, True): "generate_video",
    (Step.NARRATION, True): "generate_audio",
    (Step.SFX, True): "generate_sound_effects",
    (Step.ASSEMBLY, False): "assemble_video",
    (Step.UPLOAD, False): "publish_video",
}


@dataclass(frozen=True)
class Stretch:
    """The takes of one step that one script makes.

    Attributes:
        took: Seconds from the first one's start to the last one's end.
        waits: Seconds that each waits for its service.
        cpu, wall: Of the script's median run, service included in the latter.
    """

    step: Step
    script: str
    numbers: Sequence[int]
    took: float
    waits: float
    cpu: float
    wall: float

    def job(self, number: int, after: Iterable[str]) -> Job:
        """One take; a script that needs the cores for itself is as quick as it was seen to be."""
        cpu, waits = (self.cpu, self.waits) if self.waits else (0.0, self.wall)
        return Job(f"{self.script} {number}", self.step, cpu, waits, frozenset(after))


def bound(stretches: Sequence[Stretch]) -> float:
    """Seconds of the same film by a scheduler that needs none.

    Each step needs all of the one before it, as gates want it; a clip needs its own frame only.
    """
    jobs: list[Job] = []
    before: list[str] = []
    for stretch in stretches:
        own = {n: [f"{SCRIPTS[Step.COMPOSITES, True]} {n}"] for n in stretch.numbers}
        is_clip = stretch.step is Step.VIDEO
        made = [stretch.job(n, own[n] if is_clip else before) for n in stretch.numbers]
        jobs += made
        before = [job.name for job in made]
    limits = read_limits(REPOSITORY / "channel_configs" / FILE_NAME)
    return ideal_seconds(jobs, {step: limits.of(step) for step in WORKED}, CORES)


def waits_of(delays: Delays) -> Mapping[str, float]:
    """Seconds that each script waits for its service."""
    seconds = {
        "generate_storyboard": delays.text,
        "generate_asset": delays.picture,
        "create_composite": delays.picture,
        "generate_video": delays.upload + delays.order + delays.clip,
        "generate_audio": delays.speech,
        "generate_sound_effects": delays.sound,
    }
    return {script: told * delays.scale for script, told in seconds.items()}


def written(shots: int, words: str) -> Board:
    """A storyboard in which every shot has somebody, in one of several places."""
    film, _ = marked(words)
    places = [{"name": f"place {number}", "kind": "place"} for number in range(PLACES)]
    played = [on_stage(f"place {number % PLACES}", "keeper") for number in range(shots)]
    return board(film, played, [*places, KEEPER])


async def measure(shots: int, delays: Delays, folder: Path) -> dict[str, Any]:
    """Make a film with a worker of its own; what it took, as it is printed."""
    notes, workspace = folder / "notes", folder / "workspace"
    workspace.mkdir()
    scripts = quick_scripts(
        folder / "scripts",
        pause=PAUSE_SECONDS * delays.scale,
        poll=POLL_SECONDS * delays.scale,
        notes=notes,
    )
    async with embedded_database(workspace) as url:
        await migrate(url)
        database = Database(url)
        with Standins(delays, writer=partial(written, shots)) as standins:
            places = {"DATABASE_URL": url, "SCRIPTS_DIR": str(scripts)}
            async with workers(workspace, standins.environment | places) as processes:
                await processes.start("worker")
                office = Office(database, shots)
                config = CHANNEL | {"capacity": 40, "auto_approve": list(GATES)}
                film = await office.queue("long", "quiet-nature", config)
                while await office.unfinished():
                    processes.check()
                    await asyncio.sleep(LOOK_SECONDS)
                own = processes.cpu_seconds("worker")
        told = await _told(database, film, notes, waits_of(delays))
        await database.close()
    return told | {"worker_cpu_s": round(own, 1)}


async def _told(
    database: Database, film: uuid.UUID, notes: Path, waits: Mapping[str, float]
) -> dict[str, Any]:
    async with database.transaction() as session:
        video = await session.get_one(models.Video, film)
        if video.state != PUBLISHED or video.ended_at is None:
            raise SystemExit(f"the film was not made: {video.state}, {video.error}")
        query = select(models.Take).where(models.Take.video_id == film)
        takes = list(await session.scalars(query))
    stretches = list(_stretches(takes, notes, waits))
    took = (video.ended_at - video.created_at).total_seconds()
    least = bound(stretches)
    return {
        "makespan_s": round(took, 1),
        "bound_s": round(least, 1),
        "ratio": round(took / least, 3),
        "scripts_cpu_s": round(sum(len(s.numbers) * s.cpu for s in stretches), 1),
        "steps": [
            {
                "script": s.script,
                "takes": len(s.numbers),
                "took_s": round(s.took, 1),
                "each_cpu_s": round(s.cpu, 2),
            }
            for s in stretches
        ],
    }


def _stretches(
    takes: Sequence[models.Take], notes: Path, waits: Mapping[str, float]
) -> Iterator[Stretch]:
    noted = [json.loads(line) for line in notes.read_text().splitlines()]
    for (step, is_bought), script in SCRIPTS.items():
        made = [take for take in takes if (take.step, take.is_paid) == (step, is_bought)]
        if any(take.attempts != 1 or take.take != 1 for take in made):
            raise SystemExit(f"{script} was run more than once for one take")
        ended = max(take.finished_at for take in made if take.finished_at)
        began = min(take.started_at for take in made if take.started_at)
        runs = [note for note in noted if note["script"] == script]
        yield Stretch(
            step=step,
            script=script,
            numbers=[take.number for take in made],
            took=(ended - began).total_seconds(),
            waits=waits.get(script, 0.0),
            cpu=statistics.median(note["cpu"] for note in runs),
            wall=statistics.median(note["wall"] for note in runs),
        )


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shots", type=int, default=18, help="shots of the film")
    parser.add_argument("--scale", type=float, default=0.25, help="1 is as slow as the services")
    args = parser.parse_args(argv)
    configure("benchmark", stream=sys.stderr, level=logging.WARNING)
    folder = Path(tempfile.mkdtemp())
    load = os.getloadavg()[0]
    try:
        told = asyncio.run(measure(args.shots, Delays(scale=args.scale), folder))
    finally:
        asyncio.run(remove_database(folder / "workspace"))
        shutil.rmtree(folder)
    print(json.dumps(told | {"load_before": round(load, 1)}))


if __name__ == "__main__":
    main()
