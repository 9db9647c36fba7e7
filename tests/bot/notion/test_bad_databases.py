"""Databases that are not as they should be: people are told, and nobody else is disturbed."""

from __future__ import annotations

import asyncio

import pytest
import structlog

from bot.notion.errors import NotionRefused, Reason
from bot.notion.ids import notion_id
from bot.sandbox.notion.notion_server import SandboxNotion
from tests.bot import filming
from tests.bot.notion.desk import CHANNELS, Desk


async def test_a_database_that_is_not_shared_is_told_and_caught_up_with_later(
    office: Desk,
) -> None:
    row = await office.at_the_storyboard()
    board = office.sandbox.workspace.data_sources[office.source].database_id
    office.robin.unshare(office.sandbox.page_id)
    office.sandbox.workspace.databases[board].shared = False
    with pytest.raises(NotionRefused, match="not shared") as refused:
        await office.poller.poll(office.source, list(CHANNELS))
    assert refused.value.reason is Reason.NOT_SHARED
    video = await office.film(row)
    await filming.approve(office.tools, video.id)
    with pytest.raises(NotionRefused, match="not shared"):
        await office.mirror.show(video.id)
    elsewhere = await filming.queued(office.tools)
    with pytest.raises(NotionRefused, match="not shared"):
        await office.mirror.show(elsewhere)

    office.robin.share(office.sandbox.page_id)
    await office.look()
    assert office.read(row)["Status"] == "Approved - Storyboard"
    assert len(office.robin.rows(office.source)) == 2  # the other film has its row now


async def test_a_wrong_token_is_told_once(office: Desk) -> None:
    await office.at_the_storyboard()
    office.sandbox.revoke_token("another")
    with structlog.testing.capture_logs() as logs:
        for _ in range(3):
            await office.poller._poll_safely(office.source, list(CHANNELS))
    told = [one["problem"] for one in logs if one["event"] == "notion.problem"]
    assert len(told) == 1 and "The Notion token is wrong" in told[0]


async def test_a_page_instead_of_a_database_is_told(office: Desk) -> None:
    page = office.robin.add_page("Not a database", shared=True)
    with pytest.raises(NotionRefused):
        await office.poller.poll(notion_id(page), ["nature"])


async def test_one_databases_trouble_is_no_others(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One hangs for as long as it is waited for, and one is no database; the third is looked at."""
    hangs = office.robin.add_database("Slow", {"Title": "title"}, parent=office.sandbox.page_id)
    slow = office.robin.data_source_of(hangs)
    page = office.robin.add_page("Not a database", shared=True)
    sources = {"slow": slow, "wrong": page, "nature": office.source}
    for key, source in sources.items():
        text = f"name: The {key}\nshots: 3\nnotion_data_source: {source}\n"
        path = office.tools.settings.channel_configs_dir / f"{key}.yaml"
        path.write_text(text, encoding="utf-8")
    office.sandbox.faults.order({"kind": "delay", "path": slow, "seconds": 20.0, "times": 99})
    row = office.plan()
    office.set(row, Status="Queued")
    polling = asyncio.create_task(office.poller.keep_polling())
    await office.robin.wait_until(row, lambda shown: shown["Status"] == "Queued")
    async with asyncio.timeout(10):
        while await office.film_of(row) is None:
            await asyncio.sleep(0.05)
    polling.cancel()
    with pytest.raises(asyncio.CancelledError):
        await polling


async def test_several_databases_for_several_channels(office: Desk, sandbox: SandboxNotion) -> None:
    """A row belongs to a channel of its own database; a database of one channel needs no Channel."""
    made = office.robin.add_database(
        "History",
        {"Title": "title", "Status": ["Draft", "Queued"], "Error Log": "rich_text"},
        parent=office.sandbox.page_id,
    )
    history = office.robin.data_source_of(made)
    (office.tools.settings.channel_configs_dir / "history.yaml").write_text(
        f"name: Loud History\nshots: 2\nnotion_data_source: {history}\n", encoding="utf-8"
    )
    named = await office.poller._named()
    assert named == {office.source: ["nature"], history: ["history"]}
    mine = office.robin.add_row(history, {"Title": "Rome", "Status": "Queued"})
    wrong = office.plan(Channel="history")
    office.set(wrong, Status="Queued")
    for source, channels in named.items():
        await office.poller.poll(source, channels)
    assert (await office.film(mine)).channel == "history"
    assert "There is no channel “history” here: nature." in office.read(wrong)["Error Log"]
