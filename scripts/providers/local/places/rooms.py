"""Brushes for rooms: walls and floor, windows, shelves, tables, lamps."""

from __future__ import annotations

from dataclasses import replace

from scripts.providers.local.light import Colour, mixed, scaled
from scripts.providers.local.places.canvas import (
    FAR,
    FRONT,
    MIDDLE,
    SKY,
    Point,
    Scene,
    Shape,
    gradient,
)
from scripts.providers.local.places.houses import LAMP

WOOD: Colour = (128, 88, 62)


BOOKS: tuple[Colour, ...] = (
    (150, 74, 62),
    (70, 104, 118),
    (186, 148, 84),
    (94, 110, 82),
    (112, 84, 108),
)


def draw_room(scene: Scene, wall: Colour, floor: Colour) -> None:
    """Three walls seen from the middle, and boards that run away from the camera."""
    lamp = tuple(
        max(part, low) for part, low in zip(scene.light.lamp, (150, 124, 112), strict=True)
    )
    scene.mood = replace(scene.mood, light=replace(scene.light, lamp=(lamp[0], lamp[1], lamp[2])))
    scene.horizon = scene.high * 0.6
    back = scene.tone(wall)
    scene.picture.paste(gradient(scene.picture.size, [scaled(back, 0.7), back, scaled(back, 0.9)]))
    scene.depth.paste(FAR, (0, 0, *scene.depth.size))
    inset, top = corner(scene), scene.high * 0.1
    foot = floor_top(scene)
    for side, edge in ((1, 0.0), (-1, scene.wide)):
        plane = Shape()
        plane.polygon(
            [
                (edge - side * 0.01, -0.01),
                (edge + side * inset, top),
                (edge + side * inset, foot),
                (edge - side * 0.01, scene.high + 0.01),
            ]
        )
        dark = side * scene.lit_side > 0
        shade = scaled(back, 0.68 if dark else 0.82)
        scene.lay(plane, shade, MIDDLE, fade=scaled(shade, 0.86))
    ceiling = Shape()
    ceiling.polygon(
        [(-0.01, -0.01), (inset, top), (scene.wide - inset, top), (scene.wide + 0.01, -0.01)]
    )
    scene.lay(ceiling, scaled(back, 0.52), MIDDLE, fade=scaled(back, 0.66))
    _boards(scene, floor)


def corner(scene: Scene) -> float:
    return scene.wide * 0.13


def floor_top(scene: Scene) -> float:
    return scene.high * 0.76


def _boards(scene: Scene, colour: Colour) -> None:
    top, inset = floor_top(scene), corner(scene)
    wood = scene.tone(colour)
    line: list[Point] = [
        (-0.01, scene.high),
        (inset, top),
        (scene.wide - inset, top),
        (scene.wide + 0.01, scene.high),
    ]
    scene.lay_ground(line, mixed(wood, scene.light.shine, 0.1), scaled(wood, 0.66))
    gaps, skirting = Shape(), Shape()
    for number in range(-8, 9):
        high, low = scene.wide * (0.5 + number * 0.043), scene.wide * (0.5 + number * 0.082)
        gaps.polygon(
            [
                (high, top),
                (high + 0.0014, top),
                (low + 0.004, scene.high + 0.01),
                (low, scene.high + 0.01),
            ]
        )
    skirting.box(inset, top - 0.016, scene.wide - inset, top + 0.002)
    scene.lay(gaps, scaled(wood, 0.6), None, share=0.6)
    scene.lay(skirting, scaled(wood, 0.7), None)


