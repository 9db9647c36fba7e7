"""Worker, bot and PostgreSQL are killed with -9 while takes are running: the same film comes out."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from pathlib import Path

import psutil
import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from bot.demo.screenplay import play
from bot.sandbox.person import Person
from bot.sandbox.sightings import SeenMessage, seen_message
from pipeline import models
from pipeline.lifecycle import Step
from pipeline.steps.build import TakeState
from pipeline.utils.filesystem import sha256_of
from tests.end_to_end.conftest import Made
from tests.end_to_end.storyboards import SHOTS, STORYBOARD
from tests.end_to_end.studio import Studio, studio

# The film it is compared with is the one of `test_whole_film`: made once for both.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("whole film")]

MOST_SECONDS = 300.0


async def _running(stage: Studio, step: Step) -> int:
    """Takes of a step that are running right now."""
    working = select(func.count()).where(
        models.Take.state == TakeState.WORKING, models.Take.step == step
    )
    async with stage.database.transaction() as session:
        return int(await session.scalar(working) or 0)


async def _while_running(stage: Studio, step: Step) -> int:
    """Wait for the moment: a take of the step runs, and its script with it."""
    while True:
        with contextlib.suppress(DBAPIError, OSError):
            running = await _running(stage, step)
            if running and stage.descendants("worker"):
                return running
        await asyncio.sleep(0.02)


async def _kill_everything_once(stage: Studio) -> dict[str, int]:
    """Kill each process while takes run; how many ran, by what was killed."""
    seen = {"worker": await _while_running(stage, Step.ASSETS)}
    scripts = stage.descendants("worker")
    await stage.kill("worker")
    await _gone(scripts)
    await stage.start("worker")

    seen["postgres"] = await _while_running(stage, Step.VIDEO)
    os.kill(stage.postmaster(), signal.SIGKILL)

    seen["bot"] = await _while_running(stage, Step.SFX)
    await stage.kill("bot")
    await stage.start("bot")
    return seen


async def _gone(processes: list[psutil.Process]) -> None:
    """Scripts end by themselves when the one who ran them is gone."""
    async with asyncio.timeout(10):
        while any(process.is_running() for process in processes):
            await asyncio.sleep(0.05)


@pytest.mark.asyncio(loop_scope="session")
async def test_the_same_film_comes_out(tmp_path: Path, made: Made) -> None:
    workspace = tmp_path / "killed"
    workspace.mkdir()
    async with studio(workspace) as stage:
        await stage.start("bot")
        await stage.start("worker")
        async with (
            Person(stage.sandbox.control_url, "Robin") as robin,
            asyncio.timeout(MOST_SECONDS),
            asyncio.TaskGroup() as group,
        ):
            group.create_task(play(robin, SHOTS, stage.check, storyboard=STORYBOARD))
            killing = group.create_task(_kill_everything_once(stage))
        (film,) = workspace.glob("channels/*/published/*/film.mp4")
        assert sha256_of(film) == sha256_of(made.folder / "film.mp4")
        assert set(killing.result()) == {"worker", "postgres", "bot"}
        assert all(running > 0 for running in killing.result().values())
        texts = [message.everything for message in _bot_messages(stage)]
        assert len(texts) == len(set(texts)), "something was posted twice"


def _bot_messages(stage: Studio) -> list[SeenMessage]:
    world = stage.sandbox.world
    places = [*world.channels, *world.threads]
    shown = [world.show_message(message) for place in places for message in world.history(place)]
    return [seen_message(raw) for raw in shown if raw["author"].get("bot")]
