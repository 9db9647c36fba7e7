"""A Notion of which a test writes every answer; it runs in virtual time, so waiting costs nothing."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import httpx
from pydantic import SecretStr

from bot.notion.connection import Connection
from tests.bot.notion.virtual_time import now

Json = dict[str, Any]
TOKEN = "ntn_a_token_of_the_tests"


@dataclass(frozen=True)
class Seen:
    """One request that arrived."""

    method: str
    path: str
    query: dict[str, list[str]]
    body: Any
    raw: bytes
    headers: httpx.Headers
    at: float  # seconds of the loop


Answer = httpx.Response | Exception
Handler = Callable[[Seen], Answer | Awaitable[Answer]]


@dataclass
class Standin(httpx.AsyncBaseTransport):
    """Answers with what is in the script, in its order, then with `otherwise`."""

    script: list[Answer | Handler] = field(default_factory=list)
    otherwise: Handler = field(default_factory=lambda: lambda _: ok())
    seen: list[Seen] = field(default_factory=list)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.extensions["trace"]("http11.receive_response_headers.started", {})
        seen = await _seen(request)
        self.seen.append(seen)
        answer: Any = self.script.pop(0) if self.script else self.otherwise
        if callable(answer):
            answer = answer(seen)
        if isinstance(answer, Awaitable):
            answer = await answer
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, httpx.Response)
        return answer

    def connection(self, **options: Any) -> Connection:
        """A connection to it."""
        return Connection(SecretStr(TOKEN), transport=self, **options)

    @property
    def asked(self) -> list[str]:
        return [f"{seen.method} {seen.path}" for seen in self.seen]


async def _seen(request: httpx.Request) -> Seen:
    raw = await request.aread()
    is_json = request.headers.get("content-type") == "application/json"
    path = request.url.path.removeprefix("/v1/")
    query = parse_qs(request.url.query.decode())
    body = json.loads(raw) if is_json else None
    return Seen(request.method, path, query, body, raw, request.headers, now())


def ok(body: Json | None = None) -> httpx.Response:
    return httpx.Response(200, json={"object": "anything", **(body or {})})


def page_of(results: list[Json], cursor: str | None = None, **more: Any) -> httpx.Response:
    listed = {"object": "list", "results": results, "has_more": cursor is not None}
    return httpx.Response(200, json={**listed, "next_cursor": cursor, **more})


def refusal(
    status: int, code: str = "", message: str = "", headers: dict[str, str] | None = None
) -> httpx.Response:
    body = {"object": "error", "status": status, "code": code, "message": message}
    return httpx.Response(status, json=body, headers=headers)
