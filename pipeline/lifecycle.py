"""What a film goes through: one table, everything else derived from it.

No status is compared anywhere else, and no label is typed anywhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """A stretch of work, in the order films take."""

    STORYBOARD = "storyboard"
    ASSETS = "assets"
    COMPOSITES = "composites"
    VIDEO = "video"
    NARRATION = "narration"
    SFX = "sfx"
    ASSEMBLY = "assembly"
    REVIEW = "review"
    UPLOAD = "upload"


class Phase(StrEnum):
    """Where a film stands within its step."""

    WAITING = "waiting"  # nothing of the step has started
    WORKING = "working"  # a take of the step has been claimed
    READY = "ready"  # all takes are there; a gated step waits for a person
    APPROVED = "approved"  # the gate is passed; the next step has not started
    FAILED = "failed"  # it does not go on without a person
    CANCELLED = "cancelled"  # a person ended it


class Hold(StrEnum):
    """Why a film stands still although its phase would let it go on."""

    QUOTA = "quota"  # until a service's new day
    BUDGET = "budget"  # until a cap allows it
    ATTENTION = "attention"  # until a person answers


class Cause(StrEnum):
    """What a hold waits for, so that what ends it finds the films it holds."""

    REJECTED = "rejected"  # what to change
    UNCERTAIN = "uncertain"  # whether to pay for something that may be paid already
    KEY = "key"  # a key that its provider accepts
    QUOTA = "quota"  # a service's new day
    FILM_CAP = "film_cap"  # a person who raises it
    CHANNEL_DAY = "channel_day"  # tomorrow
    INSTALLATION_DAY = "installation_day"  # tomorrow


@dataclass(frozen=True)
class StepRow:
    """One row of the table.

    Attributes:
        unit: What one take of the step makes, for people ("3 of 6 clips").
        working, ready, approved, error: The labels people see; None where there is none.
        is_gate: A person decides before the next step starts.
    """

    step: Step
    unit: str
    working: str | None
    ready: str
    approved: str | None
    error: str | None

    @property
    def is_gate(self) -> bool:
        return self.approved is not None


STEPS: tuple[StepRow, ...] = (
    StepRow(
        Step.STORYBOARD,
        "storyboard",
        "Writing Storyboard",
        "Storyboard Ready",
        "Approved - Storyboard",
        "Error: Storyboard Failed",
    ),
    StepRow(
        Step.ASSETS,
        "picture",
        "Generating Assets",
        "Assets Ready",
        "Approved - Assets",
        "Error: Asset Generation Failed",
    ),
    StepRow(
        Step.COMPOSITES,
        "composite",
        "Creating Composites",
        "Composites Ready",
        None,
        "Error: Composite Failed",
    ),
    StepRow(
        Step.VIDEO,
        "clip",
        "Generating Video",
        "Video Ready",
        "Approved - Video",
        "Error: Video Generation Failed",
    ),
    StepRow(
        Step.NARRATION,
        "line",
        "Generating Audio",
        "Audio Ready",
        "Approved - Audio",
        "Error: Audio Generation Failed",
    ),
    StepRow(
        Step.SFX,
        "sound",
        "Generating Sound Effects",
        "Sound Effects Ready",
        None,
        "Error: Sound Effects Failed",
    ),
    StepRow(
        Step.ASSEMBLY, "film", "Assembling", "Assembly Complete", None, "Error: Assembly Failed"
    ),
    StepRow(Step.REVIEW, "decision", None, "Final Review", "Approved", None),
    StepRow(Step.UPLOAD, "publication", "Uploading", "Published", None, "Error: Upload Failed"),
)

ROW: Mapping[Step, StepRow] = {row.step: row for row in STEPS}
GATES: tuple[Step, ...] = tuple(row.step for row in STEPS if row.is_gate)
WORKED: tuple[Step, ...] = tuple(row.step for row in STEPS if row.working)
LAST = STEPS[-1].step

DRAFT = "Draft"
QUEUED = "Queued"
CANCELLED = "Cancelled"
HOLD_LABELS: Mapping[Hold, str] = {
    Hold.QUOTA: "Waiting for Quota",
    Hold.BUDGET: "Waiting for Budget",
    Hold.ATTENTION: "Needs Attention",
}


@dataclass(frozen=True)
class State:
    """Where a film stands; all that a status is."""

    step: Step
    phase: Phase

    @property
    def is_final(self) -> bool:
        """The film is published or cancelled; of a published one only who sees it can change."""
        return self.phase is Phase.CANCELLED or self == PUBLISHED

    @property
    def is_open_gate(self) -> bool:
        """A person's decision is waited for."""
        return self.phase is Phase.READY and ROW[self.step].is_gate


