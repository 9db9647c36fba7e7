"""Words the local provider understands, and the seed that every text has."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from scripts.providers.local.languages import in_english

Colour = tuple[int, int, int]


def listed(words: str) -> frozenset[str]:
    """A table of words, written as a text."""
    return frozenset(words.split())


COLOURS: Mapping[str, Colour] = {
    "red": (192, 58, 52),
    "orange": (222, 126, 48),
    "yellow": (236, 190, 74),
    "gold": (222, 172, 70),
    "golden": (222, 172, 70),
    "green": (82, 136, 88),
    "turquoise": (62, 158, 160),
    "blue": (66, 104, 168),
    "purple": (122, 88, 158),
    "violet": (122, 88, 158),
    "pink": (222, 134, 158),
    "brown": (124, 88, 64),
    "black": (46, 48, 56),
    "white": (236, 236, 230),
    "grey": (132, 138, 146),
    "gray": (132, 138, 146),
    "silver": (184, 192, 200),
}

# What a place looks like, by the words that name it. The first habitat with a word in the text wins.
HABITATS: Mapping[str, frozenset[str]] = {
    "room": listed(
        "room kitchen bedroom library workshop attic cellar interior house cabin hut hall office "
        "cafe restaurant bakery shop school classroom laboratory lab studio museum "
        "theater theatre chamber apartment station"
    ),
    "space": listed("space moon planet mars galaxy asteroid cosmos spaceship star"),
    "underwater": listed("underwater reef seabed ocean-floor abyss aquarium"),
    "cave": listed("cave cavern tunnel mine grotto"),
    "city": listed(
        "city street town village alley market rooftop rooftops square neighborhood skyline "
        "downtown bridge train metro factory temple castle tower"
    ),
    "sea": listed(
        "sea ocean coast beach shore harbor harbour bay island lighthouse cliff cliffs lake river "
        "pier port waves boat ship lagoon waterfall pond"
    ),
    "desert": listed("desert dune dunes sahara oasis canyon savanna savannah"),
    "mountains": listed(
        "mountain mountains peak valley alps glacier summit hill hills ridge volcano"
    ),
    "forest": listed("forest wood woods jungle grove tree trees swamp taiga rainforest woodland"),
    "meadow": listed(
        "meadow field fields garden park farm prairie grass orchard vineyard path road"
    ),
}

# What can be drawn as a figure, by the word that names it. Other words are taken for one of these
# by `tokens`; what is not here gets a card with its name.
PEOPLE = listed(
    "man woman boy girl child keeper fisherman sailor captain painter baker teacher traveler "
    "traveller wanderer wizard witch king queen prince princess knight farmer scientist explorer "
    "astronaut doctor musician singer dancer poet writer builder engineer mother father sister "
    "brother grandmother daughter son granddaughter grandson husband wife grandfather grandma grandpa friend stranger hunter monk merchant gardener "
    "hero heroine detective pilot driver soldier student person people family clockmaker watchmaker "
    "beekeeper carpenter chef cook inventor librarian nurse pirate shepherd tailor worker emperor "
    "warrior priest scribe blacksmith miner diver cyclist commuter nomad"
)
ANIMALS = listed(
    "fox wolf cat kitten dog puppy bear rabbit hare deer mouse lion tiger squirrel badger hedgehog "
    "panda monkey horse cow sheep goat pig elephant giraffe camel zebra donkey lynx boar otter "
    "beaver frog lizard snake tortoise"
)
BIRDS = listed(
    "bird owl raven crow penguin duck gull seagull eagle parrot sparrow robin heron goose swan "
    "chicken hen rooster crane falcon stork pigeon flamingo"
)
SWIMMERS = listed(
    "fish whale dolphin shark salmon turtle octopus seal orca jellyfish crab ray squid"
)
INSECTS = listed("bee butterfly dragonfly beetle ant firefly moth spider")
MACHINES = listed("robot android machine droid automaton")
PLANTS = listed(
    "tree oak pine fir birch palm willow bush flower sunflower rose tulip mushroom cactus reed "
    "fern seaweed coral wheat"
)
BUILDINGS = listed(
    "house hut cabin cottage church cathedral castle tower lighthouse temple pyramid bridge "
    "skyscraper windmill ruin tent factory barn stall gate wall well palace statue column"
)
VEHICLES = listed(
    "boat sailboat ship galley car bus truck train tram bicycle motorcycle airplane helicopter "
    "balloon rocket spaceship cart carriage submarine tractor"
)
PROPS = listed(
    "lantern lamp candle book letter map key box chest compass clock watch cup kettle "
    "umbrella telescope violin guitar piano kite ball coin ring crown sword mirror bottle "
    "suitcase bell seed apple bread star feather stone crystal radio camera shield scroll anchor "
    "shell net basket hammer"
)
CREATURES = PEOPLE | ANIMALS | BIRDS | SWIMMERS | INSECTS | MACHINES
DRAWABLE = CREATURES | PLANTS | BUILDINGS | VEHICLES | PROPS
PLACES = frozenset().union(*HABITATS.values()) - {"boat", "ship", "train", "star", "tree", "trees"}
ONE_THING = {
    (first, second): "seabed" for first in ("sea", "ocean") for second in ("floor", "bed", "bottom")
}
_REFUSING = listed("without no not never remove")  # what follows is not to be there


def refused_by(note: str) -> frozenset[str]:
    """What a person's note does not want to see or hear: `birds` and `bird` of “without birds”.

    Up to three words after the refusal are meant: “without the old lighthouse”.
    """
    said, refused = tokens(note), set[str]()
    for position, word in enumerate(said):
        if word in _REFUSING:
            refused |= {
                form for w in said[position + 1 : position + 4] for form in (w, singular(w))
            }
    return frozenset(refused)


def wanted(note: str, *texts: str) -> list[list[str]]:
    """The words of a note and of texts, in this order, without what the note refuses."""
    refused = refused_by(note)
    return [
        [word for word in tokens(text) if not {word, singular(word)} & refused]
        for text in (note, *texts)
    ]


# Letters of scripts that put no space between words: Thai, Lao, Burmese, Khmer, kana, Han.
UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)
UNSPACED_PER_WORD = 2.2  # of them take as long to say as a word


def tokens(text: str) -> list[str]:
    """The words of a text in lower case, in order; what the tables know, in English.

    `Ein Fuchs am Leuchtturm` is `ein fox am lighthouse`; six languages are read. Two words that
    name one thing are one: `on the sea floor` is `on the seabed`.
    """
    words = in_english(text)
    said = [ONE_THING.get(pair, pair[0]) for pair in pairwise((*words, ""))]
    pairs = {n + 1 for n, pair in enumerate(pairwise(words)) if pair in ONE_THING}
    return [word for n, word in enumerate(said) if n not in pairs]


def singular(word: str) -> str:
    """`foxes` and `keys` as the tables have them: `fox`, `key`."""
    word = re.sub(r"['’]s$", "", word)
    for ending, instead in (("ies", "y"), ("ves", "f"), ("xes", "x"), ("ches", "ch"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 1 and not word.endswith("ss"):
            return word.removesuffix(ending) + instead
    return word


def first_known(text: str, known: Iterable[str]) -> str | None:
    """The first word of the text, as the table has it, that is in the table."""
    table = frozenset(known)
    for word in tokens(text):
        for form in (word, singular(word)):
            if form in table:
                return form
    return None


def again(text: str, round_number: int) -> str:
    """The seed of another try at a text; the first try's is the text alone."""
    return f"{text}\x1fround {round_number}" if round_number else text


def seeded(*texts: str) -> random.Random:
    """Chance that is the same for the same texts, on every machine."""
    digest = hashlib.sha256("\x1f".join(texts).encode("utf-8", "replace")).digest()
    return random.Random(digest)
