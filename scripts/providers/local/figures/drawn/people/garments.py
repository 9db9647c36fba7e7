"""Bodies of people in their clothes: legs, torso, arms."""

from __future__ import annotations

from scripts.providers.local.figures.drawn.people.bodies import Dressed
from scripts.providers.local.figures.drawn.people.hems import hem
from scripts.providers.local.figures.drawn.people.outer_wear import OVER
from scripts.providers.local.figures.pen import INK, WHITE, Mark, Pen
from scripts.providers.local.figures.shapes import bars, blob, joined, limb, line, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled

_LONG = ("robe", "dress", "toga")  # hides the legs
_BARE = ("tunic", "lorica", "tutu")  # shows them
_STEP = {"standing": (-0.01, 0.02), "walking": (-0.14, 0.13), "running": (-0.26, 0.24)}


def dress(pen: Pen, person: Dressed) -> None:
    """Draw everything below the head."""
    _arm(pen, person, far=True)
    _legs(pen, person)
    _torso(pen, person)
    _over(pen, person)
    _arm(pen, person, far=False)


def _legs(pen: Pen, person: Dressed) -> None:
    body, garment = person.body, person.role.garment
    bare = garment in _BARE
    colour = person.skin if bare else person.legs
    if garment in ("suit", "wetsuit", "armour"):
        colour = scaled(person.cloth, 0.94)
    if garment == "tutu":
        colour = mixed(person.skin, (250, 226, 222), 0.6)
    shoe = _shoe(person)
    if person.pose == "sitting":
        _seated(pen, person, colour, shoe)
        return
    stride = 0.45 if garment in _LONG else 1.0
    for side, step in zip((1, -1), reversed(_STEP[person.pose]), strict=True):
        far = side > 0
        _leg(
            pen,
            person,
            side * body.hips * 0.52,
            step * stride + side * 0.035,
            far,
            scaled(colour, 0.82) if far else colour,
            shoe,
        )


def _shoe(person: Dressed) -> Colour:
    if person.role.garment in ("tunic", "toga", "lorica"):
        return (112, 76, 50)
    if person.role.garment == "suit":
        return (176, 182, 192)
    if person.role.garment == "armour":
        return scaled(person.cloth, 0.72)
    return person.cloth if person.role.garment == "tutu" else (50, 40, 40)


def _leg(
    pen: Pen, person: Dressed, hip: float, foot: float, far: bool, colour: Colour, shoe: Colour
) -> None:
    r = person.body.leg * (1.35 if person.role.garment == "suit" else 1.0)
    y = person.body.hip
    back = foot < -0.08
    ankle = 0.075 if back else 0.04
    if person.pose == "running" and back:
        ankle = 0.2
    knee = (hip + foot) / 2 + (0.035 if person.pose != "standing" else 0.006)
    leg = limb(
        (hip, y, r * 1.22),
        (knee, y * 0.52 + ankle * 0.3, r * 0.86),
        (foot, ankle + 0.05, r * 0.6),
        (foot, ankle, r * 0.56),
    )
    marks: list[Mark] = []
    if person.role.garment in ("armour", "lorica", "coat", "suit"):
        cut = y * 0.36 + (0.08 if person.pose == "running" and back else 0)
        boot = mixed(shoe, colour, 0.2) if person.role.garment != "coat" else shoe
        marks.append((poly((-1, -1), (1, -1), (1, cut), (-1, cut)), boot))
    pen.fill(leg, colour, marks=marks, shade=0.4)
    low = 0.022
    drop = ankle - 0.04
    toe = limb(
        (foot - 0.004, low + drop + 0.008, 0.028),
        (foot + 0.05, low - 0.004 + drop * 0.4, 0.018),
        (foot + 0.068, low - 0.008 + drop * 0.2, 0.013),
    )
    pen.fill(toe, scaled(shoe, 0.8) if far else shoe, shade=0.3)


