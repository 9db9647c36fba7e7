from __future__ import annotations

from typing import Any

import pytest
from PIL import Image, ImageChops

from scripts.lettering import wrap
from scripts.providers.local.figures import name_card
from scripts.providers.local.figures.name_card import draw_name_card
from scripts.providers.local.figures.pen import EDGE, Looks


def card(name: str, *, seed: str = "seed", height: int = 300) -> Image.Image:
    return draw_name_card(Looks(name, seed), name, height)


def lines_of(name: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines a name stands in."""
    written: list[list[str]] = []

    def wrapped(*args: Any, **more: Any) -> list[str]:
        written.append(wrap(*args, **more))
        return written[-1]

    monkeypatch.setattr(name_card, "wrapped", wrapped)
    card(name)
    return written[-1]


def test_a_word_that_has_room_in_a_line_is_not_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lines_of("anglerfish", monkeypatch) == ["anglerfish"]
    assert len(lines_of("Donaudampfschifffahrtsgesellschaft", monkeypatch)) > 1


def ink(one: Image.Image, other: Image.Image) -> int:
    """Pixels in which two cards differ much."""
    difference = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).convert("L")
    return sum(difference.histogram()[60:])


@pytest.mark.parametrize(
    "name",
    ["Zorblax", "The Memory of Water", "Donaudampfschifffahrtsgesellschaft", "竜の名前", "التنين"],
)
def test_the_name_stands_on_the_card(name: str) -> None:
    assert ink(card(name), card("Ⅰ")) > 300


def test_a_name_of_emoji_gets_an_emblem_alone() -> None:
    alone = card("🦄🦄")

    assert alone == card("🐉")
    assert ink(alone, card("Zorblax")) > 300


def test_letters_stay_on_the_plate() -> None:
    long = card("Extremely long name of a thing that nobody knows or ever saw " * 20)
    edge = ImageChops.difference(long.convert("RGB"), card("A").convert("RGB"))
    inner = (EDGE + 20, EDGE + 20, long.width - EDGE - 20, long.height - EDGE - 45)
    edge.paste(0, inner)

    assert edge.getbbox() is None


def test_seeds_give_cards_of_their_own() -> None:
    looks = {card("Glorp", seed=f"seed {number}").tobytes() for number in range(8)}

    assert len(looks) >= 4


def test_small_cards_hold_ink_too() -> None:
    assert card("Zorblax", height=60).size[1] == 60 + 2 * EDGE
