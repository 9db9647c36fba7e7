"""People: built by age and sex, dressed by who they are, standing, walking, running or sitting."""

from __future__ import annotations

from scripts.providers.local.figures.drawn.people.bodies import Dressed
from scripts.providers.local.figures.drawn.people.faces import draw_head
from scripts.providers.local.figures.drawn.people.garments import dress
from scripts.providers.local.figures.drawn.people.hats import draw_hat
from scripts.providers.local.figures.drawn.people.held import draw_held
from scripts.providers.local.figures.drawn.people.reading import read_person
from scripts.providers.local.figures.pen import Looks, Pen
from scripts.providers.local.figures.shapes import blob, limb, oval
from scripts.providers.local.light import mixed, scaled

# What else a hat may be called in a note that refuses it.
_HAT_NAMES = {
    "helm": ("helmet",),
    "galea": ("helmet",),
    "steel": ("helmet",),
    "hardhat": ("helmet",),
    "peaked": ("cap",),
    "visor": ("helmet",),
    "laurel": ("wreath", "crown"),
    "tiara": ("crown",),
    "brim": ("fedora",),
    "cycle": ("helmet",),
    "lamp": ("helmet",),
    "rain": ("cap",),
    "scarf": ("headscarf",),
    "mask": ("goggles",),
}


def draw_person(pen: Pen, looks: Looks, name: str) -> None:
    """Draw a person as the words say; what they leave open is decided by the seed."""
    person = read_person(looks, name)
    _behind(pen, person)
    dress(pen, person)
    draw_head(pen, person)
    if person.role.hat and looks.has("hat", person.role.hat, *_HAT_NAMES.get(person.role.hat, ())):
        draw_hat(pen, person)
    draw_held(pen, person)


def _behind(pen: Pen, person: Dressed) -> None:
    """What hangs behind the body."""
    if person.wears("cape"):
        _cape(pen, person)
    if person.wears("pack"):
        _pack(pen, person)
    _long_hair(pen, person)


def _cape(pen: Pen, person: Dressed) -> None:
    across, shoulder = person.body.across, person.body.shoulder
    royal = person.role.garment == "robe"
    wide = across * 1.75
    cape = blob(
        (-across * 0.9, shoulder),
        (0, shoulder + 0.03),
        (across * 0.9, shoulder),
        (wide, 0.3),
        (wide * 1.02, 0.05),
        (0, 0.02),
        (-wide * 1.2, 0.04),
        (-wide * 1.05, 0.3),
    )
    pen.fill(cape, (92, 30, 44) if royal else mixed(person.cloth, (128, 30, 44), 0.6), shade=0.6)


def _pack(pen: Pen, person: Dressed) -> None:
    left, top = -person.body.across - 0.085, person.body.shoulder - 0.035
    pack = blob(
        (left + 0.05, top),
        (left + 0.15, top - 0.01),
        (left + 0.15, top - 0.27),
        (left + 0.03, top - 0.27),
        (left, top - 0.15),
    )
    pen.fill(pack, (120, 92, 64))
    roll = limb((left + 0.03, top + 0.025, 0.024), (left + 0.15, top + 0.025, 0.024))
    pen.fill(roll, (158, 72, 58))


def _long_hair(pen: Pen, person: Dressed) -> None:
    if not person.woman:
        return
    (x, y), r, w = person.body.face, person.body.head, person.body.wide
    if person.wears("bun") or person.age == "old":
        pen.fill(oval(x - w * 0.75, y + r * 0.75, r * 0.46), person.hair)
    elif person.role.hat not in ("hood", "visor", "mask"):
        hair = limb(
            (x - w * 0.2, y + r * 0.2, w * 1.02),
            (x - w * 0.5, y - r, w * 0.9),
            (x - w * 0.7, y - r - 0.16, w * 0.55),
        )
        pen.fill(hair, scaled(person.hair, 0.86), shade=0.4)
