"""Voices and beds on one time line."""

from __future__ import annotations

import numpy as np
import pytest

from scripts.loudness import loudness
from scripts.media import SAMPLE_RATE
from scripts.mixing import Stem, mix
from tests.scripts.assembling import stereo_tone


def test_the_bed_makes_room_for_the_voice() -> None:
    length = 10 * SAMPLE_RATE
    voice = stereo_tone(3, hertz=440)
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
    quiet, loud = (stereo_tone(2, level=level) for level in (0.01, 0.9))
    length = 5 * SAMPLE_RATE
    whole = mix(length, [Stem(0, len(quiet), quiet), Stem(length // 2, len(loud), loud)], [])
    halves = whole[: length // 2], whole[length // 2 :]
    assert loudness(halves[0]) == pytest.approx(loudness(halves[1]), abs=0.2)
    assert loudness(whole) == pytest.approx(-14, abs=0.5)


def test_a_voice_at_the_very_end_is_not_beyond_it() -> None:
    voice = stereo_tone(1.0)
    assert mix(SAMPLE_RATE, [Stem(SAMPLE_RATE // 2, len(voice), voice)], []).shape == (
        SAMPLE_RATE,
        2,
    )
