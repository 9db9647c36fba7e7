"""What a person means who sets a row's status. Pure."""

from __future__ import annotations

from enum import Enum

from pipeline.errors import NotPossible
from pipeline.lifecycle import (
    CANCELLED,
    DRAFT,
    HOLD_LABELS,
    LABELS,
    QUEUED,
    ROW,
    STEPS,
    Hold,
    Phase,
    State,
    Step,
    label,
)


class Meaning(Enum):
    """The decision a status stands for."""

    APPROVE = "approve"
    REJECT = "reject"
    REDO = "redo"  # all that is shown at the gate
    RETRY = "retry"
    CANCEL = "cancel"


def meaning_of(typed: str | None, number: int, state: State, hold: Hold | None) -> Meaning:
    """The decision that setting a film's status to this stands for.

    Args:
        number: The film's, for the sentence.

    Raises:
        NotPossible: It stands for none there, with a sentence that says what does.
    """
    here = label(state, hold)
    found = _meaning(typed, state, hold)
    if found is None:
        raise NotPossible(
            f"Film #{number} is “{here}”: it cannot be set to “{typed or 'nothing'}”. "
            f"{_ways(state, hold)}"
        )
    return found


def step_of(shown: str | None) -> Step | None:
    """The step that a row shows by its status; None where its status tells none."""
    if shown is None:
        return None
    if shown == QUEUED:
        return STEPS[0].step
    labels = ((row.step, (row.working, row.ready, row.approved, row.error)) for row in STEPS)
    return next((step for step, own in labels if shown in own), None)


def is_of_a_film(shown: str | None) -> bool:
    """Whether only a film's row can show this: neither a plan nor a status of the people's own."""
    return shown in LABELS and shown not in (DRAFT, QUEUED, CANCELLED)


def label_of(typed: str | None) -> str | None:
    """The status as Slate spells it, however a person typed it into a select."""
    told = " ".join((typed or "").split()).casefold()
    return next((one for one in LABELS if one.casefold() == told), typed)


def _meaning(typed: str | None, state: State, hold: Hold | None) -> Meaning | None:
    if typed is None or typed not in LABELS:
        return None
    if state.is_final:
        return None
    if typed == CANCELLED:
        return Meaning.CANCEL
    row = ROW[state.step]
    if state.is_open_gate:
        at_gate = {
            row.approved: Meaning.APPROVE,
            HOLD_LABELS[Hold.ATTENTION]: Meaning.REJECT,
            row.working: Meaning.REDO,
        }
        return at_gate.get(typed)
    is_stuck = state.phase is Phase.FAILED or hold is not None
    goes_on = {QUEUED, *(one.working for one in STEPS)}
    return Meaning.RETRY if is_stuck and typed in goes_on else None


def _ways(state: State, hold: Hold | None) -> str:
    """What can be set there."""
    if state.phase is Phase.CANCELLED:
        return "Make another row for another film."
    if state.is_final:
        return "It is published."
    row = ROW[state.step]
    if state.is_open_gate:
        return (
            f"“{row.approved}” lets it go on, “{HOLD_LABELS[Hold.ATTENTION]}” rejects it; write "
            "into Redo what to make again."
        )
    if state.phase is Phase.FAILED or hold is not None:
        return f"“{QUEUED}” tries again, “{CANCELLED}” ends it."
    return f"It is being made; “{CANCELLED}” ends it."
