"""Forms of words that a rule makes: plurals, endings of adjectives, spellings without accents.

The rules make a few forms too many rather than one too few: a form that nobody writes costs a line
of a table in memory, one that is missing costs a fox in a film.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_ACCENTS = {
    "a": "áàâãäå",
    "e": "éèêë",
    "i": "íìîï",
    "o": "óòôõö",
    "u": "úùûü",
    "c": "ç",
    "n": "ñ",
    "y": "ýÿ",
}
_PLAIN = str.maketrans(
    {letter: base for base, letters in _ACCENTS.items() for letter in letters}
    | {"œ": "oe", "æ": "ae", "ß": "ss"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def spellings(code: str, words: Iterable[str]) -> Iterator[str]:
    """Words in lower case as people write them: with accents, without, and `ae` for `ä`."""
    for word in words:
        lowered = word.lower()
        yield lowered
        if not lowered.isascii():
            yield plain(lowered)
        if code == "de":
            yield lowered.translate(_UMLAUTS)


def plain(word: str) -> str:
    """A word without accents: `faróis` as `farois`."""
    return word if word.isascii() else word.translate(_PLAIN)


def noun_forms(code: str, word: str, given: Iterable[str]) -> list[str]:
    """Plurals and cases of a noun, besides the forms that are given."""
    if code == "de":
        plurals = [f"{form}n" for form in given if not form.endswith(("n", "s"))]
        return [f"{word}s", f"{word}es", f"{word}n", *plurals]
    return _PLURALS[code](word)


def adjective_forms(code: str, stem: str) -> list[str]:
    """An adjective in all genders, numbers and cases."""
    if code == "de":
        return [stem + ending for ending in ("e", "en", "er", "es", "em")]
    if code == "fr":
        base = [stem, f"{stem[:-1]}se" if stem.endswith("eux") else f"{stem}e"]
        return [form for one in base for form in (one, f"{one}s")]
    if stem.endswith("o"):
        root = stem[:-1]
        both = (stem, f"{root}a")
        return [form for one in both for form in (one, *_PLURALS[code](one))]
    return _PLURALS[code](stem)


def _spanish(word: str) -> list[str]:
    if word.endswith("z"):
        return [f"{word[:-1]}ces"]
    return [f"{word}s"] if word[-1] in "aeiouáéíóú" else [f"{word}es"]


def _french(word: str) -> list[str]:
    if word.endswith(("s", "x", "z")):
        return [word]
    return [f"{word}x"] if word.endswith(("eau", "eu", "ou")) else [f"{word}s"]


def _portuguese(word: str) -> list[str]:
    for ending, instead in (("ão", "ões"), ("m", "ns"), ("el", "éis"), ("il", "is"), ("l", "is")):
        if word.endswith(ending):
            return [word.removesuffix(ending) + instead]
    return [f"{word}es"] if word[-1] in "rsz" else [f"{word}s"]


def _italian(word: str) -> list[str]:
    root = word[:-1]
    if word.endswith(("ca", "ga")):
        return [f"{root}he"]
    if word.endswith("a"):
        return [f"{root}e", f"{root}i"]
    if word.endswith("io"):
        return [root, f"{root}i"]
    if word.endswith(("co", "go")):
        return [f"{root}i", f"{root}hi"]
    return [f"{root}i"] if word[-1] in "oe" else [word]


_PLURALS = {"es": _spanish, "fr": _french, "pt": _portuguese, "it": _italian}
