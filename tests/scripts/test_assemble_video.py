"""The film: exact to the frame, counted from what is decoded; nothing cut, one loudness."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from scripts.assemble_video import build_parser
from scripts.media import SAMPLE_RATE, ffmpeg_exe, read_audio
from tests.scripts.assembling import COLOURS, Film, one_clip, refusal
from tests.scripts.conftest import decoded_samples, make_clip, result_here, usage_error

Made = tuple[Film, dict[str, Any]]

# What looks at the film shares it: made once, even where tests run on several processes.
pytestmark = pytest.mark.xdist_group("assembled film")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    film = Film(tmp_path_factory.mktemp("film"))
    return film, film.assemble("--cache", film.cache)


@pytest.fixture(scope="module")
def pictures(made: Made) -> list[np.ndarray[Any, Any]]:
    """Every frame of the film, small: enough to tell shots and bars apart."""
    with av.open(str(made[0].output)) as container:
        return [
            frame.to_ndarray(format="rgb24", width=192, height=108)
            for frame in container.decode(video=0)
        ]


def test_the_frame_count_is_exact(made: Made, pictures: list[np.ndarray[Any, Any]]) -> None:
    film, result = made
    expected = film.expected_frames()
    assert expected[1] > 30, "the second narration should be longer than its clip"
    assert len(pictures) == sum(expected) == result["frames"]
    assert result["seconds"] == pytest.approx(sum(expected) / 24, abs=1e-6)
    assert [shot["seconds"] for shot in result["timeline"]] == pytest.approx(
        [frames / 24 for frames in expected], abs=1e-6
    )


def test_every_shot_shows_its_clip_and_holds_its_last_frame(
    made: Made, pictures: list[np.ndarray[Any, Any]]
) -> None:
    film, _ = made
    lengths = film.expected_frames()
    start = 0
    for number, length in zip(film.clips, lengths, strict=True):
        first, last = pictures[start], pictures[start + length - 1]
        for shown in (first, last):
            # Below the white bar; wide of what a decoder's colour matrix may change.
            assert np.abs(shown[60:].mean(axis=(0, 1)) - COLOURS[number]).max() < 30
        assert first[:20].mean() < last[:20].mean(), "the bar grows: the clip was played"
        start += length
    # The second clip's 30 frames, then its last one until the narration has ended.
    second = pictures[lengths[0] : lengths[0] + lengths[1]]
    held = second[29:]
    assert len(held) == lengths[1] - 29 > 2
    assert all(np.abs(frame.astype(int) - held[0]).mean() < 1.5 for frame in held)
    assert np.abs(second[20].astype(int) - held[0]).mean() > 4


def test_sound_and_picture_end_together(made: Made) -> None:
    film, result = made
    video = result["frames"] / 24
    assert abs(decoded_samples(film.output) / SAMPLE_RATE - video) <= 0.0214  # one AAC frame
    with av.open(str(film.output)) as container:
        streams = (container.streams.video[0], container.streams.audio[0])
        lengths = [float((stream.duration or 0) * (stream.time_base or 0)) for stream in streams]
        starts = [stream.start_time for stream in streams]
    assert lengths == pytest.approx([video, video], abs=0.0001)
    assert starts == [0, 0]
    assert _played_samples(film.output) == result["frames"] * 2000


def _played_samples(film: Path) -> int:
    """What a player plays that honours the file's edit list, as ffmpeg does."""
    raw = ("-map", "0:a", "-f", "s16le", "pipe:1")
    command = [ffmpeg_exe(), "-v", "error", "-i", str(film), *raw]
    return len(subprocess.run(command, capture_output=True, check=True).stdout) // 4


def test_it_decodes_without_a_warning(made: Made) -> None:
    command = [ffmpeg_exe(), "-v", "warning", "-i", str(made[0].output), "-f", "null", "-"]
    completed = subprocess.run(command, capture_output=True, text=True, check=True)
    assert completed.stderr == ""


