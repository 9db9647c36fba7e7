"""Connecting a channel: consent by loopback and by paste, the right account, the token encrypted."""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import pytest_asyncio
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import select

from bot.youtube import connecting
from bot.youtube.loopback import answer_of
from pipeline import keys, models, tokens
from pipeline.database import Database
from pipeline.errors import ConfigError, InvalidInput, NotFound, NotPossible
from pipeline.settings import Settings
from tests.standins import Standins


@pytest.fixture
def google() -> Iterator[Standins]:
    with Standins() as standins:
        yield standins


@pytest_asyncio.fixture
async def settings(workspace: Path, database: Database, google: Standins) -> Settings:
    configs = workspace / "channel_configs"
    configs.mkdir()
    account = google.youtube.channel.id
    text = f"name: Nature\nyoutube: {{channel_id: {account}}}\n"
    (configs / "nature.yaml").write_text(text)
    (configs / "plain.yaml").write_text("name: Plain\n")
    told = {name.lower(): value for name, value in google.environment.items()}
    known: dict[str, Any] = {name: told[name] for name in told if name in Settings.model_fields}
    return Settings(
        workspace_root=workspace,
        channel_configs_dir=configs,
        database_url=SecretStr(database.url.render_as_string(hide_password=False)),
        fernet_key=SecretStr(Fernet.generate_key().decode()),
        **known,
    )


async def connect(
    settings: Settings, capsys: pytest.CaptureFixture[str], **options: Any
) -> tuple[str, str]:
    """Connect as a person with a browser would; what was said, and the address that was opened."""
    running = asyncio.create_task(connecting.connect(settings, "nature", **options))
    said = ""
    try:
        while "client_id=" not in said:
            await asyncio.sleep(0.01)
            said += capsys.readouterr().out
            if running.done():
                await running
        (address,) = (line for line in said.splitlines() if "client_id=" in line)
        async with httpx.AsyncClient(follow_redirects=True) as browser:
            page = await browser.get(address)
            assert page.status_code == 200 and "close this page" in page.text
        await running
    finally:
        running.cancel()
    return said + capsys.readouterr().out, address


async def kept(settings: Settings, database: Database) -> str | None:
    async with database.transaction() as session:
        key = await keys.key_of(session, settings, "nature", "youtube")
    return key.get_secret_value() if key else None


async def test_consent_comes_back_to_this_machine(
    settings: Settings, database: Database, google: Standins, capsys: pytest.CaptureFixture[str]
) -> None:
    said, address = await connect(settings, capsys)
    account = google.youtube.channel
    assert f"✅ Nature publishes to “Night Fox” ({account.id}) now." in said
    assert await kept(settings, database) == account.refresh_token
    assert account.refresh_token not in said
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"] and asked["access_type"] == ["offline"]
    assert "youtube.upload" in asked["scope"][0]
    async with database.transaction() as session:
        (row,) = await session.scalars(select(models.OauthToken))
    assert account.refresh_token not in row.token_encrypted and row.expires_at is None


async def test_on_a_server_the_address_is_pasted(
    settings: Settings,
    database: Database,
    google: Standins,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Pasted:
        """Somebody at a keyboard: opens the address elsewhere, and pastes where it ended."""

        def readline(self) -> str:
            said = capsys.readouterr().out
            (address,) = (line for line in said.splitlines() if "client_id=" in line)
            answer = httpx.get(address, follow_redirects=False)
            return f"  {answer.headers['location']}\n"

    monkeypatch.setattr(sys, "stdin", Pasted())
    await connecting.connect(settings, "nature", is_pasted=True)
    assert await kept(settings, database) == google.youtube.channel.refresh_token


async def test_another_account_is_not_kept(
    settings: Settings, database: Database, google: Standins, capsys: pytest.CaptureFixture[str]
) -> None:
    accounts = google.youtube.accounts
    google.youtube.oauth.consenting = accounts.open_channel("Somebody Else", "another-token")
    with pytest.raises(NotPossible, match=r"“Somebody Else” .*, but nature.yaml says"):
        await connect(settings, capsys)
    assert await kept(settings, database) is None


async def test_who_says_no_connects_nothing(
    settings: Settings, database: Database, google: Standins, capsys: pytest.CaptureFixture[str]
) -> None:
    google.youtube.oauth.denies = "access_denied"
    with pytest.raises(NotPossible, match=r"there was no consent .access_denied"):
        await connect(settings, capsys)
    assert await kept(settings, database) is None


async def test_an_answer_to_another_question_is_refused(
    settings: Settings,
    database: Database,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("http://127.0.0.1/?code=stolen&state=theirs\n"))
    with pytest.raises(NotPossible, match="belongs to another question"):
        await connecting.connect(settings, "nature", is_pasted=True)
    assert await kept(settings, database) is None


async def test_a_token_that_dies_soon_is_announced_once_a_day(
    settings: Settings, database: Database, google: Standins, capsys: pytest.CaptureFixture[str]
) -> None:
    google.youtube.oauth.lifetime_of_refresh = 7 * 24 * 3600
    said, _ = await connect(settings, capsys)
    assert "⚠️ Google ends this on" in said
    async with database.transaction() as session:
        assert await tokens.about_to_die(session) == []
        (row,) = await session.scalars(select(models.OauthToken))
        assert row.expires_at is not None
        row.expires_at -= timedelta(days=6)
    for expected in (1, 0):
        async with database.transaction() as session:
            told = await tokens.about_to_die(session)
        assert len(told) == expected
        assert all("Run `slate youtube connect nature`." in sentence for sentence in told)


@pytest.mark.parametrize(
    ("channel", "changed", "error", "why"),
    [
        ("plain", {}, ConfigError, "no `youtube` section"),
        ("nobody", {}, NotFound, "there is no channel “nobody”"),
        ("nature", {"youtube_client_secret": None}, ConfigError, "YOUTUBE_CLIENT_SECRET are not"),
        ("nature", {"fernet_key": None}, ConfigError, "FERNET_KEY is not set"),
    ],
)
async def test_what_is_missing_is_said_before_anybody_consents(
    settings: Settings,
    capsys: pytest.CaptureFixture[str],
    channel: str,
    changed: dict[str, Any],
    error: type[Exception],
    why: str,
) -> None:
    with pytest.raises(error, match=why):
        await connecting.connect(settings.model_copy(update=changed), channel)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("text", ["", "hello", "http://127.0.0.1:1/", "http://127.0.0.1:1/?x=1"])
def test_what_is_no_answer_is_told(text: str) -> None:
    with pytest.raises(InvalidInput, match="holds `code=`"):
        answer_of(text)
