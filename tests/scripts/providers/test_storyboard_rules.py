"""What a storyboard must keep beyond its schema."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from pipeline import storyboard
from scripts.providers.storyboard_rules import MOST_PROBLEMS, Rules, place, problems
from tests.standins.gemini import storyboard as fitting

Board = dict[str, Any]
BOARD = fitting("exactly 3, of 5 seconds")


def found(change: Callable[[Board], object], rules: Rules | None = None) -> list[str]:
    board = copy.deepcopy(BOARD)
    change(board)
    return problems(board, storyboard.schema(), rules or Rules(3))


def test_a_board_that_fits() -> None:
    assert found(lambda board: None) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda b: b["shots"].pop(), "there are 2; 3 were asked for"),
        (lambda b: b.update(atmosphere=" "), "atmosphere: is empty"),
        (lambda b: b["assets"].append(b["assets"][0]), "“shore” is taken"),
        (lambda b: b["assets"][0].update(reference="keeper"), "not an asset above it"),
        (lambda b: b["shots"][0]["panels"][0].update(place="keeper"), "“keeper” is not a place"),
        (lambda b: b["shots"][1]["panels"][0].update(place="moon"), "shots 2: place “moon”"),
        (lambda b: b["shots"][0]["panels"][0].update(character="shore"), "“shore” is not a char"),
        (lambda b: b["shots"][2].update(narration="so " * 13), "has 13 words; in 5 seconds 12"),
        (lambda b: b["shots"][2].update(sound="A man says hello."), "not speech"),
        (lambda b: b["shots"][2].update(motion=""), "shots 3, motion"),
        (lambda b: b.update(extra=1), "extra"),
    ],
)
def test_what_does_not_fit(change: Callable[[Board], object], said: str) -> None:
    assert any(said in problem for problem in found(change))


def test_the_librarys_assets_may_be_used_without_being_listed() -> None:
    rules = Rules(3, own={"Bo": "character", "den": "place"})
    used = {"place": "den", "character": "Bo", "scale": 0.5}
    assert found(lambda b: b["shots"][0].update(panels=[used]), rules) == []
    assert found(lambda b: b["assets"][1].update(reference="Bo"), rules) == []


def test_not_everything_is_told_at_once() -> None:
    assert len(found(lambda b: b.update(shots=[{}] * 30))) == MOST_PROBLEMS


def test_places_are_told_as_people_count() -> None:
    assert place(["shots", 2, "motion"]) == "shots 3, motion"
    assert place([]) == "the whole"