def test_format_for_upload(made: Made) -> None:
    film, _ = made
    with av.open(str(film.output)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert (video.codec_context.name, video.profile, video.pix_fmt) == (
            "h264",
            "High",
            "yuv420p",
        )
        assert (video.width, video.height) == (1920, 1080) and video.average_rate == 24
        assert (audio.codec_context.name, audio.profile) == ("aac", "LC")
        assert (audio.rate, audio.layout.name) == (48000, "stereo")
        times = [packet.dts for packet in container.demux(video) if packet.dts is not None]
    assert set(np.diff(times)) == {1000}, "a frame each 1000/24000 s, without a gap at a cut"
    head = film.output.read_bytes()[:4096]
    assert head.find(b"moov") > 0, "faststart: the index comes first"


def test_loudness_and_peak(made: Made) -> None:
    measured = ("-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-")
    command = [ffmpeg_exe(), "-hide_banner", "-i", str(made[0].output), *measured]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    lufs = float(re.findall(r"I:\s+(-?[\d.]+) LUFS", text)[-1])
    peak = float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", text)[-1])
    assert -14.5 <= lufs <= -13.5
    assert peak <= -1.0


def test_voices_stand_where_the_timeline_says(made: Made) -> None:
    film, result = made
    heard = read_audio(film.output).mean(axis=1)
    for shot in result["timeline"]:
        if shot["voice_start"] is None:
            assert shot["clip_number"] == 3 and shot["voice_seconds"] == 0
            continue
        voice = read_audio(film.voices[shot["clip_number"]], channels=1)[:, 0]
        assert shot["voice_seconds"] == pytest.approx(len(voice) / SAMPLE_RATE, abs=1e-5)
        assert shot["voice_start"] == pytest.approx(shot["start"] + 0.15, abs=1e-5)
        around = 2400
        begin = round(shot["voice_start"] * SAMPLE_RATE)
        piece = heard[begin - around : begin + len(voice) + around]
        size = 1 << (len(piece) + len(voice)).bit_length()
        match = np.fft.irfft(np.fft.rfft(piece, size) * np.conj(np.fft.rfft(voice, size)), size)
        found = int(np.argmax(match[: 2 * around]))
        assert abs(found - around) <= 48, "within a millisecond"


def test_a_changed_clip_is_the_only_one_encoded_again(made: Made, tmp_path: Path) -> None:
    film, first = made
    assert first["clips_encoded"] == 4
    kept = film.output.read_bytes()
    assert film.assemble("--cache", film.cache)["clips_encoded"] == 0
    assert film.output.read_bytes() == kept, "the same inputs give the same film"
    changed, film.clips[3] = film.clips[3], make_clip(tmp_path / "other.mp4", 24, color=(9, 9, 9))
    try:
        assert film.assemble("--cache", film.cache)["clips_encoded"] == 1
    finally:
        film.clips[3] = changed
        film.output.write_bytes(kept)
    assert len(list(film.cache.glob("*.mp4"))) == 5


def test_a_silent_upright_film_without_cache(tmp_path: Path) -> None:
    arguments = ("--manifest", one_clip(tmp_path), "--aspect-ratio", "9:16", "--fps", 30)
    result = result_here("assemble_video", *arguments, "--output", tmp_path / "new" / "film.mp4")
    assert (result["frames"], result["clips_encoded"]) == (8, 1)
    with av.open(result["output"]) as container:
        video = container.streams.video[0]
        assert (video.width, video.height) == (1080, 1920) and video.average_rate == 30
    assert not read_audio(tmp_path / "new" / "film.mp4").any()
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["film.mp4"]


@pytest.mark.parametrize("key", ["video", "audio", "sfx"])
def test_what_cannot_be_played_is_refused_by_name(
    tmp_path: Path, corrupt: Callable[[str], Path], key: str
) -> None:
    manifest = one_clip(tmp_path, **{key: str(corrupt("bad.mp4"))})
    output = tmp_path / "out" / "film.mp4"
    sentence = refusal(manifest, output)
    assert "bad.mp4 cannot be played" in sentence
    assert not list(tmp_path.glob("out/.*"))


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--output", "f.mp4"], "--manifest"),
        (["--manifest", "m.json"], "--output"),
        (["--manifest", "m.json", "--output", "f.mp4", "--fps", "23"], "--fps"),
        (["--manifest", "m.json", "--output", "f.mp4", "--crf", "99"], "--crf"),
    ],
)
def test_wrong_usage(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert complaint in usage_error(build_parser(), arguments, capsys)
