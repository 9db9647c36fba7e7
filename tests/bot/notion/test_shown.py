"""What of a row's changes a person made."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

import pytest

from bot.notion.rows import Row, row_of
from bot.notion.schema import Name
from bot.notion.shown import Asked, Shown
from pipeline.lifecycle import Step

ID = uuid.UUID(int=7)
PAGE = "0" * 31 + "1"


def row(**values: dict[str, Any]) -> Row:
    """A row with these properties; `_` in a name stands for a space."""
    properties = {name.replace("_", " "): {"id": name, **one} for name, one in values.items()}
    return row_of(
        {
            "id": PAGE,
            "parent": {"data_source_id": PAGE},
            "properties": properties,
            "last_edited_time": "2026-11-22T10:00:00.000Z",
            "last_edited_by": {"id": "robin"},
        }
    )


def text(words: str, id: str | None = None) -> dict[str, Any]:
    piece = {"type": "text", "text": {"content": words}, "plain_text": words}
    return {"type": "rich_text", "rich_text": [piece] if words else []} | ({"id": id} if id else {})


def status(name: str | None, kind: str = "status") -> dict[str, Any]:
    return {"type": kind, kind: {"name": name} if name else None}


def test_what_differs_from_what_was_written_is_an_edit() -> None:
    shown = Shown(ID, written={"Topic": "a fox", "Redo": None})
    now = row(Topic=text("a wolf"), Redo=text(""), Progress=text("done"))
    shown.learn(now)
    assert shown.edits(now) == {Name.TOPIC: "a wolf"}


def test_what_arrived_though_its_answer_was_lost_is_none() -> None:
    shown = Shown(ID, written={"Status": "Queued"}, sent={"Status": "Storyboard Ready"})
    now = row(Status=status("Storyboard Ready"))
    shown.learn(now)
    assert (shown.edits(now), shown.sent) == ({}, {})
    assert shown.written["Status"] == "Storyboard Ready"


def test_what_did_not_arrive_leaves_a_persons_edit_one() -> None:
    shown = Shown(ID, written={"Status": "Queued"}, sent={"Status": "Storyboard Ready"})
    now = row(Status=status("Cancelled"))
    shown.learn(now)
    assert shown.edits(now) == {Name.STATUS: "Cancelled"}


@pytest.mark.parametrize(
    ("made_anew", "edits"),
    [
        ({"Topic": text("", "new")}, {}),
        ({"Topic": text("a wolf", "new")}, {Name.TOPIC: "a wolf"}),
        ({"Topic": text("", "Topic")}, {Name.TOPIC: None}),
        ({"Status": {"id": "new", **status("Not started")}}, {}),
        ({"Status": {"id": "new", **status("Draft")}}, {}),
        ({"Status": {"id": "new", **status("Cancelled")}}, {Name.STATUS: "Cancelled"}),
    ],
)
def test_a_property_made_anew_was_emptied_by_nobody(
    made_anew: dict[str, Any], edits: dict[Name, str | None]
) -> None:
    shown = Shown(ID, written={"Topic": "a fox", "Status": "Video Ready"})
    shown.learn(row(Topic=text("a fox"), Status=status("Video Ready")))
    now = row(**{"Topic": text("a fox"), "Status": status("Video Ready")} | made_anew)
    shown.learn(now)
    assert shown.edits(now) == edits


def test_a_property_that_is_away_for_a_while_is_no_edit() -> None:
    shown = Shown(ID, written={"Topic": "a fox", "Priority": "3"})
    now = row(Topic=text("a fox"))
    shown.learn(now)
    assert shown.edits(now) == {}
    assert shown.written["Priority"] == "3"


def test_slates_own_words_are_overwritten_only_where_they_differ() -> None:
    shown = Shown(ID, written={"Progress": "clips 1 of 3", "Cost": None})
    assert not shown.is_overwritten(row(Progress=text("clips 1 of 3"), Topic=text("a wolf")))
    assert shown.is_overwritten(row(Progress=text("done!")))


def test_it_is_kept_whole() -> None:
    asked = Asked("all: older", frozenset({(Step.ASSETS, 2)}), "It costs $1.", ID)
    shown = Shown(
        video_id=ID,
        page_id=PAGE,
        written={"Topic": "a"},
        sent={"Title": "b"},
        ids={"Topic": "x"},
        review_id=ID,
        said={"Status": "said"},
        asked=asked,
        missing="missing",
        owes=True,
        lacks=True,
        is_gone=True,
        version=3,
    )
    assert Shown.of(shown.mirror()) == shown
    assert Shown.of(replace(shown, asked=None, review_id=None).mirror()).asked is None


@pytest.mark.parametrize(
    ("start", "plain"),
    [
        ("2026-01-01", "2026-01-01"),
        ("2026-01-01T10:00:59.000+02:00", "2026-01-01T08:00:00+00:00"),
        ("0001-01-01T00:00:00.000+14:00", "0001-01-01T00:00:00.000+14:00"),
        ("2026-02-31T00:00:00Z", "2026-02-31T00:00:00Z"),
        (None, None),
    ],
)
def test_dates_are_compared_to_the_minute_and_none_breaks_a_row(
    start: str | None, plain: str | None
) -> None:
    date = {"type": "date", "date": {"start": start} if start else None}
    assert row(Publish_At=date).values["Publish At"] == plain


def test_a_page_in_no_database_is_told_by_its_home() -> None:
    page = {"id": PAGE, "parent": {"page_id": PAGE}, "last_edited_time": "2026-11-22T10:00:00Z"}
    assert row_of(page).data_source_id == ""
