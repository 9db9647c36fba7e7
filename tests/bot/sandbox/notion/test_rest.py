"""Tokens, versions, addresses and shapes of requests, and ordered faults."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from notion_client import AsyncClient

from bot.sandbox.notion.clock import MovableClock
from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.notion.person import NotionPerson
from tests.bot.sandbox.notion.conftest import Board, client_of, refusal, running, text

NOWHERE = "00000000-0000-4000-8000-000000000000"


async def bare(sandbox: SandboxNotion, method: str, path: str, **sent: object) -> httpx.Response:
    """A request the client itself would never send."""
    headers = {"Authorization": f"Bearer {sandbox.token}", "Notion-Version": "2026-03-11"}
    async with httpx.AsyncClient(base_url=sandbox.base_url, headers=headers) as client:
        return await client.request(method, path, **sent)  # type: ignore[arg-type]


async def test_wrong_token(sandbox: SandboxNotion) -> None:
    async with client_of(sandbox, auth="ntn_other") as client:
        refused = await refusal(client.users.me())
    assert (refused.status, refused.code) == (401, "unauthorized")
    assert sandbox.recording.violations == []  # whoever wrote it into the settings is to blame


async def test_revoked_token(sandbox: SandboxNotion, client: AsyncClient) -> None:
    await client.users.me()
    sandbox.revoke_token("ntn_new")
    assert (await refusal(client.users.me())).status == 401


async def test_no_token(sandbox: SandboxNotion) -> None:
    async with client_of(sandbox, auth=None) as client:
        assert (await refusal(client.users.me())).status == 401
    assert [item.status for item in sandbox.recording.violations] == [401]


async def test_tokens_are_not_recorded(sandbox: SandboxNotion, client: AsyncClient) -> None:
    await client.users.me()
    assert sandbox.token not in str(sandbox.recording.requests)
    assert sandbox.recording.requests[0]["headers"]["Authorization"] == "Bearer <redacted>"


@pytest.mark.parametrize(
    ("version", "code"), [("2025-09-03", "validation_error"), (None, "missing_version")]
)
async def test_version(sandbox: SandboxNotion, version: str | None, code: str) -> None:
    headers = {"Authorization": f"Bearer {sandbox.token}"}
    if version:
        headers["Notion-Version"] = version
    async with httpx.AsyncClient(base_url=sandbox.base_url, headers=headers) as client:
        answer = await client.get("/v1/users/me")
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert len(sandbox.recording.violations) == 1


async def test_unknown_address(sandbox: SandboxNotion) -> None:
    answer = await bare(sandbox, "GET", "/v1/databases/x/query")
    assert answer.json()["code"] == "invalid_request_url"
    assert sandbox.recording.violations


async def test_an_id_that_is_none(sandbox: SandboxNotion) -> None:
    answer = await bare(sandbox, "GET", "/v1/pages/fox")
    assert answer.status_code == 400
    assert 'path.page_id should be a valid uuid, instead was `"fox"`' in answer.json()["message"]


async def test_parameters_nobody_knows(sandbox: SandboxNotion) -> None:
    answer = await bare(sandbox, "GET", f"/v1/pages/{sandbox.page_id}?page_size=3")
    assert "query.page_size should be not present" in answer.json()["message"]


async def test_what_is_no_json(sandbox: SandboxNotion) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await bare(sandbox, "POST", "/v1/search", content=b"{", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_json")
    plain = await bare(sandbox, "POST", "/v1/search", content=b"{}")
    assert plain.json()["code"] == "invalid_json"


async def test_too_large_a_body(sandbox: SandboxNotion, client: AsyncClient, board: Board) -> None:
    pieces = [item for _ in range(100) for item in text("x" * 2000)]
    cells = {"Direction": {"rich_text": pieces}}
    fitting = {"parent": {"data_source_id": board.source}, "properties": cells}
    await client.pages.create(**fitting)
    await client.pages.create(**fitting, children=[_paragraph("x" * 2000)] * 100)
    refused = await refusal(client.pages.create(**fitting, children=[_paragraph("é" * 2000)] * 100))
    assert refused.status == 400
    assert "the limit is 500000" in str(refused)
    assert len(sandbox.recording.violations) == 1


def _paragraph(content: str) -> dict[str, object]:
    return {"type": "paragraph", "paragraph": {"rich_text": text(content)}}


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (409, "conflict_error"),
        (500, "internal_server_error"),
        (502, "notionhq_client_response_error"),  # codes the client has no name for
        (503, "service_unavailable"),
        (504, "gateway_timeout"),
        (529, "notionhq_client_response_error"),
    ],
)
async def test_an_error_that_was_ordered(
    sandbox: SandboxNotion, client: AsyncClient, board: Board, status: int, code: str
) -> None:
    sandbox.faults.order({"kind": status, "method": "POST", "path": "/pages$"})
    asked = {"parent": {"data_source_id": board.source}}
    refused = await refusal(client.pages.create(**asked))
    assert (refused.status, refused.code) == (status, code)
    assert sandbox.person("Robin").rows(board.source) == []
    await client.pages.create(**asked)
    assert sandbox.recording.violations == []


async def test_reset_connection(
    sandbox: SandboxNotion, client: AsyncClient, robin: NotionPerson, board: Board
) -> None:
    sandbox.faults.order({"kind": "reset"})
    with pytest.raises(httpx.HTTPError):
        await client.pages.create(parent={"data_source_id": board.source})
    assert robin.rows(board.source) == []


@pytest.mark.parametrize("gateway", [None, 504])
async def test_lost_answer(
    sandbox: SandboxNotion,
    client: AsyncClient,
    robin: NotionPerson,
    board: Board,
    gateway: int | None,
) -> None:
    order = {"kind": "lost_answer"} | ({"status": gateway} if gateway else {})
    sandbox.faults.order(order)
    with pytest.raises(Exception) as caught:
        await client.pages.create(parent={"data_source_id": board.source})
    assert getattr(caught.value, "status", None) == gateway
    assert len(robin.rows(board.source)) == 1  # it was done all the same


async def test_slow_answer_is_given_all_the_same(
    sandbox: SandboxNotion, robin: NotionPerson, board: Board
) -> None:
    sandbox.faults.order({"kind": "delay", "seconds": 0.4})
    async with client_of(sandbox, timeout_ms=100) as hasty:
        with pytest.raises(Exception, match="timed out"):
            await hasty.pages.create(parent={"data_source_id": board.source})
    for _ in range(100):
        if robin.rows(board.source):
            break
        await asyncio.sleep(0.05)
    assert len(robin.rows(board.source)) == 1


async def test_retry_after_beyond_a_minute(clock: MovableClock) -> None:
    async with running(clock=clock) as sandbox, client_of(sandbox) as client:
        sandbox.faults.order({"kind": 429, "seconds": 90, "everywhere": True})
        refused = await refusal(client.users.me())
        assert refused.headers["Retry-After"] == "90"
        assert refused.additional_data == {
            "retry_after": 90,
            "rate_limit_reason": "public_api_space_request_rate_limit",
        }
        clock.advance(60)
        too_early = await refusal(client.users.me())
        assert int(too_early.headers["Retry-After"]) <= 30
        clock.advance(31)
        await client.users.me()
        limits = sandbox.rate_limits
        assert (limits.refused, limits.early, len(limits.arrivals)) == (2, 1, 3)
        assert sandbox.recording.violations == []


async def test_the_client_itself_waits_as_it_is_told(sandbox: SandboxNotion) -> None:
    sandbox.faults.order({"kind": 429, "seconds": 1})
    async with client_of(sandbox, retry=True) as patient:
        await patient.users.me()
    assert (sandbox.rate_limits.refused, sandbox.rate_limits.early) == (1, 0)


async def test_faults_hit_only_what_they_name(sandbox: SandboxNotion, client: AsyncClient) -> None:
    sandbox.faults.order({"kind": 503, "method": "GET", "path": "/users", "times": 2})
    await client.search()
    assert [(await refusal(client.users.me())).status for _ in range(2)] == [503, 503]
    await client.users.me()
    sandbox.faults.order({"kind": "reset", "times": 1000})
    sandbox.faults.clear()
    await client.users.me()


async def test_not_found_blames_nobody(sandbox: SandboxNotion, client: AsyncClient) -> None:
    refused = await refusal(client.pages.retrieve(NOWHERE))
    assert (refused.status, refused.code) == (404, "object_not_found")
    assert f"Could not find page with ID: {NOWHERE}." in str(refused)
    assert 'shared with your integration "Slate"' in str(refused)
    assert sandbox.recording.violations == []
