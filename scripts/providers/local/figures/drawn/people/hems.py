"""Where garments end."""

from __future__ import annotations

from scripts.providers.local.figures.drawn.people.bodies import Dressed


def hem(person: Dressed) -> tuple[float, float]:
    """Height of the hem and how wide it falls, in hips."""
    garment, hip = person.role.garment, person.body.hip
    if person.pose == "sitting":
        return hip * 0.5, 1.5
    wide = 0.35 if person.pose in ("walking", "running") else 0.0
    return {
        "robe": (0.035, 1.9 + wide),
        "toga": (0.05, 1.75 + wide),
        "dress": (0.12, 2.1 + wide),
        "coat": (hip * 0.52, 1.6 + wide),
        "tunic": (hip * 0.66, 1.55 + wide),
        "lorica": (hip * 0.7, 1.5 + wide),
        "armour": (hip * 0.8, 1.45),
        "tutu": (hip - 0.03, 1.1),
        "suit": (hip - 0.05, 1.5),
        "wetsuit": (hip - 0.03, 1.05),
    }.get(garment, (hip - 0.025, 1.16))
