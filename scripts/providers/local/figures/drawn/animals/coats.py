"""Coats of four-legged animals: stripes, spots, patches, manes and wool."""

from __future__ import annotations

import math

from scripts.providers.local.figures.drawn.animals.beasts import Beast
from scripts.providers.local.figures.pen import Mark, Pen
from scripts.providers.local.figures.shapes import Point, Shape, blob, joined, limb, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled
from scripts.providers.local.words import seeded


def coat_marks(beast: Beast, hip: Point, shoulder: Point, skull: Point) -> list[Mark]:
    """What is drawn on body and neck."""
    colour = beast.pattern_colour
    if beast.pattern in ("stripes", "tabby"):
        return [(_stripes(beast, hip, shoulder, skull), colour)]
    if beast.pattern == "spots":
        return [(_spots(hip, shoulder, 26, 0.022, 0.034), colour)]
    if beast.pattern == "patches":
        return [(_patches(hip, shoulder), colour)]
    if beast.pattern == "mosaic":
        return [(_mosaic(beast, hip, shoulder, skull), colour)]
    if beast.pattern == "panda":
        x, y = shoulder
        return [(limb((x - 0.02, y - 0.5, 0.15), (x - 0.03, y + 0.5, 0.14)), colour)]
    return []


def _stripes(beast: Beast, hip: Point, shoulder: Point, skull: Point) -> Shape:
    stripes: Shape = []
    count = 9
    for step in range(count):
        x = hip[0] - 0.14 + (shoulder[0] - hip[0] + 0.24) * step / (count - 1)
        top = max(hip[1], shoulder[1]) + beast.chest + 0.05
        reach = top - (0.34 if step % 2 else 0.46)
        stripes += poly(
            (x - 0.03, top), (x + 0.035, top), (x + 0.03, reach + 0.1), (x + 0.05, reach)
        )
    for step in range(5):
        t = 0.18 + step * 0.17
        x, y = (a + (b - a) * t for a, b in zip(shoulder, skull, strict=True))
        y += beast.chest * (1 - t) * 0.6
        stripes += poly((x - 0.2, y + 0.22), (x - 0.13, y + 0.26), (x + 0.1, y - 0.12))
    return stripes


def _spots(hip: Point, shoulder: Point, count: int, least: float, most: float) -> Shape:
    chance = seeded("spots")
    return joined(
        oval(
            chance.uniform(hip[0] - 0.15, shoulder[0] + 0.1),
            chance.uniform(hip[1] - 0.06, hip[1] + 0.2),
            chance.uniform(least, most),
        )
        for _ in range(count)
    )


def _patches(hip: Point, shoulder: Point) -> Shape:
    x, y, length = hip[0], hip[1], shoulder[0] - hip[0]
    rump = blob(
        (x - 0.3, y + 0.3),
        (x + 0.12, y + 0.32),
        (x + 0.16, y + 0.02),
        (x - 0.05, y - 0.1),
        (x - 0.32, y),
    )
    x += length * 0.5
    side = blob(
        (x - 0.15, y + 0.12),
        (x + 0.1, y + 0.16),
        (x + 0.2, y - 0.02),
        (x + 0.02, y - 0.14),
        (x - 0.14, y - 0.04),
    )
    x = shoulder[0] + 0.16
    return (
        rump
        + side
        + blob((x - 0.14, y + 0.4), (x + 0.2, y + 0.4), (x + 0.12, y + 0.02), (x - 0.08, y + 0.06))
    )


def _mosaic(beast: Beast, hip: Point, shoulder: Point, skull: Point) -> Shape:
    """A giraffe's fields: large on the body, small towards the head."""
    chance = seeded("mosaic")
    fields: Shape = []
    for row in range(3):
        for column in range(8):
            x = hip[0] - 0.14 + column * 0.135 + (row % 2) * 0.06
            y = hip[1] - 0.1 + row * 0.125
            fields += _field(x, y, 0.058, chance.uniform(0.9, 1.1))
    for step in range(10):
        t = 0.2 + step * 0.075
        x, y = (a + (b - a) * t for a, b in zip(shoulder, skull, strict=True))
        size = 0.056 - 0.022 * t
        fields += _field(x - 0.05, y, size, 1) + _field(x + 0.065 - 0.02 * t, y - 0.045, size, 1)
    return fields


