"""The scheduler that others are compared with, where the answer is known."""

from __future__ import annotations

import pytest

from tests.benchmarks.ideal import Job, ideal_seconds

FOUR = [Job(f"job {number}", "clip", cpu=1.0, waits=2.0) for number in range(4)]


@pytest.mark.parametrize(
    ("at_once", "cores", "seconds"),
    [
        (4, 4, 3.0),
        (4, 2, 4.0),  # half a second each of computing before and after, two at a time
        (2, 2, 6.0),  # two rounds
        (1, 2, 12.0),
        (4, 1, 6.0),
    ],
)
def test_what_limits_and_cores_allow(at_once: int, cores: int, seconds: float) -> None:
    assert ideal_seconds(FOUR, {"clip": at_once}, cores) == pytest.approx(seconds)


def test_what_needs_another_comes_after_it() -> None:
    late = Job("late", "film", cpu=1.0, waits=0.0, after=frozenset({"job 0", "job 3"}))
    assert ideal_seconds([late, *FOUR], {"clip": 4, "film": 1}, 2) == pytest.approx(5.0)


def test_what_can_never_begin() -> None:
    stuck = Job("stuck", "clip", 1.0, 0.0, after=frozenset({"nobody"}))
    with pytest.raises(ValueError, match="stuck"):
        ideal_seconds([stuck], {"clip": 1}, 1)
