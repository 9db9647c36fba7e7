"""Publishing to a folder: whole or not at all, once, with captions that fit the narration."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from scripts.captions import Spoken, srt
from scripts.publish_video import build_parser
from tests.scripts.conftest import (
    make_clip,
    make_tone,
    refusal_here,
    refusal_of,
    result_here,
    result_of,
    run_script,
    usage_error,
    write_json,
)

FILES = {"film.mp4", "captions.srt", "thumbnail.jpg", "metadata.json"}
METADATA = {
    "title": "Der Fuchs 🦊",
    "description": "Two\nlines",
    "tags": ["fox", "night"],
    "lines": [{"clip_number": 1, "text": "A fox runs home."}, {"clip_number": 2, "text": "  "}],
}
TIMELINE = [
    {"clip_number": 1, "start": 0, "seconds": 1, "voice_start": 0.15, "voice_seconds": 0.8},
    {"clip_number": 2, "start": 1, "seconds": 1, "voice_start": None, "voice_seconds": 0},
]


class Job:
    """The arguments of one publication."""

    def __init__(self, folder: Path) -> None:
        self.film = make_clip(folder / "film.mp4", 48, color=(200, 90, 30), size=(320, 180))
        self.metadata = write_json(folder / "metadata.json", METADATA)
        self.timeline = write_json(folder / "timeline.json", TIMELINE)
        self.output = folder / "published" / "the fox"

    def arguments(self) -> list[object]:
        files = ("--video", self.film, "--metadata", self.metadata, "--timeline", self.timeline)
        return [*files, "--output", self.output]


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(tmp_path)


def test_everything_is_published(job: Job) -> None:
    result = result_of("publish_video", *job.arguments())
    assert (result["output"], result["seconds"]) == (str(job.output), 2.0)
    assert {path.name for path in job.output.iterdir()} == FILES
    assert {Path(path).name for path in result["files"].values()} == FILES
    assert (job.output / "film.mp4").read_bytes() == job.film.read_bytes()
    assert [path.name for path in job.output.parent.iterdir()] == ["the fox"]
    assert job.output.stat().st_mode & 0o777 == 0o755


def test_metadata_describes_the_film(job: Job) -> None:
    result_here("publish_video", *job.arguments())
    described = json.loads((job.output / "metadata.json").read_text(encoding="utf-8"))
    assert described == {
        **{key: METADATA[key] for key in ("title", "description", "tags")},
        "seconds": 2.0,
        "sha256": hashlib.sha256(job.film.read_bytes()).hexdigest(),
        "files": ["film.mp4", "captions.srt", "thumbnail.jpg"],
    }


def test_captions_stand_where_the_voice_is(job: Job) -> None:
    result_here("publish_video", *job.arguments())
    captions = (job.output / "captions.srt").read_text(encoding="utf-8")
    assert captions == "1\n00:00:00,150 --> 00:00:00,950\nA fox runs home.\n\n"


def test_the_thumbnail_is_a_frame_of_the_film(job: Job) -> None:
    result_here("publish_video", *job.arguments())
    with Image.open(job.output / "thumbnail.jpg") as thumbnail:
        assert (thumbnail.size, thumbnail.format) == ((1280, 720), "JPEG")
        red, green, blue = thumbnail.convert("RGB").getpixel((640, 200))  # type: ignore[misc]  # RGB has three
    assert red > green > blue
    assert (job.output / "thumbnail.jpg").stat().st_size < 2_000_000


def test_the_same_film_again_changes_nothing(job: Job) -> None:
    first = result_here("publish_video", *job.arguments())
    before = {path.name: path.stat().st_mtime_ns for path in job.output.iterdir()}
    assert result_here("publish_video", *job.arguments()) == first
    assert {path.name: path.stat().st_mtime_ns for path in job.output.iterdir()} == before


def test_two_at_once_publish_one_whole_film(job: Job) -> None:
    with ThreadPoolExecutor() as pool:
        runs = [pool.submit(result_of, "publish_video", *job.arguments()) for _ in range(2)]
    first, *others = [run.result() for run in runs]
    assert all(other == first for other in others)
    assert {path.name for path in job.output.iterdir()} == FILES
    assert [path.name for path in job.output.parent.iterdir()] == ["the fox"]


def test_another_film_does_not_replace_it(job: Job) -> None:
    result_here("publish_video", *job.arguments())
    before = (job.output / "film.mp4").read_bytes()
    make_clip(job.film, 24, color=(1, 2, 3))
    assert "something else" in refusal_here("publish_video", *job.arguments())
    assert (job.output / "film.mp4").read_bytes() == before


def test_somebodys_folder_is_left_alone(job: Job) -> None:
    job.output.mkdir(parents=True)
    (job.output / "diary.txt").write_text("mine")
    assert "something else" in refusal_here("publish_video", *job.arguments())
    assert [path.name for path in job.output.iterdir()] == ["diary.txt"]


def test_an_empty_folder_may_be_filled(job: Job) -> None:
    job.output.mkdir(parents=True)
    result_here("publish_video", *job.arguments())
    assert {path.name for path in job.output.iterdir()} == FILES


def test_a_film_that_cannot_be_played_is_refused_and_leaves_nothing(
    job: Job, corrupt: Callable[[str], Path]
) -> None:
    job.film = corrupt("broken.mp4")
    assert "broken.mp4 cannot be played" in refusal_of("publish_video", *job.arguments())
    assert not job.output.parent.exists()


def test_a_film_damaged_inside_leaves_nothing_behind(job: Job) -> None:
    whole = job.film.read_bytes()
    start = whole.index(b"mdat") + 4
    job.film.write_bytes(whole[:start] + bytes(len(whole) - start))
    completed = run_script("publish_video", *job.arguments())
    assert completed.returncode in (1, 65) and "❌" in completed.stderr
    assert "Traceback" not in completed.stderr
    assert list(job.output.parent.iterdir()) == []


def test_a_sound_is_no_film(job: Job, tmp_path: Path) -> None:
    job.film = make_tone(tmp_path / "tone.wav", 0.3)
    assert "has no pictures" in refusal_here("publish_video", *job.arguments())


@pytest.mark.parametrize(
    ("metadata", "complaint"),
    [
        ([], "must be an object"),
        ({}, "title"),
        ({"title": "  "}, "title"),
        ({"title": "x", "description": 5}, "description"),
        ({"title": "x", "tags": "fox"}, "tags"),
        ({"title": "x", "lines": {}}, "lines: must be a list"),
        ({"title": "x", "lines": [{"clip_number": 1}]}, "lines 1"),
        ({"title": "x", "lines": [{"text": "x"}]}, "lines 1"),
    ],
)
def test_wrong_metadata_is_refused_with_its_place(
    job: Job, metadata: object, complaint: str
) -> None:
    write_json(job.metadata, metadata)
    sentence = refusal_here("publish_video", *job.arguments())
    assert "metadata.json" in sentence and complaint in sentence


@pytest.mark.parametrize(
    ("timeline", "complaint"),
    [
        ({}, "must be a list"),
        ([7], "timeline.json, 1"),
        ([{"clip_number": 1, "voice_start": "0", "voice_seconds": 1}], "are numbers"),
    ],
)
def test_a_wrong_timeline_is_refused(job: Job, timeline: object, complaint: str) -> None:
    write_json(job.timeline, timeline)
    assert complaint in refusal_here("publish_video", *job.arguments())


def test_title_alone_is_enough(job: Job) -> None:
    write_json(job.metadata, {"title": "x"})
    result_here("publish_video", *job.arguments())
    assert (job.output / "captions.srt").read_text() == ""


@pytest.mark.parametrize("missing", ["--video", "--metadata", "--timeline", "--output"])
def test_every_argument_is_needed(missing: str, capsys: pytest.CaptureFixture[str]) -> None:
    given = {"--video": "f.mp4", "--metadata": "m", "--timeline": "t", "--output": "o"}
    del given[missing]
    arguments = [part for pair in given.items() for part in pair]
    assert missing in usage_error(build_parser(), arguments, capsys)


def test_an_unknown_provider_is_wrong_usage(job: Job, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [*job.arguments(), "--provider", "none"]
    assert "--provider" in usage_error(build_parser(), arguments, capsys)


def test_long_lines_become_several_captions() -> None:
    text = "Nobody sees it, and nobody asks where it goes tonight, although every window " * 2
    captions = srt([Spoken(text, 3599.5, 8.0)])
    blocks = captions.strip().split("\n\n")
    rows = [block.split("\n") for block in blocks]
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    assert all(len(row) <= 4 and max(map(len, row[2:])) <= 42 for row in rows)
    assert " ".join(" ".join(row[2:]) for row in rows).split() == text.split()
    stamps = [row[1].split(" --> ") for row in rows]
    assert stamps[0][0] == "00:59:59,500" and stamps[-1][1] == "01:00:07,500"
    assert all(before[1] == after[0] for before, after in itertools.pairwise(stamps))
