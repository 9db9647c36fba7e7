"""Which landscape or room the words of a picture name."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scripts.providers.local.words import HABITATS, listed, singular

# Ways to draw each habitat, by the words that ask for one. What is not named is chosen by chance
# among those of its habitat that are marked as usual.
VARIANTS: Mapping[str, Mapping[str, frozenset[str]]] = {
    "room": {
        "parlour": listed("room bedroom apartment house cabin hut chamber interior cottage tent"),
        "kitchen": listed("kitchen bakery restaurant cafe tavern inn"),
        "library": listed("library study school classroom archive bookshop office museum"),
        "workshop": listed("workshop attic studio forge cellar barn stable garage shop factory"),
        "hall": listed("hall throne palace ballroom church cathedral theater theatre monastery"),
        "laboratory": listed("laboratory lab observatory hospital clinic"),
        "station": listed("station platform airport terminal"),
    },
    "space": {
        "moon": listed("moon asteroid lunar crater planet star"),
        "mars": listed("mars martian"),
        "orbit": listed("orbit spaceship satellite earth"),
        "nebula": listed("space galaxy cosmos nebula universe"),
    },
    "underwater": {
        "reef": listed("underwater reef coral aquarium seabed"),
        "abyss": listed("abyss ocean-floor trench wreck"),
    },
    "cave": {
        "cave": listed("cave cavern grotto"),
        "tunnel": listed("tunnel mine catacomb dungeon"),
    },
    "city": {
        "street": listed("street alley neighborhood downtown city tram traffic avenue boulevard"),
        "skyline": listed("skyline metropolis skyscraper highway"),
        "village": listed("village town hamlet medieval"),
        "market": listed("market square bazaar fair plaza"),
        "rooftops": listed("rooftop rooftops roof roofs chimney"),
        "bridge": listed("bridge canal embankment"),
        "forum": listed("forum temple roman greek rome athens ancient antique colosseum agora"),
        "fortress": listed("castle fortress stronghold citadel rampart tower"),
    },
    "sea": {
        "ocean": listed("sea ocean waves boat ship wave galley fleet"),
        "beach": listed("beach shore island bay lagoon"),
        "cliffs": listed("cliff cliffs coast lighthouse cape headland"),
        "harbour": listed("harbor harbour pier port dock quay wharf jetty"),
        "lake": listed("lake pond loch"),
        "river": listed("river stream brook waterfall creek"),
    },
    "desert": {
        "dunes": listed("desert dune dunes sahara oasis"),
        "canyon": listed("canyon gorge ravine mesa"),
        "savanna": listed("savanna savannah serengeti"),
        "pyramids": listed("pyramid pyramids egypt egyptian pharaoh nile"),
    },
    "mountains": {
        "peaks": listed("mountain mountains peak alps summit ridge"),
        "valley": listed("valley hill hills highland"),
        "volcano": listed("volcano lava"),
        "snowfield": listed("glacier arctic snowfield antarctica tundra iceberg polar ice"),
    },
    "forest": {
        "forest": listed("forest wood woods grove tree trees woodland oak"),
        "pines": listed("pine taiga fir conifer"),
        "birches": listed("birch birches aspen"),
        "jungle": listed("jungle rainforest swamp mangrove tropical"),
    },
    "meadow": {
        "meadow": listed("meadow park grass path road clearing"),
        "field": listed("field fields farm wheat harvest"),
        "vineyard": listed("vineyard vines"),
        "garden": listed("garden orchard courtyard"),
        "steppe": listed("prairie steppe plain plains"),
    },
}  # fmt: skip
# Words that name a thing or a style rather than a landscape: they decide when nothing else does.
_WEAK = listed(
    "castle temple tower tree trees boat ship train star moon house hut cabin hall bridge "
    "lighthouse pyramid palace church cathedral factory barn tent grass path road fir pine birch "
    "oak roman greek ancient antique medieval egyptian wheat ice coral tram school earth wave "
    "spaceship skyscraper roof chimney wreck theater theatre cottage throne plain fair study "
    "crater trap traffic shop square wood tropical orbit platform galley"
)
_ERAS = {
    "forum": listed("roman greek ancient antique rome athens greece"),
    "village": listed("medieval"),
}
_BY_ERA = listed("street city village market square town harbour")
# Where a story may stand whose words name no place.
_ANYWHERE = (
    *(("meadow", "meadow"), ("mountains", "valley"), ("sea", "lake"), ("forest", "forest")),
    *(("meadow", "steppe"), ("mountains", "peaks"), ("sea", "beach"), ("meadow", "field")),
)


@dataclass(frozen=True)
class Landscape:
    """A habitat, and the way to draw it where the words name one."""

    habitat: str = "meadow"
    variant: str = ""
    known: bool = False


_TABLE = {
    word: (habitat, variant)
    for habitat, variants in VARIANTS.items()
    for variant, words in variants.items()
    for word in words
}
_HABITAT_OF = {word: habitat for habitat, words in HABITATS.items() for word in words}


def named_place(texts: Iterable[list[str]]) -> Landscape:
    """The first place that the texts name; the strongest text first.

    Args:
        texts: Words of each text, as `words.wanted` gives them.
    """
    texts = [list(said) for said in texts]
    told = {word for said in texts for word in said}
    for said in texts:
        forms = [form for word in said for form in (word, singular(word))]
        found = [form for form in forms if form in _TABLE or form in _HABITAT_OF]
        if found:
            word = next((form for form in found if form not in _WEAK), found[0])
            return _of_era(_most_special(_place_of(word), found), told)
    return Landscape()


def _place_of(word: str) -> Landscape:
    if word in _TABLE:
        return Landscape(*_TABLE[word], known=True)
    return Landscape(_HABITAT_OF[word], known=True)


def _most_special(place: Landscape, found: list[str]) -> Landscape:
    """A pine forest is a forest of pines: a general word gives way to a special one beside it."""
    if place.variant not in ("", next(iter(VARIANTS[place.habitat]))):
        return place
    others = (_place_of(word) for word in found)
    special = (
        other
        for other in others
        if other.habitat == place.habitat and other.variant not in ("", place.variant)
    )
    return next(special, place)


def _of_era(place: Landscape, said: set[str]) -> Landscape:
    """Streets and towns of an age look like that age."""
    if place.habitat == "city":
        for variant, words in _ERAS.items():
            if words & said:
                return Landscape("city", variant, known=True)
    return place


def chosen(place: Landscape, chance: random.Random) -> tuple[str, str]:
    """Habitat and variant to draw: what the words leave open is chance's."""
    if not place.known:
        return chance.choice(_ANYWHERE)
    return place.habitat, place.variant or chance.choice(list(VARIANTS[place.habitat]))
