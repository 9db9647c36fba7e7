"""Wheels."""

from __future__ import annotations

from scripts.providers.local.figures.pen import INK, Pen
from scripts.providers.local.figures.shapes import bars, joined, line, moved, oval
from scripts.providers.local.light import Colour, scaled


def tyre(pen: Pen, x: float, r: float, hub: Colour = (186, 192, 200)) -> None:
    pen.fill(oval(x, r, r), (42, 42, 48), shade=0.3)
    pen.fill(oval(x, r, r * 0.55), hub, shade=0.4)
    pen.line(oval(x, r, r * 0.16), INK)


def spoked_wheel(pen: Pen, x: float, y: float, r: float, colour: Colour, spokes: int = 8) -> None:
    rim = [(x + r * a, y + r * b) for a, b in oval(0, 0, 1)[0]]
    pen.line(line(r * 0.13, *rim[::4], rim[0]), colour)
    pen.line(
        joined(
            moved(bars(r * 0.07, ((0, 0), (r, 0))), x, y, 1, 360 * i / spokes)
            for i in range(spokes)
        ),
        scaled(colour, 0.9),
    )
    pen.fill(oval(x, y, r * 0.18), scaled(colour, 0.8), shade=0.3)
