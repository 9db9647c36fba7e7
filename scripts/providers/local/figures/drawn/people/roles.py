"""What people wear and carry, by the word that says who they are."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scripts.providers.local.light import Colour


@dataclass(frozen=True)
class Role:
    """How one kind of person is dressed. None of its parts is drawn where a note refuses it."""

    garment: str = "shirt"  # shirt, coat, tunic, robe, dress, armour, toga, suit, wetsuit
    cloth: Colour | None = None  # None: chosen by the seed
    legs: Colour | None = None
    hat: str = ""
    hat_colour: Colour | None = None  # None: darker cloth
    held: str = ""
    extras: tuple[str, ...] = ()  # apron, cape, beard, belt, pack, scarf, sash, collar, bag, tie
    woman: bool | None = None  # None: chosen by the seed, unless the words say it
    age: str = ""


_GOLD: Colour = (222, 178, 84)
_STEEL: Colour = (158, 168, 180)
_LEATHER: Colour = (122, 84, 56)
_SACK: Colour = (150, 124, 92)
_NAVY: Colour = (44, 62, 98)
_WHITE: Colour = (234, 232, 226)
_MAN, _WOMAN = Role(woman=False), Role("dress", woman=True)
_ELDER = Role("coat", held="cane", age="old", woman=False)
_WANDERER = Role("coat", (128, 104, 78), held="staff", hat="brim", extras=("pack", "scarf"))
_WORKER = Role(cloth=(82, 104, 138), hat="hardhat", hat_colour=(238, 186, 62), extras=("vest",))
_COOK = Role(cloth=_WHITE, hat="toque", hat_colour=_WHITE, extras=("apron",), held="ladle")
_WATCHMAKER = Role(cloth=(86, 76, 66), extras=("apron", "glasses"), held="watch", age="old")

_KING = Role(
    *("robe", (140, 40, 52), None, "crown", _GOLD, "sceptre"),
    extras=("cape", "beard", "belt"),
    woman=False,
)

ROLES: dict[str, Role] = {
    "man": _MAN,
    "father": _MAN,
    "brother": _MAN,
    "boy": replace(_MAN, age="child"),
    "son": replace(_MAN, age="child"),
    "grandson": replace(_MAN, age="child"),
    "husband": _MAN,
    "daughter": replace(_WOMAN, age="child"),
    "granddaughter": replace(_WOMAN, age="child"),
    "wife": _WOMAN,
    "woman": _WOMAN,
    "mother": _WOMAN,
    "sister": _WOMAN,
    "girl": replace(_WOMAN, age="child"),
    "child": Role(age="child"),
    "grandfather": _ELDER,
    "grandpa": _ELDER,
    "grandmother": replace(_ELDER, garment="dress", woman=True, extras=("shawl",)),
    "grandma": replace(_ELDER, garment="dress", woman=True, extras=("shawl",)),
    "friend": Role(extras=("scarf",)),
    "stranger": Role("coat", (58, 60, 72), hat="brim", extras=("collar",)),
    "person": Role(),
    "people": Role(),
    "family": Role(),
    "student": Role(extras=("pack",), held="book"),
    "traveler": _WANDERER,
    "traveller": _WANDERER,
    "wanderer": _WANDERER,
    "explorer": replace(_WANDERER, garment="shirt", cloth=(186, 160, 112), hat="pith"),
    "nomad": Role("robe", (176, 142, 98), hat="turban", hat_colour=(88, 104, 140), held="staff"),
    "keeper": Role("coat", _NAVY, hat="cap", held="lantern", extras=("beard",), woman=False),
    "fisherman": Role(
        *("coat", (222, 176, 66), None, "rain", None, "rod"), extras=("beard",), woman=False
    ),
    "sailor": Role(cloth=_WHITE, legs=_NAVY, hat="sailor", hat_colour=_WHITE, extras=("sailor",)),
    "captain": Role(
        "coat", _NAVY, hat="peaked", extras=("beard", "buttons"), held="spyglass", woman=False
    ),
    "pilot": Role(cloth=(118, 84, 58), hat="aviator", hat_colour=(96, 66, 46), extras=("scarf",)),
    "driver": Role("coat", (74, 82, 96), hat="peaked", extras=("buttons",)),
    "commuter": Role("coat", (92, 98, 112), held="briefcase", extras=("tie",)),
    "cyclist": Role(cloth=(206, 70, 60), legs=(48, 50, 60), hat="cycle", hat_colour=_WHITE),
    "pirate": Role(
        "coat",
        (122, 44, 48),
        hat="tricorn",
        hat_colour=(42, 40, 48),
        held="sword",
        extras=("beard", "sash", "patch"),
        woman=False,
    ),
    "painter": Role(cloth=(226, 222, 212), hat="beret", hat_colour=(150, 52, 56), held="palette"),
    "baker": replace(_COOK, held="bread"),
    "chef": _COOK,
    "cook": replace(_COOK, hat="scarf"),
    "teacher": Role("coat", (112, 86, 64), held="book", extras=("glasses", "tie")),
    "librarian": Role("dress", (92, 74, 108), held="book", extras=("glasses", "bun"), woman=True),
    "writer": Role("coat", (84, 90, 78), held="quill", extras=("scarf",)),
    "poet": Role("coat", (74, 62, 92), held="scroll", extras=("scarf",)),
    "scribe": Role("tunic", (226, 216, 190), held="scroll"),
    "wizard": Role(
        *("robe", (70, 66, 132), None, "pointed", None, "magic"),
        extras=("great beard", "belt"),
        woman=False,
        age="old",
    ),
    "witch": Role(
        *("dress", (62, 52, 78), None, "witch", (42, 38, 52), "broom"), extras=("cape",), woman=True
    ),
    "king": _KING,
    "queen": replace(_KING, garment="dress", cloth=(96, 52, 116), extras=("cape",), woman=True),
    "prince": replace(
        _KING, garment="tunic", cloth=(52, 88, 146), held="sword", extras=("cape", "belt")
    ),
    "princess": replace(
        _KING, garment="dress", cloth=(222, 148, 172), hat="tiara", held="", extras=(), woman=True
    ),
    "emperor": Role(
        *("toga", (240, 234, 220), None, "laurel", (196, 168, 74), "scroll"), woman=False
    ),
    "knight": Role("armour", _STEEL, hat="helm", hat_colour=_STEEL, held="sword", extras=("cape",)),
    "warrior": Role(
        "lorica",
        (158, 48, 44),
        hat="galea",
        hat_colour=(196, 154, 78),
        held="spear",
        extras=("shield",),
        woman=False,
    ),
    "soldier": Role(
        cloth=(98, 106, 76),
        legs=(82, 88, 64),
        hat="steel",
        hat_colour=(82, 90, 66),
        extras=("pack", "belt"),
    ),
    "hero": Role("tunic", (60, 98, 158), held="sword", extras=("cape", "belt"), woman=False),
    "heroine": Role("tunic", (158, 58, 78), held="sword", extras=("cape", "belt"), woman=True),
    "monk": Role("robe", (122, 90, 62), hat="hood", extras=("rope",), woman=False),
    "priest": Role("robe", (48, 46, 56), held="book", extras=("stole",), woman=False),
    "merchant": Role("robe", (60, 118, 112), hat="turban", held="purse", extras=("belt", "beard")),
    "farmer": Role(
        cloth=(178, 84, 66),
        legs=(78, 100, 138),
        hat="straw",
        hat_colour=(224, 190, 118),
        held="fork",
        extras=("dungarees",),
    ),
    "gardener": Role(
        cloth=(120, 150, 104),
        hat="straw",
        hat_colour=(224, 190, 118),
        held="can",
        extras=("apron",),
    ),
    "beekeeper": Role(
        cloth=_WHITE, legs=_WHITE, hat="veil", hat_colour=(222, 206, 160), held="smoker"
    ),
    "shepherd": Role("robe", _SACK, hat="scarf", hat_colour=(206, 190, 160), held="crook"),
    "hunter": Role("tunic", (84, 102, 70), hat="feather", held="bow", extras=("belt",)),
    "blacksmith": Role(
        cloth=(120, 70, 56), held="hammer", extras=("leather", "beard", "bare arms"), woman=False
    ),
    "carpenter": Role(cloth=(176, 120, 74), hat="cap", held="saw", extras=("apron",)),
    "builder": replace(_WORKER, held="hammer"),
    "worker": _WORKER,
    "engineer": replace(_WORKER, cloth=(226, 224, 216), hat_colour=_WHITE, held="plan"),
    "miner": Role(cloth=(92, 88, 88), hat="lamp", hat_colour=(206, 162, 60), held="pick"),
    "inventor": Role("coat", (142, 112, 78), extras=("goggles", "wild"), held="gear"),
    "clockmaker": _WATCHMAKER,
    "watchmaker": _WATCHMAKER,
    "tailor": Role(cloth=(96, 72, 104), extras=("tape", "vest"), held="scissors"),
    "scientist": Role("coat", _WHITE, (70, 76, 92), extras=("glasses",), held="flask"),
    "doctor": Role("coat", _WHITE, (74, 104, 132), extras=("stethoscope",), held="bag"),
    "nurse": Role(
        "dress", (126, 170, 196), hat="nurse", hat_colour=_WHITE, extras=("apron",), woman=True
    ),
    "musician": Role("coat", (52, 50, 62), held="violin", extras=("tie",)),
    "singer": Role("dress", (176, 44, 66), held="microphone", woman=True),
    "dancer": Role("tutu", (226, 134, 156), extras=("bun",), woman=True),
    "detective": Role("coat", (178, 146, 104), hat="brim", held="lens", extras=("collar",)),
    "astronaut": Role("suit", (232, 234, 238), hat="visor"),
    "diver": Role("wetsuit", (42, 52, 66), hat="mask"),
}
