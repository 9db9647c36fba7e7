"""What front ends see of a film: plain values, read by `queries`, rendered by the bot. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from pipeline.channels import ChannelConfig
from pipeline.library import KeptLibrary
from pipeline.lifecycle import Hold, State, Step, label
from pipeline.publication import Privacy
from pipeline.storyboard import Storyboard


@dataclass(frozen=True)
class Progress:
    """How far one step is.

    Attributes:
        total: Units of the step; None while the storyboard is not written.
        failed: Units that need a person.
        share: How far what is made now says that it is, 0 to 1; None where it does not say.
    """

    step: Step
    done: int
    working: int
    failed: int
    total: int | None
    share: float | None = None


@dataclass(frozen=True)
class Waiting:
    """The question that is open."""

    review_id: uuid.UUID
    gate: Step
    since: datetime


@dataclass(frozen=True)
class Setback:
    """Why a unit is not made yet or not at all.

    Attributes:
        kind: The script's own word (`disk`, `busy`, `input`, `key`, …) or ours (`timeout`, `crash`).
        next_try: When it is tried again by itself; None where a person must do something.
    """

    step: Step
    number: int
    name: str
    message: str
    kind: str
    next_try: datetime | None


@dataclass(frozen=True)
class StepCost:
    """The money of one step, in US dollars.

    Attributes:
        to_come: What the takes that are still to be made will cost, at the listed prices.
        spent: What its takes have cost so far.
        is_guess: The storyboard is not written yet, so nobody knows how many takes there will be.
    """

    step: Step
    provider: str
    to_come: Decimal
    spent: Decimal
    is_guess: bool = False


@dataclass(frozen=True)
class Money:
    """What a film has cost and will, in US dollars.

    Attributes:
        steps: The steps that cost, or have cost, something; in order.
        uncertain: What of `spent` may not have been charged: answers that were lost.
        reserved: For what is being made now; neither in `spent` nor in a step's `to_come`.
        cap: What the film may cost; a person can raise it.
        unpriced: Why nothing can be said, where the price list does not say.
        is_stopped: Nothing paid is sent anywhere now.
        stopped_by: By whom.
    """

    steps: tuple[StepCost, ...]
    spent: Decimal
    uncertain: Decimal
    reserved: Decimal
    cap: Decimal
    unpriced: str = ""
    is_stopped: bool = False
    stopped_by: str = ""

    @property
    def to_come(self) -> Decimal:
        return sum((step.to_come for step in self.steps), Decimal(0))

    @property
    def left(self) -> Decimal:
        """Of the cap; below nothing where it was lowered, or more was charged than listed."""
        return self.cap - self.spent - self.reserved


@dataclass(frozen=True)
class VideoView:
    """A film's row, as cards and lists show it.

    Attributes:
        hold_until: When it goes on by itself that is held; None where a person must answer.
        remaining: Work left, estimated from what such takes took lately; not the people's time.
        spent_usd: What the takes so far have cost.
        draft: The number of the draft that it is the final of.
        finals: The numbers of the newest finals that were made of it.
    """

    id: uuid.UUID
    number: int
    channel: str
    channel_name: str
    title: str
    topic: str
    story_direction: str
    mode: str
    priority: int
    state: State
    hold: Hold | None
    hold_reason: str | None
    hold_until: datetime | None
    error: str | None
    place: str | None
    version: int
    created_at: datetime
    updated_at: datetime
    ended_at: datetime | None
    config: ChannelConfig
    storyboard: Storyboard | None
    waiting: Waiting | None = None
    progress: tuple[Progress, ...] = ()
    remaining: timedelta | None = None
    spent_usd: Decimal = Decimal(0)
    hold_cause: str | None = None
    budget_usd: Decimal | None = None  # where a person has set one
    privacy: Privacy = "private"
    publish_at: datetime | None = None
    setbacks: tuple[Setback, ...] = ()  # of the takes that are wanted now, by step and number
    draft: int | None = None
    finals: tuple[int, ...] = ()
    library: KeptLibrary = field(default_factory=KeptLibrary)  # as it was when it was queued

    @property
    def label(self) -> str:
        """The status people read."""
        return label(self.state, self.hold)


@dataclass(frozen=True)
class TakeView:
    """One take, as `/video show` and previews tell it."""

    id: uuid.UUID
    step: Step
    number: int
    take: int
    name: str
    prompt: str
    note: str
    state: str
    provider: str
    file: str | None
    sha256: str | None
    seconds: float | None
    cost_usd: Decimal | None
    error: str | None
    attempts: int
    not_before: datetime | None
    result: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Earlier:
    """What stood for a unit before it was made again."""

    file: str
    sha256: str
    note: str


@dataclass(frozen=True)
class Changes:
    """What is new since people were asked before.

    Attributes:
        takes: Newest first, by their ids, with what stood before; None where nothing did.
        edits: The shots that people edited, and what of them.
    """

    takes: Mapping[uuid.UUID, Earlier | None] = field(default_factory=dict)
    edits: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class ReviewView:
    """A question and what became of it."""

    id: uuid.UUID
    video_id: uuid.UUID
    gate: Step
    state: str
    content_hash: str
    decision: str | None
    decided_by: str | None
    via: str | None
    created_at: datetime
    decided_by_id: str | None = None


@dataclass(frozen=True)
class MirrorView:
    """How a film is shown on one surface; `external` holds the surface's own ids."""

    video_id: uuid.UUID
    external_id: str | None
    external: dict[str, Any]
    written: dict[str, Any]
    shown_version: int


@dataclass(frozen=True)
class InboxItem:
    """A film that waits for a person."""

    video: VideoView
    since: datetime
    why: str  # one sentence
