"""A noun with its article, as the subject of a sentence: `der alte Hafen`, `l'île`."""

from __future__ import annotations

import re

from scripts.providers.local.languages.forms import plain

_ARTICLES = {
    "de": {"m": "der", "f": "die", "n": "das"},
    "es": {"m": "el", "f": "la"},
    "fr": {"m": "le", "f": "la"},
    "pt": {"m": "o", "f": "a"},
    "it": {"m": "il", "f": "la"},
}
_ASPIRATED = re.compile(
    r"^(hibou|hér|hero|haut|hutte|homard|hanche|hasard)"
)  # no elision: le hibou
_STRESSED = frozenset(("águila", "agua", "ave", "alga", "alba", "ancla"))  # el águila, feminine
_IMPURE = re.compile(r"^(s[^aeiou]|z|gn|ps|pn|x|y)")  # lo scienziato


def definite(phrase: str, gender: str, code: str) -> str:
    """The phrase with its definite article; empty where the gender is not known."""
    if code == "en":
        return f"the {phrase}"
    article = _ARTICLES[code].get(gender)
    if article is None:
        return ""
    if code == "de":
        *adjectives, noun = phrase.split()
        weak = [re.sub(r"(?<=..)(er|es)$", "e", adjective) for adjective in adjectives]
        return " ".join([article, *weak, noun])
    if _is_elided(phrase, code):
        return f"l'{phrase}"
    if code == "es" and phrase.split()[0] in _STRESSED:
        article = "el"
    if code == "it" and gender == "m" and _IMPURE.match(phrase):
        article = "lo"
    return f"{article} {phrase}"


def _is_elided(phrase: str, code: str) -> bool:
    """Whether the article loses its vowel before this word."""
    first = plain(phrase[:1].lower())
    if code == "fr":
        return first in "aeiouy" or (first == "h" and not _ASPIRATED.match(phrase))
    return code == "it" and first in "aeiou"
