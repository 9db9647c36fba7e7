"""Texts of people and programs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.utils.texts import readable


@given(text=st.text())
def test_what_is_left_can_be_kept_everywhere(text: str) -> None:
    made = readable(text)
    assert len(made) == len(text)
    assert "\x00" not in made
    assert made.encode().decode() == made
    assert readable(made) == made


@pytest.mark.parametrize(
    "text", ["Der Fuchs", "ثعلب", "می\u200cخواهم", "👩‍👩‍👧 und 🌧️", "two\nlines\tand a tab"]
)
def test_words_of_all_languages_stay(text: str) -> None:
    assert readable(text) == text


def test_signs_that_turn_a_line_around_go() -> None:
    assert readable("a\u202eb\u0007\ud800") == "a b  "
