"""Manifests as they are read, and how long a shot lasts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.media import SAMPLE_RATE
from scripts.timeline import read_manifest, shot_frames
from tests.scripts.assembling import one_clip, refusal
from tests.scripts.conftest import make_clip, write_json


def test_shots_last_whole_frames() -> None:
    assert shot_frames(120, 0, 24) == 120
    assert shot_frames(120, 4 * SAMPLE_RATE, 24) == 120
    assert shot_frames(120, round(4.5 * SAMPLE_RATE), 24) == 120
    assert shot_frames(120, round(4.5 * SAMPLE_RATE) + 1, 24) == 121
    assert shot_frames(1, 1, 24) == 13


def test_relative_paths_start_at_the_manifests_folder(tmp_path: Path) -> None:
    manifest = one_clip(tmp_path, video="clip.mp4")
    assert [clip.video for clip in read_manifest(manifest)] == [tmp_path / "clip.mp4"]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", "is not JSON"),
        ("[]", "“clips”"),
        ('{"clips": []}', "at least one clip"),
        ('{"clips": [7]}', "clips 1 must be an object"),
        ('{"clips": [{"video": "x.mp4"}]}', "clips 1, clip_number"),
        ('{"clips": [{"clip_number": true, "video": "x.mp4"}]}', "clips 1, clip_number"),
        ('{"clips": [{"clip_number": 1}]}', "clips 1, video: is missing"),
        ('{"clips": [{"clip_number": 1, "video": 5}]}', "clips 1, video: must be the path"),
        ('{"clips": [{"clip_number": 1, "video": "gone.mp4"}]}', "there is no file gone.mp4"),
        (json.dumps({"clips": [{"clip_number": 1, "video": "x" * 999}]}), "clips 1, video: "),
    ],
)
def test_a_wrong_manifest_is_refused_with_its_place(
    tmp_path: Path, content: str, complaint: str
) -> None:
    manifest = tmp_path / "manifest.json"
    manifest.write_text(content)
    assert complaint in refusal(manifest)


def test_a_number_used_twice_is_refused(tmp_path: Path) -> None:
    clip = {"clip_number": 1, "video": str(make_clip(tmp_path / "clip.mp4", 2, size=(64, 36)))}
    manifest = write_json(tmp_path / "m.json", {"clips": [clip, clip]})
    sentence = refusal(manifest)
    assert "clips 2" in sentence and "twice" in sentence


def test_a_missing_manifest_is_refused(tmp_path: Path) -> None:
    assert "gone.json cannot be read" in refusal(tmp_path / "gone.json")