def draw_window(
    scene: Scene, left: float, top: float, wide: float, high: float, *, arched: bool = False
) -> None:
    """The sky of this light, seen through panes; it lays a bright field on the floor."""
    frame, view, bars, light = Shape(), Shape(), Shape(), Shape()
    edge = 0.014
    frame.box(left - edge, top - edge, left + wide + edge, top + high + edge * 1.6)
    view.box(left, top, left + wide, top + high)
    if arched:
        frame.ellipse((left + wide / 2, top), wide / 2 + edge, wide / 2 + edge)
        view.ellipse((left + wide / 2, top), wide / 2, wide / 2)
    bars.box(
        left + wide / 2 - 0.004,
        top - (wide / 2 if arched else 0),
        left + wide / 2 + 0.004,
        top + high,
    )
    for row in (1, 2):
        bars.box(left, top + high * row / 3 - 0.003, left + wide, top + high * row / 3 + 0.003)
    scene.lay(frame, scene.tone((226, 212, 190)), None)
    scene.lay(view, scene.light.middle, SKY, fade=scene.light.horizon)
    hill = Shape()
    hill.polygon(
        [
            (left, top + high * 0.8),
            (left + wide * 0.4, top + high * 0.66),
            (left + wide, top + high * 0.82),
            (left + wide, top + high),
            (left, top + high),
        ]
    )
    scene.lay(hill, mixed(scene.tone((96, 124, 104)), scene.light.horizon, 0.5), FAR)
    scene.lay(bars, scene.tone((206, 190, 166)), MIDDLE)
    drift = 0.16 if left < scene.wide / 2 else -0.16
    floor = floor_top(scene)
    light.polygon(
        [
            (left + drift * 0.5, floor + 0.02),
            (left + wide + drift * 0.5, floor + 0.02),
            (left + wide + drift * 1.6, scene.high * 0.95),
            (left + drift * 1.6 - 0.05, scene.high * 0.95),
        ]
    )
    if not scene.light.stars:
        beam = Shape()
        beam.polygon(
            [
                (left, top),
                (left + wide, top),
                (left + wide + drift * 1.6, scene.high * 0.95),
                (left + drift * 1.6 - 0.05, scene.high * 0.95),
            ]
        )
        scene.lay(beam, scene.light.shine, None, share=0.07)
    scene.lay(light, scene.light.shine, None, share=0.12 if scene.light.stars else 0.26)


def draw_shelf(
    scene: Scene, left: float, wide: float, top: float, boards: int, step: float
) -> None:
    """Boards of books, bowls and gaps."""
    case, books = Shape(), [Shape() for _ in BOOKS]
    wood = scene.tone(WOOD)
    back = Shape()
    back.box(left, top, left + wide, top + boards * step + 0.01)
    for board in range(boards + 1):
        case.box(left - 0.008, top + board * step, left + wide + 0.008, top + board * step + 0.01)
    for x in (left - 0.008, left + wide):
        case.box(x, top, x + 0.008, top + boards * step)
    for board in range(1, boards + 1):
        x, floor = left + 0.006, top + board * step
        while x < left + wide - 0.02:
            thick, tall = scene.chance.uniform(0.01, 0.019), step * scene.chance.uniform(0.55, 0.84)
            if scene.chance.random() < 0.86:
                scene.chance.choice(books).box(x, floor - tall, x + thick, floor)
            x += thick + 0.002
    scene.lay(back, scaled(wood, 0.5), None)
    for shape, colour in zip(books, BOOKS, strict=True):
        scene.lay(shape, scene.tone(colour), None)
    scene.lay(case, wood, None)


def draw_table(scene: Scene, x: float, wide: float, colour: Colour = WOOD) -> float:
    """A table against the back wall; gives the height of its top."""
    top, foot = floor_top(scene) - 0.11, floor_top(scene) + 0.035
    legs, board = Shape(), Shape()
    for at in (x + 0.012, x + wide - 0.026):
        legs.box(at, top, at + 0.014, foot)
    board.box(x - 0.01, top, x + wide + 0.01, top + 0.016)
    wood = scene.tone(colour)
    scene.lay(legs, scaled(wood, 0.62), MIDDLE)
    scene.lay(board, mixed(wood, scene.light.shine, 0.2), MIDDLE, fade=scaled(wood, 0.8))
    return top


