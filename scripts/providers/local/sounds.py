"""Ambience from noise, tones and their envelopes, chosen by the words of a description."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from scripts.media import SAMPLE_RATE
from scripts.providers.local.words import again

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]  # [samples, 2]
    Wave = NDArray[np.float64]  # [samples]
    Layer = Callable[[np.random.Generator, int], Wave]

RMS_DB = -30.0
PEAK = 0.5
FADE_SECONDS = 0.4


def ambience(text: str, seconds: float, round_number: int = 0) -> Samples:
    """What a place sounds like: 48 kHz stereo at about -30 dBFS RMS, faded in and out.

    The same words, length and round give the same sound, others another.
    """
    seed = again(text, round_number)
    count = round(seconds * SAMPLE_RATE)
    layers = layers_for(text)
    # Each ear hears chances of its own, and more of what both hear: wide, not torn apart.
    middle, left, right = (
        sum((layer(chance, count) for layer in layers), np.zeros(count))
        for chance in (_chance(seed), _chance(f"{seed} left"), _chance(f"{seed} right"))
    )
    return _finished(np.stack([middle + 0.7 * left, middle + 0.7 * right], axis=1))


def layers_for(text: str) -> list[Layer]:
    """The sounds that the words name; a soft wind when they name none."""
    words = set(re.findall(r"\w+", text.lower()))
    named = [
        layer for known, layer in _LAYERS if any(_means(word, known.split()) for word in words)
    ]
    return named or [_soft_air]


def _means(word: str, known: list[str]) -> bool:
    """`rain`, `rains` and `rainy` are the same; `train` is not."""
    endings = ("", "s", "es", "y", "ing", "ling", "ed")
    return any(word.endswith(end) and word.removesuffix(end) in known for end in endings)


def _chance(text: str) -> np.random.Generator:
    return np.random.default_rng(list(hashlib.sha256(text.encode()).digest()))


def _band(chance: np.random.Generator, count: int, low: float, high: float, tilt: float) -> Wave:
    """Noise between two frequencies, falling by `tilt` dB per octave, at RMS 1."""
    size = 1 << (count - 1).bit_length()
    hertz = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    # Soft flanks: a noise that ends abruptly at a frequency rings there.
    flanks = 1 / (1 + (low / np.maximum(hertz, 1e-3)) ** 4) / (1 + (hertz / high) ** 4)
    shape = flanks * (np.maximum(hertz, 20) / 1000) ** (-tilt / 6.02)
    spectrum = np.fft.rfft(chance.standard_normal(size)) * shape
    noise: Wave = np.fft.irfft(spectrum, size)[:count]
    return noise / (float(np.sqrt(np.mean(np.square(noise)))) + 1e-12)


def _swell(chance: np.random.Generator, count: int, seconds: float, depth: float) -> Wave:
    """A slow wandering between 1 - depth and 1."""
    knots = max(4, round(count / SAMPLE_RATE / seconds) + 3)
    values = chance.random(knots)
    places = np.linspace(0, knots - 1.001, count)
    left = places.astype(int)
    part = (1 - np.cos(np.pi * (places - left))) / 2
    swell: Wave = 1 - depth * (values[left] * (1 - part) + values[left + 1] * part)
    return swell


def _scattered(
    chance: np.random.Generator, count: int, per_second: float, grain: Callable[[], Wave]
) -> Wave:
    """Short sounds at chance moments, each wholly inside."""
    track = np.zeros(count)
    for _ in range(int(chance.poisson(per_second * count / SAMPLE_RATE))):
        piece = grain()[:count]
        start = int(chance.integers(0, count - len(piece) + 1))
        track[start : start + len(piece)] += piece
    return track


def _times(seconds: float) -> Wave:
    return np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE


def _soft_air(chance: np.random.Generator, count: int) -> Wave:
    return _band(chance, count, 60, 900, 5) * _swell(chance, count, 2.5, 0.4)


def _wind(chance: np.random.Generator, count: int) -> Wave:
    gusts = _swell(chance, count, 1.4, 0.85)
    whistle = _band(chance, count, 500, 900, 0) * _swell(chance, count, 0.9, 0.95) * 0.25
    return (_band(chance, count, 90, 700, 3) + whistle) * gusts


def _rain(chance: np.random.Generator, count: int) -> Wave:
    def drop() -> Wave:
        times = _times(0.012)
        pitch = chance.uniform(1800, 5200)
        ping: Wave = np.sin(2 * np.pi * pitch * times) * np.exp(-times * 500)
        return ping * chance.uniform(0.5, 2.5)

    hiss = _band(chance, count, 700, 9000, 2) * _swell(chance, count, 2.0, 0.25)
    return hiss + _scattered(chance, count, 45, drop)


def _water(chance: np.random.Generator, count: int) -> Wave:
    times = np.arange(count) / SAMPLE_RATE
    wave = 0.5 - 0.5 * np.cos(2 * np.pi * times / chance.uniform(4.0, 6.0) + chance.uniform(0, 6))
    surf = _band(chance, count, 250, 4500, 3) * wave**2.2
    return surf + 0.35 * _band(chance, count, 60, 500, 4)


def _stream(chance: np.random.Generator, count: int) -> Wave:
    def bubble() -> Wave:
        times = _times(0.06)
        pitch = chance.uniform(450, 1500) * (1 + 4 * times)
        blip: Wave = 0.9 * np.sin(2 * np.pi * pitch * times) * np.sin(np.pi * times / 0.06) ** 2
        return blip

    return 0.7 * _band(chance, count, 350, 5000, 2) + _scattered(chance, count, 25, bubble)


def _birds(chance: np.random.Generator, count: int) -> Wave:
    def song() -> Wave:
        length = chance.uniform(0.12, 0.4)
        times = _times(length)
        warble = np.sin(2 * np.pi * chance.uniform(9, 24) * times) * chance.uniform(150, 700)
        phase = np.cumsum(chance.uniform(2400, 4600) + warble) / SAMPLE_RATE
        sung: Wave = 2.2 * np.sin(2 * np.pi * phase) * np.sin(np.pi * times / length) ** 2
        return sung

    return 0.35 * _soft_air(chance, count) + _scattered(chance, count, 1.6, song)


def _night(chance: np.random.Generator, count: int) -> Wave:
    times = np.arange(count) / SAMPLE_RATE
    chirps = np.zeros(count)
    for _ in range(3):
        pulse = np.maximum(0, np.sin(2 * np.pi * chance.uniform(13, 18) * times)) ** 3
        phrase = np.maximum(0, np.sin(2 * np.pi * chance.uniform(0.5, 1.1) * times)) ** 0.5
        pitch = chance.uniform(3900, 4900)
        chirps += np.sin(2 * np.pi * pitch * times) * pulse * phrase * chance.uniform(0.3, 1)
    return chirps + 0.5 * _soft_air(chance, count)


def _city(chance: np.random.Generator, count: int) -> Wave:
    passing = _band(chance, count, 150, 1600, 3) * _swell(chance, count, 1.8, 1.0) ** 2
    return _band(chance, count, 40, 300, 4) + 0.9 * passing


def _crowd(chance: np.random.Generator, count: int) -> Wave:
    voices = np.zeros(count)
    for _ in range(6):
        pitch = chance.uniform(250, 700)
        syllables = _swell(chance, count, chance.uniform(0.12, 0.22), 1.0) ** 2
        voices += _band(chance, count, pitch, pitch * 3, 3) * syllables
    return voices


def _fire(chance: np.random.Generator, count: int) -> Wave:
    def crackle() -> Wave:
        times = _times(chance.uniform(0.004, 0.02))
        burst = chance.standard_normal(len(times)) * np.exp(-times * 300)
        burst = np.convolve(burst, np.hanning(12) / 4, "same")  # wood cracks, it does not click
        burst[:24] *= np.linspace(0, 1, 24)
        return burst * chance.uniform(0.8, 3)

    roar = _band(chance, count, 50, 500, 4) * _swell(chance, count, 0.6, 0.5)
    return roar + _scattered(chance, count, 14, crackle)


def _thunder(chance: np.random.Generator, count: int) -> Wave:
    rumble = _band(chance, count, 30, 160, 3) * _swell(chance, count, 0.5, 0.8)
    return 2.5 * rumble * _swell(chance, count, 2.5, 1.0) ** 2


def _hum(chance: np.random.Generator, count: int) -> Wave:
    times = np.arange(count) / SAMPLE_RATE
    base = chance.uniform(45, 75)
    tones = sum(np.sin(2 * np.pi * base * n * times + n) / n for n in range(1, 6))
    return tones + 0.5 * _band(chance, count, 80, 1200, 4)


def _steps(chance: np.random.Generator, count: int) -> Wave:
    track = 0.3 * _soft_air(chance, count)
    for at in np.arange(0.3, count / SAMPLE_RATE - 0.2, 0.55):
        times = _times(0.12)
        step = chance.standard_normal(len(times)) * np.exp(-times * 60) * np.minimum(1, times * 400)
        start = round((at + chance.uniform(-0.03, 0.03)) * SAMPLE_RATE)
        track[start : start + len(step)] += np.convolve(step, np.full(40, 1 / 8), "same")
    return track


_LAYERS: tuple[tuple[str, Layer], ...] = (
    ("wind breeze storm gust blizzard howl desert mountain snow", _wind),
    ("rain drizzle downpour shower storm", _rain),
    ("sea ocean wave surf beach shore coast harbor harbour lake", _water),
    ("water river stream brook creek waterfall fountain", _stream),
    ("bird birdsong forest wood garden morning dawn meadow jungle", _birds),
    ("night cricket insect cicada evening midnight", _night),
    ("city street traffic car town road urban", _city),
    ("crowd people market voice murmur cafe party cheer audience", _crowd),
    ("fire flame campfire crackle hearth burn torch", _fire),
    ("thunder thunderstorm lightning explosion", _thunder),
    ("engine machine hum motor ship spaceship train factory electric", _hum),
    ("step footstep walk run footfall", _steps),
)


def _finished(samples: NDArray[np.float64]) -> Samples:
    count = min(round(FADE_SECONDS * SAMPLE_RATE), len(samples) // 2)
    rms = float(np.sqrt(np.mean(np.square(samples)))) + 1e-12
    levelled = samples * (10 ** (RMS_DB / 20) / rms)
    levelled *= min(1.0, PEAK / (float(np.abs(levelled).max()) + 1e-12))
    ramp = (0.5 - 0.5 * np.cos(np.linspace(0, np.pi, count)))[:, None]
    levelled[:count] *= ramp
    levelled[len(levelled) - count :] *= ramp[::-1]
    return levelled.astype(np.float32)
