"""From the slash command to YouTube: connected, approved at every gate, scheduled, told in Discord."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from cryptography.fernet import Fernet
from sqlalchemy import select

from bot.demo.samples import DEFAULT, SAMPLES
from bot.demo.screenplay import play
from pipeline import models
from pipeline.lifecycle import Step
from tests.contracts import contracts_folder, violations_of_requests
from tests.end_to_end.producers import Producer
from tests.end_to_end.studio import Studio, studio
from tests.standins import Standins
from tests.standins.youtube_accounts import Video

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]

ORDER = replace(SAMPLES[DEFAULT], redo="")
BOARD = b"""
title: The Fox and the Silent River
assets:
  - {name: meadow, kind: place, prompt: a dry meadow at dawn}
  - {name: river, kind: place, prompt: a silent river at night}
shots:
  - {place: meadow, motion: pan left, narration: A fox wakes in a dry meadow., seconds: 2}
  - {place: river, motion: push in, seconds: 2}
"""
SLOT = (datetime.now(UTC) + timedelta(days=2)).strftime("%a 18:00")


@dataclass(frozen=True)
class OnAir:
    """A film that was published."""

    studio: Studio
    standins: Standins
    row: models.Video
    said: str
    thread: list[str]

    @property
    def video(self) -> Video:
        (found,) = self.standins.youtube.videos
        return found


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def on_air(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[OnAir]:
    workspace = tmp_path_factory.mktemp("air") / "workspace"
    with Standins() as standins:
        environment = {n: v for n, v in standins.environment.items() if "REFRESH" not in n}
        environment["FERNET_KEY"] = Fernet.generate_key().decode()
        account = {"channel_id": standins.youtube.channel.id}
        channel = {"youtube": account, "time_zone": "Europe/Berlin", "publish_slots": [SLOT]}
        async with studio(workspace, channel=channel, environment=environment) as stage:
            said = await connected(stage)
            await stage.start("bot")
            await stage.start("worker")
            async with Producer(stage.sandbox.control_url, "Robin") as robin:
                thread = await play(robin, ORDER, 2, stage.check, storyboard=BOARD)
                texts = [found.everything for found in await robin.messages(thread)]
            async with stage.database.transaction() as session:
                row = (await session.scalars(select(models.Video))).one()
            yield OnAir(stage, standins, row, said, texts)


async def connected(stage: Studio) -> str:
    """Run `slate youtube connect` as a person with a browser does; what it said."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "youtube", "connect", ORDER.channel),
        env=dict(stage.environment) | {"WORKSPACE_ROOT": str(stage.workspace)},
        cwd=Path(__file__).parents[2],
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    said = ""
    while "client_id=" not in said:
        line = (await process.stdout.readline()).decode()
        assert line, said
        said += line
    address = said.splitlines()[-1]
    async with httpx.AsyncClient(follow_redirects=True) as browser:
        assert (await browser.get(address)).status_code == httpx.codes.OK
    rest, _ = await process.communicate()
    assert process.returncode == 0
    return said + rest.decode()


async def test_the_channel_is_connected_to_the_account_that_is_meant(on_air: OnAir) -> None:
    assert "✅ Quiet Nature publishes to “Night Fox”" in on_air.said


async def test_it_is_private_until_its_slot(on_air: OnAir) -> None:
    status = on_air.video.status
    assert status["privacyStatus"] == "private"
    publish_at = datetime.fromisoformat(status["publishAt"])
    assert publish_at == on_air.row.publish_at
    assert publish_at.astimezone(UTC) > datetime.now(UTC)


async def test_captions_and_thumbnail_are_there(on_air: OnAir) -> None:
    assert (len(on_air.video.captions), len(on_air.video.thumbnails)) == (1, 1)


async def test_what_was_approved_says_when_and_where(on_air: OnAir) -> None:
    (asked,) = (text for text in on_air.thread if "**Seen:**" in text)
    assert "18:00 (Europe/Berlin), private until then" in asked
    assert on_air.standins.youtube.channel.id in asked
    assert "marked as altered or synthetic" in asked


async def test_its_address_is_told(on_air: OnAir) -> None:
    address = f"https://www.youtube.com/watch?v={on_air.video.id}"
    assert on_air.row.place == address
    assert any("Published on YouTube" in text and address in text for text in on_air.thread)


async def test_what_was_sent_is_what_was_approved(on_air: OnAir) -> None:
    async with on_air.studio.database.transaction() as session:
        query = select(models.Take.sha256).where(models.Take.step == Step.ASSEMBLY)
        (digest,) = await session.scalars(query)
    assert on_air.video.sha256 == digest


async def test_nothing_tells_a_secret(on_air: OnAir) -> None:
    secrets = [on_air.standins.youtube.channel.refresh_token, "secret-of-the-stand-ins"]
    logs = [on_air.studio.log_of(name).read_text() for name in ("bot", "worker")]
    for text in (*logs, *on_air.thread, on_air.said):
        assert not any(secret in text for secret in secrets)


async def test_the_requests_are_as_documented(on_air: OnAir) -> None:
    if contracts_folder() is None:
        pytest.skip("the contracts are not beside the checkout")
    assert violations_of_requests(on_air.standins.requests) == []
