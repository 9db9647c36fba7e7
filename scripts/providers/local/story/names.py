"""Proper names in a story: words with capital letters that are nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, takewhile

from scripts.providers.local.languages import Language, is_common, words_of
from scripts.providers.local.story.named import MAX_NAME, Named, kind_of

# What is called so is a place, and what it is in English: Mount Vesuvius, Lago Maggiore.
_LANDS = {
    word: land
    for land, words in {
        "mountain": "mount mont monte",
        "lake": "lake lago lac",
        "island": "island isla cape",
        "river": "river rio río nile nil nilo danube donau rhine rhein thames themse seine amazon",
        "ocean": "pacific pazifik pacífico pacifique pacifico atlantic atlantik atlántico atlantique "
        "atlantico atlântico",
        "city": "paris parigi parís london londres londra berlin vienna wien warsaw warschau madrid "
        "lisbon lisboa tokyo york moscow prague prag hamburg münchen",
        "planet": "jupiter júpiter giove saturn saturne saturno neptune neptun neptuno uranus pluto",
    }.items()
    for word in words.split()
}
_TOWARDS = frozenset(("nach",))  # before a name always a place; “to Mira” may be a person


def proper_names(sentence: str, text: str, tongue: Language) -> Iterator[Named]:
    """Capitalised words inside a sentence, or at its start when they are so elsewhere too."""
    words = words_of(sentence)
    position = 0
    while position < len(words):
        name = list(
            takewhile(
                lambda word: _may_be_name(word, tongue), islice(words, position, position + 3)
            )
        )
        start, position = position, position + max(1, len(name))
        if name and _is_name(name, start, words, text, tongue):
            yield _called(name, start, words, tongue)


def _called(name: list[str], start: int, words: list[str], tongue: Language) -> Named:
    """A person or a place, by its name and the word before it."""
    called = re.sub(r"['’]s$", "", " ".join(name))[:MAX_NAME].strip()
    land = next((_LANDS[word.lower()] for word in name if word.lower() in _LANDS), "")
    where = _stands_in(words, start, tongue)
    kind = "place" if land or where or _is_of_place(words, start, tongue) else "character"
    return Named(called, kind, called, role=land)


def _stands_in(words: list[str], start: int, tongue: Language) -> bool:
    """Whether a word of place stands before a name, with at most two words between: `in the old`."""
    before = [word.lower() for word in words[max(0, start - 3) : start]][::-1]
    places = (tongue.where | _TOWARDS) - {"to", "by", "from", "with"}
    between = list(takewhile(lambda word: word not in places, before))
    if len(between) == len(before):
        return False
    return not between or between[-1] in tongue.articles


def _is_of_place(words: list[str], start: int, tongue: Language) -> bool:
    """`Crete` of `the island of Crete`: what a place is called."""
    if start < 2 or words[start - 1].lower() not in ("of", "de", "di", "von", "d", "da", "do"):
        return False
    noun = tongue.noun(words[start - 2])
    return kind_of(noun.english if noun else words[start - 2].lower()) == "place"


def _is_name(name: list[str], start: int, words: list[str], text: str, tongue: Language) -> bool:
    """Whether words with capital letters are a name, not only the start of a sentence."""
    if tongue.code == "de" and _follows_article(words, start, tongue):
        return False  # a common noun, as German writes them
    following = words[start + len(name)] if start + len(name) < len(words) else ""
    if start and words[start - 1].lower() in tongue.articles and kind_of(following):
        return False  # “a Roman street”
    if start and tongue.code == "de":
        before = words[start - 1].lower()
        return (
            before in tongue.where | _TOWARDS or name[-1][-1] in "aioy" or text.count(name[0]) > 1
        )
    if start or len(name) > 1 or _is_inside(name[0], text):
        return True
    if _stands(name[0].lower(), text) or (tongue.code == "en" and is_common(name[0].lower())):
        return False  # an everyday word that begins a sentence
    presented = following in tongue.articles and _stands(f"{name[0]},", text)
    return presented or _acts(following, tongue)


def _may_be_name(name: str, tongue: Language) -> bool:
    name = re.sub(r"['’]s$", "", name)
    lowered = name.lower()
    if len(name) < 2 or not name[0].isupper() or name.isupper():
        return False
    if lowered in tongue.small | tongue.unseen or tongue.knows(lowered) or tongue.noun(name):
        return False
    return kind_of(lowered) is None


def _follows_article(words: list[str], position: int, tongue: Language) -> bool:
    before = [word.lower() for word in words[max(0, position - 3) : position]]
    while before and before[-1] not in tongue.small:
        before.pop()
    return bool(before) and before[-1] in tongue.articles


@lru_cache(maxsize=256)
def _stands(word: str, text: str) -> bool:
    """Whether a text has exactly this word."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


@lru_cache(maxsize=256)
def _is_inside(name: str, text: str) -> bool:
    """Whether a name stands inside a sentence too, where only names have capital letters."""
    return re.search(rf"[^\W_][,:]?\s+{re.escape(name)}\b", text) is not None


def _acts(following: str, tongue: Language) -> bool:
    """Whether the next word may be a verb: `Mira walks`."""
    if tongue.code == "en":
        return re.search(r"(s|ed)$", following) is not None
    return following.islower() and following not in tongue.small and len(following) > 1
