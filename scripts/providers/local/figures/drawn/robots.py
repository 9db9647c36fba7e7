"""Machines that act: robots, androids, droids."""

from __future__ import annotations

from scripts.providers.local.figures.pen import INK, WHITE, Looks, Pen
from scripts.providers.local.figures.shapes import (
    bars,
    blob,
    both_sides,
    box,
    joined,
    limb,
    line,
    oval,
)
from scripts.providers.local.light import Colour, mixed, scaled

_GLOW: Colour = (126, 226, 222)
_BRASS: Colour = (196, 152, 84)


def draw_machine(pen: Pen, looks: Looks, name: str) -> None:
    """Draw a machine of this name."""
    if name == "droid":
        _droid(pen, looks.coat((214, 218, 224)))
    elif name == "android":
        _android(pen, looks.coat((218, 222, 228)))
    else:
        brass = name == "automaton"
        _robot(
            pen,
            looks.coat(_BRASS if brass else (142, 160, 176)),
            _GLOW if not brass else (255, 206, 112),
        )


def _robot(pen: Pen, metal: Colour, glow: Colour) -> None:
    dark = scaled(metal, 0.62)
    for side in (1, -1):
        tone = 0.8 if side > 0 else 1.0
        pen.fill(
            limb((side * 0.09, 0.4, 0.04), (side * 0.1, 0.22, 0.034), (side * 0.1, 0.08, 0.036)),
            scaled(dark, tone),
            shade=0.4,
        )
        pen.fill(oval(side * 0.1, 0.24, 0.05), scaled(metal, tone), shade=0.4)
        pen.fill(
            blob(
                (side * 0.1 - 0.08, 0),
                (side * 0.1 - 0.07, 0.07),
                (side * 0.1 + 0.03, 0.1),
                (side * 0.1 + 0.12, 0.05),
                (side * 0.1 + 0.13, 0),
            ),
            scaled(metal, tone),
            shade=0.4,
        )
        pen.fill(
            limb((side * 0.22, 0.66, 0.036), (side * 0.29, 0.5, 0.032), (side * 0.27, 0.38, 0.034)),
            scaled(dark, tone),
            shade=0.4,
        )
        pen.fill(
            oval(side * 0.27, 0.35, 0.056)
            + limb((side * 0.24, 0.33, 0.018), (side * 0.245, 0.28, 0.014))
            + limb((side * 0.3, 0.33, 0.018), (side * 0.3, 0.28, 0.014)),
            scaled(metal, tone),
            shade=0.3,
        )
        pen.fill(oval(side * 0.215, 0.68, 0.07), scaled(metal, tone), shade=0.4)
    pen.fill(
        blob((-0.18, 0.72), (0.18, 0.72), (0.2, 0.6), (0.14, 0.4), (-0.14, 0.4), (-0.2, 0.6)),
        metal,
        marks=[(bars(0.012, ((-0.2, 0.47), (0.2, 0.47))), dark)],
        shade=0.6,
    )
    pen.fill(box(-0.1, 0.52, 0.11, 0.66, 0.025), dark, shade=0.3)
    pen.fill(oval(-0.03, 0.6, 0.03), glow, shade=0.2)
    pen.line(
        joined(bars(0.014, ((0.02, y), (0.085, y))) for y in (0.62, 0.59, 0.56)),
        mixed(glow, WHITE, 0.3),
    )
    pen.fill(box(-0.05, 0.7, 0.05, 0.76), dark, shade=0.3)
    pen.fill(line(0.014, (0.03, 0.96), (0.05, 1.04)), dark, shade=0)
    pen.fill(oval(0.052, 1.06, 0.026), (226, 106, 84), shade=0.3)
    pen.fill(both_sides(oval(0.185, 0.86, 0.035, 0.055)), dark, shade=0.3)
    pen.fill(box(-0.18, 0.75, 0.18, 0.98, 0.08), metal, shade=0.6)
    pen.fill(box(-0.11, 0.795, 0.165, 0.925, 0.055), INK, shade=0)
    pen.fill(oval(-0.03, 0.865, 0.03, 0.036) + oval(0.095, 0.865, 0.026, 0.034), glow, shade=0.2)


