"""Every limit of a message: one too much is refused, named by its place, and a violation."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest

from bot.sandbox.discord_server import SandboxDiscord
from tests.bot.sandbox.conftest import Ask


def embed(**parts: Any) -> dict[str, Any]:
    return {"embeds": [{"title": "t", **parts}]}


def field(name: str = "n", value: str = "v") -> dict[str, str]:
    return {"name": name, "value": value}


AT_THE_LIMIT: list[dict[str, Any]] = [
    {"content": "x" * 2000},
    {"embeds": [{"title": "t"}] * 10},
    embed(title="x" * 256),
    embed(description="x" * 4096),
    embed(fields=[field()] * 25),
    embed(fields=[field("x" * 256, "x" * 1024)]),
    embed(footer={"text": "x" * 2048}),
    {"content": "x", "nonce": "n" * 25, "enforce_nonce": True},
    {"content": "x", "allowed_mentions": {"parse": []}},
]

OVER_THE_LIMIT: list[tuple[dict[str, Any], str]] = [
    ({"content": "x" * 2001}, "content"),
    ({"content": 7}, "content"),
    ({"content": "x", "colour": "red"}, "colour"),
    ({"content": "x", "nonce": "n" * 26}, "nonce"),
    ({"content": "x", "tts": 1}, "tts"),
    ({"content": "x", "flags": 64}, "flags"),
    ({"content": "x", "allowed_mentions": {"parse": ["nobody"]}}, "allowed_mentions"),
    (
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions",
    ),
    ({"content": "x", "message_reference": {"message_id": "abc"}}, "message_reference"),
    ({"content": "x", "message_reference": {"message_id": "1"}}, "message_reference"),
    ({"content": "x", "attachments": [{"id": 0, "filename": "a"}]}, "attachments"),
    ({"embeds": [{"title": "t"}] * 11}, "embeds"),
    ({"embeds": "no list"}, "embeds"),
    ({"embeds": [{}]}, "embeds"),
    ({"embeds": [{"description": "x" * 3001}] * 2}, "embeds"),
    (embed(title="x" * 257), "embeds"),
    (embed(description="x" * 4097), "embeds"),
    (embed(fields=[field()] * 26), "embeds"),
    (embed(fields=[field("x" * 257)]), "embeds"),
    (embed(fields=[field("n", "x" * 1025)]), "embeds"),
    (embed(fields=[field("", "v")]), "embeds"),
    (embed(footer={"text": "x" * 2049}), "embeds"),
    (embed(author={"name": "x" * 257}), "embeds"),
    (embed(image={"url": "ftp://x"}), "embeds"),
    (embed(url="nowhere"), "embeds"),
    (embed(color=0x1000000), "embeds"),
    (embed(timestamp="yesterday"), "embeds"),
    (embed(shape="round"), "embeds"),
]


@pytest.mark.parametrize("body", AT_THE_LIMIT)
async def test_at_the_limit(
    ask: Ask, sandbox: SandboxDiscord, films: int, body: dict[str, Any]
) -> None:
    assert (await ask("POST", f"/channels/{films}/messages", json=body))[0] == 200
    assert sandbox.recording.violations == []


@pytest.mark.parametrize(("body", "place"), OVER_THE_LIMIT)
async def test_over_the_limit(
    ask: Ask, sandbox: SandboxDiscord, films: int, body: dict[str, Any], place: str
) -> None:
    status, answer = await ask("POST", f"/channels/{films}/messages", json=body)
    assert (status, answer["code"]) == (400, 50035)
    assert list(answer["errors"]) == [place]
    assert sandbox.world.history(films) == []


async def test_errors_have_discords_shape(ask: Ask, films: int) -> None:
    _, answer = await ask("POST", f"/channels/{films}/messages", json=embed(title="x" * 257))
    assert answer == {
        "code": 50035,
        "message": "Invalid Form Body",
        "errors": {
            "embeds": {
                "0": {
                    "title": {
                        "_errors": [
                            {
                                "code": "BASE_TYPE_MAX_LENGTH",
                                "message": "Must be 256 or fewer in length.",
                            }
                        ]
                    }
                }
            }
        },
    }


@pytest.mark.parametrize("body", [{}, {"content": ""}, {"content": "  \n"}, {"embeds": []}])
async def test_empty_message(ask: Ask, films: int, body: dict[str, Any]) -> None:
    status, answer = await ask("POST", f"/channels/{films}/messages", json=body)
    assert (status, answer["code"]) == (400, 50006)


async def test_eleven_files(ask: Ask, films: int) -> None:
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", json.dumps({"content": "files"}))
    for number in range(11):
        form.add_field(f"files[{number}]", b"x", filename=f"{number}.txt")
    status, answer = await ask("POST", f"/channels/{films}/messages", data=form)
    assert status == 400 and "attachments" in answer["errors"]


async def test_edit_that_leaves_nothing(ask: Ask, films: int) -> None:
    address = f"/channels/{films}/messages"
    _, sent = await ask("POST", address, json={"content": "text"})
    status, answer = await ask("PATCH", f"{address}/{sent['id']}", json={"content": ""})
    assert (status, answer["code"]) == (400, 50006)


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "before=1&after=2"])
async def test_listing_that_asks_for_nonsense(ask: Ask, films: int, query: str) -> None:
    assert (await ask("GET", f"/channels/{films}/messages?{query}"))[0] == 400
