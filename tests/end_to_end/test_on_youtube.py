"""A finished film goes to YouTube: once, as it was approved, when it was said; or it says why not.

The film is made by hand: only its publication is made by real workers and scripts.
"""

from __future__ import annotations

import asyncio
import shutil
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import yaml
from cryptography.fernet import Fernet
from sqlalchemy import select

from pipeline import changes, keys, models, quotas, videos
from pipeline.changes import Change
from pipeline.database import Database
from pipeline.lifecycle import PUBLISHED, Hold, Phase, State, Step
from pipeline.limits import FILE_NAME
from pipeline.models import utc_now
from pipeline.publication import Youtube
from pipeline.settings import REPOSITORY, Settings
from pipeline.storage import open_storage
from pipeline.utils.encryption import Cipher
from pipeline.utils.filesystem import sha256_of
from tests.contracts import contracts_folder, violations_of_requests
from tests.end_to_end.workers import ROBIN, serving, settings_of, workers
from tests.pipeline.crew import Crew
from tests.pipeline.films import CONFIG
from tests.pipeline.publishing import ASKED
from tests.scripts.conftest import make_clip
from tests.standins import Standins
from tests.standins.youtube_accounts import Video
from tests.webhook import webhook

pytestmark = pytest.mark.slow
MOST_SECONDS = 90.0
SHOT_SECONDS = 12.0
ASSEMBLED = State(Step.SFX, Phase.READY)  # the film is all that is missing
TIMELINE = [
    {
        "clip_number": number,
        "start": SHOT_SECONDS * (number - 1),
        "seconds": SHOT_SECONDS,
        "voice_start": SHOT_SECONDS * (number - 1) + 0.15 if number < 3 else None,
        "voice_seconds": 1.0 if number < 3 else 0.0,
    }
    for number in (1, 2, 3)
]


@pytest.fixture(scope="module")
def film_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film that decodes, of a few chunks: what follows its last box no player reads."""
    path = make_clip(tmp_path_factory.mktemp("film") / "film.mp4", frames=24)
    padding = 20 << 20
    with path.open("ab") as file:
        file.write(padding.to_bytes(4, "big") + b"free" + bytes(padding - 8))
    return path


@pytest.fixture
def google() -> Iterator[Standins]:
    with Standins() as running:
        yield running


@dataclass(frozen=True)
class Stage:
    """A channel that is connected, its film, and a worker's settings."""

    database: Database
    crew: Crew
    settings: Settings
    google: Standins
    film_file: Path

    @property
    def environment(self) -> dict[str, str]:
        told = {n: v for n, v in self.google.environment.items() if n != "YOUTUBE_REFRESH_TOKEN"}
        fernet = self.settings.fernet_key
        assert fernet is not None
        return told | {"FERNET_KEY": fernet.get_secret_value()}

    @property
    def video(self) -> Video:
        (found,) = self.google.youtube.videos
        return found

    async def connect(self, token: str) -> None:
        cipher = Cipher.from_setting(self.settings.fernet_key)
        async with self.database.transaction() as session:
            await keys.keep(session, cipher, "forest", "youtube", token)

    async def film(self, **config: Any) -> uuid.UUID:
        """A film that waits for its last approval."""
        account = Youtube(channel_id=self.google.youtube.channel.id)
        known = {"youtube": account, "description": "{topic}\n{chapters}", "tags": ["fox"]}
        made = await self.crew.queue(
            config=CONFIG.model_copy(update=known | config), mode="final", topic="Of a fox."
        )
        await self.crew.go_to(made, ASSEMBLED)
        work = await self.crew.must_begin(Step.ASSEMBLY)
        key = f"films/{made}.mp4"
        await open_storage(self.settings).put(key, self.film_file)
        digest = sha256_of(self.film_file)
        assert await self.crew.finish(work, file=key, sha256=digest, result={"timeline": TIMELINE})
        assert await self.crew.state(made) == ASKED
        return made

    async def approve(self, film: uuid.UUID) -> None:
        async with self.database.transaction() as session:
            await videos.approve(session, film, ROBIN)

    async def change(self, film: uuid.UUID, wish: Change) -> None:
        async with self.database.transaction() as session:
            await changes.change(session, film, ROBIN, wish)

    async def until(self, film: uuid.UUID, is_so: Callable[[models.Video], bool]) -> models.Video:
        async with asyncio.timeout(MOST_SECONDS):
            while not is_so(row := await self.crew.row(film)):
                assert row.state.phase is not Phase.FAILED, row.error
                await asyncio.sleep(0.05)
        return row

    async def published(self, film: uuid.UUID) -> models.Video:
        return await self.until(film, lambda row: row.state == PUBLISHED)

    async def used(self) -> dict[str, int]:
        project = quotas.project_of(self.settings.youtube_client_id)
        async with self.database.transaction() as session:
            return await quotas.used_today(session, project)

    def limit(self, **a_day: int) -> None:
        """Another limits file, which workers read when they start."""
        path = self.settings.channel_configs_dir / FILE_NAME
        told = yaml.safe_load(path.read_text())
        told["youtube_quota"]["a_day"] |= a_day
        path.write_text(yaml.safe_dump(told))


