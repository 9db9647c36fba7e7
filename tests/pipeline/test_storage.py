"""Kept files are whole, stay what they are, and stay where they belong."""

from __future__ import annotations

import asyncio
import errno
import shutil
from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.settings import Settings
from pipeline.storage import (
    FolderStorage,
    NotStored,
    Storage,
    StorageConflict,
    StorageFull,
    open_storage,
)
from pipeline.utils.filesystem import sha256_of


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def storage(root: Path) -> Storage:
    return FolderStorage(root)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"frames")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "published"
    (path / "captions").mkdir(parents=True)
    (path / "film.mp4").write_bytes(b"film")
    (path / "captions" / "en.srt").write_text("1")
    return path


def hidden(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.name.startswith(".")]


async def test_what_is_put_can_be_fetched(storage: Storage, root: Path, clip: Path) -> None:
    stored = await storage.put("channels/a/1.mp4", clip)
    assert (stored.key, stored.sha256, stored.size) == ("channels/a/1.mp4", sha256_of(clip), 6)
    fetched = await storage.fetch("channels/a/1.mp4")
    assert fetched.read_bytes() == b"frames"
    assert await storage.exists("channels/a/1.mp4")
    assert await storage.place("channels/a/1.mp4") == str(root / "channels/a/1.mp4")
    assert not hidden(root)


async def test_it_stays_when_the_source_is_deleted(storage: Storage, clip: Path) -> None:
    await storage.put("1.mp4", clip)
    clip.unlink()
    assert (await storage.fetch("1.mp4")).read_bytes() == b"frames"


async def test_without_links_it_is_copied(
    storage: Storage, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other_file_system(self: Path, target: Path) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(Path, "hardlink_to", other_file_system)
    await storage.put("1.mp4", clip)
    fetched = await storage.fetch("1.mp4")
    assert fetched.read_bytes() == b"frames"
    assert not fetched.samefile(clip)


async def test_the_same_again_is_fine_and_another_content_is_not(
    storage: Storage, clip: Path, tmp_path: Path
) -> None:
    first = await storage.put("1.mp4", clip)
    same = tmp_path / "same.mp4"
    shutil.copy(clip, same)
    assert await storage.put("1.mp4", same) == first
    other = tmp_path / "other.mp4"
    other.write_bytes(b"others")
    with pytest.raises(StorageConflict):
        await storage.put("1.mp4", other)
    assert (await storage.fetch("1.mp4")).read_bytes() == b"frames"


async def test_a_file_may_already_lie_where_it_belongs(root: Path) -> None:
    root.mkdir()
    (root / "1.mp4").write_bytes(b"frames")
    assert (await FolderStorage(root).put("1.mp4", root / "1.mp4")).size == 6


async def test_of_many_at_once_one_content_stays(storage: Storage, tmp_path: Path) -> None:
    sources = []
    for number in range(8):
        source = tmp_path / f"{number}.mp4"
        source.write_bytes(bytes([number % 2]) * 100_000)
        sources.append(source)
    results = await asyncio.gather(
        *(storage.put("1.mp4", source) for source in sources), return_exceptions=True
    )
    kept = sha256_of(await storage.fetch("1.mp4"))
    for source, result in zip(sources, results, strict=True):
        assert isinstance(result, StorageConflict) == (sha256_of(source) != kept)


@pytest.mark.parametrize(
    "key", ["", ".", "..", "../a", "a/../b", "/a", "a//b", "a/", "./a", "a\0b", "a\nb", "a/\u202eb"]
)
async def test_keys_that_lead_elsewhere_are_refused(
    storage: Storage, root: Path, clip: Path, key: str
) -> None:
    with pytest.raises(ValueError, match="is no key"):
        await storage.put(key, clip)
    assert not root.exists()


async def test_what_is_not_there(storage: Storage) -> None:
    assert not await storage.exists("1.mp4")
    with pytest.raises(NotStored, match=r"1\.mp4"):
        await storage.fetch("1.mp4")


async def test_a_tree_is_kept_whole(storage: Storage, root: Path, folder: Path) -> None:
    await storage.put_tree("films/1", folder)
    assert (root / "films/1/film.mp4").read_bytes() == b"film"
    assert (root / "films/1/captions/en.srt").read_text() == "1"
    assert not hidden(root)


async def test_a_tree_again_is_fine_and_another_is_not(
    storage: Storage, root: Path, folder: Path
) -> None:
    await storage.put_tree("films/1", folder)
    await storage.put_tree("films/1", folder)
    (folder / "film.mp4").write_bytes(b"another")
    with pytest.raises(StorageConflict):
        await storage.put_tree("films/1", folder)
    assert (root / "films/1/film.mp4").read_bytes() == b"film"
    assert not hidden(root)


async def test_a_full_disk_is_said_and_leaves_nothing(
    storage: Storage, root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def disk_is_full(source: Path, target: Path) -> None:
        target.write_bytes(b"ha")
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copyfile", disk_is_full)  # a disk is hard to fill
        with pytest.raises(StorageFull, match="free some space"):
            await storage.put_tree("films/1", folder)
    assert not [*root.rglob("*.mp4")]
    assert not hidden(root)
    await storage.put_tree("films/1", folder)
    assert await storage.exists("films/1")


class TestOpening:
    def settings(self, tmp_path: Path, url: str | None) -> Settings:
        return Settings(_env_file=None, workspace_root=tmp_path / "workspace", storage_url=url)

    async def test_unset_it_is_the_workspace(self, tmp_path: Path) -> None:
        storage = open_storage(self.settings(tmp_path, None))
        assert await storage.place("a") == str((tmp_path / "workspace").resolve() / "a")

    @pytest.mark.parametrize("prefix", ["", "file://", "file://localhost"])
    async def test_a_folder_as_path_or_address(self, tmp_path: Path, prefix: str) -> None:
        storage = open_storage(self.settings(tmp_path, f"{prefix}{tmp_path}/shared"))
        assert await storage.place("a") == f"{tmp_path}/shared/a"

    @pytest.mark.parametrize("url", ["s3://bucket/films", "file://otherhost/films", "https://x"])
    def test_anything_else_is_explained(self, tmp_path: Path, url: str) -> None:
        with pytest.raises(ConfigError, match="STORAGE_URL"):
            open_storage(self.settings(tmp_path, url))
