"""What the terminal shows: the thread as it happens, and how far the films are."""

from __future__ import annotations

import asyncio
import textwrap
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from bot.demo.stage import Stage
from bot.sandbox.person import Person
from bot.sandbox.sightings import MessagePosted, ReactionAdded, SeenMessage, ThreadOpened
from pipeline import queries
from pipeline.lifecycle import WORKED, Step

LOOK_SECONDS = 0.5
LINES_SHOWN = 14


class Terminal:
    """Prints what Robin sees where the first film is, above a bar per step."""

    def __init__(self, console: Console, stage: Stage, robin: Person) -> None:
        self._console = console
        self._stage = stage
        self._robin = robin
        self._progress = Progress(
            TextColumn("{task.description:<12}"),
            BarColumn(bar_width=40),
            TextColumn("{task.completed:.0f}/{task.total}"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self._bars: dict[Step, TaskID] = {}

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Show everything that happens while the block runs."""
        for step in WORKED:
            self._bars[step] = self._progress.add_task(step.value, total=None, start=False)
        with self._progress:
            tasks = [asyncio.create_task(self._tell()), asyncio.create_task(self._count())]
            try:
                yield
                await asyncio.sleep(LOOK_SECONDS)  # the last message is on its way
            finally:
                for task in tasks:
                    task.cancel()
                for task in tasks:
                    with suppress(asyncio.CancelledError):
                        await task

    async def _tell(self) -> None:
        names: dict[int, str] = {}
        here = {self._stage.films_channel}
        async for event in self._robin.events():
            if isinstance(event, ThreadOpened):
                here |= {event.thread_id} if event.parent_id in here else set()
                self.line("🧵", f"thread “{escape(event.name)}”")
            elif isinstance(event, MessagePosted) and event.message.channel_id in here:
                names[event.message.author_id] = event.message.author
                self._message(event.message)
            elif isinstance(event, ReactionAdded) and not self._is_bot(event.user_id):
                who = names.get(event.user_id, self._robin.name)
                self.line(event.emoji, f"[bold]{escape(who)}[/] reacts")

    def _is_bot(self, user_id: int) -> bool:
        return user_id == self._stage.sandbox.world.bot.id

    def _message(self, message: SeenMessage) -> None:
        lines = [line for line in message.everything.splitlines() if line.strip()]
        if len(lines) > LINES_SHOWN:
            lines = [*lines[:LINES_SHOWN], f"… {len(lines) - LINES_SHOWN} lines more"]
        lines += [f"📎 {file.filename} ({file.size / 1000:.0f} kB)" for file in message.attachments]
        sign = "🤖" if message.by_bot else "👤"
        text = textwrap.indent("\n".join(lines), "          ").strip()
        self.line(sign, f"[bold]{escape(message.author)}[/]  {escape(text)}")

    def line(self, sign: str, markup: str) -> None:
        """Print one line with the time and a sign; what it says may hold rich's markup."""
        now = datetime.now().strftime("%H:%M:%S")
        self._progress.console.print(f"[dim]{now}[/] {sign} {markup}", highlight=False)

    async def _count(self) -> None:
        """Fill the bars: what is made of all films together."""
        while True:
            done, total = await self._made()
            for step, bar in self._bars.items():
                if done[step]:
                    self._progress.start_task(bar)
                self._progress.update(bar, completed=done[step], total=total[step] or None)
                if done[step] and done[step] == total[step]:
                    self._progress.stop_task(bar)
            await asyncio.sleep(LOOK_SECONDS)

    async def _made(self) -> tuple[Counter[Step], Counter[Step]]:
        done, total = Counter[Step](), Counter[Step]()
        async with self._stage.database.transaction() as session:
            for film in await queries.videos(session, unfinished_only=False):
                for row in (await queries.video(session, film.id)).progress:
                    done[row.step] += row.done
                    total[row.step] += row.total or 0
        return done, total
