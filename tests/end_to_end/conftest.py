"""One film made the calm way, for every test here that looks at one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from bot.demo.samples import DEFAULT, SAMPLES
from bot.demo.screenplay import play
from bot.sandbox.person import Person
from bot.sandbox.sightings import SeenMessage
from pipeline import queries
from pipeline.lifecycle import Step
from pipeline.views import TakeView
from tests.end_to_end.storyboards import SHOTS, STORYBOARD
from tests.end_to_end.studio import Studio, studio


@dataclass(frozen=True)
class Made:
    """A film that was made, and everything a stranger may look at."""

    studio: Studio
    folder: Path
    takes: list[TakeView]
    thread: list[SeenMessage]

    def file(self, take: TakeView) -> Path:
        assert take.file is not None
        return self.studio.workspace / take.file

    def of(self, step: Step, number: int) -> list[TakeView]:
        """All takes of a unit, newest first."""
        return [take for take in self.takes if (take.step, take.number) == (step, number)]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def made(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Made]:
    workspace = tmp_path_factory.mktemp("whole") / "workspace"
    workspace.mkdir()
    async with studio(workspace) as stage:
        await stage.start("bot")
        await stage.start("worker")
        async with Person(stage.sandbox.control_url, "Robin") as robin:
            thread_id = await play(
                robin, SAMPLES[DEFAULT], SHOTS, stage.check, storyboard=STORYBOARD
            )
            thread = await robin.messages(thread_id)
        async with stage.database.transaction() as session:
            video_id = await queries.video_id_of_number(session, 1)
            every: dict[Step, Sequence[int]] = dict.fromkeys(Step, range(1, SHOTS + 20))
            takes = await queries.takes(session, video_id, numbers=every)
        (folder,) = workspace.glob("channels/quiet-nature/published/*")
        yield Made(stage, folder, takes, thread)
