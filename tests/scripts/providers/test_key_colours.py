"""A key colour is far from every colour of the figure."""

from __future__ import annotations

import pytest
from PIL import Image

from scripts.providers.key_colours import KEYS, key_for

GREEN, MAGENTA, BLUE = KEYS


def cut(colour: tuple[int, int, int]) -> Image.Image:
    """A figure of one colour; what is clear around it has another."""
    picture = Image.new("RGBA", (60, 60), (0, 255, 0, 0))
    picture.paste((*colour, 255), (20, 10, 40, 50))
    return picture


@pytest.mark.parametrize("text", ["", "an old man in a red coat", "a grey wolf"])
def test_green_is_the_usual_one(text: str) -> None:
    assert key_for(text) is GREEN


@pytest.mark.parametrize("text", ["a frog", "a man in a green coat", "an oak tree"])
def test_nothing_green_is_painted_on_green(text: str) -> None:
    assert key_for(text) is not GREEN


def test_references_tell_more_than_words() -> None:
    assert key_for("a creature", [cut((30, 200, 60))]) is not GREEN
    assert key_for("a creature", [cut((200, 40, 190)), cut((20, 220, 40))]) is BLUE
    assert key_for("a creature", [cut((150, 90, 60))]) is GREEN


def test_an_empty_reference_says_nothing() -> None:
    assert key_for("", [Image.new("RGBA", (9, 9), (0, 0, 0, 0))]) is GREEN
