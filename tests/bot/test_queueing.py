"""`/video queue` of a channel with a library, with the real client in a local Discord."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.client import SlateClient
from bot.sandbox.person import Person
from bot.tools import Tools
from pipeline import models
from pipeline.library import KeptLibrary
from pipeline.settings import REPOSITORY
from tests.pipeline.libraries import two_pictures

TEXTS: dict[str, Any] = {"title": "At sea", "topic": "a fox", "story_direction": "She sails."}
SHOT = {"place": "harbour", "character": "Robin", "motion": "pan left", "voice": "Narrator"}


@pytest.fixture
def tools(tools: Tools) -> Tools:
    """With the scripts that really look at pictures."""
    real = {"scripts_dir": REPOSITORY / "scripts"}
    return replace(tools, settings=tools.settings.model_copy(update=real))


@pytest.fixture
def sea(tools: Tools) -> Path:
    """The library of a channel of its own."""
    configs = tools.settings.channel_configs_dir
    (configs / "sea.yaml").write_text("name: The Sea\nlibrary: quiet\nshots: 2\n")
    return two_pictures(configs)


async def kept(tools: Tools) -> list[KeptLibrary]:
    async with tools.database.transaction() as session:
        plans = await session.scalars(select(models.Video.plan))
        return [KeptLibrary.model_validate(plan["library"]) for plan in plans]


async def said(robin: Person, **options: Any) -> str:
    answer = await robin.command("video queue", channel="sea", **options)
    assert answer.first is not None, answer.reason
    return answer.first.everything


async def test_a_film_takes_its_channels_library_along(
    client: SlateClient, tools: Tools, robin: Person, sea: Path
) -> None:
    assert "Queued as #1" in await said(robin, **TEXTS)
    (library,) = await kept(tools)
    picture = library.assets["Robin"].picture
    assert picture is not None and await tools.storage.exists(picture.key)
    assert library.voices["Narrator"].name == "amber"


async def test_a_storyboard_of_ones_own_may_use_it_by_name(
    client: SlateClient, tools: Tools, robin: Person, sea: Path
) -> None:
    given = json.dumps({"title": "At sea", "shots": [SHOT]}).encode()
    assert "Queued as #1" in await said(robin, storyboard=("sea.json", given))
    wrong = json.dumps({"title": "At sea", "shots": [SHOT | {"voice": "Nobody"}]}).encode()
    assert "shot 1: voice “Nobody” is not in the channel's library" in await said(
        robin, storyboard=("sea.json", wrong)
    )
    async with tools.database.transaction() as session:
        (plan,) = await session.scalars(select(models.Video.plan))
    assert [asset["name"] for asset in plan["given"]["assets"]] == ["Harbour", "Robin"]


async def test_a_picture_that_is_broken_queues_nothing_and_says_so(
    client: SlateClient, tools: Tools, robin: Person, sea: Path
) -> None:
    (sea / "robin.png").write_bytes(b"no picture")
    answer = await said(robin, **TEXTS)
    assert "The library of “sea” cannot be used: quiet/library.yaml: assets.Robin.picture" in answer
    (sea / "robin.png").unlink()
    answer = await said(robin, **TEXTS)
    assert "The channel “sea” cannot be used: sea.yaml: quiet/library.yaml: assets.Rob" in answer
    assert await kept(tools) == []


async def test_a_broken_library_stops_no_other_channel(
    client: SlateClient, tools: Tools, robin: Person, sea: Path
) -> None:
    (sea / "library.yaml").write_text("assets: [")
    assert "quiet/library.yaml is not YAML" in await said(robin, **TEXTS)
    answer = await robin.command("video queue", channel="nature", **TEXTS)
    assert answer.first is not None and "Queued as #1" in answer.first.everything
