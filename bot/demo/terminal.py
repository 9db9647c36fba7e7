"""What the terminal shows: the thread as it happens, and how far the film is."""

from __future__ import annotations

import asyncio
import textwrap
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
    """Prints what Robin sees, above a bar per step."""

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
        async for event in self._robin.events():
            if isinstance(event, ThreadOpened):
                self._line("🧵", f"thread “{escape(event.name)}”")
            elif isinstance(event, MessagePosted):
                names[event.message.author_id] = event.message.author
                self._message(event.message)
            elif isinstance(event, ReactionAdded) and not self._is_bot(event.user_id):
                who = names.get(event.user_id, self._robin.name)
                self._line(event.emoji, f"[bold]{escape(who)}[/] reacts")

    def _is_bot(self, user_id: int) -> bool:
        return user_id == self._stage.sandbox.world.bot.id

    def _message(self, message: SeenMessage) -> None:
        lines = [line for line in message.everything.splitlines() if line.strip()]
        if len(lines) > LINES_SHOWN:
            lines = [*lines[:LINES_SHOWN], f"… {len(lines) - LINES_SHOWN} lines more"]
        lines += [f"📎 {file.filename} ({file.size / 1000:.0f} kB)" for file in message.attachments]
        sign = "🤖" if message.by_bot else "👤"
        text = textwrap.indent("\n".join(lines), "          ").strip()
        self._line(sign, f"[bold]{escape(message.author)}[/]  {escape(text)}")

    def _line(self, sign: str, markup: str) -> None:
        now = datetime.now().strftime("%H:%M:%S")
        self._progress.console.print(f"[dim]{now}[/] {sign} {markup}", highlight=False)

    async def _count(self) -> None:
        while True:
            async with self._stage.database.transaction() as session:
                films = await queries.videos(session, unfinished_only=False, limit=1)
                view = await queries.video(session, films[0].id) if films else None
            for row in view.progress if view else ():
                bar = self._bars[row.step]
                if row.working or row.done:
                    self._progress.start_task(bar)
                self._progress.update(bar, completed=row.done, total=row.total)
                if row.done and row.done == row.total:
                    self._progress.stop_task(bar)
            await asyncio.sleep(LOOK_SECONDS)
