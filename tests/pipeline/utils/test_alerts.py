"""Alerts against a local server that answers as told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from structlog.testing import capture_logs

from pipeline.utils.alerts import TEXT_LIMIT, TRIES, send_alert


class Webhook:
    """Answers with the given statuses, then with 204, and remembers what it got."""

    def __init__(self) -> None:
        self.url = ""
        self.answers: list[int] = []
        self.got: list[dict[str, Any]] = []

    async def answer(self, request: web.Request) -> web.Response:
        self.got.append(await request.json())
        return web.Response(status=self.answers.pop(0) if self.answers else 204)


@pytest.fixture
async def webhook() -> AsyncIterator[Webhook]:
    made = Webhook()
    app = web.Application()
    app.router.add_post("/webhooks/1/secret", made.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    made.url = f"http://{host}:{port}/webhooks/1/secret"
    yield made
    await runner.cleanup()


async def send(url: str | None, text: str) -> bool:
    return await send_alert(url, text, pauses=(0, 0))


async def test_it_arrives_and_pings_nobody(webhook: Webhook) -> None:
    assert await send(webhook.url, "the worker is gone @everyone")
    assert webhook.got == [
        {"content": "the worker is gone @everyone", "allowed_mentions": {"parse": []}}
    ]


async def test_a_long_text_is_cut(webhook: Webhook) -> None:
    assert await send(webhook.url, "🔥" * 5000)
    assert webhook.got[0]["content"] == "🔥" * TEXT_LIMIT


@pytest.mark.parametrize("statuses", [[429], [500, 503]])
async def test_it_is_sent_again_when_that_may_help(webhook: Webhook, statuses: list[int]) -> None:
    webhook.answers = [*statuses]
    assert await send(webhook.url, "text")
    assert len(webhook.got) == len(statuses) + 1


async def test_it_gives_up_after_its_tries(webhook: Webhook) -> None:
    webhook.answers = [500] * 9
    assert not await send(webhook.url, "text")
    assert len(webhook.got) == TRIES


@pytest.mark.parametrize("status", [400, 401, 403, 404])
async def test_it_is_not_sent_again_when_that_cannot_help(webhook: Webhook, status: int) -> None:
    webhook.answers = [status]
    with capture_logs() as logged:
        assert not await send(webhook.url, "text")
    assert len(webhook.got) == 1
    assert logged[0]["reason"] == f"HTTP {status}"
    assert "secret" not in str(logged)


@pytest.mark.parametrize("url", [None, "", "http://127.0.0.1:9/secret", "no address", "http://["])
async def test_it_never_raises_but_logs_the_text(url: str | None) -> None:
    with capture_logs() as logged:
        assert not await send(url, "what happened")
    assert logged[0]["text"] == "what happened"
    assert "secret" not in str(logged)
