"""What people say with an emoji or in a reply, as decisions. Pure.

The grammar of a redo note, read as people write it (any digits, any spaces, either case):

    note    = clause { (";" | newline) clause }
    clause  = target [ ":" words ]
    target  = numbers | "all" | kind | kind numbers | kind "all" | "all" kind
    numbers = item { ("," | "and" | space) item }
    item    = number [ "-" number ]

`3, 7: darker, rain` · `all: golden hour` · `4-6: slower` · `assets 2: older; clips 3: slower`
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from pipeline.errors import InvalidInput
from pipeline.lifecycle import Step
from pipeline.storyboard import MAX_SHOTS
from pipeline.videos import MAX_NOTE, Redo


class Signal(StrEnum):
    """A decision as the emoji below a preview."""

    APPROVE = "✅"
    REJECT = "❌"
    REDO = "🔁"


EXAMPLE = "`3, 7: darker, rain` or `all: golden hour`"
MAX_CLAUSES = 60
MAX_NUMBER = MAX_SHOTS  # a film has at most this many of anything

_VARIATION_SELECTOR = "\ufe0f"  # some keyboards add it to say "as a picture"
_SIGNALS: dict[str, Signal] = {signal.value: signal for signal in Signal}

_KINDS: dict[str, Step] = {
    **dict.fromkeys(("storyboard", "story"), Step.STORYBOARD),
    **dict.fromkeys(("asset", "assets", "picture", "pictures"), Step.ASSETS),
    **dict.fromkeys(("composite", "composites", "frame", "frames"), Step.COMPOSITES),
    **dict.fromkeys(("clip", "clips", "video", "videos"), Step.VIDEO),
    **dict.fromkeys(
        ("narration", "narrations", "voice", "voices", "line", "lines", "audio"), Step.NARRATION
    ),
    **dict.fromkeys(("sound", "sounds", "sfx"), Step.SFX),
    **dict.fromkeys(("film", "assembly"), Step.ASSEMBLY),
}
_SHOTS = ("shot", "shots")
_WHOLE = (Step.STORYBOARD, Step.ASSEMBLY)  # there is one of it: no number goes with it
_FILM_STEPS = (Step.ASSEMBLY, Step.REVIEW, Step.UPLOAD)

_AROUND_WORDS = " \t\r\n;；﹔؛"
_ALIKE = {
    **dict.fromkeys("：︰﹕", ":"),
    **dict.fromkeys("；﹔؛", ";"),
    **dict.fromkeys("，、﹐،", ","),
    **dict.fromkeys("‐‑‒–—−－~〜～", "-"),
    "＃": "#",
}

# Patterns are matched against a text's shape, whose only white space is " " and "\n".
_ONE = r"(?:no\.?[ ]*|\#[ ]*|shots?[ ]*(?:\#[ ]*)?)?\d+"
_ITEM = rf"{_ONE}(?:[ ]*-[ ]*{_ONE})?"
_NUMBERS = rf"{_ITEM}(?:(?:[ ]*(?:,|&|\band\b)[ ]*|[ ]+){_ITEM})*"
_END = r"(?=[ ]*(?::|;|\n|$))"
_KIND = "|".join(sorted((*_KINDS, *_SHOTS), key=len, reverse=True))
_TARGET = re.compile(
    rf"""[ ]*(?:
        (?P<kind>{_KIND})(?:[ ]+(?P<kind_all>all)|[ ]*(?P<numbers>{_NUMBERS}))?{_END}
        | all[ ]+(?P<all_of>{_KIND}){_END}
        | (?P<all>all){_END}
        | (?P<own_numbers>{_NUMBERS}){_END}
    )""",
    re.VERBOSE,
)
_STORYBOARD_TARGET = re.compile(r"(?:all|story|storyboard)[ ]*(?::|$)")
_NO_COLON = re.compile(rf"(?:(?:{_KIND})[ ]*)?{_ONE}\b")
_UNKNOWN_KIND = re.compile(rf"[ ]*(?P<word>[^\W\d_]+)[ ]+(?:all|{_NUMBERS})[ ]*:")
_COLON = re.compile(r"[ ]*:")
_RANGE = re.compile(r"(\d+)(?:[ ]*-\D*(\d+))?")


@dataclass(frozen=True)
class _Clause:
    """One target and the place where its words begin in the text."""

    target: re.Match[str]
    words_from: int
    has_colon: bool


def signal_of(emoji: str) -> Signal | None:
    """The decision an emoji stands for; None for all others."""
    return _SIGNALS.get(emoji.replace(_VARIATION_SELECTOR, ""))


def whole_of(gate: Step) -> Redo:
    """What 🔁 at a gate makes again: everything that was shown there."""
    return Redo(Step.ASSEMBLY if gate in _FILM_STEPS else gate, ())


def parse_redo(text: str, gate: Step) -> list[Redo] | None:
    """Read a reply at a gate as a wish to make units again.

    Args:
        text: What a person wrote.
        gate: The step the film waits at; it is meant where no kind is named. At the storyboard
            any sentence is a note; at the last gate numbers are clips and `all` is the film.

    Returns:
        The wishes in the order they were written; None where the text is not a redo note.

    Raises:
        InvalidInput: It is meant as one, but wrong; the text says how to write it.
    """
    text = text.strip()
    shape = _shape(text)
    if gate is Step.STORYBOARD:
        return _storyboard_note(text, shape)
    clauses = _clauses(shape)
    if not clauses:
        _refuse_near_miss(shape)
        return None
    if len(clauses) > MAX_CLAUSES:
        raise InvalidInput(f"One reply may name at most {MAX_CLAUSES} things: send several.")
    ends = [*(clause.target.start() for clause in clauses[1:]), len(text)]
    wishes = []
    for clause, end in zip(clauses, ends, strict=True):
        step, numbers = _aim(clause.target, gate)
        words = text[clause.words_from : end].strip(_AROUND_WORDS)
        wishes.append(Redo(step, numbers, _short_enough(words)))
    return wishes


def _storyboard_note(text: str, shape: str) -> list[Redo] | None:
    named = _STORYBOARD_TARGET.match(shape)
    words = text[named.end() :].strip() if named else text
    if not named and not any(sign.isalnum() for sign in words):
        return None
    return [Redo(Step.STORYBOARD, (), _short_enough(words))]


def _shape(text: str) -> str:
    """The text in plain signs, each in the place it had: what is matched instead of the text."""
    return "".join(_plain(sign) for sign in text)


def _plain(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    sign = _ALIKE.get(sign, sign)
    if sign != "\n" and not sign.isprintable():
        return " "
    lower = unicodedata.normalize("NFKC", sign).lower()
    return lower if len(lower) == 1 else sign


def _clauses(shape: str) -> list[_Clause]:
    """Every target that begins the text or follows a `;` or a line's end, with its words.

    A piece that begins with no target goes on with the words before it, so words may hold both.
    """
    clauses: list[_Clause] = []
    for start in [0, *(match.end() for match in re.finditer(r"[;\n]", shape))]:
        clause = _clause_at(shape, start)
        if clause is None:
            if start == 0:
                break
            _refuse_unknown_kind(shape, start)
        elif not _belongs_to_words(clause, clauses):
            clauses.append(clause)
    return clauses


def _clause_at(shape: str, start: int) -> _Clause | None:
    target = _TARGET.match(shape, start)
    if target is None:
        return None
    colon = _COLON.match(shape, target.end())
    if target["kind"] and not (colon or target["kind_all"] or target["numbers"]):
        return None  # one word such as "video" is talk
    return _Clause(target, colon.end() if colon else target.end(), colon is not None)


def _belongs_to_words(clause: _Clause, before: list[_Clause]) -> bool:
    """A bare number or "all" after words of somebody's is likelier one of them."""
    is_bare = not clause.has_colon and not (clause.target["kind"] or clause.target["all_of"])
    return is_bare and bool(before) and before[-1].has_colon


