"""Heads of birds: bill, crest, eye."""

from __future__ import annotations

from scripts.providers.local.figures.drawn.animals.bird_kinds import Bird
from scripts.providers.local.figures.pen import INK, WHITE, Mark, Pen
from scripts.providers.local.figures.shapes import Point, blob, joined, limb, oval, poly
from scripts.providers.local.light import Colour


def draw_head(pen: Pen, bird: Bird, skull: Point, head: Colour, coat: Colour) -> None:
    x, y = skull
    r = bird.size
    _bill(pen, bird, skull)
    marks: list[Mark] = []
    if bird.crest == "penguin":
        marks.append((oval(x - r * 0.2, y - r * 0.7, r * 0.55), (238, 196, 96)))
    if bird.crest == "robin":
        marks.append((oval(x + r * 0.6, y - r * 0.45, r * 0.95), (206, 92, 44)))
    if bird.crest == "bib":
        marks += [
            (oval(x + r * 0.7, y - r * 0.8, r * 0.6), (62, 52, 50)),
            (oval(x - r * 0.1, y - r * 0.2, r * 0.45), (228, 218, 202)),
        ]
    if bird.crest == "pigeon":
        marks.append((oval(x - r * 0.2, y - r, r * 0.8), (92, 138, 126)))
    pen.fill(oval(x, y, r), head, marks=marks, shade=0.45)
    _crest(pen, bird, skull, coat)
    if bird.crest == "owl":
        return
    if bird.crest == "parrot":
        pen.line(oval(x + r * 0.35, y + r * 0.1, r * 0.45), (244, 236, 226))
    size = max(0.022, r * 0.17)
    pen.line(
        oval(x + r * 0.36, y + r * 0.2, size),
        (236, 190, 74) if bird.bill_hook > 0.05 else (WHITE if head[0] < 80 else INK),
    )
    pen.line(oval(x + r * 0.38, y + r * 0.2, size * 0.66), INK)
    pen.line(oval(x + r * 0.42, y + r * 0.27, size * 0.28), WHITE)


def _bill(pen: Pen, bird: Bird, skull: Point) -> None:
    (x, y), r, long, hook = skull, bird.size, bird.bill_length, bird.bill_hook
    tip = (x + r * 0.85 + long, y - r * 0.1 - hook)
    if hook:
        shape = blob(
            (x + r * 0.7, y + r * 0.3),
            (x + r * 0.85 + long * 0.7, y + r * 0.12),
            tip,
            (x + r * 0.8 + long * 0.5, y - r * 0.28),
            (x + r * 0.7, y - r * 0.32),
        )
    elif bird.webbed and long > 0.15:
        shape = limb(
            (x + r * 0.7, y, r * 0.32),
            (tip[0] - 0.05, tip[1], r * 0.2),
            (tip[0], tip[1] + 0.01, r * 0.17),
        )
    else:
        shape = poly((x + r * 0.7, y + r * 0.3), tip, (x + r * 0.7, y - r * 0.35))
    pen.fill(shape, bird.bill, shade=0.3)


def _crest(pen: Pen, bird: Bird, skull: Point, coat: Colour) -> None:
    (x, y), r, crest = skull, bird.size, bird.crest
    if crest == "owl":
        for side in (-1, 1):
            pen.fill(
                poly(
                    (x + side * r * 0.95, y + r * 0.3),
                    (x + side * r * 0.95, y + r * 1.4),
                    (x + side * r * 0.2, y + r * 0.85),
                ),
                coat,
                shade=0.2,
            )
        for side in (-1, 1):
            pen.fill(
                oval(x + side * r * 0.42 + r * 0.08, y + r * 0.1, r * 0.48), bird.under, shade=0.2
            )
            pen.line(oval(x + side * r * 0.4 + r * 0.1, y + r * 0.12, r * 0.27), (238, 184, 68))
            pen.line(oval(x + side * r * 0.4 + r * 0.1, y + r * 0.12, r * 0.16), INK)
            pen.line(oval(x + side * r * 0.4 + r * 0.15, y + r * 0.18, r * 0.06), WHITE)
        pen.fill(
            poly(
                (x - r * 0.06, y - r * 0.05),
                (x + r * 0.24, y - r * 0.05),
                (x + r * 0.1, y - r * 0.5),
            ),
            bird.bill,
            shade=0.2,
        )
    elif crest in ("comb", "rooster"):
        big = 1.5 if crest == "rooster" else 1.0
        comb = joined(
            oval(x + r * dx, y + r * 0.95, r * 0.26 * big, r * 0.36 * big)
            for dx in (-0.45, 0.0, 0.45)
        )
        pen.fill(comb, (200, 46, 44), shade=0.2)
        pen.fill(
            oval(x + r * 0.75, y - r * 0.75 * big, r * 0.24, r * 0.42 * big),
            (200, 46, 44),
            shade=0.2,
        )
    elif crest == "heron":
        pen.line(
            limb(
                (x, y + r * 0.7, r * 0.2),
                (x - r * 1.2, y + r * 0.7, r * 0.28),
                (x - r * 3.2, y - r * 0.1, 0.004),
            ),
            (58, 64, 80),
        )
    elif crest == "crane":
        pen.line(oval(x, y + r * 0.7, r * 0.6, r * 0.34), (200, 46, 44))
    elif crest == "collar":
        pen.line(
            limb((x - r * 0.6, y - r * 1.05, r * 0.16), (x + r * 0.5, y - r * 1.15, r * 0.16)),
            WHITE,
        )
