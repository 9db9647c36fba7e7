"""Voices and sounds laid out on a film's time line and brought to one loudness.

Each stem is levelled first, then the bed is lowered under the voice, then the whole gets one
gain and a limiter. A leveller on the finished mix would lift the bed in every pause again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scripts.loudness import SILENCE, limited, loudness, power, true_peaks
from scripts.media import SAMPLE_RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

Stretch = tuple[int, int]  # the first sample, and the one after the last

TARGET_LUFS = -14.0
CEILING_DBTP = -1.5  # -1 in the film: AAC's peaks differ by a fraction of a decibel
VOICE_LUFS = -18.0
BED_LUFS = -30.0  # 12 dB below the voice where nobody speaks
DUCK_DB = -6.0  # and 18 dB below it where somebody does
MOST_GAIN_DB = 12.0  # a film of faint ambience stays faint
_MASTERING_PASSES = 4
_NEAR_ENOUGH_DB = 0.2
_RAMP_SECONDS = 0.25
_PAUSE_SECONDS = 0.6  # in a shorter pause the bed does not come up between two words
_EDGE_SECONDS = 0.04  # a bed that does not end by itself fades instead of clicking


@dataclass(frozen=True)
class Stem:
    """A sound and the sample of the film it begins at.

    Attributes:
        start: First sample of the film.
        length: Samples of the film it may fill; what is longer is faded out there.
        samples: Stereo, 48 kHz.
    """

    start: int
    length: int
    samples: Samples


def mix(length: int, voices: Iterable[Stem], beds: Iterable[Stem]) -> Samples:
    """The film's whole sound: stereo, exactly `length` samples, about -14 LUFS."""
    voice, speaking = _voice_track(length, voices)
    bed = np.zeros((length, 2), np.float32)
    for stem in beds:
        _add(bed, stem.start, _edges_faded(_at_level(stem.samples, BED_LUFS)[: stem.length]))
    bed *= _duck_curve(length, speaking)[:, None]
    return _mastered(voice + bed)


def _voice_track(length: int, voices: Iterable[Stem]) -> tuple[Samples, list[Stretch]]:
    """All voices, and from which sample to which somebody speaks."""
    track = np.zeros((length, 2), np.float32)
    speaking: list[Stretch] = []
    for stem in voices:
        levelled = _at_level(stem.samples, VOICE_LUFS)
        _add(track, stem.start, levelled)
        if len(levelled) and float(np.abs(levelled).max()) > power(-60):
            speaking.append((stem.start, min(length, stem.start + len(levelled))))
    return track, speaking


def _add(track: Samples, start: int, samples: Samples) -> None:
    end = min(len(track), start + len(samples))
    track[start:end] += samples[: end - start]


def _at_level(samples: Samples, lufs: float) -> Samples:
    heard = loudness(samples)
    if heard <= SILENCE:
        return samples
    return (samples * np.float32(power(lufs - heard))).astype(np.float32)


def _edges_faded(samples: Samples) -> Samples:
    count = min(round(_EDGE_SECONDS * SAMPLE_RATE), len(samples) // 2)
    faded = samples.copy()
    ramp = np.linspace(0.0, 1.0, count, dtype=np.float32)[:, None]
    faded[:count] *= ramp
    faded[len(faded) - count :] *= ramp[::-1]
    return faded


def _duck_curve(length: int, speaking: list[Stretch]) -> NDArray[np.float32]:
    """The bed's gain: down before a voice begins, up again after it ended."""
    ramp = round(_RAMP_SECONDS * SAMPLE_RATE)
    pause = round(_PAUSE_SECONDS * SAMPLE_RATE)
    curve = np.ones(length, np.float32)
    for start, end in _joined(speaking, pause):
        before, after = max(0, start - ramp), min(len(curve), end + ramp)
        down = np.linspace(1.0, power(DUCK_DB), start - before, dtype=np.float32)
        up = np.linspace(power(DUCK_DB), 1.0, after - end, dtype=np.float32)
        curve[before:start] = np.minimum(curve[before:start], down)
        curve[start:end] = power(DUCK_DB)
        curve[end:after] = up
    return curve


def _joined(stretches: list[Stretch], pause: int) -> list[Stretch]:
    joined: list[Stretch] = []
    for start, end in sorted(stretches):
        if joined and start - joined[-1][1] < pause:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _mastered(samples: Samples) -> Samples:
    """One gain for the whole film and the limiter, again with what the limiter took."""
    heard = loudness(samples)
    if heard <= SILENCE:
        return samples
    target = min(TARGET_LUFS, heard + MOST_GAIN_DB)
    gain = target - heard
    peaks = true_peaks(samples)
    for _ in range(_MASTERING_PASSES):
        factor = np.float32(power(gain))
        mastered = limited(samples * factor, peaks * factor, CEILING_DBTP)
        missing = target - loudness(mastered)
        if missing < _NEAR_ENOUGH_DB:
            break
        gain += missing
    return mastered
