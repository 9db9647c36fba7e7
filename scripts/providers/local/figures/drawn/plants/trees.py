"""Trees and bushes."""

from __future__ import annotations

from random import Random

from scripts.providers.local.figures.drawn.plants.drawing import Draw
from scripts.providers.local.figures.pen import WHITE, Pen
from scripts.providers.local.figures.shapes import bars, blob, joined, limb, line, oval, poly
from scripts.providers.local.light import Colour, mixed, scaled

BARK: Colour = (104, 76, 58)


def foliage(pen: Pen, leaf: Colour, puffs: list[tuple[float, float, float]]) -> None:
    """Leaves in round masses: the dark ones behind, light ones on the side of the light."""
    pen.fill(
        joined(oval(x + 0.03, y - 0.03, r) for x, y, r in puffs), scaled(leaf, 0.74), shade=0.5
    )
    pen.fill(joined(oval(x, y, r * 0.9) for x, y, r in puffs), leaf, shade=0.6)
    light = joined(oval(x - r * 0.26, y + r * 0.3, r * 0.5, r * 0.4) for x, y, r in puffs)
    pen.fill(light, mixed(leaf, (246, 236, 160), 0.22), shade=0)


def draw_tree(pen: Pen, leaf: Colour, chance: Random) -> None:
    pen.fill(
        limb((0.0, 0.0, 0.06), (0.01, 0.2, 0.038), (0.0, 0.5, 0.03))
        + limb((0, 0.3, 0.024), (0.14, 0.5, 0.015))
        + limb((0, 0.34, 0.022), (-0.13, 0.52, 0.015)),
        BARK,
    )
    puffs = [
        (0.0, 0.8, 0.19),
        (-0.19, 0.64, 0.16),
        (0.2, 0.66, 0.16),
        (0.0, 0.6, 0.18),
        (0.1, 0.82, 0.14),
        (-0.12, 0.78, 0.14),
    ]
    foliage(pen, leaf, [(x + chance.uniform(-0.02, 0.02), y, r) for x, y, r in puffs])


def draw_oak(pen: Pen, leaf: Colour, chance: Random) -> None:
    trunk = (
        limb((-0.02, 0.0, 0.12), (0.0, 0.14, 0.075), (0.0, 0.4, 0.062))
        + limb((0.1, 0.0, 0.03), (0.02, 0.1, 0.05))
        + limb((-0.14, 0.0, 0.03), (-0.02, 0.1, 0.05))
    )
    boughs = limb((0, 0.3, 0.05), (0.2, 0.44, 0.034), (0.36, 0.56, 0.02)) + limb(
        (0, 0.28, 0.05), (-0.2, 0.42, 0.034), (-0.38, 0.54, 0.02)
    )
    pen.fill(trunk + boughs, scaled(BARK, 0.9))
    puffs = [
        (0, 0.78, 0.2),
        (-0.26, 0.7, 0.18),
        (0.26, 0.7, 0.18),
        (-0.42, 0.56, 0.15),
        (0.42, 0.56, 0.15),
        (-0.16, 0.56, 0.17),
        (0.16, 0.56, 0.17),
        (0, 0.62, 0.18),
    ]
    foliage(pen, leaf, [(x + chance.uniform(-0.02, 0.02), y, r) for x, y, r in puffs])


def _fir(pen: Pen, leaf: Colour, chance: Random) -> None:
    pen.fill(poly((-0.03, 0), (0.03, 0), (0.025, 0.2), (-0.025, 0.2)), BARK)
    for i in range(6):
        low, half = 0.1 + 0.14 * i, 0.29 - 0.043 * i
        sag = chance.uniform(0.02, 0.04)
        tier = poly(
            (0, low + 0.27),
            (half, low - sag),
            (half * 0.62, low + 0.022),
            (half * 0.3, low - 0.02),
            (0, low + 0.015),
            (-half * 0.34, low - 0.02),
            (-half * 0.66, low + 0.02),
            (-half, low - sag),
        )
        pen.fill(tier, mixed(scaled(leaf, 0.82 + 0.05 * i), leaf, 0.3), shade=0.6)


def _pine(pen: Pen, leaf: Colour, chance: Random) -> None:
    pen.fill(
        limb((0.0, 0.0, 0.04), (0.02, 0.4, 0.03), (-0.01, 0.9, 0.014))
        + limb((0.01, 0.5, 0.018), (0.18, 0.6, 0.01))
        + limb((0.0, 0.6, 0.018), (-0.18, 0.68, 0.01)),
        (146, 94, 64),
    )
    for x, y, wide in (
        (0.2, 0.62, 0.16),
        (-0.2, 0.7, 0.17),
        (0.12, 0.78, 0.18),
        (-0.08, 0.88, 0.17),
        (0.02, 0.96, 0.12),
    ):
        wide *= chance.uniform(0.92, 1.08)
        cloud = blob(
            (x - wide, y - 0.01),
            (x - wide * 0.6, y + 0.055),
            (x, y + 0.08),
            (x + wide * 0.6, y + 0.05),
            (x + wide, y - 0.015),
            (x + wide * 0.4, y - 0.035),
            (x - wide * 0.5, y - 0.03),
        )
        pen.fill(cloud, leaf, shade=0.7)


