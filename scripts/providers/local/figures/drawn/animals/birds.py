"""Birds from the side: perched or standing, with wings spread where the words say they fly."""

from __future__ import annotations

import math
from collections.abc import Callable

from scripts.providers.local.figures.drawn.animals.bird_heads import draw_head
from scripts.providers.local.figures.drawn.animals.bird_kinds import BIRD_KINDS, Bird
from scripts.providers.local.figures.pen import Looks, Mark, Pen
from scripts.providers.local.figures.shapes import (
    Point,
    Shape,
    blob,
    joined,
    limb,
    line,
    moved,
    oval,
    poly,
)
from scripts.providers.local.light import Colour, mixed, scaled


def draw_bird(pen: Pen, looks: Looks, name: str) -> None:
    """Draw a bird of this name, flying where the words say so."""
    bird = BIRD_KINDS[name]
    coat = looks.coat(bird.coat)
    said = coat != bird.coat
    wing = scaled(coat, 0.84) if said or bird.wing is None else bird.wing
    head = bird.head or coat
    if looks.pose("flying") and name != "penguin":
        _flying(pen, bird, coat, wing, head)
    else:
        _standing(pen, bird, coat, wing, head)


def _turned(x: float, y: float, degrees: float) -> Point:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return (x * cos - y * sin, x * sin + y * cos)


def _standing(pen: Pen, bird: Bird, coat: Colour, wing: Colour, head: Colour) -> None:
    up = bird.upright
    middle = (0.0, bird.leg + max(bird.plump, 0.5 * math.sin(math.radians(up))) + 0.02)

    def at(x: float, y: float) -> Point:
        a, b = _turned(x, y, up)
        return (middle[0] + a, middle[1] + b)

    _tail(pen, bird, coat, wing, at(-0.36, 0.04), at(-0.44 - bird.tail, -0.02 + 0.04 * bird.tail))
    _legs(pen, bird, middle)
    body = blob(
        at(0.5, 0.06),
        at(0.3, bird.plump * 0.9),
        at(-0.1, bird.plump * 0.86),
        at(-0.5, 0.06),
        at(-0.3, -bird.plump * 0.6),
        at(0.08, -bird.plump),
        at(0.42, -bird.plump * 0.72),
    )
    skull = _skull(bird, at(0.36, bird.plump * 0.6), up)
    shape, marks = body, _under(bird, coat, at)
    if bird.neck:
        shape = body + _neck(bird, at(0.34, 0.04), skull)
    pen.fill(shape, coat, marks=marks, shade=0.6)
    draw_head(pen, bird, skull, head, coat)
    fold = blob(
        at(0.26, 0.1),
        at(0.02, 0.2 * bird.plump / 0.25),
        at(-0.34, 0.1),
        at(-0.62, -0.03),
        at(-0.22, -0.12),
        at(0.14, -0.1),
    )
    quills = joined(
        line(0.016, at(-0.02 - 0.1 * i, -0.06 + 0.012 * i), at(-0.34 - 0.07 * i, -0.05 + 0.02 * i))
        for i in range(3)
    )
    pen.fill(fold, wing, marks=[(quills, scaled(wing, 0.76))], shade=0.5)


