"""The shape every script has: arguments in; files, one JSON result, events and an exit code out.

A script's module holds `build_parser()` and `run(args, report)`, and ends in
`if __name__ == "__main__": main(build_parser(), run)`. It raises `Failure` for what went wrong;
the exit code, the event and the sentence follow from that alone.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import json
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import Any, NoReturn

Result = dict[str, Any]

# numpy's linear algebra would start a thread per core at import: 0.1 s of CPU for nothing here.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


class Exit(IntEnum):
    """What a script's exit code tells the one who ran it."""

    DONE = 0
    FAILED = 1  # for good: the same call would fail again
    USAGE = 2  # wrong arguments (argparse's own code)
    REFUSED = 65  # content or input refused: a person must change it
    UNCERTAIN = 70  # a paid submission may have happened
    AGAIN = 75  # later, the same call may pass
    KEY_REFUSED = 77  # the service did not accept the key


class Failure(Exception):
    """The script ends with this exit code and this sentence.

    Args:
        exit_code: What the caller may do about it.
        message: One sentence for a person: what is wrong and where.
        kind: Machine-readable detail: `input`, `quota`, `busy`, `disk`, `media`, `bug`, …
        retry_at: When another try makes sense, for `Exit.AGAIN`.
        usage: What a service charged all the same, in its measures (`credits`, `characters`, …):
            for this run, or for the job it took up, which the next run of that job tells again.
    """

    def __init__(
        self,
        exit_code: Exit,
        message: str,
        *,
        kind: str,
        retry_at: datetime | None = None,
        usage: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(without_secrets(message))
        self.exit_code = exit_code
        self.kind = kind
        self.retry_at = retry_at
        self.usage: Result = dict(usage or {})


def refused(message: str, kind: str = "input") -> Failure:
    """The input must be changed by a person before another try."""
    return Failure(Exit.REFUSED, message, kind=kind)


def as_failure(error: Exception) -> Failure:
    """What any exception means for whoever ran the script."""
    if isinstance(error, Failure):
        return error
    if isinstance(error, OSError):
        return _of_the_system(error)
    return Failure(Exit.FAILED, f"{type(error).__name__}: {error}", kind="bug")


@contextlib.contextmanager
def owing(usage: Mapping[str, Any], *, is_kept: bool = False) -> Iterator[None]:
    """Whatever goes wrong in the block, its failure tells what the service has charged.

    Args:
        usage: The measures of what was paid for.
        is_kept: Whether the service keeps it for another run, which tells the usage itself: then
            a failure that may pass owes nothing yet.
    """
    try:
        yield
    except Exception as error:
        failure = as_failure(error)
        if not (is_kept and failure.exit_code is Exit.AGAIN):
            failure.usage = {**usage, **failure.usage}
        if failure is error:
            raise
        raise failure from error


def without_secrets(text: str) -> str:
    """The text without the keys of the environment, which a service may quote back."""
    for name, value in os.environ.items():
        secret = value.strip()
        if name.endswith(_SECRET_NAMES) and len(secret) >= _SHORTEST_SECRET:
            text = text.replace(secret, "…")
    return text


_SECRET_NAMES = ("_KEY", "_TOKEN", "_SECRET")
_SHORTEST_SECRET = 6  # characters: a shorter one is a word that messages need


class Report:
    """Progress and errors on stderr: for people with signs, as JSON lines with `--json`."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json

    def started(self, message: str) -> None:
        self._say("⏳", {"event": "started", "message": message}, message)

    def progress(self, done: int, total: int) -> None:
        self._say("⏳", {"event": "progress", "done": done, "total": total}, f"{done} of {total}")

    def submitted(self, job_id: str) -> None:
        """A paid job was accepted; say so before waiting for it."""
        self._say("⏳", {"event": "submitted", "job_id": job_id}, f"submitted as {job_id}")

    def done(self, message: str) -> None:
        self._say("✅", {"event": "done", "message": message}, message)

    def error(self, failure: Failure) -> None:
        event: dict[str, Any] = {"event": "error", "kind": failure.kind, "message": str(failure)}
        if failure.retry_at is not None:
            event["retry_at"] = failure.retry_at.isoformat()
        if failure.usage:
            event["usage"] = failure.usage
        self._say("❌", event, str(failure))

    def _say(self, sign: str, event: dict[str, Any], text: str) -> None:
        line = json.dumps(event, ensure_ascii=False) if self.as_json else f"{sign} {text}"
        print(line, file=sys.stderr, flush=True)


def parser(description: str) -> argparse.ArgumentParser:
    """A parser with the options every script has."""
    made = argparse.ArgumentParser(
        description=description, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    made.add_argument("--json", action="store_true", help="events on stderr as JSON lines")
    return made


def add_provider(made: argparse.ArgumentParser, *names: str) -> None:
    """Let the caller choose who makes it; the first name is the default."""
    made.add_argument("--provider", choices=names, default=names[0], help="who makes it")
    made.add_argument("--model", default="", help="the provider's model, by its own name")


def main(
    made: argparse.ArgumentParser, run: Callable[[argparse.Namespace, Report], Result]
) -> NoReturn:
    """Parse, run, print the result, exit as the contract says."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # TextIOWrapper whenever run as a program
    args = made.parse_args()
    _end_with_parent()
    report = Report(args.json)
    try:
        result = run(args, report)
    except Exception as error:
        failure = as_failure(error)
        if failure.kind in _UNFORESEEN:
            print(without_secrets(traceback.format_exc()), file=sys.stderr, end="")
        report.error(failure)
        sys.exit(failure.exit_code)
    print(json.dumps(result, ensure_ascii=False), flush=True)
    report.done(str(result.get("output", "done")))
    sys.exit(Exit.DONE)


_DISK_ERRNOS = {errno.ENOSPC, errno.EDQUOT}
_UNFORESEEN = {"system", "bug"}  # kinds whose trace somebody will want to read


def _of_the_system(error: OSError) -> Failure:
    if error.errno in _DISK_ERRNOS:
        text = "the disk is full; free some space and it goes on by itself"
        return Failure(Exit.AGAIN, text, kind="disk")
    return Failure(Exit.FAILED, f"{error.strerror}: {error.filename}", kind="system")


def _end_with_parent() -> None:
    """End this process group when stdin closes, because then whoever ran us is gone.

    Only for a group of our own with a pipe as stdin: run by hand in a terminal or a shell's
    pipeline, the group is somebody else's.
    """
    if os.getpgrp() != os.getpid() or sys.stdin is None or sys.stdin.isatty():
        return

    def watch() -> None:
        with contextlib.suppress(OSError):
            # os.read, not sys.stdin: a daemon thread inside a buffered read blocks the exit.
            while os.read(0, 4096):
                pass
        os.killpg(os.getpgrp(), signal.SIGKILL)

    threading.Thread(target=watch, daemon=True).start()


@contextlib.contextmanager
def whole_file(output: Path) -> Iterator[Path]:
    """A path to write to that becomes `output` only when it is whole.

    The temporary name keeps the suffix, because media programs choose their format by it.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    maker = f"{os.getpid()}-{threading.get_ident()}"
    partial = output.with_name(f".{output.stem[:40]}.{maker}{output.suffix}")
    try:
        yield partial
        partial.replace(output)
    finally:
        partial.unlink(missing_ok=True)


def read_text(path: Path, *, limit_bytes: int = 1_000_000) -> str:
    """A text file given by a person, or the sentence that says what is wrong with it."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise refused(f"{path.name} cannot be read: {error.strerror}") from error
    if len(raw) > limit_bytes:
        raise refused(f"{path.name} has {len(raw)} bytes; at most {limit_bytes} are read")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused(f"{path.name} is not text in UTF-8 (byte {error.start})") from error


def read_json(path: Path, *, limit_bytes: int = 1_000_000) -> Any:
    """A JSON file, or the sentence that names the place of its mistake."""
    try:
        return json.loads(read_text(path, limit_bytes=limit_bytes))
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise refused(f"{path.name} is not JSON: {error.msg} at {place}") from error
    except RecursionError as error:
        raise refused(f"{path.name} is nested too deeply") from error


def named_file(manifest: Path, value: Any, place: str) -> Path:
    """A file that a manifest names at a place; a relative path starts at the manifest's folder."""
    if not isinstance(value, str) or not value or "\0" in value:
        raise refused(f"{place}: must be the path of a file")
    file = manifest.parent / value
    try:
        is_there = file.is_file()
    except OSError as error:  # such as a name longer than names can be
        raise refused(f"{place}: {error.strerror}") from error
    if not is_there:
        raise refused(f"{place}: there is no file {value}")
    return file
