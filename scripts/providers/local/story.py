"""A storyboard from a title, a topic and a story direction: the story's own words, cut into shots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from scripts.providers.local.beats import beats, scheduled
from scripts.providers.local.light import LIGHT_WORDS, read_mood
from scripts.providers.local.reading import Named, sentences, things_named
from scripts.providers.local.words import again, first_known, seeded, tokens

WORDS_PER_SECOND = 2.3  # what a calm voice says in English
_MOST = {"character": 3, "place": 4, "prop": 2}
_LONGEST = 1900  # characters of any text; schemas allow 2,000

_CAMERA = (
    "slow push in",
    "gentle pan left",
    "pull back",
    "tilt up",
    "gentle pan right",
    "slow drift right",
    "tilt down",
    "slow zoom out",
)
_SCALES = (0.55, 0.7, 0.45, 0.8, 0.6)
_LATER = (
    "in golden evening light",
    "at night under the stars",
    "at dawn",
    "in soft fog",
    "at sunset",
    "in warm morning light",
    "at dusk",
)
_SOUNDS = {
    "sea": "waves on a shore, gulls far away",
    "forest": "leaves in the wind, birds",
    "city": "a city far away, footsteps",
    "room": "a quiet room, a clock",
    "mountains": "wind over rocks",
    "desert": "dry wind over sand",
    "space": "a deep low hum",
    "underwater": "muffled water, bubbles",
    "cave": "drops of water, a faint echo",
    "meadow": "soft wind in the grass, birds",
}
_WEATHER_SOUNDS = {"rain": "rain", "storm": "wind and rain, thunder", "snow": "soft cold wind"}


@dataclass(frozen=True)
class Brief:
    """What a person asked for."""

    title: str
    topic: str = ""
    direction: str = ""
    note: str = ""
    look: str = ""
    shots: int = 18
    seconds: float = 5.0
    language: str = "en"
    round: int = 0  # another try at the same words: 0 is the first

    @property
    def story(self) -> str:
        """What is told; the title tells nothing, but is better than silence."""
        told = self.direction if sentences(self.direction) else self.topic
        return told if sentences(told) else self.title

    @property
    def english(self) -> bool:
        return self.language.lower().split("-")[0] == "en"


@dataclass(frozen=True)
class Cast:
    """Who and what is in the film; never without a place and a character."""

    characters: Sequence[Named]
    places: Sequence[Named]
    props: Sequence[Named]

    @property
    def figures(self) -> Sequence[Named]:
        """Whatever stands in a place: living ones first."""
        return (*self.characters, *self.props)


def write_storyboard(brief: Brief) -> dict[str, Any]:
    """Write the storyboard, as JSON data."""
    cast = _cast(brief)
    told = _beats(brief)
    first = brief.round % len(cast.places)
    places = scheduled(told, [*cast.places[first:], *cast.places[:first]])
    figures = scheduled(told, cast.figures)
    shots = [
        _shot(brief, number, beat, place, None if _is_pause(beat, number) else figure)
        for number, (beat, place, figure) in enumerate(zip(told, places, figures, strict=True))
    ]
    core = places[-1]
    variant = f"{core.name}, later"[:60]
    shots[-1]["panels"][0]["place"] = variant
    if brief.shots >= 6:
        middle = brief.shots // 2
        shots[middle] = _split(shots[middle], shots[middle - 1], cast.places, variant)
    return {
        "title": " ".join(brief.title.split())[:100] or "Untitled",
        "atmosphere": _atmosphere(brief),
        "assets": [*_assets(cast, shots, core), _variant(core, variant, brief.round)],
        "shots": shots,
    }


def _cast(brief: Brief) -> Cast:
    """What the note adds comes first, then the direction, then topic and title."""
    texts = (brief.note, brief.direction, brief.topic, brief.title)
    named: dict[str, Named] = {}
    for text in texts:
        for thing in things_named(text):
            named.setdefault(thing.name.lower(), thing)
    by_kind = {
        kind: [thing for thing in named.values() if thing.kind == kind][:most]
        for kind, most in _MOST.items()
    }
    return Cast(
        by_kind["character"] or [Named("wanderer", "character", "lone wanderer")],
        by_kind["place"] or [_unnamed_place(brief)],
        by_kind["prop"],
    )


def _unnamed_place(brief: Brief) -> Named:
    """A place the story does not name, but that differs from film to film."""
    told = again(brief.direction, brief.round)
    phrase = seeded(brief.title, brief.topic, told).choice(
        ("wide meadow", "quiet coast", "forest clearing", "mountain valley", "old town street")
    )
    return Named(phrase, "place", phrase)


def _assets(cast: Cast, shots: Sequence[dict[str, Any]], core: Named) -> list[dict[str, Any]]:
    """One picture for all that is seen, and for what another is made from; none for the rest."""
    panels = [panel for shot in shots for panel in shot["panels"]]
    used = {panel["place"] for panel in panels} | {panel.get("character") for panel in panels}
    named = [
        thing for thing in (*cast.figures, *cast.places) if thing.name in used or thing is core
    ]
    return [_asset(thing) for thing in named]


def _variant(core: Named, name: str, round_number: int) -> dict[str, Any]:
    """The last place in other light."""
    light = _LATER[round_number % len(_LATER)]
    prompt = f"the same {core.phrase} {light}, calm"
    return {"name": name, "kind": "place", "prompt": prompt, "reference": core.name}


def _asset(named: Named) -> dict[str, Any]:
    if named.kind == "place":
        prompt = f"{named.phrase}, wide view with room for figures in front"
    else:
        prompt = f"{named.phrase}, whole, alone on a plain background"
    return {"name": named.name, "kind": named.kind, "prompt": prompt}


def _atmosphere(brief: Brief) -> str:
    """One block of light and palette for all pictures."""
    start = tokens(" ".join(sentences(brief.story)[:1]))
    hour = ", ".join(dict.fromkeys(word for word in start if word in LIGHT_WORDS))
    parts = (brief.note, brief.look, hour)
    told = ". ".join(part.strip(" .") for part in parts if part.strip(" ."))
    return (told or "soft daylight, calm colours")[:_LONGEST]


def _beats(brief: Brief) -> list[str]:
    """One piece of the story per shot, each short enough to be said in its time."""
    most = max(3, int(brief.seconds * WORDS_PER_SECOND))
    if {"shorter", "less"} & set(tokens(brief.note)):
        most = max(3, most * 2 // 3)
    return beats(brief.story, brief.shots, most)


def _is_pause(beat: str, number: int) -> bool:
    """An empty place now and then gives the film room to breathe."""
    return not beat and number % 4 == 2


def _shot(
    brief: Brief, number: int, beat: str, place: Named, figure: Named | None
) -> dict[str, Any]:
    panel: dict[str, Any] = {"place": place.name}
    if figure is not None:
        scale = 0.35 if figure.kind == "prop" else _SCALES[(number + brief.round) % len(_SCALES)]
        panel |= {"character": figure.name, "scale": scale}
    action = _action(beat, place, figure)
    camera = _CAMERA[(number + brief.round) % len(_CAMERA)]
    return {
        "action": action,
        "panels": [panel],
        "motion": f"{action}. Camera: {camera}.",
        "narration": (beat or _bridge(brief, place, figure, number))[:_LONGEST],
        "sound": _sound(f"{beat} {place.phrase} {brief.look} {brief.note}"),
        "seconds": brief.seconds,
    }


def _action(beat: str, place: Named, seen: Named | None) -> str:
    if beat:
        told = beat[: _LONGEST - 60].rstrip(" .,;:。،")
        return told[:1].upper() + told[1:]
    if seen is None:
        return f"{_the(place)}, still"
    return f"{_the(seen)}, {_the(place, 'the')}"


def _the(named: Named, article: str = "The") -> str:
    return named.name if named.name[:1].isupper() else f"{article} {named.phrase}"


def _bridge(brief: Brief, place: Named, seen: Named | None, number: int) -> str:
    """A line between two pieces of the story; in other languages the picture speaks alone."""
    if not brief.english or number % 2 == 0:
        return ""
    if seen is None or seen.kind == "prop":
        return f"{_the(seen or place)} waits."
    lines = ("{} looks around.", "{} is still here.", "{} goes on.")
    return lines[(number // 2 + brief.round) % len(lines)].format(
        _the(replace(seen, phrase=seen.name))
    )


def _sound(text: str) -> str:
    said = set(tokens(text))
    weather = next((heard for word, heard in _WEATHER_SOUNDS.items() if word in said), "")
    place = _SOUNDS[read_mood(text).habitat]
    animal = first_known(text, ("owl", "crow", "dog", "wolf"))
    return ", ".join(filter(None, (weather, place, f"{animal} far away" if animal else "")))


def _split(
    shot: dict[str, Any],
    before: dict[str, Any],
    places: Sequence[Named],
    variant: str,
) -> dict[str, Any]:
    """Two places at the same time: this shot's, and another one beside it."""
    (panel,), (other,) = shot["panels"], before["panels"]
    if other["place"] == panel["place"]:
        elsewhere = [place.name for place in places if place.name != panel["place"]]
        other = {**other, "place": elsewhere[0] if elsewhere else variant}
    return {**shot, "panels": [{**other, "scale": 0.5}, {**panel, "scale": 0.5}]}
