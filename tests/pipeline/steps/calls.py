"""Reading a unit's call in tests."""

from __future__ import annotations

from pipeline.lifecycle import Step
from pipeline.steps import plan
from pipeline.steps.film import Argument, Film, Plan, Unit
from pipeline.storyboard import Storyboard
from tests.pipeline.films import CONFIG, FOREST, film


def planned(board: Storyboard | None = FOREST, **config: object) -> Film:
    """A film whose storyboard is written."""
    changed = CONFIG.model_copy(update=config)
    return film(Plan(shots=3, storyboard=board), changed)


def unit(made: Film, step: Step, number: int) -> Unit:
    return next(unit for unit in plan(step, made) if unit.number == number)


def arguments(of: Unit) -> dict[str, Argument]:
    """A call's options by name, whether they stand in one argument or two."""
    found: dict[str, Argument] = {}
    rest = list(of.call.arguments)
    while rest:
        first = rest.pop(0)
        assert isinstance(first, str) and first.startswith("--")
        name, sign, value = first.partition("=")
        found[name] = value if sign else rest.pop(0)
    return found
