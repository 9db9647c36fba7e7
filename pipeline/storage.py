"""Where finished files are kept, for all machines: an interface, and a folder behind it."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol
from urllib.parse import unquote, urlsplit

from pipeline.errors import ConfigError, SlateError
from pipeline.settings import Settings
from pipeline.utils.filesystem import sha256_of

_FULL = {errno.ENOSPC, errno.EDQUOT}
_NO_LINK = {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EACCES}


class StorageFull(SlateError):
    """There is no room; once there is, the same call passes."""


class NotStored(SlateError):
    """There is nothing under this key."""


class StorageConflict(SlateError):
    """The key holds something else; nothing is ever overwritten."""


@dataclass(frozen=True)
class Stored:
    """A file that is kept; `size` in bytes."""

    key: str
    sha256: str
    size: int


class Storage(Protocol):
    """Keeps files under keys such as `channels/nature/projects/0012-fox/assets/01.png`.

    What is there is whole, and stays what it is. Raises `ValueError` for a key that is none.
    """

    async def put(self, key: str, source: Path) -> Stored:
        """Keep the file's content; the file must not be changed in place afterwards.

        Doing it again with the same content is fine.

        Raises:
            StorageConflict: The key holds another content.
            StorageFull: There is no room.
        """
        ...

    async def put_tree(self, key: str, source_dir: Path) -> None:
        """Keep a copy of a folder, all of it or nothing; raises as `put`."""
        ...

    async def fetch(self, key: str) -> Path:
        """A local file with the content, only to be read.

        Raises:
            NotStored: There is none.
        """
        ...

    async def exists(self, key: str) -> bool:
        """Whether something is kept under the key."""
        ...

    async def place(self, key: str) -> str:
        """Where a person finds it."""
        ...


def open_storage(settings: Settings) -> Storage:
    """The storage that `STORAGE_URL` names; the workspace when it is unset.

    Raises:
        ConfigError: It names something else than a folder.
    """
    if not settings.storage_url:
        return FolderStorage(settings.workspace)
    url = urlsplit(settings.storage_url)
    if url.scheme == "file" and url.netloc in ("", "localhost") and url.path:
        return FolderStorage(Path(unquote(url.path)))
    if not url.scheme:
        return FolderStorage(Path(settings.storage_url).expanduser().resolve())
    raise ConfigError(
        f"STORAGE_URL begins with {url.scheme}://, which is not supported; use a folder all "
        "machines share: a path, or file:///an/absolute/path"
    )


class FolderStorage:
    """Files below a folder that every machine of the fleet sees."""

    def __init__(self, root: Path) -> None:
        self._root = root

    async def put(self, key: str, source: Path) -> Stored:
        return await asyncio.to_thread(self._put, key, source)

    async def put_tree(self, key: str, source_dir: Path) -> None:
        await asyncio.to_thread(self._put_tree, key, source_dir)

    async def fetch(self, key: str) -> Path:
        path = self._path(key)
        if not await asyncio.to_thread(path.is_file):
            raise NotStored(f"there is no {key} in {self._root}")
        return path

    async def exists(self, key: str) -> bool:
        return await asyncio.to_thread(self._path(key).exists)

    async def place(self, key: str) -> str:
        return str(self._path(key))

    def _path(self, key: str) -> Path:
        parts = PurePosixPath(key).parts
        is_plain = key.isprintable() and "\\" not in key and not {"..", "/"} & set(parts)
        if not parts or "/".join(parts) != key or not is_plain:
            raise ValueError(f"{key!r} is no key: use a relative path without . and ..")
        return self._root.joinpath(*parts)

    def _put(self, key: str, source: Path) -> Stored:
        target = self._path(key)
        stored = Stored(key, sha256_of(source), source.stat().st_size)
        with _room_in(self._root):
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists():
                _make_file(source, target)
        if not target.is_file() or not _is_same(target, source, stored.sha256):
            raise StorageConflict(f"{target} holds something else and is not overwritten")
        return stored

    def _put_tree(self, key: str, source_dir: Path) -> None:
        target = self._path(key)
        with _room_in(self._root):
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists():
                _make_tree(source_dir, target)
        if not target.samefile(source_dir) and _contents(target) != _contents(source_dir):
            raise StorageConflict(f"{target} holds something else and is not overwritten")


@contextlib.contextmanager
def _room_in(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull(
                f"the storage folder {root} is full; free some space and it goes on by itself"
            ) from error
        raise


def _make_file(source: Path, target: Path) -> None:
    """The whole file under its name, or nothing; one that came there meanwhile stays."""
    partial = _beside(target)
    try:
        _link_or_copy(source, partial)
        _sync(partial)
        _rename_new(partial, target)
        _sync(target.parent)
    finally:
        partial.unlink(missing_ok=True)


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source.resolve())  # no bytes are moved within one file system
    except OSError as error:
        if error.errno not in _NO_LINK:
            raise
        shutil.copyfile(source, target)


def _rename_new(partial: Path, target: Path) -> None:
    """Rename, but never over an existing file, where the file system can promise it."""
    try:
        target.hardlink_to(partial)
    except FileExistsError:
        return
    except OSError as error:
        if error.errno not in _NO_LINK:
            raise
        partial.rename(target)


def _is_same(target: Path, source: Path, sha256: str) -> bool:
    return target.samefile(source) or sha256_of(target) == sha256


def _make_tree(source: Path, target: Path) -> None:
    partial = _beside(target)
    try:
        partial.mkdir()
        for path in sorted(source.rglob("*")):  # not copytree: it loses why a copy failed
            copy = partial / path.relative_to(source)
            if path.is_dir():
                copy.mkdir()
            else:
                shutil.copyfile(path, copy)
        for path in (*partial.rglob("*"), partial):
            _sync(path)
        try:
            partial.rename(target)
        except OSError as error:
            if error.errno not in (errno.EEXIST, errno.ENOTEMPTY):  # it came there meanwhile
                raise
        _sync(target.parent)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _beside(target: Path) -> Path:
    """A hidden name in the same folder that nobody else uses."""
    return target.with_name(f".{target.name[:80]}.{secrets.token_hex(6)}")


def _sync(path: Path) -> None:
    """Have the bytes (or a folder's names) on the disk before anything is said of them."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _contents(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256_of(path) for path in files}
