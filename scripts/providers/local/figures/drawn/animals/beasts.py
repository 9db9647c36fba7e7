"""What tells one four-legged animal from another: build, ears, tail, coat.

Lengths are shares of the height of the animal's back.
"""

from __future__ import annotations

from dataclasses import dataclass

from scripts.providers.local.light import Colour


@dataclass(frozen=True)
class Beast:
    """A four-legged animal seen from the side."""

    coat: Colour
    under: Colour = (240, 226, 206)  # belly, cheek and chest
    length: float = 0.95  # from hip to shoulder
    chest: float = 0.24  # radius
    waist: float = 0.19
    hip: float = 0.2
    leg: float = 0.062  # radius below the knee
    foot: str = "paw"  # or hoof, pad
    sock: Colour | None = None
    neck: float = 0.38
    neck_angle: float = 48  # degrees above the back
    neck_width: float = 0.13
    head: float = 0.135
    muzzle: float = 0.2  # length
    snout: float = 0.06  # radius at its end
    nod: float = 24  # degrees the muzzle points down
    ears: str = "pointed"
    tail: str = "thin"
    tail_tip: Colour | None = None
    horns: str = ""
    mane: str = ""
    mane_colour: Colour = (70, 50, 42)
    pattern: str = ""
    pattern_colour: Colour = (52, 44, 46)
    hump: int = 0
    gait: str = "standing"