def _seated(pen: Pen, person: Dressed, colour: Colour, shoe: Colour) -> None:
    """On a stone: the thighs forward, the shins down."""
    body = person.body
    r, seat = body.leg, body.hip * 0.52
    stone = blob(
        (-0.2, 0),
        (-0.21, seat * 0.7),
        (-0.12, seat),
        (0.1, seat * 0.98),
        (0.14, seat * 0.4),
        (0.12, 0),
    )
    pen.fill(stone, (136, 130, 128))
    for far in (True, False):
        shift = 0.04 if far else 0.0
        leg = limb(
            (shift - 0.03, seat + r, r * 1.3),
            (shift + 0.2, seat + r * 0.9, r),
            (shift + 0.21, 0.06, r * 0.6),
        )
        pen.fill(leg, scaled(colour, 0.82) if far else colour, shade=0.4)
        pen.fill(limb((shift + 0.21, 0.024, 0.026), (shift + 0.28, 0.018, 0.016)), shoe, shade=0.3)


def _torso(pen: Pen, person: Dressed) -> None:
    garment, cloth = person.role.garment, person.cloth
    low, flare = hem(person)
    body = person.body
    drop = body.hip * 0.48 - body.leg if person.pose == "sitting" else 0.0
    s, w, top = body.across, body.hips, body.shoulder
    waist = (top + body.hip) / 2 - 0.02
    slim = w * 0.9 if person.woman else s * 0.84
    shape = blob(
        (-s * 0.55, top + 0.022),
        (0.004, top + 0.008),
        (s * 0.55, top + 0.022),
        (s * 0.98, top - 0.03),
        (s * 0.86, top - 0.12),
        (slim, waist),
        (w * 1.12, body.hip + 0.01),
        (w * flare, low),
        (0, low - 0.012),
        (-w * flare, low),
        (-w * 1.12, body.hip + 0.01),
        (-slim, waist),
        (-s * 0.86, top - 0.12),
        (-s * 0.98, top - 0.03),
    )
    del drop
    pen.fill(shape, cloth, marks=_trim(person, low), shade=0.5)
    if garment == "tutu":
        _tutu(pen, person)


def _trim(person: Dressed, low: float) -> list[Mark]:
    """What is sewn on: openings, hems, belts' shadows."""
    body, garment, cloth = person.body, person.role.garment, person.cloth
    top, s = body.shoulder, body.across
    dark, light = scaled(cloth, 0.72), mixed(cloth, WHITE, 0.55)
    hem = (poly((-1, low - 0.05), (1, low - 0.05), (1, low + 0.022), (-1, low + 0.022)), dark)
    fold = (
        joined(line(0.008, (x, body.hip), (x * 1.6, low)) for x in (-0.05, 0.045)),
        scaled(cloth, 0.86),
    )
    if garment == "coat":
        shirt = poly((-0.035 + 0.012, top + 0.05), (0.05, top + 0.05), (0.026, top - 0.13))
        return [
            fold,
            (line(0.008, (0.022, top - 0.1), (0.026, low)), dark),
            (shirt, mixed(WHITE, cloth, 0.15)),
        ]
    if garment == "toga":
        drape = limb(
            (-s * 1.1, top + 0.02, 0.05), (0.03, 0.6, 0.055), (s, 0.42, 0.06), (s * 1.4, 0.05, 0.06)
        )
        return [fold, hem, (drape, (122, 50, 104))]
    if garment == "robe":
        return [fold, hem, (line(0.012, (0.012, top), (0.014, low)), dark)]
    if garment == "armour":
        plates = joined(
            line(0.007, (-s, y), (0, y - 0.02), (s, y)) for y in (0.62, 0.56, 0.5, 0.44)
        )
        return [
            (plates, scaled(cloth, 0.6)),
            (line(0.008, (0.012, top), (0.014, 0.64)), mixed(cloth, WHITE, 0.6)),
        ]
    if garment == "lorica":
        plate = poly(
            (-s * 1.3, 1), (s * 1.3, 1), (s * 1.3, body.hip + 0.05), (-s * 1.3, body.hip + 0.05)
        )
        strips = bars(
            0.012,
            *(
                ((-s + 0.035 * i, body.hip + 0.02), (-s + 0.035 * i, low - 0.05))
                for i in range(1, 7)
            ),
        )
        return [
            (plate, (176, 136, 76)),
            (strips, (104, 70, 48)),
            (line(0.008, (-s, 0.68), (0, 0.66), (s, 0.68)), (120, 86, 48)),
        ]
    if garment == "dress":
        return [fold, (poly((-s, top + 0.03), (s, top + 0.03), (0.02, top - 0.035)), light), hem]
    if garment == "suit":
        return [(poly((-0.055, 0.72), (0.065, 0.72), (0.065, 0.6), (-0.055, 0.6)), (186, 194, 206))]
    if garment == "wetsuit":
        return [(line(0.02, (-s * 0.7, top), (-0.05, 0.5)), (66, 168, 178))]
    collar = poly((-0.03, top + 0.04), (0.05, top + 0.04), (0.014, top - 0.05))
    return [(collar, light), (line(0.006, (0.014, top - 0.04), (0.016, low)), dark)]


