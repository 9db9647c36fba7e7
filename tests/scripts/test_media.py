"""Sound and film in and out, and what ffmpeg's failures become."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from scripts.media import (
    SAMPLE_RATE,
    Probe,
    encode_frames,
    ffmpeg_exe,
    probe,
    read_audio,
    run_ffmpeg,
    write_wav,
)
from scripts.program import Exit, Failure
from tests.scripts.conftest import (
    counting_frames,
    decoded_frames,
    make_clip,
    make_picture,
    make_tone,
    tone,
)

SMALL = (64, 36)


def test_a_clip_is_measured_by_its_frames(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "clip.mp4", 30, size=SMALL)
    assert probe(clip) == Probe(1.25, 64, 36, 30, 24.0, has_audio=False, has_video=True)


def test_a_sound_is_measured_by_its_samples(tmp_path: Path) -> None:
    found = probe(make_tone(tmp_path / "tone.wav", 0.75))
    assert (found.seconds, found.has_audio, found.has_video, found.frames) == (0.75, True, False, 0)


def test_a_film_has_both(tmp_path: Path) -> None:
    sound = make_tone(tmp_path / "tone.wav", 0.5)
    film = tmp_path / "film.mp4"
    count = encode_frames(counting_frames(12, SMALL, (9, 9, 9)), SMALL, 24, film, audio=sound)
    found = probe(film)
    assert count == found.frames == 12
    assert found.has_audio and found.has_video


def test_colours_survive_encoding(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "clip.mp4", 2, color=(180, 60, 30), size=SMALL)
    with av.open(str(clip)) as container:
        assert container.streams.video[0].codec_context.color_primaries == 1  # BT.709
    below_the_bar = decoded_frames(clip)[0][20:].reshape(-1, 3).mean(axis=0)
    # The decoder used here takes BT.601 for granted, so only near is asked for.
    assert np.abs(below_the_bar - (180, 60, 30)).max() < 25


def test_the_same_frames_give_the_same_file(tmp_path: Path) -> None:
    first, second = (make_clip(tmp_path / f"{name}.mp4", 8, size=SMALL) for name in "ab")
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("read", [probe, read_audio])
def test_what_is_no_media_is_refused_by_name(
    corrupt: Callable[[str], Path], read: Callable[[Path], object]
) -> None:
    with pytest.raises(Failure, match=r"voice\.wav cannot be played") as caught:
        read(corrupt("voice.wav"))
    assert caught.value.exit_code is Exit.REFUSED


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.mp4").touch()
    with pytest.raises(Failure, match=r"empty\.mp4 cannot be played"):
        probe(tmp_path / "empty.mp4")


@pytest.mark.parametrize("read", [probe, read_audio])
def test_a_missing_file_is_refused(tmp_path: Path, read: Callable[[Path], object]) -> None:
    with pytest.raises(Failure, match=r"gone\.mp4 does not exist"):
        read(tmp_path / "gone.mp4")


def test_a_clip_without_sound_is_refused_as_sound(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="has no sound in it"):
        read_audio(make_clip(tmp_path / "clip.mp4", 2, size=SMALL))


def test_a_clip_cut_off_is_refused_or_counted_as_it_is(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "clip.mp4", 30, size=SMALL)
    clip.write_bytes(clip.read_bytes()[:600])
    with pytest.raises(Failure) as caught:
        probe(clip)
    assert caught.value.exit_code is Exit.REFUSED


def test_samples_come_back_as_they_were_written(tmp_path: Path) -> None:
    written = np.stack([tone(0.3), tone(0.3, hertz=500)], axis=1)
    write_wav(tmp_path / "a.wav", written)
    read = read_audio(tmp_path / "a.wav")
    assert read.shape == written.shape and read.dtype == np.float32
    assert np.abs(read - written).max() < 1 / 32000


def test_what_is_too_loud_is_clipped_not_wrapped(tmp_path: Path) -> None:
    write_wav(tmp_path / "loud.wav", np.array([2.0, -2.0, 0.0], np.float32))
    assert read_audio(tmp_path / "loud.wav", channels=1)[:, 0] == pytest.approx(
        [1.0, -1.0, 0.0], abs=1e-3
    )


def test_sound_is_resampled(tmp_path: Path) -> None:
    write_wav(tmp_path / "low.wav", tone(1.0)[::2], SAMPLE_RATE // 2)
    read = read_audio(tmp_path / "low.wav", channels=1)
    assert abs(len(read) - SAMPLE_RATE) <= 32
    spectrum = np.abs(np.fft.rfft(read[:, 0]))
    assert np.argmax(spectrum) * SAMPLE_RATE / len(read) == pytest.approx(330, abs=2)


def test_no_samples_are_no_error(tmp_path: Path) -> None:
    write_wav(tmp_path / "none.wav", np.zeros(0, np.float32))
    assert read_audio(tmp_path / "none.wav").shape == (0, 2)


def test_a_full_disk_asks_to_be_tried_again(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "clip.mp4", 4, size=SMALL)
    with pytest.raises(Failure) as caught:
        run_ffmpeg(["-i", str(clip), "-f", "mpegts", "/dev/full"])
    assert (caught.value.exit_code, caught.value.kind) == (Exit.AGAIN, "disk")


def test_a_failing_ffmpeg_says_why() -> None:
    with pytest.raises(Failure, match="nowhere") as caught:
        run_ffmpeg(["-i", "nowhere.mp4", "out.mp4"])
    assert (caught.value.exit_code, caught.value.kind) == (Exit.FAILED, "media")


def test_an_ffmpeg_that_ends_early_does_not_hang_the_frames(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=os.strerror(errno.ENOENT)):
        encode_frames(
            counting_frames(200, (320, 180), (1, 1, 1)), (320, 180), 24, tmp_path / "no" / "x.mp4"
        )


def test_a_failure_while_drawing_ends_ffmpeg_and_is_not_hidden(tmp_path: Path) -> None:
    def frames() -> object:
        yield bytes(64 * 36 * 3)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        encode_frames(frames(), SMALL, 24, tmp_path / "x.mp4")  # type: ignore[arg-type]  # a generator is an iterable


def test_a_picture_is_no_ffmpeg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = make_picture(tmp_path / "ffmpeg.png")
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(named))
    assert ffmpeg_exe() == str(named)
