"""Crowns, hoods and what shows rank or office."""

from __future__ import annotations

import math

from scripts.providers.local.figures.drawn.people.head import Draw, Head
from scripts.providers.local.figures.pen import INK, WHITE
from scripts.providers.local.figures.shapes import (
    Shape,
    bars,
    blob,
    joined,
    limb,
    line,
    moved,
    oval,
    poly,
)
from scripts.providers.local.light import Colour, mixed, scaled


def _crown(head: Head, gold: Colour) -> None:
    head.fill(
        poly(
            (-0.82, 0.5),
            (-0.95, 1.45),
            (-0.5, 1.02),
            (0.0, 1.6),
            (0.5, 1.02),
            (0.95, 1.45),
            (0.84, 0.5),
        ),
        gold,
        0.3,
    )
    head.fill(
        joined(oval(x, y, 0.1) for x, y in ((-0.95, 1.47), (0, 1.62), (0.95, 1.47))),
        mixed(gold, WHITE, 0.4),
        0.2,
    )
    head.fill(bars(0.2, ((-0.83, 0.6), (0.85, 0.6))), scaled(gold, 0.82), 0)
    head.fill(joined(oval(x, 0.6, 0.09) for x in (-0.45, 0.05, 0.55)), (176, 42, 58), 0)


def _tiara(head: Head, gold: Colour) -> None:
    head.fill(
        poly((-0.7, 0.72), (-0.35, 0.95), (0.1, 1.5), (0.5, 0.95), (0.85, 0.68), (0.1, 0.82)),
        gold,
        0.2,
    )
    head.fill(oval(0.1, 1.08, 0.11), (126, 200, 216), 0)


def _laurel(head: Head, leaf: Colour) -> None:
    leaves = joined(
        oval(
            0.92 * math.cos(math.radians(turn)),
            0.34 + 0.62 * math.sin(math.radians(turn)),
            0.2,
            0.08,
            turn + 60,
        )
        for turn in range(-10, 200, 21)
    )
    head.fill(leaves, leaf, 0.2)


def _toque(head: Head, colour: Colour) -> None:
    head.fill(
        joined(
            oval(x, y, r)
            for x, y, r in ((-0.6, 1.6, 0.52), (0.05, 1.85, 0.6), (0.7, 1.6, 0.52), (0, 1.4, 0.6))
        ),
        colour,
        0.5,
    )
    head.fill(
        poly((-0.78, 0.5), (0.84, 0.5), (0.8, 1.3), (-0.74, 1.3)),
        mixed(colour, (206, 210, 214), 0.3),
        0.2,
    )


def _kerchief(head: Head, colour: Colour) -> None:
    head.fill(
        blob(
            (-1.0, -0.2),
            (-0.98, 0.75),
            (-0.2, 1.25),
            (0.7, 1.1),
            (1.0, 0.5),
            (0.3, 0.62),
            (-0.5, 0.4),
            (-0.7, -0.7),
            (-1.3, -1.1),
        ),
        colour,
    )


def _turban(head: Head, colour: Colour) -> None:
    head.fill(
        blob(
            (-1.05, 0.5), (-1.1, 1.05), (-0.3, 1.6), (0.6, 1.5), (1.1, 0.95), (1.0, 0.45), (0, 0.6)
        ),
        colour,
    )
    head.fill(
        joined(
            line(0.06, (-1.0, 0.6 + k), (0.0, 0.82 + k), (1.0, 0.95 + k * 0.9)) for k in (0.1, 0.36)
        ),
        scaled(colour, 0.75),
        0,
    )
    head.fill(limb((-0.9, 0.4, 0.22), (-1.2, -0.7, 0.18)), scaled(colour, 0.88))


