"""The values plans are made of: the film, its desired state, and the units that make it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from pipeline.channels import ChannelConfig, Choice
from pipeline.library import KeptLibrary
from pipeline.lifecycle import Step
from pipeline.providers import YOUTUBE
from pipeline.publication import Privacy
from pipeline.steps.calls import Call, Derived, Detail, Document, Sha256, Use, leaves
from pipeline.storyboard import Storyboard

UnitKey = tuple[Step, int]


class UnitPlan(BaseModel):
    """What a person wants of one unit beyond the storyboard."""

    model_config = ConfigDict(frozen=True)

    note: str = ""
    round: int = 0  # raised by every redo, so that the same inputs are made once more


class Texts(BaseModel):
    """What a storyboard was written from, where the film has another name since."""

    model_config = ConfigDict(frozen=True)

    title: str
    topic: str
    story_direction: str


class SoldClip(BaseModel):
    """The length of a clip that is bought, frozen when it was planned.

    Attributes:
        asked: The shot's own seconds then; an edit of them asks anew.
        seconds: One of the durations its model sells.
    """

    model_config = ConfigDict(frozen=True)

    asked: float
    seconds: int


class Plan(BaseModel):
    """The desired state: only a decision, an edit or a new storyboard changes it.

    Attributes:
        shots: How many shots were asked for.
        library: The channel's own assets and voices, as they were when the film was queued.
        given: The storyboard a person attached.
        storyboard: The shots to make, once there are any.
        units: Notes and rounds by `step:number`; a unit not named has neither.
        gates_passed: The gates a person (or `auto_approve`) has opened.
        texts: What the storyboard was written from; None as long as that is what the film says.
        clips: The lengths of bought clips by shot; a real voice never makes one stale.
        is_timed: A person has said when or for whom it is published: it takes no slot.
        is_out: It was published: what was made stays as it was, whatever plans say since.
    """

    shots: int
    library: KeptLibrary = KeptLibrary()
    given: Storyboard | None = None
    storyboard: Storyboard | None = None
    units: dict[str, UnitPlan] = {}
    gates_passed: list[Step] = []
    texts: Texts | None = None
    clips: dict[str, SoldClip] = {}
    is_timed: bool = False
    is_out: bool = False

    def unit(self, step: Step, number: int) -> UnitPlan:
        return self.units.get(f"{step}:{number}", UnitPlan())

    def redone(self, step: Step, number: int, note: str) -> None:
        """Ask for one more round of a unit; an empty note keeps the last one."""
        before = self.unit(step, number)
        kept = UnitPlan(note=note or before.note, round=before.round + 1)
        self.units[f"{step}:{number}"] = kept


@dataclass(frozen=True)
class Film:
    """All that plans look at."""

    key: str  # its id: numbers begin again with another database, and folders stay
    number: int
    channel: str
    title: str
    topic: str
    story_direction: str
    mode: str
    config: ChannelConfig
    plan: Plan
    privacy: Privacy = "private"
    publish_at: datetime | None = None

    def choice(self, step: Step) -> Choice:
        """Who makes the media of a step; drafts are always local."""
        if self.mode != "final":
            return Choice()
        if step is Step.COMPOSITES:
            return self.config.composites
        if step is Step.UPLOAD and self.config.youtube is not None:
            return _YOUTUBE
        return self.config.providers.by_step.get(step, Choice())


_YOUTUBE = Choice.model_construct(provider=YOUTUBE)


@dataclass(frozen=True)
class Unit:
    """One thing a step makes, and everything that decides what it will be.

    Attributes:
        name: What people call it.
        prompt: The words it is made from, for people.
        fields: Its own inputs; with note, round, provider, model and the content of what it
            uses they are all that makes a take of it stale.
        uses: The units whose chosen takes go into it.
        amount: What a paid provider counts of it, by measure: pictures, seconds, characters.
    """

    step: Step
    number: int
    name: str
    prompt: str
    provider: str
    model: str
    note: str
    round: int
    fields: Mapping[str, Any]
    uses: tuple[UnitKey, ...]
    call: Call
    amount: Mapping[str, float] = field(default_factory=dict)

    @property
    def key(self) -> UnitKey:
        return self.step, self.number

    def inputs_hash(self, contents: Mapping[UnitKey, str]) -> str:
        """The sha256 of everything that decides what the unit will be.

        Args:
            contents: The sha256 of the chosen take of every unit in `uses`.
        """
        inputs = {
            "step": self.step,
            "fields": self.fields,
            "note": self.note,
            "round": self.round,
            "provider": self.provider,
            "model": self.model,
            "uses": [[*key, contents[key]] for key in self.uses],
        }
        return digest(inputs)


def digest(value: Any) -> str:
    """The sha256 of a JSON value, the same whatever the order of its keys."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def make_unit(
    film: Film,
    step: Step,
    number: int,
    *,
    name: str,
    prompt: str,
    fields: Mapping[str, Any],
    call: Call,
    provider: str | None = None,
    amount: Mapping[str, float] | None = None,
) -> Unit:
    """A unit with what the plan wants of it; what it uses is read from its call.

    Args:
        provider: Who makes it, where that is not the channel's choice.
        amount: What a paid provider would count.
    """
    wanted = film.plan.unit(step, number)
    choice = film.choice(step) if provider is None else Choice.model_construct(provider=provider)
    documents = [a.content for a in call.arguments if isinstance(a, Document)]
    found = leaves([*call.arguments, *documents])
    named = [
        leaf.source if isinstance(leaf, Derived) else leaf
        for leaf in found
        if isinstance(leaf, Use | Detail | Derived | Sha256)
    ]
    return Unit(
        step=step,
        number=number,
        name=name,
        prompt=prompt,
        provider=choice.provider,
        model=choice.model,
        note=wanted.note,
        round=wanted.round,
        fields=fields,
        uses=tuple(dict.fromkeys((leaf.step, leaf.number) for leaf in named)),
        call=call,
        amount=amount or {},
    )