def _aim(target: re.Match[str], gate: Step) -> tuple[Step, tuple[int, ...]]:
    """The step and the numbers a target means at this gate."""
    kind = target["kind"] or target["all_of"]
    spelled = target["numbers"] or target["own_numbers"] or ""
    numbers = _numbers(spelled)
    if kind in _SHOTS or (kind is None and numbers):
        step = _step_of_shots(gate) if kind or "shot" in spelled else _step_of_numbers(gate)
    elif kind is None:
        step = whole_of(gate).step
    else:
        step = _KINDS[kind]
    if step in _WHOLE and numbers:
        raise InvalidInput(f"There is one {kind}, so no number goes with it: write `{kind}: …`.")
    return step, numbers


def _step_of_numbers(gate: Step) -> Step:
    return Step.VIDEO if gate in _FILM_STEPS else gate


def _step_of_shots(gate: Step) -> Step:
    """What of a shot is meant: what was shown there, else its clip."""
    step = _step_of_numbers(gate)
    return Step.VIDEO if step is Step.ASSETS else step


def _numbers(spelled: str) -> tuple[int, ...]:
    """`3, 5-7` as numbers, in the order they were written, each once."""
    found: dict[int, None] = {}
    for first, last in _RANGE.findall(spelled):
        low = _number(first)
        high = _number(last) if last else low
        if high < low:
            raise InvalidInput(f"A range goes from low to high: write `{high}-{low}`.")
        found.update(dict.fromkeys(range(low, high + 1)))
    return tuple(found)


def _number(digits: str) -> int:
    digits = digits.lstrip("0")
    if not digits or len(digits) > len(str(MAX_NUMBER)) or int(digits) > MAX_NUMBER:
        shown = (digits or "0") if len(digits) <= 10 else f"{digits[:10]}…"
        raise InvalidInput(f"There is no {shown}: numbers go from 1 to {MAX_NUMBER}.")
    return int(digits)


def _short_enough(words: str) -> str:
    if len(words) > MAX_NOTE:
        raise InvalidInput(f"The note has {len(words):,} characters; at most {MAX_NOTE} fit.")
    return words


def _refuse_unknown_kind(shape: str, start: int) -> None:
    near = _UNKNOWN_KIND.match(shape, start)
    if near:
        raise InvalidInput(
            f"“{near['word'][:30]}” is nothing a film has. It has storyboard, assets, composites, "
            "clips, narration, sounds and film."
        )


def _refuse_near_miss(shape: str) -> None:
    """Answer what begins like a note; leave other talk alone."""
    _refuse_unknown_kind(shape, 0)
    if _NO_COLON.match(shape):
        raise InvalidInput(
            f"To have something made again, write it like {EXAMPLE}, with the colon."
        )
