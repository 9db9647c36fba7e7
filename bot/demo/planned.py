"""The film that the demo plans in Notion: short, with its storyboard in the row's page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.sandbox.errors import Json

COLUMNS = ("place", "character", "motion", "narration", "sound", "seconds")


@dataclass(frozen=True)
class Planned:
    """A channel, and a row somebody writes for it.

    Attributes:
        channel: The key of the channel.
        channel_name: What people read.
        look: Said with every picture of the channel.
        shots: What the table in the row's page says, by `COLUMNS`.
        redo: What is written into Redo once the clips are shown.
    """

    channel: str
    channel_name: str
    look: str
    title: str
    topic: str
    redo: str
    shots: Sequence[Mapping[str, str]] = field(repr=False)

    def body(self) -> list[Json]:
        """The page's body: a table with a row for each shot, as people type it."""
        rows = [COLUMNS, *([shot.get(name, "") for name in COLUMNS] for shot in self.shots)]
        table = {
            "table_width": len(COLUMNS),
            "has_column_header": True,
            "has_row_header": False,
            "children": [_row(cells) for cells in rows],
        }
        return [{"type": "table", "table": table}]


def _row(cells: Sequence[str]) -> Json:
    written = [[{"type": "text", "text": {"content": cell}}] if cell else [] for cell in cells]
    return {"type": "table_row", "table_row": {"cells": written}}


PLANNED = Planned(
    channel="harbour-lights",
    channel_name="Harbour Lights",
    look="cold blues, low sun, 85 mm",
    title="The Lamp of Gull Rock",
    topic="A lighthouse at dusk, and who finds home by it",
    redo="2: slower, closer",
    shots=(
        {
            "place": "lighthouse on a rock at dusk",
            "motion": "The lamp turns. Camera slow push in.",
            "narration": "At dusk somebody lights the lamp.",
            "sound": "waves",
            "seconds": "2",
        },
        {
            "place": "calm bay at dawn",
            "character": "gull",
            "motion": "The gull glides. Camera pan left.",
            "narration": "By morning every boat is home.",
            "sound": "gulls",
            "seconds": "2",
        },
    ),
)
