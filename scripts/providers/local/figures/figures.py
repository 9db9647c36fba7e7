"""Figures and things, cut out: drawn by what their words name, lit, on transparent ground."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PIL import Image, ImageOps

from scripts.providers.local.figures.drawn.animals.birds import draw_bird
from scripts.providers.local.figures.drawn.animals.hooves import HOOFED
from scripts.providers.local.figures.drawn.animals.insects import draw_insect
from scripts.providers.local.figures.drawn.animals.paws import PAWED
from scripts.providers.local.figures.drawn.animals.quadruped import draw_quadruped
from scripts.providers.local.figures.drawn.animals.small import draw_small_animal
from scripts.providers.local.figures.drawn.animals.swimmers import draw_swimmer
from scripts.providers.local.figures.drawn.buildings.buildings import draw_building
from scripts.providers.local.figures.drawn.people.people import draw_person
from scripts.providers.local.figures.drawn.plants.plants import draw_plant
from scripts.providers.local.figures.drawn.robots import draw_machine
from scripts.providers.local.figures.drawn.things.things import draw_thing
from scripts.providers.local.figures.drawn.vehicles.vehicles import draw_vehicle
from scripts.providers.local.figures.name_card import draw_name_card
from scripts.providers.local.figures.pen import EDGE, Looks, Pen
from scripts.providers.local.words import (
    ANIMALS,
    BIRDS,
    BUILDINGS,
    CREATURES,
    DRAWABLE,
    INSECTS,
    MACHINES,
    PEOPLE,
    PLANTS,
    PROPS,
    SWIMMERS,
    VEHICLES,
    first_known,
    singular,
    tokens,
)

_GROUPS = ("people", "family")


def draw_figure(kind: str, looks: Looks, height: int) -> Image.Image:
    """Draw a character or a prop, or a card with its name when nothing drawable is named.

    Args:
        kind: `character` or `prop`.
        looks: Its words, its seed, and a reference's colours.
        height: Pixels from top to feet; what is more than 1.4 times as wide is less high.

    Returns:
        RGBA with 16 clear pixels around the figure, whose feet are on the lowest other row.
    """
    subject = _subject(kind, looks)
    if subject is None:
        return draw_name_card(looks, looks.title, height)
    if subject in _GROUPS:
        return _group(looks, height)
    return _painted(looks, subject, height)


def _painted(looks: Looks, subject: str, height: int) -> Image.Image:
    pen = Pen()
    _draw(pen, looks, subject)
    return pen.paint(height, lean=looks.lean, flip=looks.faces_left)


def _group(looks: Looks, height: int) -> Image.Image:
    """Three people, close together: those at the sides a little behind the one in the middle."""
    people = [
        _painted(replace(looks, seed=f"{looks.seed} {subject}"), subject, round(height * tall))
        for subject, tall in (("woman", 0.94), ("man", 0.97), ("person", 1.0))
    ]
    step = round(height * 0.3)
    width = 2 * step + people[-1].width
    group = Image.new("RGBA", (width, max(person.height for person in people)))
    for person, middle in zip(people, (0, 2 * step, step), strict=True):
        left = middle + (people[-1].width - person.width) // 2
        group.alpha_composite(person, (max(0, left), group.height - person.height))
    around = group.getbbox() or (0, 0, *group.size)
    return ImageOps.expand(group.crop(around), EDGE)


def is_drawable(text: str) -> bool:
    """Whether the words name something that has a drawing of its own; else it gets a name card."""
    return first_known(text, DRAWABLE) is not None


def _subject(kind: str, looks: Looks) -> str | None:
    """The word that says what is drawn: a character is a creature, unless its name says otherwise.

    Of names side by side the last is meant: a “stone lantern” is a lantern. What the words refuse
    may still be the subject where nothing else is named: “without the crown King Aldric”.
    """
    creature = kind == "character"
    first, second = (CREATURES, DRAWABLE) if creature else (DRAWABLE - CREATURES, CREATURES)
    for words, table in (
        (looks.words, first),
        (_forms(looks.text), first),
        (_forms(looks.title), second),
    ):
        position = next((at for at, word in enumerate(words) if word in table), None)
        if position is not None:
            return _head_noun(words[position:], table)
    return None


def _forms(text: str) -> list[str]:
    return [form for word in tokens(text) for form in (word, singular(word))]


def _head_noun(words: list[str], table: frozenset[str]) -> str:
    """The last of the names that follow each other, but an “oak tree” is an oak."""
    head = words[0]
    for word in words[1:]:
        if word not in table or word in _KINDS_OF_THEIR_OWN:
            break
        if head not in PEOPLE:
            head = word
    return head


_BEASTS = PAWED | HOOFED
_KINDS_OF_THEIR_OWN = frozenset({"tree", "flower"})


def _draw(pen: Pen, looks: Looks, subject: str) -> None:
    if subject in _BEASTS:
        draw_quadruped(pen, looks, _BEASTS[subject])
    else:
        _FAMILIES[subject](pen, looks, subject)


_FAMILIES: dict[str, Callable[[Pen, Looks, str], None]] = {
    word: draw
    for words, draw in (
        (PEOPLE, draw_person),
        (ANIMALS - _BEASTS.keys(), draw_small_animal),
        (BIRDS, draw_bird),
        (SWIMMERS, draw_swimmer),
        (INSECTS, draw_insect),
        (MACHINES, draw_machine),
        (PLANTS, draw_plant),
        (BUILDINGS, draw_building),
        (VEHICLES, draw_vehicle),
        (PROPS, draw_thing),
    )
    for word in words
}