def _android(pen: Pen, shell: Colour) -> None:
    joint, dark = (66, 72, 86), scaled(shell, 0.84)
    for side in (1, -1):
        tone = shell if side < 0 else dark
        leg = limb(
            (side * 0.045, 0.5, 0.055), (side * 0.055, 0.28, 0.04), (side * 0.055, 0.06, 0.028)
        )
        pen.fill(leg, tone, marks=[(oval(side * 0.055, 0.27, 0.05, 0.025), joint)], shade=0.5)
        pen.fill(
            limb((side * 0.055, 0.024, 0.026), (side * 0.055 + 0.06, 0.016, 0.016)),
            joint,
            shade=0.3,
        )
        arm = limb(
            (side * 0.12, 0.78, 0.04),
            (side * 0.15, 0.62, 0.032),
            (side * 0.145, 0.48, 0.024),
            (side * 0.15, 0.44, 0.022),
        )
        pen.fill(arm, tone, marks=[(oval(side * 0.15, 0.63, 0.05, 0.02), joint)], shade=0.5)
    pen.fill(
        blob(
            (-0.11, 0.82),
            (0.11, 0.82),
            (0.1, 0.68),
            (0.065, 0.6),
            (0.085, 0.48),
            (-0.085, 0.48),
            (-0.065, 0.6),
            (-0.1, 0.68),
        ),
        shell,
        marks=[(blob((-0.12, 0.63), (0.12, 0.63), (0.12, 0.57), (-0.12, 0.57)), joint)],
        shade=0.6,
    )
    pen.fill(oval(0.02, 0.73, 0.022), _GLOW, shade=0)
    pen.fill(limb((0.0, 0.86, 0.026), (0.0, 0.81, 0.03)), joint, shade=0.3)
    pen.fill(
        blob(
            (-0.058, 0.95), (0.0, 1.0), (0.06, 0.95), (0.052, 0.88), (0.015, 0.855), (-0.045, 0.88)
        ),
        shell,
        shade=0.5,
    )
    pen.fill(
        blob((-0.02, 0.955), (0.03, 0.965), (0.058, 0.945), (0.05, 0.905), (-0.02, 0.91)),
        INK,
        shade=0,
    )
    pen.line(oval(0.008, 0.935, 0.009) + oval(0.038, 0.936, 0.008), _GLOW)


def _droid(pen: Pen, shell: Colour) -> None:
    trim = (226, 138, 58)
    pen.fill(limb((0.3, 0.6, 0.06), (0.32, 0.12, 0.06)), scaled(shell, 0.7))
    pen.fill(
        box(-0.26, 0.16, 0.28, 0.68, 0.06),
        shell,
        marks=[
            (joined(bars(0.05, ((-0.16, y), (0.16, y))) for y in (0.58, 0.46)), trim),
            (
                joined(bars(0.016, ((-0.12, y), (0.14, y))) for y in (0.34, 0.3, 0.26)),
                scaled(shell, 0.6),
            ),
        ],
        shade=0.7,
    )
    pen.fill(
        [[(0.27 * x, 0.68 + 0.28 * y) for x, y in oval(0.02, 0, 1.0)[0] if y >= -0.01]],
        shell,
        marks=[(bars(0.06, ((-0.4, 0.72), (0.4, 0.72))), trim)],
        shade=0.6,
    )
    pen.fill(oval(0.08, 0.83, 0.062), INK, shade=0.2)
    pen.fill(oval(0.08, 0.83, 0.034), _GLOW, shade=0.2)
    pen.line(oval(-0.1, 0.8, 0.022), (214, 76, 66))
    pen.fill(limb((-0.3, 0.62, 0.065), (-0.32, 0.14, 0.06)), scaled(shell, 0.92))
    for x in (-0.34, 0.32, 0.02):
        pen.fill(
            blob((x - 0.11, 0), (x - 0.08, 0.1), (x + 0.08, 0.1), (x + 0.12, 0)), trim, shade=0.4
        )
