"""Hour, weather and palette of a film, found in its text."""

import pytest

from scripts.providers.local.story.atmosphere import Air, air_of, atmosphere, first_air, later


@pytest.mark.parametrize(
    ("text", "hour", "weather"),
    [
        ("At dawn it rains: rain, rain.", "dawn", "rain"),
        ("golden hour", "golden hour", ""),
        ("hora dorada", "golden hour", ""),
        ("a golden ring", "", ""),
        ("Bei Nacht und Nebel", "night", "fog"),
        ("night, then noon", "night", ""),
    ],
)
def test_hours_and_weather(text: str, hour: str, weather: str) -> None:
    assert air_of(text) == Air(hour, weather)


def test_a_film_begins_with_its_own_hour_and_a_note_decides() -> None:
    story = ["A fox wakes.", "She runs.", "She eats.", "At night she sleeps."]
    assert first_air(story, Air(), frozenset()) == Air()
    assert first_air(["At dusk.", *story], Air(), frozenset()).hour == "dusk"
    assert first_air(["At dusk.", *story], Air("night"), frozenset()).hour == "night"
    assert later(Air("dusk"), 0).hour == "night" and later(Air("dusk"), 1).hour == "dawn"


def test_the_atmosphere_is_one_consistent_block() -> None:
    block = atmosphere(Air("night", "fog"), "night in autumn by the sea", "", "", 0)
    assert block == (
        "Night, light mist, autumn; 28 mm lens, deep focus; palette of deep blue, black and silver."
    )