def _under(bird: Bird, coat: Colour, place: Callable[[float, float], Point]) -> list[Mark]:
    belly = limb(
        (*place(-0.3, -bird.plump * 0.8), 0.1),
        (*place(0.12, -bird.plump * 0.75), 0.16),
        (*place(0.42, -bird.plump * 0.3), 0.12),
    )
    marks: list[Mark] = [(belly, mixed(bird.under, coat, 0.12))]
    if bird.crest == "penguin":
        marks = [
            (
                limb(
                    (*place(-0.42, -0.2), 0.18),
                    (*place(0.1, -0.17), 0.2),
                    (*place(0.36, -0.1), 0.14),
                ),
                bird.under,
            )
        ]
    if bird.crest == "robin":
        marks.append((limb((*place(0.3, -0.16), 0.17), (*place(0.44, 0.1), 0.16)), (206, 92, 44)))
    if bird.crest in ("owl", "barred"):
        flecks = joined(
            oval(*place(-0.2 + 0.14 * (i % 4), -bird.plump * (0.9 - 0.28 * (i // 4))), 0.026, 0.014)
            for i in range(12)
        )
        marks.append((flecks, scaled(coat, 0.9)))
    return marks


def _neck(bird: Bird, base: Point, skull: Point) -> Shape:
    (bx, by), (x, y) = base, skull
    back = 0.1 if bird.crest in ("swan", "heron") else 0.03
    return limb(
        (bx - 0.06, by, bird.plump * 0.62),
        (bx + 0.1, by + (y - by) * 0.3, bird.size * 0.95),
        (x - back, by + (y - by) * 0.68, bird.size * 0.68),
        (x - bird.size * 0.3, y, bird.size * 0.7),
    )


def _skull(bird: Bird, base: Point, up: float) -> Point:
    if bird.neck:
        return (base[0] + 0.16, base[1] + bird.neck)
    return (base[0] + 0.1 * math.cos(math.radians(up)), base[1] + bird.size * 0.66)


def _legs(pen: Pen, bird: Bird, middle: Point) -> None:
    top = middle[1] - bird.plump * 0.6
    for x, dim in ((0.1, 0.78), (-0.02, 1.0)):
        colour = scaled(bird.legs, dim)
        knee = (x - 0.03, bird.leg * 0.55)
        thick = 0.03 if bird.leg < 0.4 else 0.024
        pen.line(line(thick, (x, top), knee, (x, 0.02)), colour)
        if bird.webbed:
            pen.line(poly((x - 0.03, 0.03), (x + 0.14, 0.0), (x - 0.06, 0.0)), colour)
        else:
            pen.line(
                joined(line(thick * 0.8, (x, 0.02), (x + dx, 0.01)) for dx in (-0.06, 0.06, 0.12)),
                colour,
            )


def _tail(pen: Pen, bird: Bird, coat: Colour, wing: Colour, start: Point, end: Point) -> None:
    if bird.crest == "rooster":
        for i, (dx, dy) in enumerate(((-0.5, 0.1), (-0.46, 0.32), (-0.32, 0.5))):
            x, y = start
            plume = limb(
                (x + 0.1, y, 0.08),
                (x + dx * 0.6, y + dy + 0.12, 0.07),
                (x + dx - 0.1, y + dy - 0.14, 0.015),
            )
            pen.fill(plume, ((36, 78, 74), (46, 98, 88), (34, 64, 72))[i], shade=0.3)
        return
    colour = {"dark tail": (52, 54, 62), "pale tail": (240, 236, 226), "parrot": (52, 96, 176)}.get(
        bird.crest, scaled(wing, 0.86)
    )
    pen.fill(
        limb(
            (*start, 0.13), ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, 0.1), (*end, 0.055)
        ),
        colour,
        shade=0.4,
    )


def _flying(pen: Pen, bird: Bird, coat: Colour, wing: Colour, head: Colour) -> None:
    """Gliding, wings raised: the far one behind the body, the near one over it."""
    _wing(pen, scaled(wing, 0.74), bird, reach=0.86, root=0.1, turn=-34)
    end = (-0.5 - bird.tail * 0.8, 0.03)
    _tail(pen, bird, coat, wing, (-0.34, 0.02), end)
    if bird.leg > 0.4:
        pen.line(line(0.03, (-0.2, -0.08), (-0.5 - bird.leg * 0.7, -0.06)), bird.legs)
    skull = (0.52 + bird.neck * 0.62, 0.08 + bird.neck * 0.1)
    body = blob(
        (0.5, 0.05),
        (0.28, bird.plump * 0.62),
        (-0.1, bird.plump * 0.58),
        (-0.5, 0.04),
        (-0.25, -bird.plump * 0.5),
        (0.15, -bird.plump * 0.68),
        (0.42, -bird.plump * 0.4),
    )
    if bird.neck:
        body += limb(
            (0.36, 0.02, bird.plump * 0.5),
            (0.46 + bird.neck * 0.3, 0.0, bird.size * 0.8),
            (*skull, bird.size * 0.7),
        )
    belly = limb(
        (-0.3, -bird.plump * 0.6, 0.07),
        (0.1, -bird.plump * 0.75, 0.12),
        (0.44, -bird.plump * 0.5, 0.07),
    )
    pen.fill(body, coat, marks=[(belly, mixed(bird.under, coat, 0.12))], shade=0.5)
    draw_head(pen, bird, skull, head, coat)
    _wing(pen, wing, bird, reach=1.0, root=-0.02, turn=6)


def _wing(pen: Pen, colour: Colour, bird: Bird, *, reach: float, root: float, turn: float) -> None:
    tip = (-0.62 * reach + root, 1.12 * reach)
    wing = blob(
        (0.26 + root, 0.06),
        (0.2 + root, 0.5 * reach),
        (-0.12 + root, 0.92 * reach),
        tip,
        (-0.44 + root, 0.68 * reach),
        (-0.34 + root, 0.34 * reach),
        (-0.3 + root, 0.02),
    )
    fingers: Shape = []
    if bird.bill_hook > 0.04 or bird.leg > 0.4 or bird.coat[0] < 60:
        for i in range(5):
            x, y = -0.12 + root - 0.06 * i, (0.86 - 0.09 * i) * reach
            fingers += limb((x, y, 0.06), (x - 0.36, y + 0.2 - 0.05 * i, 0.014))
    dark = (52, 54, 62) if bird.crest == "dark tail" else scaled(colour, 0.7)
    quills = joined(
        line(
            0.016,
            (0.08 + root - 0.09 * i, 0.12 + 0.09 * i),
            (-0.4 + root - 0.02 * i, 0.18 + 0.17 * i),
        )
        for i in range(5)
    )
    shape, dip, lines = (
        moved(part, 0, 0, 1, turn) for part in (wing + fingers, oval(*tip, 0.24), quills)
    )
    pen.fill(shape, colour, marks=[(dip, dark), (lines, scaled(colour, 0.8))], shade=0.5)
