"""Reading a story: its sentences, and who, where and what it names, in six languages.

No model of a language: tables of common nouns, articles, capital letters. What it does not
recognise it leaves alone, so that nothing stands in a storyboard that the story did not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from scripts.providers.local.languages import Language, guessed, language, words_of
from scripts.providers.local.story.named import MAX_NAME, Named, kind_of
from scripts.providers.local.story.names import proper_names
from scripts.providers.local.words import COLOURS, ONE_THING, listed, singular

# A full stop ends a sentence before a space, or between two words that were written together: not
# in `3.5 metres` or `../room`.
_SENTENCE_END = re.compile(
    r"(?<=[!?…。！？؟۔।])[\s\"”’)»]*"
    r"|(?<=\.)(?:[\"”’)»]*\s+|[\"”’)»]+$|(?<=[^\W\d_]{3}\.)(?=[A-ZÀ-Þ]))"
    r"|\s*[\n;]+\s*"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:\w|Mr|Mrs|Ms|Dr|Prof|St|Sr|Sra|Mme|Nr|etc|ca|bzw|z\.B)\.$"
)
_ENGLISH_ADJECTIVES = frozenset(COLOURS)
_MATERIALS = frozenset(("stone", "crystal"))  # of which other things are made: a stone oven
_PRONOUNS = frozenset(("he", "she", "it", "who", "that"))
_DOINGS = frozenset(("rings", "ring", "watches", "lands", "ships"))  # after a noun: what it does
_IN_THE_SKY = frozenset(("star", "ring"))  # many of them are in the sky, and no thing on the ground
# Only what one can be in is a place, where the word itself is not known: not `at the creatures`.
_WITHIN = listed(
    "in into inside within through across im ins en dans em no na nos nas nel nello nella nell nei "
    "nelle"
)
_QUANTITIES = frozenset(("whole", "entire", "same", "other", "own", "next", "only"))


def sentences(text: str) -> list[str]:
    """The sentences of a text, without those that have no letter."""
    told: list[str] = []
    for part in (" ".join(part.split()) for part in _SENTENCE_END.split(text)):
        if told and _ABBREVIATION.search(told[-1]):
            told[-1] = f"{told[-1]} {part}"  # Dr. Mira is one sentence
        elif any(c.isalnum() for c in part):
            told.append(part)
    return told


def things_named(text: str, code: str = "") -> list[Named]:
    """Characters, places and props in the order they come, each once.

    Args:
        text: In any language; known nouns are found in six.
        code: The language of the text, where it is known.
    """
    tongue = language(code or guessed(text) or "en")
    found: dict[str, Named] = {}
    for sentence in sentences(text):
        nouns = list(_nouns(sentence, tongue))
        called = {name.name: name for name in proper_names(sentence, text, tongue)}
        names = [_presented(name, sentence, tongue) for name in called.values()]
        roles = {name.role for name in names}
        for named in (*names, *(noun for noun in nouns if noun.key not in roles)):
            found.setdefault(named.key, named)
    return list(found.values())


def _presented(name: Named, sentence: str, tongue: Language) -> Named:
    """A name with what it is said to be: `Mira` of `Mira, the old keeper, waits`."""
    told = re.search(rf"{re.escape(name.name)},\s+([^,.;]+)", sentence)
    first = told.group(1).split()[0].lower() if told else ""
    if told is None or name.kind != "character" or first not in tongue.articles:
        return name
    role = next((n for n in _nouns(told.group(1), tongue) if n.kind == "character"), None)
    if role is None:
        return name
    return replace(name, phrase=f"{name.name}, {role.phrase}", role=role.key)


def _nouns(sentence: str, tongue: Language) -> Iterator[Named]:
    """Nouns the tables know, and nouns after an article."""
    words = words_of(sentence)
    lowered = [word.lower() for word in words]
    for position, word in enumerate(words):
        known = _known(word, lowered, position, tongue)
        if known is not None:
            yield known
        elif lowered[position] in tongue.articles:
            unknown = _unknown(words, lowered, position, tongue)
            if unknown is not None:
                yield unknown


def _known(spelt: str, lowered: list[str], position: int, tongue: Language) -> Named | None:
    """The thing a word names, with the adjectives around it."""
    word, gender = singular(lowered[position]), ""
    meant = word
    if tongue.code != "en":
        noun = tongue.noun(spelt)
        if noun is None or (tongue.code == "de" and spelt in tongue.adjectives):
            return None  # “junge Frau” names no “Junge”
        word, gender, meant = noun.word, noun.gender, noun.english
    following = lowered[position + 1] if position + 1 < len(lowered) else ""
    if (word, following) in ONE_THING:
        word, meant = f"{word} {following}", ONE_THING[word, following]
    kind = kind_of(meant)
    if singular(meant) in _IN_THE_SKY and (meant != singular(meant) or _is_many(spelt, word)):
        return None
    if kind is None or (meant == "path" and not _is_where(lowered, position, tongue)):
        return None
    if tongue.code == "en" and (_is_adjective(lowered, position) or _is_verb(lowered, position)):
        return None
    before = [
        each
        for each in lowered[_phrase_start(lowered, position, tongue) : position]
        if each not in _QUANTITIES
    ]
    after = _adjectives_after(lowered, position, tongue)
    if tongue.code not in ("en", "de") and _is_many(spelt, word):
        before, after = ([_of_one(each, tongue) for each in part] for part in (before, after))
    shown = word
    if tongue.code == "de":
        before, shown = [_nominative(each, gender) for each in before], word[:1].upper() + word[1:]
    phrase = " ".join([*before, shown, *after])
    name = phrase if kind == "place" and len(phrase) <= MAX_NAME else shown
    return Named(name, kind, phrase, singular(meant), gender)


def _is_many(spelt: str, word: str) -> bool:
    """Whether a noun stands in another form than its dictionary's, which mostly is its plural."""
    return spelt.lower() != word


