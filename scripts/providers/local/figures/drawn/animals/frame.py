"""Where the joints of a four-legged animal are, in each of its poses."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scripts.providers.local.figures.drawn.animals.beasts import Beast
from scripts.providers.local.figures.shapes import Point


@dataclass(frozen=True)
class Frame:
    """Where the joints of one animal in one pose are."""

    hip: Point
    shoulder: Point
    neck: Point  # where it leaves the body
    skull: Point
    nod: float


def posed_frame(beast: Beast, pose: str) -> Frame:
    back = 1 - beast.chest
    half = beast.length * 0.46
    hip, shoulder, angle, nod = (-half, 1 - beast.hip), (half, back), beast.neck_angle, beast.nod
    if pose == "running":
        angle, nod = angle * 0.62, nod * 0.7
        hip, shoulder = (hip[0] - 0.04, hip[1] - 0.04), (half + 0.06, back - 0.02)
    if pose == "sitting":
        hip, shoulder = (-half * 0.5, beast.hip * 1.15), (half * 0.42, back)
        angle = min(80.0, angle + 22)
    if pose == "sleeping":
        hip, shoulder = (-half, beast.hip), (half * 0.9, beast.chest * 0.96)
        angle, nod = -6.0, 8.0
    turn = math.radians(angle)
    reach = beast.neck * (0.75 if pose == "sleeping" else 1.0) + beast.chest * 0.5
    neck = (shoulder[0] + 0.02, shoulder[1] + beast.chest * 0.3)
    skull = (neck[0] + reach * math.cos(turn), neck[1] + reach * math.sin(turn))
    if pose == "sleeping":
        skull = (skull[0] + 0.06, beast.head * 0.95)
    return Frame(hip, shoulder, neck, skull, nod)
