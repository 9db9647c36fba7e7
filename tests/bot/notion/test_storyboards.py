"""A storyboard in a row's page, as a table or as code."""

from __future__ import annotations

import pytest

from tests.bot.notion.desk import Desk

TABLE = [
    ["place", "motion", "narration", "seconds"],
    ["meadow", "pan left", "A fox wakes.", "4"],
    ["river", "push in", "It drinks.", "3,5 s"],
]


def table(rows: list[list[str]]) -> dict[str, object]:
    def cell(text: str) -> list[dict[str, object]]:
        return [{"type": "text", "text": {"content": text}}]

    made = [{"type": "table_row", "table_row": {"cells": [*map(cell, row)]}} for row in rows]
    return {"type": "table", "table": {"table_width": len(rows[0]), "children": made}}


def code(text: str) -> dict[str, object]:
    piece = {"type": "text", "text": {"content": text}}
    return {"type": "code", "code": {"rich_text": [piece], "language": "yaml"}}


async def test_a_table_of_shots_is_the_storyboard(office: Desk) -> None:
    row = office.plan()
    office.robin.write_body(row, [table([["name", "born"], ["fox", "May"]]), table(TABLE)])
    office.set(row, Status="Queued")
    await office.look()
    await office.work()
    board = (await office.film(row)).storyboard
    assert board is not None
    assert [shot.narration for shot in board.shots] == ["A fox wakes.", "It drinks."]


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (table([TABLE[0], ["meadow", "pan", "Hello.", "soon"]]), "Shot 1: “soon” is no number"),
        (table([[*TABLE[0], "mood"], [*TABLE[1], "calm"]]), "has a column “mood”"),
        (table([["narration", "place"], ["Hello.", "meadow"]]), "has no column motion"),
        (code("shots: [{place: meadow, motion: [}]"), "line"),
        (
            code(
                "assets: [{name: sun, kind: place, prompt: a sun}]\nshots: [{place: moon, motion: pan}]\n"
            ),
            "moon",
        ),
    ],
)
async def test_a_broken_storyboard_says_what_and_where(
    office: Desk, block: dict[str, object], said: str
) -> None:
    row = office.plan()
    office.robin.write_body(row, [block])
    office.set(row, Status="Queued")
    await office.look()
    shown = office.read(row)
    assert shown["Status"] == "Draft"
    assert said in shown["Error Log"]
    assert await office.film_of(row) is None
