"""The sound of an animatic: a scratch voice over a soft bed of what each shot sounds like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from scripts.media import SAMPLE_RATE
from scripts.providers.local.sounds.sounds import FADE_SECONDS, ambience

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

BED_GAIN = 10 ** (-4 / 20)  # an ambience is at -30 dBFS, a voice at -20
DUCKED = 10 ** (-8 / 20)  # what is left of the bed while the voice speaks
_BED_SECONDS = 4.0  # made of one sound; where it is heard for longer it begins again
_SLOPE_SECONDS = 0.35  # in which the bed gives way to the voice, and comes back


@dataclass(frozen=True)
class Part:
    """What is heard in one shot."""

    voice: Samples  # [samples], from the shot's first frame
    sound: str  # in words
    count: int  # samples


def mixed(parts: Sequence[Part]) -> Samples:
    """All shots one after another: 48 kHz stereo."""
    voice = np.concatenate([_fitted(part.voice, part.count) for part in parts])
    track = np.zeros((len(voice), 2), np.float32)
    beds: dict[str, Samples] = {}
    start = 0
    for sound, same in groupby(parts, key=lambda part: part.sound):
        count = sum(part.count for part in same)
        if sound.strip():
            if sound not in beds:
                beds[sound] = ambience(sound, _BED_SECONDS)
            _lay(track, beds[sound], start, start + count)
        start += count
    return voice[:, None] + track * (BED_GAIN * _room_for(voice))[:, None]


def _fitted(samples: Samples, count: int) -> Samples:
    return np.pad(samples[:count], (0, max(0, count - len(samples))))


def _lay(track: Samples, bed: Samples, start: int, end: int) -> None:
    """Add a shot's sound, from as often as it takes; its fades lie over its neighbours'."""
    fade = round(FADE_SECONDS * SAMPLE_RATE)
    start, end = max(0, start - fade // 2), min(len(track), end + fade // 2)
    ramp = 0.5 - 0.5 * np.cos(np.linspace(0, np.pi, fade, dtype=np.float32))[:, None]
    for at in range(start, end - fade, len(bed) - fade):
        piece = bed[: end - at].copy()
        if len(piece) < len(bed):  # cut before its own fade
            piece[-fade:] *= ramp[::-1]
        track[at : at + len(piece)] += piece


def _room_for(voice: Samples) -> Samples:
    """The bed's gain: low around all that is spoken, in slopes that are not heard as such."""
    step = SAMPLE_RATE // 100
    blocks = np.abs(np.pad(voice, (0, -len(voice) % step))).reshape(-1, step).max(axis=1)
    reach = round(_SLOPE_SECONDS * 100)
    speaking = np.convolve(blocks > 0.01, np.ones(2 * reach + 1), "same") > 0
    window = np.hanning(2 * reach + 3)[1:-1]
    smooth = np.convolve(np.pad(speaking, reach, mode="edge"), window / window.sum(), "valid")
    gain = 1 - (1 - DUCKED) * smooth
    places = np.arange(len(voice)) / step - 0.5
    return np.interp(places, np.arange(len(gain)), gain).astype(np.float32)
