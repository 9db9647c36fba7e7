"""What notes ask of a storyboard."""

import pytest

from scripts.providers.local.story.wishes import read_wishes, tone


@pytest.mark.parametrize(
    "note", ["fewer places", "weniger Orte", "menos lugares", "moins de lieux"]
)
def test_fewer_places_in_many_languages(note: str) -> None:
    assert read_wishes(note).fewer_places and read_wishes(note).share == 1.0


def test_a_note_is_read() -> None:
    wishes = read_wishes("only the fox, more night, slower, without the raven")
    assert not wishes.wants("ravens") and wishes.wants("the", "fox")
    assert "fox" in wishes.only and "night" in wishes.more and wishes.tempo == -1
    assert read_wishes("kürzer").share < 1
    assert read_wishes("sin narración").silent
    assert tone("darker, add a dog, more blue, without red") == "darker, more blue"
