"""A worker that is told to stop ends in order: nothing is lost, and no child is left."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import select

from pipeline import models, requests
from pipeline.channels import ChannelConfig
from pipeline.reviews import Actor
from pipeline.steps.build import TakeState
from tests.end_to_end.studio import Studio, studio

pytestmark = pytest.mark.slow

HANGS = "import time; time.sleep(600)"


async def _states(stage: Studio) -> list[tuple[str, int]]:
    async with stage.database.transaction() as session:
        rows = await session.execute(select(models.Take.state, models.Take.attempts))
        return [(row.state, row.attempts) for row in rows]


async def test_what_cannot_end_is_released(tmp_path: Path) -> None:
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    (scripts / "generate_storyboard.py").write_text(HANGS)
    async with studio(tmp_path / "workspace") as stage:
        await stage.start("worker", environment={"SCRIPTS_DIR": str(scripts), "STOP_SECONDS": "1"})
        async with stage.database.transaction() as session:
            wish = requests.Request("key", "quiet-nature", "Title")
            who = Actor("Robin", "test")
            await requests.request(session, wish, ChannelConfig(name="Nature"), who)
        async with asyncio.timeout(30):
            while await _states(stage) != [(TakeState.WORKING, 1)] or not stage.descendants(
                "worker"
            ):
                await asyncio.sleep(0.05)
        children = stage.descendants("worker")
        assert await stage.end("worker") == 0
        assert [child for child in children if child.is_running()] == []
        assert await _states(stage) == [(TakeState.PLANNED, 0)]
