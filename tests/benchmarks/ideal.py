"""What work takes by a scheduler that needs no time itself: the bound others are compared with.

Work is begun in order as soon as what it needs is there and its kind's limit allows. It waits for
a service between two equal parts of computing, and all that compute share the cores evenly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Job:
    """Something to do.

    Attributes:
        kind: Whose limit counts.
        cpu: Seconds of computing.
        waits: Seconds for which it only waits, half of the computing done.
        after: The names of what must be done before.
    """

    name: str
    kind: str
    cpu: float
    waits: float
    after: frozenset[str] = frozenset()


@dataclass
class _Begun:
    """A job under way: the seconds left of each part."""

    job: Job
    parts: list[float] = field(default_factory=list)

    @property
    def computes(self) -> bool:
        return len(self.parts) != 2  # of computing, waiting, computing


def ideal_seconds(jobs: Iterable[Job], at_once: Mapping[str, int], cores: int) -> float:
    """Seconds until all is done.

    Args:
        jobs: In the order in which they are begun where a limit lets one wait for another.
        at_once: The limits by kind.

    Raises:
        ValueError: Some never can begin.
    """
    waiting, begun = list(jobs), list[_Begun]()
    done: set[str] = set()
    now = 0.0
    while waiting or begun:
        _begin(waiting, begun, done, at_once)
        if not begun:
            raise ValueError(f"{waiting[0].name} waits for what nobody does")
        computing = sum(one.computes for one in begun)
        speed = min(1.0, cores / computing) if computing else 1.0
        passes = min(one.parts[0] / (speed if one.computes else 1.0) for one in begun)
        now += passes
        for one in begun:
            one.parts[0] -= passes * (speed if one.computes else 1.0)
            if one.parts[0] <= 1e-9:
                one.parts.pop(0)
        done |= {one.job.name for one in begun if not one.parts}
        begun = [one for one in begun if one.parts]
    return now


def _begin(
    waiting: list[Job], begun: list[_Begun], done: set[str], at_once: Mapping[str, int]
) -> None:
    """Begin what can be begun now."""
    busy = Counter(one.job.kind for one in begun)
    for job in list(waiting):
        if job.after <= done and busy[job.kind] < at_once[job.kind]:
            busy[job.kind] += 1
            waiting.remove(job)
            begun.append(_Begun(job, [job.cpu / 2, job.waits, job.cpu / 2]))
