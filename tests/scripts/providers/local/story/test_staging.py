"""Who is seen where: everybody and every place told of, and nobody where nobody can be."""

from __future__ import annotations

import pytest

from pipeline.storyboard import validate
from scripts.providers.local.story.brief import Brief
from scripts.providers.local.story.story import write_storyboard
from tests.scripts.providers.local.story.boards import asset_names, board_of

STORM = (
    "At dusk a keeper climbs the lighthouse. A storm rises over the open sea. A boat fights the "
    "waves far from the harbour. The keeper lights the lamp of the lighthouse. A whale swims ahead. "
    "At dawn gulls circle over the calm bay."
)


def test_every_place_that_is_told_of_is_seen() -> None:
    named = ("meadow", "forest", "river", "hill", "harbour", "market", "lighthouse", "desert")
    board = board_of(" ".join(f"The fox comes to the {place}." for place in named), shots=8)
    assert [shot.panels[0].place.split(",")[0] for shot in board.shots] == list(named)


def test_everybody_a_short_film_tells_of_is_seen() -> None:
    named = ("boy", "worker", "king", "queen", "snake", "priest")
    board = board_of(" ".join(f"A {who} comes to the temple." for who in named), shots=6)
    assert [shot.panels[0].character for shot in board.shots] == list(named)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("She runs through the forest while gulls cross the harbour.", ["forest", "harbour"]),
        ("She runs from the forest to the harbour.", []),
    ],
)
def test_what_happens_at_the_same_time_is_seen_side_by_side(
    sentence: str, expected: list[str]
) -> None:
    board = board_of(f"A fox wakes. {sentence} She sleeps.", shots=8)
    split = [shot for shot in board.shots if len(shot.panels) == 2]
    assert [panel.place for shot in split for panel in shot.panels] == expected


def test_a_story_of_places_needs_nobody() -> None:
    story = "Molten rock gathers under the mountain. Lava flows into the forest."
    board = validate(
        write_storyboard(Brief("How a Volcano Wakes", direction=story, shots=9, topic="Volcanoes"))
    )
    assert set(asset_names(board).values()) == {"place"}


def test_nobody_stands_at_the_bottom_of_the_sea() -> None:
    board = board_of("A crab walks on the sea floor. A scientist looks at a screen.", shots=2)
    assert [shot.panels[0].character for shot in board.shots] == ["crab", None]


def test_swimmers_and_ships_are_in_the_storys_water() -> None:
    places = [shot.panels[0].place.split(",")[0] for shot in board_of(STORM, shots=6).shots]
    assert places[2] == places[4] == "open sea" and "harbour" not in places


def test_a_storm_lasts_until_it_clears_and_falls_in_every_shot() -> None:
    board = board_of(STORM, shots=6)
    assert [("rain" in shot.sound) for shot in board.shots] == [
        False,
        True,
        True,
        True,
        True,
        False,
    ]
    assert "in wind and rain. Camera:" in board.shots[3].motion


def test_a_card_with_a_name_is_never_seen_close() -> None:
    board = board_of("The dragon sleeps in the cave. " * 3, shots=12)
    scales = {p.scale for s in board.shots for p in s.panels if p.character == "dragon"}
    assert scales and max(scales) <= 0.42
