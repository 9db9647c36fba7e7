"""How long a film still takes."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from pipeline.estimates import FIRST_GUESS, remaining
from pipeline.lifecycle import WORKED, Step
from pipeline.views import Progress

rows = st.builds(
    lambda step, total, done: Progress(step, min(done, total), 0, 0, total or None),
    st.sampled_from(WORKED),
    st.integers(0, 60),
    st.integers(0, 60),
)


def row(step: Step, done: int, total: int | None) -> Progress:
    return Progress(step, done, 0, 0, total)


def test_nothing_left_takes_no_time() -> None:
    assert remaining([row(Step.VIDEO, 6, 6)], {}, 6) == timedelta(0)


def test_measured_paces_count_before_guesses() -> None:
    assert remaining([row(Step.VIDEO, 0, 4)], {Step.VIDEO: 10.0}, 4) == timedelta(seconds=20)
    guessed = FIRST_GUESS[Step.VIDEO] * 4 / 2
    assert remaining([row(Step.VIDEO, 0, 4)], {}, 4) == timedelta(seconds=guessed)


def test_one_take_runs_alone() -> None:
    assert remaining([row(Step.ASSEMBLY, 0, 1)], {Step.ASSEMBLY: 9.0}, 6).total_seconds() == 9


def test_before_the_storyboard_the_shots_asked_for_count() -> None:
    unknown = remaining([row(Step.VIDEO, 0, None)], {Step.VIDEO: 10.0}, 6)
    assert unknown == remaining([row(Step.VIDEO, 0, 6)], {Step.VIDEO: 10.0}, 6)


@given(progress=st.lists(rows, max_size=8), shots=st.integers(1, 60))
def test_time_left_is_never_negative(progress: list[Progress], shots: int) -> None:
    assert remaining(progress, {}, shots) >= timedelta(0)


def test_every_step_has_a_first_guess() -> None:
    assert set(FIRST_GUESS) == set(WORKED)
