"""Loudness as it is heard, and peaks between the samples."""

from __future__ import annotations

import numpy as np
import pytest

from scripts.loudness import decibels, limited, loudness, true_peaks
from scripts.media import SAMPLE_RATE
from tests.scripts.assembling import stereo_tone


def test_loudness_of_a_known_tone() -> None:
    """EBU Tech 3341: a stereo sine of 1 kHz at -23 dBFS is -23 LUFS."""
    level = 10 ** (-23 / 20)
    assert loudness(stereo_tone(5, hertz=1000, level=level)) == pytest.approx(-23, abs=0.1)
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
