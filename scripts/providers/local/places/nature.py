"""Brushes for what grows and lies about: trees, bushes, grass, reeds, rocks."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from scripts.providers.local.light import Colour, mixed, scaled
from scripts.providers.local.places.canvas import Line, Point, Scene, Shape, height_at

Brush = Callable[[Scene, "Grove", Point, float], None]


class Grove:
    """Trees of one layer: trunks behind, leaves, and the side of the leaves that is lit."""

    def __init__(self) -> None:
        self.trunks, self.leaves, self.lit = Shape(), Shape(), Shape()

    def lay(
        self, scene: Scene, leaf: Colour, trunk: Colour, distance: float, level: int | None
    ) -> None:
        green = scene.leaf(leaf, distance)
        bright = mixed(green, scene.light.shine, 0.2)
        bark = scene.tone(trunk, distance)
        scene.lay(self.trunks, bark, level)
        scene.lay(self.leaves, green, level, fade=scaled(green, 0.86))
        scene.lay(self.lit, bright, None, share=0.5)


def fir(scene: Scene, grove: Grove, foot: Point, tall: float) -> None:
    """A conifer of drooping tiers."""
    x, y = foot
    tiers = 6
    wide = tall * scene.chance.uniform(0.17, 0.23)
    lean = scene.chance.uniform(-0.01, 0.01) * tall
    grove.trunks.box(x - tall * 0.014, y - tall * 0.16, x + tall * 0.014, y + 0.004)
    for tier in range(tiers):
        top = y - tall * (1 - 0.13 * tier)
        low = top + tall * (0.2 + 0.012 * tier)
        half = wide * (0.24 + 0.76 * (tier + 1) / tiers) * scene.chance.uniform(0.88, 1.08)
        tip = x + lean * (1 - tier / tiers)
        points = [(tip, top), (x + half, low), (x + half * 0.5, low - tall * 0.022)]
        points += [(x, low + tall * 0.012), (x - half * 0.5, low - tall * 0.022), (x - half, low)]
        grove.leaves.polygon(points)
        side = scene.lit_side
        grove.lit.polygon(
            [(tip, top), (x + side * half, low), (x + side * half * 0.42, low - tall * 0.02)]
        )


def broadleaf(scene: Scene, grove: Grove, foot: Point, tall: float) -> None:
    """A round crown of clumps on a forked trunk."""
    x, y = foot
    grove.trunks.stroke([(x, y + 0.004), (x, y - tall * 0.5)], tall * 0.07, tall * 0.035)
    for side in (-1, 1):
        grove.trunks.stroke(
            [(x, y - tall * 0.32), (x + side * tall * 0.15, y - tall * 0.56)],
            tall * 0.035,
            tall * 0.015,
        )
    for step in range(9):
        turn = step * math.tau / 8
        out = 0.0 if step == 8 else 0.2
        at = (
            x + tall * out * math.cos(turn) * scene.chance.uniform(0.85, 1.25),
            y - tall * (0.66 + out * 0.8 * math.sin(turn) * scene.chance.uniform(0.8, 1.1)),
        )
        radius = tall * scene.chance.uniform(0.12, 0.17) * (1.35 if step == 8 else 1.0)
        grove.leaves.disc(at, radius)
        if math.sin(turn) > 0.1 and step != 8:
            lit = (at[0] + scene.lit_side * radius * 0.3, at[1] - radius * 0.3)
            grove.lit.disc(lit, radius * 0.62)


def birch(scene: Scene, grove: Grove, foot: Point, tall: float) -> None:
    """A slender stem and a light, high crown."""
    x, y = foot
    lean = scene.chance.uniform(-0.05, 0.05) * tall
    grove.trunks.stroke([(x, y + 0.004), (x + lean, y - tall)], tall * 0.034, tall * 0.014)
    for _ in range(8):
        up = scene.chance.uniform(0.5, 1.06)
        at = (
            x + lean * up + scene.chance.uniform(-0.13, 0.13) * tall * (1.3 - up * 0.7),
            y - tall * up,
        )
        radius = tall * scene.chance.uniform(0.05, 0.095)
        grove.leaves.ellipse(at, radius, radius * 1.2)
        grove.lit.disc((at[0] + scene.lit_side * radius * 0.3, at[1] - radius * 0.35), radius * 0.6)


def palm(scene: Scene, grove: Grove, foot: Point, tall: float) -> None:
    """A bent trunk under a crown of fronds."""
    x, y = foot
    lean = scene.chance.uniform(-0.22, 0.22) * tall
    trunk = [(x + lean * (t / 6) ** 2, y - tall * 0.84 * t / 6) for t in range(7)]
    grove.trunks.stroke(trunk, tall * 0.05, tall * 0.03)
    crown = trunk[-1]
    for number in range(9):
        turn = math.pi * (number / 8 * 1.24 - 0.12)
        reach = tall * scene.chance.uniform(0.28, 0.38)
        bend = (
            crown[0] + reach * 0.55 * math.cos(turn),
            crown[1] - reach * (0.5 * math.sin(turn) + 0.12),
        )
        tip = (crown[0] + reach * math.cos(turn), crown[1] - reach * (0.42 * math.sin(turn) - 0.24))
        frond = grove.lit if number % 3 == 1 else grove.leaves
        under = (bend[0], bend[1] + tall * 0.05)
        frond.polygon([crown, bend, tip, under])


def acacia(scene: Scene, grove: Grove, foot: Point, tall: float) -> None:
    """Forked branches that carry a flat roof of leaves."""
    x, y = foot
    for side in (-0.3, -0.08, 0.1, 0.32):
        grove.trunks.stroke(
            [
                (x, y + 0.004),
                (x + side * tall * 0.18, y - tall * 0.4),
                (x + side * tall, y - tall * 0.76),
            ],
            tall * 0.045,
            tall * 0.016,
        )
    for side, up, reach in ((-0.28, 0.78, 0.34), (0.26, 0.8, 0.36), (0.0, 0.9, 0.4)):
        grove.leaves.ellipse((x + side * tall, y - tall * up), reach * tall, tall * 0.075)
        grove.lit.ellipse(
            (x + side * tall, y - tall * (up + 0.03)), reach * tall * 0.8, tall * 0.03
        )


def cypress(scene: Scene, grove: Grove, foot: Point, tall: float) -> None:
    """A tall flame of leaves."""
    x, y = foot
    wide = tall * 0.1
    points = [
        (x + side * wide * math.sin(math.pi * min(1.0, t * 0.9 + 0.06)) ** 0.8, y - tall * t)
        for side, steps in ((-1, range(13)), (1, range(12, -1, -1)))
        for t in (step / 12 for step in steps)
    ]
    grove.leaves.polygon(points)
    half = [(x, y - tall), (x + scene.lit_side * wide * 0.6, y - tall * 0.5), (x, y - tall * 0.1)]
    grove.lit.polygon(half)


def bare(scene: Scene, grove: Grove, foot: Point, tall: float) -> None:
    """A tree without leaves."""
    x, y = foot
    grove.trunks.stroke([(x, y + 0.004), (x, y - tall * 0.9)], tall * 0.06, tall * 0.008)
    for step in range(7):
        up, side = 0.3 + 0.09 * step, -1 if step % 2 else 1
        reach = tall * (0.36 - 0.035 * step) * scene.chance.uniform(0.8, 1.1)
        mid = (x + side * reach * 0.55, y - tall * (up + 0.1))
        end = (x + side * reach, y - tall * (up + 0.27))
        grove.trunks.stroke([(x, y - tall * up), mid, end], tall * 0.024, tall * 0.005)
        twig = (mid[0] + side * reach * 0.36, mid[1] - tall * 0.02)
        grove.trunks.stroke([mid, twig], tall * 0.012, tall * 0.004)


def seasonal(scene: Scene, brush: Brush) -> Brush:
    """The brush for a leafy tree in this season."""
    return bare if scene.mood.season == "winter" and brush in (broadleaf, birch) else brush


def stand(
    scene: Scene,
    line: Line,
    brush: Brush,
    *,
    tall: float,
    count: int,
    leaf: Colour,
    distance: float,
    level: int,
    trunk: Colour = (84, 64, 54),
    clear: float = 0.0,
) -> None:
    """Trees along a line; `clear` is the share of the frame that stays open in the middle."""
    if not scene.mood.shows("tree", "trees"):
        return
    grove, brush = Grove(), seasonal(scene, brush)
    for x in spread(scene, count, clear):
        foot = (x, height_at(line, min(max(x, 0.0), scene.wide)) + 0.008)
        brush(scene, grove, foot, tall * scene.chance.uniform(0.7, 1.15))
    grove.lay(scene, leaf, trunk, distance, level)


def spread(scene: Scene, count: int, clear: float = 0.0) -> Iterable[float]:
    """Places across the frame, uneven but nowhere heaped; none in the middle's clear share."""
    for number in range(count):
        share = (number + scene.chance.uniform(0.08, 0.92)) / count
        if abs(share - 0.5) >= clear / 2:
            yield (share * 1.08 - 0.04) * scene.wide


