"""How loud a sound is heard, and keeping its peaks under a ceiling.

Loudness after ITU-R BS.1770-5 (LUFS): K-weighting, blocks of 400 ms every 100 ms, two gates.
All samples are float32 of shape [samples, channels] at 48 kHz; 1.0 is full scale.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import numpy as np

from scripts.media import SAMPLE_RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]
    Peaks = NDArray[np.float32]  # [samples]

SILENCE = -70.0  # LUFS; the absolute gate of BS.1770
_STEP = SAMPLE_RATE // 10
_CHUNK = 20 * SAMPLE_RATE
_WARM_UP = SAMPLE_RATE // 10  # the K filter's answer to a click has died away by then
_LOOK_AHEAD = 256  # samples; the limiter's gain moves within about 10 ms around a peak
_WINDOW = 2 * _LOOK_AHEAD + 1

# BS.1770-5, tables 1 and 2: numerator and denominator of the two filters at 48 kHz.
_SHELF = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285),
    (1.0, -1.69065929318241, 0.73248077421585),
)
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))


def power(decibels: float) -> float:
    """The factor of an amplitude."""
    return float(10 ** (decibels / 20))


def decibels(amplitude: float) -> float:
    """Of an amplitude, relative to full scale; silence is -120."""
    return 20 * float(np.log10(max(amplitude, 1e-6)))


def loudness(samples: Samples) -> float:
    """Integrated loudness in LUFS; `SILENCE` when nothing is to be heard."""
    steps = _step_energies(samples)
    if len(steps) < 4:
        steps = np.pad(steps, (0, 4 - len(steps)))
    blocks = np.convolve(steps, np.full(4, 0.25), "valid")
    loud = blocks[blocks > _energy(SILENCE)]
    if not len(loud):
        return SILENCE
    gated = loud[loud > float(loud.mean()) * 0.1]  # the relative gate: 10 dB below the mean
    return _lufs(float(gated.mean()))


def limited(samples: Samples, peaks: Peaks, ceiling_db: float) -> Samples:
    """The same sound with its true peaks under the ceiling; quieter places stay as they are.

    Args:
        samples: The sound.
        peaks: Its `true_peaks`, which scale with it and so need not be sought again.
        ceiling_db: What no peak exceeds, in dB of full scale.
    """
    ceiling = power(ceiling_db)
    if float(peaks.max(initial=0.0)) <= ceiling:
        return samples
    needed = np.pad(np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9)), 2 * _LOOK_AHEAD, "edge")
    # The lowest gain around each sample, then the mean of these around it: smooth, and nowhere
    # above what the sample needs, because every one of these minima has seen it.
    gain = _sliding_mean(_sliding_minimum(needed, _WINDOW), _WINDOW)
    return (samples * gain[:, None]).astype(np.float32)


def true_peaks(samples: Samples) -> Peaks:
    """Per sample, the highest amplitude of any channel up to its neighbours (4x oversampled)."""
    peaks: Peaks = np.abs(samples).max(axis=1, initial=0.0)
    if len(samples) < 2:
        return peaks
    for quarter in (0.25, 0.5, 0.75):
        for channel in samples.T:
            after = np.abs(np.convolve(channel, _between(quarter), "same"))[:-1]
            peaks[:-1] = np.maximum(peaks[:-1], after)
            peaks[1:] = np.maximum(peaks[1:], after)
    return peaks


def _between(fraction: float, taps: int = 13) -> NDArray[np.float32]:
    """A windowed sinc that gives the value this far behind each sample."""
    places = np.arange(taps) - taps // 2 + fraction
    window = np.cos(np.pi * places / (taps + 1)) ** 2
    kernel = np.sinc(places) * window
    scaled: NDArray[np.float32] = (kernel / kernel.sum()).astype(np.float32)
    return scaled


def _sliding_minimum(values: NDArray[np.float32], window: int) -> NDArray[np.float32]:
    size = 1
    while size * 2 <= window:
        values = np.minimum(values[:-size], values[size:])
        size *= 2
    rest = window - size
    return np.minimum(values[:-rest], values[rest:]) if rest else values


def _sliding_mean(values: NDArray[np.float32], window: int) -> NDArray[np.float64]:
    sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    means: NDArray[np.float64] = (sums[window:] - sums[:-window]) / window
    return means


def _step_energies(samples: Samples) -> NDArray[np.float64]:
    """Mean square of the K-weighted sound for each 100 ms, the channels added."""
    energies = []
    for start in range(0, len(samples), _CHUNK):
        before = min(start, _WARM_UP)
        weighted = _k_weighted(samples[start - before : start + _CHUNK])[before:]
        whole = len(weighted) // _STEP * _STEP
        squares = np.square(weighted[:whole]).sum(axis=1)
        energies.append(squares.reshape(-1, _STEP).mean(axis=1, dtype=np.float64))
    return np.concatenate(energies) if energies else np.zeros(0)


def _k_weighted(samples: Samples) -> NDArray[np.float32]:
    size = 1 << (len(samples) + _WARM_UP - 1).bit_length()
    # The copy lays each channel in one piece of memory, which the transform is quick for.
    spectrum = np.fft.rfft(np.ascontiguousarray(samples.T), size) * _k_response(size)
    return np.fft.irfft(spectrum, size)[:, : len(samples)].T.astype(np.float32, copy=False)


@functools.cache
def _k_response(size: int) -> NDArray[np.complex64]:
    """The two filters' answer at each frequency of a Fourier transform of this size."""
    unit = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    response = np.ones(len(unit), np.complex128)
    for above, below in (_SHELF, _HIGH_PASS):
        response *= np.polyval(above[::-1], unit) / np.polyval(below[::-1], unit)
    return response.astype(np.complex64)


def _lufs(energy: float) -> float:
    return -0.691 + 10 * float(np.log10(energy))


def _energy(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))
