"""What is worn over clothes: aprons, belts, scarves, a shield on the arm."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.people.bodies import Dressed
from scripts.providers.local.figures.drawn.people.hems import hem
from scripts.providers.local.figures.pen import WHITE, Pen
from scripts.providers.local.figures.shapes import bars, blob, limb, line, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled


def _apron(pen: Pen, person: Dressed) -> None:
    _bib(pen, person, (228, 222, 208) if min(person.cloth) < 200 else (206, 196, 178))


def _leather(pen: Pen, person: Dressed) -> None:
    _bib(pen, person, (104, 72, 50))


def _bib(pen: Pen, person: Dressed, colour: Colour) -> None:
    body = person.body
    w, low = body.hips * 1.05, max(hem(person)[0] + 0.02, body.hip * 0.58)
    top = body.shoulder - 0.1
    bib = blob(
        (-w * 0.6, top),
        (w * 0.7, top),
        (w * 0.75, body.hip + 0.1),
        (w * 1.1, body.hip),
        (w * 1.15, low),
        (-w * 1.05, low),
        (-w, body.hip),
        (-w * 0.65, body.hip + 0.1),
    )
    straps = bars(
        0.012,
        ((-w * 0.5, top), (-0.03, body.shoulder + 0.02)),
        ((w * 0.6, top), (0.045, body.shoulder + 0.02)),
    )
    pen.line(straps, scaled(colour, 0.86))
    tie = bars(0.014, ((-w * 1.1, body.hip + 0.1), (w * 1.12, body.hip + 0.1)))
    pen.fill(bib, colour, marks=[(tie, scaled(colour, 0.8))], shade=0.3)


def _dungarees(pen: Pen, person: Dressed) -> None:
    _bib(pen, person, person.legs)


def _belt(pen: Pen, person: Dressed) -> None:
    w, y = person.body.hips * 1.1, person.body.hip + 0.07
    pen.fill(
        blob(
            (-w, y + 0.02),
            (0, y + 0.01),
            (w, y + 0.02),
            (w, y - 0.014),
            (0, y - 0.024),
            (-w, y - 0.014),
        ),
        (92, 64, 44),
        shade=0.2,
    )
    pen.line(oval(0.014, y - 0.006, 0.018, 0.02), (214, 174, 86))


def _rope(pen: Pen, person: Dressed) -> None:
    w, y = person.body.hips * 1.1, person.body.hip + 0.07
    pen.line(
        line(0.016, (-w, y), (0.02, y - 0.012), (w, y))
        + line(0.014, (0.03, y - 0.01), (0.045, y - 0.2)),
        (222, 206, 170),
    )


def _sash(pen: Pen, person: Dressed) -> None:
    w, y = person.body.hips * 1.12, person.body.hip + 0.06
    pen.fill(
        blob((-w, y + 0.03), (w, y + 0.03), (w, y - 0.03), (-w, y - 0.03))
        + limb((-w * 0.6, y, 0.03), (-w * 0.9, y - 0.16, 0.022)),
        (196, 158, 72),
        shade=0.3,
    )


def _scarf(pen: Pen, person: Dressed) -> None:
    y = person.body.shoulder
    red = mixed(person.cloth, (198, 74, 58), 0.75)
    pen.fill(
        limb((-0.05, y + 0.01, 0.026), (0.01, y - 0.004, 0.03), (0.065, y + 0.012, 0.026))
        + limb((-0.03, y, 0.026), (-0.05, y - 0.15, 0.026)),
        red,
        shade=0.4,
    )


def _shawl(pen: Pen, person: Dressed) -> None:
    s, y = person.body.across, person.body.shoulder
    shawl = blob(
        (-s * 1.05, y - 0.02),
        (-s * 0.4, y + 0.04),
        (s * 0.5, y + 0.04),
        (s * 1.05, y - 0.02),
        (s * 0.9, y - 0.13),
        (0.02, y - 0.24),
        (-s * 0.95, y - 0.13),
    )
    pen.fill(shawl, mixed(person.cloth, (142, 74, 78), 0.75), shade=0.4)


def _collar(pen: Pen, person: Dressed) -> None:
    y, colour = person.body.shoulder, scaled(person.cloth, 0.85)
    for side in (-1, 1):
        pen.fill(
            poly(
                (side * 0.075 + 0.012, y + 0.045),
                (side * 0.02 + 0.012, y - 0.1),
                (side * 0.085 + 0.012, y - 0.05),
            ),
            colour,
            shade=0.3,
        )


def _buttons(pen: Pen, person: Dressed) -> None:
    for row in range(4):
        for x in (-0.024, 0.062):
            pen.line(oval(x, person.body.shoulder - 0.12 - row * 0.06, 0.009), (226, 188, 98))


def _tie(pen: Pen, person: Dressed) -> None:
    y = person.body.shoulder
    pen.line(
        poly((0.0, y), (0.03, y), (0.034, y - 0.12), (0.016, y - 0.15), (-0.002, y - 0.12)),
        (154, 48, 52),
    )


def _vest(pen: Pen, person: Dressed) -> None:
    body = person.body
    y, s = body.shoulder, body.across
    colour = (238, 142, 52) if person.role.hat == "hardhat" else (72, 62, 66)
    for side in (-1, 1):
        half = poly(
            (side * s * 0.75, y + 0.01),
            (side * 0.035 + 0.012, y + 0.012),
            (side * 0.012 + 0.014, body.hip + 0.03),
            (side * body.hips * 1.1, body.hip + 0.02),
            (side * s * 0.84, y - 0.13),
        )
        band = bars(0.03, ((-1, y - 0.16), (1, y - 0.16)))
        pen.fill(
            half,
            colour,
            marks=[(band, (236, 232, 170))] if person.role.hat == "hardhat" else [],
            shade=0.3,
        )


def _stole(pen: Pen, person: Dressed) -> None:
    y = person.body.shoulder
    for x in (-0.045, 0.07):
        pen.fill(limb((x * 0.8, y, 0.016), (x, 0.36, 0.02)), (214, 178, 92), shade=0.2)
    pen.line(
        poly((-0.018, y + 0.012), (0.046, y + 0.012), (0.04, y - 0.02), (-0.01, y - 0.02)), WHITE
    )


def _stethoscope(pen: Pen, person: Dressed) -> None:
    y = person.body.shoulder
    pen.line(
        line(
            0.01,
            (-0.045, y + 0.02),
            (-0.04, y - 0.1),
            (0.01, y - 0.15),
            (0.06, y - 0.08),
            (0.065, y + 0.02),
        ),
        (54, 58, 70),
    )
    pen.line(oval(0.012, y - 0.17, 0.018), (168, 178, 188))


def _tape(pen: Pen, person: Dressed) -> None:
    y = person.body.shoulder
    pen.line(
        line(0.016, (-0.05, 0.62), (-0.052, y), (0.0, y + 0.024), (0.064, y), (0.062, 0.58)),
        (240, 210, 92),
    )


def _sailor_collar(pen: Pen, person: Dressed) -> None:
    y, s = person.body.shoulder, person.body.across
    pen.fill(
        poly(
            (-s * 0.9, y),
            (-0.03, y + 0.04),
            (0.014, y - 0.1),
            (0.055, y + 0.04),
            (s * 0.9, y),
            (s * 0.7, y - 0.07),
            (0.014, y - 0.13),
            (-s * 0.7, y - 0.07),
        ),
        (44, 70, 122),
        shade=0.2,
    )


def _shield(pen: Pen, person: Dressed) -> None:
    x, y = -person.body.across - 0.06, 0.5
    disc = oval(x, y, 0.12, 0.17)
    pen.fill(
        disc,
        (170, 58, 48),
        marks=[
            (oval(x, y, 0.1, 0.145), (150, 46, 42)),
            (bars(0.02, ((x, 0), (x, 1)), ((x - 1, y), (x + 1, y))), (214, 174, 86)),
            (oval(x, y, 0.035, 0.04), (226, 190, 104)),
        ],
    )


OVER: dict[str, Callable[[Pen, Dressed], None]] = {
    "belt": _belt,
    "rope": _rope,
    "sash": _sash,
    "apron": _apron,
    "leather": _leather,
    "dungarees": _dungarees,
    "vest": _vest,
    "tie": _tie,
    "buttons": _buttons,
    "stole": _stole,
    "stethoscope": _stethoscope,
    "tape": _tape,
    "sailor": _sailor_collar,
    "collar": _collar,
    "scarf": _scarf,
    "shawl": _shawl,
    "shield": _shield,
}
