"""What is heard in a shot."""

import pytest

from scripts.providers.local.sounds import made_sounds as made
from scripts.providers.local.sounds.nature_sounds import leaves
from scripts.providers.local.sounds.sounds import voices_of
from scripts.providers.local.story import soundscape
from scripts.providers.local.story.atmosphere import Air
from scripts.providers.local.story.named import Named
from scripts.providers.local.story.soundscape import sound_of

TABLES = (soundscape._WEATHER, soundscape._PLACES, soundscape._HABITATS, soundscape._OLD_PLACES)
LAYERS = {layer for table in TABLES for layers in table.values() for layer in layers} | set(
    soundscape._ACTIONS.values()
)
FISHER = Named("fisherman", "character", "fisherman", "fisherman")


def test_sounds_belong_to_place_weather_hour_and_action() -> None:
    cliff = Named("cliff", "place", "cliff", "cliff")
    meadow = Named("meadow", "place", "meadow", "meadow")
    quiet = frozenset[str]()
    assert sound_of("", cliff, None, Air(), quiet) == "waves on rocks, gulls, soft wind"
    assert (
        sound_of("", meadow, None, Air("night"), quiet) == "soft wind in the grass, night insects"
    )
    walks = sound_of("The fisherman walks.", meadow, FISHER, Air("", "rain"), quiet)
    assert walks == "steady rain, footsteps, soft wind in the grass"
    assert "birds" not in sound_of("", meadow, None, Air(), frozenset(("birds", "bird")))


@pytest.mark.parametrize("layer", sorted(LAYERS))
def test_every_layer_is_known_to_the_sounds(layer: str) -> None:
    heard = [voice.layer for voice in voices_of(layer)]
    assert heard != [made.room] or "room" in layer


def test_nothing_sings_in_the_rain_and_a_desert_storm_is_dry() -> None:
    farm, dune = Named("farm", "place", "farm", "farm"), Named("dune", "place", "dune", "dune")
    quiet = frozenset[str]()
    assert sound_of("", farm, None, Air("", "rain"), quiet) == "steady rain"
    assert sound_of("", dune, None, Air("", "storm"), quiet) == "strong wind over sand"


def test_a_rivers_name_sounds_like_a_river_and_a_hull_is_no_wood() -> None:
    nile = Named("Nile", "place", "Nile", role="river")
    assert sound_of("", nile, None, Air(), frozenset()) == "a stream"
    sea = Named("sea", "place", "sea", "sea")
    assert sound_of("A ship sails.", sea, None, Air(), frozenset()).startswith("a creaking hull")
    assert leaves not in {voice.layer for voice in voices_of("a creaking hull")}
