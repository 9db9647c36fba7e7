"""What Notion refuses, what is refused before it is asked, and what people are told of both."""

from __future__ import annotations

import httpx
import pytest
from pydantic import SecretStr

from bot.notion.connection import Connection
from bot.notion.errors import NotionRefused, Reason
from pipeline.errors import ConfigError
from tests.bot.notion.standin import TOKEN, Standin, refusal
from tests.bot.notion.virtual_time import run

PAGE = "11111111-2222-3333-4444-555555555555"
BASE = "66666666-7777-8888-9999-000000000000"

SHARE = r"not shared.*••• → Connections → your connection"


@pytest.mark.parametrize(
    ("answer", "reason", "said"),
    [
        (refusal(401, "unauthorized", "API token is invalid."), Reason.TOKEN, "NOTION_TOKEN"),
        (refusal(403, "restricted_resource", "No."), Reason.FORBIDDEN, "Update content"),
        (
            refusal(403, "restricted_resource", "This workspace has reached its block limit."),
            Reason.FULL,
            "used up its blocks",
        ),
        (refusal(404, "object_not_found", "Could not find it."), Reason.NOT_SHARED, SHARE),
        (
            refusal(400, "validation_error", "Could not find database with ID: x."),
            Reason.NOT_SHARED,
            SHARE,
        ),
        (refusal(400, "validation_error", "Cost is no number."), Reason.INVALID, "Cost is no"),
        (refusal(400, "brand_new_code", "Something else."), Reason.INVALID, "Something else"),
        (refusal(413, "too_large", "Too large."), Reason.TOO_LARGE, "nothing that large"),
        (httpx.Response(404, text="nginx"), Reason.INVALID, "NOTION_BASE_URL"),
        (httpx.Response(301, headers={"Location": "/"}), Reason.INVALID, "NOTION_BASE_URL"),
        (httpx.Response(403, text="<html>"), Reason.FORBIDDEN, "Update content"),
    ],
)
def test_a_refusal_is_told_once_with_what_to_do(
    answer: httpx.Response, reason: Reason, said: str
) -> None:
    async def scenario() -> None:
        notion = Standin([answer])
        async with notion.connection() as connection:
            with pytest.raises(NotionRefused, match=said) as refused:
                await connection.retrieve_page(PAGE)
            assert connection.is_away_since is None
        assert refused.value.reason is reason
        assert refused.value.status == answer.status_code
        assert len(notion.seen) == 1
        assert TOKEN not in str(refused.value)

    run(scenario())


def test_a_refusal_names_what_was_asked_for_and_keeps_notions_words() -> None:
    async def scenario() -> None:
        message = "Make sure the relevant pages are shared.\n" + "x" * 5_000
        notion = Standin([refusal(404, "object_not_found", message)])
        async with notion.connection() as connection:
            with pytest.raises(NotionRefused, match=f"the database {BASE}") as refused:
                await connection.retrieve_data_source(BASE)
        assert refused.value.code == "object_not_found"
        assert refused.value.detail.startswith("Make sure the relevant pages are shared. xxx")
        assert len(refused.value.detail) == 400

    run(scenario())


def test_a_refusal_after_an_outage_ends_it() -> None:
    async def scenario() -> None:
        notion = Standin([httpx.ConnectError("no route"), refusal(404, "object_not_found")])
        async with notion.connection() as connection:
            with pytest.raises(NotionRefused):
                await connection.retrieve_page(PAGE)
            assert connection.is_away_since is None

    run(scenario())


def test_every_request_says_who_asks_and_for_which_version() -> None:
    async def scenario() -> None:
        notion = Standin()
        async with notion.connection() as connection:
            await connection.me()
            await connection.update_page(PAGE, {"Cost": {"number": 1}})
        for seen in notion.seen:
            assert seen.headers["Authorization"] == f"Bearer {TOKEN}"
            assert seen.headers["Notion-Version"] == "2026-03-11"
        assert notion.asked == ["GET users/me", f"PATCH pages/{PAGE}"]
        assert notion.seen[1].body == {"properties": {"Cost": {"number": 1}}}

    run(scenario())


@pytest.mark.parametrize("token", ["", "  ", "ntn two", "ntn_ä", "ntn\n_x"])
def test_a_token_that_can_be_none_is_refused_and_not_repeated(token: str) -> None:
    with pytest.raises(ConfigError, match="NOTION_TOKEN") as refused:
        Connection(SecretStr(token))
    assert not token.strip() or token.strip() not in str(refused.value)


@pytest.mark.parametrize("address", ["", "api.notion.com", "http://api.notion.com", "ftp://x"])
def test_a_token_is_never_sent_in_the_clear(address: str) -> None:
    with pytest.raises(ConfigError, match="NOTION_BASE_URL"):
        Connection(SecretStr(TOKEN), address)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9", "http://127.0.0.1:9/", "http://127.0.0.1:9/v1/"]
)
def test_an_address_may_end_as_people_copy_it(address: str) -> None:
    async def scenario() -> None:
        notion = Standin()
        async with Connection(SecretStr(TOKEN), address, transport=notion) as connection:
            await connection.me()
        assert notion.asked == ["GET users/me"]

    run(scenario())
