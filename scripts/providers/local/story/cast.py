"""Who and what is in a film: what its texts name, and the channel's own assets among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from scripts.providers.local.languages import language
from scripts.providers.local.story.brief import Brief, Own
from scripts.providers.local.story.named import Named, kind_of
from scripts.providers.local.story.reading import things_named
from scripts.providers.local.story.wishes import Wishes
from scripts.providers.local.words import COLOURS, again, seeded, singular, tokens

_LONG = 9  # shots; a longer film has more places and things
_UNSEEN = 2  # of what a short film names it may not show
# What is told of must be seen: there are as many as films of that length tell of.
_MOST = {"character": (8, 12), "place": (8, 12), "prop": (4, 6)}
_UNNAMED = (("meadow", "wide"), ("coast", "quiet"), ("forest", ""), ("valley", ""), ("street", ""))
_MAX_NAME = 60
_SHORT = 3  # letters of a word that has no capital in any title
_FORBIDDEN = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f]+')
# Words of a library's names by which nothing is known again: `old` of `Old Harbour`.
_COMMON = frozenset(COLOURS) | frozenset(
    ("old", "young", "small", "big", "the", "and", "dark", "lost", "little", "new", "great", "of")
)


@dataclass(frozen=True)
class Cast:
    """Who and what is in the film; never without a place."""

    characters: Sequence[Named]
    places: Sequence[Named]
    props: Sequence[Named]

    @property
    def figures(self) -> Sequence[Named]:
        """Whatever stands in a place: living ones first."""
        return (*self.characters, *self.props)


def cast_of(brief: Brief, wishes: Wishes) -> Cast:
    """What the note adds comes first, then the direction, then topic and title."""
    added = [thing for thing in things_named(brief.note) if kind_of(thing.noun)]
    named = [*added, *_told(brief)]
    named = _with_library(named, brief)
    wanted = [thing for thing in named if wishes.wants(thing.key, *tokens(thing.name), thing.noun)]
    by_kind = {kind: _of_kind(wanted, kind, brief.shots, wishes) for kind in _MOST}
    return _unmistakable(
        by_kind["character"] or _unnamed(brief, by_kind["place"] or by_kind["prop"]),
        by_kind["place"] or [_own(brief, "place") or _unnamed_place(brief)],
        by_kind["prop"],
    )


def _told(brief: Brief) -> list[Named]:
    """What the direction names; topic and title tell of what it leaves open."""
    named: list[Named] = []
    for text in (brief.direction, brief.topic, brief.title):
        known = {thing.kind for thing in named}
        found = things_named(text, brief.code)
        if text == brief.title and _is_title_case(text):
            found = [thing for thing in found if thing.noun]
        named += [thing for thing in found if thing.kind not in known]
    return named


def _is_title_case(title: str) -> bool:
    """Whether all of a title's longer words have capitals, as names have elsewhere."""
    words = [word for word in title.split() if len(word) > _SHORT]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _of_kind(named: Iterable[Named], kind: str, shots: int, wishes: Wishes) -> list[Named]:
    found: dict[str, Named] = {}
    for thing in named:
        if thing.kind == kind:
            found.setdefault(thing.key, thing)
    kept = list(found.values())
    only = [thing for thing in kept if wishes.only & {thing.key, *tokens(thing.name)}]
    if kind == "character" and only:
        kept = only
    most = min(_MOST[kind][shots > _LONG], shots + _UNSEEN)
    if kind == "place" and wishes.fewer_places:
        most = max(1, min(most, len(kept)) // 2)
    return kept[:most]


def _with_library(named: Sequence[Named], brief: Brief) -> list[Named]:
    """What the library has goes by the library's name and prompt, and comes as if named first."""
    heard = {
        form
        for text in (brief.note, brief.direction, brief.topic, brief.title)
        for word in tokens(text)
        for form in (word, singular(word))
    }
    used = [own for own in brief.library if _words_of(own) & heard]
    return [_replaced(thing, used) for thing in named] + [
        _named(own, heard)
        for own in used
        if not any(_words_of(own) & {thing.key, thing.name.lower()} for thing in named)
    ]


def _replaced(thing: Named, used: Iterable[Own]) -> Named:
    words = {thing.key, *tokens(thing.name)}
    own = next((own for own in used if _words_of(own) & words), None)
    if own is None:
        return thing
    return replace(thing, name=own.name, kind=own.kind, prompt=own.prompt)


def _named(own: Own, heard: Iterable[str] = ()) -> Named:
    said = _words_of(own) & set(heard)
    key = next((word for word in tokens(own.name) if word in said), "")
    noun = key or next(reversed(tokens(own.name)), own.name.lower())
    return Named(own.name, own.kind, own.name, noun, prompt=own.prompt)


def _words_of(own: Own) -> set[str]:
    """The words of its name by which a text may speak of it."""
    words = set(tokens(own.name))
    return (words - _COMMON or words) - {""}


def _own(brief: Brief, kind: str) -> Named | None:
    """The channel's own, where the text names none; another one in another round."""
    own = [own for own in brief.library if own.kind == kind]
    return _named(own[brief.round % len(own)]) if own else None


def _unnamed(brief: Brief, told: Sequence[Named]) -> list[Named]:
    """Who is in a story that names nobody: nobody, where it tells of places or things."""
    own = _own(brief, "character")
    if own is not None:
        return [own]
    return [] if told else [_wanderer(brief)]


def _wanderer(brief: Brief) -> Named:
    noun = language(brief.code or "en").word("wanderer")
    if noun is None:
        return Named("wanderer", "character", "lone wanderer", "wanderer")
    return Named(noun.word, "character", noun.word, "wanderer", noun.gender)


def _unnamed_place(brief: Brief) -> Named:
    """A place the story does not name, but that differs from film to film."""
    told = again(brief.direction, brief.round)
    english, adjective = seeded(brief.title, brief.topic, told).choice(_UNNAMED)
    noun = brief.tongue.word(english)
    if noun is None:
        phrase = f"{adjective} {english}".strip()
        return Named(phrase, "place", phrase, english)
    word = noun.word.capitalize() if brief.code == "de" else noun.word
    return Named(word, "place", word, english, noun.gender)


def _unmistakable(
    characters: Sequence[Named], places: Sequence[Named], props: Sequence[Named]
) -> Cast:
    """The cast under names that are readable, safe in a path and unlike each other."""
    taken: set[str] = set()

    def renamed(things: Sequence[Named]) -> list[Named]:
        return [replace(thing, name=unlike(thing.name, taken)) for thing in things]

    return Cast(renamed(characters), renamed(places), renamed(props))


def unlike(name: str, taken: set[str]) -> str:
    """A name of at most 60 characters without path characters, unlike those taken; takes it."""
    plain = " ".join(_FORBIDDEN.sub(" ", name).split())[:_MAX_NAME].strip(" .") or "thing"
    unique, number = plain, 2
    while unique.casefold() in taken:
        ending = f" {number}"
        unique, number = f"{plain[: _MAX_NAME - len(ending)]}{ending}", number + 1
    taken.add(unique.casefold())
    return unique
