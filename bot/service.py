"""The bot as a service: its parts put together, started and stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord
import structlog
from pgqueuer.qm import QueueManager

from bot.client import SlateClient, build_client
from bot.leadership import leadership
from bot.shows import nobody_looks, shower
from bot.tools import Tools
from pipeline.consumer import consume
from pipeline.database import Database
from pipeline.errors import ConfigError
from pipeline.heartbeat import heart
from pipeline.jobs import SHOW_DISCORD, SHOW_NOTION
from pipeline.settings import Settings
from pipeline.storage import open_storage
from pipeline.sweep import REPAIRS, Repair, keep_sweeping, show_in_discord
from pipeline.workspace import scratch_of

log = structlog.get_logger(__name__)

SHOWS_AT_ONCE = 8
STOP_SECONDS = 20.0
CANCEL_SECONDS = 1.0  # for a task that was told to end, until it is told again
AGAIN_SECONDS = 2.0

_UNREACHABLE = (OSError, aiohttp.ClientError, discord.DiscordServerError, asyncio.TimeoutError)


async def serve(
    settings: Settings,
    database: Database,
    stop: asyncio.Event,
    *,
    on_ready: Callable[[], None] = lambda: None,
) -> None:
    """Be the bot until `stop` is set; wait while another one is.

    Raises:
        ConfigError: No front end has a token, or one is refused, an intent is switched off, or the
            limits' file is broken.
    """
    if settings.discord_token is None and settings.notion_token is None:
        raise ConfigError(
            "DISCORD_TOKEN is not set: make an application in Discord's developer portal and put "
            "its bot token into .env; or NOTION_TOKEN, to work from Notion alone."
        )
    tools = Tools(settings, database, open_storage(settings))
    tools.limits()  # a broken file is told now, not to the first person who asks for a price
    while not stop.is_set():
        async with leadership(database, stop) as lost:
            if lost is not None:
                await _lead(tools, stop, lost, on_ready)


async def _lead(
    tools: Tools, stop: asyncio.Event, lost: asyncio.Event, on_ready: Callable[[], None]
) -> None:
    """Be the only bot until told to stop or the lock is lost."""
    enough = asyncio.Event()
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(heart(tools.database, "bot"))
        fronts = [
            front
            for front in (await _discord(tools, stack), await _notion(tools, stack))
            if front is not None
        ]
        ready = _all_ready(len(fronts), on_ready)
        repairs = (*REPAIRS, *(repair for front in fronts for repair in front.repairs))
        folders = (tools.previews,)
        sweeping = keep_sweeping(tools.database, scratch_of(tools.settings), folders, repairs)
        runs = [run for front in fronts for run in front.runs(enough, ready)]
        work = {asyncio.create_task(run) for run in (*runs, sweeping)}
        ends: set[asyncio.Task[Any]] = {
            asyncio.create_task(stop.wait()),
            asyncio.create_task(lost.wait()),
        }
        try:
            await asyncio.wait(work | ends, return_when=asyncio.FIRST_COMPLETED)
            enough.set()
            if not lost.is_set():
                await _let_shows_end(work)
            for done in (task for task in work if task.done()):
                done.result()
        finally:
            await end_all(*work, *ends)
    log.info("bot.stopped")


@dataclass(frozen=True)
class Front:
    """A front end: what runs for it, and what lags there.

    Attributes:
        runs: Given when to end and whom to tell that it listens.
    """

    runs: Callable[[asyncio.Event, Callable[[], None]], list[Coroutine[Any, Any, None]]]
    repairs: tuple[Repair, ...] = ()


async def _discord(tools: Tools, stack: AsyncExitStack) -> Front | None:
    token = tools.settings.discord_token
    if token is None:
        return None
    client = await stack.enter_async_context(build_client(tools))
    return Front(
        lambda enough, ready: [
            _connect(client, token.get_secret_value()),
            _show_films(client, tools, enough, ready),
        ],
        (show_in_discord,),
    )


async def _notion(tools: Tools, stack: AsyncExitStack) -> Front | None:
    from bot.notion.front import NotionFront

    if tools.settings.notion_token is None:
        return None
    front = await stack.enter_async_context(NotionFront.opened(tools))
    return Front(front.runs, front.repairs)


def _all_ready(count: int, on_ready: Callable[[], None]) -> Callable[[], None]:
    """Call `on_ready` once so many front ends listen."""
    left = count

    def ready() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            log.info("bot.ready")
            on_ready()

    return ready


async def end_all(*tasks: asyncio.Future[Any]) -> None:
    """Cancel tasks until they have ended.

    Once is not enough: `asyncio.wait_for`, in which discord.py connects, loses a cancellation that
    comes in the moment its connection stands (before Python 3.12).
    """
    while left := {task for task in tasks if not task.done()}:
        for task in left:
            task.cancel()
        await asyncio.wait(left, timeout=CANCEL_SECONDS)
    await asyncio.gather(*tasks, return_exceptions=True)  # whoever failed has been told of


async def _let_shows_end(work: set[asyncio.Task[None]]) -> None:
    """`consume` ends by itself once it is told to; the others are cancelled after it."""
    await asyncio.wait(work, timeout=STOP_SECONDS, return_when=asyncio.FIRST_COMPLETED)


async def _connect(client: SlateClient, token: str) -> None:
    """Log in and stay connected; Discord being away is no reason to end."""
    while True:
        try:
            await client.start(token)
        except discord.LoginFailure as error:
            raise ConfigError(
                "Discord refused DISCORD_TOKEN: copy the bot's token anew."
            ) from error
        except discord.PrivilegedIntentsRequired as error:
            raise ConfigError(
                "Switch on “Message Content” and “Server Members” for the bot in Discord's "
                "developer portal."
            ) from error
        except _UNREACHABLE as error:
            log.warning("discord.away", error=f"{type(error).__name__}: {error}")
            await asyncio.sleep(AGAIN_SECONDS)
            client.clear()
        else:
            return


async def _show_films(
    client: SlateClient, tools: Tools, enough: asyncio.Event, on_ready: Callable[[], None]
) -> None:
    await _ready(client, enough)
    if enough.is_set():
        return

    def listening() -> None:
        log.info("discord.ready", user=str(client.user))
        on_ready()

    def register(manager: QueueManager) -> None:
        manager.entrypoint(SHOW_DISCORD, accepts_context=False)(shower(client.mirror.show))
        if tools.settings.notion_token is None:
            manager.entrypoint(SHOW_NOTION, accepts_context=False)(nobody_looks)

    await consume(tools.database, register, enough, most_jobs=SHOWS_AT_ONCE, on_listening=listening)


async def _ready(client: SlateClient, enough: asyncio.Event) -> None:
    """Wait for Discord's first greeting; `wait_until_ready` needs a login to have begun."""
    ready = asyncio.create_task(client.first_ready.wait())
    ended = asyncio.create_task(enough.wait())
    await asyncio.wait({ready, ended}, return_when=asyncio.FIRST_COMPLETED)
    ready.cancel()
    ended.cancel()
