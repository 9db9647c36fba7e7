"""Small things people hold: tools, instruments, papers."""

from __future__ import annotations

from collections.abc import Callable

from scripts.providers.local.figures.drawn.materials import GOLD, PAPER, STEEL, WOOD
from scripts.providers.local.figures.drawn.people.hand import Hand
from scripts.providers.local.figures.pen import INK, WHITE
from scripts.providers.local.figures.shapes import (
    bars,
    blob,
    box,
    joined,
    limb,
    line,
    moved,
    oval,
    poly,
)
from scripts.providers.local.light import scaled


def _lantern(hand: Hand) -> None:
    hand.glow(oval(0.01, -0.1, 0.13), (255, 220, 130), 0.8)
    hand.fill(line(0.008, (-0.03, -0.05), (0.0, 0.01), (0.04, -0.05)), INK, 0)
    hand.fill(box(-0.035, -0.15, 0.045, -0.06, 0.01), (255, 214, 116), 0.2)
    hand.fill(
        poly((-0.042, -0.06), (0.052, -0.06), (0.02, -0.03), (-0.01, -0.03))
        + box(-0.042, -0.165, 0.052, -0.145)
        + bars(0.008, ((0.005, -0.15), (0.005, -0.06))),
        (62, 54, 52),
        0.2,
    )


def _spyglass(hand: Hand) -> None:
    hand.fill(limb((-0.02, -0.01, 0.018), (0.08, 0.045, 0.022)), (150, 108, 58))
    hand.fill(limb((0.07, 0.04, 0.026), (0.13, 0.073, 0.028)), GOLD)


def _book(hand: Hand) -> None:
    hand.fill(poly((-0.05, -0.03), (0.055, -0.01), (0.055, 0.13), (-0.05, 0.11)), (142, 58, 54))
    hand.fill(poly((-0.04, -0.028), (0.055, -0.01), (0.055, 0.0), (-0.04, -0.016)), PAPER, 0)


def _quill(hand: Hand) -> None:
    hand.fill(limb((0.0, 0.0, 0.004), (0.03, 0.08, 0.02), (0.08, 0.18, 0.003)), WHITE)
    hand.fill(poly((-0.06, -0.09), (0.03, -0.1), (0.03, -0.01), (-0.06, 0.0)), PAPER)


def _scroll(hand: Hand) -> None:
    hand.fill(limb((-0.07, -0.03, 0.026), (0.09, 0.03, 0.026)), PAPER)
    hand.fill(line(0.012, (0.0, -0.03), (0.01, 0.03)), (176, 54, 52), 0)


def _briefcase(hand: Hand) -> None:
    hand.fill(
        line(0.012, (-0.03, -0.03), (-0.03, 0.0), (0.04, 0.0), (0.04, -0.03)), (62, 44, 36), 0
    )
    hand.fill(box(-0.09, -0.15, 0.1, -0.025, 0.014), (104, 72, 50))


def _bag(hand: Hand) -> None:
    _briefcase(hand)
    hand.fill(
        bars(0.018, ((-0.025, -0.088), (0.035, -0.088)), ((0.005, -0.118), (0.005, -0.058))),
        (224, 226, 226),
        0,
    )


def _palette(hand: Hand) -> None:
    hand.fill(
        blob(
            (-0.08, -0.01),
            (-0.04, 0.06),
            (0.06, 0.065),
            (0.11, 0.02),
            (0.06, -0.03),
            (0.02, -0.02),
            (-0.02, -0.05),
        ),
        (206, 164, 112),
    )
    for x, y, colour in (
        (-0.04, 0.02, (196, 58, 52)),
        (0.0, 0.04, (236, 190, 74)),
        (0.045, 0.035, (66, 104, 168)),
        (0.075, 0.008, (82, 136, 88)),
    ):
        hand.fill(oval(x, y, 0.015, 0.012), colour, 0)
    hand.fill(line(0.009, (-0.02, -0.03), (0.07, 0.15)), WOOD, 0)


def _bread(hand: Hand) -> None:
    hand.fill(
        limb((-0.09, 0.02, 0.035), (0.0, 0.035, 0.05), (0.1, 0.02, 0.035)), (206, 148, 84), 0.5
    )
    hand.fill(
        joined(line(0.01, (x, 0.06), (x + 0.03, 0.03)) for x in (-0.06, -0.01, 0.04)),
        (240, 206, 150),
        0,
    )


def _ladle(hand: Hand) -> None:
    hand.fill(line(0.013, (0.0, -0.06), (0.02, 0.17)), STEEL)
    hand.fill(oval(0.03, 0.19, 0.036, 0.028), STEEL)


def _watch(hand: Hand) -> None:
    hand.fill(line(0.006, (0, 0), (0.02, -0.06)), GOLD, 0)
    hand.fill(oval(0.02, -0.095, 0.04), GOLD)
    hand.fill(oval(0.02, -0.095, 0.03), PAPER, 0)
    hand.fill(line(0.005, (0.02, -0.075), (0.02, -0.095), (0.034, -0.1)), INK, 0)


