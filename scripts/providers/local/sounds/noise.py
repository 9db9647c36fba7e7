"""What every sound is made of: noise within bands, swells, short sounds scattered over a stretch.

Samples are float32 at 48 kHz: a wave is `[samples]`, a stretch of stereo `[samples, 2]`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from scripts.media import SAMPLE_RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wave = NDArray[np.float32]  # [samples]
    Stereo = NDArray[np.float32]  # [samples, 2]

Chance = np.random.Generator
Grain = Callable[[], "Wave"]


def times(seconds: float) -> Wave:
    """The time of each sample, in seconds."""
    return np.arange(round(seconds * SAMPLE_RATE), dtype=np.float32) / np.float32(SAMPLE_RATE)


def band(chance: Chance, count: int, low: float, high: float, tilt: float = 0.0) -> Wave:
    """Noise between two frequencies in Hz, falling by `tilt` dB per octave, at RMS 1."""
    # A little longer than asked for: a Fourier transform is quick for lengths of small factors.
    size = 1024 * math.ceil(count / 1024)
    hertz = np.fft.rfftfreq(size, 1 / SAMPLE_RATE).astype(np.float32)
    # Soft flanks: a noise that ends abruptly at a frequency rings there.
    shape = 1 / (1 + (low / np.maximum(hertz, 1e-3)) ** 4) / (1 + (hertz / high) ** 4)
    shape *= (np.maximum(hertz, 20) / 1000) ** (-tilt / 6.02)
    parts = chance.standard_normal((len(hertz), 2), dtype=np.float32)
    spectrum = parts.view(np.complex64)[:, 0] * shape
    noise: Wave = np.fft.irfft(spectrum, size)[:count].astype(np.float32, copy=False)
    return noise / np.float32(rms(noise) + 1e-12)


def wide(chance: Chance, count: int, low: float, high: float, tilt: float = 0.0) -> Stereo:
    """A noise around the listener: each ear hears its own, and some of the other's."""
    left, right = (band(chance, count, low, high, tilt) for _ in range(2))
    around = np.empty((count, 2), np.float32)
    around[:, 0] = (left + 0.45 * right) / 1.1
    around[:, 1] = (right + 0.45 * left) / 1.1
    return around


def swell(chance: Chance, count: int, seconds: float, depth: float) -> Wave:
    """A slow wandering between 1 - `depth` and 1, with a turn about every `seconds`."""
    knots = max(4, round(count / SAMPLE_RATE / seconds) + 3)
    values = chance.random(knots, dtype=np.float32)
    places = np.linspace(0, knots - 1.001, count, dtype=np.float32)
    left = places.astype(np.int32)
    part = (1 - np.cos(np.float32(np.pi) * (places - left))) / 2
    wandering: Wave = 1 - depth * (values[left] * (1 - part) + values[left + 1] * part)
    return wandering


def both(wave: Wave) -> Wave:
    """A wave as a column, to be multiplied with stereo."""
    return wave[:, None]


def scattered(
    chance: Chance, count: int, per_second: float, grain: Grain, spread: float = 0.8
) -> Stereo:
    """Short sounds at chance moments and places; at least one, each wholly inside.

    Args:
        spread: How far to the sides they are: 0 in the middle, 1 anywhere.
    """
    many = max(1, int(chance.poisson(per_second * count / SAMPLE_RATE)))
    starts = chance.random(many)
    return laid(count, [(start, grain(), chance.uniform(-spread, spread)) for start in starts])


def laid(count: int, pieces: list[tuple[float, Wave, float]]) -> Stereo:
    """Pieces laid into a stretch.

    Args:
        pieces: When (0 the beginning … 1 as late as it fits), what, and where (-1 left … 1 right).
    """
    track = np.zeros((count, 2), np.float32)
    for start, whole, pan in pieces:
        piece = whole[:count]
        at = round(start * (count - len(piece)))
        track[at : at + len(piece)] += panned(piece, pan)
    return track


