"""The places of a film in the light of its moments: one core picture each, and its variants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from scripts.providers.local.languages import Language
from scripts.providers.local.story.atmosphere import Air, habitat_of
from scripts.providers.local.story.cast import unlike
from scripts.providers.local.story.named import Named

_SPOKEN = {"golden hour": "sunset", "dusk": "evening"}
_SUNLESS = ("space", "underwater", "cave")  # where no hour or weather is seen
ROOFED = (*_SUNLESS, "room")  # where nothing falls
_VARIANT_NAME = 38  # characters of a place's name that stand in its variants' names


@dataclass(frozen=True)
class Variant:
    """A place in another light than the film's."""

    name: str
    prompt: str
    core: Named


@dataclass
class Locations:
    """Which picture a moment is seen in.

    Args:
        base: The hour and weather of the film, which the channel's own pictures stand for.
        most: How many variants there may be at most; each is a picture to be made.
        taken: Names of assets, in lower case, that no variant may have.
    """

    base: Air
    most: int
    tongue: Language
    taken: set[str]
    variants: dict[tuple[str, Air], Variant] = field(default_factory=dict)
    first: dict[str, Air] = field(default_factory=dict)  # the light of each place's core picture

    def picture(self, place: Named, air: Air) -> str:
        """The name of the picture of a place at a moment; its core is as it is seen first."""
        looks = f"{place.noun} {place.role} {place.phrase} {place.prompt}"
        if habitat_of(looks) in _SUNLESS:
            return place.name
        if habitat_of(looks) in ROOFED:
            air = replace(air, weather=self.base.weather)
        core = self.first.setdefault(place.name, self.base if place.prompt else air)
        if air == core:
            return place.name
        known = self.variants.get((place.name, air))
        if known is None and len(self.variants) < self.most:
            known = self.variants[place.name, air] = self._variant(place, air, core)
        return known.name if known else place.name

    def light(self, place: Named) -> str:
        """What a place's core picture is told of its light, where that is not the film's."""
        air = self.first.get(place.name, self.base)
        return "" if air == self.base else air.prompt()

    def _variant(self, place: Named, air: Air, core: Air) -> Variant:
        hour = self._called(air.hour) if air.hour != core.hour else ""
        weather = self._called(air.weather) if air.weather != core.weather else ""
        told = ", ".join(filter(None, (hour, weather))) or self._called(air.hour or "day")
        name = unlike(f"{place.name[:_VARIANT_NAME].rstrip()}, {told}", self.taken)
        looks = f"place: {place.prompt}" if place.prompt else place.phrase
        prompt = f"the same {looks}, {air.prompt() or 'in clear daylight'}"
        return Variant(name, prompt, place)

    def _called(self, english: str) -> str:
        """An hour or a weather in the film's language."""
        noun = self.tongue.word(_SPOKEN.get(english, english))
        word = noun.word if noun else english
        return word.capitalize() if self.tongue.code == "de" else word


def described(thing: Named, rest: str, known: Sequence[str]) -> str:
    """A picture's prompt: the channel's own, or the story's words and how it is seen.

    Args:
        known: The words that are understood in a prompt of this phrase; what is not among them is
            added in English.
    """
    if thing.prompt:
        return thing.prompt
    meant = thing.noun or thing.role
    gloss = f" ({meant})" if meant and meant not in known else ""
    return f"{thing.phrase}{gloss}, {rest}"
