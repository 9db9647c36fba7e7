"""All stand-ins on one loopback port, in a thread of their own."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.standins.desk import Delays, Desk, Json
from tests.standins.elevenlabs import ElevenLabs
from tests.standins.faults import Faults
from tests.standins.gemini import Gemini, Writer
from tests.standins.kie import Kie
from tests.standins.ledger import Ledger
from tests.standins.traffic import Traffic
from tests.standins.youtube import YouTube

__all__ = ["KEY", "Delays", "Standins"]

HOST = "127.0.0.1"
KEY = "key-of-the-stand-ins"
_BODY_MAX = 64 << 20
_START_SECONDS = 10.0


class Standins:
    """The four services, while a `with` block lasts.

    Args:
        delays: How long they take; at once by default.
        credits: What the account at KIE.ai holds at first.
        characters: What the plan at ElevenLabs allows.
        port: On 127.0.0.1; 0 takes a free one.
        clock: Seconds, by which jobs grow ready.
        writer: Makes the storyboard from the words that ask for it.
    """

    def __init__(
        self,
        delays: Delays | None = None,
        *,
        credits: float = 1_000_000.0,
        characters: int = 10_000_000,
        port: int = 0,
        clock: Callable[[], float] = time.monotonic,
        writer: Writer | None = None,
    ) -> None:
        self._desk = Desk(KEY, delays or Delays(), Ledger(credits, characters, clock))
        self._port = port
        self._writer = writer
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="standins", daemon=True)
        self.resets_at = int(time.time()) + 86_400  # when ElevenLabs counts anew
        self.kie = Kie(self._desk, clock)
        self.youtube = YouTube(self._desk, clock)

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self._port}"

    @property
    def environment(self) -> dict[str, str]:
        """The addresses and keys a script needs to meet them."""
        names = ("GEMINI", "KIE", "KIE_UPLOAD", "ELEVENLABS")
        addresses = {f"{name}_BASE_URL": self.address for name in names}
        keys = {f"{name}_API_KEY": KEY for name in ("GEMINI", "KIE", "ELEVENLABS")}
        return {**addresses, **keys, **self.youtube.environment(self.address)}

    @property
    def faults(self) -> Faults:
        return self._desk.faults

    @property
    def ledger(self) -> Ledger:
        return self._desk.ledger

    @property
    def traffic(self) -> Traffic:
        """What goes on, and how much there was at once."""
        return self._desk.traffic

    @property
    def requests(self) -> list[Json]:
        """Every call to a service, in the form contracts are checked with; keys are not kept."""
        return list(self._desk.requests)

    @property
    def downloads(self) -> list[Json]:
        """Every file that was fetched, with the headers that were sent."""
        return list(self._desk.downloads)

    def calls(self, path: str) -> list[Json]:
        """The recorded calls whose address holds this text."""
        return [request for request in self.requests if path in request["url"]]

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._ready.wait(_START_SECONDS):
            raise TimeoutError("the stand-ins did not start")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(_START_SECONDS)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve())
            self._loop.run_until_complete(_end_what_goes_on())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        app = web.Application(client_max_size=_BODY_MAX)
        app.add_routes(self._routes())
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, HOST, self._port)
        await site.start()
        self._port = int(runner.addresses[0][1])
        self._ready.set()
        await self._stop.wait()
        await runner.cleanup()

    def _routes(self) -> list[Any]:
        elevenlabs = ElevenLabs(self._desk, self.resets_at)
        return [
            *Gemini(self._desk, self._writer).routes(),
            *self.kie.routes(),
            *elevenlabs.routes(),
            *self.youtube.routes(),
            web.get("/_standins", self._shown),
            web.post("/_standins/faults", self._ordered),
        ]

    async def _shown(self, request: web.Request) -> web.Response:
        """What other processes may want to know."""
        shown: Mapping[str, Any] = {
            "charged": self.ledger.shown(),
            "total_usd": str(self.ledger.total_usd),
            "requests": len(self._desk.requests),
            "videos": [video.id for video in self.youtube.videos],
        }
        return web.json_response(shown)

    async def _ordered(self, request: web.Request) -> web.Response:
        try:
            self.faults.order(**await request.json())
        except (TypeError, ValueError) as error:
            raise web.HTTPBadRequest(text=str(error)) from error
        return web.json_response({"ordered": True})


async def _end_what_goes_on() -> None:
    """Calls that somebody left before they were answered."""
    going = asyncio.all_tasks() - {asyncio.current_task()}
    for task in going:
        task.cancel()
    await asyncio.gather(*going, return_exceptions=True)