def bushes(
    scene: Scene,
    line: Line,
    colour: Colour,
    *,
    size: float,
    count: int,
    distance: float,
    level: int,
) -> None:
    body, lit = Shape(), Shape()
    for x in spread(scene, count):
        foot = height_at(line, min(max(x, 0.0), scene.wide)) + 0.004
        for shift in (-0.8, 0.0, 0.85):
            radius = size * scene.chance.uniform(0.6, 1.0)
            at = (x + shift * size, foot - radius * 0.45)
            body.ellipse(at, radius, radius * 0.85)
            lit.ellipse(
                (at[0] + scene.lit_side * radius * 0.2, at[1] - radius * 0.28),
                radius * 0.6,
                radius * 0.42,
            )
    shade = scene.leaf(colour, distance)
    scene.lay(body, shade, level, fade=scaled(shade, 0.85))
    scene.lay(lit, mixed(shade, scene.light.shine, 0.2), None, share=0.6)


def grass(scene: Scene, colour: Colour, *, top: float, count: int = 150) -> None:
    """Tufts on the near ground, larger towards the camera; part of the ground, not before it."""
    dark, light = Shape(), Shape()
    for number in range(count):
        y = top + (scene.high - top) * scene.chance.random()
        near = (y - top) / (scene.high - top)
        x = scene.chance.random() * scene.wide
        tall = (0.012 + 0.03 * near) * scene.chance.uniform(0.6, 1.2)
        tuft = light if number % 3 == 0 else dark
        for lean in (-0.5, 0.05, 0.55):
            tuft.polygon([(x - tall * 0.07, y), (x + tall * 0.07, y), (x + lean * tall, y - tall)])
    shade = scene.leaf(colour)
    scene.lay(dark, scaled(shade, 0.84), None)
    scene.lay(light, mixed(shade, scene.light.shine, 0.25), None)


