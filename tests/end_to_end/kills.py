"""Killing worker, bot and PostgreSQL with -9, each at a moment when takes are running."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal

import psutil
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from bot.sandbox.sightings import SeenMessage, seen_message
from pipeline import models
from pipeline.lifecycle import Step
from pipeline.steps.build import TakeState
from tests.end_to_end.studio import Studio


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


async def kill_everything_once(stage: Studio) -> dict[str, int]:
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


def bot_messages(stage: Studio) -> list[SeenMessage]:
    world = stage.sandbox.world
    places = [*world.channels, *world.threads]
    shown = [world.show_message(message) for place in places for message in world.history(place)]
    return [seen_message(raw) for raw in shown if raw["author"].get("bot")]
