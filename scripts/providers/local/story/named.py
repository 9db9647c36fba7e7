"""What a story names, and the tables that know it."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.providers.local.words import (
    CREATURES,
    DRAWABLE,
    PLACES,
    PROPS,
    VEHICLES,
    first_known,
    listed,
    singular,
    tokens,
)

_SCENERY = listed("boat ship train star stars tree")  # they stand in places, and are none
_PLACE_NOUNS = (PLACES | listed("clearing waterfall ridge")) - _SCENERY
MAX_NAME = 40  # characters


@dataclass(frozen=True)
class Named:
    """Something a story names, in the words it uses."""

    name: str  # as it is called: `fox`, `Mira`, `old harbour`
    kind: str  # character, place or prop
    phrase: str  # with its adjectives: `small red fox`
    noun: str = ""  # what it is in the tables, in English: `fox`, `harbour`
    gender: str = ""  # of the noun in its language: m, f, n, or empty where it is not known
    role: str = ""  # what a proper name is said to be: `keeper`
    prompt: str = ""  # the channel's own words for its picture; empty: made from the phrase

    def is_in(self, text: str) -> bool:
        """Whether a text speaks of it."""
        heard = {form for word in tokens(text) for form in (word, singular(word))}
        return self.key in heard or self.role in heard

    def place_in(self, words: list[str]) -> int:
        """Where among the words of a text it is first named; after all of them if nowhere."""
        keys = {self.key, self.role}
        return next(
            (n for n, word in enumerate(words) if {word, singular(word)} & keys), len(words)
        )

    @property
    def key(self) -> str:
        """The word by which it is known again."""
        return self.noun or singular(self.name.split()[-1].lower())

    @property
    def is_proper(self) -> bool:
        """Whether it is a name of its own, which takes no article: `Mira`."""
        return not self.noun and self.name[:1].isupper()


def is_drawable(thing: Named) -> bool:
    """Whether the local pictures have a drawing of it; what has none is seen as a name."""
    return (
        thing.noun in DRAWABLE
        or thing.role in DRAWABLE
        or bool(first_known(thing.prompt, DRAWABLE))
    )


_KINDS = (
    (CREATURES, "character"),
    (_PLACE_NOUNS, "place"),
    (PROPS | VEHICLES, "prop"),
)


def kind_of(word: str) -> str | None:
    """Whether an English word names a character, a place or a prop of the tables."""
    for table, kind in _KINDS:
        if word in table or singular(word) in table:
            return kind
    return None
