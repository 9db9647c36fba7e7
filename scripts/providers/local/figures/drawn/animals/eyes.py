"""Eyes of animals."""

from __future__ import annotations

from scripts.providers.local.figures.pen import INK, WHITE, Pen
from scripts.providers.local.figures.shapes import Point, oval


def eye(pen: Pen, at: Point, size: float) -> None:
    pen.line(oval(*at, size, size * 1.1), INK)
    pen.line(oval(at[0] + size * 0.3, at[1] + size * 0.4, size * 0.36), WHITE)
