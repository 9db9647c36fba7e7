"""Storyboards written from a direction, and what is told and seen in them."""

from __future__ import annotations

from typing import Any

from pipeline.storyboard import Storyboard, validate
from scripts.providers.local.story.brief import Brief
from scripts.providers.local.story.story import write_storyboard

FOX = (
    "A small red fox finds an old lantern in the forest at dusk. She carries it across the river "
    "to the lighthouse where Mira, the keeper, waits. A storm comes and the light fails. "
    "Together they guide the lost ship home."
)
GERMAN = (
    "Im Morgengrauen erwacht ein junger Fuchs auf einer trockenen Wiese. Er läuft durch den dunklen "
    "Wald zum alten Hafen. Mira, die Leuchtturmwärterin, zündet die Lampe an."
)


def board_of(direction: str, **more: Any) -> Storyboard:
    """The storyboard of a direction, which fits the pipeline's rules."""
    return validate(write_storyboard(Brief("x", direction=direction, **more)))


def told(board: Storyboard) -> list[str]:
    """What is said, shot for shot, without the silent ones."""
    return [shot.narration for shot in board.shots if shot.narration]


def asset_names(board: Storyboard) -> dict[str, str]:
    """The kind of each asset, by its name."""
    return {asset.name: asset.kind.value for asset in board.assets}


def plain(text: str) -> list[str]:
    """Its words, small, without signs."""
    return "".join(c if c.isalnum() else " " for c in text.lower()).split()
