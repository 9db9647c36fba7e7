"""A provider that is down, or a key that is refused, costs the films that need it and no others."""

from __future__ import annotations

import asyncio
import shutil
import socket
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import select

from pipeline import keys, models
from pipeline.database import Database
from pipeline.lifecycle import GATES, Cause, Hold, Phase, State, Step
from pipeline.limits import FILE_NAME
from pipeline.settings import REPOSITORY, Settings
from pipeline.steps.build import TakeState
from pipeline.utils.encryption import Cipher
from tests.end_to_end.paid_films import (
    CHANNEL,
    HARBOUR,
    KEEPER,
    VOICE,
    Board,
    board,
    marked,
    on_stage,
)
from tests.end_to_end.quick_scripts import quick_scripts
from tests.end_to_end.workers import Office, serving, settings_of
from tests.standins import KEY, FaultKind, Standins

pytestmark = pytest.mark.slow

MOST_SECONDS = 120.0
PUBLISHED = State(Step.UPLOAD, Phase.READY)
FOR_EVER = 1_000_000  # calls


def channel(*steps: str) -> dict[str, Any]:
    """A channel that pays for these steps; no gate of it waits for anybody."""
    chosen = {step: CHANNEL["providers"][step] for step in steps}
    told = {"name": "Quiet Nature", "voice": {"name": VOICE}, "seconds": 3.0}
    return told | {"providers": chosen, "auto_approve": list(GATES)}


OF_GEMINI = channel("storyboard", "assets")
OF_KLING = channel("storyboard", "video")
OF_ELEVENLABS = channel("narration", "sfx")


def written(words: str) -> Board:
    film, _ = marked(words)
    return board(film, [on_stage("harbour", "keeper")], [HARBOUR, KEEPER])


@dataclass(frozen=True)
class Scene:
    """Two channels, the services one of them needs, and a worker's settings."""

    database: Database
    office: Office
    settings: Settings
    standins: Standins

    async def film(self, film_id: uuid.UUID) -> models.Video:
        async with self.database.transaction() as session:
            return await session.get_one(models.Video, film_id)

    async def published(self, film_id: uuid.UUID) -> None:
        await self.until(lambda film: film.state == PUBLISHED, film_id)

    async def until(self, is_so: Callable[[models.Video], bool], film_id: uuid.UUID) -> None:
        async with asyncio.timeout(MOST_SECONDS):
            while not is_so(film := await self.film(film_id)):
                assert film.error is None, film.error
                await asyncio.sleep(0.05)

    async def tried(self, film_id: uuid.UUID, times: int) -> None:
        """Let pauses pass until what the film lacks was tried so often, each time in vain."""
        async with asyncio.timeout(MOST_SECONDS):
            while min(lacking := await self._put_off(film_id), default=0) < times:
                if lacking:
                    await self.office.let_time_pass()
                await asyncio.sleep(0.1)

    async def _put_off(self, film_id: uuid.UUID) -> list[int]:
        """The attempts of the paid takes that are missing; none while one of them is being made."""
        take = models.Take
        query = select(take).where(take.video_id == film_id, take.is_paid)
        async with self.database.transaction() as session:
            rows = [row for row in await session.scalars(query) if row.state != TakeState.DONE]
        return [row.attempts for row in rows] if all(row.not_before for row in rows) else []


@pytest.fixture
def standins() -> Iterator[Standins]:
    with Standins(writer=written) as running:
        yield running


@pytest.fixture
def scene(
    database: Database, database_url: str, standins: Standins, workspace: Path, tmp_path: Path
) -> Scene:
    configs = tmp_path / "channel_configs"
    configs.mkdir()
    shutil.copy(REPOSITORY / "channel_configs" / FILE_NAME, configs)
    scripts = quick_scripts(tmp_path / "scripts", pause=0.01, poll=0.05, is_faked=True)
    places = {"channel_configs_dir": str(configs), "scripts_dir": str(scripts)}
    settings = settings_of(workspace, database_url, standins.environment | places)
    return Scene(database, Office(database, shots=1), settings, standins)


