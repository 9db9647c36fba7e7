"""What a person's note asks of a storyboard: “fewer places, more night, without the raven”."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scripts.providers.local.languages import guessed, language
from scripts.providers.local.words import COLOURS, listed, refused_by, singular, tokens

_SPOKEN = listed("narration narrator narrative voice voiceover speech")
_TONES = listed(
    "darker brighter warmer colder lighter dimmer gloomier moodier softer dark bright warm cold "
    "soft colourful dreamy"
)


@dataclass(frozen=True)
class Wishes:
    """A note, read."""

    refused: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    fewer_places: bool = False
    silent: bool = False  # no narration at all
    share: float = 1.0  # of what may be said
    tempo: int = 0  # of the camera: -1 slower, 1 faster
    more: frozenset[str] = frozenset()  # what is wanted more often: night, rain

    def wants(self, *words: str) -> bool:
        """Whether what is called so may be in the film."""
        return not {form for word in words for form in (word, singular(word))} & self.refused


def read_wishes(note: str) -> Wishes:
    """Read a note, in any of the languages of `tokens`."""
    said = tokens(note)
    refused = refused_by(note) - language(guessed(note) or "en").small - language("en").small
    heard = set(said)
    places = _after(said, ("fewer", "less", "one"), 2) & {
        "places",
        "place",
        "location",
        "locations",
    }
    share = 0.6 if heard & {"shorter", "less"} and not places else 1.0
    calmer = heard & {"slower", "calmer", "slowly"}
    return Wishes(
        refused=refused,
        only=_after(said, ("only",), 3),
        fewer_places=bool(places),
        silent=bool(refused & _SPOKEN),
        share=0.75 if calmer and share == 1.0 else share,
        tempo=-1 if calmer else int(bool(heard & {"faster", "quicker", "livelier"})),
        more=_after(said, ("more",), 2),
    )


def _after(said: list[str], starts: tuple[str, ...], reach: int) -> frozenset[str]:
    """The words, also in their singular, that follow one of these."""
    return frozenset(
        form
        for position, word in enumerate(said)
        if word in starts
        for follower in said[position + 1 : position + 1 + reach]
        for form in (follower, singular(follower))
    )


def tone(note: str) -> str:
    """The parts of a note that say how all pictures should look: `darker`, `more blue`."""
    parts = re.split(r"[,;.]\s*", note)
    toned = [part for part in parts if _TONES & set(tokens(part)) or COLOURS.keys() & tokens(part)]
    return ", ".join(part.strip() for part in toned if not refused_by(part))
