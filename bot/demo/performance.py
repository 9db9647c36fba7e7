"""A demo from its first line to its last: the stage, the play, the film that comes of it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import structlog
from rich.console import Console

from bot.demo.films import DemoFilm, published_film
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


async def run_demo(settings: Settings, *, sample: Sample, shots: int, keep: bool) -> int:
    """Make a film before the eyes of whoever typed the command.

    Returns:
        0 with a film; 1 with the reason why there is none.
    """
    console = Console()
    if not 1 <= shots <= MAX_SHOTS:
        console.print(f"❌ --shots must be between 1 and {MAX_SHOTS}.")
        return 2
    home = premises(settings)
    home.mkdir(parents=True)
    configure("demo", stream=(home / "demo.log").open("w", encoding="utf-8"))
    console.print(
        f"[bold]Slate demo[/] · {sample.title} · {shots} shots · everything happens in {home}\n"
    )
    try:
        async with asyncio.timeout(SECONDS_TO_START + SECONDS_PER_SHOT * shots):
            async with set_stage(home, sample) as stage:
                film, transcript = await _perform(stage, console, sample, shots)
    except Exception as error:
        log.exception("demo.failed")
        reason = str(error) or "it took far longer than it should"
        console.print(f"\n❌ [bold]No film:[/] {reason}\n   The log is {home / 'demo.log'}.")
        return 1
    if not keep:
        await tidy(home, sample)
    console.print(f"\n🎬 [bold]{film.path}[/]")
    console.print(f"   {film.seconds:.1f} s · {film.width}×{film.height} · {film.megabytes:.1f} MB")
    console.print(f"💬 {transcript}", soft_wrap=True)
    return 0


async def _perform(
    stage: Stage, console: Console, sample: Sample, shots: int
) -> tuple[DemoFilm, Path]:
    async with stage.person() as robin:
        terminal = Terminal(console, stage, robin)
        async with terminal.watching():
            thread_id = await play(robin, sample, shots, stage.raise_if_broken)
        stage.check_manners()
        transcript = await keep_transcript(robin, thread_id, sample.title, stage.home / "thread")
    return await asyncio.to_thread(published_film, stage.home), transcript