def _tutu(pen: Pen, person: Dressed) -> None:
    hip = person.body.hip
    for grow, share in ((1.0, 0.5), (0.82, 0.25)):
        skirt = blob(
            (-0.05, hip + 0.05),
            (0.05, hip + 0.05),
            (0.27 * grow, hip - 0.07),
            (0.2 * grow, hip - 0.1),
            (0, hip - 0.085),
            (-0.2 * grow, hip - 0.1),
            (-0.27 * grow, hip - 0.07),
        )
        pen.fill(skirt, mixed(person.cloth, WHITE, share), shade=0.4)


def _arm(pen: Pen, person: Dressed, *, far: bool) -> None:
    body = person.body
    r = body.arm * (1.35 if person.role.garment == "suit" else 1.0)
    side = 1 if far else -1
    x, y = side * (body.across - r * 0.5), body.shoulder - 0.032
    sleeve = person.sleeve if person.role.garment not in ("lorica", "tutu") else person.skin
    if person.role.garment == "tutu" and person.pose != "sitting":
        elbow, hand = (side * 0.24, y + 0.06), (side * 0.17, 1.04)
    elif far and person.role.held:
        elbow, hand = (x + 0.05, (y + body.hip) / 2 + 0.01), person.hand
    elif person.pose == "walking":
        elbow, hand = (x + 0.022 * side, y - 0.15), (x + 0.05 + 0.02 * side, body.hip + 0.015)
    elif person.pose == "running":
        elbow, hand = (x - 0.05 * side, y - 0.14), (x + 0.1 - 0.03 * side, body.hip + 0.16)
    else:
        elbow, hand = (x + side * 0.032, y - 0.155), (x + side * 0.024 + 0.012, body.hip - 0.015)
    colour = scaled(sleeve, 0.84) if far else mixed(sleeve, WHITE, 0.05)
    glove = person.cloth if person.role.garment in ("suit", "armour", "wetsuit") else person.skin
    if person.role.garment == "suit":
        glove = (176, 182, 192)
    pen.fill(limb((*hand, r * 0.62), (hand[0] + 0.006, hand[1] - 0.024, r * 0.5)), glove, shade=0.3)
    wide = 1.5 if person.role.garment in ("robe", "toga") else 0.72
    arm = limb((x, y, r * 1.08), (*elbow, r * 0.9 * max(1.0, wide * 0.75)), (*hand, r * wide))
    cuff = (
        [(oval(hand[0], hand[1], r * wide * 1.5), mixed(person.cloth, INK, 0.25))]
        if sleeve == person.cloth and wide < 1
        else []
    )
    pen.fill(
        arm, colour, marks=[] if person.role.garment in ("tutu", "lorica") else cuff, shade=0.42
    )
    if person.role.garment in ("armour", "lorica"):
        metal = person.cloth if person.role.garment == "armour" else (176, 136, 76)
        pen.fill(oval(x, y + 0.006, r * 1.6, r * 1.3), scaled(metal, 0.85) if far else metal)


def _over(pen: Pen, person: Dressed) -> None:
    for extra, draw in OVER.items():
        if person.wears(extra):
            draw(pen, person)
