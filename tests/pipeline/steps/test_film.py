"""The values plans are made of."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.lifecycle import Step
from pipeline.steps import plan
from pipeline.steps.calls import Cache, Detail, Document, Use, leaves, options
from pipeline.steps.film import Plan, UnitPlan, digest
from pipeline.storyboard import Storyboard
from tests.pipeline.films import FOREST, film, storyboards
from tests.pipeline.steps.calls import planned, unit

trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(values=st.dictionaries(st.text(), trees, max_size=5))
def test_a_digest_does_not_depend_on_the_order_of_keys(values: dict[str, object]) -> None:
    assert digest(values) == digest(dict(reversed(values.items())))


def test_a_digest_survives_any_text() -> None:
    assert digest("\ud800") != digest("\ud801")


@given(tree=trees)
def test_leaves_are_neither_lists_nor_mappings(tree: object) -> None:
    assert not [leaf for leaf in leaves(tree) if isinstance(leaf, list | tuple | dict)]


def test_options_leave_out_what_is_empty_and_guard_texts_that_begin_with_a_dash() -> None:
    use, cache = Use(Step.ASSETS, 1), Cache("conformed")
    made = options({"--a": "-x", "--b": "", "--c": None, "--d": 0, "--e": use, "--f": cache})
    assert made == ("--a=-x", "--d=0", "--e", use, "--f", cache)


def test_what_a_unit_uses_is_read_from_its_call() -> None:
    assembly = unit(planned(), Step.ASSEMBLY, 1)
    steps = [Step.VIDEO, Step.NARRATION, Step.SFX]
    assert assembly.uses == tuple((step, n) for n in (1, 2, 3) for step in steps)
    upload = unit(planned(), Step.UPLOAD, 1)
    assert upload.uses == ((Step.ASSEMBLY, 1),)
    details = [a for a in upload.call.arguments if isinstance(a, Document)]
    assert Detail(Step.ASSEMBLY, 1, "timeline") in [document.content for document in details]


@given(board=storyboards())
def test_every_unit_uses_only_units_made_before_it(board: Storyboard) -> None:
    seen: set[tuple[Step, int]] = set()
    for step in Step:
        for made in plan(step, planned(board)):
            assert set(made.uses) <= seen
            assert made.key not in seen
            seen.add(made.key)


@given(board=storyboards())
def test_a_unit_is_another_one_after_a_redo_or_with_another_upstream(board: Storyboard) -> None:
    made = planned(board)
    for step in Step:
        for before in plan(step, made):
            contents = dict.fromkeys(before.uses, "content")
            hashed = before.inputs_hash(contents)
            assert before.inputs_hash(dict(contents)) == hashed
            assert replace(before, round=1).inputs_hash(contents) != hashed
            assert replace(before, note="older").inputs_hash(contents) != hashed
            assert replace(before, model="other").inputs_hash(contents) != hashed
            # What it is called and how it is run decide nothing.
            renamed = replace(before, name="x", prompt="x", call=replace(before.call, timeout=1.0))
            assert renamed.inputs_hash(contents) == hashed
            for key in before.uses:
                assert before.inputs_hash(contents | {key: "other"}) != hashed


def test_a_redo_raises_the_round_and_keeps_the_last_note() -> None:
    wanted = Plan(shots=3)
    assert wanted.unit(Step.VIDEO, 2) == UnitPlan()
    wanted.redone(Step.VIDEO, 2, "slower")
    wanted.redone(Step.VIDEO, 2, "")
    assert wanted.unit(Step.VIDEO, 2) == UnitPlan(note="slower", round=2)
    assert wanted.unit(Step.VIDEO, 1) == UnitPlan()


@given(board=storyboards(), notes=st.lists(st.text(max_size=20), max_size=4))
def test_a_stored_plan_is_the_same_plan(board: Storyboard, notes: list[str]) -> None:
    wanted = Plan(shots=2, given=board, storyboard=board, gates_passed=[Step.STORYBOARD])
    for number, note in enumerate(notes, 1):
        wanted.redone(Step.ASSETS, number, note)
    assert Plan.model_validate(wanted.model_dump(mode="json")) == wanted


def test_drafts_are_made_locally_whatever_the_channel_says() -> None:
    draft = unit(planned(), Step.ASSETS, 1)
    assert (draft.provider, draft.model) == ("local", "")
    providers = planned().config.providers
    fancy = providers.model_copy(
        update={"assets": providers.assets.model_copy(update={"model": "fancy"})}
    )
    config = planned().config.model_copy(update={"providers": fancy})
    final = replace(film(Plan(shots=3, storyboard=FOREST), config), mode="final")
    assert unit(final, Step.ASSETS, 1).model == "fancy"
    assert unit(replace(final, mode="draft"), Step.ASSETS, 1).model == ""
    assert unit(final, Step.ASSEMBLY, 1).model == ""
