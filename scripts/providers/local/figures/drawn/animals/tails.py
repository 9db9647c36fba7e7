"""Tails of four-legged animals."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.animals.beasts import Beast
from scripts.providers.local.figures.drawn.animals.frame import Frame
from scripts.providers.local.figures.pen import Pen
from scripts.providers.local.figures.shapes import Shape, limb, oval
from scripts.providers.local.light import Colour, mixed, scaled

# The tail, and the round of its tip: across, up, radius.
Tail = tuple[Shape, tuple[float, float, float]]


def draw_tail(pen: Pen, beast: Beast, frame: Frame, coat: Colour, pose: str) -> None:
    x, y = frame.hip[0] - beast.hip * 0.75, frame.hip[1] + beast.hip * 0.45
    down = 0.5 if pose in ("standing", "walking") else 0.2
    if pose in ("sitting", "sleeping"):
        y = beast.hip * 0.7
        down = y - 0.08
    tip = mixed(beast.tail_tip or scaled(coat, 0.8), coat, 0.1)
    shape, end = _TAILS.get(beast.tail, _thin)(x, y, y - down, pose)
    if shape:
        pen.fill(shape, coat, marks=[(oval(*end), tip)] if beast.tail_tip else [], shade=0.5)
    if beast.tail == "tuft":
        pen.fill(oval(end[0], end[1], 0.045, 0.085), tip, shade=0.3)


def _bushy(x: float, y: float, low: float, pose: str) -> Tail:
    if pose == "running":
        low = y - 0.02
    end = (x - 0.62, low + 0.06, 0.15)
    middle = (x - 0.34, (y + low) / 2 - 0.03, 0.125)
    return limb(
        (x + 0.1, y, 0.04),
        (x - 0.12, y - 0.06, 0.08),
        middle,
        (x - 0.56, low + 0.08, 0.1),
        (x - 0.72, low + 0.12, 0.015),
    ), end


def _brush(x: float, y: float, low: float, pose: str) -> Tail:
    end = (x - 0.2, low - 0.02, 0.09)
    return limb(
        (x + 0.08, y, 0.06),
        (x - 0.1, (y + low) / 2 + 0.08, 0.085),
        (x - 0.16, low + 0.1, 0.075),
        (x - 0.2, low - 0.06, 0.012),
    ), end


def _hair(x: float, y: float, low: float, pose: str) -> Tail:
    end = (x - 0.16, low, 0.05)
    return limb(
        (x + 0.08, y, 0.05),
        (x - 0.1, y - 0.04, 0.07),
        (x - 0.18, low + 0.12, 0.085),
        (x - 0.2, low - 0.1, 0.015),
    ), end


def _tuft(x: float, y: float, low: float, pose: str) -> Tail:
    end = (x - 0.12, low + 0.06, 0.06)
    return limb((x + 0.08, y, 0.03), (x - 0.07, y - 0.08, 0.022), (x - 0.11, low + 0.1, 0.018)), end


def _long(x: float, y: float, low: float, pose: str) -> Tail:
    end = (x - 0.56, low + 0.2, 0.05)
    return limb(
        (x + 0.1, y, 0.05),
        (x - 0.16, y - 0.16, 0.045),
        (x - 0.36, low + 0.06, 0.042),
        (x - 0.56, low + 0.16, 0.036),
    ), end


def _upright(x: float, y: float, low: float, pose: str) -> Tail:
    return limb(
        (x + 0.08, y - 0.04, 0.055),
        (x - 0.12, y + 0.06, 0.05),
        (x - 0.1, y + 0.34, 0.045),
        (x - 0.02, y + 0.44, 0.035),
    ), (x, y, 0.03)


def _curl(x: float, y: float, low: float, pose: str) -> Tail:
    return limb(
        (x + 0.08, y - 0.04, 0.06),
        (x - 0.1, y + 0.1, 0.055),
        (x - 0.1, y + 0.26, 0.045),
        (x + 0.02, y + 0.32, 0.03),
    ), (x, y, 0.03)


def _pig(x: float, y: float, low: float, pose: str) -> Tail:
    return limb(
        (x + 0.02, y - 0.04, 0.025),
        (x - 0.09, y + 0.02, 0.022),
        (x - 0.1, y + 0.12, 0.022),
        (x - 0.03, y + 0.11, 0.02),
        (x - 0.07, y + 0.03, 0.018),
        (x - 0.15, y + 0.05, 0.014),
    ), (x, y, 0.02)


def _thick(x: float, y: float, low: float, pose: str) -> Tail:
    return limb(
        (x + 0.15, y - 0.04, 0.17), (x - 0.25, y - 0.22, 0.11), (x - 0.7, y - 0.42, 0.03)
    ), (x, y, 0.02)


def _stub(x: float, y: float, low: float, pose: str) -> Tail:
    return limb((x + 0.1, y, 0.07), (x - 0.06, y + 0.0, 0.06), (x - 0.1, y - 0.08, 0.045)), (
        x,
        y,
        0.02,
    )


def _thin(x: float, y: float, low: float, pose: str) -> Tail:
    return limb((x + 0.08, y, 0.03), (x - 0.1, y - 0.08, 0.022), (x - 0.14, y - 0.3, 0.014)), (
        x,
        y,
        0.02,
    )


_TAILS: dict[str, Callable[[float, float, float, str], Tail]] = {
    "bushy": _bushy,
    "brush": _brush,
    "hair": _hair,
    "tuft": _tuft,
    "long": _long,
    "upright": _upright,
    "curl": _curl,
    "pig": _pig,
    "thick": _thick,
    "stub": _stub,
}
