"""Uploads killed with -9 while bytes are on their way: one video each, at most one chunk again."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.scripts.conftest import SCRIPTS, Completed, run_script
from tests.scripts.publishing_youtube import Publication
from tests.standins import Standins
from tests.standins.youtube_sessions import GRANULE, Hold

CHUNK = 2 * GRANULE
SIZE = 4 * CHUNK + 300_000
FILMS, KILLS = 6, 5  # kills of each film's upload
_PIECE = 32 << 10  # the stand-in reads less at once

# Starting Python and reading Google's libraries takes most of a run: this process has done both,
# and each run is a fork of it, a process of its own like any other.
_STARTED = """
import json, os, sys
import googleapiclient.discovery, googleapiclient.http, google.oauth2.credentials
from scripts import media, publish_video
from scripts.program import main
from scripts.providers.calls import trusted
from scripts.publishing import youtube

trusted()
for line in sys.stdin:
    child = os.fork()
    if not child:
        told = json.loads(line)
        os.environ.update(told["env"])
        sys.argv = ["publish_video", *told["arguments"]]
        said = os.open(told["stderr"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(said, 2)
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        main(publish_video.build_parser(), publish_video.run)
    print(child, flush=True)
    print(os.waitpid(child, 0)[1], flush=True)
"""


class Started:
    """Runs of `publish_video` that start at once."""

    def __init__(self, process: subprocess.Popen[str], said: Path) -> None:
        self._process = process
        self._said = said

    def begin(self, arguments: list[object], env: dict[str, str]) -> int:
        """The id of the run's process."""
        told = {"arguments": [*map(str, arguments)], "env": env, "stderr": str(self._said)}
        assert self._process.stdin is not None
        print(json.dumps(told), file=self._process.stdin, flush=True)
        return self._read()

    def end(self) -> int:
        """How the run ended: its exit code, or the signal with a minus."""
        return os.waitstatus_to_exitcode(self._read())

    def said(self) -> str:
        return self._said.read_text(encoding="utf-8")

    def _read(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    command = [sys.executable, "-c", _STARTED]
    pipe: Any = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=SCRIPTS.parent, stdin=pipe, stdout=pipe, text=True
    ) as process:
        yield Started(process, tmp_path_factory.mktemp("said") / "said")
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture
def standins() -> Iterator[Standins]:
    with Standins() as running:
        yield running


def publication(folder: Path, standins: Standins) -> Publication:
    folder.mkdir()
    film = Publication(folder, standins, size=SIZE)
    film.describe(mark=f"slate-{folder.name}")
    return film


def killed(film: Publication, started: Started, hold: Hold, *more: object) -> None:
    """Begin a run, and kill it at the moment of which YouTube says that it has come."""
    arguments = film.arguments("--chunk-bytes", CHUNK, "--json", *more)
    run = started.begin(arguments, film.standins.environment)
    assert hold.is_reached.wait(30), started.said()
    os.kill(run, signal.SIGKILL)
    assert started.end() == -signal.SIGKILL, "it was still on its way"


def completed(film: Publication, started: Started, *more: object) -> None:
    arguments = film.arguments("--chunk-bytes", CHUNK, "--json", *more)
    started.begin(arguments, film.standins.environment)
    assert started.end() == 0, started.said()


@pytest.mark.parametrize("seed", range(FILMS))
def test_killed_while_bytes_are_on_their_way(
    tmp_path: Path, standins: Standins, started: Started, seed: int
) -> None:
    """Thirty kills in all; every other film is taken up by another machine, by the id alone."""
    moments = sorted(random.Random(seed).sample(range(1, SIZE - _PIECE), KILLS))
    film = publication(tmp_path / f"film-{seed}", standins)
    uploads = standins.youtube.sessions
    for moment in moments:
        killed(film, started, uploads.hold_at(moment), *taken_up(film, seed))
        (session,) = uploads.all
        assert standins.youtube.videos == []
    completed(film, started, *taken_up(film, seed))
    assert film.is_published_once()
    again = [start + length for start, length in session.put[:-1]]
    assert session.received - SIZE <= KILLS * CHUNK
    for reached, (start, _) in zip(again, session.put[1:], strict=True):
        assert reached - start <= CHUNK, "more than a chunk was sent again"


def taken_up(film: Publication, seed: int) -> list[object]:
    """Another machine has no job file, only what was announced."""
    if seed % 2 or not film.job_file.exists():
        return []
    job_id = film.job_id
    film.job_file.unlink()
    return ["--job-id", job_id]


@pytest.mark.parametrize(
    "path",
    [
        "POST /upload/youtube/v3/videos",
        "PUT /upload/youtube/v3/videos",
        "POST /upload/youtube/v3/captions",
        "POST /youtube/v3/playlistItems",
    ],
)
def test_killed_before_an_answer_comes(
    tmp_path: Path, standins: Standins, started: Started, path: str
) -> None:
    film = publication(tmp_path / "film", standins)
    killed(film, started, standins.youtube.hold_answer(path))
    completed(film, started)
    assert film.is_published_once()


def test_killed_after_the_last_byte_and_the_session_is_lost(
    tmp_path: Path, standins: Standins, started: Started
) -> None:
    film = publication(tmp_path / "film", standins)
    killed(film, started, standins.youtube.sessions.hold_at(SIZE))
    deadline = time.monotonic() + 30
    while not standins.youtube.videos:  # all bytes had come in: it becomes a video by itself
        assert time.monotonic() < deadline
        time.sleep(0.01)
    standins.youtube.sessions.forget()
    completed(film, started)
    assert film.is_published_once() and len(standins.youtube.sessions.all) == 1


def test_the_real_script_is_killed(tmp_path: Path, standins: Standins) -> None:
    film = publication(tmp_path / "film", standins)
    hold = standins.youtube.sessions.hold_at(CHUNK + 5)
    command = [sys.executable, str(SCRIPTS / "publish_video.py"), *map(str, film.arguments())]
    env = {"PATH": "", **standins.environment}
    with subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL) as process:
        assert hold.is_reached.wait(30) and process.poll() is None
        process.kill()
    again: Completed = run_script("publish_video", *film.arguments(), env=standins.environment)
    assert again.returncode == 0, again.stderr
    assert film.is_published_once() and film.session.received <= SIZE + CHUNK
