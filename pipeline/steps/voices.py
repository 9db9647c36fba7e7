"""Who speaks in a shot: a voice of the library where one is named, else the channel's own."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.steps.film import Film
from pipeline.storyboard import Shot


@dataclass(frozen=True)
class Speaker:
    """A voice with nothing left open.

    Attributes:
        name: The provider's.
        pace_wpm: Words per minute.
    """

    name: str
    pace_wpm: int
    language: str


def speaker(film: Film, shot: Shot | None = None) -> Speaker:
    """The voice of a shot; without one, the film's own."""
    own = film.config.voice
    named = (shot.voice if shot else None) or own.name
    voice = film.plan.library.voice(named)
    if voice is None:
        return Speaker(own.name, own.pace_wpm, film.config.language)
    return Speaker(
        voice.name, voice.pace_wpm or own.pace_wpm, voice.language or film.config.language
    )
