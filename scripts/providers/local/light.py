"""Light and palette of a picture, read from its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from scripts.providers.local.words import COLOURS, HABITATS, first_known, tokens

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Light:
    """Colours of the sky from top to horizon, of what shines, and how bright the land is."""

    top: Colour
    middle: Colour
    horizon: Colour
    shine: Colour
    land: float  # 0 black … 1 as the habitat's own colours
    sun: float | None  # height of sun or moon over the horizon, 0 … 1; None where it is hidden
    stars: bool = False


LIGHTS = {
    "day": Light((70, 134, 196), (142, 192, 226), (226, 238, 238), (255, 250, 228), 0.95, 0.7),
    "dawn": Light((62, 84, 136), (190, 146, 168), (252, 208, 172), (255, 232, 196), 0.68, 0.14),
    "golden": Light((88, 96, 146), (232, 156, 104), (255, 216, 142), (255, 240, 196), 0.74, 0.2),
    "night": Light((8, 13, 34), (22, 34, 70), (58, 76, 118), (224, 232, 246), 0.34, 0.72, True),
    "dull": Light((92, 104, 116), (132, 144, 154), (184, 190, 192), (226, 230, 232), 0.66, None),
    "storm": Light((38, 44, 56), (66, 74, 88), (116, 122, 130), (206, 214, 226), 0.42, None),
}

_HOUR_WORDS = {
    "night": "night midnight moonlight moonlit dark darkness stars starry nocturnal nighttime",
    "storm": "storm stormy thunder thunderstorm tempest lightning",
    "golden": "golden sunset dusk evening warm twilight autumn glowing",
    "dawn": "dawn sunrise morning daybreak pink early",
    "day": "day noon sunny bright midday summer blue clear daylight afternoon",
}
# Rain at night is night: what names only the weather decides when nothing names the hour.
_DULL_WORDS = (
    "rain rainy raining fog foggy mist misty overcast grey gray cloudy snow snowing drizzle"
)
_WEATHER_WORDS = {
    "rain": "rain rainy raining drizzle downpour storm stormy thunderstorm wet",
    "snow": "snow snowy snowing winter blizzard snowfall frost frozen",
    "fog": "fog foggy mist misty haze hazy",
}
_HOUR_OF = {word: hour for hour, words in _HOUR_WORDS.items() for word in words.split()}
_DULL_OF = dict.fromkeys(_DULL_WORDS.split(), "dull")
_LANDMARKS = ("lighthouse", "castle")
LIGHT_WORDS = frozenset(_HOUR_OF) | frozenset(_DULL_OF)
_WEATHER_OF = {word: kind for kind, words in _WEATHER_WORDS.items() for word in words.split()}


@dataclass(frozen=True)
class Mood:
    """Everything of a picture that its words decide, apart from the figures in it."""

    habitat: str
    light: Light
    weather: str | None
    tint: Colour | None
    landmark: str | None = None


def read_mood(*texts: str) -> Mood:
    """Read a mood; of several texts the first that says something wins.

    Args:
        texts: The strongest first: a note, then the picture's own words, then the film's look.
    """
    named = (_first([text], table) for text in texts for table in (_HOUR_OF, _DULL_OF))
    light = LIGHTS[next(filter(None, named), "day")]
    heard = set(tokens(texts[0])) if texts else set()
    if heard & {"darker", "dimmer", "gloomier", "moodier"}:
        light = _scaled(light, 0.62)
    if heard & {"brighter", "lighter"}:
        light = _scaled(light, 1.25)
    colour = next((found for text in texts if (found := first_known(text, COLOURS))), None)
    return Mood(
        habitat=_first_habitat(texts),
        light=light,
        weather=_first(texts, _WEATHER_OF),
        tint=COLOURS[colour] if colour else None,
        landmark=next((found for text in texts if (found := first_known(text, _LANDMARKS))), None),
    )


def _first(texts: Iterable[str], table: dict[str, str]) -> str | None:
    for text in texts:
        for word in tokens(text):
            if word in table:
                return table[word]
    return None


def _first_habitat(texts: Iterable[str]) -> str:
    of_word = {word: habitat for habitat, words in HABITATS.items() for word in words}
    for text in texts:
        word = first_known(text, of_word)
        if word is not None:
            return of_word[word]
    return "meadow"


def _scaled(light: Light, factor: float) -> Light:
    return replace(
        light,
        top=scaled(light.top, factor),
        middle=scaled(light.middle, factor),
        horizon=scaled(light.horizon, factor),
        land=min(1.0, light.land * factor),
    )


def scaled(colour: Colour, factor: float) -> Colour:
    """Darker (below 1) or brighter (above 1)."""
    red, green, blue = (min(255, max(0, round(part * factor))) for part in colour)
    return (red, green, blue)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """From `one` (share 0) to `other` (share 1)."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return (red, green, blue)
