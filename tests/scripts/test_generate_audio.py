"""The scratch voice as a program: level, length, languages, and lines nobody can speak."""

import time
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scripts.generate_audio import build_parser, noted_pace, noted_pauses, other_reading
from scripts.media import SAMPLE_RATE, read_audio
from scripts.program import Failure
from scripts.providers.local.sounds import voice
from tests.scripts.conftest import (
    decoded_samples,
    refusal_here,
    refusal_of,
    result_here,
    result_of,
    usage_error,
)

LINE = "The little fox runs over the bridge while the city sleeps under heavy rain."


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("voice") / "new" / "folder" / "line.wav"
    result = result_of("generate_audio", "--text", LINE, "--output", output)
    assert result == {"output": str(output), "seconds": round(decoded_samples(output) / 48000, 4)}
    return output


def test_the_wav_is_48_khz_mono_16_bit(spoken: Path) -> None:
    with wave.open(str(spoken)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (48000, 1, 2)


def test_it_speaks_at_the_pace_asked_for(spoken: Path) -> None:
    minutes = decoded_samples(spoken) / SAMPLE_RATE / 60
    assert len(LINE.split()) / minutes == pytest.approx(150, rel=0.1)


def test_level_and_peak(spoken: Path) -> None:
    samples = read_audio(spoken, channels=1)
    rms = 20 * np.log10(np.sqrt(np.mean(np.square(samples))))
    assert -24 < rms < -18
    assert np.abs(samples).max() < 10 ** (-1 / 20)


def test_it_begins_and_ends_without_silence_or_click(spoken: Path) -> None:
    samples = np.abs(read_audio(spoken, channels=1)[:, 0])
    assert samples[0] < 0.001 and samples[-1] < 0.001
    assert samples[: SAMPLE_RATE // 10].max() > 0.01
    assert samples[-SAMPLE_RATE // 10 :].max() > 0.004


def test_the_same_line_gives_the_same_bytes(spoken: Path, tmp_path: Path) -> None:
    result_of("generate_audio", "--text", LINE, "--output", tmp_path / "again.wav")
    assert (tmp_path / "again.wav").read_bytes() == spoken.read_bytes()


def pitch_of(samples: np.ndarray[Any, np.dtype[np.float32]]) -> float:
    """Hertz of the voiced parts, by the shift at which each is most like itself."""
    found = []
    for start in range(0, len(samples) - 4096, 2048):
        piece = samples[start : start + 4096]
        alike = np.fft.irfft(np.abs(np.fft.rfft(piece, 16384)) ** 2)
        shift = 192 + int(np.argmax(alike[192:800]))  # 60 to 250 Hz
        if np.sqrt(np.mean(np.square(piece))) > 0.03 and alike[shift] > alike[0] / 2:
            found.append(SAMPLE_RATE / shift)
    return float(np.median(found))


def test_another_round_is_said_a_little_differently(spoken: Path, tmp_path: Path) -> None:
    first = read_audio(spoken, channels=1)[:, 0]
    heard = []
    for number in (1, 2):
        output = tmp_path / f"{number}.wav"
        result_of("generate_audio", "--text", LINE, "--round", number, "--output", output)
        other = read_audio(output, channels=1)[:, 0]
        assert 0.92 < len(other) / len(first) < 1.08
        heard.append(pitch_of(other) / pitch_of(first))
    assert 1.015 < heard[0] < 1.07 and 0.93 < heard[1] < 0.985
    result_of("generate_audio", "--text", LINE, "--round", 2, "--output", tmp_path / "again.wav")
    assert (tmp_path / "again.wav").read_bytes() == (tmp_path / "2.wav").read_bytes()


def test_a_round_changes_six_percent_at_most() -> None:
    assert other_reading("x", 0) == (1, 1)
    readings = {other_reading("x", number) for number in range(1, 60)}
    assert len(readings) == 59
    assert all(0.02 < abs(factor - 1) <= 0.06 for reading in readings for factor in reading)


@pytest.mark.parametrize("text", ["", "   ", "🦊✨", "...", "\x07\x1b"])
def test_what_cannot_be_spoken_is_half_a_second_of_silence(tmp_path: Path, text: str) -> None:
    output = tmp_path / "silence.wav"
    result = result_here("generate_audio", "--text", text, "--output", output)
    assert result["silent"] is True and result["seconds"] == 0.5
    assert not read_audio(output).any() and decoded_samples(output) == SAMPLE_RATE // 2


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de-AT", "Der Fuchs läuft."),
        ("zh", "你好，世界"),
        ("ar", "مرحبا بالعالم"),
        ("pt_BR", "Olá"),
    ],
)
def test_other_languages(language: str, text: str) -> None:
    assert len(voice.speak(text, language=language)) > SAMPLE_RATE // 4


def test_an_unknown_language_is_refused_with_those_there_are(tmp_path: Path) -> None:
    output = tmp_path / "x.wav"
    sentence = refusal_of("generate_audio", "--text", "hi", "--language", "xx", "--output", output)
    assert "“xx”" in sentence and "de, " in sentence and "pt-br" in sentence
    assert list(tmp_path.iterdir()) == []


def test_a_language_cannot_be_a_path() -> None:
    with pytest.raises(Failure, match="no voice"):
        voice.speak("hi", language="../gmw/en")


def test_a_foreign_voice_name_still_makes_a_difference() -> None:
    plain, first, second = (voice.speak("hello", voice=name) for name in ("", "Rachel", "Adam9"))
    assert not np.array_equal(first, second) and not np.array_equal(plain, first)


def test_a_breathing_voice_is_the_same_tomorrow(tmp_path: Path) -> None:
    outputs = [tmp_path / "a.wav", tmp_path / "b.wav"]
    for output in outputs:
        if output.name == "b.wav":
            time.sleep(1.1)  # espeak-ng would take its chance from the seconds of the clock
        arguments = ("--text", "hello there my friend", "--voice", "f3", "--output", output)
        result_of("generate_audio", *arguments)
    assert outputs[0].read_bytes() == outputs[1].read_bytes()


def test_a_note_changes_the_pace() -> None:
    assert noted_pace(150, "") == 150
    assert noted_pace(150, "Slower, please!") < 150 < noted_pace(150, "a bit faster")


def test_a_note_changes_the_pauses() -> None:
    assert noted_pauses("louder") == 1
    assert noted_pauses("without pauses") < 1 < noted_pauses("calmer, please")
    assert noted_pauses("longer pauses") > 1


def test_slower_is_longer(spoken: Path, tmp_path: Path) -> None:
    output = tmp_path / "slow.wav"
    result_here("generate_audio", "--text", LINE, "--note", "slower", "--output", output)
    assert decoded_samples(output) > 1.05 * decoded_samples(spoken)


def test_a_text_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    sentence = refusal_here("generate_audio", "--text", "a " * 3000, "--output", tmp_path / "x.wav")
    assert "6000 characters" in sentence and "5000" in sentence


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--output", "x.wav"], "--text"),
        (["--text", "hi"], "--output"),
        (["--text", "hi", "--output", "x.wav", "--pace", "20"], "80"),
        (["--text", "hi", "--output", "x.wav", "--pace", "fast"], "--pace"),
        (["--text", "hi", "--output", "x.wav", "--provider", "none"], "--provider"),
        (["--text", "hi", "--output", "x.wav", "--round", "10001"], "--round"),
    ],
)
def test_wrong_usage(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert complaint in usage_error(build_parser(), arguments, capsys)


def test_help_names_units() -> None:
    assert "words per minute" in build_parser().format_help()
