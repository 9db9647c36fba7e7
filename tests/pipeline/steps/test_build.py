"""A film is a build: what is made, what stays, and where that leaves the film."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lifecycle import LAST, START, Phase, State, Step, leads_to
from pipeline.steps import plan
from pipeline.steps.build import Take, TakeState, build, content_of, dependants
from pipeline.steps.film import Plan, UnitKey
from pipeline.storyboard import Storyboard
from tests.pipeline.films import FOREST, Studio, content_made_from, film, storyboards

PUBLISHED = State(LAST, Phase.READY)


def finished(board: Storyboard = FOREST) -> Studio:
    studio = Studio(film(Plan(shots=len(board.shots))), {0: board})
    studio.finish()
    return studio


def key_of(step: Step, number: int) -> UnitKey:
    return step, number


def shots_with(board: Storyboard, names: set[str]) -> set[int]:
    return {
        n
        for n, shot in enumerate(board.shots, 1)
        if names & {name for panel in shot.panels for name in (panel.place, panel.character)}
    }


def with_variants(board: Storyboard, name: str) -> set[str]:
    names = {name}
    for asset in board.assets:  # a reference stands above the pictures made from it
        if asset.reference in names:
            names.add(asset.name)
    return names


@given(board=storyboards())
def test_making_what_is_missing_ends_in_a_whole_film(board: Storyboard) -> None:
    studio = finished(board)
    result = studio.built()
    units = [unit.key for step in Step for unit in plan(step, studio.film)]
    assert result.state == PUBLISHED
    assert list(result.chosen) == units
    assert not result.missing and not result.stuck and not result.wanted


@given(board=storyboards(), data=st.data())
def test_any_order_of_results_and_failures_ends_in_the_same_film(
    board: Storyboard, data: st.DataObject
) -> None:
    studio = Studio(film(Plan(shots=len(board.shots))), {0: board})
    state = studio.built().state
    ends = st.sampled_from([TakeState.DONE, TakeState.DONE, TakeState.FAILED, TakeState.SUPERSEDED])
    while True:
        result = studio.built()
        assert result.state == state or leads_to(state, result.state)
        state = result.state
        if state.is_open_gate:
            studio.film.plan.gates_passed.append(state.step)
        elif result.missing:
            studio.make(data.draw(st.sampled_from(result.missing)), data.draw(ends))
        elif result.stuck:
            for take in result.stuck:
                studio.become(take, TakeState.SUPERSEDED)
        else:
            break
    assert state == PUBLISHED
    assert studio.built().chosen[Step.UPLOAD, 1].sha256 == (
        finished(board).built().chosen[Step.UPLOAD, 1].sha256
    )


@given(board=storyboards(), data=st.data())
def test_another_picture_remakes_what_uses_it_and_nothing_else(
    board: Storyboard, data: st.DataObject
) -> None:
    studio = finished(board)
    number = data.draw(st.integers(1, len(board.assets)))
    studio.film.plan.redone(Step.ASSETS, number, "older")
    made = studio.finish()

    names = with_variants(board, board.assets[number - 1].name)
    shots = shots_with(board, names)
    expected = {key_of(Step.ASSETS, board.asset_number(name)) for name in names}
    expected |= {key_of(step, n) for step in (Step.COMPOSITES, Step.VIDEO) for n in shots}
    if shots:
        expected |= {key_of(Step.ASSEMBLY, 1), key_of(Step.UPLOAD, 1)}
    assert sorted(made) == sorted(expected)


@given(board=storyboards(), step=st.sampled_from(list(Step)), data=st.data())
def test_a_redo_remakes_its_dependants_each_once(
    board: Storyboard, step: Step, data: st.DataObject
) -> None:
    studio = finished(board)
    if step is Step.STORYBOARD or not (units := plan(step, studio.film)):
        return
    number = data.draw(st.sampled_from([unit.number for unit in units]))
    expected = [unit.key for unit in dependants(studio.film, [(step, number)])]
    studio.film.plan.redone(step, number, "")
    assert studio.finish() == expected


def test_dependants_of_the_storyboard_are_everything() -> None:
    made = finished().film
    assert [u.key for u in dependants(made, [(Step.STORYBOARD, 1)])] == [
        unit.key for step in Step for unit in plan(step, made)
    ]


@given(board=storyboards())
def test_the_same_picture_again_remakes_nothing_that_uses_it(board: Storyboard) -> None:
    studio = finished(board)
    before = studio.built().chosen[Step.ASSETS, 1].sha256
    studio.film.plan.redone(Step.ASSETS, 1, "")
    (missing,) = studio.built().missing
    take = studio.make(missing)
    studio.takes[-1] = replace(take, sha256=before)
    assert studio.built().state == PUBLISHED


@given(board=storyboards())
def test_a_restart_makes_nothing_stale(board: Storyboard) -> None:
    studio = finished(board)
    kept = Plan.model_validate_json(studio.film.plan.model_dump_json())
    config = type(studio.film.config).thaw(studio.film.config.freeze())
    again = replace(studio.film, plan=kept, config=config)
    assert build(again, studio.takes) == studio.built()


def test_a_new_storyboard_with_one_other_line_remakes_that_line_only() -> None:
    studio = finished()
    other = FOREST.model_copy(deep=True)
    other.shots[1].narration = "The moon is not there."
    studio.boards = {0: FOREST, 1: other}
    studio.film.plan.redone(Step.STORYBOARD, 1, "another second line")
    assert studio.finish() == [
        (Step.STORYBOARD, 1),
        (Step.STORYBOARD, 2),
        (Step.NARRATION, 2),
        (Step.ASSEMBLY, 1),
        (Step.UPLOAD, 1),
    ]


@given(board=storyboards(), data=st.data())
def test_results_for_what_is_no_longer_wanted_do_not_count(
    board: Storyboard, data: st.DataObject
) -> None:
    studio = finished(board)
    late = data.draw(st.sampled_from([t for t in studio.takes if t.step is Step.VIDEO]))
    studio.film.plan.redone(Step.VIDEO, late.number, "slower")
    studio.takes.append(replace(late, id="late", inputs_hash="of another time", sha256="x"))
    result = studio.built()
    assert result.state != PUBLISHED
    assert [missing.unit.key for missing in result.missing] == [(Step.VIDEO, late.number)]


def test_a_late_take_of_the_same_inputs_is_as_good() -> None:
    studio = finished()
    clip = next(take for take in studio.takes if take.step is Step.VIDEO)
    studio.takes.append(replace(clip, id="second"))
    assert studio.built().chosen[Step.VIDEO, clip.number].id == "second"


def test_live_takes_are_wanted_only_with_the_hash_of_now() -> None:
    studio = Studio(film(Plan(shots=3)))
    (missing,) = studio.built().missing
    planned = studio.make(missing, TakeState.PLANNED)
    stale = replace(planned, id="stale", inputs_hash="of another time")
    studio.takes.append(stale)
    result = studio.built()
    assert result.wanted == {planned.id}
    assert result.missing == []


def test_it_fails_only_when_nothing_else_can_be_made() -> None:
    studio = Studio(film(Plan(shots=3, gates_passed=[Step.STORYBOARD])))
    while studio.built().state.step is not Step.ASSETS and studio.built().missing:
        studio.make(studio.built().missing[0])
        if studio.built().state == State(Step.STORYBOARD, Phase.APPROVED):
            break
    pictures = studio.built().missing
    studio.make(pictures[0], TakeState.UNCERTAIN)
    assert studio.built().state == State(Step.ASSETS, Phase.WORKING)
    for missing in studio.built().missing:
        studio.make(missing)
    while studio.built().missing:  # the variant, once its reference is there
        studio.make(studio.built().missing[0])
    result = studio.built()
    assert result.state == State(Step.ASSETS, Phase.FAILED)
    assert [take.state for take in result.stuck] == [TakeState.UNCERTAIN]


def test_nothing_begun_stands_where_the_film_came_from() -> None:
    assert Studio(film(Plan(shots=3))).built().state == START


def test_a_finished_take_without_content_is_a_mistake() -> None:
    take = Take("x", Step.ASSETS, 1, TakeState.DONE, "hash")
    with pytest.raises(ValueError, match="assets 1"):
        content_of(Step.ASSETS, film(Plan(shots=3)), {(Step.ASSETS, 1): take})


def test_what_is_approved_changes_with_what_is_shown() -> None:
    studio = finished()
    chosen = studio.built().chosen
    seen = {gate: content_of(gate, studio.film, chosen) for gate in (Step.VIDEO, Step.REVIEW)}
    other = dict(chosen)
    other[Step.VIDEO, 1] = replace(chosen[Step.VIDEO, 1], sha256=content_made_from("other"))
    assert content_of(Step.VIDEO, studio.film, other) != seen[Step.VIDEO]
    assert content_of(Step.REVIEW, studio.film, other) == seen[Step.REVIEW]
    renamed = replace(studio.film, title="Another title")
    assert content_of(Step.REVIEW, renamed, chosen) != seen[Step.REVIEW]


def test_an_edited_storyboard_is_another_question_at_its_gate() -> None:
    studio = finished()
    chosen = studio.built().chosen
    before = content_of(Step.STORYBOARD, studio.film, chosen)
    edited = copy.deepcopy(studio.film)
    assert edited.plan.storyboard is not None
    edited.plan.storyboard.shots[0].narration = "Otherwise."
    assert content_of(Step.STORYBOARD, edited, chosen) != before
