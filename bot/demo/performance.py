"""A demo from its first line to its last: the stage, the plays, the films that come of them."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from rich.console import Console

from bot.demo.board import Reporter, keep_board
from bot.demo.films import DemoFilm, published_film
from bot.demo.planned import PLANNED, Planned
from bot.demo.planning import make_board, play_in_notion
from bot.demo.samples import Sample
from bot.demo.screenplay import play
from bot.demo.stage import Stage, premises, set_stage, tidy
from bot.demo.terminal import Terminal
from bot.demo.transcripts import keep_transcript
from pipeline.settings import Settings
from pipeline.storyboard import MAX_SHOTS
from pipeline.utils.logging import configure

log = structlog.get_logger(__name__)

SECONDS_TO_START, SECONDS_PER_SHOT = 180.0, 60.0


@dataclass(frozen=True)
class Made:
    """A film, and the page that tells how it came about."""

    film: DemoFilm
    sign: str
    page: Path


async def run_demo(
    settings: Settings,
    *,
    sample: Sample,
    shots: int,
    keep: bool,
    planned: Planned | None = PLANNED,
) -> int:
    """Make films before the eyes of whoever typed the command.

    Args:
        sample: What is asked for in Discord.
        planned: What is planned in Notion meanwhile.

    Returns:
        0 with all films; 1 with the reason why one is missing.
    """
    console = Console()
    if not 1 <= shots <= MAX_SHOTS:
        console.print(f"❌ --shots must be between 1 and {MAX_SHOTS}.")
        return 2
    home = premises(settings)
    home.mkdir(parents=True)
    configure("demo", stream=(home / "demo.log").open("w", encoding="utf-8"))
    _announce(console, home, sample, shots, planned)
    try:
        async with asyncio.timeout(SECONDS_TO_START + SECONDS_PER_SHOT * shots):
            async with set_stage(home, sample, planned) as stage:
                films = await _perform(stage, console, sample, shots, planned)
    except Exception as error:
        log.exception("demo.failed")
        reason = str(error) or "it took far longer than it should"
        console.print(f"\n❌ [bold]No film:[/] {reason}\n   The log is {home / 'demo.log'}.")
        return 1
    if not keep:
        await tidy(home, [one.channel for one in (sample, planned) if one is not None])
    for made in films:
        _present(console, made)
    return 0


def _announce(
    console: Console, home: Path, sample: Sample, shots: int, planned: Planned | None
) -> None:
    console.print(f"[bold]Slate demo[/] · everything happens in {home}")
    console.print(f"🧵 asked for in Discord: {sample.title} · {shots} shots")
    if planned is not None:
        told = f"{planned.title} · {len(planned.shots)} shots, goes second"
        console.print(f"📋 planned in Notion: {told}")
    console.print()


def _present(console: Console, made: Made) -> None:
    film = made.film
    console.print(f"\n🎬 [bold]{film.path}[/]")
    console.print(f"   {film.seconds:.1f} s · {film.width}×{film.height} · {film.megabytes:.1f} MB")
    console.print(f"{made.sign} {made.page}", soft_wrap=True)


async def _perform(
    stage: Stage, console: Console, sample: Sample, shots: int, planned: Planned | None
) -> list[Made]:
    async with stage.person() as robin:
        terminal = Terminal(console, stage, robin)

        async def in_discord() -> Made:
            thread_id = await play(robin, sample, shots, stage.raise_if_broken)
            folder = stage.home / "thread"
            page = await keep_transcript(robin, thread_id, sample.title, folder)
            film = await asyncio.to_thread(published_film, stage.home, sample.channel)
            return Made(film, "💬", page)

        plays = [in_discord()]
        if planned is not None:
            plays.append(_plan(stage, terminal, planned))
        async with terminal.watching():
            films = await _all(*plays)
        stage.check_manners()
    return films


async def _plan(stage: Stage, terminal: Terminal, planned: Planned) -> Made:
    """The film that is planned in Notion, from an empty page on."""
    Reporter(stage.notion, terminal.line)
    source = await make_board(stage.settings, stage.notion.page_id, planned)
    terminal.line("📋", "[bold]slate notion create[/]: the database “Films” is made")
    robin = stage.notion.person("Robin")
    await play_in_notion(robin, source, planned, stage.raise_if_broken)
    page = await keep_board(robin, source, planned.channel_name, stage.home / "board")
    film = await asyncio.to_thread(published_film, stage.home, planned.channel)
    return Made(film, "📋", page)


async def _all(*plays: Coroutine[Any, Any, Made]) -> list[Made]:
    """Run all at once; the first that fails ends the others."""
    tasks = [asyncio.create_task(play) for play in plays]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
