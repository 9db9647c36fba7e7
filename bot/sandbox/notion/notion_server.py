"""The local Notion put together: one loopback port for the API, files and control.

    async with SandboxNotion() as sandbox:
        client = AsyncClient(
            auth=sandbox.token, base_url=sandbox.base_url, notion_version="2026-03-11"
        )
        robin = sandbox.person("Robin")

Nothing of notion-client is changed by the sandbox: a client is pointed at it by its address.
"""

from __future__ import annotations

from types import TracebackType
from typing import Self

from aiohttp import web

from bot.sandbox.faults import Faults
from bot.sandbox.notion.clock import Clock
from bot.sandbox.notion.control import Control
from bot.sandbox.notion.errors import not_found
from bot.sandbox.notion.paging import Cursors
from bot.sandbox.notion.person import NotionPerson
from bot.sandbox.notion.ratelimits import RateLimit, RateLimits
from bot.sandbox.notion.recording import Recording
from bot.sandbox.notion.rest import Rest
from bot.sandbox.notion.workspace import GRACE_SECONDS, Workspace
from bot.sandbox.serving import HOST, listen

BODY_MAX = 2**30  # far above every limit of Notion, so that those answer
ANY_TOKEN = "ntn_sandbox"
FREE_UPLOAD_MAX = 5 * 2**20  # bytes of one file in a free workspace
USUAL = RateLimit()
QUERY_MAX = 10_000  # rows one query gets, over all its pages


class SandboxNotion:
    """A Notion on this machine, for one connection and any number of scripted people.

    Args:
        port: The port on 127.0.0.1; 0 takes a free one.
        token: The only token that is accepted; None accepts any.
        clock: Where the time comes from; the machine's unless given.
        record: Whether requests and answers are kept for contract tests.
        rate_limit: How often the connection may ask; None for as often as it likes.
        status_properties: Whether status properties can be made and changed through the API;
            if not, only people make them, as before March 2026.
        lag_seconds: How long a change of a row stays hidden from queries and searches.
        max_upload_bytes: The workspace's limit for one file.
        block_limit: Blocks a free workspace of several members ever gets; None for no limit.
        grace_seconds: How long blocks can be made after that limit was reached.
        query_limit: Rows one query gets at most, over all its pages.
        integration: The name of the connection.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        token: str | None = None,
        clock: Clock | None = None,
        record: bool = True,
        rate_limit: RateLimit | None = USUAL,
        status_properties: bool = True,
        lag_seconds: float = 0.0,
        max_upload_bytes: int = FREE_UPLOAD_MAX,
        block_limit: int | None = None,
        grace_seconds: float = GRACE_SECONDS,
        query_limit: int = QUERY_MAX,
        integration: str = "Slate",
    ) -> None:
        self._port = port
        self._token = token
        self._runner: web.AppRunner | None = None
        self.clock = clock or Clock()
        self.status_properties = status_properties
        self.max_upload_bytes = max_upload_bytes
        self.query_limit = query_limit
        self.recording = Recording(keep_traffic=record)
        self.rate_limits = RateLimits(self.clock, rate_limit)
        self.faults = Faults()
        self.cursors = Cursors()
        self.workspace = Workspace(
            self.clock,
            integration=integration,
            lag_seconds=lag_seconds,
            block_limit=block_limit,
            grace_seconds=grace_seconds,
        )

    @property
    def base_url(self) -> str:
        """What the client's `base_url` has to be."""
        return f"http://{HOST}:{self._port}"

    @property
    def token(self) -> str:
        """A token that is accepted."""
        return ANY_TOKEN if self._token is None else self._token

    @property
    def page_id(self) -> str:
        """A page that is shared with the connection, to make databases in."""
        return self.workspace.root.id

    def accepts(self, token: str) -> bool:
        return bool(token) and self._token in (None, token)

    def revoke_token(self, token: str) -> None:
        """Accept only this token from now on, as when somebody refreshed it."""
        self._token = token

    def person(self, name: str) -> NotionPerson:
        """A member of the workspace; the same name is the same person."""
        return NotionPerson(self.workspace, name)

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=BODY_MAX)
        app.add_routes(Rest(self).routes())
        app.add_routes(Control(self).routes())
        app.router.add_get("/files/{upload_id}/{name}", self._file)
        self._runner, self._port = await listen(app, self._port)
        self.workspace.base_url = self.base_url
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _file(self, request: web.Request) -> web.Response:
        """A stored file, as long as its address is good."""
        found = self.workspace.uploads.get(request.match_info["upload_id"])
        expires = request.query.get("expires", "0")
        if found is None or found.content is None or not expires.isdecimal():
            missing = not_found("file", request.match_info["upload_id"], "")
            return web.json_response(missing.body(), status=404)
        if int(expires) <= self.clock.now().timestamp():
            return web.Response(status=403, text="Request has expired")
        return web.Response(body=found.content, content_type=found.content_type)
