"""Weather, water and fire."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scripts.media import SAMPLE_RATE
from scripts.providers.local.sounds.noise import (
    Chance,
    band,
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


def wind(chance: Chance, count: int) -> Stereo:
    """Gusts, and the whistle that rises with them."""
    gusts = swell(chance, count, 1.6, 0.8)
    whistle = band(chance, count, 480, 820) * gusts**3 * 0.22
    return wide(chance, count, 80, 650, 3) * both(gusts) + both(whistle)


def leaves(chance: Chance, count: int) -> Stereo:
    """A rustle that breathes with the wind."""
    breeze = swell(chance, count, 1.3, 0.9) ** 2
    return wide(chance, count, 1800, 9000, 2) * both(breeze * swell(chance, count, 0.12, 0.5))


def air(chance: Chance, count: int) -> Stereo:
    """What is heard outdoors when nothing is: a soft moving air."""
    return wide(chance, count, 60, 700, 5) * both(swell(chance, count, 2.5, 0.4))


def rain(chance: Chance, count: int) -> Stereo:
    """A broad hiss and the drops that fall near."""

    def drop() -> Wave:
        pitch = chance.uniform(1500, 5200)
        return struck(tone(pitch, 0.02), 0.003) * np.float32(chance.uniform(0.5, 2.5))

    hiss = wide(chance, count, 700, 10_000, 2) * both(swell(chance, count, 2.0, 0.25))
    return hiss + scattered(chance, count, 60, drop)


def thunder(chance: Chance, count: int) -> Stereo:
    """A crack, and a rumble that rolls away for seconds; one about every six."""
    seconds = count / SAMPLE_RATE
    many = max(1, round(seconds / 6))
    pieces = []
    for number in range(many):
        long = min(seconds * 0.9, chance.uniform(3.0, 4.5))
        size = round(long * SAMPLE_RATE)
        rolling = swell(chance, size, 0.35, 0.85)
        rumble = struck(band(chance, size, 28, 170, 4) * rolling, long / 3, 0.08)
        crack = struck(band(chance, size, 150, 2400, 4), 0.11, 0.012) * np.float32(0.8)
        moment = (number + chance.uniform(0.1, 0.5)) / many
        pieces.append((moment, rumble + crack, chance.uniform(-0.5, 0.5)))
    return laid(count, pieces)


def waves(chance: Chance, count: int) -> Stereo:
    """Surf: each wave rises, breaks, and runs back."""
    moments = times(count / SAMPLE_RATE)
    crest = np.zeros(count, np.float32)
    at = -chance.uniform(0.5, 3.0)
    while at < count / SAMPLE_RATE:
        since = moments - at
        rise, fall = chance.uniform(0.9, 1.4), chance.uniform(1.2, 2.2)
        breaking = np.where(since < 0, np.exp(since / rise), np.exp(-since / fall))
        crest += np.float32(chance.uniform(0.6, 1.0)) * breaking.astype(np.float32)
        at += chance.uniform(4.0, 6.5)
    foam = wide(chance, count, 500, 7000, 2) * both(crest**1.8)
    return foam + wide(chance, count, 50, 380, 4) * both(0.3 + 0.6 * crest)


def stream(chance: Chance, count: int) -> Stereo:
    """Running water: air bubbles, whose pitch rises as they reach the surface."""

    def bubble() -> Wave:
        rising = chance.uniform(420, 1500) * (1 + 5 * times(0.05))
        return bell_shaped(tone(rising, 0.05)) * np.float32(chance.uniform(0.4, 1.2))

    return 0.6 * wide(chance, count, 350, 5000, 2) + scattered(chance, count, 32, bubble)


def bubbles(chance: Chance, count: int) -> Stereo:
    """Below the surface: a muffled rush, and bubbles in small flocks."""

    def flock() -> Wave:
        made = np.zeros(round(0.6 * SAMPLE_RATE), np.float32)
        for _ in range(int(chance.integers(3, 8))):
            rising = chance.uniform(180, 520) * (1 + 3 * times(0.09))
            start = int(chance.integers(0, len(made) - round(0.09 * SAMPLE_RATE)))
            piece = bell_shaped(tone(rising, 0.09))
            made[start : start + len(piece)] += piece
        return made

    rush = wide(chance, count, 40, 320, 4) * both(swell(chance, count, 2.2, 0.5))
    return rush + 0.8 * scattered(chance, count, 0.9, flock)


def drops(chance: Chance, count: int) -> Stereo:
    """Single drops in a cave, each with its echo."""

    def drop() -> Wave:
        fall = struck(tone(chance.uniform(700, 1900) * (1 + 6 * times(0.35)), 0.35), 0.03)
        for delay in (0.09, 0.17, 0.26):
            start = round(delay * SAMPLE_RATE)
            fall[start:] += 0.35 * fall[: len(fall) - start]
        return fall

    return 0.25 * wide(chance, count, 40, 250, 4) + 1.5 * scattered(chance, count, 0.9, drop)


def fire(chance: Chance, count: int) -> Stereo:
    """A low roar and crackling wood."""

    def crackle() -> Wave:
        burst = band(chance, round(chance.uniform(0.008, 0.025) * SAMPLE_RATE), 900, 7000)
        return struck(burst, 0.004, 0.0008) * np.float32(chance.uniform(0.6, 2.6))

    roar = wide(chance, count, 50, 480, 4) * both(swell(chance, count, 0.5, 0.5))
    return roar + scattered(chance, count, 13, crackle, 0.5)
