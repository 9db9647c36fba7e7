"""A film planned, approved at every gate, redone in one shot and published from Notion alone."""

from __future__ import annotations

import pytest

from pipeline import queries
from tests.bot.notion.desk import Desk

BOARD = """
assets: [{name: meadow, kind: place, prompt: a meadow}]
shots:
  - {place: meadow, motion: pan left, narration: A fox wakes.}
  - {place: meadow, motion: push in}
"""


def code(text: str) -> dict[str, object]:
    piece = {"type": "text", "text": {"content": text}}
    return {"type": "code", "code": {"rich_text": [piece], "language": "yaml"}}


async def test_from_notion_alone(office: Desk) -> None:
    row = office.plan(Topic="a fox")
    office.robin.write_body(row, [code(BOARD)])
    office.set(row, Status="Queued")
    await office.look()
    assert await office.film_of(row) is not None
    await office.work()
    shown = office.read(row)
    assert shown["Status"] == "Storyboard Ready"
    assert "set Status to “Approved - Storyboard”" in shown["Progress"]
    assert shown["Preview"] and shown["Number"] == 1

    for approval, then in [
        ("Approved - Storyboard", "Assets Ready"),
        ("Approved - Assets", "Video Ready"),
    ]:
        office.set(row, Status=approval)
        await office.look()
        await office.work()
        assert office.read(row)["Status"] == then

    office.set(row, Redo="2: slower")
    await office.look()
    assert office.read(row)["Redo"] in ("", None)
    await office.work()
    async with office.tools.database.transaction() as session:
        film = (await queries.videos(session))[0]
        takes = await queries.chosen_takes(session, film.id, [film.state.step])
    assert [(take.number, take.take, take.note) for take in takes] == [(1, 1, ""), (2, 2, "slower")]
    assert "before-after" in str(office.read(row)["Preview"]), "as it was, beside what it is now"

    for approval, then in [
        ("Approved - Video", "Audio Ready"),
        ("Approved - Audio", "Final Review"),
        ("Approved", "Published"),
    ]:
        office.set(row, Status=approval)
        await office.look()
        await office.work()
        assert office.read(row)["Status"] == then
    assert office.read(row)["Error Log"] in ("", None)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"Title": None}, "The title is empty"),
        ({"Channel": None}, "Set Channel to the film's channel: nature, history."),
        ({"Priority": 2.5}, "Priority is a whole number"),
    ],
)
async def test_a_row_that_cannot_be_queued_says_why(
    office: Desk, values: dict[str, object], said: str
) -> None:
    row = office.plan(**values)
    office.set(row, Status="Queued")
    await office.look()
    shown = office.read(row)
    assert shown["Status"] == "Draft"
    assert said in shown["Error Log"]
    assert await office.film_of(row) is None


async def test_what_is_not_possible_now_is_set_back_and_explained(office: Desk) -> None:
    row = office.plan()
    office.set(row, Status="Queued")
    await office.look()
    office.set(row, Status="Approved - Video", Mode="final")
    await office.look()
    shown = office.read(row)
    assert (shown["Status"], shown["Mode"]) == ("Queued", "draft")
    assert "cannot be set to “Approved - Video”" in shown["Error Log"]
    assert "Mode cannot be changed" in shown["Error Log"]


async def test_queued_and_cancelled_within_one_poll_starts_nothing(office: Desk) -> None:
    row = office.plan()
    office.set(row, Status="Queued")
    office.set(row, Status="Cancelled")
    await office.look()
    assert await office.film_of(row) is None
    assert office.read(row)["Status"] == "Cancelled"


async def test_twenty_rows_go_by_priority(office: Desk) -> None:
    rows = [office.plan(Title=f"Film {n}", Priority=n % 5) for n in range(20)]
    for row in rows:
        office.set(row, Status="Queued")
    await office.look()
    by_number = sorted(rows, key=lambda row: office.read(row)["Number"])
    assert [office.read(row)["Priority"] for row in by_number] == sorted(
        [n % 5 for n in range(20)], reverse=True
    )


async def test_an_approval_of_something_else_does_not_count(office: Desk) -> None:
    row = office.plan()
    office.set(row, Status="Queued")
    await office.look()
    await office.work()
    office.set(row, Title="The Fox and the Moon")
    await office.look()
    assert office.read(row)["Title"] == "The Fox and the Moon"
    assert office.read(row)["Status"] == "Storyboard Ready"


async def test_a_row_in_the_trash_stops_nothing_and_shows_again_once_it_is_back(
    office: Desk,
) -> None:
    row = office.plan()
    office.set(row, Status="Queued")
    await office.look()
    office.robin.trash(row)
    await office.work()
    office.robin.restore(row)
    await office.look()
    assert office.read(row)["Status"] == "Storyboard Ready"
