"""From a plan's call to a whole file in the storage: arguments, the script's run, its result."""

from __future__ import annotations

import asyncio
import json
import shutil
import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog

from pipeline import storyboard
from pipeline.claim import Claim
from pipeline.errors import InvalidInput, SlateError
from pipeline.lifecycle import Step
from pipeline.noting import Noting
from pipeline.providers import SERVICES, is_paid
from pipeline.settings import Settings
from pipeline.steps.film import (
    Argument,
    Cache,
    Call,
    Derived,
    Detail,
    Document,
    Film,
    Sha256,
    StoredFile,
    Use,
)
from pipeline.steps.storyboard import STORYBOARD
from pipeline.storage import Storage
from pipeline.storyboard import Storyboard
from pipeline.takes import Finished, Upstream, Work
from pipeline.utils import filesystem
from pipeline.utils.cli_wrapper import run_cli_script
from pipeline.utils.filesystem import sha256_of, slug

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


class BrokenPromise(SlateError):
    """A script said it was done and its output says otherwise."""


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


def jobs_of(settings: Settings) -> Path:
    """Where the scripts of this machine note the jobs they have submitted."""
    return settings.workspace / "jobs"


def job_file_of(settings: Settings, take_id: uuid.UUID) -> Path:
    """Where a take's script notes its job."""
    return jobs_of(settings) / f"{take_id}.json"


def noted_job(settings: Settings, take_id: uuid.UUID) -> str | None:
    """The job that a script on this machine has noted, and perhaps could not announce."""
    try:
        noted = json.loads(job_file_of(settings, take_id).read_text(encoding="utf-8"))
        return str(noted["job_id"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.warning("job_file.unreadable", take=str(take_id), error=type(error).__name__)
        return None


def scratch_of(settings: Settings) -> Path:
    """This machine's folders of takes that are being made."""
    return settings.workspace / "work"


def cache_of(settings: Settings, name: str) -> Path:
    """A folder of this machine that may be emptied any time."""
    return settings.workspace / "cache" / name


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
        arguments = await _Arguments(bench, work.upstream, folder).resolve(work.unit.call)
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


@dataclass(frozen=True)
class _Arguments:
    """Turns a plan's arguments into a command line on this machine."""

    bench: Workbench
    upstream: Mapping[tuple[Step, int], Upstream]
    folder: Path

    async def resolve(self, call: Call) -> list[str]:
        return [await self._text(argument) for argument in call.arguments]

    async def _text(self, argument: Argument) -> str:
        match argument:
            case str():
                return argument
            case Use():
                return str(await self._file(argument))
            case StoredFile():
                return argument.before + await self._stored(argument)
            case Detail():
                return str(self._detail(argument))
            case Cache(name):
                return str(cache_of(self.bench.settings, name))
            case Document(name, content):
                path = self.folder / name
                tree = await self._tree(content)
                path.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
                return str(path)

    async def _tree(self, value: Any) -> Any:
        match value:
            case Use():
                return str(await self._file(value))
            case StoredFile():
                return await self._stored(value)
            case Detail():
                return self._detail(value)
            case Derived(source, make):
                return make(self._detail(source))
            case Sha256():
                return self.upstream[value.step, value.number].sha256
            case Mapping():
                return {key: await self._tree(item) for key, item in value.items()}
            case list() | tuple():
                return [await self._tree(item) for item in value]
        return value

    async def _file(self, use: Use) -> Path:
        return await self.bench.storage.fetch(self.upstream[use.step, use.number].file)

    async def _stored(self, file: StoredFile) -> str:
        return str(await self.bench.storage.fetch(file.key))

    def _detail(self, detail: Detail) -> Any:
        result = self.upstream[detail.step, detail.number].result
        if detail.key not in result:
            raise BrokenPromise(f"the {detail.step}'s result has no “{detail.key}”")
        return result[detail.key]
