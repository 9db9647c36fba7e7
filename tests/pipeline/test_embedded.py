"""One server per workspace, whatever is killed, as root and not; and no folder opened for it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pwd
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import psutil
import pytest

from pipeline import embedded_home
from pipeline.embedded import embedded_database, ensure_server, remove_database
from pipeline.errors import DatabaseUnavailable
from pipeline.utils.locks import file_lock

is_root = os.geteuid() == 0


@contextlib.contextmanager
def folder_for_all() -> Iterator[Path]:
    """A folder every user can reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="slate-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    with folder_for_all() as folder:
        yield folder


@pytest.fixture(scope="module")
def workspace() -> Iterator[Path]:
    """One for all, because the first start takes most of the time; each test leaves it unused."""
    with folder_for_all() as folder:
        yield folder / "workspace"
        asyncio.run(remove_database(folder / "workspace"))


@contextlib.contextmanager
def as_nobody() -> Iterator[pwd.struct_passwd]:
    nobody = pwd.getpwnam("nobody")
    os.setresgid(nobody.pw_gid, nobody.pw_gid, 0)
    os.setresuid(nobody.pw_uid, nobody.pw_uid, 0)
    try:
        yield nobody
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)


def data_of(workspace: Path) -> Path:
    return workspace / "database" / "data"


def postmaster(workspace: Path) -> psutil.Process:
    return psutil.Process(int((data_of(workspace) / "postmaster.pid").read_text().split()[0]))


def has_ended(process: psutil.Process) -> bool:
    return not process.is_running() or bool(process.status() == psutil.STATUS_ZOMBIE)


async def connect(url: str) -> asyncpg.Connection:
    return await asyncpg.connect(url.replace("+asyncpg", ""), ssl=False)


async def ask(url: str, question: str) -> object:
    connection = await connect(url)
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()


async def start_user(workspace: Path) -> tuple[asyncio.subprocess.Process, str]:
    """Another process of Slate, using the database until its stdin closes; and its address."""
    code = (
        "import asyncio, sys, pathlib\n"
        "from pipeline.embedded import embedded_database\n"
        "async def main():\n"
        "    async with embedded_database(pathlib.Path(sys.argv[1])) as url:\n"
        "        print('address', url, flush=True)\n"
        "        await asyncio.to_thread(sys.stdin.read)\n"
        "asyncio.run(main())\n"
    )
    user = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, str(workspace), stdin=-1, stdout=-1
    )
    assert user.stdout is not None
    async for line in user.stdout:
        if line.startswith(b"address"):
            return user, line.split()[1].decode()
    raise AssertionError("the process ended without an address")


async def end_user(user: asyncio.subprocess.Process) -> None:
    assert user.stdin is not None
    user.stdin.close()
    await user.wait()


async def test_it_is_a_current_server_with_our_database(workspace: Path) -> None:
    async with embedded_database(workspace) as url:
        assert await ask(url, "SELECT current_database()") == "slate"
        assert await ask(url, "SELECT current_setting('server_version_num')::int / 10000") == 18
        assert await ask(url, "SELECT upper('äß' COLLATE \"default\")") == "Äß"
        assert await ask(url, "SHOW listen_addresses") == "127.0.0.1"
        assert await ask(url, "SHOW fsync") == "on"


async def test_it_wants_the_password_that_only_we_can_read(workspace: Path) -> None:
    async with embedded_database(workspace) as url:
        with pytest.raises(asyncpg.InvalidPasswordError):
            await connect(url.replace("slate:", "slate:wrong"))
        access = workspace / "database" / "access.json"
        assert stat.S_IMODE(access.stat().st_mode) == 0o600


async def test_what_was_written_is_there_at_the_next_start_at_the_same_address(
    workspace: Path,
) -> None:
    async with embedded_database(workspace) as first:
        await ask(first, "CREATE TABLE kept (number int)")
    async with embedded_database(workspace) as second:
        assert second == first
        assert await ask(second, "SELECT count(*) FROM kept") == 0


async def test_an_error_inside_is_raised_as_it_is_and_the_server_stops(workspace: Path) -> None:
    with pytest.raises(TimeoutError, match="mine"):
        async with embedded_database(workspace):
            server = postmaster(workspace)
            raise TimeoutError("mine")
    assert has_ended(server)


async def test_processes_that_start_at_once_share_one_server(workspace: Path) -> None:
    users = await asyncio.gather(*(start_user(workspace) for _ in range(3)))
    server = postmaster(workspace)
    assert len({url for _, url in users}) == 1
    *others, last = [user for user, _ in users]
    for user in others:
        await end_user(user)
    assert not has_ended(server)
    await end_user(last)
    assert has_ended(server)


async def test_it_outlives_the_killed_process_that_started_it(workspace: Path) -> None:
    starter, url = await start_user(workspace)
    server = postmaster(workspace)
    starter.kill()
    await starter.wait()
    assert await ask(url, "SELECT 1") == 1
    async with embedded_database(workspace) as again:
        assert again == url
        assert postmaster(workspace) == server
    assert has_ended(server)


async def test_a_killed_server_is_got_back_at_the_same_address(workspace: Path) -> None:
    async with embedded_database(workspace) as url:
        await ask(url, "CREATE TABLE kept_over_a_kill (number int)")
        killed = postmaster(workspace)
        killed.kill()
        assert await ensure_server(workspace) == url
        assert postmaster(workspace) != killed
        assert await ask(url, "SELECT count(*) FROM kept_over_a_kill") == 0


