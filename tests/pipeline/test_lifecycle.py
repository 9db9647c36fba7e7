"""The table of steps and what is derived from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lifecycle import (
    ALL_STATES,
    CANCELLED,
    FOLLOWING,
    GATES,
    HOLD_LABELS,
    LABELS,
    LAST,
    QUEUED,
    ROW,
    START,
    STEPS,
    WORKED,
    Hold,
    Phase,
    State,
    Step,
    index,
    label,
    leads_to,
)

states = st.sampled_from(ALL_STATES)
living = states.filter(lambda state: not state.is_final)


def test_every_step_stands_once_in_the_table() -> None:
    assert [row.step for row in STEPS] == list(Step)


def test_gates_and_worked_steps_follow_from_the_labels() -> None:
    assert GATES == (Step.STORYBOARD, Step.ASSETS, Step.VIDEO, Step.NARRATION, Step.REVIEW)
    assert tuple(step for step in Step if step is not Step.REVIEW) == WORKED


def test_every_label_is_there_once() -> None:
    assert all(LABELS)
    assert len(set(LABELS)) == len(LABELS)


def test_every_state_has_a_label_of_its_own() -> None:
    named = [label(state) for state in ALL_STATES if state.phase is not Phase.CANCELLED]
    assert len(set(named)) == len(named)
    assert set(named) < set(LABELS)


def test_a_state_no_film_is_ever_in_has_no_label() -> None:
    with pytest.raises(ValueError, match="review working"):
        label(State(Step.REVIEW, Phase.WORKING))


@given(state=states, hold=st.sampled_from(Hold))
def test_a_hold_shows_on_every_living_film_and_on_no_other(state: State, hold: Hold) -> None:
    expected = label(state) if state.is_final else HOLD_LABELS[hold]
    assert label(state, hold) == expected


def test_only_published_and_cancelled_films_are_final() -> None:
    final = {label(state) for state in ALL_STATES if state.is_final}
    assert final == {"Published", CANCELLED}


def test_every_state_can_be_reached() -> None:
    reached, fresh = {START}, [START]
    while fresh:
        new = FOLLOWING[fresh.pop()] - reached
        reached |= new
        fresh += new
    assert reached == set(ALL_STATES)


@given(state=living)
def test_every_living_film_can_be_cancelled_where_it_stands(state: State) -> None:
    assert State(state.step, Phase.CANCELLED) in FOLLOWING[state]


@given(state=living)
def test_every_living_film_can_be_published_and_can_start_over(state: State) -> None:
    assert leads_to(state, State(LAST, Phase.READY))
    assert state == START or START in FOLLOWING[state]


@pytest.mark.parametrize("step", WORKED)
def test_every_working_step_can_fail_and_be_taken_up_again(step: Step) -> None:
    working, failed = State(step, Phase.WORKING), State(step, Phase.FAILED)
    assert failed in FOLLOWING[working]
    assert working in FOLLOWING[failed]


@given(before=living, after=states)
def test_a_hop_goes_no_further_than_the_next_step_and_there_only_from_a_passed_one(
    before: State, after: State
) -> None:
    is_passed = before.phase is Phase.APPROVED or (
        before.phase is Phase.READY and not ROW[before.step].is_gate
    )
    if after in FOLLOWING[before]:
        assert index(after.step) <= index(before.step) + is_passed
        assert after.phase is not Phase.CANCELLED or after.step is before.step


@given(before=states.filter(lambda state: state.is_final), after=states)
def test_nothing_follows_a_final_state(before: State, after: State) -> None:
    assert not leads_to(before, after)


def test_finished_steps_are_passed_over() -> None:
    picture_redone = State(Step.ASSETS, Phase.WORKING)
    assert State(Step.VIDEO, Phase.READY) not in FOLLOWING[picture_redone]
    assert leads_to(picture_redone, State(Step.VIDEO, Phase.READY))


def test_a_film_begins_queued() -> None:
    assert label(START) == QUEUED
    assert not START.is_open_gate


@given(state=states)
def test_a_gate_is_open_only_where_a_decision_is_waited_for(state: State) -> None:
    assert state.is_open_gate == (state.step in GATES and state.phase is Phase.READY)
