"""What tells one bird from another."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.providers.local.figures.pen import INK
from scripts.providers.local.light import Colour


@dataclass(frozen=True)
class Bird:
    """One kind of bird; lengths are shares of its body's length."""

    coat: Colour
    under: Colour
    wing: Colour | None = None
    head: Colour | None = None
    bill: Colour = (226, 164, 66)
    bill_length: float = 0.16
    bill_hook: float = 0.0
    legs: Colour = (206, 142, 70)
    leg: float = 0.16
    neck: float = 0.0  # 0: the head sits on the body
    size: float = 0.2  # radius of the head
    plump: float = 0.27  # half the body's height
    upright: float = 28.0  # degrees of the body
    tail: float = 0.34
    crest: str = ""
    webbed: bool = False


BIRD_KINDS: dict[str, Bird] = {
    "bird": Bird((92, 130, 164), (236, 220, 190)),
    "owl": Bird(
        *((132, 98, 70), (222, 198, 164)),
        bill_length=0.07,
        bill_hook=0.05,
        leg=0.07,
        size=0.3,
        plump=0.33,
        upright=74,
        tail=0.2,
        crest="owl",
    ),
    "raven": Bird(
        (44, 46, 58), (58, 60, 76), bill=(40, 40, 48), bill_length=0.26, legs=INK, plump=0.25
    ),
    "crow": Bird(
        (52, 54, 66),
        (66, 68, 82),
        bill=(44, 44, 52),
        bill_length=0.2,
        legs=INK,
        plump=0.23,
        upright=20,
    ),
    "penguin": Bird(
        *((42, 50, 68), (246, 244, 238)),
        bill=(228, 152, 60),
        bill_length=0.14,
        leg=0.06,
        size=0.2,
        plump=0.28,
        upright=84,
        tail=0.12,
        webbed=True,
        crest="penguin",
    ),
    "duck": Bird(
        *((150, 128, 104), (222, 208, 188)),
        wing=(128, 108, 90),
        head=(42, 108, 84),
        bill_length=0.2,
        leg=0.1,
        neck=0.22,
        size=0.155,
        plump=0.25,
        upright=6,
        tail=0.2,
        webbed=True,
        crest="collar",
    ),
    "gull": Bird(
        *((246, 246, 244), (252, 252, 250)),
        wing=(158, 170, 184),
        bill_length=0.17,
        bill_hook=0.02,
        size=0.175,
        plump=0.21,
        upright=14,
        webbed=True,
        crest="dark tail",
    ),
    "eagle": Bird(
        *((86, 60, 46), (112, 80, 58)),
        head=(240, 236, 226),
        bill_length=0.17,
        bill_hook=0.09,
        size=0.18,
        plump=0.28,
        upright=50,
        leg=0.12,
        tail=0.36,
        crest="pale tail",
    ),
    "falcon": Bird(
        *((92, 102, 120), (232, 220, 200)),
        bill_length=0.09,
        bill_hook=0.06,
        size=0.18,
        plump=0.23,
        upright=62,
        leg=0.12,
        tail=0.42,
        crest="barred",
    ),
    "parrot": Bird(
        *((196, 48, 46), (210, 70, 52)),
        wing=(52, 96, 176),
        bill=(54, 50, 54),
        bill_length=0.11,
        bill_hook=0.11,
        size=0.22,
        plump=0.24,
        upright=58,
        leg=0.1,
        tail=0.75,
        crest="parrot",
    ),
    "sparrow": Bird(
        (152, 110, 76),
        (226, 210, 186),
        wing=(122, 82, 56),
        bill=(84, 72, 64),
        bill_length=0.1,
        plump=0.29,
        crest="bib",
    ),
    "robin": Bird(
        (124, 106, 84),
        (240, 230, 214),
        bill=(72, 62, 58),
        bill_length=0.1,
        size=0.21,
        plump=0.31,
        crest="robin",
        upright=34,
    ),
    "heron": Bird(
        *((136, 150, 168), (226, 230, 234)),
        head=(240, 240, 238),
        bill_length=0.36,
        leg=0.72,
        neck=0.72,
        size=0.1,
        plump=0.2,
        upright=30,
        tail=0.2,
        crest="heron",
    ),
    "goose": Bird(
        *((164, 148, 132), (226, 216, 202)),
        wing=(138, 122, 108),
        bill=(226, 138, 62),
        bill_length=0.17,
        leg=0.16,
        neck=0.5,
        size=0.125,
        plump=0.27,
        upright=8,
        tail=0.2,
        webbed=True,
    ),
    "swan": Bird(
        *((250, 250, 248), (255, 255, 253)),
        bill=(226, 128, 52),
        bill_length=0.17,
        leg=0.1,
        neck=0.82,
        size=0.115,
        plump=0.26,
        upright=6,
        tail=0.22,
        webbed=True,
        crest="swan",
        legs=(62, 58, 60),
    ),
    "chicken": Bird(
        *((236, 226, 206), (246, 240, 226)),
        wing=(216, 196, 164),
        bill_length=0.1,
        leg=0.22,
        neck=0.2,
        size=0.155,
        plump=0.3,
        upright=10,
        tail=0.24,
        crest="comb",
    ),
    "hen": Bird(
        *((168, 98, 58), (196, 130, 82)),
        wing=(140, 78, 48),
        bill_length=0.1,
        leg=0.22,
        neck=0.2,
        size=0.155,
        plump=0.3,
        upright=10,
        tail=0.24,
        crest="comb",
    ),
    "rooster": Bird(
        *((184, 84, 44), (120, 48, 36)),
        wing=(150, 62, 38),
        head=(226, 150, 62),
        bill_length=0.11,
        leg=0.28,
        neck=0.34,
        size=0.14,
        plump=0.27,
        upright=24,
        tail=0.2,
        crest="rooster",
    ),
    "crane": Bird(
        *((238, 238, 236), (250, 250, 248)),
        wing=(226, 228, 230),
        head=(52, 52, 60),
        bill_length=0.26,
        leg=0.8,
        neck=0.7,
        size=0.09,
        plump=0.2,
        upright=20,
        tail=0.16,
        crest="crane",
        legs=(66, 62, 66),
        bill=(120, 118, 96),
    ),
    "stork": Bird(
        *((248, 246, 240), (252, 250, 246)),
        wing=(44, 44, 52),
        bill=(206, 66, 46),
        bill_length=0.36,
        legs=(206, 66, 46),
        leg=0.7,
        neck=0.5,
        size=0.11,
        plump=0.22,
        upright=24,
        tail=0.16,
    ),
    "pigeon": Bird(
        (132, 142, 162),
        (158, 160, 178),
        wing=(156, 166, 182),
        bill=(92, 86, 92),
        bill_length=0.09,
        size=0.15,
        plump=0.27,
        legs=(198, 92, 92),
        leg=0.12,
        crest="pigeon",
    ),
    "flamingo": Bird(
        *((240, 146, 156), (246, 170, 174)),
        wing=(230, 118, 136),
        bill=(58, 50, 56),
        bill_length=0.16,
        bill_hook=0.12,
        legs=(226, 120, 136),
        leg=0.95,
        neck=0.95,
        size=0.095,
        plump=0.2,
        upright=12,
        tail=0.14,
        crest="swan",
    ),
}
BIRD_KINDS["seagull"] = BIRD_KINDS["gull"]
