"""What went wrong with single takes, and what a person can do about it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.wording import ago, escaped_line, lines_within
from pipeline.finals import FINAL
from pipeline.lifecycle import ROW, Phase, Step
from pipeline.providers import is_paid
from pipeline.views import Setback, VideoView

MESSAGE_MAX = 300
NAME_MAX = 60
LINES_MAX = 1200  # of a card, which has room for more than this
ADVICE_MAX = 900

_HELD_FOR = frozenset({"uncertain", "key", "quota"})  # a film whose take this happens to waits

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
    return lines_within(map(_line, _not_told(view)), LINES_MAX)


def _not_told(view: VideoView) -> Sequence[Setback]:
    """All but those that the film is held for: the hold's own sentence says it, and what to do."""
    if view.hold is None:
        return view.setbacks
    return [one for one in view.setbacks if one.next_try is not None or one.kind not in _HELD_FOR]


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
    """What a person must do before a film goes on that failed, a line for each thing.

    Empty for one that did not fail, and where that is said by what it is held for.
    """
    if view.state.phase is not Phase.FAILED:
        return ""
    left = _not_told(view)
    if not left and view.setbacks:
        return ""
    firsts: dict[tuple[str, Step], Setback] = {}
    for one in left:
        if one.next_try is None:
            firsts.setdefault((one.kind, one.step), one)  # it says it for the others like it
    ways = dict.fromkeys(_way(view, one) for one in firsts.values())
    return lines_within(ways or [f"{_retry(view)} goes on from where it stood."], ADVICE_MAX)


def _way(view: VideoView, one: Setback) -> str:
    """What answers one kind of failure; the words are the scripts' own, and ours."""
    match one.kind:
        case "input" | "content" | "refused" | "usage":  # the same try fails the same way
            return f"Say what to change, for example {_redo(view, one)}{_paid_for(view, one)}."
        case "nothing":
            other = f"Say it in other words, for example {_redo(view, one)}, or try it again:"
            return f"{other} {_goes_on(view, one)}"
        case "key":
            return f"Tell the operator, who must put a key right; then {_retry(view)}."
        case "quota":
            return f"Wait, or buy more credit there. Then {_goes_on(view, one)}"
        case "model" | "voice":
            return (
                f"Tell the operator, who must name another {one.kind} in {view.channel}.yaml. This "
                f"film keeps the one it was queued with: ask for it anew, or use {_retry(view)} "
                f"once its provider has the {one.kind} again."
            )
        case "price":
            where = "who must put what the model costs into _limits.yaml"
            return f"Tell the operator, {where}; then {_retry(view)}."
        case "uncertain":
            return (
                "Nobody knows whether it was paid for; its provider's own page may tell. "
                f"{_retry(view)} makes it again, and then it may be paid for twice."
            )
        case _:  # busy and waiting among them: they have been tried for long
            return _goes_on(view, one)


def _goes_on(view: VideoView, one: Setback) -> str:
    paid = ", and pays for what it makes" if _is_paid_for(view, one.step) else ""
    return f"{_retry(view)} goes on from where it stood{paid}."


def _retry(view: VideoView) -> str:
    return f"`/video retry film:{view.number}`"


def _redo(view: VideoView, one: Setback) -> str:
    example = _EXAMPLES[one.step].format(one.number)
    return f"`/video redo film:{view.number} what:{example}`"


def _paid_for(view: VideoView, one: Setback) -> str:
    return "; what that makes is paid for" if _is_paid_for(view, one.step) else ""


def _is_paid_for(view: VideoView, step: Step) -> bool:
    """Whether another try costs money."""
    if view.mode != FINAL:
        return False
    if step is Step.COMPOSITES:
        return is_paid(view.config.composites.provider)
    choice = view.config.providers.by_step.get(step)
    return choice is not None and is_paid(choice.provider)
