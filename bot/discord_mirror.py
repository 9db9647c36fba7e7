"""Make Discord show the row: the card, the thread, the questions and what became of them."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Awaitable
from dataclasses import dataclass, field

import discord
import structlog

from bot.answers import surely
from bot.posting import UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, Poster
from bot.posts import Post
from bot.preview_files import PreviewFiles
from bot.previews import Previews
from bot.previews_in_work import PreviewsInWork
from bot.scenes import Scene, Scenes
from bot.showing import Hands, Showing
from bot.shown import Shown
from bot.tools import Tools
from pipeline import mirrors, queries
from pipeline.errors import ConfigError
from pipeline.views import MirrorView, ReviewView

EDIT_PAUSE = 2.5  # seconds between two edits of one card
OLD_CARD_AGE = 3600.0  # after this Discord allows few edits of a message
OLD_EDIT_PAUSE = 20.0
EDIT_PATIENCE = 15.0  # an edit that Discord holds up longer is tried again later
FORBIDDEN_PAUSE = 60.0  # too many refused requests and Discord locks a bot out
AT_ONCE, NOTHING_LEFT = 0.001, 0.0  # pauses with a meaning
UNTIL_NEWS = 3600.0  # that there is news is said; this only bounds a mistake
UPLOAD_SHARE = 0.9  # of the guild's limit: the form around the files counts too

log = structlog.get_logger(__name__)


@dataclass
class _Turn:
    """The shows of one film: one pass at a time, and everybody who waits for one."""

    news: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: list[asyncio.Future[None]] = field(default_factory=list)
    task: asyncio.Task[None] | None = None


class DiscordMirror:
    """Shows films in Discord; start it with a client that is logged in."""

    def __init__(self, client: discord.Client, tools: Tools) -> None:
        self._tools = tools
        self._poster = Poster(client)
        self._scenes = Scenes(tools)
        files = PreviewFiles(tools.previews, tools.storage, tools.settings.scripts_dir)
        self._previews = Previews(files, tools.storage)
        self._in_work = PreviewsInWork(self._make_preview, self._is_made)
        self._turns: dict[uuid.UUID, _Turn] = {}
        self._edited_at: dict[uuid.UUID, float] = {}
        self._known: dict[int, dict[str, int]] = {}
        self._refused_until: dict[uuid.UUID, float] = {}

    async def show(self, video_id: uuid.UUID) -> None:
        """Make Discord show the film's newest row.

        Shows of one film are one at a time, and those that wait become one. It returns when card
        and thread are right. What takes time comes after it, with the newest row then: a preview
        that must be made, an edit of the card that must wait for its pause.

        Raises:
            NotFound: There is no such film.
            discord.HTTPException: Discord did not take it; try again.
        """
        done = asyncio.get_running_loop().create_future()
        turn = self._turns.get(video_id)
        if turn is None:
            turn = self._turns[video_id] = _Turn()
            turn.task = asyncio.create_task(self._keep_showing(video_id, turn))
        turn.waiting.append(done)
        turn.news.set()
        await done

    async def close(self) -> None:
        """End what still runs; the next bot goes on from there."""
        tasks = [turn.task for turn in self._turns.values() if turn.task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._in_work.close()

    async def _keep_showing(self, video_id: uuid.UUID, turn: _Turn) -> None:
        """Pass after pass as long as there is news."""
        served: list[asyncio.Future[None]] = []
        try:
            while turn.news.is_set():
                turn.news.clear()
                served, turn.waiting = turn.waiting, []
                pause = await surely(lambda: self._pass(video_id))
                _settle(served, None)
                if pause != NOTHING_LEFT:
                    await _news_or(turn.news, pause)
        except Exception as error:
            if not _settle([*served, *turn.waiting], error):
                log.exception("discord.show_failed", video_id=str(video_id))
        finally:
            for future in (*served, *turn.waiting):
                future.cancel()  # those that are settled stay as they are
            del self._turns[video_id]

    async def _pass(self, video_id: uuid.UUID) -> float:
        """Show what the row says now.

        Returns:
            Seconds after which there is more to do; `NOTHING_LEFT` when all is shown.
        """
        if time.monotonic() < self._refused_until.get(video_id, 0.0):
            return NOTHING_LEFT  # for now; the sweep asks again
        scene, mirror = await self._scenes.read(video_id)
        shown = Shown.of(mirror)
        try:
            pause = await self._bring_in_line(scene, shown)
        except (ConfigError, discord.Forbidden) as error:
            await self._tell_problem(scene, shown, error)
            return NOTHING_LEFT
        except Exception:
            self._known.pop(shown.thread_id or 0, None)  # who knows what was posted
            raise
        if pause == NOTHING_LEFT:
            await self._all_is_shown(scene, shown, mirror)
        return pause

    async def _all_is_shown(self, scene: Scene, shown: Shown, mirror: MirrorView) -> None:
        shown.version, shown.problem = scene.view.version, None
        if shown.mirror() != mirror:
            await self._keep(shown)
        if scene.view.state.is_final:  # memory is for films that go on
            self._edited_at.pop(shown.video_id, None)
            self._refused_until.pop(shown.video_id, None)
            self._known.pop(shown.thread_id or 0, None)

    async def _bring_in_line(self, scene: Scene, shown: Shown) -> float:
        """Show all of it; what a person deleted comes back with the next pass, at once."""
        try:
            return await self._show_all(scene, shown)
        except discord.NotFound as error:
            if error.code == UNKNOWN_MESSAGE:
                shown.lose_card()
            elif error.code != UNKNOWN_CHANNEL:
                raise
            elif shown.channel_id is None:
                text = f"{scene.view.channel}.yaml names a channel that Discord has not."
                raise ConfigError(text) from error
            else:
                shown.lose_channel()
            log.warning("discord.something_is_gone", video=scene.view.number, what=error.text)
        await self._keep(shown)
        return AT_ONCE

    async def _show_all(self, scene: Scene, shown: Shown) -> float:
        hands = Hands(self._poster, self._keep, self._in_work.of, self._messages_of)
        showing = Showing(scene, shown, hands)
        channel_id = self._poster.channel_for(scene, self._tools.settings.discord_guild_id)
        if await showing.card_and_thread(channel_id):
            self._edited_at[shown.video_id] = time.monotonic()
        await showing.thread()
        self._in_work.keep(shown.video_id, (review.id for review in showing.unasked()))
        if shown.thread_id is None:
            return AT_ONCE
        pause = NOTHING_LEFT
        if showing.card_is_stale():
            pause = self._pause(shown) or await self._edit_card(showing, shown)
        return pause or (UNTIL_NEWS if showing.awaits_preview else NOTHING_LEFT)

    async def _edit_card(self, showing: Showing, shown: Shown) -> float:
        self._edited_at[shown.video_id] = time.monotonic()
        try:
            async with asyncio.timeout(EDIT_PATIENCE):
                await showing.edit_card()
        except TimeoutError:
            log.warning("discord.edit_held_up", card=shown.card_id)
            return OLD_EDIT_PAUSE
        return NOTHING_LEFT

    def _pause(self, shown: Shown) -> float:
        """Seconds until the card may be edited again."""
        edited_at = self._edited_at.get(shown.video_id)
        if edited_at is None or shown.card_id is None:
            return 0.0
        age = discord.utils.utcnow() - discord.utils.snowflake_time(shown.card_id)
        pause = OLD_EDIT_PAUSE if age.total_seconds() > OLD_CARD_AGE else EDIT_PAUSE
        return max(0.0, edited_at + pause - time.monotonic())

    async def _make_preview(self, scene: Scene, review: ReviewView) -> list[Post]:
        """The preview's messages; none where the question has been answered."""
        guild = self._poster.guild(self._tools.settings.discord_guild_id)
        limit = guild.filesize_limit if guild else discord.utils.DEFAULT_FILE_SIZE_LIMIT_BYTES
        subject = await self._scenes.subject(scene, review, int(limit * UPLOAD_SHARE))
        return await self._previews.of(subject) if subject else []

    def _is_made(self, video_id: uuid.UUID) -> None:
        """A preview is there, or cannot be made: whoever shows the film looks again."""
        if turn := self._turns.get(video_id):
            turn.news.set()

    async def _messages_of(self, thread_id: int) -> dict[str, int]:
        """What the bot had posted in a thread when this process first looked."""
        if thread_id not in self._known:
            self._known[thread_id] = await self._poster.references(thread_id)
        return self._known[thread_id]

    async def _tell_problem(self, scene: Scene, shown: Shown, error: Exception) -> None:
        """Keep why a film cannot be shown, and do not ask Discord again for a while."""
        if isinstance(error, discord.Forbidden):
            text = (
                f"Discord does not let the bot do this ({error.code} {error.text}): give its role "
                "the rights that `slate discord invite` names, in this channel too."
            )
        else:
            text = str(error)
        self._refused_until[shown.video_id] = time.monotonic() + FORBIDDEN_PAUSE
        if shown.problem != text:
            log.error("discord.cannot_show", video=scene.view.number, problem=text)
            shown.problem = text
            await self._keep(shown)

    async def _keep(self, shown: Shown) -> None:
        async with self._tools.database.transaction() as session:
            await mirrors.remember(session, queries.DISCORD, shown.mirror())


def _settle(futures: list[asyncio.Future[None]], error: Exception | None) -> bool:
    """Tell those who wait; false when nobody does."""
    waiting = [future for future in futures if not future.done()]
    for future in waiting:
        if error is None:
            future.set_result(None)
        else:
            future.set_exception(error)
    return bool(waiting)


async def _news_or(news: asyncio.Event, pause: float) -> None:
    """Wait for news, at most so long; either is a reason to look again."""
    waiting: Awaitable[bool] = news.wait()
    try:
        await asyncio.wait_for(waiting, pause)
    except TimeoutError:
        news.set()
