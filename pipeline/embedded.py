"""PostgreSQL without an installation: one server per workspace, shared by all its processes.

The programs come in a wheel. The server listens on 127.0.0.1 only, asks for a password and
outlives the process that started it. Three files in its home, `workspace/database`, rule it:

    server.lock  held by the server and all its backends, which inherit it. Whoever gets it may
                 start a server: nothing of an earlier one is left, whatever was killed and
                 whatever `postmaster.pid` says
    users.lock   shared by those who use the server; the last to leave gets it alone and stops it
    access.json  password and port, kept from start to start so that an address stays valid
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import secrets
import shlex
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import asyncpg
import structlog

from pipeline.embedded_home import (
    NAME,
    Access,
    User,
    home_of,
    programs_for,
    server_user,
    write_secret,
)
from pipeline.errors import DatabaseUnavailable
from pipeline.utils.locks import file_lock, waited_lock
from pipeline.utils.processes import to_the_end

START_SECONDS = 90.0  # a first start on a slow disk, or a recovery
STOP_SECONDS = 20.0
_POLL_SECONDS = 0.05
_LOG_LIMIT_BYTES = 5 << 20
_PORTS = range(15_000, 32_000)  # below those a system gives to outgoing connections
_PORT_TRIES = 3  # a port found free may be taken before the server has it

_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "64MB",
    "max_connections": "200",
    "max_parallel_workers_per_gather": "0",
    "timezone": "UTC",
    "log_checkpoints": "off",
    "log_min_messages": "log",  # starts, stops, crashes; a failed statement is its client's
}

log = structlog.get_logger(__name__)


@contextlib.asynccontextmanager
async def embedded_database(workspace: Path) -> AsyncIterator[str]:
    """The address of the workspace's server while it is used; the last to leave stops it.

    Raises:
        DatabaseUnavailable: As `ensure_server`.
    """
    home = home_of(workspace)
    try:
        async with _turn(home, "users.lock", shared=True):
            yield await ensure_server(workspace)
    finally:
        await to_the_end(_stop_if_unused(home))


async def ensure_server(workspace: Path) -> str:
    """See that the workspace's server runs; its address, for SQLAlchemy with asyncpg.

    May be called again at any time, for instance after the server was killed; the address stays
    the same as long as no other program has taken its port.

    Raises:
        DatabaseUnavailable: It does not run and cannot be started; says why and what to do.
    """
    home = home_of(workspace)
    deadline = asyncio.get_running_loop().time() + START_SECONDS
    while asyncio.get_running_loop().time() < deadline:
        access = Access.read(home)
        if access is not None and await _answers(access):
            return access.url
        if not await to_the_end(asyncio.to_thread(_start_if_alone, home)):
            await asyncio.sleep(_POLL_SECONDS)
    raise DatabaseUnavailable(
        f"the embedded PostgreSQL in {home} did not answer within {START_SECONDS:.0f} s; "
        f"see {home / 'data' / 'server.log'}, or set DATABASE_URL to a server of your own"
    )


async def remove_database(workspace: Path) -> None:
    """Stop the workspace's server and delete its data for good.

    Raises:
        DatabaseUnavailable: Somebody uses it.
    """
    home = home_of(workspace)
    await to_the_end(_stop_if_unused(home))
    async with _turn(home, "users.lock"), _turn(home, "server.lock"):
        await asyncio.to_thread(shutil.rmtree, home)
    link = workspace / "database"
    if link.is_symlink():
        link.unlink()


@contextlib.asynccontextmanager
async def _turn(home: Path, name: str, *, shared: bool = False) -> AsyncIterator[None]:
    async with contextlib.AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(waited_lock(home / name, STOP_SECONDS, shared=shared))
        except TimeoutError as error:
            raise DatabaseUnavailable(f"the database in {home} is in use: {error}") from error
        yield


async def _answers(access: Access) -> bool:
    """Whether our server, no other on its port, lets us in; makes our database if missing."""
    try:
        await _execute(access, NAME, "SELECT 1")
    except asyncpg.InvalidCatalogNameError:
        with contextlib.suppress(asyncpg.DuplicateDatabaseError, asyncpg.UniqueViolationError):
            await _execute(access, "postgres", f"CREATE DATABASE {NAME}")
    except asyncpg.TooManyConnectionsError:
        return True
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
        return False
    return True


async def _execute(access: Access, database: str, statement: str) -> None:
    connection = await asyncpg.connect(
        host="127.0.0.1",
        port=access.port,
        user=NAME,
        password=access.password,
        database=database,
        ssl=False,
        timeout=5,
    )
    try:
        await connection.execute(statement, timeout=30)
    finally:
        await connection.close(timeout=5)


async def _stop_if_unused(home: Path) -> None:
    with file_lock(home / "users.lock") as alone:
        access = Access.read(home)
        if alone is None or access is None or not await _answers(access):
            return
        try:
            await asyncio.to_thread(_stop, home)
        except DatabaseUnavailable as error:
            log.warning("database.not_stopped", home=str(home), reason=str(error))
        else:
            log.info("database.stopped", home=str(home))


def _stop(home: Path) -> None:
    wait = ["--wait", f"--timeout={STOP_SECONDS:.0f}"]
    command = ["stop", "-D", str(home / "data"), "--mode=fast", *wait]
    _Runner.of(home, None).run("pg_ctl", command)


def _start_if_alone(home: Path) -> bool:
    """Start the server unless something of it still runs; True when it was started."""
    with file_lock(home / "server.lock") as lock:
        if lock is not None:
            _start(home, _Runner.of(home, lock))
        return lock is not None


def _start(home: Path, runner: _Runner) -> None:
    data = home / "data"
    access = Access.read(home) or Access(secrets.token_urlsafe(32), 0)
    if not data.exists():
        access.write(home)
        _initialise(data, access.password, runner)
    with contextlib.suppress(FileNotFoundError):
        # We have the lock, so that server is gone; its number may be another program's by now.
        (data / "postmaster.pid").unlink()
    logfile = data / "server.log"
    if logfile.exists() and logfile.stat().st_size > _LOG_LIMIT_BYTES:
        logfile.replace(data / "server.log.1")
    for tries_left in reversed(range(_PORT_TRIES)):
        access = replace(access, port=_free_port(access.port))
        access.write(home)
        said_before = logfile.stat().st_size if logfile.exists() else 0
        try:
            runner.run("pg_ctl", _start_command(data, logfile, access.port))
            break
        except DatabaseUnavailable as error:
            said = logfile.read_bytes()[said_before:].decode(errors="replace")
            if "Address already in use" not in said or not tries_left:
                raise DatabaseUnavailable(f"{error}; its log: {said.strip()}") from error
    log.info("database.started", home=str(home), port=access.port)


def _start_command(data: Path, logfile: Path, port: int) -> list[str]:
    settings = [f"-c{name}={value}" for name, value in {**_SETTINGS, "port": port}.items()]
    wait = ["--wait", f"--timeout={START_SECONDS:.0f}"]  # until postmaster.pid says: its, ready
    return ["start", "-D", str(data), "-l", str(logfile), *wait, "-o", shlex.join(settings)]


def _free_port(preferred: int) -> int:
    for port in [preferred, *random.sample(_PORTS, 50)]:
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if port:
                probe.bind(("127.0.0.1", port))
                return port
    raise DatabaseUnavailable("no free port on 127.0.0.1; end some programs that listen there")


def _initialise(data: Path, password: str, runner: _Runner) -> None:
    """Make the data folder beside and rename it: one that exists is whole."""
    making = data.with_name("data.making")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    runner.give(making)
    password_file = data.with_name(".password")
    write_secret(password_file, password)
    runner.give(password_file)
    try:
        locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin"]
        locale.append("--builtin-locale=C.UTF-8")
        access = [f"--username={NAME}", f"--pwfile={password_file}", "--auth=scram-sha-256"]
        runner.run("initdb", ["-D", str(making), *locale, *access])
    finally:
        password_file.unlink()
    making.rename(data)


@dataclass(frozen=True)
class _Runner:
    """Runs PostgreSQL's programs as the user the server needs."""

    programs: Path
    user: User | None
    lock: int | None  # what a started server inherits

    @classmethod
    def of(cls, home: Path, lock: int | None) -> _Runner:
        user = server_user(home)
        return cls(programs_for(user, home), user, lock)

    def give(self, path: Path) -> None:
        if self.user is not None:
            os.chown(path, self.user.uid, self.user.gid)

    def run(self, program: str, args: Sequence[str]) -> None:
        """Run to its end.

        Raises:
            DatabaseUnavailable: It failed; with what it said.
        """
        try:
            done = subprocess.run(
                [self.programs / program, *args],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env={"PATH": os.defpath, "LC_ALL": "C"},
                cwd="/",
                start_new_session=True,  # a Ctrl-C in the terminal is not for the server
                pass_fds=() if self.lock is None else (self.lock,),
                user=self.user.uid if self.user else None,
                group=self.user.gid if self.user else None,
                extra_groups=[] if self.user else None,
                timeout=START_SECONDS + STOP_SECONDS,  # its own limit comes first
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise DatabaseUnavailable(f"PostgreSQL's {program} did not run: {error}") from error
        if done.returncode != 0:
            said = done.stdout.decode(errors="replace").strip()
            raise DatabaseUnavailable(f"PostgreSQL's {program} failed: {said}")