@dataclass(frozen=True)
class Outage:
    """What is wrong with a service, and how it ends.

    Attributes:
        settings: A worker's, while it lasts.
        end: Called once.
    """

    settings: Settings
    end: Callable[[], object]


Begin = Callable[[Scene, ExitStack], Outage]


def unreachable(service: str) -> Begin:
    """Nobody listens where the service is."""

    def begin(scene: Scene, stack: ExitStack) -> Outage:
        taken = socket.socket()
        taken.bind(("127.0.0.1", 0))  # bound and not listening: nobody else gets the port
        port = int(taken.getsockname()[1])

        def end() -> None:
            taken.close()
            stack.enter_context(Standins(port=port, writer=written))

        change = {f"{service}_base_url": f"http://127.0.0.1:{port}"}
        return Outage(scene.settings.model_copy(update=change), end)

    return begin


def answering(status: int, path: str) -> Begin:
    """The service answers, and does nothing else."""

    def begin(scene: Scene, _: ExitStack) -> Outage:
        faults = scene.standins.faults
        faults.order(FaultKind.STATUS, path=path, status=status, times=FOR_EVER)
        return Outage(scene.settings, faults.clear)

    return begin


@pytest.mark.parametrize(
    ("begin", "needs", "other"),
    [
        pytest.param(unreachable("gemini"), OF_GEMINI, OF_ELEVENLABS, id="gemini unreachable"),
        pytest.param(answering(503, "generateContent"), OF_GEMINI, OF_ELEVENLABS, id="gemini 503"),
        pytest.param(answering(529, "/api/"), OF_KLING, OF_ELEVENLABS, id="kling 529"),
        pytest.param(unreachable("elevenlabs"), OF_ELEVENLABS, OF_KLING, id="no elevenlabs"),
    ],
)
async def test_a_provider_that_is_down_for_an_hour(
    scene: Scene, begin: Begin, needs: dict[str, Any], other: dict[str, Any]
) -> None:
    with ExitStack() as stack:
        outage = begin(scene, stack)
        async with serving(outage.settings, scene.database):
            stuck = await scene.office.queue("stuck", "one", needs)
            calm = await scene.office.queue("calm", "other", other)
            # In an hour the fourth attempt is made; the fifth comes after the hour.
            await scene.tried(stuck, 4)
            await scene.published(calm)
            film = await scene.film(stuck)
            assert (film.error, film.hold) == (None, None)
            assert not film.state.is_final
            outage.end()
            await scene.office.let_time_pass()
            await scene.published(stuck)
    async with scene.database.transaction() as session:
        costs = list(await session.scalars(select(models.VideoCost)))
    assert {cost.video_id for cost in costs} == {stuck, calm}
    assert not any(cost.is_uncertain for cost in costs), "nothing was accepted, so nothing is lost"


async def test_a_key_that_is_refused_stops_those_who_use_it(scene: Scene) -> None:
    fernet = Fernet.generate_key().decode()
    wrong = {"gemini_api_key": SecretStr("not-the-key"), "fernet_key": SecretStr(fernet)}
    settings = scene.settings.model_copy(update=wrong)
    stuck = await scene.office.queue("stuck", "one", OF_GEMINI)
    calm = await scene.office.queue("calm", "other", OF_GEMINI)
    async with scene.database.transaction() as session:
        await keys.keep(session, Cipher([fernet]), "other", "gemini", KEY)
    async with serving(settings, scene.database):
        await scene.published(calm)
        film = await scene.film(stuck)
        assert (film.hold, film.hold_cause) == (Hold.ATTENTION, f"{Cause.KEY}:gemini")
        assert {marked(charge.words)[0] for charge in scene.standins.ledger.charged} == {"calm"}
    # The operator puts the key right and starts the worker again; nobody does more.
    right = settings.model_copy(update={"gemini_api_key": SecretStr(KEY)})
    async with serving(right, scene.database):
        await scene.published(stuck)
