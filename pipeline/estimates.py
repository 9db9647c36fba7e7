"""How long a film still takes, from what such takes took lately. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from pipeline.lifecycle import Step
from pipeline.views import Progress

Pace = Mapping[Step, float]

# Seconds per take before any was measured: the local scripts on two cores.
FIRST_GUESS: Pace = {
    Step.STORYBOARD: 2.0,
    Step.ASSETS: 1.0,
    Step.COMPOSITES: 1.0,
    Step.VIDEO: 4.0,
    Step.NARRATION: 0.5,
    Step.SFX: 0.5,
    Step.ASSEMBLY: 10.0,
    Step.UPLOAD: 1.0,
}
AT_ONCE = 2  # takes side by side on the smallest machine Slate is made for


def remaining(progress: Iterable[Progress], pace: Pace, shots: int) -> timedelta:
    """The work left, not counting the time people take at the gates.

    Args:
        pace: Seconds per take of each step, where measured.
        shots: How many units a step has while the storyboard is not written.
    """
    seconds = 0.0
    for row in progress:
        left = (row.total if row.total is not None else shots) - row.done
        seconds += left * pace.get(row.step, FIRST_GUESS[row.step]) / min(AT_ONCE, max(left, 1))
    return timedelta(seconds=round(seconds))
