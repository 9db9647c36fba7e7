"""Animals and people."""

from __future__ import annotations

from functools import partial
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

_REEDY = (1.0, 0.7, 0.5, 0.35, 0.25, 0.15)


def songbirds(chance: Chance, count: int) -> Stereo:
    """Two or three birds, each with a motif of its own, and pauses in which they listen."""
    pieces = []
    for pan in chance.permutation([-0.7, 0.1, 0.75])[: int(chance.integers(2, 4))]:
        motif = _motif(chance)
        calls = max(1, round(count / SAMPLE_RATE / chance.uniform(1.6, 2.8)))
        for number in range(calls):
            loudness = np.float32(chance.uniform(0.5, 1.0))
            pieces.append(((number + chance.random()) / calls, motif * loudness, float(pan)))
    return laid(count, pieces)


def _motif(chance: Chance) -> Wave:
    """A few whistles between 2 and 6 kHz, where birds sing."""
    base, long = chance.uniform(2300, 4600), chance.uniform(0.06, 0.16)
    notes: list[Wave] = []
    for _ in range(int(chance.integers(2, 6))):
        moments = times(long)
        bend = chance.uniform(-900, 900) * moments / long
        warble = chance.uniform(0, 260) * np.sin(2 * np.pi * chance.uniform(14, 30) * moments)
        pitch = (base * chance.uniform(0.85, 1.2) + bend + warble).astype(np.float32)
        notes += [bell_shaped(tone(pitch, long)), times(chance.uniform(0.02, 0.07)) * 0]
    return np.concatenate(notes)


def gulls(chance: Chance, count: int) -> Stereo:
    """A falling call, said three to five times."""

    def call() -> Wave:
        said: list[Wave] = []
        for _ in range(int(chance.integers(3, 6))):
            long = chance.uniform(0.22, 0.4)
            share = times(long) / long
            pitch = 820 + 520 * np.sin(np.pi * share**0.6) - 160 * share
            cry = bell_shaped(tone(pitch.astype(np.float32), long, _REEDY), 0.8)
            said += [cry, times(chance.uniform(0.08, 0.2)) * 0]
        return np.concatenate(said)

    return scattered(chance, count, 0.3, call)


def owl(chance: Chance, count: int) -> Stereo:
    """One long call, a pause, and a trembling answer."""

    def call() -> Wave:
        base = chance.uniform(340, 420)
        first = bell_shaped(tone(base, 0.55, (1.0, 0.12)), 1.2)
        shake = base * (1 + 0.02 * np.sin(2 * np.pi * 9 * times(1.1)))
        second = bell_shaped(tone(shake.astype(np.float32), 1.1, (1.0, 0.12)), 0.9)
        return np.concatenate([first, times(0.7) * 0, second])

    return scattered(chance, count, 0.16, call, 0.6)


def crows(chance: Chance, count: int) -> Stereo:
    """A rough caw, two or three times."""

    def call() -> Wave:
        caws: list[Wave] = []
        for _ in range(int(chance.integers(2, 4))):
            long = chance.uniform(0.24, 0.34)
            pitch = (560 - 160 * times(long) / long).astype(np.float32)
            rough = 1 + 0.6 * band(chance, len(pitch), 60, 140)
            caws += [bell_shaped(tone(pitch, long, (0.5, 1.0, 0.9, 0.7, 0.4)) * rough, 0.7)]
            caws += [times(0.16) * 0]
        return np.concatenate(caws).astype(np.float32)

    return scattered(chance, count, 0.28, call)


def insects(chance: Chance, count: int) -> Stereo:
    """Crickets: three pulses, a rest, again; several of them, never quite together."""
    moments, pieces = times(count / SAMPLE_RATE), []
    for pan in (-0.7, -0.1, 0.6):
        pitch, chirps = chance.uniform(3900, 5000), chance.uniform(1.3, 2.0)
        phase = (moments * chirps + chance.random()) % 1.0
        pulses = np.clip(np.sin(2 * np.pi * phase * 7.5), 0, 1) * (phase < 0.4)
        song = tone(pitch, count / SAMPLE_RATE)[:count] * pulses * chance.uniform(0.4, 1.0)
        pieces.append((0.0, song.astype(np.float32), pan))
    return laid(count, pieces)


def bees(chance: Chance, count: int) -> Stereo:
    """A hum that comes and goes."""
    pitch = 205 * (1 + 0.05 * (swell(chance, count, 0.3, 1.0) - 0.5))
    near = swell(chance, count, 1.2, 0.8)
    hum = tone(pitch, count / SAMPLE_RATE, _REEDY)[:count] * near
    return laid(count, [(0.0, hum, float(chance.uniform(-0.4, 0.4)))])


def frogs(chance: Chance, count: int) -> Stereo:
    """Croaks from several sides of a pond."""

    def croak() -> Wave:
        base = chance.uniform(330, 700)
        shaken = 0.5 + 0.5 * np.sin(2 * np.pi * chance.uniform(28, 45) * times(0.28))
        return bell_shaped(tone(base, 0.28, (1.0, 0.6, 0.5)) * shaken.astype(np.float32), 0.6)

    return scattered(chance, count, 2.2, croak)


