"""A story cut into beats, one per shot, and what each of them shows."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from scripts.providers.local.reading import Named, sentences
from scripts.providers.local.words import listed

# A voice may pause before these.
_JOINING = listed("and but then while where who when that to in with at as until because")


def beats(story: str, shots: int, most: int) -> list[str]:
    """One piece of the story per shot, in order, of at most `most` words; some may be empty."""
    pieces = [piece for sentence in sentences(story) for piece in _pieces(sentence, most)]
    if len(pieces) >= shots:
        # More story than film: take pieces from all of it, its start and its end among them.
        last = max(1, shots - 1)
        chosen = [round(n * (len(pieces) - 1) / last) for n in range(shots)]
        return [pieces[index] for index in chosen]
    spread = [""] * shots
    for index, piece in enumerate(pieces):
        spread[index * shots // len(pieces)] = piece
    return spread


def _pieces(sentence: str, most: int) -> list[str]:
    """A sentence in parts of at most `most` words, about equal, broken where a voice would pause."""
    words = sentence.split()
    if len(words) == 1:
        # Scripts without spaces: count letters instead, about three to a word.
        return [sentence[start : start + 3 * most] for start in range(0, len(sentence), 3 * most)]
    parts: list[str] = []
    while len(words) > most:
        cut = _pause(words, most)
        parts.append(" ".join(words[:cut]))
        words = words[cut:]
    return [*parts, " ".join(words)]


def _pause(words: Sequence[str], most: int) -> int:
    """Where to break: after a comma or before a joining word, near where equal parts would end."""
    even = len(words) / math.ceil(len(words) / most)

    def cost(cut: int) -> float:
        if re.search(r"[,:،、，—–]$", words[cut - 1]):
            return abs(cut - even)
        return abs(cut - even) + (2 if words[cut].lower() in _JOINING else 4)

    return min(range(max(1, most // 3), most + 1), key=cost)


def scheduled(beats: Sequence[str], things: Sequence[Named]) -> list[Named]:
    """Which of the things each shot shows.

    What a beat names is shown, and while the next beats name nothing, all that it named in turn.
    What no beat names (a wish of the note, a place of the title) comes in between, where the story
    leaves room, and else in spite of it.
    """
    named = [[thing for thing in things if thing.is_in(beat)] for beat in beats]
    waiting = [thing for thing in things if not any(thing in heard for heard in named)]
    heard = next(filter(None, named), [things[0]])
    since = 0
    shown: list[Named] = []
    for number, new in enumerate(named):
        heard, since = (new, 0) if new else (heard, since + 1)
        guest = not new and number % 3 == 1 and bool(waiting)
        shown.append(waiting.pop(0) if guest else heard[since % len(heard)])
    for number, thing in zip(range(1, len(shown), 2), waiting, strict=False):
        shown[number] = thing
    return shown
