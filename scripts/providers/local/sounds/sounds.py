"""What a place sounds like: the words of a description become layers, near and far, mixed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scripts.media import SAMPLE_RATE
from scripts.providers.local.sounds import living_sounds as living
from scripts.providers.local.sounds import made_sounds as made
from scripts.providers.local.sounds import nature_sounds as nature
from scripts.providers.local.sounds.noise import Chance, far_away, rms
from scripts.providers.local.words import again, listed, refused_by, singular, tokens

if TYPE_CHECKING:
    from scripts.providers.local.sounds.noise import Stereo

Layer = Callable[[Chance, int], "Stereo"]

RMS_DB = -30.0  # of an ambience: well below a voice at -20
ROOM_DB = -42.0  # of a place where nothing is heard
PEAK = 0.5  # -6 dBFS
FADE_SECONDS = 0.4
_FAR_DB = 9.0  # by which what is far away is quieter
_CALLS_DB = 6.0  # by which a call may stand above the level of an ambience
MOST_LAYERS = 4  # more are a noise that says nothing

_FAR = listed("far distant distance faint muffled away behind outside")
_SOFT = listed("soft softly gentle gently quiet quietly light calm low slight less few")
_STRONG = listed("heavy loud strong howling roaring pouring wild more many close near big")
_SOFT_DB, _STRONG_DB = -6.0, 5.0
_LOUDER, _QUIETER = listed("louder stronger"), listed("quieter softer calmer")
_NOTED_DB = 5.0  # by which “louder” and “quieter” change the whole
_SILENT = listed("silence silent nothing mute muted soundless")
_PHRASE = re.compile(r"[,;.:|/\n]+|\band\b|\bwith\b")


@dataclass(frozen=True)
class Voice:
    """A layer and how present it is.

    Attributes:
        level: In dB beside the others.
        is_far: Heard from a distance.
    """

    layer: Layer
    level: float
    is_far: bool = False


# Words, the layer they name, and its level in dB beside others. The longer-lived ones come first:
# what is named later in a text, but stands higher here, is not what is left out.
_LAYERS: tuple[tuple[frozenset[str], Layer, float], ...] = (
    (listed("thunder thunderstorm lightning explosion eruption"), nature.thunder, 3.0),
    (listed("rain drizzle downpour shower storm raining rainy"), nature.rain, 0.0),
    (listed("wind windy breeze storm gust blizzard howl desert mountain snow"), nature.wind, -1.0),
    (
        listed("sea ocean wave waves lapping surf beach shore coast harbor harbour bay"),
        nature.waves,
        0.0,
    ),
    (listed("water river stream brook creek waterfall fountain lake"), nature.stream, -2.0),
    (listed("underwater bubble reef seabed abyss"), nature.bubbles, 0.0),
    (listed("drip drop cave cavern grotto"), nature.drops, 0.0),
    (listed("fire flame campfire crackle hearth burn torch oven candle"), nature.fire, -1.0),
    (listed("leaf rustle forest wood tree grass reed meadow jungle"), nature.leaves, -6.0),
    (
        listed("bird birdsong songbird garden morning dawn sparrow robin lark chirp"),
        living.songbirds,
        -3.0,
    ),
    (listed("gull seagull"), living.gulls, -4.0),
    (listed("owl"), living.owl, -2.0),
    (listed("crow raven"), living.crows, -3.0),
    (listed("night cricket insect cicada evening midnight"), living.insects, -6.0),
    (listed("bee"), living.bees, -4.0),
    (listed("frog"), living.frogs, -3.0),
    (listed("wolf howling"), living.wolf, -2.0),
    (listed("dog bark"), living.dog, -2.0),
    (listed("wing flap flutter flight"), living.wings, -2.0),
    (listed("horse hoof hooves cart carriage gallop"), living.hooves, -2.0),
    (listed("step footstep walk run footfall stair"), living.footsteps, -2.0),
    (
        listed("crowd people market voice murmur cafe party cheer audience"),
        living.crowd,
        -2.0,
    ),
    (listed("child children laughter laugh playground"), living.children, -3.0),
    (listed("breath breathing"), living.breath, -3.0),
    (listed("city street traffic car bus truck town road urban"), made.traffic, -1.0),
    (listed("engine machine motor factory electric generator tractor"), made.machine, -1.0),
    (listed("hum ship spaceship space rocket submarine drone low"), made.hum, -2.0),
    (listed("train tram railway rail wheel"), made.train, -1.0),
    (listed("bicycle bike cyclist"), made.bicycle, -4.0),
    (listed("bell church"), made.bells, -2.0),
    (listed("clock tick watch"), made.clock, -4.0),
    (listed("creak boat mast rope door hull"), made.creaks, -4.0),
    (listed("violin cello flute string music melody song"), made.strings, -3.0),
    (listed("piano guitar harp lute"), made.plucked, -2.0),
    (listed("room indoors interior hall library office kitchen house"), made.room, -8.0),
    (listed("air outdoors field plain"), nature.air, -4.0),
)
_GROUNDS: dict[str, Layer] = {
    "snow": living.ON_SNOW,
    "gravel": living.ON_GRAVEL,
    "sand": living.ON_SNOW,
    "wood": living.ON_WOOD,
    "wooden": living.ON_WOOD,
    "stair": living.ON_WOOD,
    "stone": living.ON_STONE,
    "street": living.ON_STONE,
}
# Sounds with silence between them, below which a place must still be heard.
_SPARSE: tuple[Layer, ...] = (
    *(living.owl, living.gulls, living.crows, living.wolf, living.dog, living.wings),
    *(living.songbirds, living.frogs, living.hooves, living.footsteps, *_GROUNDS.values()),
    *(nature.thunder, made.bells, made.clock, made.creaks),
)


def ambience(text: str, seconds: float, round_number: int = 0, note: str = "") -> Stereo:
    """What a place sounds like: 48 kHz stereo, faded in and out.

    The same words, length and round give the same sound, others another.

    Args:
        text: What is heard, such as “soft rain, an owl far away”.
        note: What a person asked to change: “louder”, “without birds”, “more wind”.

    Returns:
        `[samples, 2]` at about -30 dBFS RMS; the tone of a quiet room where the words name
        nothing that can be heard; nothing at all where they ask for silence.
    """
    count = round(seconds * SAMPLE_RATE)
    if _asks_for_silence(text, note):
        return np.zeros((count, 2), np.float32)
    voices = voices_of(text, note)
    seed = again(f"{text}\x1f{note}" if note else text, round_number)
    mixed = np.zeros((count, 2), np.float32)
    for number, voice in enumerate(voices):
        mixed += _rendered(voice, _chance(f"{seed}\x1f{number}"), count)
    loudness = RMS_DB if voices[0].layer is not made.room or len(voices) > 1 else ROOM_DB
    return _finished(mixed, loudness + _asked_for(note))


def voices_of(text: str, note: str = "") -> list[Voice]:
    """The layers that the words name, without what the note refuses; never none."""
    refused = refused_by(note)
    phrases = [
        _known(phrase) - refused for phrase in _PHRASE.split(f"{text.lower()}, {note.lower()}")
    ]
    found: dict[Layer, Voice] = {}
    for phrase in phrases:
        for layer, level in _layers(phrase):
            found[layer] = Voice(layer, level + _degree(phrase), bool(phrase & _FAR))
    order = [layer for _, layer, _ in _LAYERS]
    voices = sorted(found.values(), key=lambda voice: _place(voice.layer, order))[:MOST_LAYERS]
    if not voices:
        return [Voice(made.room, 0.0)]
    if all(voice.layer in _SPARSE for voice in voices):
        voices.append(Voice(nature.air, -9.0))
    return voices


def _known(phrase: str) -> frozenset[str]:
    """The words of a phrase, each also as the tables have it."""
    found = tokens(phrase)
    return frozenset(form for word in found for form in (word, singular(word), _stem(word)))


def _stem(word: str) -> str:
    """`rains`, `crackling` and `howled` without their endings."""
    return re.sub(r"(ling|ing|ed|es|y)$", "", word)


def _layers(phrase: frozenset[str]) -> Iterator[tuple[Layer, float]]:
    for words, layer, level in _LAYERS:
        if words & phrase:
            ground = next((_GROUNDS[word] for word in sorted(phrase) if word in _GROUNDS), None)
            is_step = layer is living.footsteps and ground is not None
            yield (ground if is_step and ground is not None else layer), level


def _place(layer: Layer, order: Sequence[Layer]) -> int:
    return order.index(layer) if layer in order else order.index(living.footsteps)


def _degree(phrase: frozenset[str]) -> float:
    return _SOFT_DB * bool(phrase & _SOFT) + _STRONG_DB * bool(phrase & _STRONG)


def _asked_for(note: str) -> float:
    said = set(tokens(note))
    return _NOTED_DB * bool(said & _LOUDER) - _NOTED_DB * bool(said & _QUIETER)


def _asks_for_silence(text: str, note: str) -> bool:
    """Silence is meant when nothing else is named, or when it is what the note wants."""
    if set(tokens(note)) & _SILENT or {"sound", "sounds"} & refused_by(note):
        return True
    said = set(tokens(text))
    return bool(said & _SILENT) and not any(list(_layers(_known(text))))


def _rendered(voice: Voice, chance: Chance, count: int) -> Stereo:
    """A layer at its level: as loud where it sounds, however much of the time it is silent."""
    sound = voice.layer(chance, count)
    if voice.is_far:
        sound = far_away(sound, chance)
    level = voice.level - (_FAR_DB if voice.is_far else 0.0)
    return sound * np.float32(10 ** (level / 20) / (_where_it_sounds(sound) + 1e-9))


def _where_it_sounds(samples: Stereo) -> float:
    """The RMS of the moments, of a twentieth of a second, in which something is heard."""
    step = SAMPLE_RATE // 20
    pieces = samples[: len(samples) // step * step].reshape(-1, step * 2)
    power = np.mean(np.square(pieces), axis=1)
    sounding = power[power > power.max(initial=0.0) * 0.05]
    return float(np.sqrt(np.mean(sounding))) if len(sounding) else 0.0


def _chance(text: str) -> Chance:
    return np.random.default_rng(list(hashlib.sha256(text.encode("utf-8", "replace")).digest()))


def _finished(samples: Stereo, loudness: float) -> Stereo:
    """At its loudness, its peaks held, faded at both ends."""
    # A few calls in a silence are not to be as loud on the whole as rain is.
    loud = max(rms(samples), _where_it_sounds(samples) * 10 ** (-_CALLS_DB / 20))
    levelled = samples * np.float32(10 ** (loudness / 20) / (loud + 1e-12))
    levelled = _held(levelled)
    count = min(round(FADE_SECONDS * SAMPLE_RATE), len(samples) // 2)
    ramp = (0.5 - 0.5 * np.cos(np.linspace(0, np.pi, count, dtype=np.float32)))[:, None]
    levelled[:count] *= ramp
    levelled[len(levelled) - count :] *= ramp[::-1]
    return levelled


def _held(samples: Stereo) -> Stereo:
    """Bent softly above half of the allowed peak: a crack of thunder stays loud, not broken."""
    knee = np.float32(PEAK / 2)
    over = np.maximum(np.abs(samples) - knee, 0)
    bent = knee + knee * np.tanh(over / knee)
    held: Stereo = np.where(over > 0, np.sign(samples) * bent, samples).astype(np.float32)
    return held
