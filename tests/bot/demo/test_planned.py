"""The film that the demo plans can be planned as it is."""

from __future__ import annotations

from typing import Any

from bot.demo.planned import COLUMNS, PLANNED
from bot.notion.storyboards import from_table, is_of_shots
from bot.signals import parse_redo
from pipeline import storyboard
from pipeline.channels import ChannelConfig
from pipeline.lifecycle import Step
from pipeline.requests import MAX_TITLE, MAX_TOPIC


def _typed(block: dict[str, Any]) -> list[list[str]]:
    """The words in a table's cells."""
    rows = (row["table_row"]["cells"] for row in block["table"]["children"])
    return [["".join(p["text"]["content"] for p in cell) for cell in cells] for cells in rows]


def test_its_table_is_a_storyboard() -> None:
    (table,) = PLANNED.body()
    cells = _typed(table)
    assert is_of_shots(cells)
    board = storyboard.parse(from_table(cells, PLANNED.title), title=PLANNED.title)
    assert len(board.shots) == len(PLANNED.shots) == 2
    assert {name for shot in PLANNED.shots for name in shot} <= set(COLUMNS)


def test_it_fits_a_channel_and_a_row() -> None:
    ChannelConfig(name=PLANNED.channel_name, look=PLANNED.look)
    assert len(PLANNED.title) <= MAX_TITLE and len(PLANNED.topic) <= MAX_TOPIC
    wishes = parse_redo(PLANNED.redo, Step.VIDEO)
    assert wishes is not None and len(wishes) == 1
