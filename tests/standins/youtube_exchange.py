"""Calls to the YouTube on this machine: how they are recorded, go wrong on order, are answered."""

from __future__ import annotations

import asyncio
import email
import json
from email.message import Message

from aiohttp import web

from tests.standins.desk import Json, cut
from tests.standins.faults import Fault, FaultKind
from tests.standins.youtube_oauth import REDACTED
from tests.standins.youtube_refusals import refusal


async def before(request: web.Request, fault: Fault | None) -> web.StreamResponse | None:
    if fault is None:
        return None
    if fault.kind is FaultKind.STATUS:
        answer = refusal(fault.status, str(fault.body or ""))
        answer.headers.update(fault.headers)
        return answer
    if fault.kind is FaultKind.BODY:
        return web.json_response(fault.body, status=fault.status, headers=fault.headers)
    if fault.kind is FaultKind.CUT:
        return cut(request)
    if fault.kind is FaultKind.SLOW:
        await asyncio.sleep(fault.seconds)
    return None


async def recorded(request: web.Request) -> Json:
    """The call, without the access and without what is uploaded."""
    headers = dict(request.headers)
    headers.pop("Authorization", None)
    if "Authorization" in request.headers:
        headers["Authorization"] = f"Bearer {REDACTED}"
    entry: Json = {
        "service": "youtube",
        "method": request.method,
        "url": str(request.url),
        "headers": headers,
    }
    if request.content_type == "application/json":
        entry["json"] = json.loads(await request.text())
    elif request.content_type == "multipart/related":
        entry["json"], _ = parts_of(request.headers["Content-Type"], await request.read())
    elif request.content_length:
        entry["body_size"] = request.content_length
    return entry


def parts_of(content_type: str, body: bytes) -> tuple[Json, bytes]:
    """The two parts of an upload that was sent at once: JSON and the file."""
    whole = email.message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
    told, file = (_content(part) for part in whole.walk() if not part.is_multipart())
    return json.loads(told), file


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def listed(items: list[Json], **more: str) -> web.Response:
    info = {"totalResults": len(items), "resultsPerPage": len(items)}
    return web.json_response({"pageInfo": info, "items": items, **more})
