"""Rooms, and what each of them is for."""

from __future__ import annotations

import math

from scripts.providers.local.light import Colour, mixed, scaled
from scripts.providers.local.places.ancient import column
from scripts.providers.local.places.canvas import (
    FAR,
    FRONT,
    MIDDLE,
    SKY,
    Point,
    Scene,
    Shape,
)
from scripts.providers.local.places.rooms import (
    BOOKS,
    corner,
    draw_curtains,
    draw_room,
    draw_shelf,
    draw_table,
    draw_window,
    floor_top,
    hang_lamp,
    lay_rug,
    picture_frames,
    wall_spots,
    window_is_left,
)


def _parlour(scene: Scene) -> None:
    draw_room(scene, (206, 172, 138), (140, 98, 70))
    wide = 0.34 * min(1.0, scene.wide * 0.8)
    window, other = wall_spots(scene, window_is_left(scene), wide)
    draw_window(scene, window, scene.high * 0.24, wide, scene.high * 0.32)
    draw_shelf(scene, other, wide, scene.high * 0.32, 2, 0.14)
    picture_frames(scene)
    hang_lamp(scene, scene.wide * 0.5, scene.high * 0.2)
    lay_rug(scene, (156, 78, 66))
    draw_curtains(scene, (134, 70, 66))


def _kitchen(scene: Scene) -> None:
    draw_room(scene, (222, 206, 172), (156, 120, 92))
    wide = 0.36 * min(1.0, scene.wide * 0.8)
    window, other = wall_spots(scene, window_is_left(scene), wide)
    draw_window(scene, window, scene.high * 0.24, wide, scene.high * 0.26)
    _stove(scene, other, wide)
    pots, rail = Shape(), Shape()
    y = scene.high * 0.26
    rail.box(other, y, other + wide, y + 0.005)
    for number in range(5):
        x = other + wide * (number + 0.5) / 5
        size = scene.chance.uniform(0.018, 0.028)
        pots.box(x - 0.002, y, x + 0.002, y + 0.03)
        pots.ellipse((x, y + 0.03 + size), size, size)
    scene.lay(rail, scene.tone((92, 82, 78)), None)
    copper = scene.tone((186, 110, 74))
    scene.lay(pots, copper, None, fade=scaled(copper, 0.75))
    top = draw_table(scene, window - 0.01, wide)
    bowl = Shape()
    bowl.ellipse((window + wide * 0.3, top - 0.012), 0.034, 0.018)
    bowl.box(window + wide * 0.62, top - 0.06, window + wide * 0.7, top)
    scene.lay(bowl, scene.tone((112, 140, 148)), MIDDLE)
    hang_lamp(scene, scene.wide * 0.5, scene.high * 0.19)


def _stove(scene: Scene, x: float, wide: float) -> None:
    """A brick hearth with its fire."""
    foot = floor_top(scene) + 0.02
    body, mouth, hood = Shape(), Shape(), Shape()
    body.box(x, foot - 0.25, x + wide, foot)
    hood.polygon(
        [
            (x + wide * 0.08, foot - 0.25),
            (x + wide * 0.3, foot - 0.42),
            (x + wide * 0.7, foot - 0.42),
            (x + wide * 0.92, foot - 0.25),
        ]
    )
    mouth.box(x + wide * 0.3, foot - 0.1, x + wide * 0.7, foot - 0.015)
    mouth.ellipse((x + wide * 0.5, foot - 0.1), wide * 0.2, 0.05)
    brick = scene.tone((172, 112, 88))
    scene.lay(hood, scaled(brick, 0.9), MIDDLE, fade=brick)
    scene.lay(body, brick, MIDDLE, fade=scaled(brick, 0.78))
    scene.lay(mouth, (58, 34, 30), None)
    fire = Shape()
    for number in range(5):
        at = x + wide * (0.36 + 0.07 * number)
        tall = scene.chance.uniform(0.04, 0.085)
        fire.polygon(
            [(at - 0.014, foot - 0.016), (at, foot - 0.016 - tall), (at + 0.014, foot - 0.016)]
        )
    scene.lay(fire, (255, 190, 92), None, fade=(244, 118, 56))
    scene.glow((x + wide * 0.5, foot - 0.06), 0.4, (255, 170, 90), 0.42)


def _library(scene: Scene) -> None:
    draw_room(scene, (138, 96, 74), (112, 74, 56))
    inset, wide = corner(scene), 0.24 * min(1.0, scene.wide * 0.75)
    room = scene.wide - 2 * inset
    draw_window(
        scene, scene.wide / 2 - wide / 2, scene.high * 0.28, wide, scene.high * 0.28, arched=True
    )
    for left in (inset + 0.02, scene.wide / 2 + wide / 2 + 0.04):
        draw_shelf(
            scene, left, room / 2 - wide / 2 - 0.06, scene.high * 0.16, 5, (scene.high * 0.6) / 5
        )
    hang_lamp(scene, scene.wide * 0.24, scene.high * 0.18)
    hang_lamp(scene, scene.wide * 0.76, scene.high * 0.18)
    lay_rug(scene, (112, 66, 62))
    _piles(scene)


