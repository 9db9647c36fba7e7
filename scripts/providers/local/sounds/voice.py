"""A scratch voice, for drafts: it costs nothing and tells how long a line takes to say.

Lines are read phrase by phrase, with the silences a reader makes, at the pace asked for.
"""

from __future__ import annotations

import hashlib
import math
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.media import SAMPLE_RATE
from scripts.program import refused
from scripts.providers.local.sounds.espeak import Say, data_folder, speaker
from scripts.providers.local.sounds.phrases import Phrase, phrases, speakable, word_count

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mono = NDArray[np.float32]

DEFAULT_PACE = 150
MAX_CHARACTERS = 5000
RMS_DB = -20.0
PEAK = 10 ** (-1.5 / 20)

_ALIASES = {"en": "en-us", "zh": "cmn", "no": "nb"}  # what people say: what espeak-ng calls it
_VARIANTS = ("f1", "f2", "f3", "f4", "m1", "m2", "m3", "m4", "m5", "m7")
# espeak-ng's words per minute count its own idea of a word. These are what one hears, measured
# between the silences of some narration, over what it was asked for.
_HEARD = {"en": 1.11, "de": 1.07, "es": 0.99, "fr": 1.37, "pt": 0.96, "it": 0.99}
_MOST_FITTED = 0.15  # share by which a line is hurried or held to meet its pace


def speak(
    text: str,
    *,
    language: str = "en",
    voice: str = "",
    pace: float = DEFAULT_PACE,
    pitch: float = 1.0,
    pauses: float = 1.0,
) -> Mono:
    """Speak a text; emoji and control characters are left out.

    Args:
        text: What is said.
        language: A code such as `de` or `pt-BR`.
        voice: A variant of espeak-ng such as `f3`. Any other name, such as a paid provider's,
            picks a variant, so that two voices sound different in a draft too.
        pace: Words per minute that are heard, the silences between phrases counted.
        pitch: A factor of the voice's own height, about.
        pauses: A factor of those silences.

    Returns:
        48 kHz mono float32 without silence at its ends; empty when nothing can be spoken.
        The same in every process; espeak-ng carries a little over to a process's next line.

    Raises:
        Failure: Refused, when espeak-ng does not know the language or the text is too long.
    """
    import numpy as np

    if len(text) > MAX_CHARACTERS:
        raise refused(
            f"the text has {len(text)} characters; at most {MAX_CHARACTERS} are spoken at a time"
        )
    name = _voice_name(language, voice)
    said = speakable(text)
    if not said:
        return np.zeros(0, np.float32)
    read = phrases(said, pace, pauses)
    with speaker(name, pitch) as (say, rate):
        spoken = _spoken(read, say, rate, pace, _HEARD.get(name[:2], 1.0))
    return _levelled(_faded(_warm(spoken, rate)))


def silence(seconds: float) -> Mono:
    """Nothing to be heard."""
    import numpy as np

    return np.zeros(round(seconds * SAMPLE_RATE), np.float32)


def languages() -> list[str]:
    """The codes of the languages there are."""
    folder = data_folder() / "lang"
    return sorted({path.name.lower() for path in folder.rglob("*") if path.is_file()})


def _voice_name(language: str, voice: str) -> str:
    wanted = language.strip().replace("_", "-").lower()
    there = languages()
    for code in (wanted, wanted.split("-")[0]):
        name = _ALIASES.get(code, code)
        if name in there:
            return f"{name}+{_variant(voice)}" if voice else name
    raise refused(f"there is no voice for the language “{language}”; there are {', '.join(there)}")


def _variant(voice: str) -> str:
    if (data_folder() / "voices" / "!v" / Path(voice).name).is_file():
        return Path(voice).name
    return _VARIANTS[hashlib.sha256(voice.encode("utf-8", "replace")).digest()[0] % len(_VARIANTS)]


def _spoken(read: list[Phrase], say: Say, rate: int, pace: float, heard: float) -> Mono:
    """All phrases with their silences, at espeak-ng's rate.

    Said twice where the first attempt misses the pace: how long a word takes is not known before.
    """
    words = sum(word_count(phrase.text) for phrase in read)
    resting = sum(phrase.pause for phrase in read)
    wanted = max(words * 60 / pace - resting, 0.1)
    said = [_trimmed(say(phrase.text, pace / heard), rate) for phrase in read]
    share = sum(len(piece) for piece in said) / rate / wanted
    fitted = min(max(share, 1 - _MOST_FITTED), 1 + _MOST_FITTED)
    if abs(fitted - 1) > 0.03:
        said = [_trimmed(say(phrase.text, pace / heard * fitted), rate) for phrase in read]
    return _joined(said, [phrase.pause for phrase in read], rate)


