"""The real client in a local Discord, with films that stand where a test wants them."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
import structlog
from pydantic import SecretStr

from bot.client import SlateClient, build_client
from bot.sandbox.discord_server import SandboxDiscord
from bot.sandbox.person import Person
from bot.tools import Tools
from pipeline import limits
from pipeline.database import Database
from pipeline.settings import Settings
from pipeline.storage import open_storage
from tests.bot import paying

TOKEN = "a-token-of-the-sandbox"
FAKES = Path(__file__).parent.parent / "fake_scripts"
REVIEWER_ROLE = "Reviewer"  # Robin has it, Sam has not


@pytest.fixture(scope="session", autouse=True)
def plain_traces() -> None:
    """structlog's coloured traces with all variables take seconds, which an answer has not."""
    renderer = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[structlog.processors.add_log_level, renderer])


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[SandboxDiscord]:
    """A Discord of the test's own; at the end it must have seen nothing it does not allow.

    It has no rate limits: films are put before it faster than people make them.
    """
    async with SandboxDiscord(token=TOKEN, rate_limits=False) as running:
        yield running
    assert running.recording.violations == []


@pytest.fixture
def channel_configs(tmp_path: Path) -> Path:
    """The folder of the YAMLs; two channels, and one that is broken."""
    folder = tmp_path / "channels"
    folder.mkdir()
    (folder / "nature.yaml").write_text(
        f"name: Quiet Nature\nreviewer_roles: [{REVIEWER_ROLE}]\nshots: 3\n"
    )
    (folder / "history.yaml").write_text("name: Loud History\nshots: 2\n")
    (folder / "broken.yaml").write_text("name: [Broken\n")
    return folder


@pytest.fixture
def paid_channel(channel_configs: Path) -> None:
    """One more channel, whose final films cost money."""
    paying.open_channel(channel_configs)


@pytest.fixture
def forget_prices(
    paid_channel: None, channel_configs: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], None]:
    """Takes the prices out of the limits' file, which is read again at once."""

    def forget() -> None:
        (channel_configs / "_limits.yaml").write_text("prices: {}\n", encoding="utf-8")
        monkeypatch.setattr(limits, "READ_AGAIN_SECONDS", 0.0)

    return forget


@pytest.fixture
def preview_scripts(tmp_path: Path) -> Path:
    """A folder whose preview script takes no time; what the real one makes is tested beside it."""
    folder = tmp_path / "preview_scripts"
    folder.mkdir()
    shutil.copy(FAKES / "makes_small_previews.py", folder / "create_preview.py")
    return folder


@pytest.fixture
def tools(
    sandbox: SandboxDiscord,
    database: Database,
    workspace: Path,
    channel_configs: Path,
    preview_scripts: Path,
) -> Tools:
    """What the bot is made of, pointed at the local Discord."""
    settings = Settings(
        workspace_root=workspace,
        channel_configs_dir=channel_configs,
        scripts_dir=preview_scripts,
        discord_token=SecretStr(TOKEN),
        discord_guild_id=sandbox.world.guild.id,
        discord_api_url=sandbox.api_url,
        discord_gateway_url=sandbox.gateway_url,
    )
    return Tools(settings, database, open_storage(settings))


@asynccontextmanager
async def running(tools: Tools) -> AsyncIterator[SlateClient]:
    """The client, logged in; it leaves at the end."""
    client = build_client(tools)
    client._connection.guild_ready_timeout = 0.05  # the sandbox sends its guild at once
    async with client:
        connected = asyncio.create_task(client.start(TOKEN))
        ready = asyncio.create_task(client.first_ready.wait())
        first = asyncio.FIRST_COMPLETED
        done, _ = await asyncio.wait({connected, ready}, timeout=30, return_when=first)
        assert done, "the sandbox never greeted the bot"
        if connected.done():
            connected.result()
        yield client
        await client.close()
        await connected


@pytest_asyncio.fixture
async def client(tools: Tools) -> AsyncIterator[SlateClient]:
    """The client, logged in."""
    async with running(tools) as logged_in:
        yield logged_in


@pytest_asyncio.fixture
async def robin(sandbox: SandboxDiscord) -> AsyncIterator[Person]:
    """A reviewer."""
    async with Person(sandbox.control_url, "Robin") as person:
        yield person


@pytest_asyncio.fixture
async def sam(sandbox: SandboxDiscord) -> AsyncIterator[Person]:
    """Somebody who is no reviewer."""
    async with Person(sandbox.control_url, "Sam") as person:
        yield person
