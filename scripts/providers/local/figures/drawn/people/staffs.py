"""Long things people hold: staffs, poles, weapons."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.materials import GOLD, PAPER, STEEL, WOOD
from scripts.providers.local.figures.drawn.people.hand import Hand
from scripts.providers.local.figures.shapes import bars, joined, limb, line, oval, poly
from scripts.providers.local.light import Colour, scaled


def _pole(hand: Hand, top: float, colour: Colour = WOOD, width: float = 0.018) -> None:
    hand.fill(line(width, (0.0, -hand.y), (0.006, 0), (0.0, top)), colour, 0.2)


def _staff(hand: Hand) -> None:
    _pole(hand, 0.3)


def _cane(hand: Hand) -> None:
    hand.fill(line(0.017, (-0.045, 0.01), (-0.02, 0.035), (0.005, 0.02), (0.01, -hand.y)), WOOD)


def _crook(hand: Hand) -> None:
    hand.fill(line(0.018, (0, -hand.y), (0, 0.3), (0.03, 0.38), (0.085, 0.37), (0.095, 0.31)), WOOD)


def _magic(hand: Hand) -> None:
    _pole(hand, 0.34, (96, 68, 52), 0.02)
    hand.glow(oval(0, 0.38, 0.085), (150, 226, 255), 0.8)
    hand.fill(oval(0, 0.38, 0.04), (150, 220, 250))


def _sceptre(hand: Hand) -> None:
    hand.fill(line(0.018, (-0.01, -0.16), (0.02, 0.2)), GOLD)
    hand.fill(oval(0.023, 0.23, 0.034), (176, 42, 58))
    hand.fill(oval(0.023, 0.27, 0.012), GOLD)


def _spear(hand: Hand) -> None:
    _pole(hand, 0.48)
    hand.fill(poly((-0.026, 0.47), (0, 0.62), (0.026, 0.47), (0, 0.44)), STEEL)


def _sword(hand: Hand) -> None:
    hand.fill(poly((-0.016, 0.03), (0.016, 0.03), (0.012, 0.4), (0, 0.43), (-0.012, 0.4)), STEEL)
    hand.fill(bars(0.024, ((-0.06, 0.035), (0.06, 0.035))), GOLD)
    hand.fill(line(0.018, (0, 0.03), (0, -0.05)) + oval(0, -0.06, 0.016), scaled(GOLD, 0.8))


def _rod(hand: Hand) -> None:
    hand.fill(line(0.012, (-0.09, -0.1), (0.0, 0.0), (0.16, 0.28), (0.26, 0.38)), WOOD, 0)
    hand.fill(line(0.004, (0.26, 0.38), (0.3, 0.2), (0.3, 0.0)), (232, 236, 240), 0)
    hand.fill(oval(0.3, -0.01, 0.014, 0.02), (204, 66, 56), 0)


def _broom(hand: Hand) -> None:
    _pole(hand, 0.32)
    hand.fill(limb((0, 0.3, 0.02), (0.0, 0.38, 0.045), (0.01, 0.5, 0.05)), (206, 168, 96))


def _fork(hand: Hand) -> None:
    _pole(hand, 0.28)
    tines = joined(line(0.01, (0, 0.28), (x, 0.31), (x, 0.42)) for x in (-0.04, 0.0, 0.04))
    hand.fill(tines, STEEL, 0.1)


def _bow(hand: Hand) -> None:
    hand.fill(
        line(0.016, (-0.05, 0.28), (0.02, 0.14), (0.03, 0.0), (0.02, -0.14), (-0.05, -0.28)),
        WOOD,
        0.1,
    )
    hand.fill(bars(0.004, ((-0.05, 0.28), (-0.05, -0.28))), PAPER, 0)


def _pick(hand: Hand) -> None:
    hand.fill(line(0.02, (-0.02, -0.16), (0.03, 0.22)), WOOD)
    hand.fill(limb((-0.12, 0.16, 0.004), (0.03, 0.225, 0.02), (0.18, 0.2, 0.004)), (120, 126, 136))


STAFFS: dict[str, Callable[[Hand], None]] = {
    "staff": _staff,
    "cane": _cane,
    "crook": _crook,
    "magic": _magic,
    "sceptre": _sceptre,
    "spear": _spear,
    "sword": _sword,
    "rod": _rod,
    "broom": _broom,
    "fork": _fork,
    "bow": _bow,
    "pick": _pick,
}
