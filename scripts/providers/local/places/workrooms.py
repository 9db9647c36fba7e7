"""Rooms where people work with their hands."""

from __future__ import annotations

from scripts.providers.local.light import mixed, scaled
from scripts.providers.local.places.canvas import (
    MIDDLE,
    Scene,
    Shape,
)
from scripts.providers.local.places.rooms import (
    WOOD,
    draw_room,
    draw_shelf,
    draw_table,
    draw_window,
    hang_lamp,
    wall_spots,
    window_is_left,
)


def _workshop(scene: Scene) -> None:
    draw_room(scene, (166, 138, 112), (122, 94, 72))
    wide = 0.36 * min(1.0, scene.wide * 0.8)
    window, other = wall_spots(scene, window_is_left(scene), wide)
    draw_window(scene, window, scene.high * 0.24, wide, scene.high * 0.28)
    _tools(scene, other, scene.high * 0.26, wide)
    for x in (window, other):
        _bench(scene, x, wide)
    hang_lamp(scene, scene.wide * 0.5, scene.high * 0.22)
    beams = Shape()
    for number in range(3):
        y = scene.high * (0.02 + 0.045 * number)
        beams.box(-0.01, y, scene.wide + 0.01, y + 0.014)
    scene.lay(beams, scaled(scene.tone((96, 70, 54)), 0.7), MIDDLE)
    _shavings(scene)


def _tools(scene: Scene, x: float, y: float, wide: float) -> None:
    """Saws, hammers and chisels on the wall."""
    board, handles, heads = Shape(), Shape(), Shape()
    board.box(x, y, x + wide, y + 0.2)
    for number in range(6):
        at = x + wide * (number + 0.5) / 6
        long = scene.chance.uniform(0.08, 0.14)
        handles.box(at - 0.005, y + 0.02, at + 0.005, y + 0.02 + long)
        if number % 3 == 0:
            heads.box(at - 0.022, y + 0.02, at + 0.022, y + 0.04)
        elif number % 3 == 1:
            heads.polygon(
                [
                    (at - 0.008, y + 0.06),
                    (at + 0.02, y + 0.07),
                    (at + 0.008, y + 0.17),
                    (at - 0.008, y + 0.17),
                ]
            )
        else:
            heads.polygon(
                [
                    (at - 0.008, y + 0.02 + long),
                    (at + 0.008, y + 0.02 + long),
                    (at, y + 0.05 + long),
                ]
            )
    scene.lay(board, scaled(scene.tone(WOOD), 0.72), None)
    scene.lay(handles, scene.tone((186, 142, 96)), None)
    scene.lay(heads, scene.tone((168, 174, 180)), None)


def _bench(scene: Scene, x: float, wide: float) -> None:
    top = draw_table(scene, x, wide, (150, 108, 74))
    things = Shape()
    for number in range(4):
        at, tall = x + wide * (number + 0.4) / 4, scene.chance.uniform(0.02, 0.06)
        things.box(at, top - tall, at + scene.chance.uniform(0.015, 0.04), top)
    scene.lay(things, scene.tone((108, 124, 124)), MIDDLE)


def _shavings(scene: Scene) -> None:
    curls = Shape()
    for _ in range(40):
        x, y = scene.chance.random() * scene.wide, scene.high * scene.chance.uniform(0.8, 0.99)
        curls.ellipse((x, y), 0.006, 0.0025)
    scene.lay(curls, mixed(scene.tone((214, 176, 126)), scene.light.shine, 0.2), None, share=0.7)


def _laboratory(scene: Scene) -> None:
    draw_room(scene, (178, 200, 206), (150, 166, 172))
    wide = 0.38 * min(1.0, scene.wide * 0.8)
    window, other = wall_spots(scene, window_is_left(scene), wide)
    draw_window(scene, window, scene.high * 0.24, wide, scene.high * 0.28)
    draw_shelf(scene, other, wide, scene.high * 0.26, 2, 0.13)
    for x in (window, other):
        top = draw_table(scene, x, wide, (196, 206, 208))
        for number in range(4):
            _flask(scene, x + wide * (number + 0.5) / 4, top)
    hang_lamp(scene, scene.wide * 0.5, scene.high * 0.2)


def _flask(scene: Scene, x: float, foot: float) -> None:
    glass, liquid = Shape(), Shape()
    size = scene.chance.uniform(0.022, 0.034)
    glass.polygon(
        [
            (x - size, foot),
            (x - size * 0.25, foot - size * 1.6),
            (x - size * 0.25, foot - size * 2.6),
            (x + size * 0.25, foot - size * 2.6),
            (x + size * 0.25, foot - size * 1.6),
            (x + size, foot),
        ]
    )
    liquid.polygon(
        [
            (x - size, foot),
            (x - size * 0.6, foot - size * 0.85),
            (x + size * 0.6, foot - size * 0.85),
            (x + size, foot),
        ]
    )
    colour = scene.chance.choice(((92, 182, 160), (232, 160, 84), (186, 98, 150), (96, 150, 206)))
    scene.lay(glass, mixed(scene.tone((214, 232, 234)), colour, 0.15), MIDDLE, share=0.85)
    scene.lay(liquid, mixed(scene.tone(colour), scene.light.shine, 0.15), None)


WORKROOMS = {
    "workshop": _workshop,
    "laboratory": _laboratory,
}
