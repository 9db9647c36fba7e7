"""Legs of four-legged animals: standing, walking, running, folded."""

from __future__ import annotations

from scripts.providers.local.figures.drawn.animals.beasts import Beast
from scripts.providers.local.figures.drawn.animals.frame import Frame
from scripts.providers.local.figures.pen import INK, Mark, Pen
from scripts.providers.local.figures.shapes import Point, Shape, limb
from scripts.providers.local.light import Colour, mixed, scaled

# How far the feet are before their joints: near hind, near fore, far hind, far fore.
_STEPS = {
    "standing": (-0.04, 0.0, 0.07, 0.09),
    "walking": (-0.2, 0.16, 0.14, -0.12),
    "running": (-0.52, 0.5, -0.36, 0.34),
    "sleeping": (0.0, 0.0, 0.0, 0.0),
}


def draw_legs(
    pen: Pen, beast: Beast, frame: Frame, pose: str, colour: Colour, *, near: bool
) -> None:
    if pose == "sleeping":
        _folded(pen, beast, frame, colour, near=near)
        return
    if pose == "sitting":
        _sitting(pen, beast, frame, colour, near=near)
        return
    hind, fore = _STEPS[pose][:2] if near else _STEPS[pose][2:]
    shift = 0.0 if near else 0.05
    lift = 0.16 if pose == "running" else 0.0
    _hind_leg(pen, beast, (frame.hip[0] + shift, frame.hip[1]), hind, colour, lift)
    _fore_leg(pen, beast, (frame.shoulder[0] + shift, frame.shoulder[1]), fore, colour, lift)


def _hind_leg(pen: Pen, beast: Beast, hip: Point, step: float, colour: Colour, lift: float) -> None:
    x, y = hip
    r = beast.leg
    foot = (x - 0.02 + step, r * 0.8 + lift)
    hock = (foot[0] - 0.09 - abs(step) * 0.1, y * 0.36 + lift * 0.8)
    knee = (x + 0.07 + step * 0.35, y * 0.62 + lift * 0.4)
    thigh = (x, y * 0.92, beast.hip * 0.86)
    leg = limb(thigh, (*knee, max(r * 1.5, beast.hip * 0.48)), (*hock, r * 1.02), (*foot, r * 0.86))
    _leg(pen, beast, leg, foot, hock, colour)


def _fore_leg(
    pen: Pen, beast: Beast, shoulder: Point, step: float, colour: Colour, lift: float
) -> None:
    x, y = shoulder
    r = beast.leg
    foot = (x + 0.02 + step, r * 0.8 + lift)
    elbow = (x - 0.03 + step * 0.2, y * 0.66 + lift * 0.4)
    wrist = (x + 0.02 + step * (0.62 if step > 0 else 0.42), y * 0.33 + lift * 0.9)
    top = (x, y * 0.98, beast.chest * 0.7)
    leg = limb(top, (*elbow, max(r * 1.4, beast.chest * 0.38)), (*wrist, r), (*foot, r * 0.84))
    _leg(pen, beast, leg, foot, wrist, colour)


def _leg(pen: Pen, beast: Beast, leg: Shape, foot: Point, joint: Point, colour: Colour) -> None:
    r = beast.leg
    marks: list[Mark] = []
    sock = beast.sock
    if sock is not None:
        reach = ((foot[0] + joint[0]) / 2, (foot[1] + joint[1]) / 2)
        marks.append((limb((*foot, r * 2.2), (*reach, r * 1.6)), sock))
    toe = sock or (INK if beast.foot == "hoof" else scaled(colour, 0.86))
    pen.fill(leg, colour, marks=marks, shade=0.4)
    x, y = foot
    if beast.foot == "hoof":
        hoof = limb((x, y, r * 0.8), (x + r * 0.35, y - r * 0.1, r * 0.82))
        pen.fill(hoof, mixed(toe, INK, 0.5), shade=0.2)
    elif beast.foot == "pad":
        pen.fill(limb((x - r * 0.1, y, r * 0.9), (x + r * 0.4, y, r * 0.84)), scaled(colour, 0.92))
    else:
        pen.fill(limb((x, y, r * 0.88), (x + r * 1.1, y - r * 0.1, r * 0.72)), toe, shade=0.3)


def _sitting(pen: Pen, beast: Beast, frame: Frame, colour: Colour, *, near: bool) -> None:
    (hx, hy), (sx, _) = frame.hip, frame.shoulder
    shift = 0.0 if near else 0.07
    _fore_leg(pen, beast, (sx + shift, frame.shoulder[1]), 0.03, colour, 0)
    r = beast.leg
    if near:
        thigh = limb(
            (hx, hy * 0.95, beast.hip * 0.95), (hx + beast.hip * 0.9, hy * 0.9, beast.hip * 0.6)
        )
        foot = limb((hx + 0.02, r, r), (hx + beast.hip * 1.9, r * 0.9, r * 0.9))
        pen.fill(thigh, colour, shade=0.5)
        pen.fill(foot, beast.sock or colour, shade=0.4)


def _folded(pen: Pen, beast: Beast, frame: Frame, colour: Colour, *, near: bool) -> None:
    if not near:
        return
    (hx, hy), (sx, _) = frame.hip, frame.shoulder
    r = beast.leg * 1.05
    pen.fill(
        limb((hx + 0.04, hy * 0.9, beast.hip * 0.8), (hx + 0.2, hy * 0.6, beast.hip * 0.5)), colour
    )
    for start, end in ((hx + 0.05, hx + 0.34), (sx - 0.08, sx + beast.neck * 0.5 + 0.12)):
        pen.fill(
            limb((start, r, r * 1.1), (end, r * 0.85, r * 0.85)), beast.sock or colour, shade=0.4
        )
