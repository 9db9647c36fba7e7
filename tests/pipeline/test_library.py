"""What a `library.yaml` may say, and what a film keeps of it."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from pipeline.library import KeptLibrary, Library
from pipeline.storyboard import validate
from tests.pipeline.libraries import LIBRARY

FOX = {"kind": "character", "prompt": "a fox"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"people": {}}, "Extra inputs are not permitted"),
        ({"assets": {"Fox": {"kind": "animal", "prompt": "x"}}}, "'character', 'place' or 'prop'"),
        ({"assets": {"Fox": {"kind": "place"}}}, "Field required"),
        ({"assets": {"Fox": {"kind": "place", "prompt": " "}}}, "at least 1 character"),
        ({"assets": {"Fox": FOX, "fox": FOX}}, "assets.fox differs from Fox in its spelling only"),
        ({"voices": {"A": {"name": "x"}, "a": {"name": "y"}}}, "voices.a differs from A"),
        ({"assets": {"a/b": FOX}}, "a name has none of"),
        ({"assets": {"a=b": FOX}}, "a name has none of"),
        ({"assets": {"a\u202eb": FOX}}, "a name has none of"),
        ({"assets": {"x" * 61: FOX}}, "at most 60 characters"),
        ({"assets": {"": FOX}}, "at least 1 character"),
        ({"assets": {1984: FOX}}, "valid string"),
        ({"assets": {"Fox": FOX | {"picture": "/etc/fox.png"}}}, "is not inside the library's"),
        ({"assets": {"Fox": FOX | {"picture": "../fox.png"}}}, "is not inside the library's"),
        ({"assets": {"Fox": FOX | {"picture": "a/../../fox.png"}}}, "is not inside"),
        ({"assets": {"Fox": FOX | {"picture": "..\\fox.png"}}}, "is not inside"),
        ({"assets": {"Fox": FOX | {"picture": "fox\x00.png"}}}, "is not inside"),
        ({"assets": {"Fox": FOX | {"picture": "fox.svg"}}}, "is none of .png, .jpg"),
        ({"assets": {str(n): FOX for n in range(61)}}, "at most 60 items"),
        ({"voices": {"A": {"name": "x", "pace_wpm": 900}}}, "less than or equal to 260"),
        ({"voices": {"A": {"name": "x", "language": "English"}}}, "should match pattern"),
    ],
)
def test_what_does_not_fit_is_told(data: Any, said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Library.model_validate(data)
    assert said in str(caught.value)


def test_a_picture_may_lie_deeper_and_a_name_may_be_in_any_script() -> None:
    data = {"assets": {"キツネ": FOX | {"picture": "figures/Fox 1.PNG"}}}
    assert Library.model_validate(data).assets["キツネ"].picture == "figures/Fox 1.PNG"


@pytest.mark.parametrize("name", ["👩\u200d👧 family", "می\u200cخواهم", "लोमड़ी", "Old Harbour"])
def test_the_signs_that_hold_a_name_together_are_part_of_it(name: str) -> None:
    assert list(Library.model_validate({"assets": {name: FOX}}).assets) == [name]


def test_what_a_film_keeps_is_read_again() -> None:
    assert KeptLibrary.model_validate(LIBRARY.model_dump(mode="json")) == LIBRARY


def test_a_voice_is_found_however_it_is_spelled() -> None:
    voice = LIBRARY.voice(" NARRATOR")
    assert voice is not None and voice.name == "amber"
    assert LIBRARY.voice("default") is None


def test_the_pictures_of_a_storyboard_are_those_it_uses() -> None:
    shots = [{"place": "Old Harbour", "motion": "pan"}]
    board = validate({"title": "x", "shots": shots}, LIBRARY.cast())
    assert LIBRARY.pictures_of(board) == {}  # the harbour has none, and Robin is not in it
    shots[0]["character"] = "Robin"
    board = validate({"title": "x", "shots": shots}, LIBRARY.cast())
    assert list(LIBRARY.pictures_of(board)) == ["Robin"]
