from __future__ import annotations

import pytest

from scripts.providers.local.figures.looks import Looks


def test_a_note_is_read_first() -> None:
    assert Looks("a red fox", "fox", note="blue").words[0] == "blue"


def test_what_a_note_refuses_is_gone() -> None:
    looks = Looks("a king with a crown", "king", note="without the crown")

    assert not looks.said("crown")
    assert not looks.has("hat", "crown")
    assert looks.has("hat")


def test_words_are_known_in_singular() -> None:
    assert Looks("three foxes", "foxes").first({"fox"}) == "fox"


@pytest.mark.parametrize(
    ("text", "pose"),
    [("a fox that sleeps", "sleeping"), ("a bird soaring", None), ("a fox", None)],
)
def test_a_pose_is_one_the_figure_can_take(text: str, pose: str | None) -> None:
    assert Looks(text, "x").pose("sleeping", "sitting") == pose


@pytest.mark.parametrize("text", ["the golden hour", "under the blue sky", "in a green forest", ""])
def test_the_colour_of_a_place_is_not_the_figures(text: str) -> None:
    assert Looks(text, "x").colour is None


def test_a_references_colour_wins() -> None:
    assert Looks("a red fox", "x", [(1, 2, 3)]).colour == (1, 2, 3)


def test_the_seed_begins_with_what_a_card_is_called() -> None:
    assert Looks("text", "Zorblax\x1fround 2").title == "Zorblax"
    assert Looks("text", "seed", name="Glorp").title == "Glorp"


def test_only_another_round_leans() -> None:
    assert Looks("fox", "x").lean == 0
    assert Looks("fox", "x", round=1).lean != 0
