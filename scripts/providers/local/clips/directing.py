"""What a person or a storyboard asks of the camera, read from words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scripts.providers.local.words import listed, refused_by, seeded, tokens

_IN = listed("in into inward inwards forward forwards toward towards closer nearer")
_OUT = listed("back out outward outwards away backward backwards wider")
_WAYS: Mapping[str, str] = (
    dict.fromkeys(_IN, "in")
    | dict.fromkeys(_OUT, "out")
    | dict.fromkeys(("left", "leftward", "leftwards"), "left")
    | dict.fromkeys(("right", "rightward", "rightwards"), "right")
    | dict.fromkeys(("up", "upward", "upwards", "skyward", "skywards"), "up")
    | dict.fromkeys(("down", "downward", "downwards", "groundward"), "down")
)
_DEPTH, _SIDES, _HEIGHTS = {"in", "out"}, {"left", "right"}, {"up", "down"}


@dataclass(frozen=True)
class _Verb:
    """A word for a camera's move."""

    ways: frozenset[str]  # it can go
    usual: str = ""  # the way it goes when none is said; "side" is left or right by chance
    kind: str = ""  # "carried" past things, "around" them; else the camera turns on its place
    of_camera: bool = True  # said of a camera only, never of who is seen


def _verb(ways: Iterable[str], usual: str = "", kind: str = "", *, anyone: bool = False) -> _Verb:
    return _Verb(frozenset(ways), usual, kind, not anyone)


_ALL = _DEPTH | _SIDES | _HEIGHTS
_VERBS: Mapping[str, _Verb] = {
    "push": _verb({"in"}, "in", anyone=True),
    "pull": _verb({"out"}, "out", anyone=True),
    "zoom": _verb(_DEPTH, "in"),
    "dolly": _verb(_DEPTH | _SIDES, "in"),
    "creep": _verb(_DEPTH, "in", anyone=True),
    "pan": _verb(_SIDES | _HEIGHTS, "side"),
    "sweep": _verb(_SIDES, "side", anyone=True),
    "tilt": _verb(_HEIGHTS, "up"),
    "crane": _verb(_HEIGHTS, "up", "carried"),
    "pedestal": _verb(_HEIGHTS, "up", "carried"),
    "rise": _verb(_HEIGHTS, "up", "carried", anyone=True),
    "descend": _verb(_HEIGHTS, "down", "carried", anyone=True),
    "sink": _verb(_HEIGHTS, "down", "carried", anyone=True),
    "track": _verb(_ALL, "side", "carried"),
    "truck": _verb(_SIDES, "side", "carried"),
    "slide": _verb(_SIDES, "side", "carried", anyone=True),
    "glide": _verb(_ALL, "side", "carried", anyone=True),
    "drift": _verb(_ALL, "side", "carried", anyone=True),
    "float": _verb(_ALL, "side", "carried", anyone=True),
    "move": _verb(_ALL, "", "carried", anyone=True),
    "orbit": _verb(_SIDES, "side", "around"),
    "circle": _verb(_SIDES, "side", "around", anyone=True),
    "arc": _verb(_SIDES, "side", "around"),
}
_STILL = listed("static still locked fixed hold motionless tripod")
_STILL_OF_CAMERA = listed("static locked tripod")
_BETWEEN = 4  # words there may be between a verb and its way: “pans slowly to the right”


def _forms(verb: str) -> list[str]:
    """The verb and its forms; those that are no words do no harm."""
    stem = verb.removesuffix("e")
    ending = {"dolly": ("dollies", "dollied")}.get(verb, ())
    return [verb, f"{verb}s", f"{verb}es", f"{stem}ing", f"{stem}{stem[-1]}ing", *ending]


_VERB_OF = {form: verb for verb in _VERBS for form in _forms(verb)}

_SLOW = listed("slow slowly gentle gently slight slightly subtle subtly soft softly calm calmly")
_FAST = listed("fast quick quickly rapid rapidly swift swiftly dramatic dramatically")
_SLOWER = listed("slower calmer gentler less slow slowly gentle gently subtle calm")
_FASTER = listed("faster quicker more fast quick quickly dramatic")
_CLOSER = listed("closer tighter nearer close close-up closeup")
_WIDER = listed("wider wide farther further")
_ANY_MOVE = listed("camera move moves moving movement motion movements")


