"""A film is a build: which takes stand, which are missing, and where that leaves the film. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pipeline.lifecycle import START, STEPS, Phase, State, Step
from pipeline.steps import plan
from pipeline.steps.film import Film, Unit, UnitKey, digest
from pipeline.steps.storyboard import STORYBOARD
from pipeline.steps.upload import VISIBILITY, publication_of


class TakeState(StrEnum):
    """What became of one run for one unit."""

    PLANNED = "planned"  # wanted; nobody makes it yet
    WORKING = "working"  # a worker holds its lease
    DONE = "done"
    FAILED = "failed"  # for good, until a person asks again
    UNCERTAIN = "uncertain"  # a paid submission may have happened: a person must answer
    UNWANTED = "unwanted"  # no longer wanted, but paid for: what it cost is waited for
    SUPERSEDED = "superseded"  # no longer wanted


LIVE = frozenset({TakeState.PLANNED, TakeState.WORKING})
STUCK = frozenset({TakeState.FAILED, TakeState.UNCERTAIN})
GONE = frozenset({TakeState.UNWANTED, TakeState.SUPERSEDED})  # no build looks at them


@dataclass(frozen=True)
class Take:
    """What a build looks at in a take."""

    id: Any
    step: Step
    number: int
    state: TakeState
    inputs_hash: str
    sha256: str | None = None


@dataclass(frozen=True)
class Missing:
    """A unit whose take must be made now."""

    unit: Unit
    inputs_hash: str


@dataclass
class Build:
    """Where a film stands.

    Attributes:
        state: What people see.
        chosen: The take that stands for each unit that is done.
        missing: What can be made now and nobody makes yet.
        wanted: The ids of live takes that are still wanted.
        undisturbed: The same of later steps, where nothing makes stale what a take is made from.
        stuck: The takes for which a person is needed.
        content: At an open gate, the hash of what is to be approved.
        standing: Also the takes of later steps that nothing makes stale.
    """

    state: State
    chosen: dict[UnitKey, Take] = field(default_factory=dict)
    standing: dict[UnitKey, Take] = field(default_factory=dict)
    missing: list[Missing] = field(default_factory=list)
    wanted: set[Any] = field(default_factory=set)
    undisturbed: set[Any] = field(default_factory=set)
    stuck: list[Take] = field(default_factory=list)
    content: str | None = None


def build(film: Film, takes: Iterable[Take]) -> Build:
    """Walk the steps as far as the takes carry."""
    by_unit: dict[UnitKey, list[Take]] = {}
    for take in takes:
        by_unit.setdefault((take.step, take.number), []).append(take)
    plans = {row.step: plan(row.step, film) for row in STEPS}
    result = Build(START)
    _walk(film, plans, by_unit, result)
    ahead = Build(START, chosen=dict(result.chosen))
    for units in plans.values():
        _make(units, by_unit, ahead, is_out=film.plan.is_out)
    result.standing = ahead.chosen
    if (Step.STORYBOARD, STORYBOARD) in result.chosen:  # plans read shots that stand
        result.undisturbed = ahead.wanted
    return result


def _walk(
    film: Film,
    plans: Mapping[Step, list[Unit]],
    by_unit: Mapping[UnitKey, list[Take]],
    result: Build,
) -> None:
    """Go from step to step until one is not complete, or a person must decide."""
    for row in STEPS:
        units = plans[row.step]
        if not _make(units, by_unit, result, is_out=film.plan.is_out):
            result.state = _unfinished(row.step, units, by_unit, result)
            return
        if row.is_gate and row.step not in film.plan.gates_passed:
            result.state = State(row.step, Phase.READY)
            result.content = content_of(row.step, film, result.chosen)
            return
        result.state = State(row.step, Phase.APPROVED if row.is_gate else Phase.READY)


def _make(
    units: list[Unit], by_unit: Mapping[UnitKey, list[Take]], result: Build, *, is_out: bool
) -> bool:
    """Choose, keep or ask for a take of every unit; true when all are done."""
    is_done = True
    for unit in units:
        if unit.key in result.chosen:
            continue
        if any(key not in result.chosen for key in unit.uses):
            is_done = False
            continue
        wanted = unit.inputs_hash({key: _content(result.chosen[key]) for key in unit.uses})
        takes = by_unit.get(unit.key, [])
        same = [take for take in takes if take.inputs_hash == wanted]
        # Of a film that is out only who sees it is still made.
        kept = takes if is_out and unit.key != (Step.UPLOAD, VISIBILITY) else same
        done = [take for take in kept if take.state is TakeState.DONE]
        if done:
            result.chosen[unit.key] = done[-1]
            continue
        is_done = False
        live = [take for take in same if take.state in LIVE]
        stuck = [take for take in same if take.state in STUCK]
        if live:
            result.wanted.update(take.id for take in live)
        elif stuck:
            result.stuck.append(stuck[-1])
        else:
            result.missing.append(Missing(unit, wanted))
    return is_done


def _content(take: Take) -> str:
    if take.sha256 is None:
        raise ValueError(f"a finished take of {take.step} {take.number} has no content")
    return take.sha256


def _unfinished(
    step: Step, units: list[Unit], by_unit: Mapping[UnitKey, list[Take]], result: Build
) -> State:
    """The state of a film whose earliest incomplete step is this one."""
    if result.stuck and not result.missing and not result.wanted:
        return State(step, Phase.FAILED)
    working = {
        take.id
        for unit in units
        for take in by_unit.get(unit.key, [])
        if take.state is TakeState.WORKING and take.id in result.wanted
    }
    has_begun = working or result.stuck or any(unit.key in result.chosen for unit in units)
    return State(step, Phase.WORKING) if has_begun else result.state


def content_of(gate: Step, film: Film, chosen: Mapping[UnitKey, Take]) -> str:
    """The hash of what a person approves at this gate.

    The sorted sha256 of the step's chosen takes; at the storyboard also the shots, which may have
    been edited; at the last gate the film and what will be published with it.
    """
    step = Step.ASSEMBLY if gate is Step.REVIEW else gate
    contents: list[Any] = sorted(_content(take) for key, take in chosen.items() if key[0] is step)
    if gate is Step.STORYBOARD and film.plan.storyboard:
        contents.append(film.plan.storyboard.model_dump(mode="json"))
    if gate is Step.REVIEW:
        published = publication_of(film)
        contents += [published.metadata(), *filter(None, [published.visibility()])]
    return digest(contents)


def dependants(film: Film, keys: Iterable[UnitKey]) -> list[Unit]:
    """The units that are made again when these are, in the order they are made."""
    affected = set(keys)
    units = [unit for row in STEPS for unit in plan(row.step, film)]
    if (Step.STORYBOARD, STORYBOARD) in affected:
        return units  # plans read its shots, so it stands behind every unit
    made = []
    for unit in units:
        if unit.key in affected or any(key in affected for key in unit.uses):
            affected.add(unit.key)
            made.append(unit)
    return made
