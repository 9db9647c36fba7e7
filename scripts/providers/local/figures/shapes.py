"""Outlines that figures are made of: smooth, in units of the figure, y upwards from the ground."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence

Point = tuple[float, float]
Outline = list[Point]
Shape = list[Outline]  # filled together: where outlines overlap there is no seam
Joint = tuple[float, float, float]  # x, y and the radius there

_ROUND = 60  # corners of a circle
_CAP = 32  # corners of a limb's joint
_STEPS = 9  # pieces of a curve between two of its points


def oval(x: float, y: float, rx: float, ry: float | None = None, turn: float = 0.0) -> Shape:
    """A circle or ellipse, turned counter-clockwise by degrees."""
    ry = rx if ry is None else ry
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    outline = []
    for step in range(_ROUND):
        a, b = rx * math.cos(step * math.tau / _ROUND), ry * math.sin(step * math.tau / _ROUND)
        outline.append((x + a * cos - b * sin, y + a * sin + b * cos))
    return [outline]


def poly(*points: Point) -> Shape:
    """Straight lines from corner to corner."""
    return [list(points)]


def blob(*points: Point) -> Shape:
    """A smooth closed outline through all points (Catmull-Rom)."""
    around = [(x, y, 0.0) for x, y in (points[-1], *points, points[0], points[1])]
    return [[(x, y) for x, y, _ in _through(around)]]


def box(left: float, bottom: float, right: float, top: float, radius: float = 0.0) -> Shape:
    """A rectangle, with round corners where a radius is given."""
    if radius <= 0:
        return [[(left, bottom), (right, bottom), (right, top), (left, top)]]
    radius = min(radius, (right - left) / 2, (top - bottom) / 2)
    outline = []
    for x, y, first in (
        (right - radius, top - radius, 0),
        (left + radius, top - radius, 90),
        (left + radius, bottom + radius, 180),
        (right - radius, bottom + radius, 270),
    ):
        outline += _bend(x, y, radius, first, first + 90)
    return [outline]


def wedge(x: float, y: float, radius: float, first: float, last: float) -> Shape:
    """A part of a disc between two angles in degrees, counter-clockwise from the right."""
    return [[*_bend(x, y, radius, first, last), (x, y)]]


def cap(x: float, y: float, radius: float, first: float = 0, last: float = 180) -> Shape:
    """A disc cut off by the straight line between two angles."""
    return [_bend(x, y, radius, first, last)]


def limb(*joints: Joint) -> Shape:
    """A soft bent body part through its joints, as thick as each of them says."""
    ends = [joints[0], *joints, joints[-1]]
    path = _through(ends)
    shape = [_bend(x, y, radius, 0, 360, _CAP) for x, y, radius in path]
    for start, end in itertools.pairwise(path):
        shape += _tangents(start, end)
    return shape


def _tangents(start: Joint, end: Joint) -> Shape:
    """What lies between two circles: its sides touch both."""
    (x1, y1, r1), (x2, y2, r2) = start, end
    apart = math.hypot(x2 - x1, y2 - y1)
    if apart <= abs(r1 - r2):
        return []  # one circle lies inside of the other
    way, open_by = math.atan2(y2 - y1, x2 - x1), math.acos((r1 - r2) / apart)
    left = (math.cos(way + open_by), math.sin(way + open_by))
    right = (math.cos(way - open_by), math.sin(way - open_by))
    return [
        [
            (x1 + r1 * left[0], y1 + r1 * left[1]),
            (x2 + r2 * left[0], y2 + r2 * left[1]),
            (x2 + r2 * right[0], y2 + r2 * right[1]),
            (x1 + r1 * right[0], y1 + r1 * right[1]),
        ]
    ]


def line(width: float, *points: Point) -> Shape:
    """A smooth line of one width with round ends."""
    return limb(*((x, y, width / 2) for x, y in points))


def bars(width: float, *lines: tuple[Point, Point]) -> Shape:
    """Straight lines of one width with blunt ends."""
    shape: Shape = []
    for (x1, y1), (x2, y2) in lines:
        length = math.hypot(x2 - x1, y2 - y1) or 1.0
        nx, ny = -(y2 - y1) / length * width / 2, (x2 - x1) / length * width / 2
        shape.append(
            [(x1 + nx, y1 + ny), (x2 + nx, y2 + ny), (x2 - nx, y2 - ny), (x1 - nx, y1 - ny)]
        )
    return shape


def moved(
    shape: Shape, x: float, y: float, scale: float = 1.0, turn: float = 0.0, flip: bool = False
) -> Shape:
    """The shape flipped left to right, turned by degrees, scaled, then moved."""
    cos, sin = scale * math.cos(math.radians(turn)), scale * math.sin(math.radians(turn))
    side = -1 if flip else 1
    return [
        [(x + side * a * cos - b * sin, y + side * a * sin + b * cos) for a, b in outline]
        for outline in shape
    ]


def joined(shapes: Iterable[Shape]) -> Shape:
    return [outline for shape in shapes for outline in shape]


def both_sides(shape: Shape) -> Shape:
    """The shape and its mirror image across x = 0."""
    return shape + moved(shape, 0, 0, flip=True)


def _bend(
    x: float, y: float, radius: float, first: float, last: float, corners: int | None = None
) -> Outline:
    steps = corners or max(6, round(_ROUND * abs(last - first) / 360))
    angles = (math.radians(first + (last - first) * step / steps) for step in range(steps + 1))
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]


def _through(joints: Sequence[Joint]) -> list[Joint]:
    """A Catmull-Rom curve through all joints but the first and the last, which only guide it."""
    path = [joints[1]]
    for before, start, end, after in zip(joints, joints[1:], joints[2:], joints[3:], strict=False):
        for step in range(1, _STEPS + 1):
            t = step / _STEPS
            x, y, radius = (
                b
                + t * ((c - a) + t * ((2 * a - 5 * b + 4 * c - d) + t * (3 * (b - c) + d - a))) / 2
                if t < 1
                else c
                for a, b, c, d in zip(before, start, end, after, strict=True)
            )
            path.append((x, y, max(0.0, radius)))
    return path
