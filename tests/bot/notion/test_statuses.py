"""What a person means who sets a status, in every state a film can be in."""

from __future__ import annotations

import pytest

from bot.notion.statuses import Meaning, is_of_a_film, label_of, meaning_of, step_of
from pipeline.errors import NotPossible
from pipeline.lifecycle import (
    ALL_STATES,
    CANCELLED,
    DRAFT,
    HOLD_LABELS,
    LABELS,
    QUEUED,
    STEPS,
    Hold,
    Phase,
    State,
    Step,
    label,
)

GATE = State(Step.ASSETS, Phase.READY)


@pytest.mark.parametrize(
    ("typed", "state", "hold", "meaning"),
    [
        ("Approved - Assets", GATE, None, Meaning.APPROVE),
        ("Approved - Assets", GATE, Hold.ATTENTION, Meaning.APPROVE),
        ("Needs Attention", GATE, None, Meaning.REJECT),
        ("Generating Assets", GATE, None, Meaning.REDO),
        (QUEUED, State(Step.VIDEO, Phase.FAILED), None, Meaning.RETRY),
        ("Generating Video", State(Step.VIDEO, Phase.FAILED), None, Meaning.RETRY),
        (QUEUED, State(Step.VIDEO, Phase.WORKING), Hold.BUDGET, Meaning.RETRY),
    ],
)
def test_a_status_stands_for_a_decision(
    typed: str, state: State, hold: Hold | None, meaning: Meaning
) -> None:
    assert meaning_of(typed, 1, state, hold) is meaning


@pytest.mark.parametrize("state", ALL_STATES)
def test_what_stands_for_none_says_what_can_be_set(state: State) -> None:
    for typed in (*LABELS, "Aproved", None):
        try:
            meaning = meaning_of(typed, 12, state, None)
        except NotPossible as error:
            assert str(error).startswith(f"Film #12 is “{label(state)}”: it cannot be set to “")
            assert str(error).endswith(".")
        else:
            assert typed in LABELS and not state.is_final
            assert (meaning is Meaning.CANCEL) == (typed == CANCELLED)
            assert meaning is not Meaning.APPROVE or state.is_open_gate


def test_a_label_tells_its_step_unless_it_is_of_none() -> None:
    for row in STEPS:
        for shown in filter(None, (row.working, row.ready, row.approved, row.error)):
            assert step_of(shown) is row.step
    assert [step_of(one) for one in (*HOLD_LABELS.values(), CANCELLED, None)] == [None] * 5
    assert step_of(QUEUED) is Step.STORYBOARD


def test_what_only_a_films_row_shows() -> None:
    assert not any(map(is_of_a_film, (DRAFT, QUEUED, CANCELLED, "An idea", None)))
    assert is_of_a_film("Published")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("queued", QUEUED),
        (" approved -  assets", "Approved - Assets"),
        ("Idea", "Idea"),
        (None, None),
    ],
)
def test_labels_are_known_however_they_are_typed(typed: str | None, meant: str | None) -> None:
    assert label_of(typed) == meant
