"""Two workers with workspaces of their own and one shared storage make one film together."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import select

from pipeline import models, requests, storyboard
from pipeline.channels import ChannelConfig
from pipeline.lifecycle import GATES, Phase, State, Step
from pipeline.reviews import Actor
from tests.end_to_end import films
from tests.end_to_end.storyboards import STORYBOARD
from tests.end_to_end.studio import Studio, studio

pytestmark = pytest.mark.slow

PUBLISHED = State(Step.UPLOAD, Phase.READY)
NOBODY_DECIDES = ChannelConfig(name="Quiet Nature", auto_approve=list(GATES))


async def _state(stage: Studio) -> State:
    async with stage.database.transaction() as session:
        return (await session.scalars(select(models.Video))).one().state


async def test_they_share_a_film(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    async with studio(tmp_path / "main") as stage:
        url = stage.database.url.render_as_string(hide_password=False)
        place = {"STORAGE_URL": shared.as_uri(), "DATABASE_URL": url, "CPU_SLOTS": "1"}
        for name in ("worker-a", "worker-b"):
            (tmp_path / name).mkdir()
            await stage.start(name, workspace=tmp_path / name, environment=place)
        async with stage.database.transaction() as session:
            board = storyboard.parse(STORYBOARD.decode())
            wish = requests.Request("key", "quiet-nature", "The Fox", storyboard=board)
            await requests.request(session, wish, NOBODY_DECIDES, Actor("Robin", "test"))
        async with asyncio.timeout(200):
            while await _state(stage) != PUBLISHED:
                stage.check()
                await asyncio.sleep(0.2)
        logs = [(stage.workspace / f"{name}.log").read_text() for name in stage.running]
        (film,) = shared.glob("channels/quiet-nature/published/*/film.mp4")
        assert films.complaints(film) == ""
        assert all("take.finished" in text for text in logs), "one worker did nothing"
        kept = {path.parents[2].name for path in tmp_path.glob("*/channels/*/projects")}
        assert kept == {"shared"}, "something was kept outside the storage"
