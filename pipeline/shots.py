"""What a changed shot comes to: the new storyboard, and the units whose take is another. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline import storyboard
from pipeline.casting import Cast
from pipeline.errors import NotFound
from pipeline.lifecycle import STEPS
from pipeline.providers import is_paid
from pipeline.steps import plan
from pipeline.steps.build import Build, Take, TakeState, build, dependants
from pipeline.steps.film import Film, Unit, UnitKey
from pipeline.storyboard import Shot, Storyboard

FIELDS = ("action", "narration", "motion", "sound", "seconds")
Value = str | float


@dataclass(frozen=True)
class Edit:
    """What a person wants of one shot; None leaves a field as it is."""

    shot: int
    action: str | None = None
    narration: str | None = None
    motion: str | None = None
    sound: str | None = None
    seconds: float | None = None

    @property
    def fields(self) -> dict[str, Value]:
        """What was given, by the names that a shot has for it."""
        given = {name: getattr(self, name) for name in FIELDS}
        return {name: value for name, value in given.items() if value is not None}


@dataclass(frozen=True)
class Consequence:
    """What becomes of the units that are made from what changed, in the order they are made.

    Attributes:
        others: Those whose take is another from now on, or none.
        again: Those of them that have to be made again; for the rest an earlier take stands.
    """

    others: tuple[Unit, ...]
    again: tuple[Unit, ...]


def shot_of(board: Storyboard, number: int) -> Shot:
    """A shot by its number.

    Raises:
        NotFound: There is none.
    """
    count = len(board.shots)
    if not 1 <= number <= count:
        there = f"there are shots 1 to {count}" if count > 1 else "there is shot 1 only"
        raise NotFound(f"This film has no shot {number}: {there}.")
    return board.shots[number - 1]


def changed(board: Storyboard, wish: Edit) -> Storyboard:
    """The storyboard with the edit.

    Raises:
        NotFound: There is no such shot.
        InvalidInput: It breaks the storyboard's rules; the sentence names the place.
    """
    shot_of(board, wish.shot)
    data = board.model_dump(mode="json")
    data["shots"][wish.shot - 1] |= wish.fields
    speakers = dict.fromkeys(shot.voice for shot in board.shots if shot.voice)
    return storyboard.validate(data, Cast(voices=tuple(speakers)))


def differences(before: Shot, after: Shot) -> dict[str, tuple[Value, Value]]:
    """Old and new value of every field that an edit changes."""
    values = {name: (getattr(before, name), getattr(after, name)) for name in FIELDS}
    return {name: (was, now) for name, (was, now) in values.items() if was != now}


def with_storyboard(film: Film, board: Storyboard) -> Film:
    """The film with other shots; the one that was given stays as it is."""
    after = replace(film, plan=film.plan.model_copy(deep=True))
    after.plan.storyboard = board
    return after


def consequence(before: Film, built: Build, after: Film, takes: Sequence[Take]) -> Consequence:
    """What becomes of what was made for a film whose shots are others now.

    What was neither made nor begun has no take that could be another.

    Args:
        built: What stands for the film before.
    """
    stands = build(after, takes).standing
    begun = {(take.step, take.number) for take in takes if take.state is TakeState.WORKING}
    others = tuple(
        unit
        for unit in dependants(after, _with_other_inputs(before, after))
        if unit.key in begun
        or (unit.key in built.standing and built.standing[unit.key] != stands.get(unit.key))
    )
    return Consequence(others, tuple(unit for unit in others if unit.key not in stands))


def _with_other_inputs(before: Film, after: Film) -> list[UnitKey]:
    """The units whose own inputs are not what they were, whatever they use."""
    was = {unit.key: _own_inputs(unit) for unit in _units(before)}
    return [unit.key for unit in _units(after) if was.get(unit.key) != _own_inputs(unit)]


def _units(film: Film) -> list[Unit]:
    return [unit for row in STEPS for unit in plan(row.step, film)]


def _own_inputs(unit: Unit) -> str:
    return unit.inputs_hash(dict.fromkeys(unit.uses, ""))


def paid(units: Sequence[Unit]) -> frozenset[UnitKey]:
    """Those that cost money to make."""
    return frozenset(unit.key for unit in units if is_paid(unit.provider))
