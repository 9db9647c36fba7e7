"""How a text is read aloud: its phrases, the pauses between them, and how many words it has. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from scripts.providers.local.words import UNSPACED, UNSPACED_PER_WORD

# Seconds of silence after a phrase at 150 words a minute, by the sign that ends it.
_SENTENCE, _CLAUSE, _COMMA, _THOUGHT, _PARAGRAPH = 0.5, 0.32, 0.2, 0.65, 0.8
_PAUSES = {
    **dict.fromkeys(".!?。！？؟।۔", _SENTENCE),
    **dict.fromkeys(";:—–；：؛", _CLAUSE),
    **dict.fromkeys(",、，،", _COMMA),
    "…": _THOUGHT,
    "\n": _PARAGRAPH,
    "-": _CLAUSE,
}
_USUAL_PACE = 150.0
# A sign between two words; a full stop, comma or colon inside of a number or a word is none, and
# between CJK letters there is no space.
_END = re.compile(
    r"(\.{3,}|[.!?…]+[\"”’»)\]]*(?=\s|$)|[;:,](?=\s|$)|[。！？、，；：؟।۔،؛]+|\s[—–-]+\s|—|\n+)"
)
_SHORT = re.compile(
    r"(^|[\s(])(\w|mr|mrs|ms|dr|st|prof|no|nr|vs|ca|etc|bzw|usw|sr|sra|dra|mme|mlle|sig|avv|ing"
    r"|(\w\.)+\w)$",
    re.IGNORECASE,
)
_JOINERS = "\u200d\ufe0f\u20e3"  # what is left of an emoji made of several
_FIRST_PICTOGRAPH = 0x2190  # symbols before it, such as the degree sign, are read aloud


@dataclass(frozen=True)
class Phrase:
    """What is said in one breath, and the seconds of silence after it."""

    text: str
    pause: float


def speakable(text: str) -> str:
    """The text without what a voice should not read out; empty when nothing is left to say."""
    lines = ("".join(" " if _is_sign(c) else c for c in line) for line in text.splitlines())
    kept = (" ".join(w for w in line.split() if w.strip(_JOINERS)) for line in lines)
    said = "\n".join(filter(None, kept))
    return said if any(character.isalnum() for character in said) else ""


def phrases(text: str, pace: float = _USUAL_PACE, pauses: float = 1.0) -> list[Phrase]:
    """A text in phrases, in order; nothing of it is lost, and the last one has no pause.

    Args:
        text: As `speakable` leaves it.
        pace: In words per minute; who speaks faster also rests for less.
        pauses: A factor of the silences.
    """
    scale = pauses * _USUAL_PACE / pace
    found = [Phrase(said.strip(), _PAUSES[sign] * scale) for said, sign in _parts(text)]
    return [*found[:-1], Phrase(found[-1].text, 0.0)] if found else []


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Pieces that hold something to say, each with the sign that ends it."""
    start = 0
    for match in _END.finditer(text):
        piece = text[start : match.end()]
        is_abbreviation = match.group() == "." and _SHORT.search(text[start : match.start()])
        if _has_words(piece) and not is_abbreviation:
            yield piece, _strongest(match.group())
            start = match.end()
    if _has_words(text[start:]):
        yield text[start:], "."


def _strongest(ending: str) -> str:
    """The sign of an ending that asks for the longest silence."""
    signs = "…" if "..." in ending else ending
    return max((c for c in signs if c in _PAUSES), key=lambda c: _PAUSES[c], default="-")


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def word_count(text: str) -> float:
    """How many words a text has, as a pace counts them; letters of scripts without spaces are parts."""
    unspaced = len(UNSPACED.findall(text))
    spaced = UNSPACED.sub(" ", text)
    return sum(_has_words(word) for word in spaced.split()) + unspaced / UNSPACED_PER_WORD


def _is_sign(character: str) -> bool:
    category = unicodedata.category(character)
    if category in ("So", "Sk"):
        return ord(character) >= _FIRST_PICTOGRAPH
    return category in ("Cc", "Cs", "Co", "Cn")
