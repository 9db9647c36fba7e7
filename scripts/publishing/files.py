"""The films that are published, and folders that appear whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.program import refused

_PIECE_BYTES = 128 << 10
FILM, CAPTIONS, THUMBNAIL, METADATA = "film.mp4", "captions.srt", "thumbnail.jpg", "metadata.json"


@dataclass(frozen=True)
class Film:
    """A film that is open, and must stay as it was when its digest was taken.

    Attributes:
        name: Of its file.
        size: Bytes.
        sha256: Of all its bytes.
    """

    name: str
    size: int
    sha256: str
    _descriptor: int
    _state: tuple[int, int]

    def part(self, start: int, count: int) -> Part:
        """`count` bytes of it, from `start`."""
        return Part(self, start, count)

    def read(self, start: int, count: int) -> bytes:
        """Bytes of it, from `start`.

        Raises:
            Failure: Refused, when somebody has changed it meanwhile.
        """
        content = os.pread(self._descriptor, count, start)
        if _state_of(self._descriptor) != self._state or len(content) != count:
            raise refused(f"{self.name} was changed while it was being published; publish it again")
        return content


@dataclass(frozen=True)
class Part:
    """Some of a film's bytes, read as they are gone through, so that they take no memory."""

    film: Film
    start: int
    count: int

    def __iter__(self) -> Iterator[bytes]:
        end = self.start + self.count
        for place in range(self.start, end, _PIECE_BYTES):
            yield self.film.read(place, min(_PIECE_BYTES, end - place))


@contextlib.contextmanager
def opened(path: Path, expected: str = "") -> Iterator[Film]:
    """A film to publish.

    Args:
        expected: What its sha256 must be; empty takes any.

    Raises:
        Failure: Refused, when it is another film than was expected.
    """
    with path.open("rb") as file:
        state = _state_of(file.fileno())
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        if expected and digest != expected:
            raise refused(f"{path.name} is not the film that was approved: its bytes differ")
        yield Film(path.name, state[0], digest, file.fileno(), state)


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_empty(folder: Path) -> bool:
    """Whether there is nothing that would be overwritten."""
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))


def occupied(folder: Path) -> Exception:
    return refused(f"{folder} exists already and holds something else; name another folder")


def described(folder: Path) -> dict[str, Any]:
    """The metadata in a published folder; empty where there is none that can be read."""
    try:
        data = json.loads((folder / METADATA).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def write_described(folder: Path, data: dict[str, Any]) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=2)
    (folder / METADATA).write_text(text + "\n", encoding="utf-8")


@contextlib.contextmanager
def hidden_beside(folder: Path) -> Iterator[Path]:
    """A hidden folder to fill, beside the one that is published to; gone with the block."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    hidden = Path(tempfile.mkdtemp(prefix=f".{folder.name[:40]}.", dir=folder.parent))
    try:
        hidden.chmod(0o755)  # mkdtemp's folders are for their maker alone
        yield hidden
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


def reveal(hidden: Path, folder: Path) -> bool:
    """Rename the hidden folder to its name, safely on disk; false when somebody was faster."""
    for path in (*hidden.iterdir(), hidden):
        _to_disk(path)
    try:
        hidden.rename(folder)
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
        return False
    _to_disk(folder.parent)
    return True


def _state_of(descriptor: int) -> tuple[int, int]:
    found = os.fstat(descriptor)
    return found.st_size, found.st_mtime_ns


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