def wolf(chance: Chance, count: int) -> Stereo:
    """A howl that rises, stays and falls."""

    def howl() -> Wave:
        share = times(2.6) / 2.6
        pitch = 310 + 240 * np.sin(np.pi * np.clip(share * 1.25, 0, 1) ** 0.7)
        return bell_shaped(tone(pitch.astype(np.float32), 2.6, (1.0, 0.35, 0.12)), 0.7)

    return scattered(chance, count, 0.18, howl, 0.6)


def dog(chance: Chance, count: int) -> Stereo:
    """Barks, two or three together."""

    def barking() -> Wave:
        barks: list[Wave] = []
        for _ in range(int(chance.integers(2, 4))):
            pitch = (chance.uniform(420, 520) * (1 - 0.3 * times(0.16) / 0.16)).astype(np.float32)
            rough = 0.4 * band(chance, len(pitch), 500, 2500)
            barks += [bell_shaped(tone(pitch, 0.16, _REEDY) + rough, 0.7), times(0.2) * 0]
        return np.concatenate(barks)

    return scattered(chance, count, 0.3, barking, 0.5)


def wings(chance: Chance, count: int) -> Stereo:
    """Strokes of large wings, passing."""

    def passing() -> Wave:
        moments = times(1.8)
        strokes = np.clip(np.sin(2 * np.pi * 5.5 * moments), 0, 1) ** 1.5
        return bell_shaped(band(chance, len(moments), 250, 2200, 3) * strokes.astype(np.float32))

    return scattered(chance, count, 0.5, passing)


def hooves(chance: Chance, count: int) -> Stereo:
    """A horse at a walk: four beats, the second and fourth a little brighter."""

    def hoof(number: int) -> Wave:
        pitch = (430, 560)[number % 2] * chance.uniform(0.94, 1.06)
        knock = struck(tone(pitch, 0.09, (1.0, 0.5, 0.25)), 0.013)
        return knock + 0.5 * struck(band(chance, len(knock), 300, 3000, 3), 0.015)

    return beats(count, 0.29, hoof, chance)


def footsteps(chance: Chance, count: int, *, ground: str = "") -> Stereo:
    """Somebody walks: on snow it creaks, on gravel it grinds, indoors it knocks."""
    low, high, decay, long = _GROUNDS.get(ground, (90, 1800, 0.035, 0.16))

    def step(number: int) -> Wave:
        size = round(long * SAMPLE_RATE)
        grit = swell(chance, size, 0.012, 0.9) if ground in ("snow", "gravel") else 1.0
        heel = struck(band(chance, size, low, high, 3) * grit, decay, 0.004)
        return heel * np.float32(0.85 if number % 2 else 1.0)

    return beats(count, 0.56, step, chance)


# Of each ground: the frequencies of a step in Hz, how fast it dies and how long it is, in seconds.
_GROUNDS = {
    "snow": (600, 4500, 0.09, 0.26),
    "gravel": (900, 7000, 0.06, 0.22),
    "wood": (110, 900, 0.03, 0.15),
    "stone": (200, 3500, 0.018, 0.12),
}


def crowd(chance: Chance, count: int) -> Stereo:
    """Many voices, no word of them to be understood."""
    voices = np.zeros((count, 2), np.float32)
    for pan in (-0.8, -0.5, -0.1, 0.3, 0.6, 0.85):
        pitch = chance.uniform(260, 640)
        syllables = swell(chance, count, chance.uniform(0.1, 0.19), 1.0) ** 2
        turns = swell(chance, count, 1.6, 0.8)
        speaking = band(chance, count, pitch, pitch * 3.2, 4) * syllables * turns
        voices += laid(count, [(0.0, speaking, pan)])
    return voices + 0.3 * wide(chance, count, 180, 1400, 4)


def children(chance: Chance, count: int) -> Stereo:
    """Shouts and laughter of a playground."""

    def laugh() -> Wave:
        notes = []
        for number in range(int(chance.integers(3, 6))):
            pitch = (chance.uniform(560, 760) - 22 * number + 60 * times(0.12)).astype(np.float32)
            notes += [bell_shaped(tone(pitch, 0.12, _REEDY), 1.0), times(0.05) * 0]
        return np.concatenate(notes)

    return 0.5 * crowd(chance, count) + 0.8 * scattered(chance, count, 0.8, laugh)


def breath(chance: Chance, count: int) -> Stereo:
    """Somebody breathes, close by."""
    moments = times(count / SAMPLE_RATE)
    drawn = np.clip(np.sin(2 * np.pi * moments / 3.4 + chance.uniform(0, 6)), 0, 1) ** 1.4
    return wide(chance, count, 500, 3500, 3) * both(drawn.astype(np.float32))


ON_SNOW, ON_GRAVEL, ON_WOOD, ON_STONE = (
    partial(footsteps, ground=ground) for ground in ("snow", "gravel", "wood", "stone")
)
