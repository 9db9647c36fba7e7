"""What is heard in a shot: its weather, its place, its hour and what is done, in layers."""

from __future__ import annotations

from collections.abc import Iterable

from scripts.providers.local.story.atmosphere import Air, habitat_of
from scripts.providers.local.story.named import Named
from scripts.providers.local.words import BIRDS, PEOPLE, listed, singular, tokens

_MOST = 3  # layers
_WET = ("rain", "storm", "snow")  # in which no bird sings and no cricket chirps
_WEATHER = {
    "storm": ("wind and heavy rain", "distant thunder"),
    "rain": ("steady rain",),
    "snow": ("soft cold wind",),
    "fog": (),
}
_PLACES = {
    "harbour": ("water lapping", "gulls far away"),
    "port": ("water lapping", "gulls far away"),
    "pier": ("water lapping", "gulls far away"),
    "beach": ("waves on sand", "gulls far away"),
    "cliff": ("waves on rocks", "gulls", "soft wind"),
    "lighthouse": ("waves on rocks", "soft wind"),
    "river": ("a stream",),
    "stream": ("a stream",),
    "waterfall": ("rushing water",),
    "lake": ("water lapping", "soft wind"),
    "pond": ("insects", "water lapping"),
    "swamp": ("insects", "water lapping"),
    "market": ("a crowd", "footsteps"),
    "square": ("a crowd", "footsteps"),
    "village": ("birds", "bells far away"),
    "church": ("bells far away", "a quiet room"),
    "temple": ("soft wind", "bells far away"),
    "castle": ("wind over stone",),
    "factory": ("machines",),
    "workshop": ("a quiet room", "a clock"),
    "laboratory": ("machines far away", "a quiet room"),
    "station": ("a train", "a crowd far away"),
    "train": ("a train",),
    "kitchen": ("a quiet room", "a soft fire"),
    "cafe": ("a crowd far away", "a quiet room"),
    "farm": ("birds", "insects"),
}
_HABITATS = {
    "sea": ("waves", "gulls far away"),
    "forest": ("leaves in the wind", "birds"),
    "city": ("city traffic", "footsteps"),
    "room": ("a quiet room", "a clock"),
    "mountains": ("wind over rocks",),
    "desert": ("dry wind over sand",),
    "space": ("a deep low hum",),
    "underwater": ("muffled water", "bubbles"),
    "cave": ("slow drops", "a faint hum"),
    "meadow": ("soft wind in the grass", "birds"),
}
_OLD_PLACES = {  # streets without engines
    "city": ("a crowd far away", "footsteps on stone"),
    "market": ("a crowd", "horse hooves far away"),
    "square": ("a crowd", "horse hooves far away"),
}
_INDOORS = frozenset(("room", "space", "underwater", "cave"))
_ACTIONS = {
    "fire": "a crackling fire",
    "campfire": "a crackling fire",
    "horse": "horse hooves",
    "bell": "bells",
    "machine": "machines",
    "train": "a train",
    "ship": "a creaking hull",
    "crowd": "a crowd",
    "owl": "an owl far away",
    "crow": "a crow",
    "raven": "a raven",
    "wolf": "a wolf far away",
    "dog": "a dog far away",
    "bee": "bees",
    "thunder": "distant thunder",
}
_STEPS = listed(
    "walk walks walked walking run runs ran running goes went comes climbs climbed follows steps "
    "leaves enters arrives returns hurries wanders crosses footsteps"
)
_WINGS = listed(
    "fly flies flew flying soar soars soared circle circles circled land lands wing wings glides"
)


def sound_of(
    said: str,
    place: Named,
    figure: Named | None,
    air: Air,
    refused: frozenset[str],
    era: str = "",
) -> str:
    """One to three layers of sound, those of what happens before those of the place.

    Args:
        era: The time before ours that the film is set in, if it is in one.
    """
    looks = f"{place.noun} {place.role} {place.phrase} {place.prompt}"
    habitat = habitat_of(looks) or "meadow"
    somewhere = _HABITATS[habitat] if habitat_of(looks) else ("soft wind",)
    noun = place.noun or place.role
    bed = list(_PLACES.get(noun, somewhere))
    if era:
        bed = list(_OLD_PLACES.get(noun, _OLD_PLACES.get(habitat, bed)))
    if air.hour == "night" and habitat not in _INDOORS:
        bed = [*_without(bed, "birds", "gulls"), "night insects"]
    if air.weather in _WET:
        bed = _without(bed, "birds", "insects")
    weather = () if habitat in _INDOORS else _WEATHER.get(air.weather, ())
    if habitat == "desert" and air.weather == "storm":
        weather, bed = (), ["strong wind over sand"]
    layers = [*weather[:1], *_done(said, figure, habitat), *bed[:1], *weather[1:], *bed[1:]]
    return ", ".join(_audible(layers, refused)[:_MOST])


def _done(said: str, figure: Named | None, habitat: str) -> list[str]:
    """What is heard of who acts: steps, wings, a bell."""
    words = {form for word in tokens(said) for form in (word, singular(word))}
    heard = [layer for word, layer in _ACTIONS.items() if word in words]
    if is_flying(said, figure):
        heard.append("wings")
    walker = figure is not None and (figure.noun in PEOPLE or figure.is_proper)
    walker = walker and figure is not None and figure.is_in(said)
    if walker and words & _STEPS and habitat not in ("underwater", "space", "sea"):
        heard.append("footsteps")
    return heard[:1]


def is_flying(said: str, figure: Named | None) -> bool:
    """Whether somebody with wings is told to use them."""
    return figure is not None and figure.noun in BIRDS and bool(_WINGS & set(tokens(said)))


def _without(layers: Iterable[str], *names: str) -> list[str]:
    return [layer for layer in layers if not set(names) & set(layer.split())]


def _audible(layers: Iterable[str], refused: frozenset[str]) -> list[str]:
    """Each layer once, without what a note refuses."""
    return [
        layer
        for layer in dict.fromkeys(layers)
        if not {form for word in tokens(layer) for form in (word, singular(word))} & refused
    ]
