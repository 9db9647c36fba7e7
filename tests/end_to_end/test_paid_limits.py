"""The fleet's limits, measured where the calls arrive: as many at once as are allowed, and no more."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
import yaml
from sqlalchemy import func, select, text

from pipeline import limits, models, videos
from pipeline.channels import load_channel
from pipeline.database import Database
from pipeline.jobs import ORDER_ENTRYPOINTS
from pipeline.lifecycle import Step
from pipeline.settings import REPOSITORY
from pipeline.steps.build import TakeState
from tests.end_to_end.paid_films import CHANNEL, KEEPER, Board, board, marked, on_stage
from tests.end_to_end.quick_scripts import quick_scripts
from tests.end_to_end.workers import ROBIN, Office, serving, settings_of
from tests.standins import Delays, Standins

pytestmark = pytest.mark.slow

SHOTS = 18
MOST_SECONDS = 300.0
LOOK_SECONDS = 0.05

# Everything at once but clips, which take a second of a clock that the test moves.
DELAYS = Delays(scale=1.0, text=0, picture=0, upload=0, order=0, clip=1.0, speech=0, sound=0)


def written(words: str) -> Board:
    film, _ = marked(words)
    places = [{"name": f"place {number}", "kind": "place"} for number in range(1, SHOTS + 1)]
    shots = [on_stage(place["name"], "keeper") for place in places]
    return board(film, shots, [*places, KEEPER])


@dataclass
class Clock:
    """Seconds that pass only when somebody says so."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True)
class Watch:
    """What a film's step looks like, at its service and in the database."""

    database: Database
    standins: Standins
    film: uuid.UUID

    async def is_full(self, step: Step, limit: int, at_once: Callable[[], int]) -> None:
        """Wait until the limit is reached, and see that nobody would claim another take."""
        async with asyncio.timeout(MOST_SECONDS):
            while at_once() < limit or await self._waiting_jobs(step):
                await asyncio.sleep(LOOK_SECONDS)
        assert at_once() == limit
        assert await self._takes(step, TakeState.WORKING) == limit
        assert await self._takes(step, TakeState.PLANNED) > 0, "nothing more wants to be made"

    async def is_made(self, step: Step) -> None:
        """Wait until all of a step's takes are there."""
        async with asyncio.timeout(MOST_SECONDS):
            while not await self.has_made(step):
                await asyncio.sleep(LOOK_SECONDS)

    async def has_made(self, step: Step) -> bool:
        async with self.database.transaction() as session:
            film = await session.get_one(models.Video, self.film)
            assert film.error is None, film.error
        done = await self._takes(step, TakeState.DONE)
        return done > 0 and done == await self._takes(step, *TakeState)

    async def approve(self) -> None:
        async with self.database.transaction() as session:
            await videos.approve(session, self.film, ROBIN)

    async def _takes(self, step: Step, *states: TakeState) -> int:
        take = models.Take
        counted = select(func.count()).where(take.step == step, take.state.in_(states))
        async with self.database.transaction() as session:
            return int(await session.scalar(counted) or 0)

    async def _waiting_jobs(self, step: Step) -> int:
        """Jobs that could still claim a take."""
        counted = text("SELECT count(*) FROM pgqueuer WHERE entrypoint = :name AND status='queued'")
        async with self.database.transaction() as session:
            found = await session.scalar(counted, {"name": ORDER_ENTRYPOINTS[step]})
        return int(found or 0)

    def open_calls(self) -> int:
        return len(self.standins.traffic.open_calls)

    def unfinished_clips(self) -> int:
        return len(self.standins.kie.unfinished)


def write_limits(file: Path, **changed: int) -> None:
    """The limits that are shipped, but for some; sounds are left out here."""
    told = yaml.safe_load((REPOSITORY / "channel_configs" / limits.FILE_NAME).read_text())
    told["concurrency"] |= {"sfx": 0, **changed}
    file.write_text(yaml.safe_dump(told), encoding="utf-8")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def standins(clock: Clock) -> Iterator[Standins]:
    with Standins(DELAYS, clock=clock, writer=written) as running:
        yield running


@pytest.fixture
def configs(tmp_path: Path) -> Path:
    """A channel that may have 40 takes at the same time, and the limits."""
    made = tmp_path / "channel_configs"
    made.mkdir()
    said = CHANNEL | {"capacity": 40, "auto_approve": ["storyboard", "video", "narration"]}
    (made / "quiet-nature.yaml").write_text(yaml.safe_dump(said), encoding="utf-8")
    write_limits(made / limits.FILE_NAME)
    return made


@pytest_asyncio.fixture
async def watch(
    database: Database,
    database_url: str,
    standins: Standins,
    configs: Path,
    workspace: Path,
    tmp_path: Path,
) -> AsyncIterator[Watch]:
    scripts = quick_scripts(tmp_path / "scripts", pause=0.01, poll=0.05, is_faked=True)
    places = {"channel_configs_dir": str(configs), "scripts_dir": str(scripts)}
    settings = settings_of(workspace, database_url, standins.environment | places)
    config = load_channel(configs / "quiet-nature.yaml")
    for what in ("picture", "speech"):
        standins.traffic.hold(what)
    film = await Office(database, SHOTS).queue("long", "quiet-nature", config.freeze())
    async with serving(settings, database):
        yield Watch(database, standins, film)


async def test_as_many_at_once_as_are_allowed(
    watch: Watch, clock: Clock, configs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    traffic = watch.standins.traffic

    await watch.is_full(Step.ASSETS, 12, watch.open_calls)
    traffic.release("picture")
    await watch.is_made(Step.ASSETS)
    assert traffic.most["picture"] == 12

    traffic.hold("picture")
    traffic.forget()
    await watch.approve()
    await watch.is_full(Step.COMPOSITES, 8, watch.open_calls)
    traffic.release("picture")
    await watch.is_made(Step.COMPOSITES)
    assert traffic.most["picture"] == 8

    await watch.is_full(Step.VIDEO, 8, watch.unfinished_clips)
    assert traffic.most["clip"] == 8
    monkeypatch.setattr(limits, "READ_AGAIN_SECONDS", 0.0)
    write_limits(configs / limits.FILE_NAME, video=3)
    traffic.forget()
    clock.now += 1.0
    await watch.is_full(Step.VIDEO, 3, watch.unfinished_clips)
    async with asyncio.timeout(MOST_SECONDS):
        while not await watch.has_made(Step.VIDEO):
            clock.now += 0.25
            await asyncio.sleep(LOOK_SECONDS)
    assert traffic.most["clip"] == 3

    await watch.is_full(Step.NARRATION, 6, watch.open_calls)
    traffic.release("speech")
    await watch.is_made(Step.NARRATION)
    assert traffic.most["speech"] == 6
