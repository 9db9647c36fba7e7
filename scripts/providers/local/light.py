"""Light and palette of a picture, read from its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from scripts.providers.local.places.habitats import named_place
from scripts.providers.local.words import (
    BUILDINGS,
    COLOURS,
    DRAWABLE,
    PLANTS,
    VEHICLES,
    refused_by,
    singular,
    wanted,
)

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Light:
    """Colours of the sky from top to horizon, of what shines, and of the light on things."""

    top: Colour
    middle: Colour
    horizon: Colour
    shine: Colour
    lamp: Colour  # what a white sheet looks like in this light
    sun: float | None  # height of sun or moon over the horizon, 0 … 1; None where it is hidden
    stars: bool = False
    lit: bool = False  # people have lamps in their windows


LIGHTS = {
    "day": Light(
        (54, 122, 188), (124, 186, 222), (224, 240, 236), (255, 251, 232), (255, 252, 244), 0.72
    ),
    "morning": Light(
        (86, 142, 190), (168, 206, 218), (253, 234, 204), (255, 246, 218), (255, 238, 214), 0.34
    ),
    "dawn": Light(
        (64, 84, 142), (188, 142, 168), (255, 210, 172), (255, 234, 200), (216, 180, 188), 0.1
    ),
    "golden": Light(
        (96, 108, 152), (238, 166, 112), (255, 222, 150), (255, 244, 206), (255, 208, 154), 0.17
    ),
    "dusk": Light(
        (36, 42, 92), (128, 82, 134), (250, 150, 112), (255, 206, 160), (146, 116, 150), 0.03,
        lit=True,
    ),
    "night": Light(
        (8, 14, 36), (20, 36, 76), (58, 84, 128), (228, 236, 248), (66, 84, 136), 0.7,
        stars=True, lit=True,
    ),
    "dull": Light(
        (108, 122, 136), (150, 164, 174), (202, 208, 208), (232, 236, 236), (196, 204, 212), None
    ),
    "storm": Light(
        (34, 42, 56), (66, 78, 92), (128, 138, 142), (214, 224, 236), (122, 132, 152), None,
        lit=True,
    ),
}  # fmt: skip


# What a place may be known by. A room is a house from within, and a wood is more than its trees.
_STANDING = (BUILDINGS | VEHICLES | PLANTS) - frozenset(("gate", "wall", "bush", "flower", "tree"))


def clouded(light: Light, share: float) -> Light:
    """The same hour under a closed sky: no sun or stars, colours drawn towards grey."""
    grey = LIGHTS["dull"]
    dim = sum(light.lamp) / sum(LIGHTS["day"].lamp)
    return replace(
        light,
        top=mixed(light.top, scaled(grey.top, dim), share),
        middle=mixed(light.middle, scaled(grey.middle, dim), share),
        horizon=mixed(light.horizon, scaled(grey.horizon, dim), share),
        lamp=mixed(light.lamp, scaled(grey.lamp, dim), share),
        sun=None,
        stars=False,
    )


def tinted(light: Light, colour: Colour, share: float) -> Light:
    """A sky that leans to a colour."""
    return replace(
        light,
        top=mixed(light.top, shaded(colour, light.lamp), share),
        middle=mixed(light.middle, shaded(colour, light.lamp), share),
        horizon=mixed(light.horizon, shaded(colour, light.lamp), share * 0.6),
    )


def scaled(colour: Colour, factor: float) -> Colour:
    """Darker (below 1) or brighter (above 1)."""
    red, green, blue = (min(255, max(0, round(part * factor))) for part in colour)
    return (red, green, blue)


def shaded(colour: Colour, lamp: Colour) -> Colour:
    """A colour as it looks under coloured light."""
    red, green, blue = (part * light // 255 for part, light in zip(colour, lamp, strict=True))
    return (red, green, blue)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """From `one` (share 0) to `other` (share 1)."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return (red, green, blue)


_HOUR_WORDS = {
    "night": "night midnight moonlight moonlit stars starry nocturnal nighttime",
    "dusk": "dusk twilight nightfall",
    "golden": "golden sunset evening",
    "dawn": "dawn sunrise daybreak",
    "morning": "morning",
    "storm": "storm stormy thunder thunderstorm tempest lightning",
    "day": "day noon sunny midday daylight afternoon",
}
# What only lets one think of an hour, such as a colour of the look, decides where none is named.
_HINT_WORDS = {
    "night": "dark darkness",
    "golden": "warm autumn glowing",
    "morning": "early",
    "day": "bright summer clear",
}
_WEATHER_WORDS = {
    "storm": "storm stormy thunder thunderstorm tempest lightning",
    "rain": "rain rainy raining drizzle downpour wet",
    "snow": "snow snowy snowing blizzard snowfall",
    "fog": "fog foggy mist misty haze hazy",
    "wind": "wind windy gale breeze",
    "clouds": "overcast cloudy clouds",
}
_GREY_ABOVE = frozenset(("sky", "skies", "day", "morning", "evening", "weather", "light", "clouds"))
_SEASON_WORDS = {
    "spring": "spring blossom april may",
    "summer": "summer july august",
    "autumn": "autumn fall october november",
    "winter": "winter frost frozen icy december january snow snowy snowing blizzard snowfall",
}
_DARKER = frozenset(("darker", "dimmer", "gloomier", "moodier"))
_BRIGHTER = frozenset(("brighter", "lighter"))
_CLOSER = frozenset(("closer", "nearer", "tighter", "bigger", "larger"))
_WIDER = frozenset(("wider", "farther", "further", "smaller"))


