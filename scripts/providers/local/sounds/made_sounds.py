"""Machines, streets and instruments."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from scripts.media import SAMPLE_RATE
from scripts.providers.local.sounds.noise import (
    Chance,
    band,
    beats,
    bell_shaped,
    both,
    laid,
    scattered,
    struck,
    swell,
    times,
    tone,
    wide,
)

if TYPE_CHECKING:
    from scripts.providers.local.sounds.noise import Stereo, Wave

# The partials of a church bell over its strike note, and how long each rings, in seconds:
# hum, prime, minor third, fifth, nominal, upper third, upper fifth.
_BELL = ((0.5, 2.6), (1.0, 1.7), (1.2, 1.3), (1.5, 0.9), (2.0, 1.1), (2.5, 0.5), (3.0, 0.4))
_PENTATONIC = (1.0, 9 / 8, 5 / 4, 3 / 2, 5 / 3, 2.0)


def room(chance: Chance, count: int) -> Stereo:
    """The tone of a quiet room."""
    return wide(chance, count, 35, 260, 5)


def traffic(chance: Chance, count: int) -> Stereo:
    """A city's rumble, cars that pass, once in a while a horn."""

    def passing() -> Wave:
        size = round(chance.uniform(2.2, 3.6) * SAMPLE_RATE)
        return bell_shaped(band(chance, size, 140, 1700, 3), 2.5)

    def horn() -> Wave:
        pitch, long = chance.uniform(370, 440), chance.uniform(0.25, 0.5)
        chord = tone(pitch, long, (1, 0.6, 0.4)) + tone(pitch * 1.26, long, (1, 0.6, 0.4))
        return bell_shaped(chord, 0.3) * np.float32(0.25)

    rumble = wide(chance, count, 40, 300, 4) * both(swell(chance, count, 3.0, 0.3))
    cars = scattered(chance, count, 0.45, passing)
    return rumble + 0.9 * cars + scattered(chance, count, 0.06, horn)


def machine(chance: Chance, count: int) -> Stereo:
    """A hum with its overtones, and a beat of moving parts."""
    base = chance.uniform(46, 70)
    hum = tone(base, count / SAMPLE_RATE, (1.0, 0.6, 0.4, 0.25, 0.15))[:count]

    def stroke(number: int) -> Wave:
        size = round(0.12 * SAMPLE_RATE)
        return struck(band(chance, size, 120, 900 + 700 * (number % 2), 3), 0.03, 0.01)

    turning = beats(count, chance.uniform(0.24, 0.36), stroke, chance)
    air = wide(chance, count, 80, 1200, 4)
    running: Stereo = laid(count, [(0.0, hum, 0.0)]) + 0.7 * turning + 0.4 * air
    return running


def hum(chance: Chance, count: int) -> Stereo:
    """A deep tone that moves slowly: engines far below, or the emptiness of space."""
    base = chance.uniform(42, 58)
    deep = tone(base, count / SAMPLE_RATE, (1.0, 0.5, 0.3))[:count]
    beside = tone(base * 1.007, count / SAMPLE_RATE, (1.0, 0.4))[:count]
    moving = swell(chance, count, 3.0, 0.5)
    return laid(count, [(0.0, deep * moving, -0.4), (0.0, beside, 0.4)]) + 0.3 * wide(
        chance, count, 60, 500, 5
    )


def train(chance: Chance, count: int) -> Stereo:
    """Two axles over each joint of the rails, and the rolling between."""

    def joint(_: int) -> Wave:
        size = round(0.4 * SAMPLE_RATE)
        pair = np.zeros(size, np.float32)
        for start in (0.0, 0.17):
            at = round(start * SAMPLE_RATE)
            knock = struck(band(chance, size - at, 90, 1300, 3), 0.035, 0.006)
            pair[at:] += knock
        return pair

    rolling = wide(chance, count, 60, 700, 4) * both(swell(chance, count, 1.5, 0.3))
    return 0.8 * rolling + 1.1 * beats(count, 0.78, joint, chance)