def flowers(scene: Scene, colours: Iterable[Colour], *, top: float, count: int = 40) -> None:
    for colour in colours:
        heads = Shape()
        for _ in range(count):
            y = top + (scene.high - top) * scene.chance.random()
            near = (y - top) / (scene.high - top)
            heads.ellipse(
                (scene.chance.random() * scene.wide, y), 0.003 + 0.005 * near, 0.002 + 0.004 * near
            )
        scene.lay(heads, scene.tone(colour), None)


def rock(
    scene: Scene, at: Point, wide: float, colour: Colour, level: int, distance: float = 0.0
) -> None:
    """A boulder with a lit and a dark side, its foot at `at`."""
    x, y = at
    crown = [
        (-1.0, 0.02),
        (-0.86, -0.36),
        (-0.42, -0.66),
        (0.12, -0.74),
        (0.58, -0.5),
        (0.9, -0.26),
        (1.0, 0.02),
    ]
    points = [
        (
            x + dx * wide * scene.chance.uniform(0.92, 1.06),
            y + dy * wide * scene.chance.uniform(0.85, 1.1),
        )
        for dx, dy in crown
    ]
    body, face = Shape(), Shape()
    body.polygon(points)
    inner = (x + scene.lit_side * wide * 0.1, y - wide * 0.2)
    face.polygon([*(points[:4] if scene.lit_side < 0 else points[3:]), inner])
    stone = scene.soil(colour, distance) if scene.is_white else scene.tone(colour, distance)
    scene.lay(body, scaled(stone, 0.8), level, fade=scaled(stone, 0.62))
    scene.lay(face, mixed(stone, scene.light.shine, 0.16), None)
