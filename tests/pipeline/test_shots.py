"""What a changed shot comes to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InvalidInput, NotFound, UserError
from pipeline.lifecycle import Phase, State, Step
from pipeline.providers import LIBRARY
from pipeline.shots import (
    FIELDS,
    Consequence,
    Edit,
    changed,
    consequence,
    differences,
    paid,
    with_storyboard,
)
from pipeline.steps import plan
from pipeline.steps.build import TakeState
from pipeline.steps.film import Film, Plan, UnitKey
from pipeline.storyboard import Storyboard
from tests.pipeline.films import FOREST, Studio, film, storyboards

ANIMATIC = (Step.STORYBOARD, 2)
FILM = (Step.ASSEMBLY, 1)


def edited(studio: Studio, wish: Edit) -> tuple[Film, Consequence]:
    """The studio's film with an edit, and what that comes to."""
    before = studio.film
    assert before.plan.storyboard is not None
    after = with_storyboard(before, changed(before.plan.storyboard, wish))
    return after, consequence(before, studio.built(), after, studio.takes)


@pytest.mark.parametrize(
    ("wish", "units"),
    [
        (Edit(2, narration="Gone."), [ANIMATIC, (Step.NARRATION, 2), FILM]),
        (Edit(2, motion="pan right"), [ANIMATIC, (Step.VIDEO, 2), FILM]),
        (Edit(2, sound="owls"), [ANIMATIC, (Step.SFX, 2), FILM]),
        (Edit(2, seconds=7), [ANIMATIC, (Step.VIDEO, 2), (Step.SFX, 2), FILM]),
        (
            Edit(2, action="She looks up."),
            [ANIMATIC, (Step.COMPOSITES, 2), (Step.VIDEO, 2), FILM],
        ),
        (Edit(3, action="She looks up."), [ANIMATIC]),  # a split screen, which it does not stage
        # A line that takes longer to say makes its sound longer, and no clip.
        (Edit(1, narration="word " * 40), [ANIMATIC, (Step.NARRATION, 1), (Step.SFX, 1), FILM]),
    ],
)
def test_what_a_field_goes_into(wish: Edit, units: list[UnitKey]) -> None:
    studio = Studio(film(Plan(shots=3)))
    studio.finish()
    _, follows = edited(studio, wish)
    again = [unit.key for unit in follows.again]
    assert [key for key in again if key[0] is not Step.UPLOAD] == units


_WORDS = st.sampled_from(["", "a fox", "the moon", "so much more to say " * 9, "rain 🌧", "--note"])
_FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "action": _WORDS,
        "narration": _WORDS,
        "motion": _WORDS.filter(bool),
        "sound": _WORDS,
        "seconds": st.sampled_from([1.0, 5.0, 7.25, 30.0]),
    },
)


@given(storyboards(), st.data())
def test_an_edit_makes_exactly_what_it_says(board: Storyboard, data: st.DataObject) -> None:
    """And taken back, earlier takes stand again."""
    studio = Studio(film(Plan(shots=len(board.shots))), boards={0: board})
    studio.finish()
    number = data.draw(st.integers(1, len(board.shots)))
    fields: dict[str, Any] = data.draw(_FIELDS)
    as_it_was = {name: getattr(board.shots[number - 1], name) for name in FIELDS}
    for wish in (Edit(number, **fields), Edit(number, **as_it_was)):
        after, follows = edited(studio, wish)
        before, studio.film = studio.built().chosen, after
        assert studio.finish() == [unit.key for unit in follows.again]
        now = studio.built().chosen
        others = {unit.key for unit in follows.others}
        assert {key for key in now if now[key] != before[key]} == others


def test_what_is_being_made_is_made_again_only_from_other_inputs() -> None:
    studio = Studio(film(Plan(shots=3)))
    while (built := studio.built()).state != State(Step.COMPOSITES, Phase.READY):
        if built.state.is_open_gate:
            studio.film.plan.gates_passed.append(built.state.step)
        for missing in built.missing:
            studio.make(missing)
    for missing in built.missing:
        studio.make(missing, TakeState.WORKING)
    _, follows = edited(studio, Edit(2, motion="orbit"))
    assert [unit.key for unit in follows.again] == [ANIMATIC, (Step.VIDEO, 2)]


@pytest.mark.parametrize(
    ("wish", "error", "said"),
    [
        (Edit(9, sound="x"), NotFound, "no shot 9: there are shots 1 to 3"),
        (Edit(0, sound="x"), NotFound, "no shot 0"),
        (Edit(3, seconds=31), InvalidInput, "shots 3, seconds: .*30"),
        (Edit(3, seconds=0.5), InvalidInput, "shots 3, seconds: .*1"),
        (Edit(3, seconds=float("nan")), InvalidInput, "shots 3, seconds"),
        (Edit(3, motion=" \n\u202e"), InvalidInput, "shots 3, motion: .*1 character"),
        (Edit(1, narration="x" * 2001), InvalidInput, "shots 1, narration: .*2000"),
    ],
)
def test_what_breaks_a_rule_is_told_with_its_place(
    wish: Edit, error: type[UserError], said: str
) -> None:
    with pytest.raises(error, match=said):
        changed(FOREST, wish)


def test_a_voice_of_the_channels_library_goes_on_speaking() -> None:
    board = FOREST.model_copy(deep=True)
    board.shots[0].voice = "Grandmother"
    assert changed(board, Edit(1, narration="Sleep.")).shots[0].voice == "Grandmother"


def test_texts_are_made_readable() -> None:
    shot = changed(FOREST, Edit(1, narration=" a\x00b\u202e ", sound="")).shots[0]
    assert (shot.narration, shot.sound) == ("a b", "")


def test_old_and_new_are_told_of_what_changes() -> None:
    shots = FOREST.shots[0], changed(FOREST, Edit(1, motion="push in", sound="owls")).shots[0]
    assert differences(*shots) == {"sound": ("wind", "owls")}
    assert Edit(1).fields == {} and set(Edit(1, "a", "n", "m", "s", 1.0).fields) == set(FIELDS)


def test_what_a_provider_makes_costs_money() -> None:
    clips = plan(Step.VIDEO, film(Plan(shots=3, storyboard=FOREST)))
    bought = [clips[0], replace(clips[1], provider="kling"), replace(clips[2], provider=LIBRARY)]
    assert paid(clips) == frozenset()
    assert paid(bought) == {(Step.VIDEO, 2)}
