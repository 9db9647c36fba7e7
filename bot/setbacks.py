"""What went wrong with single takes, and what a person can do about it. Pure."""

from __future__ import annotations

from bot.wording import ago, escaped_line, lines_within
from pipeline.lifecycle import ROW, Step
from pipeline.views import Setback, VideoView

MESSAGE_MAX = 300
NAME_MAX = 60
LINES_MAX = 1200  # of a card, which has room for more than this

_CHANGE_IT = frozenset({"input", "content", "refused", "usage"})  # the same try fails the same way
_OPERATOR = frozenset({"key"})

_EXAMPLES = {
    Step.STORYBOARD: "storyboard: fewer places",
    Step.ASSETS: "picture {}: simpler",
    Step.COMPOSITES: "composite {}: closer",
    Step.VIDEO: "clip {}: slower",
    Step.NARRATION: "line {}: calmer",
    Step.SFX: "sound {}: softer",
    # The film is only as good as its parts: it is they that can be changed.
    Step.ASSEMBLY: "clip 1: slower",
    Step.UPLOAD: "clip 1: slower",
}


def setback_lines(view: VideoView) -> str:
    """A line for each take that is not made yet or not at all; empty where all goes well."""
    if view.state.is_final:
        return ""
    return lines_within((_line(one) for one in view.setbacks), LINES_MAX)


def _line(one: Setback) -> str:
    """`⚠️ clip 3: the disk is full. Next try in 5 minutes`"""
    sign = "❌" if one.next_try is None else "⚠️"
    again = f" Next try {ago(one.next_try)}." if one.next_try else ""
    why = escaped_line(one.message, MESSAGE_MAX) or "it did not say why; the log does"
    end = "" if why.endswith((".", "!", "?", "…", "\u2069")) else "."
    return f"{sign} {_named(one)}: {why}{end}{again}"


def _named(one: Setback) -> str:
    """What people call it; of the storyboard, the film and its publication there is one each."""
    if one.step in (Step.STORYBOARD, Step.ASSEMBLY, Step.UPLOAD):
        return f"the {escaped_line(one.name, NAME_MAX) or ROW[one.step].unit}"
    return f"{ROW[one.step].unit} {one.number}"


def advice(view: VideoView) -> str:
    """What a person must do before a failed film goes on, a line for each thing."""
    firsts: dict[tuple[str, Step], Setback] = {}
    for one in view.setbacks:
        if one.next_try is None:
            firsts.setdefault((one.kind, one.step), one)  # it says it for the others like it
    ways = dict.fromkeys(_way(view.number, one) for one in firsts.values())
    return "\n".join(ways or [_retry(view.number)])


def _way(number: int, one: Setback) -> str:
    if one.kind in _OPERATOR:
        return f"Tell the operator, who must put a key right; then {_retry(number)}"
    if one.kind in _CHANGE_IT:
        example = _EXAMPLES[one.step].format(one.number)
        return f"Say what to change, for example `/video redo film:{number} what:{example}`."
    return _retry(number)


def _retry(number: int) -> str:
    return f"`/video retry film:{number}` goes on from where it stood."
