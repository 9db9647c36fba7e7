"""espeak-ng from its wheel, driven through its C interface: words in, samples out."""

from __future__ import annotations

import ctypes
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.program import Exit, Failure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mono = NDArray[np.float32]

SLOWEST, FASTEST = 80, 450  # words per minute espeak-ng can speak

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

Say = Callable[[str, float], "Mono"]


def data_folder() -> Path:
    """Where the languages and voices of the wheel are."""
    import espeakng_loader

    return Path(espeakng_loader.get_data_path())


@contextmanager
def speaker(voice: str, pitch: float) -> Iterator[tuple[Say, int]]:
    """Start espeak-ng with a voice.

    Args:
        voice: As espeak-ng names it, such as `de` or `en-us+f3`.
        pitch: A factor of the voice's own height, about.

    Yields:
        A function that speaks a text at so many words per minute, and the rate of its samples.
        What it says is the same in every process that says the same before.

    Raises:
        Failure: It cannot be loaded, or does not start with this voice.
    """
    # espeak-ng keeps its data's path in 160 bytes; a link makes every path short enough.
    with tempfile.TemporaryDirectory(prefix="voice") as folder:
        (Path(folder) / "espeak-ng-data").symlink_to(data_folder(), target_is_directory=True)
        library = _library()
        rate = library.espeak_Initialize(_SYNCHRONOUS, 0, os.fsencode(folder), 0)
        if rate <= 0 or library.espeak_SetVoiceByName(voice.encode()) != _OK:
            raise Failure(Exit.FAILED, f"espeak-ng does not start with “{voice}”", kind="voice")
        library.espeak_SetParameter(_PITCH, round(_USUAL_PITCH + 100 * (pitch - 1)), 0)

        def say(text: str, pace: float) -> Mono:
            return _said(library, text, pace)

        try:
            yield say, rate
        finally:
            library.espeak_Terminate()


def _said(library: ctypes.CDLL, text: str, pace: float) -> Mono:
    import numpy as np

    pcm = bytearray()

    def keep(samples: ctypes._Pointer[ctypes.c_short], count: int, _events: int | None) -> int:
        if samples and count > 0:
            pcm.extend(ctypes.string_at(samples, count * 2))
        return 0

    callback = _SYNTH_CALLBACK(keep)
    library.espeak_SetSynthCallback(callback)
    library.espeak_SetParameter(_RATE, round(min(max(pace, SLOWEST), FASTEST)), 0)
    library.espeak_ng_SetRandSeed(1)  # else its breath depends on the time of day
    line = text.encode()
    status = library.espeak_Synth(line, len(line) + 1, 0, 0, 0, _CHARS_UTF8, None, None)
    if status != _OK:
        raise Failure(Exit.FAILED, f"espeak-ng cannot speak this text ({status})", kind="voice")
    return np.frombuffer(bytes(pcm), "<i2").astype(np.float32) / 32768.0


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
