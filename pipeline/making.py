"""From a plan's call to a whole file in the storage: arguments, the script's run, its result."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog

from pipeline import storyboard
from pipeline.arguments import Arguments
from pipeline.claim import Claim
from pipeline.errors import BrokenPromise, InvalidInput, SlateError
from pipeline.lifecycle import Step
from pipeline.noting import Noting
from pipeline.providers import SERVICES, is_paid
from pipeline.settings import Settings
from pipeline.steps.calls import (
    Call,
)
from pipeline.steps.film import Film
from pipeline.steps.storyboard import STORYBOARD
from pipeline.storage import Storage
from pipeline.storyboard import Storyboard
from pipeline.takes import Finished, Work
from pipeline.utils import filesystem
from pipeline.utils.cli_wrapper import run_cli_script
from pipeline.utils.filesystem import sha256_of, slug
from pipeline.workspace import job_file_of, scratch_of

log = structlog.get_logger(__name__)

Announce = Callable[[Claim, str], Awaitable[None]]


SHELVES: Mapping[Step, Callable[[Path, str, str], Path]] = {
    Step.STORYBOARD: filesystem.get_storyboard_dir,
    Step.ASSETS: filesystem.get_asset_dir,
    Step.COMPOSITES: filesystem.get_composite_dir,
    Step.VIDEO: filesystem.get_video_dir,
    Step.NARRATION: filesystem.get_audio_dir,
    Step.SFX: filesystem.get_sfx_dir,
    Step.ASSEMBLY: filesystem.get_film_dir,
    Step.UPLOAD: filesystem.get_published_dir,
}


class Unkept(SlateError):
    """A script did its work, and it cannot be kept.

    Attributes:
        cause: Why.
        result: What the script said, with what it owes its provider.
    """

    def __init__(self, cause: Exception, result: Mapping[str, Any]) -> None:
        super().__init__(str(cause))
        self.cause = cause
        self.result = result


@dataclass(frozen=True)
class Workbench:
    """Where takes are made on this machine."""

    settings: Settings
    storage: Storage
    announce: Announce
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)  # keys among it
    note: Noting | None = None  # of how far a long run is


async def make(bench: Workbench, work: Work) -> Finished:
    """Run the take's script and keep what it made.

    Raises:
        CLIScriptError: The script failed.
        Unkept: It did its work; but its output is not what it said, is a storyboard that does not
            fit, or there is no room for it.
    """
    folder = scratch_of(bench.settings) / str(work.claim.token)
    folder.mkdir(parents=True)
    try:
        arguments = await Arguments(bench.settings, bench.storage, work.upstream, folder).resolve(
            work.unit.call
        )
        output = folder / work.unit.call.output
        arguments += [*_provider(bench, work), "--output", str(output)]
        result = await _run(bench, work, arguments, folder)
        try:
            return await _keep(bench, work, output, result)
        except Exception as error:
            raise Unkept(error, result) from error
    finally:
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


def _provider(bench: Workbench, work: Work) -> list[str]:
    """Who makes it, where that is a paid provider, and where its job is noted and taken up."""
    unit = work.unit
    if not is_paid(unit.provider) or not unit.call.names_provider:
        return []
    made = [f"--provider={unit.provider}"] + ([f"--model={unit.model}"] if unit.model else [])
    if not SERVICES[unit.provider].has_jobs:
        return made
    file = job_file_of(bench.settings, work.claim.take_id)
    file.parent.mkdir(parents=True, exist_ok=True)
    known = [f"--job-id={work.job_id}"] if work.job_id else []
    return [*made, f"--job-file={file}", *known]


async def _run(bench: Workbench, work: Work, arguments: list[str], folder: Path) -> dict[str, Any]:
    last: asyncio.Task[None] | None = None

    async def announce(before: asyncio.Task[None] | None, job_id: str) -> None:
        if before is not None:
            await before  # the newest id must be the one that stays
        await bench.announce(work.claim, job_id)

    def on_line(event: Mapping[str, Any]) -> None:
        nonlocal last
        if event.get("event") == "submitted":
            last = asyncio.create_task(announce(last, str(event.get("job_id"))))
        if event.get("event") == "progress" and bench.note is not None:
            bench.note(_share(event))

    call = work.unit.call
    script = bench.settings.scripts_dir / f"{call.script}.py"
    try:
        return await run_cli_script(
            script,
            arguments,
            timeout=call.timeout,
            env=bench.environment,
            on_line=on_line,
            cwd=folder,
        )
    finally:
        if last is not None:
            await last
        if bench.note is not None:
            await bench.note.end()


def _share(event: Mapping[str, Any]) -> float:
    """How far a script says that it is, 0 to 1."""
    done, total = _number(event.get("done")), _number(event.get("total"))
    return min(max(done / total, 0.0), 1.0) if done is not None and total else 0.0


async def _keep(bench: Workbench, work: Work, output: Path, result: dict[str, Any]) -> Finished:
    """Check the output and move it into the storage."""
    call = work.unit.call
    film = output / call.folder_of if call.folder_of else output
    if not film.is_file() or film.stat().st_size == 0:
        raise BrokenPromise(f"{call.script} said it was done, but there is no {film.name}")
    _check(call, result)
    content = await asyncio.to_thread(sha256_of, film)
    place = board = None
    if call.folder_of:
        key = filesystem.get_published_dir(
            Path(), work.film.channel, _project(work.film)
        ).as_posix()
        await bench.storage.put_tree(key, output)
        place = str(result.get("url") or await bench.storage.place(key))
        key = f"{key}/{film.name}"
    else:
        key = _key(work, content)
        board = await _storyboard(work, output)
        await bench.storage.put(key, output)
    return Finished(
        file=key,
        sha256=content,
        result=result,
        seconds=_number(result.get("seconds")),
        storyboard=board,
        place=place,
    )


def _check(call: Call, result: Mapping[str, Any]) -> None:
    """See that the database can keep what a script said; JSON allows more than it does."""
    try:
        text = json.dumps(result, ensure_ascii=False, allow_nan=False)
        text.encode()
    except ValueError as error:
        raise BrokenPromise(f"{call.script} said what cannot be kept: {error}") from error
    if "\\u0000" in text:
        raise BrokenPromise(f"{call.script} said what cannot be kept: a text with a NUL")


def _project(film: Film) -> str:
    return f"{film.number:04d}-{slug(film.title)}-{film.key[:8]}"


def _key(work: Work, content: str) -> str:
    """A name of the take's own: another take, or another worker's try, never overwrites it."""
    unit = work.unit
    shelf = SHELVES[unit.step](Path(), work.film.channel, _project(work.film))
    name = Path(unit.call.output)
    label = slug(unit.name) if unit.name else name.stem
    file = f"{unit.number:02d}-{label}-t{work.take}-{content[:8]}{name.suffix}"
    return (shelf / file).as_posix()


async def _storyboard(work: Work, output: Path) -> Storyboard | None:
    if work.unit.key != (Step.STORYBOARD, STORYBOARD):
        return None
    most_bytes = storyboard.MAX_WRITTEN_BYTES
    if output.stat().st_size > most_bytes:
        raise InvalidInput("The storyboard script wrote more than a storyboard may hold.")
    try:
        text = await asyncio.to_thread(output.read_text, encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InvalidInput(f"The storyboard is not text: {error.reason}.") from error
    cast = work.film.plan.library.cast()
    return await asyncio.to_thread(storyboard.parse, text, cast=cast, most_bytes=most_bytes)


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) else None