def _joined(said: list[Mono], pauses: list[float], rate: int) -> Mono:
    import numpy as np

    parts = [
        part
        for piece, pause in zip(said, pauses, strict=True)
        for part in (piece, np.zeros(round(pause * rate), np.float32))
    ]
    return np.concatenate(parts)


def _warm(samples: Mono, rate: int) -> Mono:
    """To 48 kHz, with more chest and less edge, in a small room.

    By way of the spectrum, which bends nothing below the old rate's half.
    """
    import numpy as np

    # A length of small factors, which a Fourier transform is quick for, and a whole number of
    # samples at both rates; silence around it, because the spectrum joins the end to the beginning.
    step = 64 * rate // math.gcd(rate, SAMPLE_RATE)
    samples = _in_a_room(samples, rate)
    padded = np.pad(samples, (rate // 20, rate // 20 + -(len(samples) + rate // 20 * 2) % step))
    count = len(padded) * SAMPLE_RATE // rate
    spectrum = np.fft.rfft(padded) * (count / len(padded))
    hertz = np.fft.rfftfreq(len(padded), 1 / rate)
    # The curve is smooth: a few hundred points of it say all.
    points = np.linspace(0, rate / 2, 400)
    spectrum *= np.interp(hertz, points, _tone(points))
    return np.fft.irfft(spectrum, count).astype(np.float32)


def _tone(hertz: NDArray[np.floating]) -> NDArray[np.floating]:
    """+3 dB around 200 Hz, where a chest sounds; -5 dB around 3 kHz, where a robot rasps."""
    import numpy as np

    octaves = np.log2(np.maximum(hertz, 20))
    chest = 3.0 * np.exp(-(((octaves - math.log2(200)) / 0.9) ** 2))
    edge = -5.0 * np.exp(-(((octaves - math.log2(3000)) / 0.7) ** 2))
    rumble = 1 / (1 + (60 / np.maximum(hertz, 1)) ** 4)
    toned: NDArray[np.floating] = 10 ** ((chest + edge) / 20) * rumble
    return toned


def _in_a_room(samples: Mono, rate: int) -> Mono:
    """With what the nearest walls give back: a few echoes, each later and quieter."""
    heard = samples.copy()
    for delay, strength in ((0.011, 0.15), (0.017, 0.11), (0.023, 0.08), (0.031, 0.05)):
        late = round(delay * rate)
        heard[late:] += strength * samples[: len(samples) - late]
    return heard


def _trimmed(samples: Mono, rate: int, quiet: float = 0.004, margin: float = 0.02) -> Mono:
    """Without the silence at its ends."""
    import numpy as np

    loud = np.flatnonzero(np.abs(samples) > quiet)
    if not len(loud):
        return samples[:0]
    room = round(margin * rate)
    return samples[max(0, loud[0] - room) : loud[-1] + room]


def _faded(samples: Mono, seconds: float = 0.015) -> Mono:
    """Cut to what is heard, with fades so short that they are not."""
    import numpy as np

    kept = _trimmed(samples, SAMPLE_RATE).copy()
    fade = np.linspace(0.0, 1.0, min(round(seconds * SAMPLE_RATE), len(kept)), dtype=np.float32)
    kept[: len(fade)] *= fade
    kept[len(kept) - len(fade) :] *= fade[::-1]
    return kept


def _levelled(samples: Mono) -> Mono:
    """At -20 dBFS while it speaks (about -18 LUFS), the peaks below -1 dBFS."""
    import numpy as np

    if not len(samples):
        return samples
    speaking = samples[np.abs(samples) > 0.01]
    rms = float(np.sqrt(np.mean(np.square(speaking)))) if len(speaking) else 1.0
    gain = min(10 ** (RMS_DB / 20) / rms, PEAK / float(np.max(np.abs(samples))))
    return (samples * np.float32(gain)).astype(np.float32)
