"""The media of previews: made by a script, kept by what they are made from, one at a time."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import structlog

from bot.manifests import Original, Wanted, Written
from bot.posts import Attached
from pipeline.errors import SlateError
from pipeline.steps.film import digest
from pipeline.storage import NotStored, Storage
from pipeline.utils.cli_wrapper import CLIScriptError, run_cli_script

SCRIPT_SECONDS = 600.0
SCRIPT = "create_preview.py"
_RESULT = "result.json"

log = structlog.get_logger(__name__)


class PreviewMissing(SlateError):
    """There is nothing to look at; the sentence says why."""


class PreviewFiles:
    """Preview files below one folder, whose entries may be removed when they are old.

    Args:
        folder: Its own; an entry in use has been touched lately.
        scripts: Where the script is.
    """

    def __init__(self, folder: Path, storage: Storage, scripts: Path) -> None:
        self._folder = folder
        self._storage = storage
        self._script = scripts / SCRIPT
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
        try:
            manifest = await self._at_hand(wanted.manifest, folder)
            return await self._run_script(wanted, manifest, folder)
        except CLIScriptError as error:
            why = f"It could not be made: {error.message.rstrip('.')}."
            raise _missing(wanted, why) from error
        except TimeoutError as error:
            raise _missing(wanted, "It took too long to make.") from error
        except OSError as error:
            raise _missing(wanted, f"It could not be kept: {error.strerror}.") from error

    async def _at_hand(self, value: Any, folder: Path) -> Any:
        """A manifest with the paths of its files on this machine."""
        match value:
            case Original():
                return str(await self.original(value))
            case Written():
                return str(_write(folder / value.name, json.dumps(value.content)))
            case Mapping():
                return {key: await self._at_hand(one, folder) for key, one in value.items()}
            case list() | tuple():
                return [await self._at_hand(one, folder) for one in value]
        return value

    async def _run_script(self, wanted: Wanted, manifest: Any, folder: Path) -> dict[str, Any]:
        told = _write(folder / "manifest.json", json.dumps(manifest))
        arguments = [
            f"--kind={wanted.kind}",
            f"--manifest={told}",
            f"--max-bytes={wanted.max_bytes}",
            f"--output={folder / wanted.name}",
        ]
        said = await run_cli_script(self._script, arguments, SCRIPT_SECONDS)
        result = {"files": [Path(file).name for file in said["files"]], "fits": said["fits"]}
        _write(folder / _RESULT, json.dumps(result))
        return result

    async def original(self, file: Original) -> Path:
        """A file of the storage on this machine.

        Raises:
            PreviewMissing: It is gone, or cannot be read.
        """
        gone = PreviewMissing(f"The file of {file.of} is gone from the storage.")
        if not file.key:
            raise gone
        try:
            return await self._storage.fetch(file.key)
        except NotStored as error:
            log.error("preview.file_is_gone", file=file.key)
            raise gone from error
        except OSError as error:  # such as a share that is away
            log.exception("preview.file_unreadable", file=file.key)
            why = f"The file of {file.of} cannot be read: {error.strerror}."
            raise PreviewMissing(why) from error

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
