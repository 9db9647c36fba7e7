"""What storyboards take in of a channel's own, by name."""

from __future__ import annotations

import unicodedata
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import storyboard
from pipeline.casting import Cast
from pipeline.errors import InvalidInput
from tests.pipeline.libraries import LIBRARY

CAST = LIBRARY.cast()


def board(**changes: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "title": "At sea",
        "assets": [{"name": "beach", "kind": "place", "prompt": "a beach"}],
        "shots": [
            {"place": "beach", "motion": "push in"},
            {"place": "old harbour", "character": " ROBIN ", "motion": "pan left"},
        ],
    }
    return made | changes


def problem(data: Any, cast: Cast = CAST) -> str:
    with pytest.raises(InvalidInput) as caught:
        storyboard.validate(data, cast)
    return str(caught.value)


def test_what_a_shot_names_need_not_be_listed() -> None:
    made = storyboard.validate(board(), CAST)
    assert [asset.name for asset in made.assets] == ["beach", "Old Harbour", "Robin"]
    assert made.assets[2].prompt == "a young red fox"
    assert (made.shots[1].panels[0].place, made.shots[1].panels[0].character) == (
        "Old Harbour",
        "Robin",
    )


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_is_the_same_whatever_keyboard_wrote_it(form: Literal["NFC", "NFD"]) -> None:
    cast = Cast({unicodedata.normalize(form, "Café"): {"kind": "place", "prompt": "a café"}})
    alone = {"title": "Home", "shots": [{"place": "Café", "motion": "drift"}]}
    assert [asset.prompt for asset in storyboard.validate(alone, cast).assets] == ["a café"]


def test_a_film_may_be_made_of_the_channels_own_alone() -> None:
    alone = {"title": "Home", "shots": [{"place": "Old Harbour", "motion": "drift"}]}
    assert [asset.name for asset in storyboard.validate(alone, CAST).assets] == ["Old Harbour"]


def test_panels_and_references_name_them_too() -> None:
    split = [{"place": "beach"}, {"place": "beach", "character": "wet robin"}]
    wet = {"name": "wet robin", "kind": "character", "prompt": "wet", "reference": "robin"}
    data = board(shots=[{"panels": split, "motion": "drift"}])
    data["assets"].append(wet)
    made = storyboard.validate(data, CAST)
    assert [asset.name for asset in made.assets] == ["Robin", "beach", "wet robin"]
    assert made.assets[2].reference == "Robin"


def test_a_listed_asset_of_the_same_name_is_the_channels() -> None:
    data = board()
    data["assets"].append({"name": "robin", "kind": "place", "prompt": "a bird", "reference": "x"})
    made = storyboard.validate(data, CAST)
    robin = next(asset for asset in made.assets if asset.name == "Robin")
    assert (robin.kind, robin.prompt, robin.reference) == ("character", "a young red fox", None)


def test_the_place_of_a_mistake_is_that_in_the_persons_own_file() -> None:
    assert "assets 1, prompt: Field required" in problem(
        board(assets=[{"name": "beach", "kind": "place"}])
    )
    assert "assets: Input should be a valid list" in problem(board(assets="a beach"))


def test_what_is_in_neither_is_an_error_with_its_place() -> None:
    wrong = board(shots=[{"place": "beach", "character": "Robina", "motion": "pan"}])
    assert "shot 1: character “Robina” is not among the assets" in problem(wrong)
    wrong = board(shots=[{"place": "Robin", "motion": "pan"}])
    assert "shot 1: “Robin” is a character, not a place" in problem(wrong)
    assert "place “old harbour” is not among the assets" in problem(board(), Cast())


def test_a_shot_may_name_a_voice_of_the_channel() -> None:
    spoken = board(shots=[{"place": "beach", "motion": "pan", "voice": "narrator"}])
    assert storyboard.validate(spoken, CAST).shots[0].voice == "Narrator"
    spoken["shots"][0]["voice"] = "Nobody"
    assert "shot 1: voice “Nobody” is not in the channel's library; its voices are " in problem(
        spoken
    )
    assert "it has no voices" in problem(spoken, Cast())


def test_taking_in_twice_is_taking_in_once() -> None:
    once = storyboard.validate(board(), CAST)
    assert storyboard.validate(once.model_dump(mode="json"), CAST) == once


def test_what_the_script_is_told_does_not_depend_on_the_order_in_the_file() -> None:
    turned = Cast(dict(reversed(list(CAST.assets.items()))), tuple(reversed(CAST.voices)))
    assert turned.document() == CAST.document()
    assert CAST.document()["voices"] == ["Narrator", "Old Tom"]


_JSON = st.recursive(
    st.none() | st.integers() | st.sampled_from(["robin", "Robin", "narrator", "x\x00"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["title", "assets", "shots", "panels", "name", "place", "character", "voice"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(data=_JSON)
def test_nonsense_is_told_and_left_as_it_is(data: Any) -> None:
    before = repr(data)
    with pytest.raises(InvalidInput):
        storyboard.validate({"title": "x", "shots": data}, CAST)
    with pytest.raises(InvalidInput):
        storyboard.validate(data, CAST)
    assert repr(data) == before
