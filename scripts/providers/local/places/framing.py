"""What stands right before the camera: it frames a place and leaves its middle open."""

from __future__ import annotations

import math

from scripts.providers.local.light import Colour, mixed, scaled
from scripts.providers.local.places.canvas import FRONT, Point, Scene, Shape

_DEEP: Colour = (34, 40, 52)


def _dark(scene: Scene, colour: Colour) -> Colour:
    """Near things are seen against the light."""
    return scaled(mixed(scene.tone(colour), scene.tone(_DEEP), 0.5), 0.82)


def reeds(scene: Scene, colour: Colour = (86, 104, 62), *, heads: bool = True) -> None:
    """Blades and reed heads in both lower corners."""
    blades, tops = Shape(), Shape()
    for side in (0, 1):
        for _ in range(17 if scene.wide > 1 else 10):
            away = scene.chance.random() ** 1.3 * 0.3 * min(1.0, scene.wide)
            x = away if side == 0 else scene.wide - away
            tall = scene.chance.uniform(0.14, 0.36) * (1.15 - away * 1.6)
            lean = scene.chance.uniform(-0.05, 0.05) + (0.02 if side == 0 else -0.02)
            foot, tip = (x, scene.high + 0.01), (x + lean, scene.high - tall)
            bend = (x + lean * 0.35, scene.high - tall * 0.55)
            blades.stroke([foot, bend, tip], 0.01, 0.0015)
            if heads and scene.chance.random() < 0.4:
                tops.stroke([tip, (tip[0] - lean * 0.12, tip[1] + 0.05)], 0.012, 0.012)
    green = _dark(scene, colour)
    scene.lay(blades, green, FRONT, fade=scaled(green, 0.8))
    scene.lay(tops, _dark(scene, (120, 82, 54)), FRONT)


def branch(scene: Scene, colour: Colour = (60, 92, 60), *, needles: bool = False) -> None:
    """A bough that hangs into an upper corner."""
    if not scene.mood.shows("tree", "trees", "branch", "branches"):
        return
    side = -scene.lit_side if scene.sun else scene.chance.choice((-1, 1))
    edge = 0.0 if side < 0 else scene.wide
    wood, leaves = Shape(), Shape()
    leafless = scene.mood.season == "winter" and not needles
    for number, (drop, reach) in enumerate(((0.02, 0.5), (0.13, 0.34))):
        reach *= min(1.0, scene.wide * 0.75)
        points = [
            (edge - side * (reach * t / 8 - 0.03), drop * scene.high + 0.13 * (t / 8) ** 1.6)
            for t in range(9)
        ]
        wood.stroke(points, 0.022 - 0.006 * number, 0.003)
        for t in range(1, 9):
            _spray(scene, (wood if leafless else leaves), points[t], -side, needles or leafless)
    scene.lay(wood, _dark(scene, (78, 62, 52)), FRONT)
    green = scaled(mixed(scene.leaf(colour), scene.tone(_DEEP), 0.4), 0.85)
    scene.lay(leaves, green, FRONT)


def _spray(scene: Scene, shape: Shape, at: Point, side: int, thin: bool) -> None:
    """Leaves or twigs that hang from one place of a bough."""
    for number in range(5):
        turn = 0.15 + 0.42 * number + scene.chance.uniform(-0.15, 0.15)
        long = scene.chance.uniform(0.035, 0.06)
        root = (at[0] + scene.chance.uniform(-0.016, 0.016), at[1])
        tip = (root[0] + side * long * math.cos(turn), root[1] + long * math.sin(turn))
        if thin:
            shape.stroke([root, tip], 0.004, 0.001)
        else:
            _leaf(shape, root, tip, 0.19)


def _leaf(shape: Shape, root: Point, tip: Point, wide: float) -> None:
    """A leaf with rounded sides and a pointed end; `wide` is half its width / its length."""
    dx, dy = tip[0] - root[0], tip[1] - root[1]
    sides: tuple[list[Point], list[Point]] = ([], [])
    for step in range(9):
        t = step / 8
        bulge = wide * math.sin(math.pi * t**0.8)
        for line, sign in zip(sides, (1, -1), strict=True):
            line.append(
                (root[0] + dx * t - sign * dy * bulge, root[1] + dy * t + sign * dx * bulge)
            )
    shape.polygon([*sides[0], *reversed(sides[1])])


