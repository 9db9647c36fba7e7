"""Heads of four-legged animals from the side: muzzle, eye, trunk."""

from __future__ import annotations

import math

from scripts.providers.local.figures.drawn.animals.beasts import Beast
from scripts.providers.local.figures.drawn.animals.horns import draw_ear, draw_horns
from scripts.providers.local.figures.pen import INK, WHITE, Looks, Mark, Pen
from scripts.providers.local.figures.shapes import Point, limb, line, oval
from scripts.providers.local.light import Colour, mixed, scaled


def draw_head(
    pen: Pen, looks: Looks, beast: Beast, skull: Point, nod: float, coat: Colour, *, asleep: bool
) -> None:
    x, y = skull
    r = beast.head
    face = beast.under if beast.pattern == "wool" else coat
    ahead = (math.cos(math.radians(nod)), -math.sin(math.radians(nod)))
    nose = (x + ahead[0] * (r * 0.55 + beast.muzzle), y + ahead[1] * (r * 0.55 + beast.muzzle))
    draw_ear(pen, beast, skull, scaled(face, 0.7), far=True)
    if looks.has("antlers", "horns"):
        draw_horns(pen, beast, skull, far=True)
    if beast.horns == "trunk":
        _trunk(pen, beast, skull, coat)
    else:
        _face(pen, beast, skull, nose, face)
    if looks.has("antlers", "horns", "tusks"):
        draw_horns(pen, beast, skull, far=False)
    draw_ear(pen, beast, skull, face, far=False)
    _eye(pen, beast, (x + ahead[0] * r * 0.42, y + ahead[1] * r * 0.42 + r * 0.34), asleep)


def _face(pen: Pen, beast: Beast, skull: Point, nose: Point, face: Colour) -> None:
    (x, y), (nx, ny), r, tip = skull, nose, beast.head, beast.snout
    bridge = (x + (nx - x) * 0.55, y + (ny - y) * 0.55 + r * 0.04)
    shape = limb((x - r * 0.1, y, r), (*bridge, (r + tip) * 0.46), (nx, ny, tip))
    marks: list[Mark] = []
    if beast.foot == "paw":
        cheek = limb((x - r * 0.1, y - r * 0.8, r * 0.5), (nx, ny - tip * 0.9, tip * 1.05))
        marks.append((cheek, mixed(beast.under, face, 0.1)))
    elif beast.pattern != "wool":
        marks.append((oval(nx, ny, tip * 1.35), mixed(face, beast.under, 0.55)))
    marks += _face_pattern(beast, skull, nose)
    pen.fill(shape, face, marks=marks, shade=0.4)
    if beast.ears == "flap":
        pen.fill(oval(nx + tip * 0.2, ny, tip * 0.5, tip * 0.95), scaled(face, 0.88), shade=0.2)
        pen.line(oval(nx + tip * 0.3, ny + tip * 0.1, tip * 0.14, tip * 0.22), scaled(face, 0.5))
    elif beast.foot == "paw":
        size = max(0.024, tip * 0.42)
        pen.line(oval(nx + tip * 0.55, ny + tip * 0.35, size * 1.1, size), INK)
        pen.line(
            line(0.013, (nx + tip * 0.5, ny - tip * 0.5), (nx - tip * 0.9, ny - tip * 0.72)),
            mixed(face, INK, 0.7),
        )
    else:
        pen.line(
            oval(nx + tip * 0.5, ny + tip * 0.2, tip * 0.16, tip * 0.24), mixed(face, INK, 0.8)
        )
        pen.line(
            line(0.012, (nx + tip * 0.6, ny - tip * 0.45), (nx - tip * 0.6, ny - tip * 0.4)),
            mixed(face, INK, 0.6),
        )


def _face_pattern(beast: Beast, skull: Point, nose: Point) -> list[Mark]:
    (x, y), (nx, ny), r = skull, nose, beast.head
    if beast.pattern == "badger":
        return [
            (limb((x - r * 2, y, r * 2), (nx, ny, r)), (240, 238, 232)),
            (
                limb((x - r * 1.5, y + r * 0.15, r * 0.5), (nx, ny + 0.02, beast.snout * 0.8)),
                beast.pattern_colour,
            ),
        ]
    if beast.pattern == "panda":
        return [(oval(x + r * 0.4, y + r * 0.2, r * 0.36, r * 0.48, -30), beast.pattern_colour)]
    if beast.pattern in ("stripes", "tabby"):
        return [
            (
                line(
                    0.03,
                    (x - r * (0.2 + 0.35 * i), y + r * 1.2),
                    (x - r * (0.1 + 0.3 * i), y + r * 0.35),
                ),
                beast.pattern_colour,
            )
            for i in range(3)
        ]
    return []


def _eye(pen: Pen, beast: Beast, at: Point, asleep: bool) -> None:
    x, y = at
    size = max(0.02, beast.head * 0.14)
    if asleep:
        pen.line(
            line(
                size * 0.5,
                (x - size * 1.2, y + 0.006),
                (x, y - size * 0.4),
                (x + size * 1.2, y + 0.006),
            ),
            INK,
        )
        return
    pen.line(oval(x, y, size, size * 1.15), INK)
    pen.line(oval(x + size * 0.25, y + size * 0.4, size * 0.36), WHITE)


def _trunk(pen: Pen, beast: Beast, skull: Point, coat: Colour) -> None:
    x, y = skull
    r = beast.head
    shape = limb((x, y + r * 0.1, r), (x + r * 0.25, y - r * 0.2, r * 0.85))
    shape += limb(
        (x + r * 0.5, y - r * 0.1, r * 0.55),
        (x + r * 1.05, y - r * 1.1, r * 0.34),
        (x + r * 1.1, y - r * 2.1, r * 0.24),
        (x + r * 1.4, y - r * 2.75, r * 0.18),
        (x + r * 1.85, y - r * 2.6, r * 0.13),
    )
    pen.fill(shape, coat, shade=0.5)
