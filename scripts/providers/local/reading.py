"""Reading a story: its sentences, and who, where and what it names.

No model of a language: tables of common nouns, articles, capital letters. What it does not
recognise it leaves alone, so that nothing stands in a storyboard that the story did not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from scripts.providers.local.words import COLOURS, CREATURES, PLACES, PROPS, listed, singular

_ARTICLES = listed("a an the his her their its my our one every another this that")
_WHERE = listed(
    "in at on over through across into near by under from to above along inside toward towards "
    "beneath behind beside around between past outside within onto"
)
# Words that end a noun phrase, and that are never a name although they may start a sentence.
_SMALL = (
    _ARTICLES
    | _WHERE
    | listed(
        "and or but so then when while where who which as if because until before after once there "
        "here he she it they we i you is are was were be been has have had do does did not no yes "
        "of for with without off out up down back away him them us me what how why all some many "
        "few each both only just also very too again never always now today tonight one two three "
        "finally suddenly later soon meanwhile first next last maybe perhaps let follow show"
    )
)
# Nouns nobody can draw as a figure or a place.
_UNSEEN = listed(
    "storm rain wind snow light night day morning evening dusk dawn sun sky time end way world life "
    "story film beginning moment year hour heart dream silence sound voice song smell sense part "
    "kind lot thing something winter summer spring autumn distance middle rest help hope fear love "
    "air dark darkness shadow sunrise sunset midnight noon weather season journey adventure"
)
_SENTENCE_END = re.compile(r"(?<=[.!?…。！？؟۔।])[\s\"”’)]*|\s*[\n;]+\s*")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
MAX_NAME = 40  # characters


@dataclass(frozen=True)
class Named:
    """Something a story names, in the words it uses."""

    name: str  # as it is called: `fox`, `Mira`, `old harbour`
    kind: str  # character, place or prop
    phrase: str  # with its adjectives: `small red fox`

    def is_in(self, text: str) -> bool:
        """Whether a text speaks of it."""
        heard = {form for word in _WORD.findall(text.lower()) for form in (word, singular(word))}
        return self.name.split()[-1].lower() in heard


def sentences(text: str) -> list[str]:
    """The sentences of a text, without those that have no letter."""
    parts = (" ".join(part.split()) for part in _SENTENCE_END.split(text))
    return [part for part in parts if any(c.isalnum() for c in part)]


def things_named(text: str) -> list[Named]:
    """Characters, places and props in the order they come, each once."""
    found: dict[str, Named] = {}
    for sentence in sentences(text):
        for named in (*_nouns(sentence), *_proper_names(sentence, text)):
            found.setdefault(named.name.lower(), named)
    return list(found.values())


def _nouns(sentence: str) -> Iterator[Named]:
    """Nouns the tables know, and nouns after an article."""
    words = _WORD.findall(sentence)
    lowered = [word.lower() for word in words]
    for position, word in enumerate(lowered):
        known = _known_kind(word)
        if known is not None and not _is_adjective(lowered, position):
            start = _phrase_start(lowered, position)
            yield Named(singular(word), known, " ".join([*lowered[start:position], singular(word)]))
        elif word in _ARTICLES:
            phrase = _unknown_phrase(lowered[position + 1 :])
            where = position > 0 and lowered[position - 1] in _WHERE - {"to", "from", "by"}
            # Elsewhere in a sentence an unknown noun is more often a thought than a thing.
            if phrase and (where or position == 0):
                kind = "place" if where else "character"
                yield Named(phrase[-1][:MAX_NAME], kind, " ".join(phrase))


def _known_kind(word: str) -> str | None:
    for table, kind in ((CREATURES, "character"), (PLACES, "place"), (PROPS, "prop")):
        if word in table or singular(word) in table:
            return kind
    return None


def _is_adjective(words: list[str], position: int) -> bool:
    """`lighthouse` in `lighthouse keeper`: the noun that follows is meant."""
    return position + 1 < len(words) and _known_kind(words[position + 1]) is not None


def _phrase_start(words: list[str], position: int) -> int:
    """Where the adjectives before a noun begin: after its article, at most three words back."""
    for start in range(position - 1, max(-1, position - 5), -1):
        if words[start] in _ARTICLES:
            return start + 1
        if words[start] in _SMALL:
            break
    return position


def _unknown_phrase(words: list[str]) -> list[str]:
    """Up to three words after an article that end in a noun; none if a known noun is among them."""
    ahead = list(takewhile(lambda word: word not in _SMALL, words[:4]))
    if any(_known_kind(word) for word in ahead) or _UNSEEN & set(ahead[:3]):
        return []
    phrase: list[str] = []
    for word in ahead[:3]:
        if phrase and re.search(r"(ed|ing|[^s]s)$", word) and word not in COLOURS:
            break
        phrase.append(word)
        if singular(word) != word:
            break  # after a plural comes its verb: “the bees dance”
    return [*phrase[:-1], singular(phrase[-1])] if phrase and len(phrase[-1]) > 2 else []


def _proper_names(sentence: str, text: str) -> Iterator[Named]:
    """Capitalised words inside a sentence, or at its start when they are so elsewhere too."""
    for match in _WORD.finditer(sentence):
        word = match.group()
        name = re.sub(r"['’]s$", "", word)
        lowered = name.lower()
        if not name[0].isupper() or lowered in _SMALL | _UNSEEN or _known_kind(lowered):
            continue
        if name.isupper() and len(name) > 1:
            continue
        before = _WORD.findall(sentence[: match.start()])
        inside = re.search(rf"[^\W_][,:]?\s+{re.escape(name)}\b", text)
        acts = re.match(r"['’]?s?\s+\w+(s|ed)\b", sentence[match.start() + len(name) :])
        if len(name) > 1 and (before or inside or acts):
            where = bool(before) and before[-1].lower() in _WHERE - {"to", "by", "from", "with"}
            yield Named(name[:MAX_NAME], "place" if where else "character", name)
