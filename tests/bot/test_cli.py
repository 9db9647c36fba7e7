"""The `slate` command: exit codes, and what it prints."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

import pytest

from bot.sandbox.discord_server import SandboxDiscord
from pipeline.embedded import remove_database
from tests.pipeline.libraries import two_pictures

CHANNEL = "name: Nature\n"


async def slate(
    workspace: Path, *arguments: str, stdin: str = "", **environment: str
) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of one run."""
    process = await started(workspace, *arguments, **environment)
    out, err = await asyncio.wait_for(process.communicate(stdin.encode()), 60)
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()


async def started(
    workspace: Path, *arguments: str, **environment: str
) -> asyncio.subprocess.Process:
    configs = workspace / "channel_configs"
    configs.mkdir(exist_ok=True)
    own = {"WORKSPACE_ROOT": str(workspace), "CHANNEL_CONFIGS_DIR": str(configs)}
    kept = {name: os.environ[name] for name in ("HOME", "PATH") if name in os.environ}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        env=kept | own | environment,
        cwd=workspace,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def test_health_without_a_database_starts_none(workspace: Path) -> None:
    code, out, _ = await slate(workspace, "health")
    assert code == 1
    assert json.loads(out)["database"] is False
    assert not (workspace / "database").exists()


async def test_migrate_then_health_sees_a_database_and_nobody_alive(
    workspace: Path, database_url: str
) -> None:
    assert (await slate(workspace, "migrate", DATABASE_URL=database_url))[0] == 0
    code, out, _ = await slate(workspace, "health", DATABASE_URL=database_url)
    found = json.loads(out)
    assert (code, found["ok"], found["database"], found["workers"]) == (1, False, True, 0)


async def test_up_is_healthy_and_ends_in_order(workspace: Path) -> None:
    async with SandboxDiscord() as sandbox:
        settings = {
            "DISCORD_TOKEN": "sandbox",
            "DISCORD_GUILD_ID": str(sandbox.world.guild.id),
            "DISCORD_API_URL": sandbox.api_url,
            "DISCORD_GATEWAY_URL": sandbox.gateway_url,
        }
        up = await started(workspace, "up", **settings)
        assert up.stdout is not None
        seen = b""
        async with asyncio.timeout(60):
            while not (b"worker.ready" in seen and b"bot.ready" in seen):
                seen += await up.stdout.readline()
        draining = asyncio.create_task(up.communicate())
        code, out, _ = await slate(workspace, "health", **settings)
        assert (code, json.loads(out)["ok"]) == (0, True)
        up.send_signal(signal.SIGTERM)
        await asyncio.wait_for(draining, 40)
        assert up.returncode == 0
    await remove_database(workspace)


async def test_a_bot_without_a_token_says_what_to_do(workspace: Path, database_url: str) -> None:
    code, _, err = await slate(workspace, "bot", DATABASE_URL=database_url)
    assert code == 2
    assert "DISCORD_TOKEN is not set" in err


@pytest.mark.parametrize(
    ("files", "code", "said"),
    [
        ({}, 1, "holds no channel"),
        ({"nature.yaml": CHANNEL}, 0, "✅ nature: Nature"),
        ({"nature.yaml": CHANNEL, "sea.yaml": "name: Sea\nshots: many\n"}, 1, "❌ sea.yaml: shots"),
    ],
)
async def test_channels_check(workspace: Path, files: dict[str, str], code: int, said: str) -> None:
    (workspace / "channel_configs").mkdir()
    for name, text in files.items():
        (workspace / "channel_configs" / name).write_text(text)
    found, out, _ = await slate(workspace, "channels", "check")
    assert found == code
    assert said in out


async def test_channels_check_looks_into_the_libraries(workspace: Path) -> None:
    configs = workspace / "channel_configs"
    folder = two_pictures(configs)
    (configs / "sea.yaml").write_text("name: Sea\nlibrary: quiet\n")
    (configs / "nature.yaml").write_text(CHANNEL)
    code, out, _ = await slate(workspace, "channels", "check")
    assert (code, "✅ sea: Sea" in out) == (0, True)
    (folder / "robin.png").write_bytes(b"no picture")
    code, out, _ = await slate(workspace, "channels", "check")
    assert (code, "✅ nature: Nature" in out, "✅ sea" in out) == (1, True, False)
    assert "❌ sea.yaml: quiet/library.yaml: assets.Robin.picture is no PNG, JPEG or WebP" in out


async def test_discord_invite_asks_who_the_bot_is(workspace: Path) -> None:
    async with SandboxDiscord() as sandbox:
        asked = {"DISCORD_TOKEN": "sandbox", "DISCORD_API_URL": sandbox.api_url}
        code, out, _ = await slate(workspace, "discord", "invite", **asked)
        assert code == 0
        assert f"client_id={sandbox.world.bot.id}" in out
        assert "Message Content" in out


async def test_discord_invite_without_a_token_says_what_to_do(workspace: Path) -> None:
    code, _, err = await slate(workspace, "discord", "invite")
    assert code == 2
    assert "DISCORD_TOKEN is not set" in err


async def test_a_wrong_environment_is_named(workspace: Path) -> None:
    code, _, err = await slate(workspace, "health", CPU_SLOTS="none")
    assert code == 2
    assert "CPU_SLOTS" in err


async def test_a_demo_of_no_shots_is_refused(workspace: Path) -> None:
    code, out, _ = await slate(workspace, "demo", "--shots", "0")
    assert code == 2
    assert "--shots must be between 1 and 60" in out