async def test_it_starts_only_after_the_backends_of_a_killed_server_have_ended(
    workspace: Path,
) -> None:
    async with embedded_database(workspace) as url:
        connection = await connect(url)
        backend = psutil.Process(await connection.fetchval("SELECT pg_backend_pid()"))
        busy = asyncio.create_task(
            connection.fetchval("SELECT count(*) FROM generate_series(1, 8000000)")
        )
        await asyncio.sleep(0.1)
        postmaster(workspace).kill()
        lock = workspace / "database" / "server.lock"
        with file_lock(lock) as free:
            assert free is None or has_ended(backend)
        await ensure_server(workspace)
        assert has_ended(backend)
        with contextlib.suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
            await busy
        connection.terminate()


async def test_a_left_over_pid_that_is_another_programs_by_now(workspace: Path) -> None:
    async with embedded_database(workspace) as url:
        pid_file = data_of(workspace) / "postmaster.pid"
        killed = postmaster(workspace)
        killed.kill()
        # Of the same user: PostgreSQL itself sees that others' programs cannot be its server.
        owner = pid_file.stat().st_uid if is_root else None
        other = await asyncio.create_subprocess_exec("sleep", "3600", user=owner)
        try:
            lines = pid_file.read_text().splitlines()
            pid_file.write_text("\n".join([str(other.pid), *lines[1:]]) + "\n")
            assert await ensure_server(workspace) == url
            assert other.returncode is None
        finally:
            other.kill()
            await other.wait()


async def test_a_first_start_that_was_killed_is_made_again(open_folder: Path) -> None:
    workspace = open_folder / "workspace"
    home = embedded_home.home_of(workspace)
    (home / "data.making").mkdir()
    (home / "data.making" / "half").write_text("made")
    (home / ".password").write_text("old")
    async with embedded_database(workspace) as url:
        assert await ask(url, "SELECT 1") == 1
    assert not (home / ".password").exists()


async def test_another_program_on_its_port_moves_it(workspace: Path) -> None:
    async with embedded_database(workspace) as first:
        port = int(first.rpartition(":")[2].partition("/")[0])
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", port)
    async with server, embedded_database(workspace) as second:
        assert second != first
        assert await ask(second, "SELECT 1") == 1


async def test_a_database_in_use_is_not_removed(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.embedded.STOP_SECONDS", 0.1)
    async with embedded_database(workspace) as url:
        with pytest.raises(DatabaseUnavailable, match="in use"):
            await remove_database(workspace)
        assert await ask(url, "SELECT 1") == 1


async def test_a_workspace_that_cannot_be_made_is_explained(open_folder: Path) -> None:
    (open_folder / "workspace").write_text("a file")
    with pytest.raises(DatabaseUnavailable, match="WORKSPACE_ROOT"):
        await ensure_server(open_folder / "workspace")


class TestUsers:
    pytestmark = pytest.mark.skipif(not is_root, reason="only root can become somebody else")

    @pytest.fixture
    def closed_folder(self, open_folder: Path) -> Path:
        """A folder like root's own home: nobody else may enter."""
        folder = open_folder / "closed"
        folder.mkdir(mode=0o700)
        return folder

    @pytest.fixture
    def roots_place(self, open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        place = open_folder / "roots-place"
        monkeypatch.setattr(embedded_home, "ROOTS_PLACE", place)
        return place

    async def test_as_root_the_server_is_nobodys(self, workspace: Path) -> None:
        async with embedded_database(workspace):
            assert postmaster(workspace).username() == "nobody"
        assert not (workspace / "database").is_symlink()

    async def test_where_nobody_can_enter_the_home_is_elsewhere_and_nothing_is_opened(
        self, closed_folder: Path, roots_place: Path
    ) -> None:
        workspace = closed_folder / "workspace"
        places = (closed_folder, *closed_folder.parents)
        before = {place: place.stat().st_mode for place in places}
        async with embedded_database(workspace) as url:
            assert await ask(url, "SELECT 1") == 1
            assert (workspace / "database").resolve().parent == roots_place
        assert {place: place.stat().st_mode for place in places} == before
        await remove_database(workspace)
        assert not [*roots_place.glob("*")]
        assert not (workspace / "database").exists()

    async def test_programs_nobody_can_reach_are_copied(
        self, workspace: Path, closed_folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        installed = embedded_home._package()
        for folder in (installed, installed.with_name(f"{installed.name}.libs")):
            (closed_folder / folder.name).symlink_to(folder)
        monkeypatch.syspath_prepend(closed_folder)
        async with embedded_database(workspace) as url:
            assert await ask(url, "SELECT 1") == 1
            program = Path(postmaster(workspace).exe())
            assert program.is_relative_to(workspace / "database")

    async def test_not_as_root_the_server_is_ours(self, open_folder: Path) -> None:
        nobody = pwd.getpwnam("nobody")
        user = embedded_home.User(nobody.pw_uid, nobody.pw_gid)
        if not user.can_reach(embedded_home._package()):
            pytest.skip("another user cannot reach the installed programs")
        workspace = open_folder / "workspace"
        workspace.mkdir()
        os.chown(workspace, user.uid, user.gid)
        with as_nobody():
            async with embedded_database(workspace) as url:
                assert await ask(url, "SELECT 1") == 1
                home = workspace / "database"
                assert (home.stat().st_uid, home.stat().st_mode & 0o777) == (user.uid, 0o700)

    async def test_another_users_database_is_explained(self, workspace: Path) -> None:
        async with embedded_database(workspace):
            with as_nobody(), pytest.raises(DatabaseUnavailable, match="another user"):
                await ensure_server(workspace)
