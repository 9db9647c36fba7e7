"""Who a person is, read from words: age, sex, role, colours."""

from __future__ import annotations

from dataclasses import replace

from scripts.providers.local.figures.drawn.people.bodies import POSES, Body, Dressed
from scripts.providers.local.figures.drawn.people.roles import ROLES, Role
from scripts.providers.local.figures.pen import Looks
from scripts.providers.local.light import Colour, mixed, scaled
from scripts.providers.local.words import PEOPLE, listed, seeded

SKIN: tuple[Colour, ...] = (
    *((244, 208, 178), (228, 180, 142), (190, 134, 98)),
    *((136, 90, 66), (98, 64, 50), (212, 156, 116)),
)

HAIR: tuple[Colour, ...] = (
    *((46, 36, 36), (88, 56, 38), (124, 74, 44), (196, 150, 88), (158, 78, 44)),
)

CLOTH: tuple[Colour, ...] = (
    *((62, 98, 138), (164, 78, 66), (82, 118, 96)),
    *((198, 148, 74), (112, 88, 136), (74, 84, 100), (56, 124, 128)),
)

_GREY: Colour = (216, 214, 210)
_LINEN: Colour = (236, 230, 214)
_OLD_WORDS = ("old", "elderly", "aged", "grandmother", "grandfather")
_YOUNG_WORDS = ("child", "kid", "little", "small", "boy", "girl", "baby", "toddler")

# Names of people that say only age or sex: “warrior woman” is a warrior.
_OF_OUR_TIME = listed("toque hardhat cap peaked sailor aviator cycle beret pith")  # hats
_PLAIN = listed("man woman boy girl child person people friend stranger hero heroine")


def read_person(looks: Looks, name: str) -> Dressed:
    """Who stands there."""
    chance = seeded("person", looks.seed)
    skin, hair = chance.choice(SKIN), chance.choice(HAIR)
    cloth, chosen_woman = chance.choice(CLOTH), chance.random() < 0.5
    role = _role(looks, name)
    if skin[0] < 150:
        hair = mixed(hair, HAIR[0], 0.8)
    age = _age(looks, name, role)
    if age == "old":
        hair = _GREY
    woman = _woman(looks, role, chosen_woman)
    coat = looks.coat(role.cloth or cloth)
    trousers = role.legs or mixed(scaled(coat, 0.55), (52, 50, 62), 0.5)
    pose = _pose(looks) or ("walking" if chance.random() < 0.4 else "standing")
    hair = _said_hair(looks, hair)
    return Dressed(
        looks, _body(age, woman, role), role, pose, woman, age, skin, hair, coat, trousers
    )


def _pose(looks: Looks) -> str | None:
    """People sleep where they sit."""
    pose = looks.pose(*POSES, "sleeping")
    return "sitting" if pose == "sleeping" else pose


def _role(looks: Looks, name: str) -> Role:
    calling = _calling(looks.words, name)
    role = ROLES[calling]
    if looks.said("roman", "rome", "greek", "egyptian", "ancient", "centurion"):
        if calling == "soldier":
            return ROLES["warrior"]
        if calling == "priest":
            return replace(role, garment="toga", cloth=_LINEN, hat="", held="scroll", extras=())
        hat = "" if role.hat in _OF_OUR_TIME else role.hat
        if role.garment == "shirt":
            return replace(role, garment="tunic", legs=None, hat=hat)
        return replace(role, hat=hat)
    if looks.said("medieval") and role.garment == "shirt":
        hat = "" if role.hat in _OF_OUR_TIME else role.hat
        return replace(role, garment="tunic", hat=hat, extras=(*role.extras, "belt"))
    if looks.said("hooded", "hood"):
        role = replace(role, hat="hood")
    if looks.said("bearded", "beard"):
        role = replace(role, extras=(*role.extras, "beard"))
    return role


def _calling(words: list[str], name: str) -> str:
    """What is near a plain name: the boy of “boy king”, the man of “a man, a fisherman”."""
    if name not in _PLAIN or name not in words:
        return name
    at = words.index(name)
    near = words[max(0, at - 1) : at + 3]
    return next((word for word in near if word in PEOPLE - _PLAIN), name)


def _age(looks: Looks, name: str, role: Role) -> str:
    near = _near(looks.words, name, 3)
    if not near.isdisjoint(_OLD_WORDS):
        return "old"
    return "child" if not near.isdisjoint(_YOUNG_WORDS) else role.age


def _near(words: list[str], name: str, reach: int) -> set[str]:
    """The words around a name; all of them where the name is not among them."""
    if name not in words:
        return set(words)
    at = words.index(name)
    return set(words[max(0, at - reach) : at + reach + 1])


def _woman(looks: Looks, role: Role, chosen: bool) -> bool:
    if looks.said("woman", "girl", "lady", "mother", "daughter", "sister"):
        return True
    if looks.said("man", "boy", "father", "son", "brother", "bearded"):
        return False
    if role.woman is not None:
        return role.woman
    if looks.said("she", "her"):
        return True
    return False if looks.said("he", "his") else chosen


def _said_hair(looks: Looks, hair: Colour) -> Colour:
    for words, colour in _HAIR_WORDS.items():
        if looks.said(*words.split()):
            return colour
    return hair


_HAIR_WORDS: dict[str, Colour] = {
    "blond blonde fair-haired": (222, 184, 112),
    "redhead ginger red-haired": (182, 84, 44),
    "brunette": (88, 56, 38),
    "white-haired grey-haired gray-haired": _GREY,
}


def _body(age: str, woman: bool, role: Role) -> Body:
    if age == "child":
        return Body(0.096, 0.755, 0.098, 0.42, 0.078, 0.036, 0.05)
    across, hips = (0.098, 0.08) if woman else (0.116, 0.078)
    arm, leg = (0.03, 0.042) if woman else (0.036, 0.047)
    if role.garment in ("armour", "lorica") or "bare arms" in role.extras:
        across, arm, leg = across * 1.12, arm * 1.15, leg * 1.08
    return Body(0.068, 0.825, across, 0.5, hips, arm, leg, 0.03 if age == "old" else 0.0)
