"""Clips made alike, once: what is kept, what is joined as it is, what is no clip."""

from __future__ import annotations

from pathlib import Path

from tests.scripts.assembling import one_clip, refusal
from tests.scripts.conftest import (
    decoded_frames,
    make_picture,
    make_tone,
    refusal_of,
    result_here,
    write_json,
)


def test_a_damaged_cache_is_mended(tmp_path: Path) -> None:
    film, cache = tmp_path / "film.mp4", tmp_path / "c"
    arguments = ("--manifest", one_clip(tmp_path), "--output", film, "--cache", cache)
    result_here("assemble_video", *arguments)
    whole = film.read_bytes()
    for kept in cache.iterdir():
        kept.write_bytes(b"damaged")
    assert result_here("assemble_video", *arguments)["clips_encoded"] == 1
    assert film.read_bytes() == whole


def test_clips_that_fit_are_joined_as_they_are_and_a_held_one_beside_them(tmp_path: Path) -> None:
    """The second line is longer than its clip: only that clip is encoded, and all decode."""
    picture = make_picture(tmp_path / "grey.png", (90, 120, 150))
    clips = []
    for number, spoken in ((1, 0.4), (2, 1.6), (3, 0.4)):
        video, audio = tmp_path / f"{number}.mp4", make_tone(tmp_path / f"{number}.wav", spoken)
        arguments = ("--image", picture, "--prompt", "push in", "--seconds", 1, "--output", video)
        result_here("generate_video", *arguments)
        clips.append({"clip_number": number, "video": str(video), "audio": str(audio)})
    manifest = write_json(tmp_path / "manifest.json", {"clips": clips})
    output = tmp_path / "film.mp4"
    made = result_here("assemble_video", "--manifest", manifest, "--output", output)
    assert made["clips_encoded"] == 1
    frames = decoded_frames(output)
    assert len(frames) == made["frames"] > 72
    assert all(abs(float(frame.mean()) - 120) < 4 for frame in frames)


def test_a_clip_damaged_inside_is_refused_by_name(tmp_path: Path) -> None:
    manifest = one_clip(tmp_path)
    whole = (tmp_path / "clip.mp4").read_bytes()
    start = whole.index(b"mdat") + 4
    (tmp_path / "clip.mp4").write_bytes(whole[:start] + bytes(len(whole) - start))
    arguments = ("--manifest", manifest, "--output", tmp_path / "f.mp4", "--cache", tmp_path / "c")
    assert "clip.mp4 cannot be used as a clip" in refusal_of("assemble_video", *arguments)
    assert list((tmp_path / "c").iterdir()) == []


def test_a_sound_is_no_clip(tmp_path: Path) -> None:
    manifest = one_clip(tmp_path, video=str(make_tone(tmp_path / "tone.wav", 0.2)))
    assert "tone.wav has sound but no pictures" in refusal(manifest)