def rocks(scene: Scene, colour: Colour = (96, 92, 96)) -> None:
    """Boulders cut by the frame's lower corners."""
    body, face = Shape(), Shape()
    for edge, side in ((0.0, 1), (scene.wide, -1)):
        size = scene.chance.uniform(0.14, 0.26) * min(1.0, scene.wide)
        low = scene.high
        body.polygon(
            [(edge - side * 0.02, low - size * 0.62), (edge + side * size * 0.36, low - size * 0.56),
             (edge + side * size * 0.8, low - size * 0.3), (edge + side * size * 1.15, low + 0.01),
             (edge - side * 0.02, low + 0.01)]
        )  # fmt: skip
        face.polygon(
            [(edge - side * 0.02, low - size * 0.62), (edge + side * size * 0.36, low - size * 0.56),
             (edge + side * size * 0.5, low - size * 0.34), (edge - side * 0.02, low - size * 0.4)]
        )  # fmt: skip
    stone = _dark(scene, colour)
    scene.lay(body, stone, FRONT, fade=scaled(stone, 0.72))
    top = scene.soil(colour) if scene.is_white else mixed(stone, scene.light.shine, 0.16)
    scene.lay(face, top, None)


def railing(scene: Scene, colour: Colour = (70, 72, 82)) -> None:
    """A balustrade along the lower edge, lower than anybody who stands behind it."""
    bars = Shape()
    top = scene.high * 0.955
    bars.box(-0.01, top, scene.wide + 0.01, top + 0.014)
    x = 0.02
    while x < scene.wide:
        bars.box(x, top, x + 0.01, scene.high + 0.01)
        x += 0.09
    scene.lay(bars, _dark(scene, colour), FRONT)


def posts(scene: Scene, colour: Colour = (96, 78, 64)) -> None:
    """Mooring posts with a rope, in both lower corners."""
    wood, rope, caps = Shape(), Shape(), Shape()
    for xs in ((0.04, 0.2), (scene.wide - 0.2, scene.wide - 0.04)):
        tops = []
        for number, x in enumerate(xs):
            top = scene.high - (0.2, 0.13)[number if xs[0] < scene.wide / 2 else 1 - number]
            wood.box(x - 0.022, top, x + 0.022, scene.high + 0.01)
            caps.ellipse((x, top), 0.022, 0.008)
            tops.append((x, top + 0.03))
        (x0, y0), (x1, y1) = tops
        sag = [
            (x0 + (x1 - x0) * t / 8, y0 + (y1 - y0) * t / 8 + 0.05 * math.sin(math.pi * t / 8))
            for t in range(9)
        ]
        rope.stroke(sag, 0.008, 0.008)
    dark = _dark(scene, colour)
    scene.lay(rope, _dark(scene, (176, 150, 110)), FRONT)
    scene.lay(wood, dark, FRONT, fade=scaled(dark, 0.75))
    scene.lay(caps, mixed(dark, scene.light.shine, 0.25), FRONT)


def leaves(scene: Scene, colour: Colour = (44, 104, 72)) -> None:
    """Large leaves that reach in from the corners, as in a jungle."""
    for edge, side in ((0.0, 1), (scene.wide, -1)):
        for y, first, last in ((0.0, 0.15, 1.45), (scene.high, -1.45, -0.25)):
            for number in range(5):
                turn = first + (last - first) * number / 4 + scene.chance.uniform(-0.1, 0.1)
                long = scene.chance.uniform(0.24, 0.36) * min(1.0, scene.wide)
                root = (edge - side * 0.03, y)
                tip = (edge + side * long * math.cos(turn), y + long * math.sin(turn))
                body, vein = Shape(), Shape()
                _leaf(body, root, tip, 0.17)
                vein.stroke([root, tip], 0.004, 0.001)
                green = scaled(_dark(scene, colour), 0.9 + 0.1 * (number % 3))
                scene.lay(body, green, FRONT, fade=scaled(green, 0.8))
                scene.lay(vein, mixed(green, scene.light.shine, 0.2), None)
