"""Ambience as a program: format, level, no clicks, and words that make a difference."""

import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scripts.generate_sound_effects import build_parser
from scripts.media import SAMPLE_RATE, read_audio
from scripts.providers.local.sounds import living_sounds, made_sounds, nature_sounds
from scripts.providers.local.sounds.sounds import ambience, voices_of
from tests.scripts.conftest import result_here, result_of, run_script, usage_error

STEADY = ["wind", "rain", "sea", "river", "city", "crowd", "fire", "engine", "train", "bicycle"]
CALLS = ["birds", "night", "owl", "gulls", "a crow", "frogs", "bees", "a wolf", "a dog", "wings"]
CALLS += ["thunder", "footsteps", "footsteps in snow", "horse", "church bells", "clock", "violin"]
CALLS += ["piano", "creaking boat", "cave", "underwater", "spaceship", "children", "breathing"]
QUIET = ["", "🦊", "a quiet room"]


def loudness(samples: np.ndarray[Any, np.dtype[np.float32]]) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(np.square(samples))) + 1e-12))


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


@pytest.mark.parametrize("text", [*STEADY, *CALLS, *QUIET])
def test_level_edges_and_no_clicks(text: str) -> None:
    samples = ambience(text, 2.5)
    assert samples.shape == (2.5 * SAMPLE_RATE, 2) and samples.dtype == np.float32
    lowest = -33 if text in STEADY else -46 if text in QUIET else -39
    assert lowest < loudness(samples) < (-29 if text not in QUIET else -40)
    assert np.abs(samples).max() <= 0.5
    assert np.abs(samples[0]).max() < 1e-6 and np.abs(samples[-1]).max() < 1e-6
    # From one sample to the next no more than a loud tone of 5 kHz would move.
    assert np.abs(np.diff(samples, axis=0)).max() < 0.2


@pytest.mark.parametrize("seconds", [0.5, 0.51, 1.0])
def test_short_ones(seconds: float) -> None:
    for text in (*STEADY, *CALLS, *QUIET):
        samples = ambience(text, seconds)
        assert len(samples) == round(seconds * SAMPLE_RATE) and np.isfinite(samples).all()


def layers(text: str, note: str = "") -> set[object]:
    return {voice.layer for voice in voices_of(text, note)}


def test_words_make_a_difference() -> None:
    assert layers("heavy RAIN, and wind") == {nature_sounds.rain, nature_sounds.wind}
    assert layers("rainy") == layers("it rains") == layers("rain") != layers("train")
    assert layers("footsteps in the snow") >= {living_sounds.ON_SNOW}
    assert layers("🦊") == layers("") == {made_sounds.room}
    assert not np.array_equal(ambience("rain", 1), ambience("rain softly", 1))


def test_at_most_four_layers_are_heard() -> None:
    named = "rain, wind, sea, fire, birds, a crowd, a train, bells and thunder"
    assert len(voices_of(named)) == 4
    assert nature_sounds.thunder in layers(named)


def test_what_only_calls_now_and_then_is_heard_somewhere() -> None:
    assert layers("an owl") == {living_sounds.owl, nature_sounds.air}
    assert layers("an owl, rain") == {living_sounds.owl, nature_sounds.rain}


def test_words_of_degree_count_for_their_own_phrase() -> None:
    soft, loud, far = (
        next(voice for voice in voices_of(f"{degree}, waves") if voice.layer is nature_sounds.rain)
        for degree in ("soft rain", "heavy rain", "rain far away")
    )
    assert soft.level + 10 < loud.level
    assert far.is_far and not soft.is_far
    (sea,) = (v for v in voices_of("soft rain, waves") if v.layer is nature_sounds.waves)
    assert sea == next(v for v in voices_of("waves") if v.layer is nature_sounds.waves)


def test_what_is_far_away_has_lost_its_brightness() -> None:
    assert centre_of("fire far away") < 0.5 * centre_of("fire")


@pytest.mark.parametrize("text", ["silence", "total silence.", "nothing"])
def test_silence_is_silent(text: str) -> None:
    assert not ambience(text, 1.0).any()
    assert ambience(f"{text}, then thunder", 1.0).any()
    assert not ambience("rain", 1.0, note="silent").any()


def test_birds_sing_where_birds_sing_and_thunder_rolls_below() -> None:
    def share(text: str, low: int, high: int) -> float:
        power = np.abs(np.fft.rfft(ambience(text, 4.0)[:, 0])) ** 2
        return float(power[low * 4 : high * 4].sum() / power.sum())

    assert share("birds, soft wind", 1800, 7000) > 10 * share("soft wind", 1800, 7000)
    assert share("thunder", 20, 300) > 0.8
    assert share("crickets at night", 3500, 5500) > 0.8


def test_footsteps_keep_their_pace() -> None:
    heard = np.abs(ambience("footsteps", 6.0)[:, 0])
    loud = np.array([piece.max() for piece in np.array_split(heard, 600)])  # hundredths of seconds
    steps = [
        n
        for n in range(1, 599)
        if loud[n] > 0.3 * loud.max() and loud[n] >= loud[n - 3 : n + 4].max()
    ]
    gaps = np.diff(steps) / 100
    assert len(steps) >= 9
    assert np.median(gaps) == pytest.approx(0.56, abs=0.05)


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


def centre_of(text: str) -> float:
    """The frequency about which a sound's power lies, in Hz."""
    power = np.abs(np.fft.rfft(ambience(text, 2.0)[:, 0])) ** 2
    return float((power * np.arange(len(power))).sum() / power.sum() / 2)


def test_rain_is_brighter_than_the_city() -> None:
    assert centre_of("rain") > 4 * centre_of("city")


def test_a_note_acts() -> None:
    plain = ambience("wind, birds", 1.5)
    assert loudness(ambience("wind, birds", 1.5, note="louder")) > loudness(plain) + 3
    assert loudness(ambience("wind, birds", 1.5, note="quieter")) < loudness(plain) - 3
    assert layers("wind, birds", "without birds") == {nature_sounds.wind}
    assert layers("wind, birds", "no wind, please") == {living_sounds.songbirds, nature_sounds.air}
    assert layers("wind", "with rain") == {nature_sounds.wind, nature_sounds.rain}
    (more,) = (v for v in voices_of("wind", "more wind") if v.layer is nature_sounds.wind)
    assert more.level > voices_of("wind")[0].level


def test_the_program_takes_a_note(tmp_path: Path) -> None:
    outputs = [tmp_path / "plain.wav", tmp_path / "noted.wav"]
    for output, note in zip(outputs, ["", "louder"], strict=True):
        arguments = ("--text", "wind", "--duration", 1, "--note", note, "--output", output)
        result_here("generate_sound_effects", *arguments)
    plain, noted = (read_audio(output) for output in outputs)
    assert loudness(noted) > loudness(plain) + 3


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
