"""Reading a unit's call in tests."""

from __future__ import annotations

from pipeline.lifecycle import Step
from pipeline.steps import plan
from pipeline.steps.calls import Argument, StoredFile
from pipeline.steps.film import Film, Plan, Unit
from pipeline.storyboard import Storyboard
from tests.pipeline.films import CONFIG, FOREST, film


def planned(board: Storyboard | None = FOREST, **config: object) -> Film:
    """A film whose storyboard is written."""
    changed = CONFIG.model_copy(update=config)
    return film(Plan(shots=3, storyboard=board), changed)


def unit(made: Film, step: Step, number: int) -> Unit:
    return next(unit for unit in plan(step, made) if unit.number == number)


def arguments(of: Unit) -> dict[str, Argument]:
    """A call's options by name, whether they stand in one argument or two.

    Without those that are part text, part file, of which there may be several.
    """
    found: dict[str, Argument] = {}
    rest = [a for a in of.call.arguments if not (isinstance(a, StoredFile) and a.before)]
    while rest:
        first = rest.pop(0)
        assert isinstance(first, str) and first.startswith("--")
        name, sign, value = first.partition("=")
        found[name] = value if sign else rest.pop(0)
    return found


def command_line(of: Unit) -> list[str]:
    """A call as a worker passes it on, with any path for a file."""
    path = "some/path"
    made = [
        a.before + path if isinstance(a, StoredFile) else a if isinstance(a, str) else path
        for a in of.call.arguments
    ]
    return [*made, "--output", of.call.output]
