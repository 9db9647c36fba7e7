"""The one way to run a script: `run_cli_script`.

Scripts are programs with a contract (arguments and environment in; files, one JSON object on
stdout, events on stderr and an exit code out). Both sides state it, because neither imports the
other: `ExitCode` here is `Exit` in `scripts/program.py`.
"""

from __future__ import annotations

import asyncio
import json
import math
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from enum import IntEnum
from pathlib import Path
from typing import Any

import structlog

from pipeline.errors import SlateError
from pipeline.settings import REPOSITORY
from pipeline.utils.processes import GRACE_SECONDS, end_group, signal_group, to_the_end
from pipeline.utils.streams import collect, lines

Event = dict[str, Any]

STDOUT_LIMIT_BYTES = 1 << 20
STDERR_KEPT_LINES = 200
LINE_LIMIT_BYTES = 16 << 10
_MEASURES_MAX = 16
_MEASURE_MAX = 40  # characters of a measure's name, and of a text such as its source
_POLL_SECONDS = 0.1

_INHERITED = {"PATH", "HOME", "LANG", "TMPDIR", "TZ", "SSL_CERT_FILE", "SystemRoot"}
_INHERITED |= {"IMAGEIO_FFMPEG_EXE"}
_INHERITED_PREFIXES = ("LC_", "COVERAGE_")  # coverage measures the scripts that tests run

log = structlog.get_logger(__name__)


class ExitCode(IntEnum):
    """What a script's exit code says."""

    DONE = 0
    FAILED = 1  # for good: the same call would fail again
    USAGE = 2  # wrong arguments
    REFUSED = 65  # content or input refused: a person must change it
    UNCERTAIN = 70  # a paid submission may have happened
    AGAIN = 75  # later, the same call may pass; `retry_at` where known
    KEY_REFUSED = 77  # the service did not accept the key


class CLIScriptError(SlateError):
    """A script did not do what it was asked.

    Attributes:
        script: Its file name.
        exit_code: An `ExitCode`, another number of a program that broke, or the negative number
            of the signal that ended it; 0 when it broke the contract (`kind` is "contract").
        stderr: The last lines it wrote.
        kind: Its own word for what went wrong, else "crash", "killed" or "contract".
        message: One sentence for a person.
        retry_at: When another try makes sense, where the script said so.
        job_id: The provider's job, when one was submitted before it failed.
        usage: What the provider charged all the same, as `measures` keeps it: for this run, or for
            the job it took up, which the next run of that job tells again.
    """

    def __init__(
        self,
        script: str,
        exit_code: int,
        stderr: str,
        *,
        kind: str = "crash",
        message: str = "",
        retry_at: datetime | None = None,
        job_id: str | None = None,
        usage: Mapping[str, Any] | None = None,
    ) -> None:
        self.script = script
        self.exit_code = exit_code
        self.stderr = stderr
        self.kind = kind
        self.message = message or f"it ended with exit code {exit_code} and said nothing"
        self.retry_at = retry_at
        self.job_id = job_id
        self.usage: Mapping[str, Any] = dict(usage or {})
        super().__init__(f"{script}: {self.message} (exit code {exit_code}, {kind})")


async def run_cli_script(
    script: str | Path,
    args: Sequence[str],
    timeout: float = 600,
    *,
    env: Mapping[str, str] | None = None,
    on_line: Callable[[Event], None] | None = None,
    cwd: Path | None = None,
) -> dict[str, Any]:
    """Run a script to its end and return its result.

    However this ends, no process of the script's group is left: on a time-out, a cancel or an
    error it is ended before the exception leaves. If this process dies, the script ends itself.

    Args:
        script: A bare name (`generate_asset`) of one of the repository's scripts, or a path.
        args: Its arguments, without `--json`. Texts of people go as `--prompt=…`, because one
            that starts with a dash would be taken for an option.
        timeout: Seconds for the whole run.
        env: The keys and addresses it needs; otherwise it gets a whitelist of ours.
        on_line: Called with each event as it comes; a line that is none comes as
            `{"event": "log", "message": line}`.
        cwd: Where it runs.

    Raises:
        asyncio.TimeoutError: It was not done in time.
        CLIScriptError: It failed, or it did not keep the contract.
    """
    path = _path_of(script)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",  # the script's folder is no place to import from
        str(path),
        "--json",
        *args,
        stdin=PIPE,  # kept open, never written to: the script ends its group when it closes
        stdout=PIPE,
        stderr=PIPE,
        env=_environment(env or {}),
        cwd=cwd,
        start_new_session=True,
    )
    heard = _Heard(path.name)
    try:
        async with asyncio.timeout(timeout):
            exit_code = await _finished(process, heard, on_line)
    except BaseException:
        await to_the_end(end_group(process.pid))
        raise
    finally:
        assert process.stdin is not None
        process.stdin.close()
        log.debug("script.ended", script=path.stem, exit_code=process.returncode)
    if exit_code != ExitCode.DONE:
        raise heard.failure(exit_code)
    return heard.result()