def _is_where(words: list[str], position: int, tongue: Language) -> bool:
    """Whether a preposition of place stands before a noun: not so in `loses his way`."""
    return bool(set(words[max(0, position - 4) : position]) & tongue.where)


def _is_adjective(words: list[str], position: int) -> bool:
    """`lighthouse` in `lighthouse keeper`: the noun that follows is meant."""
    following = position + 1
    if words[position] in _MATERIALS and following < len(words):
        return words[following] not in language("en").small and words[following][-1] not in "sd"
    return (
        following < len(words)
        and kind_of(words[following]) is not None
        and not _is_verb(words, following)
    )


def _is_verb(words: list[str], position: int) -> bool:
    """`watches` in `the keeper watches`: what a character does, not a thing."""
    word = words[position]
    before = words[position - 1] if position else ""
    if word in _DOINGS and kind_of(before) is not None:
        return True
    return singular(word) != word and (kind_of(before) == "character" or before in _PRONOUNS)


def _phrase_start(words: list[str], position: int, tongue: Language) -> int:
    """Where the adjectives before a noun begin: after its article, at most three words back."""
    start = position
    while start > 0 and position - start < 3 and words[start - 1] in tongue.adjectives:
        start -= 1
    for begin in range(position - 1, max(-1, position - 5), -1):
        if words[begin] in tongue.articles:
            return begin + 1
        if words[begin] in tongue.small or tongue.noun(words[begin]):
            break
    return start


def _adjectives_after(words: list[str], position: int, tongue: Language) -> list[str]:
    """`rouge` in `le renard rouge`: adjectives that follow their noun."""
    if tongue.code in ("en", "de"):
        return []
    rest = words[position + 1 : position + 3]
    return list(takewhile(lambda word: word in tongue.adjectives, rest))


def _of_one(adjective: str, tongue: Language) -> str:
    """An adjective beside a noun of which there is one: `dunas douradas` are a `duna dourada`."""
    root = adjective[:-1]
    forms = (f"{root}a", f"{root}o", f"{root}e") if tongue.code == "it" else (root, adjective[:-2])
    return next((form for form in forms if form in tongue.adjectives), adjective)


def _nominative(adjective: str, gender: str) -> str:
    """A German adjective as it stands before its noun in a title: `alten` is `alter` Hafen."""
    stem = re.sub(r"(?<=..)(e|en|er|es|em)$", "", adjective)
    return adjective if stem == adjective else stem + {"m": "er", "f": "e", "n": "es"}[gender]


def _unknown(words: list[str], lowered: list[str], position: int, tongue: Language) -> Named | None:
    """A noun the tables do not have: after an article, as a place or as who acts first."""
    where = position > 0 and lowered[position - 1] in _WITHIN
    where = where or lowered[position] in _WITHIN
    # Elsewhere in a sentence an unknown noun is more often a thought than a thing.
    if not where and position > 0:
        return None
    ahead = words[position + 1 : position + 5]
    phrase = _english_phrase(ahead, tongue) if tongue.code == "en" else _phrase(ahead, tongue)
    if not phrase or len(phrase[-1]) < 3 or phrase[-1].isdigit():
        return None
    after = words[position + 1 + len(phrase) :][:1]
    if tongue.code == "en" and after and after[0].istitle():
        return None  # adjectives of a name: “in the old Hogwarts”
    named = phrase[-1] if tongue.code in ("en", "de") else phrase[0]
    kind = "place" if where else "character"
    return Named(named[:MAX_NAME], kind, " ".join(phrase), named.lower()[:MAX_NAME])


def _phrase(ahead: list[str], tongue: Language) -> list[str]:
    """The noun after an article; in German the first word with a capital letter."""
    for word in ahead[: 3 if tongue.code == "de" else 1]:
        lowered = word.lower()
        if lowered in tongue.small | tongue.unseen or tongue.knows(lowered) or tongue.noun(word):
            return []
        if tongue.code != "de" or word[:1].isupper():
            return [word] if tongue.code == "de" or word.islower() else []
    return []


def _english_phrase(ahead: list[str], tongue: Language) -> list[str]:
    """Up to three words after an article that end in a noun; none if a known noun is among them."""
    words = list(takewhile(lambda word: word not in tongue.small, (w.lower() for w in ahead)))
    if any(kind_of(word) for word in words) or tongue.unseen & set(words[:3]):
        return []
    phrase: list[str] = []
    for word in words[:3]:
        if phrase and re.search(r"(ed|ing|[^s]s)$", word) and word not in _ENGLISH_ADJECTIVES:
            break
        phrase.append(word)
        if singular(word) != word:
            break  # after a plural comes its verb: “the bees dance”
    return [*phrase[:-1], singular(phrase[-1])] if phrase else []
