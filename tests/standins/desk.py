"""What all stand-ins share: orders for mistakes, the ledger, delays, and a record of every call."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from aiohttp import web

from tests.standins.faults import Fault, FaultKind, Faults
from tests.standins.ledger import Ledger
from tests.standins.traffic import OpenCall, Traffic

Json = dict[str, Any]
REDACTED = "<redacted>"
_SHOWN_CHARACTERS = 64  # of a picture inside JSON
_KEY_HEADERS = {"authorization", "x-goog-api-key", "xi-api-key"}


@dataclass(frozen=True)
class Delays:
    """Seconds that the services take, times `scale`: 0 answers at once."""

    scale: float = 0.0
    text: float = 20.0
    picture: float = 9.0
    upload: float = 1.0
    order: float = 0.5
    clip: float = 100.0
    speech: float = 1.5
    sound: float = 6.0
    music: float = 25.0


class Service(Protocol):
    """One stand-in: how it is recorded, who may call it, and how it says no."""

    name: str

    def knows(self, headers: Mapping[str, str]) -> bool: ...

    def refusal(self, status: int, word: str = "") -> web.Response: ...


Handler = Callable[[web.Request, Fault | None], Awaitable[web.Response]]


@dataclass
class Desk:
    """Shared by the stand-ins of one run."""

    key: str
    delays: Delays
    ledger: Ledger
    faults: Faults = field(default_factory=Faults)
    traffic: Traffic = field(default_factory=Traffic)
    requests: list[Json] = field(default_factory=list)
    downloads: list[Json] = field(default_factory=list)
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    async def take(self, seconds: float) -> None:
        await asyncio.sleep(seconds * self.delays.scale)

    async def work(self, seconds: float, what: str, words: str, request: web.Request) -> None:
        """Take the time that something paid takes, as a call that others can see."""
        with self.traffic.during(OpenCall(what, words, request)):
            await self.take(seconds)
            await self.traffic.let_go(what)

    def serving(self, service: Service, handler: Handler) -> Callable[..., Awaitable[Any]]:
        """The handler with everything before and after it that may go wrong."""

        async def serve(request: web.Request) -> web.StreamResponse:
            self.requests.append(await _recorded(request, service.name))
            if not service.knows(request.headers):
                return service.refusal(401)
            fault = self.faults.next_for(request.path)
            early = await _before(request, service, fault)
            if early is not None:
                return early
            answer = await handler(request, fault)
            return await _after(request, answer, fault)

        return serve


async def _before(
    request: web.Request, service: Service, fault: Fault | None
) -> web.StreamResponse | None:
    if fault is None:
        return None
    if fault.kind is FaultKind.STATUS:
        answer = service.refusal(fault.status, str(fault.body or ""))
        answer.headers.update(fault.headers)
        return answer
    if fault.kind is FaultKind.BODY:
        return web.json_response(fault.body, status=fault.status, headers=fault.headers)
    if fault.kind is FaultKind.CUT:
        return cut(request)
    if fault.kind is FaultKind.SLOW:
        await asyncio.sleep(fault.seconds)
    return None


async def _after(
    request: web.Request, answer: web.StreamResponse, fault: Fault | None
) -> web.StreamResponse:
    if fault is not None and fault.kind is FaultKind.LOST_ANSWER:
        return cut(request)
    if fault is not None and fault.kind is FaultKind.WRONG_JSON:
        return web.Response(text='{"candidates": [', content_type="application/json")
    return answer


def cut(request: web.Request) -> web.StreamResponse:
    """Close the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _recorded(request: web.Request, service: str) -> Json:
    entry: Json = {
        "service": service,
        "method": request.method,
        "url": str(request.url),
        "headers": {name: _without_key(name, value) for name, value in request.headers.items()},
    }
    if request.content_type == "application/json":
        entry["json"] = _shortened(json.loads(await request.text()))
    elif request.content_type == "multipart/form-data":
        entry["form"] = {name: _field(value) for name, value in (await request.post()).items()}
    return entry


def _without_key(name: str, value: str) -> str:
    if name.lower() not in _KEY_HEADERS:
        return value
    return f"Bearer {REDACTED}" if value.startswith("Bearer ") else REDACTED


def _field(value: Any) -> Any:
    if isinstance(value, web.FileField):
        return {"size": len(value.file.read()), "content_type": value.content_type}
    return value


def _shortened(node: Any) -> Any:
    """Without the bulk of pictures."""
    if isinstance(node, list):
        return [_shortened(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: value[:_SHOWN_CHARACTERS]
        if key == "data" and isinstance(value, str)
        else _shortened(value)
        for key, value in node.items()
    }
