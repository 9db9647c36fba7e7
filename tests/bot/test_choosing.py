"""What commands offer while a person types."""

from __future__ import annotations

from bot.choosing import CHOICE_NAME_MAX, CHOICES_MAX, shots_like
from bot.wording import size
from tests.bot.film_desk import storyboard


def test_shots_are_told_by_their_first_words() -> None:
    board = storyboard(3)
    board.shots[1].narration = ""
    board.shots[2].narration = "🦊 A fox\nwalks " * 50
    first, second, third = [choice.name for choice in shots_like(board.shots, "")]
    assert (first, second) == ("1 · A fox walks home.", "2 · The fox does thing 2.")
    assert third.startswith("3 · 🦊 A fox walks 🦊") and size(third) <= CHOICE_NAME_MAX


def test_shots_are_found_by_number_or_words() -> None:
    shots = storyboard(60).shots
    shots[40].narration = "An OWL calls."
    assert [choice.value for choice in shots_like(shots, "41")] == [41]
    assert [choice.value for choice in shots_like(shots, "owl ")] == [41]
    assert [choice.value for choice in shots_like(shots, "6")] == [6, 60]
    assert len(shots_like(shots, "")) == CHOICES_MAX
    assert shots_like(shots, "whale") == []
