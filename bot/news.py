"""What is new at a gate since people last looked, in a few words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.subjects import Subject
from bot.wording import counted, escaped_line, lines_within
from pipeline.lifecycle import ROW, STEPS, Step
from pipeline.steps.storyboard import ANIMATIC
from pipeline.views import TakeView

SIGN = "🆕"
NEWS_MAX = 900  # of the 2000 that a message's text may have
NOTE_MAX = 60
GROUPS_MAX = 5  # of one line; the pictures and the list tell the rest
_RUN = 3  # from so many neighbours on numbers are a range

_WHOLE = (Step.STORYBOARD, Step.ASSEMBLY)  # of which a film has one
_FOLLOWS = (Step.COMPOSITES,)  # their clips are new as well, and say it


def news(subject: Subject) -> str:
    """A line per kind of thing that is new, with what was asked for; empty where nothing is.

    `🆕 clips 3, 7 “darker, rain” · 5`
    """
    lines = [line for row in STEPS for line in _of_step(subject, row.step)]
    return lines_within((f"{SIGN} {line}" for line in lines or _of_whole(subject)), NEWS_MAX)


def mark(subject: Subject, take: TakeView) -> str:
    """What stands behind a new take in a list; nothing behind the others."""
    if not subject.is_new(take):
        return ""
    return f" · {SIGN} take {take.take}{_asked(subject.note(take))}"


def numbers(takes: Sequence[TakeView]) -> str:
    """`1-4, 7`, as people write them in a reply."""
    runs: list[list[int]] = []
    for number in sorted(take.number for take in takes):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(_run(run) for run in runs)


def _run(run: list[int]) -> str:
    return f"{run[0]}-{run[-1]}" if len(run) >= _RUN else ", ".join(map(str, run))


def _of_step(subject: Subject, step: Step) -> Iterator[str]:
    by_note: dict[str, list[TakeView]] = {}
    for take in subject.new(step):
        by_note.setdefault(subject.note(take), []).append(take)
    if step in _WHOLE or step in _FOLLOWS:
        by_note.pop("", None)
    if not by_note:
        return
    if step in _WHOLE:
        yield from (f"the {takes[0].name}{_asked(note)}" for note, takes in by_note.items())
    elif len(by_note) == 1 and 1 < len(subject.new(step)) == len(subject.of(step)):
        yield f"all {counted(len(subject.of(step)), ROW[step].unit)}{_asked(*by_note)}"
    else:
        several = "s" if sum(map(len, by_note.values())) > 1 else ""
        asked_for_first = sorted(by_note.items(), key=lambda group: not group[0])
        groups = [numbers(takes) + _asked(note) for note, takes in asked_for_first[:GROUPS_MAX]]
        if rest := sum(len(takes) for _, takes in asked_for_first[GROUPS_MAX:]):
            groups.append(f"… and {rest} more")
        yield f"{ROW[step].unit}{several} {' · '.join(groups)}"


def _of_whole(subject: Subject) -> Iterator[str]:
    """Where nothing smaller is new, an edit of the storyboard is, or the film."""
    made = subject.new(*_WHOLE)
    edits = subject.changes.edits if subject.changes else {}
    if edits and all((take.step, take.number) == (Step.STORYBOARD, ANIMATIC) for take in made):
        yield from (f"shot {shot}: {', '.join(fields)}" for shot, fields in edits.items())
    elif made:
        yield f"the {made[0].name}"


def _asked(note: str) -> str:
    return f" “{escaped_line(note, NOTE_MAX)}”" if note else ""
