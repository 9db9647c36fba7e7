"""One film on its way to the YouTube on this machine, with quick pauses and small chunks."""

from __future__ import annotations

import hashlib
import json
import random
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from scripts.program import Failure
from tests.scripts.conftest import make_clip, result_here, write_json
from tests.standins import Standins
from tests.standins.youtube_sessions import GRANULE, Session

CHUNK = GRANULE
PLAYLIST = "PLnightfox"
MARK = "slate-3f9a1c2e"
METADATA = {
    "title": "Der Fuchs 🦊",
    "description": "Two\nlines",
    "tags": ["fox", "night walk"],
    "lines": [{"clip_number": 1, "text": "A fox runs home."}],
    "category_id": 27,
    "language": "de",
    "playlist_id": PLAYLIST,
    "mark": MARK,
    "thumbnail": False,
}
TIMELINE = [{"clip_number": 1, "start": 0, "seconds": 1, "voice_start": 0.1, "voice_seconds": 0.8}]


class Publication:
    """The files and arguments of one publication."""

    def __init__(self, folder: Path, standins: Standins, *, size: int) -> None:
        self.standins, self.youtube = standins, standins.youtube
        self.youtube.channel.playlists.setdefault(PLAYLIST, [])
        self.film = make_film(folder / "film.mp4", size)
        self.size = size
        self.metadata = write_json(folder / "metadata.json", METADATA)
        self.timeline = write_json(folder / "timeline.json", TIMELINE)
        self.output = folder / "published" / "fox"
        self.job_file = folder / "job.json"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.film.read_bytes()).hexdigest()

    def describe(self, **changes: Any) -> None:
        """Write the metadata with changes."""
        write_json(self.metadata, {**METADATA, **changes})

    def arguments(self, *more: object, job_file: bool = True) -> list[object]:
        given = ["--video", self.film, "--metadata", self.metadata, "--timeline", self.timeline]
        given += ["--output", self.output, "--provider", "youtube"]
        given += ["--chunk-bytes", CHUNK, "--pause", 0.01]
        return [*given, *(["--job-file", self.job_file] if job_file else []), *more]

    def run(self, *more: object, job_file: bool = True) -> dict[str, Any]:
        return result_here("publish_video", *self.arguments(*more, job_file=job_file))

    def fail(self, *more: object, job_file: bool = True) -> Failure:
        with pytest.raises(Failure) as caught:
            self.run(*more, job_file=job_file)
        assert not self.output.exists()
        assert not list(self.output.parent.glob(".*")), "no half folder stays behind"
        return caught.value

    @property
    def job_id(self) -> str:
        """What is noted of the upload."""
        noted: dict[str, str] = json.loads(self.job_file.read_text(encoding="utf-8"))
        return noted["job_id"]

    @property
    def session(self) -> Session:
        """The only upload that was begun."""
        (session,) = self.youtube.sessions.all
        return session

    def calls(self, path: str, method: str = "") -> int:
        """How many calls there were, those that went wrong too."""
        return sum(call["method"].startswith(method) for call in self.standins.calls(path))

    def is_published_once(self) -> bool:
        """One video, with the film's bytes and everything that belongs to it, once."""
        (video,) = self.youtube.videos
        return (
            (video.size, video.sha256) == (self.size, self.sha256)
            and video.status["privacyStatus"] == "private"
            and len(video.captions) == 1
            and self.youtube.channel.playlists[PLAYLIST] == [video.id]
        )


@cache
def _content(size: int, seed: int) -> bytes:
    """A tiny film, and a box of noise behind it that players skip."""
    with TemporaryDirectory() as folder:
        film = make_clip(Path(folder) / "film.mp4", 12).read_bytes()
    more = size - len(film)
    noise = random.Random(seed).randbytes(more - 8)
    return film + more.to_bytes(4, "big") + b"free" + noise


def make_film(path: Path, size: int, seed: int = 1) -> Path:
    """A film that can be played, with exactly this many bytes."""
    path.write_bytes(_content(size, seed))
    return path


def announced(stderr: str) -> list[str]:
    """The job ids that a script told on the way, in order."""
    events = [json.loads(line) for line in stderr.splitlines() if line.startswith("{")]
    return [event["job_id"] for event in events if event["event"] == "submitted"]