def draw_birch(pen: Pen, leaf: Colour, chance: Random) -> None:
    bark = joined(
        bars(0.014, ((x, y), (x + chance.uniform(0.02, 0.035), y)))
        for x, y in ((chance.uniform(-0.04, 0.02), 0.04 + 0.05 * i) for i in range(14))
    )
    trunk = (
        limb((0.0, 0.0, 0.036), (0.015, 0.4, 0.026), (0.0, 0.86, 0.01))
        + limb((0.012, 0.42, 0.014), (0.12, 0.64, 0.008))
        + limb((0.01, 0.46, 0.014), (-0.11, 0.66, 0.008))
    )
    pen.fill(trunk, (238, 236, 228), marks=[(bark, (66, 62, 66))], shade=0.5)
    foliage(
        pen,
        leaf,
        [
            (0.0, 0.9, 0.11),
            (-0.1, 0.76, 0.12),
            (0.11, 0.76, 0.12),
            (-0.13, 0.6, 0.1),
            (0.14, 0.6, 0.1),
            (0.02, 0.68, 0.12),
        ],
    )


def _palm(pen: Pen, leaf: Colour, _: Random) -> None:
    trunk = limb((-0.1, 0.0, 0.05), (-0.06, 0.3, 0.034), (0.0, 0.6, 0.028), (0.06, 0.82, 0.026))
    rings = joined(bars(0.01, ((-0.2, 0.04 + 0.06 * i), (0.2, 0.05 + 0.06 * i))) for i in range(13))
    pen.fill(trunk, (156, 120, 84), marks=[(rings, (122, 90, 62))], shade=0.5)
    x, y = 0.065, 0.83
    fronds = (
        (-0.42, 0.0, -0.12),
        (-0.34, 0.12, 0.04),
        (-0.18, 0.16, 0.14),
        (0.42, -0.02, -0.14),
        (0.36, 0.12, 0.03),
        (0.2, 0.17, 0.14),
        (-0.26, -0.04, -0.24),
        (0.28, -0.04, -0.25),
    )
    for i, (dx, dy, end) in enumerate(fronds):
        frond = limb(
            (x, y, 0.012), (x + dx * 0.5, y + max(dy, 0.06) + 0.04, 0.038), (x + dx, y + end, 0.004)
        )
        rib = line(0.006, (x, y), (x + dx * 0.5, y + max(dy, 0.06) + 0.04), (x + dx, y + end))
        pen.fill(
            frond,
            scaled(leaf, (0.8, 0.95, 1.0, 0.8, 0.95, 1.05, 0.7, 0.7)[i]),
            marks=[(rib, mixed(leaf, WHITE, 0.25))],
            shade=0.4,
        )
    pen.fill(oval(x - 0.03, y - 0.03, 0.03) + oval(x + 0.035, y - 0.035, 0.03), (126, 86, 54))


def draw_willow(pen: Pen, leaf: Colour, chance: Random) -> None:
    pen.fill(limb((0.0, 0.0, 0.08), (0.0, 0.24, 0.05), (0.02, 0.6, 0.04)), BARK)
    pen.fill(
        joined(oval(x, y, r) for x, y, r in ((0, 0.8, 0.2), (-0.2, 0.72, 0.17), (0.2, 0.72, 0.17))),
        scaled(leaf, 0.76),
        shade=0.6,
    )
    for i in range(17):
        x = -0.36 + 0.045 * i
        top = 0.94 - abs(x) * 0.55
        low = chance.uniform(0.1, 0.3)
        strand = limb(
            (x * 0.7, top, 0.03), (x * 1.1, (top + low) / 2 + 0.1, 0.03), (x * 1.18, low, 0.006)
        )
        pen.fill(strand, scaled(leaf, chance.choice((0.84, 0.94, 1.04))), shade=0.3)


def draw_bush(pen: Pen, leaf: Colour, chance: Random) -> None:
    puffs = [
        (-0.42, 0.24, 0.22),
        (-0.14, 0.42, 0.27),
        (0.2, 0.38, 0.25),
        (0.46, 0.22, 0.21),
        (0.02, 0.2, 0.25),
    ]
    pen.fill(
        blob((-0.6, 0.0), (-0.6, 0.16), (0, 0.26), (0.6, 0.16), (0.62, 0.0)),
        scaled(leaf, 0.7),
        shade=0.3,
    )
    foliage(pen, leaf, [(x, y + chance.uniform(-0.02, 0.02), r) for x, y, r in puffs])


TREES: dict[str, tuple[Draw, Colour]] = {
    "tree": (draw_tree, (88, 142, 76)),
    "oak": (draw_oak, (96, 134, 66)),
    "pine": (_pine, (58, 108, 82)),
    "fir": (_fir, (48, 98, 78)),
    "birch": (draw_birch, (148, 176, 78)),
    "palm": (_palm, (84, 152, 84)),
    "willow": (draw_willow, (136, 164, 86)),
    "bush": (draw_bush, (82, 134, 78)),
}
