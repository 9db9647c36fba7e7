"""Heads of people: face, hair, beard."""

from __future__ import annotations

from scripts.providers.local.figures.drawn.people.bodies import Dressed
from scripts.providers.local.figures.pen import INK, Mark, Pen
from scripts.providers.local.figures.shapes import blob, limb, line, oval
from scripts.providers.local.light import mixed, scaled


def draw_head(pen: Pen, person: Dressed) -> None:
    body, skin = person.body, person.skin
    (x, y), r, w = body.face, body.head, body.wide
    neck = limb((x - 0.012, y - r * 0.6, w * 0.46), (x * 0.4 - 0.006, body.shoulder, w * 0.52))
    hidden = person.role.hat in ("visor", "helm", "hood", "mask")
    pen.fill(neck, scaled(person.cloth if hidden else skin, 0.86), shade=0.3)
    skull = blob(
        (x - w * 0.98, y + r * 0.25),
        (x - w * 0.5, y + r * 0.92),
        (x + w * 0.35, y + r * 0.95),
        (x + w * 0.92, y + r * 0.35),
        (x + w * 0.9, y - r * 0.25),
        (x + w * 0.5, y - r * 0.88),
        (x + w * 0.12, y - r * 1.0),
        (x - w * 0.5, y - r * 0.68),
        (x - w * 0.88, y - r * 0.2),
    )
    pen.fill(skull, skin, marks=_cheeks(person), shade=0.4)
    if person.role.hat not in ("visor", "veil"):
        pen.fill(oval(x - w * 0.72, y - r * 0.08, w * 0.17, r * 0.2), scaled(skin, 0.93), shade=0.2)
    _hair(pen, person)
    _features(pen, person)
    _beard(pen, person)


def _cheeks(person: Dressed) -> list[Mark]:
    (x, y), r, w = person.body.face, person.body.head, person.body.wide
    blush = mixed(person.skin, (214, 96, 84), 0.22)
    return [
        (oval(x - w * 0.18, y - r * 0.32, w * 0.2), blush),
        (oval(x + w * 0.68, y - r * 0.32, w * 0.16), blush),
    ]


def _features(pen: Pen, person: Dressed) -> None:
    (x, y), r, w = person.body.face, person.body.head, person.body.wide
    dark = mixed(person.skin, INK, 0.62)
    size = r * (0.115 if person.age == "child" else 0.095)
    brow = mixed(person.hair, INK, 0.25) if person.age != "old" else (176, 172, 168)
    for at, wide in ((x + w * 0.02, 1.0), (x + w * 0.58, 0.85)):
        pen.line(oval(at, y + r * 0.02, size, size * 1.25), INK)
        arch = (
            (at - w * 0.17 * wide, y + r * 0.25),
            (at, y + r * 0.32),
            (at + w * 0.17 * wide, y + r * 0.26),
        )
        pen.line(line(r * 0.07, *arch), brow)
    nose = ((x + w * 0.36, y + r * 0.0), (x + w * 0.47, y - r * 0.2), (x + w * 0.34, y - r * 0.24))
    pen.line(line(r * 0.055, *nose), mixed(person.skin, dark, 0.5))
    mouth = ((x + w * 0.12, y - r * 0.5), (x + w * 0.32, y - r * 0.56), (x + w * 0.5, y - r * 0.49))
    lips = mixed(person.skin, (160, 44, 52), 0.65) if person.woman else dark
    pen.line(line(r * 0.07, *mouth), lips)
    if person.wears("glasses"):
        for at in (x + w * 0.02, x + w * 0.58):
            pen.fill(oval(at, y + r * 0.02, r * 0.26), (214, 232, 238), shade=0, opacity=0.35)
            ring = [*oval(at, y + r * 0.02, r * 0.27)[0]]
            pen.line(line(r * 0.05, *ring[::4], ring[0]), INK)
    if person.wears("patch"):
        pen.line(oval(x + w * 0.58, y + r * 0.04, r * 0.2), INK)
        pen.line(line(r * 0.06, (x - w * 0.8, y + r * 0.5), (x + w * 0.9, y + r * 0.05)), INK)


def _hair(pen: Pen, person: Dressed) -> None:
    (x, y), r, w, hair = person.body.face, person.body.head, person.body.wide, person.hair
    if person.role.hat in ("hood", "visor", "helm", "mask", "veil"):
        return
    bald = person.age == "old" and not person.woman
    if bald:
        side = blob(
            (x - w * 1.05, y + r * 0.4),
            (x - w * 0.6, y + r * 0.5),
            (x - w * 0.45, y - r * 0.1),
            (x - w * 0.75, y - r * 0.55),
            (x - w * 1.08, y - r * 0.1),
        )
        pen.fill(side, hair, shade=0.3)
        return
    top = 1.3 if person.wears("wild") else 1.12
    front = 0.42 if person.woman else 0.5
    cap = blob(
        (x - w * 1.1, y + r * 0.1),
        (x - w * 1.02, y + r * 0.75),
        (x - w * 0.3, y + r * top),
        (x + w * 0.6, y + r * (top - 0.08)),
        (x + w * 1.04, y + r * 0.55),
        (x + w * 0.9, y + r * front),
        (x + w * 0.2, y + r * (front + 0.22)),
        (x - w * 0.45, y + r * 0.4),
        (x - w * 0.55, y - r * 0.05),
        (x - w * 0.85, y - r * 0.3),
    )
    if person.wears("wild"):
        cap += limb((x - w * 0.9, y + r * 0.6, r * 0.4), (x - w * 1.5, y + r * 0.9, r * 0.06))
        cap += limb((x - w * 0.2, y + r, r * 0.4), (x - w * 0.4, y + r * 1.7, r * 0.06))
        cap += limb((x + w * 0.5, y + r, r * 0.35), (x + w * 0.9, y + r * 1.6, r * 0.06))
    pen.fill(cap, hair, shade=0.4)
    if person.wears("goggles"):
        pen.line(line(r * 0.16, (x - w, y + r * 0.6), (x + w * 0.95, y + r * 0.72)), (74, 56, 44))
        for at in (x + w * 0.1, x + w * 0.62):
            pen.fill(
                oval(at, y + r * 0.72, r * 0.25),
                (186, 148, 78),
                marks=[(oval(at, y + r * 0.72, r * 0.16), (126, 196, 206))],
            )


def _beard(pen: Pen, person: Dressed) -> None:
    (x, y), r, w = person.body.face, person.body.head, person.body.wide
    great = person.wears("great beard")
    if person.woman or person.age == "child" or not (great or person.wears("beard")):
        return
    long = 2.6 if great else 1.32
    beard = blob(
        (x - w * 0.7, y - r * 0.15),
        (x - w * 0.1, y - r * 0.42),
        (x + w * 0.3, y - r * 0.36),
        (x + w * 0.65, y - r * 0.44),
        (x + w * 0.93, y - r * 0.1),
        (x + w * 0.85, y - r * 0.75),
        (x + w * 0.4, y - r * long),
        (x - w * 0.1, y - r * (long - 0.1)),
        (x - w * 0.66, y - r * 0.8),
    )
    pen.fill(beard, person.hair, shade=0.4)
    pen.line(
        line(r * 0.06, (x + w * 0.14, y - r * 0.58), (x + w * 0.48, y - r * 0.56)),
        mixed(person.skin, (120, 40, 44), 0.6),
    )
