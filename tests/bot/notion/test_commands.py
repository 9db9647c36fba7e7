"""`slate notion create` and `check`, as they are typed, against the sandbox."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import SecretStr

from bot.notion import commands, pacing
from bot.sandbox.notion.notion_server import SandboxNotion
from pipeline.errors import ConfigError, NotFound
from pipeline.lifecycle import LABELS
from pipeline.settings import Settings
from tests.bot.notion.conftest import HURRIED

Json = dict[str, Any]


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands' own connection keeps to Notion's pace, which is not what is tested here."""
    monkeypatch.setattr(pacing, "WINDOW_SECONDS", HURRIED)


@pytest.fixture
def settings(sandbox: SandboxNotion, tmp_path: Path) -> Settings:
    return Settings(
        _env_file=None,
        channel_configs_dir=tmp_path,
        workspace_root=tmp_path / "workspace",
        notion_token=SecretStr(sandbox.token),
        notion_base_url=sandbox.base_url,
    )


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    commands.add_commands(parser.add_subparsers(dest="command"))
    return parser.parse_args(["notion", *words])


async def typed(settings: Settings, *words: str) -> int:
    args = parsed(*words)
    code: int = await args.run(args, settings)
    return code


def channel(settings: Settings, key: str, **more: str) -> None:
    path = settings.channel_configs_dir / f"{key}.yaml"
    path.write_text(yaml.safe_dump({"name": key.title(), **more}))


async def test_a_database_is_made_and_then_fits(
    sandbox: SandboxNotion, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    channel(settings, "nature")
    channel(settings, "history")
    assert await typed(settings, "create", "--page", sandbox.page_id, "--title", "Board") == 0
    told = capsys.readouterr().out
    (source,) = sandbox.workspace.data_sources
    assert "✅ The database “Board” is made: http" in told
    assert f"notion_data_source: {source}" in told
    assert "history.yaml, nature.yaml" in told
    assert "NOTION_TOKEN" in told
    assert sandbox.token not in told

    channel(settings, "nature", notion_data_source=source)
    channel(settings, "history", notion_data_source=f"collection://{source}")
    assert await typed(settings, "check") == 0
    told = capsys.readouterr().out
    assert "✅ The connection “Slate” is one of “Sandbox”." in told
    assert "✅ “Board” (history, nature) has everything." in told
    assert "❌" not in told


async def test_each_difference_is_named_with_its_remedy_and_mended(
    sandbox: SandboxNotion, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    channel(settings, "nature")
    await typed(settings, "create", "--page", sandbox.page_id)
    (source,) = sandbox.workspace.data_sources
    channel(settings, "nature", notion_data_source=source)
    channel(settings, "cooking", notion_data_source=source)
    robin = sandbox.person("Robin")
    robin.delete_column(source, "Cost")
    robin.delete_option(source, "Status", LABELS[0])
    robin.rename_column(source, "Topic", "Topics")
    capsys.readouterr()

    assert await typed(settings, "check") == 1
    told = capsys.readouterr().out
    assert "❌ “Films” (cooking, nature) differs:" in told
    for line in (
        "“Cost” is missing. Add a property of the type Number",
        f"“Status” lacks “{LABELS[0]}”. Add it with exactly these words",
        "“Channel” lacks “cooking”.",
        "“Topic” is missing; “Topics” looks like it. Rename “Topics” to “Topic”",
    ):
        assert line in told

    assert await typed(settings, "check", "nature", "--repair") == 1
    told = capsys.readouterr().out
    assert told.count("✅ Mended:") == 3
    assert told.count("   ❌") == 1
    robin.rename_column(source, "Topics", "Topic")
    assert await typed(settings, "check", "cooking") == 0


async def test_channels_without_notion_are_left_alone_unless_they_are_named(
    sandbox: SandboxNotion, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    channel(settings, "nature")
    assert await typed(settings, "check") == 1
    assert (
        "nature.yaml has no `notion_data_source`: `slate notion create`" in capsys.readouterr().out
    )
    await typed(settings, "create", "--page", sandbox.page_id)
    channel(settings, "history", notion_data_source=next(iter(sandbox.workspace.data_sources)))
    assert await typed(settings, "check", "--repair") == 0
    assert await typed(settings, "check") == 0
    assert await typed(settings, "check", "nature") == 1
    await typed(settings, "create", "--page", sandbox.page_id, "--title", "Meals")
    channel(settings, "cooking", notion_data_source=list(sandbox.workspace.data_sources)[1])
    capsys.readouterr()
    assert await typed(settings, "check", "history") == 0
    told = capsys.readouterr().out
    assert "“Films” (history)" in told
    assert "Meals" not in told


async def test_a_database_that_cannot_be_used_costs_its_own_channel_only(
    sandbox: SandboxNotion, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    channel(settings, "nature")
    await typed(settings, "create", "--page", sandbox.page_id)
    channel(settings, "nature", notion_data_source=next(iter(sandbox.workspace.data_sources)))
    channel(settings, "hidden", notion_data_source="0" * 32)
    channel(settings, "page", notion_data_source=sandbox.page_id)
    (settings.channel_configs_dir / "broken.yaml").write_text("name: [x\n")
    assert await typed(settings, "check") == 1
    told = capsys.readouterr().out
    assert "❌ hidden.yaml, notion_data_source: The connection cannot see" in told
    assert "❌ page.yaml, notion_data_source: This link leads to a page that holds “Films”" in told
    assert "❌ broken.yaml" in told
    assert "✅ “Films” (nature) has everything." in told
    assert await typed(settings, "check", "nature") == 0
    assert await typed(settings, "check", "broken") == 1
    with pytest.raises(NotFound, match=r"no channel “fox”\. Channels are: broken, hidden"):
        await typed(settings, "check", "fox")


async def test_an_empty_folder_is_no_success(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await typed(settings, "check") == 1
    assert "holds no channel" in capsys.readouterr().out


async def test_without_a_token_it_is_told_where_to_get_one(settings: Settings) -> None:
    without = settings.model_copy(update={"notion_token": None})
    with pytest.raises(ConfigError, match="NOTION_TOKEN is not set"):
        await typed(without, "check")


@pytest.mark.parametrize("words", [[], ["create"], ["check", "a", "b"], ["mend"]])
def test_what_is_typed_wrong_is_refused(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parsed(*words)
    assert ended.value.code == 2
