"""Locks between processes."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from pipeline.utils.locks import file_lock, waited_lock


def test_one_holds_it_alone_until_it_is_let_go(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with file_lock(path) as first, file_lock(path) as second, file_lock(path, shared=True) as third:
        assert first is not None
        assert second is None
        assert third is None
    with file_lock(path) as again:
        assert again is not None


def test_many_share_it_and_nobody_has_it_alone_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with file_lock(path, shared=True) as first, file_lock(path, shared=True) as second:
        assert first is not None
        assert second is not None
        with file_lock(path) as alone:
            assert alone is None


async def test_a_child_that_inherits_it_holds_it_on(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with file_lock(path) as held:
        assert held is not None
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-c", "input()", stdin=-1, pass_fds=(held,)
        )
    with file_lock(path) as taken:
        assert taken is None
    child.kill()
    await child.wait()
    with file_lock(path) as free:
        assert free is not None


async def test_waiting_ends_when_it_is_free(tmp_path: Path) -> None:
    path = tmp_path / "lock"

    async def hold_it() -> None:
        async with waited_lock(path, timeout=60):
            pass

    with file_lock(path):
        waiting = asyncio.create_task(hold_it())
        await asyncio.sleep(0)
        assert not waiting.done()
    await waiting


async def test_waiting_has_an_end(tmp_path: Path) -> None:
    with file_lock(tmp_path / "lock"), pytest.raises(TimeoutError):
        async with waited_lock(tmp_path / "lock", timeout=0):
            raise AssertionError("nobody may come here")
