"""The light and the age of the places of a film."""

from __future__ import annotations

from tests.scripts.providers.local.story.boards import FOX, board_of


def test_an_hour_that_passes_is_another_picture_of_its_place() -> None:
    board = board_of("At dawn a fox wakes in a meadow. At night the fox sleeps in the meadow.")
    variant = next(asset for asset in board.assets if asset.name == "meadow, night")
    assert variant.reference == "meadow" and "at night" in variant.prompt
    assert board.atmosphere.startswith("Dawn")
    assert board.shots[-1].panels[0].place == "meadow, night"


def test_a_core_picture_has_the_light_it_is_first_seen_in() -> None:
    board = board_of("At dawn a fox wakes in a meadow. At noon the fox rests in a forest.", shots=2)
    forest = next(asset for asset in board.assets if asset.name == "forest")
    assert "in clear daylight" in forest.prompt and forest.reference is None
    assert [asset.name for asset in board.assets if asset.reference] == []


def test_under_water_and_in_space_no_hour_is_seen() -> None:
    board = board_of("At dawn a cat lands on the moon. At night it leaves the moon.", shots=2)
    assert not [asset for asset in board.assets if asset.reference]


def test_streets_of_another_age_have_no_engines() -> None:
    board = board_of("A baker walks through a Roman street. He rests in the town.", shots=2)
    assert "ancient Rome" in board.atmosphere
    assert not any("traffic" in shot.sound for shot in board.shots)
    assert any("traffic" in shot.sound for shot in board_of("A baker walks a street.").shots)


def test_the_look_is_in_the_atmosphere_with_hour_lens_and_palette() -> None:
    block = board_of(FOX, look="ink and paper").atmosphere
    assert block.startswith("ink and paper. Dusk; ")
    assert " mm lens, " in block and "; palette of " in block
    assert board_of("dark bright sunny night rain").atmosphere.startswith("Daylight, rain;")
