"""Phrases a voice can say in a shot's time."""

import pytest

from scripts.media import SAMPLE_RATE
from scripts.providers.local.languages import language
from scripts.providers.local.sounds.voice import speak
from scripts.providers.local.story.speaking import finished, parts_said, seconds_said
from tests.scripts.providers.local.sounds.test_voice import LINES

ENGLISH = language("en")


def test_a_voice_says_its_words_a_minute_and_pauses() -> None:
    forty = " ".join(["word"] * 40)
    assert seconds_said(forty, 150) == pytest.approx(16)
    assert seconds_said(forty, 75) == pytest.approx(32)
    assert seconds_said("one, two.", 150) > seconds_said("one two", 150)
    assert 2 < seconds_said("小さな狐が森でランタンを見つける。", 150) < 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the fox runs,", "The fox runs."),
        ("“the fox runs”", "“The fox runs”."),
        ("Who?", "Who?"),
        ("狐が走る", "狐が走る。"),
        ("वह सोती है", "वह सोती है।"),
        ("", ""),
    ],
)
def test_phrases_are_finished(text: str, said: str) -> None:
    assert finished(text) == said


def test_a_long_sentence_is_cut_into_whole_clauses() -> None:
    sentence = "The old fox walks slowly through the meadow, and she finds a small lantern there."
    assert parts_said(sentence, 4.5, 150, ENGLISH) == [
        "The old fox walks slowly through the meadow.",
        "And she finds a small lantern there.",
    ]
    assert parts_said(sentence, 9, 150, ENGLISH) == [sentence]


def test_what_has_no_clauses_is_broken_off_and_taken_up_again() -> None:
    sentence = "She carries the lantern across the river to the lighthouse on the far side."
    parts = parts_said(sentence, 3.5, 150, ENGLISH)
    assert len(parts) == 2 and parts[0].endswith("…") and parts[1].endswith("side.")
    assert " ".join(part.strip("….") for part in parts) == sentence.strip(".")
    assert all(seconds_said(part, 150) <= 3.5 for part in parts)


@pytest.mark.parametrize("language", LINES)
@pytest.mark.parametrize("pace", [120, 170])
def test_the_voice_keeps_to_what_was_planned_for_it(language: str, pace: int) -> None:
    """A line that takes longer than planned would hold its shot; too much room would drag."""
    line = LINES[language]
    spoken = len(speak(line, language=language, pace=pace)) / SAMPLE_RATE
    assert 0.75 < spoken / seconds_said(line, pace) <= 1.02
