"""Hour, weather, season, lens and palette of a film, found in its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scripts.providers.local.words import HABITATS, first_known, listed, seeded, tokens


@dataclass(frozen=True)
class Hour:
    """A time of day: how it is named in texts, in a prompt, and which colours it has."""

    words: frozenset[str]
    prompt: str
    palette: str
    later: str  # what follows it


# The first colour of a palette is the one the local pictures are tinted with.
HOURS: Mapping[str, Hour] = {
    "dawn": Hour(
        listed("dawn sunrise daybreak"),
        "at dawn, first light",
        "pale pink, soft blue and warm grey",
        "morning",
    ),
    "morning": Hour(
        listed("morning"),
        "in warm morning light",
        "pale gold, fresh green and light blue",
        "golden hour",
    ),
    "day": Hour(
        listed("noon midday sunny daylight afternoon sunlight"),
        "in clear daylight",
        "clear blue, fresh green and warm white",
        "golden hour",
    ),
    "golden hour": Hour(
        listed("sunset"),
        "in golden evening light, long shadows",
        "golden ochre, warm brown and soft violet",
        "dusk",
    ),
    "dusk": Hour(
        listed("dusk twilight evening"),
        "at dusk, last light",
        "violet, slate blue and dim gold",
        "night",
    ),
    "night": Hour(
        listed("night midnight moonlight moonlit starry stars nighttime nocturnal"),
        "at night under the stars",
        "deep blue, black and silver",
        "dawn",
    ),
}
_WEATHERS: Mapping[str, tuple[frozenset[str], str]] = {
    "storm": (
        listed("storm stormy thunder thunderstorm lightning tempest hurricane"),
        "dark grey, cold blue and silver",
    ),
    "rain": (
        listed("rain rainy raining drizzle downpour"),
        "slate grey, muted blue and dim green",
    ),
    "snow": (
        listed("snow snowy snowing blizzard snowfall"),
        "white, pale blue and soft grey",
    ),
    "fog": (
        listed("fog foggy mist misty haze hazy"),
        "soft grey, pale blue and silver",
    ),
}
_SEASONS = listed("spring summer autumn winter")
# Times before ours, by the words that only they have. A picture's streets are built as they were.
_ERAS = {
    "ancient Rome": listed(
        "roman romans rome pompeii gladiator gladiators caesar centurion legion legionary toga"
    ),
    "ancient Greece": listed("greek greeks athens sparta spartan olympus"),
    "ancient Egypt": listed("egypt egyptian pharaoh pharaohs nile cleopatra"),
    "medieval times": listed(
        "medieval knight knights squire crusade crusader viking vikings castle monk monks"
    ),
}
_LENSES = {
    "space": "24 mm lens, deep focus",
    "mountains": "24 mm lens, deep focus",
    "desert": "24 mm lens, deep focus",
    "sea": "28 mm lens, deep focus",
    "room": "50 mm lens, shallow focus",
}
_LENS = ("35 mm lens, shallow focus", "40 mm lens, soft focus")
_EARLY = 0.4  # of a story: an hour named later is a change, not what the film begins with
_DEFAULT = "Soft daylight"


@dataclass(frozen=True)
class Air:
    """The hour and the weather of a moment; empty where nothing is said of them."""

    hour: str = ""
    weather: str = ""

    def then(self, said: Air, base: Air, *, clears: bool = False) -> Air:
        """The moment of a sentence after this one: a storm lasts until it clears or hours pass."""
        passed = clears or (said.hour and said.hour != self.hour)
        return Air(said.hour or self.hour, said.weather or (base if passed else self).weather)

    def prompt(self) -> str:
        """In words for a picture of it."""
        hour = HOURS[self.hour].prompt if self.hour else ""
        return ", ".join(filter(None, (hour, self.weather)))


def air_of(text: str, refused: frozenset[str] = frozenset()) -> Air:
    """The first hour and the first weather a text names."""
    said = tokens(text)
    # What falls “like snow” is no snow.
    words = [w for w, before in zip(said, ["", *said], strict=False) if before != "like"]
    words = [word for word in words if word not in refused]
    hours = {word: name for name, hour in HOURS.items() for word in hour.words}
    weathers = {word: name for name, (known, _) in _WEATHERS.items() for word in known}
    hour = next((hours[word] for word in words if word in hours), "")
    golden = next((n for n, word in enumerate(words) if word == "golden"), None)
    if golden is not None and "hour" in words[max(0, golden - 1) : golden + 2]:
        hour = "golden hour"
    return Air(hour, next((weathers[word] for word in words if word in weathers), ""))


def first_air(told: Sequence[str], wished: Air, refused: frozenset[str]) -> Air:
    """What the film begins with: a note's hour, else the story's first, when it is named early."""
    early = told[: max(1, round(len(told) * _EARLY))]
    story = Air(air_of(" ".join(early), refused).hour, air_of(told[0] if told else "").weather)
    weather = story.weather if story.weather not in refused else ""
    return Air(wished.hour or story.hour, wished.weather or weather)


_DRESS = {"ancient Rome": "Roman", "ancient Greece": "Greek", "ancient Egypt": "Egyptian"}


def dress_of(era: str) -> str:
    """What people wear in a time before ours."""
    return f"in {_DRESS.get(era, 'medieval')} dress" if era else ""


def era_of(text: str) -> str:
    """The time before ours that a text is set in; empty where its words name none."""
    said = set(tokens(text))
    return next((era for era, words in _ERAS.items() if words & said), "")


def atmosphere(air: Air, text: str, tone: str, look: str, round_number: int) -> str:
    """One block for all pictures, as a director's note."""
    season = first_known(text, _SEASONS)
    light = "Daylight" if air.hour == "day" else air.hour.capitalize() or _DEFAULT
    weather = {"fog": "light mist"}.get(air.weather, air.weather)
    mood = ", ".join(filter(None, (light, weather, season, era_of(text))))
    palette = _palette(air, season)
    note = f"{mood}; {_lens(text, round_number)}; palette of {palette}."
    return " ".join(_ended(part) for part in (tone, look, note) if part.strip(" ."))


def _palette(air: Air, season: str | None) -> str:
    if air.weather and air.hour != "night":
        return _WEATHERS[air.weather][1]
    if season == "autumn" and air.hour != "night":
        return "golden ochre, rust red and dark brown"
    return HOURS[air.hour or "day"].palette


def _lens(text: str, round_number: int) -> str:
    habitat = habitat_of(text)
    if habitat in _LENSES and round_number % 2 == 0:
        return _LENSES[habitat]
    return _LENS[(seeded(text).randrange(2) + round_number) % 2]


def habitat_of(text: str) -> str:
    """What the place of a text looks like; empty where nothing is said of it."""
    kinds = {word: kind for kind, words in HABITATS.items() for word in words}
    known = first_known(text, kinds)
    return kinds[known] if known else ""


def later(air: Air, turns: int) -> Air:
    """The light of another hour: the next one, and for every further turn one more."""
    hour = air.hour or "day"
    for _ in range(1 + turns % (len(HOURS) - 2)):
        hour = HOURS[hour].later
    return replace(air, hour=hour)


def _ended(part: str) -> str:
    text = part.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."
