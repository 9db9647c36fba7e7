"""Workers without a bot: the films are queued, and decided about, by the pipeline's functions."""

from __future__ import annotations

import asyncio
import shutil
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from pipeline import models, requests, videos
from pipeline.channels import ChannelConfig
from pipeline.database import Database
from pipeline.lifecycle import Cause, Phase, Step
from pipeline.limits import FILE_NAME
from pipeline.reviews import Actor
from pipeline.settings import REPOSITORY, Settings
from pipeline.worker import serve
from tests.end_to_end.paid_films import mark
from tests.end_to_end.processes import Processes

ROBIN = Actor("Robin", "test")
LOOK_SECONDS = 0.2

_HURRY = (
    "UPDATE takes SET not_before = now() WHERE not_before > now()",
    "UPDATE pgqueuer SET execute_after = now() WHERE status = 'queued' AND execute_after > now()",
)


@dataclass
class Office:
    """Who queues films, decides and answers, all of it at once and without a front end.

    Attributes:
        answered: The films whose uncertain payment somebody has looked at, by title.
    """

    database: Database
    shots: int
    answered: list[str] = field(default_factory=list)

    async def queue(self, film: str, channel: str, config: Mapping[str, Any]) -> uuid.UUID:
        """Ask for a final film that is known by a word."""
        title = f"Film {mark(film, Step.STORYBOARD)}"
        wish = requests.Request(film, channel, title, mode="final", shots=self.shots)
        async with self.database.transaction() as session:
            made = await requests.request(session, wish, ChannelConfig(**config), ROBIN)
            return made.id

    async def unfinished(self) -> list[models.Video]:
        async with self.database.transaction() as session:
            query = select(models.Video).where(models.Video.ended_at.is_(None))
            return list(await session.scalars(query.order_by(models.Video.number)))

    async def decide(self) -> None:
        """Approve what waits, answer what failed, and let pauses be over, until cancelled."""
        while True:
            for film in await self.unfinished():
                async with self.database.transaction() as session:
                    await self._decide(session, film)
            await self.let_time_pass()
            await asyncio.sleep(LOOK_SECONDS)

    async def let_time_pass(self) -> None:
        """Let all pauses be over, whatever they are for."""
        async with self.database.transaction() as session:
            for statement in _HURRY:
                await session.execute(text(statement))

    async def _decide(self, session: Any, film: models.Video) -> None:
        if film.state.is_open_gate:
            await videos.approve(session, film.id, ROBIN)
        elif film.state.phase is Phase.FAILED:
            if film.hold_cause == Cause.UNCERTAIN:
                self.answered.append(film.title)
            await videos.retry(session, film.id, ROBIN)


@asynccontextmanager
async def workers(workspace: Path, environment: Mapping[str, str]) -> AsyncIterator[Processes]:
    """A workspace with the usual limits, for workers that share it; none runs yet."""
    configs = workspace / "channel_configs"
    configs.mkdir()
    shutil.copy(REPOSITORY / "channel_configs" / FILE_NAME, configs)
    made = Processes(
        workspace=workspace,
        environment={"CHANNEL_CONFIGS_DIR": str(configs)} | dict(environment),
    )
    try:
        yield made
    finally:
        await made.end_all()


@asynccontextmanager
async def serving(settings: Settings, database: Database) -> AsyncIterator[None]:
    """A worker in this process."""
    stop, ready = asyncio.Event(), asyncio.Event()
    async with asyncio.TaskGroup() as beside:
        beside.create_task(serve(settings, database, stop, on_ready=ready.set))
        await ready.wait()
        try:
            yield
        finally:
            stop.set()


def settings_of(workspace: Path, database_url: str, environment: Mapping[str, str]) -> Settings:
    """A worker's settings, from what its environment would say; nothing else is looked at."""
    told = {name.lower(): value for name, value in environment.items()}
    return Settings.model_validate(
        {"workspace_root": workspace, "database_url": database_url, "storage_url": None, **told}
    )
