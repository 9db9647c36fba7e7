"""The REST side: finds the endpoint, then faults, token, rate limit, handler, recording.

Every answer is JSON with the content type discord.py compares for equality, and every answer that
blames the bot is a violation.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.sandbox import (
    command_routes,
    guild_routes,
    interaction_routes,
    message_routes,
    reaction_routes,
    thread_routes,
    webhook_routes,
)
from bot.sandbox.bodies import read_body
from bot.sandbox.calls import Call, Endpoint, Reply
from bot.sandbox.errors import ApiError, unauthorized, unknown_route
from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.ratelimits import refusal
from bot.sandbox.recording import Violation

if TYPE_CHECKING:
    from bot.sandbox.discord_server import SandboxDiscord

PREFIX = "/api/v10"
VIA = "1.1 sandbox"  # discord.py takes a 429 without this header for a ban
ENDPOINTS: tuple[Endpoint, ...] = (
    *guild_routes.ENDPOINTS,
    *command_routes.ENDPOINTS,
    *message_routes.ENDPOINTS,
    *reaction_routes.ENDPOINTS,
    *thread_routes.ENDPOINTS,
    *interaction_routes.ENDPOINTS,
    *webhook_routes.ENDPOINTS,
)
logger = logging.getLogger(__name__)


class Rest:
    """Answers the bot's requests."""

    def __init__(self, sandbox: SandboxDiscord) -> None:
        self._sandbox = sandbox

    def routes(self) -> Iterable[web.RouteDef]:
        for endpoint in ENDPOINTS:
            yield web.route(endpoint.method, PREFIX + endpoint.template, self._answering(endpoint))
        yield web.route("*", "/api/{rest:.*}", self._unknown)

    def _answering(self, endpoint: Endpoint) -> Any:
        async def answer(request: web.Request) -> web.Response:
            return await self._answer(request, endpoint)

        return answer

    async def _unknown(self, request: web.Request) -> web.Response:
        self._sandbox.recording.request(request.method, str(request.url), request.headers, None)
        return self._refused(request, unknown_route(), request.path, {})

    async def _answer(self, request: web.Request, endpoint: Endpoint) -> web.Response:
        fault = self._sandbox.faults.next_for(request.method, request.path)
        if fault is not None and fault.kind is FaultKind.RESET:
            return _cut(request)
        headers: dict[str, str] = {}
        try:
            body, uploads = await read_body(request)
            self._sandbox.recording.request(
                request.method, str(request.url), request.headers, body, uploads
            )
            if fault is not None and (failed := await self._fail(fault)) is not None:
                return failed
            call = Call(self._sandbox, request.match_info, request.query, body, uploads)
            self._check(request, endpoint, call)
            headers, refused = self._sandbox.rate_limits.take(
                endpoint.limit, call.path, counts_globally=endpoint.needs_token
            )
            if refused is not None:
                reply = Reply(429, refused)
            else:
                reply = await endpoint.handler(call)
        except ApiError as error:
            return self._refused(request, error, endpoint.template, headers)
        except Exception:
            logger.exception("sandbox failed at %s %s", request.method, request.path)
            raise
        if fault is not None and fault.kind is FaultKind.LOST_ANSWER:
            return _cut(request)
        self._sandbox.recording.response(
            request.method, endpoint.template, reply.status, reply.json
        )
        return _response(reply, headers)

    def _check(self, request: web.Request, endpoint: Endpoint, call: Call) -> None:
        if endpoint.needs_token:
            kind, _, token = request.headers.get("Authorization", "").partition(" ")
            if kind != "Bot" or not self._sandbox.accepts(token):
                raise unauthorized()
        strange = call.query.keys() - endpoint.query
        if strange:
            raise ApiError(400, 50035, f"Unknown query parameters: {', '.join(sorted(strange))}")
        if call.body is not None and not endpoint.takes_body and call.body != {}:
            raise ApiError(400, 50035, "This route takes no body")

    async def _fail(self, fault: Fault) -> web.Response | None:
        """Let an ordered fault happen; None where the request goes on all the same."""
        if fault.kind is FaultKind.DELAY:
            await asyncio.sleep(fault.seconds)
            return None
        if fault.kind is not FaultKind.STATUS:
            return None
        if fault.status == 429:
            headers, body = refusal(fault.seconds, everywhere=fault.everywhere, code=fault.code)
            return _response(Reply(429, body), headers)
        body = {"message": "ordered fault", "code": fault.code}
        return _response(Reply(fault.status, body), {})

    def _refused(
        self, request: web.Request, error: ApiError, template: str, headers: dict[str, str]
    ) -> web.Response:
        if not error.blameless:
            self._sandbox.recording.violation(
                Violation(
                    what=error.message,
                    method=request.method,
                    path=request.path,
                    status=error.status,
                    answer=error.body(),
                )
            )
        self._sandbox.recording.response(request.method, template, error.status, error.body())
        return _response(Reply(error.status, error.body()), headers)


def _response(reply: Reply, headers: dict[str, str]) -> web.Response:
    headers = {**headers, "Via": VIA}
    if reply.status == 204:
        return web.Response(status=204, headers=headers)
    return web.Response(
        status=reply.status,
        body=json.dumps(reply.json).encode(),
        headers={**headers, "Content-Type": "application/json"},
    )


def _cut(request: web.Request) -> web.Response:
    """End the connection as a broken network would; the answer goes nowhere."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