def bicycle(chance: Chance, count: int) -> Stereo:
    """The ticking of a freewheel over the hiss of tyres."""

    def tick(_: int) -> Wave:
        return struck(tone(3100, 0.008, (1.0, 0.5)), 0.0012, 0.0005) * np.float32(0.5)

    tyres = wide(chance, count, 600, 5000, 3) * both(swell(chance, count, 1.0, 0.4))
    return 0.6 * tyres + beats(count, 0.07, tick, chance)


def bells(chance: Chance, count: int) -> Stereo:
    """A church bell, rung."""
    strike_note = chance.uniform(330, 440)
    long = min(4.0, count / SAMPLE_RATE * 0.8)
    stroke = np.zeros(round(long * SAMPLE_RATE), np.float32)
    for ratio, ring in _BELL:
        partial = struck(tone(strike_note * ratio, long), ring, 0.004)
        stroke += partial / np.float32(1 + 0.3 * ratio)
    pieces: list[tuple[float, Wave, float]] = []
    at, seconds = 0.1, count / SAMPLE_RATE
    while at + long <= seconds or not pieces:
        pieces.append((min(1.0, at / max(seconds - long, 0.1)), stroke, 0.2))
        at += 1.9
    return laid(count, pieces)


def clock(chance: Chance, count: int) -> Stereo:
    """Tick, and tock a little lower."""

    def tick(number: int) -> Wave:
        pitch = (2300, 1750)[number % 2]
        return struck(tone(pitch, 0.03, (1.0, 0.25, 0.1)), 0.005, 0.001)

    return 0.04 * room(chance, count) + beats(count, 0.5, tick, chance)


def creaks(chance: Chance, count: int) -> Stereo:
    """Wood under load: the hull of a boat, a stair, a door."""

    def creak() -> Wave:
        long = chance.uniform(0.4, 0.9)
        share = times(long) / long
        rubs = chance.uniform(24, 60) * (1 + 0.5 * np.sin(np.pi * share))
        slip = np.clip(np.sin(2 * np.pi * np.cumsum(rubs) / SAMPLE_RATE), 0, 1) ** 8
        wood = tone(chance.uniform(280, 520), long, (1.0, 0.7, 0.5, 0.3))
        return bell_shaped((wood * slip).astype(np.float32), 0.8)

    return scattered(chance, count, 0.7, creak, 0.5)


def strings(chance: Chance, count: int) -> Stereo:
    """A slow melody on a bowed string."""
    return _melody(chance, count, chance.uniform(290, 330), _bowed, 0.62)


def plucked(chance: Chance, count: int) -> Stereo:
    """A slow melody on plucked or struck strings."""
    return _melody(chance, count, chance.uniform(240, 290), _plucked, 0.42)


def _melody(
    chance: Chance, count: int, base: float, note: Callable[[float, float], Wave], every: float
) -> Stereo:
    """Neighbouring steps of a pentatonic scale, in which nothing sounds wrong."""
    step, pieces, seconds = 2, [], count / SAMPLE_RATE
    for number, at in enumerate(np.arange(0.1, max(0.2, seconds - 1.0), every)):
        if chance.random() < 0.8 or number == 0:
            step = int(np.clip(step + chance.integers(-2, 3), 0, len(_PENTATONIC) - 1))
            wave = note(base * _PENTATONIC[step], every * 1.5)
            pieces.append((min(1.0, at / max(seconds - len(wave) / SAMPLE_RATE, 0.1)), wave, 0.0))
    return laid(count, pieces)


def _bowed(pitch: float, seconds: float) -> Wave:
    moments = times(seconds)
    depth = np.minimum(1, moments / 0.3) * 0.006  # the vibrato comes after the tone
    shaken = (pitch * (1 + depth * np.sin(2 * np.pi * 5.6 * moments))).astype(np.float32)
    return bell_shaped(tone(shaken, seconds, (1.0, 0.6, 0.45, 0.3, 0.2, 0.14, 0.1)), 0.6)


def _plucked(pitch: float, seconds: float) -> Wave:
    parts = (
        struck(tone(pitch * number, seconds), 0.5 / number, 0.003) / np.float32(number)
        for number in range(1, 7)
    )
    sounding: Wave = np.sum(list(parts), axis=0, dtype=np.float32)
    return sounding
