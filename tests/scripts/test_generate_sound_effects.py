"""Ambience as a program: format, level, no clicks, and words that make a difference."""

import wave
from pathlib import Path

import numpy as np
import pytest

from scripts.generate_sound_effects import build_parser
from scripts.media import SAMPLE_RATE, read_audio
from scripts.providers.local.sounds import ambience, layers_for
from tests.scripts.conftest import result_here, result_of, run_script, usage_error

PLACES = ["wind", "rain", "sea", "river", "birds", "night", "city", "crowd", "fire", "thunder"]
PLACES += ["engine", "footsteps", "", "🦊", "a quiet room"]


def test_the_program_writes_a_wav(tmp_path: Path) -> None:
    output = tmp_path / "new" / "rain.wav"
    arguments = ("--text", "rain on a roof", "--duration", 2.5, "--output", output)
    assert result_of("generate_sound_effects", *arguments) == {
        "output": str(output),
        "seconds": 2.5,
    }
    with wave.open(str(output)) as file:
        found = (file.getframerate(), file.getnchannels(), file.getsampwidth(), file.getnframes())
    assert found == (48000, 2, 2, 120_000)
    first = output.read_bytes()
    result_of("generate_sound_effects", *arguments)
    assert output.read_bytes() == first


@pytest.mark.parametrize("text", PLACES)
def test_level_edges_and_no_clicks(text: str) -> None:
    samples = ambience(text, 2.5)
    assert samples.shape == (2.5 * SAMPLE_RATE, 2) and samples.dtype == np.float32
    rms = 20 * np.log10(np.sqrt(np.mean(np.square(samples))))
    assert -33 < rms < -29
    assert np.abs(samples).max() <= 0.5
    assert np.abs(samples[0]).max() < 1e-6 and np.abs(samples[-1]).max() < 1e-6
    assert np.abs(np.diff(samples, axis=0)).max() < 0.2


@pytest.mark.parametrize("seconds", [0.5, 0.51, 1.0])
def test_short_ones(seconds: float) -> None:
    for text in PLACES:
        samples = ambience(text, seconds)
        assert len(samples) == round(seconds * SAMPLE_RATE) and np.isfinite(samples).all()


def test_words_make_a_difference() -> None:
    assert layers_for("heavy RAIN, and wind") == [*layers_for("wind"), *layers_for("rain")]
    assert layers_for("rainy") == layers_for("rain") != layers_for("train")
    assert layers_for("silence") == layers_for("")
    assert not np.array_equal(ambience("rain", 1), ambience("rain softly", 1))


def test_another_round_is_another_sound_of_the_same_place(tmp_path: Path) -> None:
    first, second, again = (ambience("fire", 1, number) for number in (0, 1, 1))
    assert np.array_equal(second, again) and np.array_equal(first, ambience("fire", 1))
    assert abs(np.corrcoef(first[:, 0], second[:, 0])[0, 1]) < 0.2
    arguments = ("--text", "fire", "--duration", 1, "--round", 1, "--output", tmp_path / "a.wav")
    result_here("generate_sound_effects", *arguments)
    assert np.abs(read_audio(tmp_path / "a.wav") - second).max() < 1 / 32000


def test_both_ears_hear_the_same_place_differently() -> None:
    left, right = ambience("wind", 3.0).T
    assert 0.3 < np.corrcoef(left, right)[0, 1] < 0.95


def test_rain_is_brighter_than_the_city() -> None:
    def centre(text: str) -> float:
        power = np.abs(np.fft.rfft(ambience(text, 2.0)[:, 0])) ** 2
        return float((power * np.arange(len(power))).sum() / power.sum())

    assert centre("rain") > 4 * centre("city")


def test_a_note_is_heard(tmp_path: Path) -> None:
    outputs = [tmp_path / "plain.wav", tmp_path / "noted.wav"]
    for output, note in zip(outputs, ["", "with birds"], strict=True):
        arguments = ("--text", "wind", "--duration", 1, "--note", note, "--output", output)
        result_here("generate_sound_effects", *arguments)
    plain, noted = (read_audio(output) for output in outputs)
    assert not np.array_equal(plain, noted)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--output", "x.wav"], "--text"),
        (["--text", "rain"], "--output"),
        (["--text", "rain", "--output", "x.wav", "--duration", "0"], "--duration"),
        (["--text", "rain", "--output", "x.wav", "--duration", "nan"], "--duration"),
        (["--text", "rain", "--output", "x.wav", "--provider", "none"], "--provider"),
        (["--text", "rain", "--output", "x.wav", "--round", "-1"], "--round"),
    ],
)
def test_wrong_usage(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert complaint in usage_error(build_parser(), arguments, capsys)


def test_an_output_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    arguments = ("--text", "rain", "--duration", 0.5, "--output", tmp_path / "file" / "x.wav")
    completed = run_script("generate_sound_effects", *arguments)
    assert completed.returncode == 1 and "❌" in completed.stderr
