"""The film: exact to the frame, counted from what is decoded; nothing cut, one loudness."""

from __future__ import annotations

import json
import math
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from scripts.assemble_video import build_parser
from scripts.loudness import decibels, limited, loudness, true_peaks
from scripts.media import SAMPLE_RATE, ffmpeg_exe, read_audio
from scripts.mixing import Stem, mix
from scripts.timeline import read_manifest, shot_frames
from tests.scripts.conftest import (
    decoded_frames,
    decoded_samples,
    make_clip,
    make_picture,
    make_tone,
    refusal_here,
    refusal_of,
    result_here,
    result_of,
    tone,
    usage_error,
    write_json,
)

LINES = {1: "A fox.", 2: "Nobody sees it pass tonight.", 4: "Home."}
COLOURS = {1: (200, 60, 40), 2: (40, 160, 80), 3: (60, 70, 190), 4: (190, 180, 60)}


# What looks at the film shares it: made once, even where tests run on several processes.
of_the_film = pytest.mark.xdist_group("assembled film")


class Film:
    """A film of four shots, assembled twice with one cache and one changed clip."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "film's.mp4"
        self.cache = folder / "it's a cache"
        # The third clip has another size, shape and rate; the second's narration is longer than it.
        shapes: dict[int, tuple[int, tuple[int, int], float]]
        shapes = {1: (32, (192, 108), 24), 2: (30, (192, 108), 24)}
        shapes |= {3: (13, (160, 160), 25), 4: (26, (192, 108), 24)}
        self.clips = {
            number: make_clip(
                folder / f"clip{number}.mp4", frames, color=COLOURS[number], size=size, fps=fps
            )
            for number, (frames, size, fps) in shapes.items()
        }
        self.voices = {number: folder / f"voice{number}.wav" for number in LINES}
        for number, path in self.voices.items():
            result_here("generate_audio", "--text", LINES[number], "--output", path)
        self.sound = folder / "sound.wav"
        sound = ("--text", "wind", "--duration", 2, "--output", self.sound)
        result_here("generate_sound_effects", *sound)

    def assemble(self, *more: object) -> dict[str, Any]:
        entries = [
            {
                "clip_number": number,
                "video": str(clip),
                "audio": str(self.voices[number]) if number in self.voices else None,
                "sfx": str(self.sound),
                "seconds": 99,  # what was planned does not count
            }
            for number, clip in self.clips.items()
        ]
        manifest = write_json(self.folder / "manifest.json", {"clips": entries})
        return result_of("assemble_video", "--manifest", manifest, "--output", self.output, *more)

    def expected_frames(self) -> list[int]:
        """From decoded clips and decoded narrations alone."""
        frames = []
        for number, clip in self.clips.items():
            with av.open(str(clip)) as container:
                rate = float(container.streams.video[0].average_rate or 0)
            shown = round(len(decoded_frames(clip)) * 24 / rate)
            spoken = decoded_samples(self.voices[number]) / 48000 if number in self.voices else 0
            heard = math.ceil(round((0.15 + spoken + 0.35) * 24, 6)) if spoken else 0
            frames.append(max(shown, heard))
        return frames


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Film, dict[str, Any]]:
    film = Film(tmp_path_factory.mktemp("film"))
    return film, film.assemble("--cache", film.cache)


@pytest.fixture(scope="module")
def pictures(made: tuple[Film, dict[str, Any]]) -> list[np.ndarray[Any, Any]]:
    """Every frame of the film, small: enough to tell shots and bars apart."""
    with av.open(str(made[0].output)) as container:
        return [
            frame.to_ndarray(format="rgb24", width=192, height=108)
            for frame in container.decode(video=0)
        ]


@of_the_film
def test_the_frame_count_is_exact(
    made: tuple[Film, dict[str, Any]], pictures: list[np.ndarray[Any, Any]]
) -> None:
    film, result = made
    expected = film.expected_frames()
    assert expected[1] > 30, "the second narration should be longer than its clip"
    assert len(pictures) == sum(expected) == result["frames"]
    assert result["seconds"] == pytest.approx(sum(expected) / 24, abs=1e-6)
    assert [shot["seconds"] for shot in result["timeline"]] == pytest.approx(
        [frames / 24 for frames in expected], abs=1e-6
    )


@of_the_film
def test_every_shot_shows_its_clip_and_holds_its_last_frame(
    made: tuple[Film, dict[str, Any]], pictures: list[np.ndarray[Any, Any]]
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


@of_the_film
def test_sound_and_picture_end_together(made: tuple[Film, dict[str, Any]]) -> None:
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


@of_the_film
def test_it_decodes_without_a_warning(made: tuple[Film, dict[str, Any]]) -> None:
    command = [ffmpeg_exe(), "-v", "warning", "-i", str(made[0].output), "-f", "null", "-"]
    completed = subprocess.run(command, capture_output=True, text=True, check=True)
    assert completed.stderr == ""


@of_the_film
def test_format_for_upload(made: tuple[Film, dict[str, Any]]) -> None:
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


@of_the_film
def test_loudness_and_peak(made: tuple[Film, dict[str, Any]]) -> None:
    measured = ("-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-")
    command = [ffmpeg_exe(), "-hide_banner", "-i", str(made[0].output), *measured]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    lufs = float(re.findall(r"I:\s+(-?[\d.]+) LUFS", text)[-1])
    peak = float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", text)[-1])
    assert -14.5 <= lufs <= -13.5
    assert peak <= -1.0


@of_the_film
def test_voices_stand_where_the_timeline_says(made: tuple[Film, dict[str, Any]]) -> None:
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


@of_the_film
def test_a_changed_clip_is_the_only_one_encoded_again(
    made: tuple[Film, dict[str, Any]], tmp_path: Path
) -> None:
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


def test_a_damaged_cache_is_mended(tmp_path: Path) -> None:
    film, cache = tmp_path / "film.mp4", tmp_path / "c"
    arguments = ("--manifest", _manifest(tmp_path), "--output", film, "--cache", cache)
    result_here("assemble_video", *arguments)
    whole = (tmp_path / "film.mp4").read_bytes()
    for kept in (tmp_path / "c").iterdir():
        kept.write_bytes(b"damaged")
    assert result_here("assemble_video", *arguments)["clips_encoded"] == 1
    assert (tmp_path / "film.mp4").read_bytes() == whole


def test_a_silent_upright_film_without_cache(tmp_path: Path) -> None:
    arguments = ("--manifest", _manifest(tmp_path), "--aspect-ratio", "9:16", "--fps", 30)
    result = result_here("assemble_video", *arguments, "--output", tmp_path / "new" / "film.mp4")
    assert (result["frames"], result["clips_encoded"]) == (8, 1)
    with av.open(result["output"]) as container:
        video = container.streams.video[0]
        assert (video.width, video.height) == (1080, 1920) and video.average_rate == 30
    assert not read_audio(tmp_path / "new" / "film.mp4").any()
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["film.mp4"]


def test_relative_paths_start_at_the_manifests_folder(tmp_path: Path) -> None:
    manifest = _manifest(tmp_path, video="clip.mp4")
    assert [clip.video for clip in read_manifest(manifest)] == [tmp_path / "clip.mp4"]


def test_shots_last_whole_frames() -> None:
    assert shot_frames(120, 0, 24) == 120
    assert shot_frames(120, 4 * SAMPLE_RATE, 24) == 120
    assert shot_frames(120, round(4.5 * SAMPLE_RATE), 24) == 120
    assert shot_frames(120, round(4.5 * SAMPLE_RATE) + 1, 24) == 121
    assert shot_frames(1, 1, 24) == 13


def test_the_bed_makes_room_for_the_voice() -> None:
    length = 10 * SAMPLE_RATE
    voice = np.stack([tone(3, hertz=440)] * 2, axis=1)
    noise = np.random.default_rng(1).normal(0, 0.3, (length, 2)).astype(np.float32)
    start = 4 * SAMPLE_RATE
    spoken, bed = [Stem(start, len(voice), voice)], [Stem(0, length, noise)]
    whole = mix(length, spoken, bed)
    assert whole.shape == (length, 2)

    def without_the_voice(begin: float, end: float) -> float:
        piece = whole[round(begin * SAMPLE_RATE) : round(end * SAMPLE_RATE), 0].astype(float)
        spectrum = np.abs(np.fft.rfft(piece * np.hanning(len(piece)))) ** 2
        hertz = np.fft.rfftfreq(len(piece), 1 / SAMPLE_RATE)
        return 10 * float(np.log10(spectrum[hertz > 2000].sum()))

    assert without_the_voice(5, 6) == pytest.approx(without_the_voice(1, 2) - 6, abs=0.5)
    assert without_the_voice(8.5, 9.5) == pytest.approx(without_the_voice(1, 2), abs=0.5)


def test_a_quiet_voice_and_a_loud_one_come_out_alike() -> None:
    quiet, loud = (np.stack([tone(2, level=level)] * 2, axis=1) for level in (0.01, 0.9))
    length = 5 * SAMPLE_RATE
    whole = mix(length, [Stem(0, len(quiet), quiet), Stem(length // 2, len(loud), loud)], [])
    halves = whole[: length // 2], whole[length // 2 :]
    assert loudness(halves[0]) == pytest.approx(loudness(halves[1]), abs=0.2)
    assert loudness(whole) == pytest.approx(-14, abs=0.5)


def test_a_voice_at_the_very_end_is_not_beyond_it() -> None:
    voice = np.stack([tone(1.0)] * 2, axis=1)
    assert mix(SAMPLE_RATE, [Stem(SAMPLE_RATE // 2, len(voice), voice)], []).shape == (
        SAMPLE_RATE,
        2,
    )


def test_loudness_of_a_known_tone() -> None:
    """EBU Tech 3341: a stereo sine of 1 kHz at -23 dBFS is -23 LUFS."""
    level = 10 ** (-23 / 20)
    assert loudness(np.stack([tone(5, hertz=1000, level=level)] * 2, axis=1)) == pytest.approx(
        -23, abs=0.1
    )
    assert loudness(np.zeros((SAMPLE_RATE, 2), np.float32)) == -70


def test_peaks_between_the_samples_are_seen_and_limited() -> None:
    times = np.arange(SAMPLE_RATE)
    # A quarter of the rate, hit at 45 degrees: the samples show 3 dB less than the wave has.
    wave = np.sin(np.pi / 2 * times + np.pi / 4).astype(np.float32)
    stereo = np.stack([wave, wave], axis=1)
    assert decibels(float(np.abs(stereo).max())) == pytest.approx(-3.0, abs=0.1)
    peaks = true_peaks(stereo)
    assert decibels(peaks.max()) == pytest.approx(0.0, abs=0.3)
    assert decibels(true_peaks(limited(stereo, peaks, -1.0)).max()) <= -0.99
    quiet = stereo * np.float32(0.1)
    assert limited(quiet, true_peaks(quiet), -1.0) is quiet


def _manifest(folder: Path, **changes: object) -> Path:
    clip = make_clip(folder / "clip.mp4", 6, size=(64, 36))
    entry = {"clip_number": 1, "video": str(clip), **changes}
    return write_json(folder / "manifest.json", {"clips": [entry]})


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
    output = tmp_path / "film.mp4"
    assert complaint in refusal_here("assemble_video", "--manifest", manifest, "--output", output)
    assert not output.exists()


def test_a_number_used_twice_is_refused(tmp_path: Path) -> None:
    clip = {"clip_number": 1, "video": str(make_clip(tmp_path / "clip.mp4", 2, size=(64, 36)))}
    manifest = write_json(tmp_path / "m.json", {"clips": [clip, clip]})
    sentence = refusal_here(
        "assemble_video", "--manifest", manifest, "--output", tmp_path / "f.mp4"
    )
    assert "clips 2" in sentence and "twice" in sentence


@pytest.mark.parametrize("key", ["video", "audio", "sfx"])
def test_what_cannot_be_played_is_refused_by_name(
    tmp_path: Path, corrupt: Callable[[str], Path], key: str
) -> None:
    manifest = _manifest(tmp_path, **{key: str(corrupt("bad.mp4"))})
    output = tmp_path / "out" / "film.mp4"
    sentence = refusal_here("assemble_video", "--manifest", manifest, "--output", output)
    assert "bad.mp4 cannot be played" in sentence
    assert not output.exists() and not list(tmp_path.glob("out/.*"))


def test_a_clip_damaged_inside_is_refused_by_name(tmp_path: Path) -> None:
    manifest = _manifest(tmp_path)
    whole = (tmp_path / "clip.mp4").read_bytes()
    start = whole.index(b"mdat") + 4
    (tmp_path / "clip.mp4").write_bytes(whole[:start] + bytes(len(whole) - start))
    arguments = ("--manifest", manifest, "--output", tmp_path / "f.mp4", "--cache", tmp_path / "c")
    assert "clip.mp4 cannot be used as a clip" in refusal_of("assemble_video", *arguments)
    assert list((tmp_path / "c").iterdir()) == []


def test_a_sound_is_no_clip(tmp_path: Path) -> None:
    manifest = _manifest(tmp_path, video=str(make_tone(tmp_path / "tone.wav", 0.2)))
    sentence = refusal_here(
        "assemble_video", "--manifest", manifest, "--output", tmp_path / "f.mp4"
    )
    assert "tone.wav has sound but no pictures" in sentence


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


def test_a_missing_manifest_is_refused(tmp_path: Path) -> None:
    arguments = ("--manifest", tmp_path / "gone.json", "--output", tmp_path / "f.mp4")
    assert "gone.json cannot be read" in refusal_here("assemble_video", *arguments)


def test_clips_that_fit_are_joined_as_they_are_and_a_held_one_beside_them(tmp_path: Path) -> None:
    """The second line is longer than its clip: only that clip is encoded, and all decode."""
    picture = make_picture(tmp_path / "grey.png", (90, 120, 150))
    clips = []
    for number, spoken in ((1, 0.4), (2, 1.6), (3, 0.4)):
        video, audio = tmp_path / f"{number}.mp4", make_tone(tmp_path / f"{number}.wav", spoken)
        arguments = ("--image", picture, "--prompt", "push in", "--seconds", 1, "--output", video)
        result_here("generate_video", *arguments)
        clips.append({"clip_number": number, "video": str(video), "audio": str(audio)})
    (tmp_path / "manifest.json").write_text(json.dumps({"clips": clips}))
    output = tmp_path / "film.mp4"
    made = result_here(
        "assemble_video", "--manifest", tmp_path / "manifest.json", "--output", output
    )
    assert made["clips_encoded"] == 1
    frames = decoded_frames(output)
    assert len(frames) == made["frames"] > 72
    assert all(abs(float(frame.mean()) - 120) < 4 for frame in frames)
