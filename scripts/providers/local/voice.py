"""A scratch voice: espeak-ng from its wheel, driven through its C interface.

A robot, for drafts: it costs nothing and tells how long a line takes to say.
"""

from __future__ import annotations

import ctypes
import hashlib
import math
import os
import tempfile
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.media import SAMPLE_RATE
from scripts.program import Exit, Failure, refused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mono = NDArray[np.float32]

DEFAULT_PACE = 150
SLOWEST, FASTEST = 80, 450  # words per minute espeak-ng can speak
MAX_CHARACTERS = 5000
RMS_DB = -20.0
PEAK = 10 ** (-1.5 / 20)

# Values of espeak-ng's speak_lib.h.
_SYNCHRONOUS = 2
_RATE = 1
_PITCH = 3
_USUAL_PITCH = 50  # of 0 to 100; around it one step is about one percent
_CHARS_UTF8 = 1
_OK = 0

_SYNTH_CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)
_ALIASES = {"en": "en-us", "zh": "cmn", "no": "nb"}  # what people say: what espeak-ng calls it
_VARIANTS = ("f1", "f2", "f3", "f4", "m1", "m2", "m3", "m4", "m5", "m7")
_JOINERS = "\u200d\ufe0f\u20e3"  # what is left of an emoji made of several
_FIRST_PICTOGRAPH = 0x2190  # symbols before it, such as the degree sign, are read aloud


def speak(
    text: str,
    *,
    language: str = "en",
    voice: str = "",
    pace: float = DEFAULT_PACE,
    pitch: float = 1.0,
) -> Mono:
    """Speak a text.

    Args:
        text: What is said; emoji and control characters are left out.
        language: A code such as `de` or `pt-BR`.
        voice: A variant of espeak-ng such as `f3`. Any other name, such as a paid provider's,
            picks a variant, so that two voices sound different in a draft too.
        pace: Words per minute, held within what espeak-ng can do.
        pitch: A factor of the voice's own height, about.

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
    pcm, rate = _synthesize(said, name, round(min(max(pace, SLOWEST), FASTEST)), pitch)
    raw = np.frombuffer(pcm, "<i2").astype(np.float32) / 32768.0
    return _levelled(_trimmed(_resampled(raw, rate)))


def silence(seconds: float) -> Mono:
    """Nothing to be heard."""
    import numpy as np

    return np.zeros(round(seconds * SAMPLE_RATE), np.float32)


def speakable(text: str) -> str:
    """The text without what a voice should not read out; empty when nothing is left to say."""
    kept = "".join(" " if _is_sign(character) else character for character in text)
    said = " ".join(word for word in kept.split() if word.strip(_JOINERS))
    return said if any(character.isalnum() for character in said) else ""


def languages() -> list[str]:
    """The codes of the languages there are."""
    return sorted({path.name.lower() for path in (_data() / "lang").rglob("*") if path.is_file()})


def _is_sign(character: str) -> bool:
    category = unicodedata.category(character)
    if category in ("So", "Sk"):
        return ord(character) >= _FIRST_PICTOGRAPH
    return category in ("Cc", "Cs", "Co", "Cn")


def _voice_name(language: str, voice: str) -> str:
    wanted = language.strip().replace("_", "-").lower()
    there = languages()
    for code in (wanted, wanted.split("-")[0]):
        name = _ALIASES.get(code, code)
        if name in there:
            return f"{name}+{_variant(voice)}" if voice else name
    raise refused(f"there is no voice for the language “{language}”; there are {', '.join(there)}")


def _variant(voice: str) -> str:
    if (_data() / "voices" / "!v" / Path(voice).name).is_file():
        return Path(voice).name
    return _VARIANTS[hashlib.sha256(voice.encode()).digest()[0] % len(_VARIANTS)]


def _data() -> Path:
    import espeakng_loader

    return Path(espeakng_loader.get_data_path())


def _synthesize(text: str, name: str, pace: int, pitch: float) -> tuple[bytes, int]:
    """16-bit PCM and its rate."""
    pcm = bytearray()

    def keep(samples: ctypes._Pointer[ctypes.c_short], count: int, _events: int | None) -> int:
        if samples and count > 0:
            pcm.extend(ctypes.string_at(samples, count * 2))
        return 0

    callback = _SYNTH_CALLBACK(keep)
    # espeak-ng keeps its data's path in 160 bytes; a link makes every path short enough.
    with tempfile.TemporaryDirectory(prefix="voice") as folder:
        (Path(folder) / "espeak-ng-data").symlink_to(_data(), target_is_directory=True)
        library = _library()
        rate = library.espeak_Initialize(_SYNCHRONOUS, 0, os.fsencode(folder), 0)
        if rate <= 0 or library.espeak_SetVoiceByName(name.encode()) != _OK:
            raise Failure(Exit.FAILED, f"espeak-ng does not start with “{name}”", kind="voice")
        library.espeak_SetSynthCallback(callback)
        library.espeak_SetParameter(_RATE, pace, 0)
        library.espeak_SetParameter(_PITCH, round(_USUAL_PITCH + 100 * (pitch - 1)), 0)
        library.espeak_ng_SetRandSeed(1)  # else its breath depends on the time of day
        line = text.encode()
        status = library.espeak_Synth(line, len(line) + 1, 0, 0, 0, _CHARS_UTF8, None, None)
        library.espeak_Terminate()
    if status != _OK:
        raise Failure(Exit.FAILED, f"espeak-ng cannot speak this text ({status})", kind="voice")
    return bytes(pcm), rate


def _library() -> ctypes.CDLL:
    import espeakng_loader

    try:
        library = ctypes.CDLL(espeakng_loader.get_library_path())
    except OSError as error:
        text = f"espeak-ng cannot be loaded on this machine: {error}"
        raise Failure(Exit.FAILED, text, kind="voice") from error
    # size_t where ctypes would pass an int.
    library.espeak_Synth.argtypes = [
        *(ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int),
        *(ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p),
    ]
    return library


def _resampled(samples: Mono, rate: int) -> Mono:
    """To 48 kHz by way of the spectrum, which bends nothing below the old rate's half."""
    import numpy as np

    # A length of small factors, which a Fourier transform is quick for, and a whole number of
    # samples at both rates; silence around it, because the spectrum joins the end to the beginning.
    step = 64 * rate // math.gcd(rate, SAMPLE_RATE)
    padded = np.pad(samples, (rate // 20, rate // 20 + -(len(samples) + rate // 20 * 2) % step))
    count = len(padded) * SAMPLE_RATE // rate
    spectrum = np.fft.rfft(padded) * (count / len(padded))
    return np.fft.irfft(spectrum, count).astype(np.float32)


def _trimmed(samples: Mono, quiet: float = 0.004, margin: float = 0.03) -> Mono:
    """Without the silence at its ends, and with fades so short that they are not heard."""
    import numpy as np

    loud = np.flatnonzero(np.abs(samples) > quiet)
    if not len(loud):
        return samples[:0]
    room = round(margin * SAMPLE_RATE)
    kept = samples[max(0, loud[0] - room) : loud[-1] + room].copy()
    fade = np.linspace(0.0, 1.0, min(room // 2, len(kept)), dtype=np.float32)
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
