"""The control interface: how a sandbox of its own process is steered, over HTTP with JSON.

Everything lies below `/control` on the sandbox's port; within one process `SandboxNotion.person`
does more. What cannot be done is answered with 400 and `{"error": "a sentence"}`.

GET     /control/               this page and every database as a table
POST    /control/rows           {user, database, values: {column: value}} → {id}
GET     /control/rows/ID        what the row shows
PATCH   /control/rows/ID        {user, values, in_trash}
POST    /control/faults         {kind: 409 | 429 | … | "reset" | "lost_answer" | "delay", method,
                                path (a regular expression), times, seconds, everywhere}
DELETE  /control/faults         none any more
GET     /control/recording      {requests, responses}: what the client asked and was answered
GET     /control/violations     what the client did that Notion does not allow
GET     /control/rate           {requests, busiest_second, refused, early}
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

from aiohttp import web

from bot.sandbox.control_requests import Answer, answering
from bot.sandbox.errors import Json
from bot.sandbox.notion.person import NotionPerson, Row
from bot.sandbox.notion.table import table_html

if TYPE_CHECKING:
    from bot.sandbox.notion.notion_server import SandboxNotion


class Control:
    """Answers those who steer the sandbox."""

    def __init__(self, sandbox: SandboxNotion) -> None:
        self._sandbox = sandbox

    def routes(self) -> Iterable[web.RouteDef]:
        yield web.get("/control/", self._page)
        table: dict[tuple[str, str], Answer] = {
            ("POST", "/rows"): self._add_row,
            ("GET", "/rows/{id}"): self._read_row,
            ("PATCH", "/rows/{id}"): self._edit_row,
            ("POST", "/faults"): self._order_fault,
            ("DELETE", "/faults"): self._clear_faults,
            ("GET", "/recording"): self._recording,
            ("GET", "/violations"): self._violations,
            ("GET", "/rate"): self._rate,
        }
        for (method, path), answer in table.items():
            yield web.route(method, "/control" + path, answering(answer))

    async def _page(self, request: web.Request) -> web.Response:
        reader = NotionPerson(self._sandbox.workspace, "Operator")
        parts = [f"<!doctype html><meta charset=utf-8><pre>{html.escape(__doc__ or '')}</pre>"]
        for source in self._sandbox.workspace.data_sources.values():
            parts.append(table_html(reader, source.id, self._sandbox.workspace.title(source)))
        return web.Response(text="".join(parts), content_type="text/html")

    def _person(self, body: Json) -> NotionPerson:
        return self._sandbox.person(body.get("user", "Operator"))

    async def _add_row(self, request: web.Request) -> Json:
        body = await request.json()
        return {"id": self._person(body).add_row(body["database"], body.get("values") or {})}

    async def _read_row(self, request: web.Request) -> Json:
        return _shown(self._person({}).read(request.match_info["id"]))

    async def _edit_row(self, request: web.Request) -> Json:
        body, id = await request.json(), request.match_info["id"]
        person = self._person(body)
        if body.get("values"):
            person.edit(id, body["values"])
        if "in_trash" in body:
            (person.trash if body["in_trash"] else person.restore)(id)
        return _shown(person.read(id))

    async def _order_fault(self, request: web.Request) -> Json:
        return asdict(self._sandbox.faults.order(await request.json()))

    async def _clear_faults(self, request: web.Request) -> Json:
        self._sandbox.faults.clear()
        return {}

    async def _recording(self, request: web.Request) -> Json:
        recording = self._sandbox.recording
        return {"requests": recording.requests, "responses": recording.responses}

    async def _violations(self, request: web.Request) -> list[Json]:
        return [asdict(item) for item in self._sandbox.recording.violations]

    async def _rate(self, request: web.Request) -> Json:
        limits = self._sandbox.rate_limits
        return {
            "requests": len(limits.arrivals),
            "busiest_second": limits.busiest_second,
            "refused": limits.refused,
            "early": limits.early,
        }


def _shown(row: Row) -> Json:
    values = {
        name: [asdict(item) if not isinstance(item, str) else item for item in value]
        if isinstance(value, list)
        else value
        for name, value in row.values.items()
    }
    return {
        "id": row.id,
        "values": values,
        "in_trash": row.in_trash,
        "edited_at": row.edited_at.isoformat(),
        "edited_by": row.edited_by,
    }