START = State(Step.STORYBOARD, Phase.WAITING)
PUBLISHED = State(LAST, Phase.READY)


def index(step: Step) -> int:
    """The place of a step in the table."""
    return _INDEX[step]


def leads_to(before: State, after: State) -> bool:
    """Whether a film may be seen there next.

    A step whose takes are all there already is passed over without a stop, so the way may lead
    through the passed states of several steps.
    """
    here = before
    while after not in FOLLOWING[here]:
        if here.is_final:
            return False
        here = _passed(_onward(here))
    return True


def label(state: State, hold: Hold | None = None) -> str:
    """What people read in Discord and Notion."""
    if state.phase is Phase.CANCELLED:
        return CANCELLED
    if hold is not None and not state.is_final:
        return HOLD_LABELS[hold]
    row = ROW[state.step]
    text = {
        Phase.WAITING: QUEUED,
        Phase.WORKING: row.working,
        Phase.READY: row.ready,
        Phase.APPROVED: row.approved,
        Phase.FAILED: row.error,
    }[state.phase]
    if text is None:
        raise ValueError(f"no film is ever {state.step} {state.phase}")
    return text


def _states() -> list[State]:
    states = [START]
    for row in STEPS:
        phases = {
            Phase.WORKING: row.working,
            Phase.READY: row.ready,
            Phase.APPROVED: row.approved,
            Phase.FAILED: row.error,
            Phase.CANCELLED: CANCELLED,
        }
        states += [State(row.step, phase) for phase, text in phases.items() if text]
    return states


def _following(state: State) -> frozenset[State]:
    """The states that may come next.

    A film shows its earliest incomplete step, and a redo may make any earlier step again: so every
    living state leads back to whatever came before it, to the other phases of its own step, on to
    the next step once its own is passed, and out.
    """
    if state.phase is Phase.CANCELLED:
        return frozenset()
    if state.is_final:
        return frozenset({State(LAST, Phase.WORKING), State(LAST, Phase.FAILED)})
    here = index(state.step)
    reach = here + 1 if state == _passed(state.step) else here
    return frozenset(
        other
        for other in ALL_STATES
        if other != state
        and (
            other.step is state.step
            if other.phase is Phase.CANCELLED
            else index(other.step) <= reach
        )
    )


def _passed(step: Step) -> State:
    """Where a film stands that is done with a step, its gate included."""
    return State(step, Phase.APPROVED if ROW[step].is_gate else Phase.READY)


def _onward(state: State) -> Step:
    """The step that a film has to pass next."""
    return STEPS[index(state.step) + 1].step if state == _passed(state.step) else state.step


_INDEX = {row.step: place for place, row in enumerate(STEPS)}
ALL_STATES: tuple[State, ...] = tuple(_states())
FOLLOWING: Mapping[State, frozenset[State]] = {state: _following(state) for state in ALL_STATES}
LABELS: tuple[str, ...] = tuple(
    dict.fromkeys(
        [DRAFT, QUEUED]
        + [label(state) for state in ALL_STATES if state.phase is not Phase.CANCELLED]
        + [*HOLD_LABELS.values(), CANCELLED]
    )
)
