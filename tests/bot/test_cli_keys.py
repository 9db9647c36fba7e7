"""`slate keys`, and what `slate channels check` says of prices and keys."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

import pytest
import pytest_asyncio
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import select

from bot import cli_keys
from pipeline import keys, models
from pipeline.database import Database
from pipeline.embedded import remove_database
from pipeline.errors import ConfigError, InvalidInput, NotFound
from pipeline.settings import Settings
from tests.bot import paying
from tests.bot.test_cli import CHANNEL, slate

SECRET = "kie-0123456789abcdef"


@pytest_asyncio.fixture
async def settings(workspace: Path, database: Database) -> Settings:
    """Of a channel that has had a film, and of where its keys can be kept."""
    configs = workspace / "channel_configs"
    configs.mkdir()
    (configs / "nature.yaml").write_text(CHANNEL)
    async with database.transaction() as session:
        session.add(models.Channel(key="nature", name="Nature", capacity=4, usd_per_day=50))
    return Settings(
        workspace_root=workspace,
        channel_configs_dir=configs,
        database_url=SecretStr(database.url.render_as_string(hide_password=False)),
        fernet_key=SecretStr(Fernet.generate_key().decode()),
    )


async def run(settings: Settings, action: str, channel: str = "nature") -> str:
    args = argparse.Namespace(action=action, channel=channel, provider="kling")
    return await cli_keys.run(args, settings)


async def test_a_key_is_kept_encrypted_listed_and_forgotten(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await run(settings, "list")).startswith("No channel has a key of its own")
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{SECRET}\n"))
    said = await run(settings, "set")
    assert said == "✅ nature has its own key of Kling (KIE.ai) now; its next take uses it."
    async with database.transaction() as session:
        (row,) = await session.scalars(select(models.OauthToken))
        kept = await keys.key_of(session, settings, "nature", "kling")
    assert SECRET not in row.token_encrypted
    assert kept is not None and kept.get_secret_value() == SECRET
    assert (await run(settings, "list")).startswith("nature: Kling (KIE.ai), set 20")
    assert "uses KIE_API_KEY of the environment again" in await run(settings, "forget")
    assert "has no key of its own" in await run(settings, "forget")


async def test_what_is_wrong_is_a_sentence(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    with pytest.raises(InvalidInput, match="That is no key: it is empty"):
        await run(settings, "set")
    with pytest.raises(NotFound, match="there is no channel “sea”"):
        await run(settings, "set", channel="sea")
    with pytest.raises(ConfigError, match="FERNET_KEY is not set"):
        await run(settings.model_copy(update={"fernet_key": None}), "set")


async def test_the_command_reads_the_key_and_says_nothing_of_it(
    workspace: Path, settings: Settings, database: Database
) -> None:
    assert settings.database_url is not None and settings.fernet_key is not None
    own = {
        "DATABASE_URL": settings.database_url.get_secret_value(),
        "FERNET_KEY": settings.fernet_key.get_secret_value(),
    }
    code, out, err = await slate(
        workspace, "keys", "set", "nature", "kling", stdin=f"{SECRET}\n", **own
    )
    assert (code, err) == (0, "") and out.startswith("✅ nature has its own key")
    assert SECRET not in out
    async with database.transaction() as session:
        kept = await keys.key_of(session, settings, "nature", "kling")
    assert kept is not None and kept.get_secret_value() == SECRET


async def test_a_database_without_tables_is_a_sentence(workspace: Path) -> None:
    code, _, err = await slate(workspace, "keys", "list")
    await remove_database(workspace)
    assert code == 2 and "run `slate migrate`" in err and "Traceback" not in err


async def test_channels_check_names_prices_and_keys_that_are_missing(workspace: Path) -> None:
    configs = workspace / "channel_configs"
    configs.mkdir()
    paying.open_channel(configs)
    code, out, _ = await slate(workspace, "channels", "check", GEMINI_API_KEY="a", KIE_API_KEY="b")
    assert code == 0 and "✅ sea: The Sea" in out
    assert "⚠️ sea: ELEVENLABS_API_KEY is not set. Its final films need it" in out
    assert "KIE_API_KEY is not set" not in out
    (configs / "_limits.yaml").write_text("prices: {gemini: {gemini-3.8-flash: {input_tokens: 1}}}")
    code, out, _ = await slate(workspace, "channels", "check")
    assert code == 1 and "✅" not in out
    model = "kling: kling/v2-5-turbo-image-to-video-pro"
    assert f"❌ sea.yaml: providers: _limits.yaml has no price of {model}, so nothing is" in out
    assert "gemini-3.8-flash" not in out
