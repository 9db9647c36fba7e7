"""Colours of what things are made of."""

from __future__ import annotations

from scripts.providers.local.light import Colour

GOLD: Colour = (222, 178, 84)
STEEL: Colour = (176, 186, 196)
WOOD: Colour = (134, 94, 62)
PAPER: Colour = (242, 232, 208)
GLASS: Colour = (176, 212, 226)