def _purse(hand: Hand) -> None:
    hand.fill(
        blob(
            (-0.02, 0.0),
            (0.025, 0.0),
            (0.06, -0.07),
            (0.03, -0.11),
            (-0.03, -0.11),
            (-0.055, -0.07),
        ),
        (140, 92, 56),
    )
    hand.fill(bars(0.01, ((-0.025, -0.012), (0.03, -0.012))), GOLD, 0)


def _can(hand: Hand) -> None:
    hand.fill(line(0.01, (-0.05, -0.07), (-0.02, 0.01), (0.05, -0.06)), (70, 108, 100), 0)
    hand.fill(poly((-0.06, -0.07), (0.05, -0.07), (0.06, -0.17), (-0.07, -0.17)), (86, 132, 122))
    hand.fill(
        limb((0.05, -0.14, 0.012), (0.13, -0.07, 0.009)) + oval(0.14, -0.06, 0.02, 0.012, 40),
        (86, 132, 122),
    )


def _smoker(hand: Hand) -> None:
    hand.fill(box(-0.03, -0.1, 0.04, 0.0, 0.012), STEEL)
    hand.fill(poly((-0.03, 0.0), (0.04, 0.0), (0.06, 0.05)), scaled(STEEL, 0.85))
    for x, y, r in ((0.08, 0.08, 0.02), (0.11, 0.12, 0.03), (0.12, 0.19, 0.038)):
        hand.glow(oval(x, y, r * 1.4), (238, 238, 236), 0.8)


def _hammer(hand: Hand) -> None:
    hand.fill(line(0.02, (0, -0.06), (0.02, 0.16)), WOOD)
    hand.fill(box(-0.045, 0.145, 0.09, 0.2, 0.008), (112, 118, 128))


def _saw(hand: Hand) -> None:
    hand.fill(poly((0.0, 0.02), (0.0, -0.03), (0.26, 0.03), (0.26, 0.06)), STEEL, 0.2)
    hand.fill(
        line(0.022, (-0.04, 0.02), (-0.05, -0.03), (0.0, -0.03), (0.005, 0.02), (-0.04, 0.02)),
        WOOD,
        0.1,
    )


def _plan(hand: Hand) -> None:
    hand.fill(limb((-0.1, -0.02, 0.024), (0.12, 0.06, 0.024)), (118, 158, 204))
    hand.fill(oval(0.125, 0.062, 0.01, 0.022, 20), WHITE, 0)


def _gear(hand: Hand) -> None:
    hand.fill(
        joined(
            moved(box(-0.014, 0.04, 0.014, 0.075), 0.02, 0.05, 1, turn)
            for turn in range(0, 360, 45)
        )
        + oval(0.02, 0.05, 0.05),
        (196, 148, 80),
    )
    hand.fill(oval(0.02, 0.05, 0.018), (92, 66, 48), 0)


def _scissors(hand: Hand) -> None:
    hand.fill(
        poly((0.0, 0.02), (0.06, 0.15), (0.016, 0.03))
        + poly((0.03, 0.02), (0.0, 0.16), (0.014, 0.02)),
        STEEL,
        0.1,
    )


def _flask(hand: Hand) -> None:
    outline = ((-0.015, 0.12), (0.025, 0.12), (0.025, 0.06), (0.07, -0.03), (-0.06, -0.03))
    hand.fill(poly(*outline, (-0.015, 0.06)), (220, 236, 240))
    hand.fill(
        poly((-0.035, 0.02), (0.045, 0.02), (0.065, -0.025), (-0.055, -0.025)), (86, 196, 150), 0.2
    )


def _violin(hand: Hand) -> None:
    hand.fill(
        blob(
            (-0.03, 0.05),
            (0.03, 0.05),
            (0.035, 0.0),
            (0.055, -0.07),
            (0.0, -0.11),
            (-0.055, -0.07),
            (-0.035, 0.0),
        ),
        (168, 92, 46),
    )
    hand.fill(bars(0.016, ((0, 0.03), (0, 0.18))), (62, 42, 34), 0)
    hand.fill(line(0.006, (0.1, -0.1), (0.07, 0.2)), PAPER, 0)


def _microphone(hand: Hand) -> None:
    hand.fill(line(0.02, (0, -0.04), (-0.02, 0.07)), INK)
    hand.fill(oval(-0.024, 0.1, 0.027, 0.032), (120, 126, 136))


def _lens(hand: Hand) -> None:
    hand.fill(line(0.016, (0, -0.05), (0.02, 0.06)), WOOD)
    hand.fill(oval(0.035, 0.12, 0.06), (176, 142, 78))
    hand.fill(oval(0.035, 0.12, 0.047), (206, 230, 236), 0.2)


TOOLS: dict[str, Callable[[Hand], None]] = {
    "lantern": _lantern,
    "spyglass": _spyglass,
    "book": _book,
    "quill": _quill,
    "scroll": _scroll,
    "briefcase": _briefcase,
    "bag": _bag,
    "palette": _palette,
    "bread": _bread,
    "ladle": _ladle,
    "watch": _watch,
    "purse": _purse,
    "can": _can,
    "smoker": _smoker,
    "hammer": _hammer,
    "saw": _saw,
    "plan": _plan,
    "gear": _gear,
    "scissors": _scissors,
    "flask": _flask,
    "violin": _violin,
    "microphone": _microphone,
    "lens": _lens,
}