@dataclass(frozen=True)
class Wish:
    """What the words ask of the camera.

    Attributes:
        moves: Ways (in out left right up down), how (carried, around), or still; empty: none said.
        reach: How far, of the usual one.
        framing: `closer`, `wider`, or as usual.
        by_note: Whether it is the note that names the moves.
    """

    moves: frozenset[str]
    reach: float = 1.0
    framing: str = ""
    by_note: bool = False


def read_wish(prompt: str, note: str = "") -> Wish:
    """Read a motion prompt and what a person asked to change about it."""
    action, camera = _parts(prompt)
    noted = _noted(note)
    refused = refused_by(note)
    told = _told(action, camera, refused) if not noted else frozenset[str]()
    if not noted and refused & _ANY_MOVE:
        told = frozenset({"still"})
    said = set(camera or action)
    return Wish(
        moves=noted or told,
        reach=_pace(said, _SLOW, 0.75, _FAST, 1.35)
        * _pace(set(tokens(note)), _SLOWER, 0.5, _FASTER, 1.5),
        framing=_framing(set(tokens(note)) - refused),
        by_note=bool(noted),
    )


def _parts(prompt: str) -> tuple[list[str], list[str]]:
    """The words of the action and, where it is told apart, of the camera."""
    action, *camera = re.split(r"(?i)\bcamera\s*[:：]", prompt)
    return tokens(action), tokens(" ".join(camera))


def _told(action: Sequence[str], camera: Sequence[str], refused: frozenset[str]) -> frozenset[str]:
    """The camera's own part counts first, then what follows a word that is said only of cameras."""
    if found := _moves(camera, refused):
        return found
    first = next((at for at, word in enumerate(action) if _is_of_camera(word)), None)
    if first is not None:
        return _moves(action[first:], refused)
    return frozenset() if camera else _moves(action, refused)


def _is_of_camera(word: str) -> bool:
    return word in _STILL_OF_CAMERA or (word in _VERB_OF and _VERBS[_VERB_OF[word]].of_camera)


def _noted(note: str) -> frozenset[str]:
    """The moves a note names; there the bare way is enough: “more to the left”."""
    refused, said = refused_by(note), tokens(note)
    framing = _CLOSER | _WIDER
    named = _moves([word for word in said if word not in framing], refused)
    bare = {
        _WAYS[word]
        for word in said
        if word in _WAYS and word not in refused and _WAYS[word] in _SIDES | _HEIGHTS
    }
    return named or frozenset(bare)


def _moves(said: Sequence[str], refused: frozenset[str]) -> frozenset[str]:
    found: set[str] = set()
    for position, word in enumerate(said):
        verb = _VERB_OF.get(word)
        if verb is None or {word, verb} & refused:
            continue
        way = _way(said, position, _VERBS[verb])
        if way:
            found |= {way, _VERBS[verb].kind} - {""}
    if not found and set(said) & _STILL - refused:
        return frozenset({"still"})
    if "around" in found:  # it may come closer meanwhile; it stays at its height
        found -= _HEIGHTS
    return frozenset(found)


def _way(said: Sequence[str], position: int, verb: _Verb) -> str:
    """Where a verb goes: by what follows it, else as it usually does."""
    for word in said[position + 1 : position + 1 + _BETWEEN]:
        if word in _VERB_OF:
            break
        way = _WAYS.get(word)
        if way in verb.ways:
            return str(way)
    side = seeded(" ".join(said)).choice(("left", "right"))
    return side if verb.usual == "side" else verb.usual


def _pace(
    said: set[str], slow: frozenset[str], slower: float, fast: frozenset[str], faster: float
) -> float:
    if said & slow:
        return slower
    return faster if said & fast else 1.0


def _framing(said: set[str]) -> str:
    if said & _CLOSER:
        return "closer"
    return "wider" if said & _WIDER else ""
