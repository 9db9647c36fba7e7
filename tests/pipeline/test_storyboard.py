"""What a storyboard may say, and sentences that name the place of a mistake."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline import storyboard
from pipeline.errors import InvalidInput
from pipeline.storyboard import MAX_FILE_BYTES, MAX_SHOTS, Storyboard
from tests.pipeline.films import FOREST, storyboards

SMALL = """
title: The fox
assets:
  - {name: forest, kind: place, prompt: a dark forest}
  - {name: fox, kind: character, prompt: a red fox}
shots:
  - {place: forest, character: fox, scale: 0.4, motion: push in, narration: A fox woke up.}
  - motion: pan left
    panels: [{place: forest}, {place: forest, character: fox}]
"""


def small(**changes: Any) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(SMALL)
    return data | changes


def problem(data: Any) -> str:
    with pytest.raises(InvalidInput) as caught:
        storyboard.validate(data)
    return str(caught.value)


def test_a_person_may_write_the_frame_into_the_shot() -> None:
    board = storyboard.parse(SMALL)
    assert [len(shot.panels) for shot in board.shots] == [1, 2]
    panel = board.shots[0].panels[0]
    assert (panel.place, panel.character, panel.scale) == ("forest", "fox", 0.4)


def test_json_and_yaml_mean_the_same() -> None:
    assert storyboard.parse(json.dumps(small())) == storyboard.parse(SMALL)


def test_the_films_title_stands_in_for_a_missing_one() -> None:
    untitled = {key: value for key, value in small().items() if key != "title"}
    assert storyboard.parse(yaml.dump(untitled), title="Mine").title == "Mine"
    assert storyboard.parse(SMALL, title="Mine").title == "The fox"


@given(board=storyboards())
def test_what_is_written_is_read_again(board: Storyboard) -> None:
    assert storyboard.parse(board.model_dump_json()) == board
    assert storyboard.parse(yaml.safe_dump(board.model_dump(mode="json"))) == board


@given(board=storyboards())
def test_the_schema_for_scripts_accepts_every_storyboard(board: Storyboard) -> None:
    jsonschema.validate(board.model_dump(mode="json"), storyboard.schema())


def test_people_count_assets_from_one() -> None:
    assert FOREST.asset_number("wet fox") == 3


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "title: String should have at least 1 character"),
        ({"shots": []}, "shots: List should have at least 1 item"),
        ({"colour": "red"}, "colour: Extra inputs are not permitted"),
        (
            {"shots": [{"place": "sea", "motion": "x"}]},
            "shot 1: place “sea” is not among the assets",
        ),
        (
            {"shots": [{"place": "fox", "motion": "x"}]},
            "shot 1: “fox” is a character, not a place",
        ),
        (
            {"shots": [{"place": "forest", "character": "bear", "motion": "x"}]},
            "shot 1: character “bear” is not among the assets",
        ),
        (
            {"shots": [{"place": "forest", "character": "forest", "motion": "x"}]},
            "shot 1: “forest” is a place",
        ),
        ({"shots": [{"place": "forest"}]}, "shots 1, motion: Field required"),
        (
            {"shots": [{"place": "forest", "motion": "x", "seconds": float("nan")}]},
            "shots 1, seconds: Input should be",
        ),
        (
            {"shots": [{"motion": "x", "panels": [{"place": "forest"}] * 3}]},
            "shots 1, panels: List should have at most 2 items",
        ),
        (
            {"assets": [{"name": "a", "kind": "ghost", "prompt": "x"}]},
            "assets 1, kind: Input should be 'character', 'place' or 'prop'",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(changes: dict[str, Any], said: str) -> None:
    assert said in problem(small(**changes))


def test_an_asset_has_a_name_of_its_own_and_is_made_after_its_reference() -> None:
    fox = {"name": "fox", "kind": "character", "prompt": "x"}
    assert "assets 2: the name “fox” is taken" in problem(small(assets=[fox, fox]))
    early = fox | {"name": "wet fox", "reference": "fox"}
    said = problem(small(assets=[early, fox]))
    assert "assets 1 (“wet fox”): reference “fox” is not an asset above it" in said


def test_many_mistakes_are_counted() -> None:
    shots = [{"place": "forest", "motion": "x", "seconds": -n} for n in range(1, 6)]
    assert problem(small(shots=shots)).endswith("; and 2 more.")


def test_a_film_has_only_so_many_shots() -> None:
    shot = {"place": "forest", "motion": "x"}
    assert len(storyboard.validate(small(shots=[shot] * MAX_SHOTS)).shots) == MAX_SHOTS
    assert "shots: List should have at most" in problem(small(shots=[shot] * (MAX_SHOTS + 1)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "must be a mapping"),
        ("just words", "must be a mapping"),
        ("[1, 2]", "must be a mapping"),
        ('{"title": }', "not JSON: Expecting value at line 1, column 11"),
        ("title: [", "not YAML"),
        ("title: 'a\nshots: b: c", "not YAML"),
        ("title: \x00", "not YAML"),
        ("title: 2026-99-99", "cannot be read: month must be in 1..12"),
        ('{"title": ' + "9" * 5000 + "}", "cannot be read"),
        ("[" * 1000, "nested too deeply"),
        ("title: !!python/object:os.system x", "not YAML"),
        ("x" * (MAX_FILE_BYTES + 1), "larger than 256 KiB"),
        ("1: 2", "does not fit"),
        ("&a [*a]", "aliases are not supported at line 1"),
    ],
)
def test_a_file_that_is_none_is_told_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(InvalidInput, match=said) as caught:
        storyboard.parse(text)
    assert str(caught.value).startswith("The storyboard ")


@given(text=st.text(alphabet=st.sampled_from("{}[]:,-&*!|>'\"#%@`? \n\ta1é\x00\x85🌧")))
def test_whatever_a_file_holds_there_is_a_storyboard_or_a_sentence(text: str) -> None:
    with pytest.raises(InvalidInput):  # nothing that short is a storyboard
        storyboard.parse(text)


def test_what_breaks_a_database_is_taken_out() -> None:
    shot = {"place": "forest", "motion": "x\x00y", "narration": "a\ud800\x1bb"}
    board = storyboard.validate(small(title="a\x00b", shots=[shot]))
    assert board.title == "a b"
    assert (board.shots[0].motion, board.shots[0].narration) == ("x y", "a  b")
    assert "motion" in problem(small(shots=[shot | {"motion": "\x00"}]))
