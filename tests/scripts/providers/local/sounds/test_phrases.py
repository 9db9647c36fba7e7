"""How texts are cut into phrases, in the scripts people write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.providers.local.sounds.phrases import phrases, speakable, word_count


def read(text: str) -> list[str]:
    return [phrase.text for phrase in phrases(speakable(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She ran; he stayed.", ["She ran;", "he stayed."]),
        ("No! “Really?” she said.", ["No!", "“Really?”", "she said."]),
        ("It is late — go home...", ["It is late —", "go home..."]),
        ("Dr. Smith walked 3.5 km at 8:30.", ["Dr. Smith walked 3.5 km at 8:30."]),
        ("Das ist z. B. ein Fuchs.", ["Das ist z. B. ein Fuchs."]),
        ("well-known, half-past two", ["well-known,", "half-past two"]),
        ("One line\nAnother", ["One line", "Another"]),
        ("キツネは走る。川へ行く、そして飲む。", ["キツネは走る。", "川へ行く、", "そして飲む。"]),
        ("الثعلب يجري، ثم يشرب؟ نعم.", ["الثعلب يجري،", "ثم يشرب؟", "نعم."]),
        ("लोमड़ी दौड़ती है। वह पीती है।", ["लोमड़ी दौड़ती है।", "वह पीती है।"]),
        ("… and then?", ["… and then?"]),
        ("...", []),
    ],
)
def test_phrases(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_a_sentence_rests_longer_than_a_comma_and_the_last_phrase_not_at_all() -> None:
    comma, sentence, last = phrases("First, second. Third.")
    assert 0 < comma.pause < sentence.pause
    assert last.pause == 0


def test_who_speaks_faster_rests_for_less() -> None:
    slow, fast = (phrases("One. Two.", pace)[0].pause for pace in (100, 200))
    assert slow == pytest.approx(2 * fast)


@given(st.text(max_size=200))
def test_nothing_that_can_be_said_is_lost(text: str) -> None:
    said = speakable(text)
    kept = "".join(character for phrase in phrases(said) for character in phrase.text)
    assert [c for c in kept if c.isalnum()] == [c for c in said if c.isalnum()]


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("At dawn, a fox wakes.", 5, 5),
        ("It's 8:30 - late", 3, 3),
        ("", 0, 0),
        ("!? …", 0, 0),
        ("キツネは夜明けに目を覚ます", 4, 8),
        ("สุนัขจิ้งจอกตื่นตอนรุ่งสาง", 6, 14),
    ],
)
def test_words_are_counted_in_every_script(text: str, least: int, most: int) -> None:
    assert least <= word_count(text) <= most


def test_emoji_are_left_out_not_named() -> None:
    assert speakable("A fox 🦊👩‍🚀 at 20 °C\n\tand on") == "A fox at 20 °C\nand on"
    assert speakable("🦊👩‍🚀") == ""
