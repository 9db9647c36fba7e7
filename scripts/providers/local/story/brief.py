"""What a person asked for, and the language their film is told in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from scripts.providers.local.languages import FOREIGN, Language, guessed, language
from scripts.providers.local.story.reading import sentences
from scripts.providers.local.story.speaking import PACE_WPM


@dataclass(frozen=True)
class Own:
    """An asset of the channel's own library, that returns in every film."""

    name: str
    kind: str  # character, place or prop
    prompt: str


@dataclass(frozen=True)
class Brief:
    """What a person asked for."""

    title: str
    topic: str = ""
    direction: str = ""
    note: str = ""
    look: str = ""
    shots: int = 18
    seconds: float = 5.0
    language: str = "en"
    round: int = 0  # another try at the same words: 0 is the first
    pace: float = PACE_WPM  # of the voice, in words a minute
    library: tuple[Own, ...] = ()

    @cached_property
    def story(self) -> str:
        """What is told; the title tells nothing, but is better than silence."""
        told = self.direction if sentences(self.direction) else self.topic
        return told if sentences(told) else self.title

    @cached_property
    def code(self) -> str:
        """The language of the film's own words; empty where it is none of ours."""
        asked = self.language.lower().split("-")[0]
        known = asked if asked in ("en", *FOREIGN) else ""
        return guessed(self.story) or known

    @cached_property
    def tongue(self) -> Language:
        """What is known of that language; of English, where it is none of ours."""
        return language(self.code or "en")
