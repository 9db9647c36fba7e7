"""How long a voice takes to say a text, and texts as whole phrases that it can say."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from scripts.providers.local.languages import Language, words_of
from scripts.providers.local.words import UNSPACED, UNSPACED_PER_WORD

PACE_WPM = 150.0  # what a calm voice says
_PAUSES = ((r"[,،、،]", 0.1), (r"[;:–—-]\s", 0.15), (r"[.!?…。！？؟۔।]", 0.15))  # seconds
_HANGING = 0.3  # seconds a voice hangs where it breaks off
_LONG_WORD = 12  # letters; every dozen more is said like another word
_ENDS = ".!?…。！？؟۔।"
_OPENING = " \"“”„«»'‘’¡¿(–—-"  # what may stand before a sentence's first letter
_BORDER = re.compile(r"(?<=[,;:،、，])")


def words_said(text: str) -> float:
    """How many words a text is to a voice, in words of English length."""
    unspaced = len(UNSPACED.findall(text))
    spaced = words_of(UNSPACED.sub(" ", text))
    return unspaced / UNSPACED_PER_WORD + sum(1 + (len(word) - 1) // _LONG_WORD for word in spaced)


def seconds_said(text: str, pace: float = PACE_WPM) -> float:
    """How long a voice takes for a text at a pace in words a minute, with its pauses."""
    pauses = sum(len(re.findall(mark, text)) * seconds for mark, seconds in _PAUSES)
    return words_said(text) * 60 / pace + pauses * PACE_WPM / pace


def finished(text: str) -> str:
    """A phrase that begins with a capital letter and ends with a full stop."""
    said = text.strip().rstrip(" ,;:،、，–—-")
    start = len(said) - len(said.lstrip(_OPENING))
    said = said[:start] + said[start : start + 1].upper() + said[start + 1 :]
    bare = said.rstrip("\"”’»)'")
    if not bare or bare[-1] in _ENDS:
        return said
    if UNSPACED.match(bare[-1]):
        return f"{said}。"
    return f"{said}।" if "\u0900" <= bare[-1] <= "\u097f" else f"{said}."


def parts_said(sentence: str, most: float, pace: float, tongue: Language) -> list[str]:
    """A sentence in parts that are each said within `most` seconds.

    Whole clauses where there are some, which are sentences of their own; else phrases that a voice
    breaks off and takes up again, marked with an ellipsis.
    """
    if seconds_said(finished(sentence), pace) <= most:
        return [finished(sentence)]
    parts: list[str] = []
    for clause in _whole_clauses(sentence, tongue):
        if seconds_said(finished(clause), pace) <= most:
            parts.append(finished(clause))
        else:
            parts += _broken_off(clause, most, pace, tongue)
    return parts


def _whole_clauses(sentence: str, tongue: Language) -> list[str]:
    """A sentence cut where a clause of its own begins: before `and she …`, after a semicolon."""
    words = sentence.split()
    starts = [0]
    for position in range(2, len(words) - 2):
        if position - starts[-1] >= 3 and _begins_clause(words, position, tongue):
            starts.append(position)
    ends = [*starts[1:], len(words)]
    return [" ".join(words[start:end]) for start, end in zip(starts, ends, strict=True)]


def _begins_clause(words: Sequence[str], position: int, tongue: Language) -> bool:
    before, word, following = words[position - 1], words[position].lower(), words[position + 1]
    if before[-1] in ";:" or before in ("–", "—"):
        return True
    if word not in tongue.linking:
        return False
    # “and she waits” is a clause; “and the river” may be a list, unless a comma parts them.
    starts_clause = following.lower().strip(",") in tongue.subjects
    return starts_clause or (before[-1] == "," and following.lower() in tongue.articles)


def _broken_off(clause: str, most: float, pace: float, tongue: Language) -> list[str]:
    """Phrases of about equal length, broken where a voice would pause."""
    pieces = _pieces(clause, most, pace, tongue)
    last = len(pieces) - 1
    shown = [finished(pieces[0].rstrip(" ,;:،、，–—") + ("…" if last else ""))]
    for number, piece in enumerate(pieces[1:], 1):
        shown.append(f"{piece.rstrip(' ,;:،、，–—')}…" if number < last else finished_end(piece))
    return shown


def finished_end(text: str) -> str:
    """A phrase that ends with a full stop and begins as it did."""
    ended = finished(text)
    return text[:1] + ended[1:] if ended else ended


def _pieces(clause: str, most: float, pace: float, tongue: Language) -> list[str]:
    words = clause.split()
    if any(seconds_said(word, pace) > most for word in words):
        return _by_letters(clause, most, pace)
    whole = seconds_said(clause, pace)
    count = math.ceil(whole / max(0.2, most - _HANGING))
    pieces: list[str] = []
    while words:
        left = max(1, count - len(pieces))
        fits = _how_many_fit(words, most - _HANGING, pace)
        cut = _pause(words, fits, len(words) / left, tongue)
        pieces.append(" ".join(words[:cut]))
        words = words[cut:]
    return pieces


def _how_many_fit(words: Sequence[str], most: float, pace: float) -> int:
    count, heard = 0, 0.0
    for word in words:
        heard += seconds_said(word, pace)
        if heard > most:
            break
        count += 1
    return max(1, count)


def _pause(words: Sequence[str], fits: int, even: float, tongue: Language) -> int:
    """Where to break: after a comma or before a joining word, near where equal parts would end."""
    if fits >= len(words) and even >= len(words):
        return len(words)

    def cost(cut: int) -> float:
        if cut == len(words) or re.search(r"[,:،、，—–]$", words[cut - 1]):
            return abs(cut - even)
        hanging = 4 if words[cut - 1].lower() in tongue.small else 0  # an article without its noun
        return abs(cut - even) + hanging + (1.5 if words[cut].lower() in tongue.joining else 8)

    least = max(1, min(fits, round(even / 2)))
    return min(range(least, min(fits, len(words)) + 1), key=cost)


def _by_letters(text: str, most: float, pace: float) -> list[str]:
    """Scripts without spaces: parts at commas where there are some, else by letters."""
    said = [part for part in _BORDER.split(text) if part.strip()]
    if len(said) > 1 and all(seconds_said(part, pace) <= most for part in said):
        joined = [said[0]]
        for part in said[1:]:
            if seconds_said(joined[-1] + part, pace) <= most - _HANGING:
                joined[-1] += part
            else:
                joined.append(part)
        return joined
    letters = max(
        1, int(len(text) * max(0.2, most - _HANGING) / max(seconds_said(text, pace), 0.1))
    )
    return [text[start : start + letters] for start in range(0, len(text), letters)]
