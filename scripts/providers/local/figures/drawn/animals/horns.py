"""Ears, antlers, horns and tusks of four-legged animals."""

from __future__ import annotations

from scripts.providers.local.figures.drawn.animals.beasts import Beast
from scripts.providers.local.figures.pen import INK, Pen
from scripts.providers.local.figures.shapes import Point, Shape, blob, limb, line, moved, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled

_HORN: Colour = (214, 196, 166)
_IVORY: Colour = (246, 238, 220)


def draw_ear(pen: Pen, beast: Beast, skull: Point, colour: Colour, *, far: bool) -> None:
    r = beast.head
    shape, inner = _ear_shape(beast.ears)
    if not shape or (far and beast.ears in ("fan", "hanging", "side", "flap")):
        return
    x = skull[0] + (r * 0.34 if far else -r * 0.22)
    y = skull[1] + r * (0.62 if far else 0.55)
    if beast.pattern == "panda":
        colour = beast.pattern_colour
    if beast.ears == "fan":
        x, y = skull[0] - r * 0.45, skull[1] + r * 0.25
    if beast.ears in ("hanging", "flap", "fan", "side"):
        colour = scaled(colour, 0.8)
    shade = 0.55 if beast.ears == "fan" else 0.25
    pen.fill(moved(shape, x, y, r), colour, shade=shade)
    if inner and not far:
        pen.line(moved(inner, x, y, r), mixed(mixed(colour, (236, 190, 172), 0.5), INK, 0.12))


def _ear_shape(ears: str) -> tuple[Shape, Shape]:
    """An ear at (0, 0) and what is seen inside of it, in units of the head's radius."""
    if ears == "pointed":
        return poly((-0.5, -0.2), (-0.3, 1.05), (0.42, 0.1)), poly(
            (-0.26, 0.05), (-0.2, 0.75), (0.2, 0.12)
        )
    if ears == "tufted":
        tuft = line(0.1, (-0.3, 0.9), (-0.42, 1.5))
        return poly((-0.5, -0.2), (-0.32, 1.05), (0.42, 0.1)) + tuft, poly(
            (-0.26, 0.05), (-0.2, 0.7), (0.2, 0.12)
        )
    if ears == "upright":
        return blob((-0.3, -0.2), (-0.3, 0.5), (-0.05, 1.1), (0.2, 0.45), (0.26, -0.1)), []
    if ears == "long":
        return blob((-0.25, -0.2), (-0.55, 0.8), (-0.5, 1.9), (-0.1, 1.3), (0.26, 0.0)), blob(
            (-0.2, 0.2), (-0.38, 0.9), (-0.4, 1.5), (-0.12, 1.0), (0.06, 0.2)
        )
    if ears == "leaf":
        return blob((0.1, -0.1), (-0.5, 0.15), (-1.3, 0.75), (-0.75, 0.72), (0.1, 0.36)), blob(
            (-0.2, 0.1), (-0.6, 0.32), (-0.95, 0.6), (-0.55, 0.5)
        )
    if ears == "side":
        return blob((0.1, -0.1), (-0.5, -0.25), (-1.25, -0.2), (-0.75, 0.2), (0.1, 0.2)), []
    if ears == "hanging":
        return blob(
            (0.0, 0.3), (-0.55, 0.1), (-0.75, -0.7), (-0.4, -1.25), (0.0, -0.9), (0.22, -0.1)
        ), []
    if ears == "flap":
        return blob((-0.4, 0.1), (-0.1, 0.55), (0.5, 0.4), (0.75, -0.25), (0.2, -0.15)), []
    if ears == "fan":
        return blob(
            (0.2, 0.5),
            (-0.4, 0.75),
            (-1.1, 0.35),
            (-1.25, -0.5),
            (-0.75, -1.45),
            (-0.1, -1.1),
            (0.25, -0.3),
        ), []
    if ears == "tiny":
        return oval(0, -0.05, 0.24), []
    return oval(-0.05, 0.12, 0.44), oval(0.0, 0.1, 0.24)


def draw_horns(pen: Pen, beast: Beast, skull: Point, *, far: bool) -> None:
    x, y = skull
    r = beast.head
    dim = 0.78 if far else 1.0
    x += r * 0.45 if far else 0.0
    horn = scaled(_HORN, dim)
    if beast.horns == "antlers":
        top = y + r * 0.7
        beam = limb(
            (x, top, 0.028),
            (x - 0.16, top + 0.18, 0.026),
            (x - 0.12, top + 0.44, 0.022),
            (x + 0.02, top + 0.62, 0.008),
        )
        for a, b in (
            ((-0.05, 0.08), (0.14, 0.22)),
            ((-0.16, 0.2), (-0.02, 0.4)),
            ((-0.15, 0.3), (-0.28, 0.5)),
            ((-0.11, 0.46), (-0.16, 0.64)),
        ):
            beam += limb((x + a[0], top + a[1], 0.02), (x + b[0], top + b[1], 0.007))
        pen.fill(beam, scaled((176, 140, 100), dim), shade=0.2)
    elif beast.horns == "cow":
        pen.fill(
            limb(
                (x - r * 0.2, y + r * 0.8, 0.035),
                (x + 0.02, y + r * 1.5, 0.03),
                (x + 0.12, y + r * 1.9, 0.006),
            ),
            horn,
            shade=0.3,
        )
    elif beast.horns == "goat":
        pen.fill(
            limb(
                (x + 0.01, y + r * 0.7, 0.04),
                (x - 0.06, y + r * 2.0, 0.035),
                (x - 0.26, y + r * 2.3, 0.008),
            ),
            horn,
            shade=0.3,
        )
        if not far:
            pen.fill(
                limb((x + r * 1.3, y - r * 1.3, 0.035), (x + r * 1.25, y - r * 2.4, 0.006)),
                beast.under,
                shade=0.3,
            )
    elif beast.horns == "ossicones":
        pen.fill(
            limb((x - r * 0.1, y + r * 0.7, 0.02), (x - r * 0.3, y + r * 1.9, 0.018)),
            horn,
            shade=0.2,
        )
        pen.line(oval(x - r * 0.3, y + r * 1.95, 0.028), scaled((92, 60, 40), dim))
    elif beast.horns == "tusk" and not far:
        pen.fill(
            limb(
                (x + r * 1.3, y - r * 0.95, 0.026),
                (x + r * 1.55, y - r * 0.5, 0.018),
                (x + r * 1.5, y - r * 0.15, 0.005),
            ),
            _IVORY,
            shade=0.2,
        )
    elif beast.horns == "trunk" and not far:
        pen.fill(
            limb(
                (x + r * 0.55, y - r * 0.75, 0.035),
                (x + r * 1.1, y - r * 1.15, 0.03),
                (x + r * 1.7, y - r * 0.95, 0.006),
            ),
            _IVORY,
            shade=0.3,
        )
