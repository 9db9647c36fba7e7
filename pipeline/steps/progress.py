"""How far each step of a film is. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from pipeline.lifecycle import WORKED, Step
from pipeline.steps import plan
from pipeline.steps.build import Build, Take, TakeState
from pipeline.steps.film import Film
from pipeline.views import Progress


def progress_of(
    film: Film,
    takes: Iterable[Take],
    built: Build,
    shares: Mapping[Step, float] = MappingProxyType({}),
) -> tuple[Progress, ...]:
    """One row per step that makes something, in order.

    Args:
        shares: How far takes say that they are.
    """
    working = {
        (take.step, take.number)
        for take in takes
        if take.state is TakeState.WORKING and take.id in built.wanted
    }
    rows = []
    for step in WORKED:
        keys = {unit.key for unit in plan(step, film)}
        rows.append(
            Progress(
                step=step,
                done=len(keys & set(built.standing)),
                working=len(keys & working),
                failed=sum(take.step is step for take in built.stuck),
                total=len(keys) or None,
                share=shares.get(step),
            )
        )
    return tuple(rows)
