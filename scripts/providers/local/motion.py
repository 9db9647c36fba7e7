"""How a camera moves over a picture: read from words, eased at both ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scripts.pictures import Size
from scripts.providers.local.words import again, seeded, tokens

_CLOSE = 1 / 1.22  # of the picture that is seen when the camera is close
_NARROW = 0.86  # while it pans or tilts
_MOST = 0.6  # nothing closer, or pixels are seen

_MOVES = {
    "in": r"\b(push(es|ing)?|zoom(s|ing)?|doll(y|ies)|move[sd]?|creep(s|ing)?|track(s|ing)?)"
    r"[ -]?(slowly |gently )?(in|forward|toward|towards|closer)\b|\bcloser\b",
    "out": r"\b(pull(s|ing)?|zoom(s|ing)?|doll(y|ies)|move[sd]?|track(s|ing)?)"
    r"[ -]?(slowly |gently )?(back|out|away)\b|\bwider\b",
    "left": r"\b(pan|track|truck|slide|drift|move)(s|ing)?[ -]?(slowly |gently )?(to the )?left\b",
    "right": r"\b(pan|track|truck|slide|drift|move)(s|ing)?[ -]?(slowly |gently )?(to the )?right\b",
    "up": r"\b(tilt|crane|rise|pan|move)(s|ing)?[ -]?(slowly |gently )?(up|upward|upwards)\b",
    "down": r"\b(tilt|crane|sink|pan|move)(s|ing)?[ -]?(slowly |gently )?(down|downward|downwards)\b",
    "still": r"\b(static|still|locked|fixed|hold(s|ing)?)\b",
}
_OTHER_WAY = {"left": "right", "right": "left", "up": "down", "down": "up"}


@dataclass(frozen=True)
class View:
    """What the camera sees: the middle, as shares of the picture, and the share of it seen."""

    x: float
    y: float
    share: float

    def box(self, size: Size) -> tuple[float, float, float, float]:
        """In pixels of a picture of this size, held inside it."""
        half = self.share / 2
        x, y = (min(max(middle, half), 1 - half) for middle in (self.x, self.y))
        width, height = size
        return ((x - half) * width, (y - half) * height, (x + half) * width, (y + half) * height)


@dataclass(frozen=True)
class Move:
    """From one view to another."""

    start: View
    end: View

    def at(self, progress: float) -> View:
        """The view at 0 … 1 of the clip, eased at both ends."""
        eased = progress * progress * (3 - 2 * progress)
        x, y, share = (
            a + (b - a) * eased
            for a, b in (
                (self.start.x, self.end.x),
                (self.start.y, self.end.y),
                (self.start.share, self.end.share),
            )
        )
        return View(x, y, share)


def read_move(prompt: str, note: str = "", round_number: int = 0) -> Move:
    """The move the words ask for; a note's words count before the prompt's.

    A prompt that names none gets a slow drift whose direction is its own. Another round goes
    further or less far, every other one the other way unless it is the note that names the way.
    """
    other = _other_reach(prompt, note, round_number)
    reach = _reach(note, prompt) * other
    turns = round_number % 2 == 1
    wished, told = _named(note), _named(prompt)
    if "still" in (wished or told):
        return _held(other)
    if wished:
        return _move(wished, reach, note)
    if told:
        return _move(_turned(told) if turns else told, reach, note)
    drift = {"in", seeded(prompt, note).choice(("left", "right"))}
    return _move(_turned(drift) if turns else drift, 0.6 * reach, note)


def _named(text: str) -> set[str]:
    return {name for name, words in _MOVES.items() if re.search(words, text.lower())}


def _turned(asked: set[str]) -> set[str]:
    return {_OTHER_WAY.get(name, name) for name in asked}


def _other_reach(prompt: str, note: str, round_number: int) -> float:
    if not round_number:
        return 1.0
    chance = seeded(again(prompt, round_number), note)
    return chance.choice((0.8, 1.2)) * chance.uniform(0.92, 1.08)


def _reach(note: str, prompt: str) -> float:
    said, wished = set(tokens(prompt)), set(tokens(note))
    reach = 0.75 if said & {"slow", "slowly", "gentle", "gently", "slight", "slightly"} else 1.0
    if wished & {"slower", "calmer", "gentler", "less"}:
        return reach * 0.5
    return reach * (1.5 if wished & {"faster", "quicker", "more"} else 1.0)


def _held(other: float) -> Move:
    """A still camera, not frozen: a breath of a push, or the clip looks like a broken one."""
    return Move(View(0.5, 0.5, 1.0), View(0.5, 0.5, 1 - 0.015 * other))


def _move(asked: set[str], reach: float, note: str) -> Move:
    close = max(_MOST, 1 - (1 - _CLOSE) * reach)
    pans = asked & {"left", "right", "up", "down"}
    wide = max(_MOST, 1 - (1 - _NARROW) * reach) if pans else 1.0
    if "closer" in tokens(note):
        wide, close = wide * 0.86, max(_MOST, close * 0.86)
    start, end = (close, wide) if "out" in asked else (wide, close if "in" in asked else wide)
    room = (1 - wide) / 2
    across = room * (("right" in asked) - ("left" in asked))
    down = room * (("down" in asked) - ("up" in asked))
    # A push goes to where figures are: a little below the middle.
    aim = 0.04 if "in" in asked and not down else 0.0
    return Move(View(0.5 - across, 0.5 - down, start), View(0.5 + across, 0.5 + down + aim, end))
