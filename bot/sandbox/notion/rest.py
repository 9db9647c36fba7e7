"""The REST side: finds the endpoint, then faults, token, version, rate limit, handler, recording."""

from __future__ import annotations

import asyncio
import json
import logging
import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.sandbox.errors import Json
from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.notion import (
    block_routes,
    database_routes,
    page_routes,
    search_routes,
    upload_routes,
    user_routes,
)
from bot.sandbox.notion.bodies import read_body
from bot.sandbox.notion.calls import Call, Endpoint, Sent
from bot.sandbox.notion.checking import MISSING, Problems
from bot.sandbox.notion.errors import (
    NotionError,
    invalid,
    limited,
    server_error,
    unauthorized,
    unknown_url,
)
from bot.sandbox.notion.ratelimits import CONNECTION, WORKSPACE

if TYPE_CHECKING:
    from bot.sandbox.notion.notion_server import SandboxNotion

VERSION = "2026-03-11"
NUMBER = web.RequestKey("number", int)  # where a request keeps its place in the recording
PAYLOAD_MAX = 500_000  # bytes of JSON
ENDPOINTS: tuple[Endpoint, ...] = (
    *user_routes.ENDPOINTS,
    *search_routes.ENDPOINTS,
    *database_routes.ENDPOINTS,
    *page_routes.ENDPOINTS,
    *block_routes.ENDPOINTS,
    *upload_routes.ENDPOINTS,
)
logger = logging.getLogger(__name__)


class Rest:
    """Answers the client's requests."""

    def __init__(self, sandbox: SandboxNotion) -> None:
        self._sandbox = sandbox

    def routes(self) -> Iterable[web.RouteDef]:
        for endpoint in ENDPOINTS:
            # aiohttp leaves braces out of what a name stands for; ids of properties have them.
            path = endpoint.template.replace("}", ":[^/]+}")
            yield web.route(endpoint.method, path, self._answering(endpoint))
        yield web.route("*", "/v1{rest:.*}", self._answering(None))

    def _answering(self, endpoint: Endpoint | None) -> Any:
        async def answer(request: web.Request) -> web.Response:
            return await self._answer(request, endpoint)

        return answer

    async def _answer(self, request: web.Request, endpoint: Endpoint | None) -> web.Response:
        sandbox = self._sandbox
        sandbox.rate_limits.arrived()
        fault = sandbox.faults.next_for(request.method, request.path)
        if fault is not None and fault.kind is FaultKind.RESET:
            return _cut(request)
        template = endpoint.template if endpoint else request.path
        try:
            reply = await self._reply(request, endpoint, fault)
        except NotionError as error:
            sandbox.recording.refusal(
                request[NUMBER], request.method, request.path, template, error
            )
            return _response(error.status, error.body(), error.headers)
        except Exception:
            logger.exception("sandbox failed at %s %s", request.method, request.path)
            raise
        if fault is not None and fault.kind is FaultKind.LOST_ANSWER:
            return _lost(request, fault)
        sandbox.recording.response(request[NUMBER], request.method, template, reply)
        return _response(200, reply, {})

    async def _reply(
        self, request: web.Request, endpoint: Endpoint | None, fault: Fault | None
    ) -> Json:
        sent = await self._read(request)
        if fault is not None:
            await self._fail(fault)
        self._check_headers(request)
        self._sandbox.rate_limits.take()
        if endpoint is None:
            raise unknown_url()
        several = {name: request.query.getall(name) for name in request.query}
        call = Call(self._sandbox, request.match_info, request.query, several, sent)
        _check_shape(call, endpoint)
        return endpoint.handler(call)

    async def _read(self, request: web.Request) -> Sent:
        """The body, which is recorded also when it cannot be read."""
        sent = Sent()
        try:
            sent = await read_body(request)
        finally:
            request[NUMBER] = self._sandbox.recording.request(
                request.method, str(request.url), request.headers, sent
            )
        return sent

    def _check_headers(self, request: web.Request) -> None:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if kind != "Bearer" or not self._sandbox.accepts(token):
            raise unauthorized(given=kind == "Bearer" and bool(token))
        version = request.headers.get("Notion-Version")
        if version == VERSION:
            return
        problems = Problems("Notion-Version header")
        told = MISSING if version is None else version
        problems.add("Notion-Version header", f'be `"{VERSION}"` in the sandbox', told)
        code = "missing_version" if version is None else "validation_error"
        raise NotionError(400, code, problems.error().message)

    async def _fail(self, fault: Fault) -> None:
        """Let an ordered fault happen; returns where the request goes on all the same."""
        if fault.kind is FaultKind.DELAY:
            await asyncio.sleep(fault.seconds)
        if fault.kind is not FaultKind.STATUS:
            return
        limits = self._sandbox.rate_limits
        if fault.status not in (429, 529):
            raise server_error(fault.status)
        limits.told_to_wait(fault.seconds)
        reason = WORKSPACE if fault.everywhere else CONNECTION
        if fault.status == 429:
            limits.refused += 1
            limits.close(fault.seconds, reason)
        named = reason if fault.status == 429 else None
        raise limited(fault.status, max(1, math.ceil(fault.seconds)), named)


def _check_shape(call: Call, endpoint: Endpoint) -> None:
    """What every endpoint asks of a request, before the handler looks inside."""
    for part, told in (("path", call.path), ("query", call.query)):
        problems = Problems(part)
        for name, value in told.items():
            if part == "query" and name not in endpoint.query:
                problems.add(f"query.{name}", "be not present", value)
            elif part == "path" and name != "property_id":
                problems.id(f"path.{name}", value)
        problems.refuse()
    if call.sent.json is not None and not endpoint.takes_body and call.sent.json != {}:
        raise invalid("body failed validation: body should be not present.")
    if call.sent.size > PAYLOAD_MAX:
        message = f"Request body is {call.sent.size} bytes, the limit is {PAYLOAD_MAX}."
        raise invalid(message)


def _lost(request: web.Request, fault: Fault) -> web.Response:
    """A thing was done, and the answer is lost; a gateway may answer in its place."""
    if fault.status == Fault.status:
        return _cut(request)
    error = server_error(fault.status)
    return _response(error.status, error.body(), {})


def _response(status: int, body: Json, headers: dict[str, str]) -> web.Response:
    return web.Response(
        status=status,
        body=json.dumps(body).encode(),
        headers={**headers, "Content-Type": "application/json; charset=utf-8"},
    )


def _cut(request: web.Request) -> web.Response:
    """End the connection as a broken network would; the answer goes nowhere."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