def measures(told: object) -> dict[str, Any]:
    """What a script told as its `usage`: the finite numbers from 0 and the short texts of it."""
    if not isinstance(told, dict):
        return {}
    kept = {
        name: value
        for name, value in told.items()
        if len(name) <= _MEASURE_MAX and _is_measure(value)
    }
    return dict(list(kept.items())[:_MEASURES_MAX])


def _is_measure(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= _MEASURE_MAX
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and 0 <= value < math.inf  # type: ignore[operator]  # a number by then


def _path_of(script: str | Path) -> Path:
    if isinstance(script, str) and Path(script).name == script:
        return REPOSITORY / "scripts" / f"{script.removesuffix('.py')}.py"
    return Path(script)


def _environment(extra: Mapping[str, str]) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in _INHERITED or name.startswith(_INHERITED_PREFIXES)
    }
    return {**kept, **extra}


class _Heard:
    """What is kept of what a script wrote."""

    def __init__(self, script: str) -> None:
        self.script = script
        self.stdout = bytearray()
        self.lines: deque[str] = deque(maxlen=STDERR_KEPT_LINES)
        self.error: Event = {}
        self.job_id: str | None = None

    def take(self, line: str) -> Event:
        self.lines.append(line)
        event = _event_of(line)
        if event["event"] == "error":
            self.error = event
        elif event["event"] == "submitted":
            self.job_id = str(event.get("job_id"))
        return event

    def result(self) -> dict[str, Any]:
        try:
            if len(self.stdout) > STDOUT_LIMIT_BYTES:
                raise ValueError(f"more than {STDOUT_LIMIT_BYTES} bytes")
            result = json.loads(self.stdout)
            if not isinstance(result, dict):
                raise ValueError(f"a JSON {type(result).__name__}")
        except (ValueError, RecursionError) as error:
            text = f"its result is not one JSON object: {error}"
            raise self._as_error(ExitCode.DONE, "contract", text) from error
        return result

    def failure(self, exit_code: int) -> CLIScriptError:
        if exit_code < 0:
            kind, said = "killed", f"it was ended by {_signal_name(-exit_code)}"
        else:
            kind, said = "crash", next((line for line in reversed(self.lines) if line.strip()), "")
        kind = str(self.error.get("kind") or kind)
        return self._as_error(exit_code, kind, str(self.error.get("message") or said))

    def _as_error(self, exit_code: int, kind: str, message: str) -> CLIScriptError:
        return CLIScriptError(
            self.script,
            exit_code,
            "\n".join(self.lines),
            kind=kind,
            message=message,
            retry_at=_time_of(self.error.get("retry_at")),
            job_id=self.job_id,
            usage=measures(self.error.get("usage")),
        )


async def _finished(
    process: Process, heard: _Heard, on_line: Callable[[Event], None] | None
) -> int:
    """Read both outputs while the script runs; its exit code once nothing of it is left."""
    assert process.stdout is not None and process.stderr is not None
    reading = asyncio.gather(
        collect(process.stdout, heard.stdout, STDOUT_LIMIT_BYTES + 1),
        _hear(process.stderr, heard, on_line),
    )
    reading.add_done_callback(_ask)
    try:
        # Not `process.wait()`: in some Pythons it waits for the pipes, which a child may hold.
        while process.returncode is None:
            await asyncio.wait((reading,), timeout=_POLL_SECONDS)
            if reading.done():
                reading.result()
                await asyncio.sleep(_POLL_SECONDS / 10)
        signal_group(process.pid, signal.SIGKILL)  # children it left behind
        await asyncio.wait((reading,), timeout=GRACE_SECONDS)  # one may have left the group
        if reading.done():
            reading.result()
        return process.returncode
    finally:
        reading.cancel()
        await asyncio.wait((reading,))


def _ask(reading: asyncio.Future[Any]) -> None:
    """Of a run that is cancelled nobody else asks how it ended, and asyncio would complain."""
    if not reading.cancelled():
        reading.exception()


async def _hear(
    stream: asyncio.StreamReader, heard: _Heard, on_line: Callable[[Event], None] | None
) -> None:
    async for line in lines(stream, LINE_LIMIT_BYTES):
        event = heard.take(line)
        if on_line is not None:
            on_line(event)


def _event_of(line: str) -> Event:
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        event = None
    if isinstance(event, dict) and isinstance(event.get("event"), str):
        return event
    return {"event": "log", "message": line}


def _time_of(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