def _piles(scene: Scene) -> None:
    """Heaps of books in the lower corners."""
    for edge, side in ((0.0, 1), (scene.wide, -1)):
        y = scene.high
        for number in range(6):
            tall, wide = (
                scene.chance.uniform(0.024, 0.036),
                scene.chance.uniform(0.13, 0.2) * min(1.0, scene.wide),
            )
            book, pages = Shape(), Shape()
            book.box(min(edge, edge + side * wide), y - tall, max(edge, edge + side * wide), y)
            pages.box(
                min(edge, edge + side * wide * 0.97),
                y - tall * 0.75,
                max(edge, edge + side * wide * 0.97),
                y - tall * 0.25,
            )
            cover = scaled(scene.tone(BOOKS[number % len(BOOKS)]), 0.6)
            scene.lay(book, cover, FRONT)
            scene.lay(pages, mixed(cover, scene.light.shine, 0.3), None, share=0.6)
            y -= tall


def _hall(scene: Scene) -> None:
    draw_room(scene, (146, 130, 134), (150, 128, 118))
    middle, wide = scene.wide / 2, 0.16
    for x in (
        middle - 0.34 * min(1.0, scene.wide * 0.7),
        middle,
        middle + 0.34 * min(1.0, scene.wide * 0.7),
    ):
        draw_window(scene, x - wide / 2, scene.high * 0.27, wide, scene.high * 0.24, arched=True)
    carpet, banners = Shape(), Shape()
    top = floor_top(scene)
    carpet.polygon(
        [
            (middle - 0.1, top),
            (middle + 0.1, top),
            (middle + 0.3, scene.high + 0.01),
            (middle - 0.3, scene.high + 0.01),
        ]
    )
    for x in (0.5 - 0.28, 0.5 + 0.28):
        at = scene.wide * x
        banners.polygon(
            [
                (at - 0.03, scene.high * 0.16),
                (at + 0.03, scene.high * 0.16),
                (at + 0.03, scene.high * 0.42),
                (at, scene.high * 0.46),
                (at - 0.03, scene.high * 0.42),
            ]
        )
    red = scene.tone((150, 54, 58))
    scene.lay(carpet, red, None, fade=scaled(red, 0.8))
    scene.lay(banners, red, None, fade=scaled(red, 0.8))
    for x, size, level in (
        (0.2, 0.7, 165),
        (0.8, 0.7, 165),
        (0.07, 0.98, FRONT),
        (0.93, 0.98, FRONT),
    ):
        column(
            scene,
            scene.wide * x,
            scene.high * (0.82 if level < 200 else 1.02),
            size * scene.high * 0.92,
            level,
            0.0,
        )


def _station(scene: Scene) -> None:
    draw_room(scene, (170, 164, 158), (140, 132, 130))
    middle, foot = scene.wide / 2, floor_top(scene)
    arch, panes, ribs, wall = Shape(), Shape(), Shape(), Shape()
    y, radius = foot - 0.14, 0.42 * min(1.0, scene.wide * 0.7)
    for shape, reach in ((arch, radius * 1.05), (panes, radius)):
        turns = [math.pi * (1 + step / 36) for step in range(37)]
        shape.polygon([(middle + reach * math.cos(t), y + reach * math.sin(t)) for t in turns])
    for turn in (math.pi * (1 + step / 8) for step in range(1, 8)):
        tip = (middle + radius * math.cos(turn), y + radius * math.sin(turn))
        ribs.stroke([(middle, y), tip], 0.006, 0.006)
    for share in (0.4, 0.72):
        bow = [math.pi * (1 + step / 24) for step in range(25)]
        points = [
            (middle + radius * share * math.cos(t), y + radius * share * math.sin(t)) for t in bow
        ]
        ribs.stroke(points, 0.006, 0.006)
    iron = scene.tone((74, 82, 92))
    scene.lay(arch, iron, None)
    scene.lay(panes, scene.light.middle, SKY, fade=scene.light.horizon)
    scene.lay(ribs, iron, None)
    wall.box(corner(scene), foot - 0.14, scene.wide - corner(scene), foot)
    scene.lay(wall, scene.tone((120, 104, 96)), FAR, fade=scene.tone((96, 84, 80)))
    _clock(scene, (middle, scene.high * 0.17), iron)
    for x, beside in ((0.16, 0.1), (0.84, -0.1)):
        column(scene, scene.wide * x, scene.high * 0.83, scene.high * 0.62, 165, 0.0)
        hang_lamp(scene, scene.wide * (x + beside), scene.high * 0.3)


def _clock(scene: Scene, at: Point, iron: Colour) -> None:
    rim, face, hands = Shape(), Shape(), Shape()
    rim.disc(at, 0.07)
    face.disc(at, 0.058)
    hands.stroke([at, (at[0], at[1] - 0.045)], 0.006, 0.003)
    hands.stroke([at, (at[0] + 0.028, at[1] + 0.012)], 0.007, 0.004)
    scene.lay(rim, iron, MIDDLE)
    scene.lay(face, scene.tone((244, 236, 214)), None)
    scene.lay(hands, iron, None)


INTERIORS = {
    "parlour": _parlour,
    "kitchen": _kitchen,
    "library": _library,
    "hall": _hall,
    "station": _station,
}
