"""The media of previews: made by a script, kept by what they are made from, one at a time."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

from bot.posts import Attached
from bot.wording import one_line
from pipeline.errors import SlateError
from pipeline.steps.film import digest
from pipeline.storage import Storage
from pipeline.utils.cli_wrapper import CLIScriptError, run_cli_script
from pipeline.views import TakeView

SCRIPT_SECONDS = 600.0
SCRIPT = "create_preview"
_RESULT = "result.json"

log = structlog.get_logger(__name__)


class PreviewMissing(SlateError):
    """There is nothing to look at; the sentence says why."""


@dataclass(frozen=True)
class Wanted:
    """A preview to make.

    Attributes:
        kind: As the script calls it: sheet, reel, waveforms, film.
        name: Of the file people get, with the suffix that says its format.
        takes: What it shows, by their numbers.
        max_bytes: For all its files together.
    """

    kind: str
    name: str
    title: str
    takes: tuple[TakeView, ...]
    max_bytes: int

    def key(self) -> str:
        """Names what is made: the same takes shown in the same way are made once."""
        items = [item | {"sha256": take.sha256} for item, take in self._items()]
        shown = [self.kind, self.name, self.title, self.max_bytes, items]
        return f"{self.kind}-{digest(shown)[:32]}"

    def manifest(self, files: Sequence[Path]) -> dict[str, Any]:
        """What the script is told."""
        pairs = zip(self._items(), files, strict=True)
        items = [item | {"file": str(file)} for (item, _), file in pairs]
        return {"title": self.title, "items": items}

    def _items(self) -> list[tuple[dict[str, Any], TakeView]]:
        return [
            (
                {
                    "number": take.number,
                    "name": one_line(take.name),
                    "text": one_line(take.prompt),
                    "seconds": take.seconds,
                },
                take,
            )
            for take in self.takes
        ]


class PreviewFiles:
    """Preview files below one folder, whose entries may be removed when they are old.

    Args:
        folder: Its own; an entry in use has been touched lately.
    """

    def __init__(self, folder: Path, storage: Storage) -> None:
        self._folder = folder
        self._storage = storage
        self._one_at_a_time = asyncio.Semaphore(1)

    async def make(self, wanted: Wanted) -> tuple[Attached, ...]:
        """The preview's files, from the last time where that was the same.

        Raises:
            PreviewMissing: It cannot be made, or not small enough.
        """
        folder = self._folder / wanted.key()
        async with self._one_at_a_time:
            result = _kept(folder)
            if result is None:
                result = await self._run(wanted, folder)
        if not result["fits"]:
            raise PreviewMissing("It does not fit into a message here.")
        return tuple(Attached(folder / name, name) for name in result["files"])

    async def _run(self, wanted: Wanted, folder: Path) -> dict[str, Any]:
        """Make it. A person must not wait for a picture that may never come: all is told."""
        files = [await self.original(take) for take in wanted.takes]
        try:
            return await _run_script(wanted, files, folder)
        except CLIScriptError as error:
            why = f"It could not be made: {error.message.rstrip('.')}."
            raise _missing(wanted, why) from error
        except TimeoutError as error:
            raise _missing(wanted, "It took too long to make.") from error
        except OSError as error:
            raise _missing(wanted, f"It could not be kept: {error.strerror}.") from error

    async def original(self, take: TakeView) -> Path:
        """The take's file on this machine.

        Raises:
            PreviewMissing: It is gone.
        """
        key = take.file or ""
        if not key or not await self._storage.exists(key):
            log.error("preview.file_is_gone", file=key)
            raise PreviewMissing(f"The file of {one_line(take.name)} is gone from the storage.")
        return await self._storage.fetch(key)

    def document(self, name: str, text: str) -> Attached:
        """A text as a file to attach.

        Raises:
            PreviewMissing: There is no room for it.
        """
        path = self._folder / f"text-{digest(text)[:32]}" / name
        try:
            return Attached(_write(path, text), name)
        except OSError as error:
            log.exception("preview.failed", kind="document")
            raise PreviewMissing(f"{name} could not be kept: {error.strerror}.") from error


def _missing(wanted: Wanted, why: str) -> PreviewMissing:
    """The sentence for people; the log has the trace."""
    log.exception("preview.failed", kind=wanted.kind, why=why)
    return PreviewMissing(why)


async def _run_script(wanted: Wanted, files: Sequence[Path], folder: Path) -> dict[str, Any]:
    manifest = _write(folder / "manifest.json", json.dumps(wanted.manifest(files)))
    arguments = [
        f"--kind={wanted.kind}",
        f"--manifest={manifest}",
        f"--max-bytes={wanted.max_bytes}",
        f"--output={folder / wanted.name}",
    ]
    said = await run_cli_script(SCRIPT, arguments, SCRIPT_SECONDS)
    result = {"files": [Path(file).name for file in said["files"]], "fits": said["fits"]}
    _write(folder / _RESULT, json.dumps(result))
    return result


def _kept(folder: Path) -> dict[str, Any] | None:
    """What was made there before, if all of it is still there."""
    path = folder / _RESULT
    if not path.is_file():
        return None
    result: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if not all((folder / name).is_file() for name in result["files"]):
        return None
    os.utime(folder)  # in use: not to be removed as old
    return result


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)
    return path