def _by_word(table: dict[str, str]) -> dict[str, str]:
    """What each word means; a word of two lists means the first."""
    return {word: meaning for meaning in reversed(table) for word in table[meaning].split()}


_HOUR_OF, _WEATHER_OF, _SEASON_OF = map(_by_word, (_HOUR_WORDS, _WEATHER_WORDS, _SEASON_WORDS))
_HINT_OF = _by_word(_HINT_WORDS)
LIGHT_WORDS = frozenset(_HOUR_OF) | frozenset(_HINT_OF) | frozenset(_WEATHER_OF)
# Words of a note that change how a place is seen, not which place it is.
SEEING_WORDS = (
    LIGHT_WORDS
    | frozenset(COLOURS)
    | frozenset(_SEASON_OF)
    | _DARKER
    | _BRIGHTER
    | _CLOSER
    | _WIDER
)


@dataclass(frozen=True)
class Mood:
    """Everything of a picture that its words decide, apart from the figures in it."""

    habitat: str
    light: Light
    weather: str | None
    tint: Colour | None
    tint_share: float = 0.0
    variant: str = ""  # how the habitat is drawn; empty leaves it to chance
    known: bool = True  # whether the words name a habitat at all
    season: str | None = None
    hour: str | None = None  # as the words name it
    landmarks: tuple[str, ...] = ()
    refused: frozenset[str] = frozenset()
    exposure: float = 1.0  # below 1 darker, above brighter than the hour is
    zoom: float = 1.0  # above 1 closer

    def shows(self, *names: str) -> bool:
        """Whether nobody asked for a picture without this; any of its names may be refused."""
        return not self.refused & set(names)


def read_mood(*texts: str, name: str = "") -> Mood:
    """Read a mood; of several texts the first that says something wins.

    Args:
        texts: The strongest first: a note, then the picture's own words, then the film's look.
        name: What the place is called, which says more of what it is than all that is told of it.
    """
    note, *others = texts or ("",)
    said = wanted(note, *others)
    heard = set(said[0])
    weather = _first(said, _WEATHER_OF) or _grey(said)
    named = named_place(wanted(note, name, *others))
    colour, share = _tint(said)
    light = _light(_hour(said), weather)
    return Mood(
        habitat=named.habitat,
        variant=named.variant,
        known=named.known,
        light=tinted(light, colour, share * 0.6) if colour else light,
        weather=weather,
        tint=colour,
        tint_share=share,
        season=_first(said, _SEASON_OF),
        hour=_first(said, _HOUR_OF),
        landmarks=_landmarks(said[:2]),
        refused=refused_by(note),
        exposure=0.62 if heard & _DARKER else 1.45 if heard & _BRIGHTER else 1.0,
        zoom=1.3 if heard & _CLOSER else 0.78 if heard & _WIDER else 1.0,
    )


def names_hour(text: str) -> bool:
    """Whether a text says or hints at a time of day."""
    return _hour(wanted(text)) is not None


def _hour(texts: Sequence[Sequence[str]]) -> str | None:
    """The hour that is named, else the one that is hinted at; the note counts before all others."""
    note, others = texts[:1], texts[1:]
    found = (_first(said, of) for said in (note, others) for of in (_HOUR_OF, _HINT_OF))
    return next(filter(None, found), None)


def _grey(texts: Sequence[Sequence[str]]) -> str | None:
    """A grey sky is clouded; a grey wall, or a palette's grey, says nothing of it."""
    pairs = (pair for said in texts for pair in pairwise(said))
    found = any(one in ("grey", "gray") and other in _GREY_ABOVE for one, other in pairs)
    return "clouds" if found else None


def _first(texts: Sequence[Sequence[str]], table: Mapping[str, str]) -> str | None:
    return next((table[word] for said in texts for word in said if word in table), None)


def _light(hour: str | None, weather: str | None) -> Light:
    """The light of an hour under its weather; a day that nobody named gives way to the weather."""
    if weather == "storm":
        return LIGHTS["storm"] if hour in (None, "storm", "day") else clouded(LIGHTS[hour], 0.6)
    light = LIGHTS[hour or "day"]
    if weather in ("rain", "clouds", "snow", "fog"):
        coloured = 0.6 if weather in ("rain", "snow") else 0.3
        shares = {"golden": coloured, "dawn": coloured, "dusk": coloured, "night": 0.35}
        share = shares.get(hour or "", 0.85)
        return clouded(light, share)
    return light


def _tint(texts: Sequence[Sequence[str]]) -> tuple[Colour | None, float]:
    """A colour the whole place leans to; a thing's own colour is not the place's."""
    for said, share in zip(texts, (0.5, 0.3, 0.15), strict=False):
        for word, following in zip(said, [*said[1:], ""], strict=False):
            if word in COLOURS and word != "golden" and singular(following) not in DRAWABLE:
                return COLOURS[word], share
    return None, 0.0


def _landmarks(texts: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """What is named and can stand in the middle distance, at most two."""
    found = (form for said in texts for word in said for form in {word, singular(word)})
    return tuple(dict.fromkeys(form for form in found if form in _STANDING))[:2]