def hang_lamp(scene: Scene, x: float, drop: float) -> None:
    """A hanging lamp with its warm light."""
    if not scene.mood.shows("lamp", "lamps", "light", "lights"):
        return
    cord, shade, bulb = Shape(), Shape(), Shape()
    cord.box(x - 0.002, -0.01, x + 0.002, drop - 0.03)
    shade.polygon(
        [
            (x - 0.018, drop - 0.035),
            (x + 0.018, drop - 0.035),
            (x + 0.06, drop + 0.012),
            (x - 0.06, drop + 0.012),
        ]
    )
    bulb.ellipse((x, drop + 0.012), 0.046, 0.008)
    strength = 0.5 if scene.light.lit else 0.26
    scene.glow((x, drop + 0.03), 0.62, LAMP, strength)
    scene.lay(cord, scene.tone((52, 46, 48)), MIDDLE)
    scene.lay(shade, scene.tone((92, 112, 106)), MIDDLE)
    scene.lay(bulb, (255, 240, 204), MIDDLE)


def draw_curtains(scene: Scene, colour: Colour) -> None:
    """Heavy cloth at the frame's edges, nearest to the camera."""
    cloth, folds = Shape(), Shape()
    for edge, side in ((0.0, 1), (scene.wide, -1)):
        reach = 0.1 * min(1.0, scene.wide)
        cloth.polygon(
            [(edge - side * 0.01, -0.01), (edge + side * reach * 1.3, -0.01), (edge + side * reach * 0.8, scene.high * 0.5),
             (edge + side * reach * 0.95, scene.high + 0.01), (edge - side * 0.01, scene.high + 0.01)]
        )  # fmt: skip
        for share in (0.25, 0.55):
            folds.stroke(
                [
                    (edge + side * reach * share * 1.3, -0.01),
                    (edge + side * reach * share * 0.8, scene.high * 0.5),
                    (edge + side * reach * share, scene.high + 0.01),
                ],
                0.012,
                0.018,
            )
    dark = scaled(scene.tone(colour), 0.66)
    scene.lay(cloth, dark, FRONT, fade=scaled(dark, 0.7))
    scene.lay(folds, scaled(dark, 0.75), None, share=0.7)


def window_is_left(scene: Scene) -> bool:
    """Whether the window is on the left."""
    return scene.chance.random() < 0.5


def wall_spots(scene: Scene, at_left: bool, wide: float) -> tuple[float, float]:
    """Where the window and what stands beside it begin on the back wall."""
    inset = corner(scene)
    room = scene.wide - 2 * inset
    near, away = inset + room * 0.08, scene.wide - inset - room * 0.08 - wide
    return (near, away) if at_left else (scene.wide - inset - room * 0.08 - wide, near)


def lay_rug(scene: Scene, colour: Colour) -> None:
    rug, band = Shape(), Shape()
    x, y = scene.wide * 0.5, scene.high * 0.9
    rug.ellipse((x, y), scene.wide * 0.27, scene.high * 0.055)
    band.ellipse((x, y), scene.wide * 0.23, scene.high * 0.045)
    cloth = scene.tone(colour)
    scene.lay(rug, scaled(cloth, 0.86), None)
    scene.lay(band, mixed(cloth, scene.light.shine, 0.16), None)


def picture_frames(scene: Scene) -> None:
    frame, view = Shape(), Shape()
    x, y = scene.wide * 0.5, scene.high * 0.4
    frame.box(x - 0.062, y - 0.052, x + 0.062, y + 0.052)
    view.box(x - 0.05, y - 0.04, x + 0.05, y + 0.04)
    scene.lay(frame, scene.tone((172, 136, 78)), None)
    scene.lay(view, scene.tone((140, 168, 172)), None, fade=scene.tone((206, 190, 140)))