@pytest_asyncio.fixture
async def stage(
    database: Database,
    database_url: str,
    google: Standins,
    workspace: Path,
    tmp_path: Path,
    film_file: Path,
) -> AsyncIterator[Stage]:
    configs = tmp_path / "channel_configs"
    configs.mkdir()
    shutil.copy(REPOSITORY / "channel_configs" / FILE_NAME, configs)
    places = {"channel_configs_dir": str(configs), "fernet_key": Fernet.generate_key().decode()}
    settings = settings_of(workspace, database_url, google.environment | places)
    made = Stage(database, Crew(database), settings, google, film_file)
    yield made
    if contracts_folder() is not None:
        assert violations_of_requests(google.requests) == []


@asynccontextmanager
async def connected(stage: Stage) -> AsyncIterator[uuid.UUID]:
    """A worker, and a film of the connected channel at its last gate."""
    film = await stage.film()
    await stage.connect(stage.google.youtube.channel.refresh_token)
    async with serving(stage.settings, stage.database):
        yield film


def local(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")


class TestPublished:
    async def test_it_is_there_private_and_scheduled_with_all_that_belongs_to_it(
        self, stage: Stage
    ) -> None:
        moment = (utc_now() + timedelta(days=3)).replace(second=0, microsecond=0)
        async with connected(stage) as film:
            await stage.change(film, Change(publish_at=moment))
            await stage.approve(film)
            row = await stage.published(film)
        video = stage.video
        assert row.place == f"https://www.youtube.com/watch?v={video.id}"
        assert video.status["privacyStatus"] == "private"
        assert local(datetime.fromisoformat(video.status["publishAt"])) == local(moment)
        assert video.status["containsSyntheticMedia"] is True
        assert (len(video.captions), len(video.thumbnails)) == (1, 1)
        assert video.sha256 == sha256_of(stage.film_file)
        assert video.snippet["title"] == "The fox"
        assert video.snippet["description"] == ("Of a fox.\n0:00 Forest\n0:12 Hill\n0:24 Forest")
        assert video.snippet["tags"] == ["fox", f"slate-{film.hex[:16]}"]
        told = {k: v for k, v in stage.google.youtube.project.used(utc_now()).items() if v}
        assert await stage.used() == told

    async def test_it_is_hidden_and_shown_without_another_upload(self, stage: Stage) -> None:
        async with connected(stage) as film:
            await stage.change(film, Change(privacy="public"))
            await stage.approve(film)
            await stage.published(film)
            assert stage.video.status["privacyStatus"] == "public"
            for wanted in ("private", "public"):
                await stage.change(film, Change(privacy=wanted, unset_publish_at=True))
                await stage.published(film)
                assert stage.video.status["privacyStatus"] == wanted

    async def test_what_stands_there_otherwise_is_an_alert(self, stage: Stage) -> None:
        async with webhook() as (address, heard):
            told = stage.settings.model_dump() | {"discord_alert_webhook_url": address}
            settings = Settings.model_validate(told)
            async with connected(replace(stage, settings=settings)) as film:
                await stage.approve(film)
                await stage.published(film)
                assert heard == []
                stage.video.snippet["title"] = "Somebody has been here"
                await stage.change(film, Change(privacy="unlisted"))
                await stage.published(film)
        assert heard == ["Film #1 “The fox”: The title is “Somebody has been here”, not “The fox”."]

    async def test_a_time_that_passed_while_it_waited_means_now(self, stage: Stage) -> None:
        async with connected(stage) as film:
            await stage.change(film, Change(publish_at=utc_now() + timedelta(seconds=1)))
            await asyncio.sleep(1.1)
            await stage.approve(film)
            await stage.published(film)
        assert stage.video.status["privacyStatus"] == "public"


class TestOnce:
    async def test_a_worker_that_is_killed_in_the_middle_leaves_one_video(
        self, stage: Stage
    ) -> None:
        film = await stage.film()
        await stage.connect(stage.google.youtube.channel.refresh_token)
        await stage.approve(film)
        url = stage.settings.database_url
        assert url is not None
        environment = stage.environment | {"DATABASE_URL": url.get_secret_value()}
        environment["LEASE_SECONDS"] = "4"
        async with workers(stage.settings.workspace, environment) as running:
            hold = stage.google.youtube.sessions.hold_at(12 << 20)
            await running.start("worker-1")
            await asyncio.to_thread(hold.is_reached.wait, MOST_SECONDS)
            await running.kill("worker-1")
            hold.release()
            # Another machine: it knows of the upload by the database alone.
            other = stage.settings.workspace.parent / "other"
            other.mkdir()
            storage = {"STORAGE_URL": stage.settings.workspace.as_uri()}
            await running.start("worker-2", workspace=other, environment=storage)
            await stage.published(film)
        (session,) = stage.google.youtube.sessions.all
        assert stage.video.sha256 == sha256_of(stage.film_file)
        assert session.received - session.size <= 8 << 20, "at most one chunk came twice"


class TestWaiting:
    async def test_without_quota_nothing_is_sent_until_the_reset(self, stage: Stage) -> None:
        stage.limit(uploads=0)
        async with connected(stage) as film:
            await stage.approve(film)
            row = await stage.until(film, lambda row: row.held is Hold.QUOTA)
        assert row.hold_until == quotas.reset_after(utc_now())
        assert stage.google.requests == []

    async def test_where_google_counts_otherwise_it_waits_as_well(self, stage: Stage) -> None:
        stage.google.youtube.project.limits["uploads"] = 0
        async with connected(stage) as film:
            await stage.approve(film)
            row = await stage.until(film, lambda row: row.held is Hold.QUOTA)
            assert row.hold_until is not None and row.hold_until > utc_now()
        assert stage.google.youtube.videos == []
        assert (await stage.used()).get("uploads", 0) == 0

    async def test_a_revoked_token_holds_it_until_the_channel_is_connected_again(
        self, stage: Stage
    ) -> None:
        account = stage.google.youtube.channel
        account.is_revoked = True
        async with connected(stage) as film:
            await stage.approve(film)
            row = await stage.until(film, lambda row: row.held is Hold.ATTENTION)
            assert "connect" in (row.hold_reason or "")
            async with stage.database.transaction() as session:
                (held,) = await session.scalars(select(models.ProviderHold))
            assert (held.provider, held.channel_id) == ("youtube", row.channel_id)
            again = stage.google.youtube.accounts.open_channel("Night Fox", "a-new-token")
            await stage.connect("a-new-token")
            await stage.published(film)
        assert len(again.videos) == 1

    async def test_a_channel_that_was_never_connected_says_how(self, stage: Stage) -> None:
        film = await stage.film()
        async with serving(stage.settings, stage.database):
            await stage.approve(film)
            row = await stage.until(film, lambda row: row.held is Hold.ATTENTION)
        assert "connect" in (row.hold_reason or "")
        assert stage.google.requests == []