def _field(x: float, y: float, size: float, stretch: float) -> Shape:
    wide = size * stretch
    return poly(
        (x - wide, y - size * 0.5),
        (x - wide * 0.4, y + size),
        (x + wide * 0.7, y + size * 0.8),
        (x + wide, y - size * 0.3),
        (x + wide * 0.2, y - size),
    )


def great_mane(pen: Pen, skull: Point, beast: Beast) -> None:
    """A lion's mane, behind the head and over the shoulder."""
    x, y = skull
    r = beast.head
    mane = joined(
        limb((x - r * 0.4, y - r * 0.2, r * 1.25), (x + dx * r, y + dy * r, r * size))
        for dx, dy, size in (
            (0.1, 1.15, 0.55),
            (-0.8, 1.3, 0.65),
            (-1.7, 0.7, 0.75),
            (-2.2, -0.4, 0.8),
            (-2.2, -1.5, 0.75),
            (-1.4, -2.3, 0.8),
            (-0.3, -2.4, 0.65),
            (0.4, -1.5, 0.5),
        )
    )
    pen.fill(mane, beast.mane_colour, shade=0.6)


def crest(pen: Pen, skull: Point, neck: Point, hip: Point, beast: Beast) -> None:
    """A mane along the upper side of the neck, or bristles along the back."""
    (x1, y1), (x2, y2) = neck, skull
    colour = beast.mane_colour
    if beast.mane == "bristles":
        top = 1.0
        tufts = joined(
            poly((x, top - 0.08), (x - 0.07, top + 0.06), (x + 0.06, top - 0.06))
            for x in (hip[0] + 0.1 * step for step in range(1, 13))
        )
        pen.fill(tufts, colour, shade=0)
        return
    width = beast.neck_width
    dx, dy = x2 - x1, y2 - y1
    long = (dx * dx + dy * dy) ** 0.5 or 1.0
    nx, ny = -dy / long * width, dx / long * width
    mane = limb(
        (x2 + 0.06, y2 + beast.head * 0.95, 0.03),
        (x2 - 0.03 + nx * 0.3, y2 + beast.head * 0.55 + ny * 0.3, 0.05),
        ((x1 + x2) / 2 + nx * 0.85, (y1 + y2) / 2 + ny * 0.85, 0.055),
        (x1 + nx * 1.05 - 0.1, y1 + ny * 1.05 + 0.01, 0.02),
    )
    pen.fill(mane, colour, shade=0.4)


def wool(pen: Pen, hip: Point, shoulder: Point, beast: Beast, coat: Colour) -> None:
    """A sheep's fleece: round locks over the body."""
    (hx, hy), (sx, _sy) = hip, shoulder
    length = sx - hx
    chance = seeded("wool")
    locks = oval((hx + sx) / 2, hy, length * 0.62, 0.3)
    for step in range(15):
        turn = step * 24
        x = (hx + sx) / 2 + length * 0.66 * math.cos(math.radians(turn))
        y = hy + 0.02 + 0.26 * math.sin(math.radians(turn))
        locks += oval(x, y, chance.uniform(0.1, 0.125))
    inner = joined(
        limb((x, y, 0.014), (x + 0.04, y - 0.045, 0.014), (x + 0.1, y - 0.02, 0.014))
        for x, y in (
            (hx + length * chance.uniform(-0.1, 1.0), hy + chance.uniform(-0.14, 0.2))
            for _ in range(9)
        )
    )
    pen.fill(
        locks, coat, marks=[(inner, scaled(mixed(coat, (170, 150, 140), 0.5), 0.95))], shade=0.6
    )
