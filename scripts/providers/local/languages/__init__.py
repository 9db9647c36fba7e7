"""The languages the local provider reads: what their words are called in English.

One module per language holds its words. Forms that a rule makes (plurals, endings of adjectives)
are made here, so that the tables stay short enough to be read and mended by a person.

Words that mean one thing in one language and another thing elsewhere (`boot`, `sin`, `mare`) are
taken for what they mean in the language the text is in; all others are known everywhere, so that a
German noun is understood in the middle of an English prompt.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from scripts.providers.local.languages.forms import adjective_forms, noun_forms, plain, spellings
from scripts.providers.local.languages.homographs import ALSO_ENGLISH

_MODULES = {  # by code; English first
    "en": "english",
    "de": "german",
    "es": "spanish",
    "fr": "french",
    "pt": "portuguese",
    "it": "italian",
}
FOREIGN = tuple(code for code in _MODULES if code != "en")
# Vowel signs and accents that stand on their own are part of a word: Hindi, Tamil, Arabic, Hebrew.
_SIGNS = r"\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
_LETTER = rf"(?:[^\W_]|[{_SIGNS}])"
_WORD = re.compile(rf"{_LETTER}+(?:['’-]{_LETTER}+)*")
# What stands before an apostrophe: l'océan, dell'isola, qu'il, d'or.
_ELIDED = re.compile(
    r"^(?:[ldcnsjmt]|qu|jusqu|lorsqu|puisqu|un|quest|[dnc]?ell|quell|[dsn]?all|sull)['’](?=\w)",
    re.IGNORECASE,
)
_READ = 3000  # characters of a text that are enough to know its language
# Elemente, Karaffe, Hamburg, Heidelberg, Montage
_NO_TAILS = frozenset(["ente", "affe", "esel", "burg", "berg", "tag", "tor"])
_TAIL = 4  # letters of the shortest noun a German compound may end in


@dataclass(frozen=True)
class Noun:
    """A noun of a language: what it is in English, as its dictionary has it, and its gender."""

    english: str
    word: str
    gender: str  # m, f or n


@dataclass(frozen=True)
class Language:
    """What is known of one language; all words in lower case."""

    code: str
    nouns: Mapping[str, Noun]
    others: Mapping[str, str]
    double: Mapping[str, str]  # adjectives with a form that means something else alone
    articles: frozenset[str]
    where: frozenset[str]  # prepositions of place
    small: frozenset[str]  # articles, prepositions and whatever else names nothing
    joining: frozenset[str]  # a voice may pause before these
    linking: frozenset[str]  # of these, what a whole clause may follow: and, but, then
    subjects: frozenset[str]  # pronouns a clause begins with
    unseen: frozenset[str]  # nouns nobody can draw
    adjectives: frozenset[str]

    def noun(self, word: str) -> Noun | None:
        """The noun a word is a form of; a German compound is what its last part is."""
        lowered = word.lower()
        found = self.nouns.get(lowered)
        if found is None and lowered not in self.small:
            found = self.nouns.get(plain(lowered))
        if found is None and self.code == "de" and word[:1].isupper():
            return self._compound(lowered)
        return found

    def english(self, word: str) -> str | None:
        """What a word is in English; None where it is not known."""
        lowered = word.lower()
        other = self.others.get(lowered) or self.others.get(plain(lowered))
        if other is not None and not (word[:1].isupper() and lowered in self.nouns):
            return other
        noun = self.noun(word)
        return noun.english if noun else None

    def word(self, english: str) -> Noun | None:
        """The first noun of the tables that means an English word."""
        return next((noun for noun in self.nouns.values() if noun.english == english), None)

    def knows(self, word: str) -> bool:
        """Whether a word in lower case stands in the tables."""
        return word in self.nouns or word in self.others

    def _compound(self, word: str) -> Noun | None:
        """The last part decides: `Waldwege` are `Wege`."""
        for start in range(3, len(word) - _TAIL + 1):
            tail = self.nouns.get(word[start:])
            if tail is not None and tail.word not in _NO_TAILS:
                return Noun(tail.english, f"{word[:start]}{tail.word}", tail.gender)
        return None


@cache
def language(code: str) -> Language:
    """A language by its code (`de`, `de-AT`); English where it is not one of ours."""
    known = code.lower().split("-")[0]
    return _read(known if known in _MODULES else "en")


@cache
def _read(code: str) -> Language:
    module = importlib.import_module(f"{__name__}.{_MODULES[code]}")
    nouns: dict[str, Noun] = {}
    for gender, table in module.NOUNS.items():
        for english, word, *more in _entries(table):
            noun = Noun(english, word, gender)
            for form in spellings(code, [word, *more, *noun_forms(code, word, more)]):
                nouns.setdefault(form, noun)
    others: dict[str, str] = {}
    double: dict[str, str] = {}
    adjectives: set[str] = set()
    for english, *given in _entries(module.WORDS):
        others |= dict.fromkeys(spellings(code, given), english)
    for english, stem, *more in _entries(module.ADJECTIVES):
        for form in spellings(code, [stem, *more, *adjective_forms(code, stem)]):
            adjectives.add(form)
            if others.setdefault(form, english) != english:
                double[form] = english
    articles, where, subjects = map(listed, (module.ARTICLES, module.WHERE, module.SUBJECTS))
    return Language(
        code=code,
        nouns=nouns,
        others=others,
        double=double,
        articles=articles,
        where=where,
        small=articles | where | subjects | listed(module.SMALL),
        joining=listed(module.JOINING),
        linking=listed(module.LINKING),
        subjects=subjects,
        unseen=listed(module.UNSEEN),
        adjectives=frozenset(adjectives),
    )


def listed(words: str) -> frozenset[str]:
    """A table of words, written as a text."""
    return frozenset(words.split())


def _entries(table: str) -> Iterator[Sequence[str]]:
    """The entries of a table, which are parted by commas."""
    return (entry.split() for entry in table.split(",") if entry.strip())


@cache
def _everywhere() -> tuple[Mapping[str, str], frozenset[str]]:
    """Words with one meaning in whatever text they stand, and the English ones of the tables."""
    others = [_read(code) for code in FOREIGN]
    meanings: dict[str, set[str]] = {}
    for tongue in others:
        for form, noun in tongue.nouns.items():
            meanings.setdefault(form, set()).add(noun.english)
        for form, meant in tongue.others.items():
            meanings.setdefault(form, set()).add(meant)
        for form in tongue.small:
            meanings.setdefault(form, set()).add("")
    english = {word for meant in meanings.values() for word in meant} | _read("en").small
    doubtful = english | ALSO_ENGLISH
    return (
        {
            form: next(iter(meant))
            for form, meant in meanings.items()
            if len(meant) == 1 and "" not in meant and form not in doubtful
        },
        frozenset(english),
    )


def is_common(word: str) -> bool:
    """Whether a word in lower case is an English one of the tables: `small`, never a name."""
    return word in _everywhere()[1]


@lru_cache(maxsize=2048)
def in_english(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, those of the tables in English, in order."""
    words = words_of(text)
    known, english = _everywhere()
    said = [known.get(word.lower()) or known.get(plain(word.lower())) for word in words]
    for n, adjective in _before_nouns(text):
        said[n] = adjective
    unsure = [n for n, word in enumerate(words) if said[n] is None and not word.isdigit()]
    spoken = guessed(text) if unsure else ""
    if spoken not in ("", "en"):
        tongue = _read(spoken)
        for n in unsure:
            said[n] = tongue.english(words[n])
    elif not spoken or spoken == "en":
        said = [None if word.lower() in english else said[n] for n, word in enumerate(words)]
    return tuple(meant or word.lower() for meant, word in zip(said, words, strict=True))


def _before_nouns(text: str) -> Iterator[tuple[int, str]]:
    """German adjectives that look like comparatives: `dunkler` in `ein dunkler Wald`.

    Alone, as people write them in notes, they are what they look like: darker.
    """
    found = list(_WORD.finditer(text))
    double = _read("de").double
    for n, (match, following) in enumerate(pairwise(found)):
        adjective = double.get(match.group().lower())
        if adjective and text[match.end() : following.start()].isspace():
            yield n, adjective


def words_of(text: str) -> list[str]:
    """The words of a text; what is elided before a word (`l'`, `dell'`) is no part of it."""
    return [_ELIDED.sub("", word) for word in _WORD.findall(text)]


@lru_cache(maxsize=2048)
def guessed(text: str) -> str:
    """The code of the language a text is in, by its words; empty where none of ours is heard."""
    words = [word.lower() for word in words_of(text[:_READ])]
    _, english = _everywhere()
    heard = {"en": sum(word in english for word in words)}
    for code in FOREIGN:
        tongue = _read(code)
        heard[code] = sum(word in tongue.small or tongue.knows(word) for word in words)
    # English comes first and so wins where two are heard equally often.
    best = max(heard, key=lambda code: heard[code])
    return best if heard[best] else ""
