"""What a figure's words decide: its subject, its colours, its pose, and what it is without."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from scripts.providers.local.light import Colour, mixed
from scripts.providers.local.words import COLOURS, PLACES, refused_by, seeded, singular, wanted

# What another round mixes into a figure's own colour.
_SHADES: tuple[Colour, ...] = (
    *((250, 222, 172), (92, 66, 112), (104, 66, 46)),
    *((70, 106, 128), (226, 226, 220), (60, 58, 70)),
)
_MOST_LEAN = 0.05  # of the height, by which the head is beside the feet
_POSES = {
    "sleeping": "sleep sleeps sleeping asleep slept dozing doze nap naps napping",
    "sitting": "sit sits sitting sat seated perched perching rests resting rest",
    "flying": "fly flies flying flew soar soars soaring soared glide glides gliding hovering "
    "hovers circling circles flight airborne",
    "running": "run runs running ran race races racing gallop gallops galloping sprint sprints "
    "chase chases chasing hunts leaps leaping leap jumps jumping jump flees fleeing",
    "walking": "walk walks walking walked wander wanders wandering stroll strolls strolling "
    "prowl prowls prowling creeps creeping trots trotting steps crosses crossing march marches "
    "marching roams roaming travels travelling traveling climbs climbing",
    "standing": "stand stands standing stood waits waiting watches watching looks looking",
}
# A colour before one of these is not the figure's: “golden hour”, “the blue sea”.
_SCENERY = PLACES | {"hour", "light", "sky", "water", "night", "morning", "evening", "sunset"}
_POSE_OF = {word: pose for pose, words in _POSES.items() for word in words.split()}


@dataclass(frozen=True)
class Looks:
    """What a figure's words and name decide.

    Args:
        text: Its name and what is said about it.
        seed: The same seed gives the same figure.
        palette: Colours of a reference, the strongest first; they win over words.
        round: Another try at the same words: 0 is the first.
        note: What a person asked for last; it wins over the text. It may also begin the text.
        name: What a card calls it where nothing drawable is named; else the seed's first part.
    """

    text: str
    seed: str
    palette: Sequence[Colour] = field(default=())
    round: int = 0
    note: str = ""
    name: str = ""

    @property
    def title(self) -> str:
        return self.name or self.seed.partition("\x1f")[0]

    @cached_property
    def words(self) -> list[str]:
        """All words in order, as the tables have them, without what is refused."""
        note = self.note or self.text
        texts = wanted(note, self.text) if self.note else wanted(note)
        return [form for words in texts for word in words for form in _forms(word)]

    def said(self, *words: str) -> bool:
        return not set(words).isdisjoint(self.words)

    def first(self, known: Iterable[str]) -> str | None:
        """The first of the words that is in a table."""
        table = frozenset(known)
        return next((word for word in self.words if word in table), None)

    def has(self, *parts: str) -> bool:
        """Whether it may have a part such as a hat: unless the words refuse it."""
        return self._refused.isdisjoint(parts)

    @cached_property
    def _refused(self) -> frozenset[str]:
        return refused_by(self.note) | refused_by(self.text)

    def pose(self, *known: str) -> str | None:
        """The first pose the words name that the figure can take."""
        poses = (_POSE_OF.get(word) for word in self.words)
        return next((pose for pose in poses if pose in known), None)

    @property
    def lean(self) -> float:
        """How far the head is beside the feet: upright in the first round only."""
        if not self.round:
            return 0.0
        chance = seeded("lean", self.seed)
        return chance.choice((-1, 1)) * chance.uniform(0.5, 1.0) * _MOST_LEAN

    @property
    def faces_left(self) -> bool:
        """Every other round looks the other way."""
        return self.round % 2 == 1

    def coat(self, usual: Colour) -> Colour:
        """The colour of what is worn, or grown: as said, or as usual; each round has its tint."""
        colour = self.colour or usual
        if not self.round:
            return colour
        chance = seeded("coat", self.seed)
        return mixed(colour, chance.choice(_SHADES), chance.uniform(0.3, 0.45))

    @property
    def colour(self) -> Colour | None:
        """The strongest colour a reference or a word gives."""
        if self.palette:
            return self.palette[0]
        pairs = pairwise([*self.words, ""])
        return next((COLOURS[a] for a, b in pairs if a in COLOURS and b not in _SCENERY), None)


def _forms(word: str) -> tuple[str, ...]:
    """A word and what the tables may have instead: `foxes`, `fox`."""
    alone = singular(word)
    return (word,) if alone == word else (word, alone)