def _hood(head: Head, _: Colour) -> None:
    cloth = head.person.cloth
    outer = [
        blob(
            (-1.15, -1.0),
            (-1.25, 0.5),
            (-0.6, 1.4),
            (0.3, 1.42),
            (1.05, 0.7),
            (1.02, -0.3),
            (0.7, -1.2),
            (-0.3, -1.45),
        )[0]
    ]
    head.fill(outer, scaled(cloth, 0.92), 0.5)
    face = blob(
        (-0.5, -0.1),
        (-0.35, 0.6),
        (0.2, 0.85),
        (0.75, 0.6),
        (0.88, 0.0),
        (0.5, -0.85),
        (0.1, -0.95),
        (-0.35, -0.6),
    )
    skin = head.person.skin
    head.fill(moved(face, 0.02, 0.02, 1.1), scaled(cloth, 0.45), 0)
    head.fill(face, skin, 0.2)
    head.fill(
        blob((-0.5, 0.3), (-0.3, 0.72), (0.2, 0.9), (0.75, 0.65), (0.86, 0.3), (0.2, 0.48)),
        scaled(skin, 0.6),
        0,
    )
    dark = mixed(skin, INK, 0.7)
    head.fill(oval(0.05, 0.04, 0.09, 0.11) + oval(0.5, 0.04, 0.08, 0.11), INK, 0)
    head.fill(
        line(0.05, (0.3, 0.0), (0.39, -0.2), (0.28, -0.24))
        + line(0.06, (0.1, -0.52), (0.27, -0.56), (0.42, -0.5)),
        dark,
        0,
    )


def _pointed(head: Head, colour: Colour) -> None:
    head.fill(
        blob(
            (-0.85, 0.5), (-0.6, 1.5), (-0.5, 2.5), (-0.8, 3.0), (-0.2, 2.8), (0.4, 1.6), (0.9, 0.5)
        ),
        colour,
    )
    head.fill(
        blob((-1.5, 0.35), (-0.7, 0.66), (0.8, 0.66), (1.5, 0.35), (0.7, 0.36), (-0.7, 0.36)),
        scaled(colour, 0.82),
    )
    head.fill(
        joined(moved(_star(), x, y, 0.16) for x, y in ((-0.1, 1.0), (-0.25, 1.75), (0.4, 1.15))),
        (240, 208, 110),
        0,
    )


def _star() -> Shape:
    return [
        [
            (
                (1 if i % 2 == 0 else 0.42) * math.sin(i * math.pi / 5),
                (1 if i % 2 == 0 else 0.42) * math.cos(i * math.pi / 5),
            )
            for i in range(10)
        ]
    ]


def _witch(head: Head, colour: Colour) -> None:
    head.fill(
        blob(
            (-0.85, 0.5),
            (-0.5, 1.5),
            (-0.6, 2.3),
            (-1.2, 2.5),
            (-0.5, 2.75),
            (0.2, 1.9),
            (0.9, 0.5),
        ),
        colour,
    )
    head.fill(bars(0.26, ((-0.82, 0.7), (0.86, 0.7))), (132, 74, 148), 0)
    head.fill(
        blob((-1.75, 0.34), (-0.7, 0.62), (0.8, 0.62), (1.75, 0.34), (0.7, 0.4), (-0.7, 0.4)),
        scaled(colour, 0.86),
    )


def _nurse(head: Head, colour: Colour) -> None:
    head.fill(poly((-0.7, 0.85), (0.7, 0.85), (0.9, 1.4), (-0.8, 1.4)), colour, 0.2)
    head.fill(bars(0.1, ((-0.05, 1.14), (0.25, 1.14)), ((0.1, 0.98), (0.1, 1.3))), (204, 62, 62), 0)


CROWNS: dict[str, Draw] = {
    "crown": _crown,
    "tiara": _tiara,
    "laurel": _laurel,
    "toque": _toque,
    "scarf": _kerchief,
    "turban": _turban,
    "hood": _hood,
    "pointed": _pointed,
    "witch": _witch,
    "nurse": _nurse,
}