def panned(wave: Wave, pan: float) -> Stereo:
    """A wave at a place between left (-1) and right (1), equally loud wherever it is."""
    angle = (pan + 1) * math.pi / 4
    sides = np.array([math.cos(angle), math.sin(angle)], np.float32)
    return both(wave) * sides


def beats(count: int, every: float, piece: Callable[[int], Wave], chance: Chance) -> Stereo:
    """Something in a steady rhythm that people make: every so many seconds, not quite."""
    seconds = count / SAMPLE_RATE
    track = np.zeros((count, 2), np.float32)
    for number, at in enumerate(np.arange(0.2, seconds, every)):
        wave = piece(number)
        start = max(0, round((at + chance.uniform(-0.03, 0.03) * every) * SAMPLE_RATE))
        room = count - start
        if len(wave) <= room:
            track[start : start + len(wave)] += panned(wave, 0.15 * (-1) ** number)
    return track


def tone(pitch: Wave | float, seconds: float, harmonics: tuple[float, ...] = (1.0,)) -> Wave:
    """A tone with its overtones; the pitch, in Hz, may glide.

    Args:
        harmonics: The strength of each multiple of the pitch, from the first.
    """
    count = round(seconds * SAMPLE_RATE)
    hertz = np.broadcast_to(np.asarray(pitch, np.float32), (count,))
    phase = 2 * np.pi * np.cumsum(hertz, dtype=np.float64) / SAMPLE_RATE
    parts = (
        strength * np.sin((number * phase) % (2 * np.pi)).astype(np.float32)
        for number, strength in enumerate(harmonics, 1)
    )
    sounding: Wave = np.sum(list(parts), axis=0, dtype=np.float32)
    return sounding


def bell_shaped(wave: Wave, power: float = 2.0) -> Wave:
    """A wave that comes and goes, without a click at either end."""
    share = np.arange(len(wave), dtype=np.float32) / max(1, len(wave) - 1)
    # Held above 0: the sine of pi is not quite, and no power of less than nothing is a number.
    arch = np.maximum(np.sin(np.float32(np.pi) * share), 0) ** np.float32(power)
    return (wave * arch).astype(np.float32)


def struck(wave: Wave, decay: float, rise: float = 0.002) -> Wave:
    """A wave that begins within `rise` seconds and dies away by a factor e every `decay`."""
    moments = times(len(wave) / SAMPLE_RATE)
    envelope = np.exp(-moments / decay) * np.minimum(1, moments / rise)
    end = min(len(wave), round(0.01 * SAMPLE_RATE))
    envelope[len(wave) - end :] *= np.linspace(1, 0, end, dtype=np.float32)
    dying: Wave = (wave * envelope).astype(np.float32)
    return dying


def far_away(sound: Stereo, chance: Chance) -> Stereo:
    """As it arrives from a distance: without its brightness, and with the echo of the land."""
    tail = times(0.7)
    echo = chance.standard_normal(len(tail), dtype=np.float32) * np.exp(-tail / 0.16)
    echo *= 0.6 / (np.sqrt(np.sum(np.square(echo))) + 1e-9)
    size = 1024 * math.ceil((len(sound) + len(tail)) / 1024)
    hertz = np.fft.rfftfreq(size, 1 / SAMPLE_RATE).astype(np.float32)
    arrives = (0.7 + np.fft.rfft(echo, size)) / (1 + (hertz / 2200) ** 2)
    heard = np.fft.irfft(np.fft.rfft(sound, size, axis=0) * arrives[:, None], size, axis=0)
    arrived: Stereo = heard[: len(sound)].astype(np.float32)
    return arrived


def rms(sound: NDArray[np.float32]) -> float:
    """How loud a sound is on the whole."""
    return float(np.sqrt(np.mean(np.square(sound, dtype=np.float32))))
