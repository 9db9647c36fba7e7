"""Properties as plain values, and back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notion.values import (
    File,
    Upload,
    has_time,
    read_choice,
    read_files,
    read_moment,
    read_number,
    read_text,
    read_url,
    write_choice,
    write_files,
    write_moment,
    write_number,
    write_text,
    write_url,
)
from pipeline.errors import InvalidInput
from pipeline.lifecycle import LABELS
from tests.bot.notion.pages import told

BERLIN = ZoneInfo("Europe/Berlin")
MOMENTS = st.datetimes(
    datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)
).map(lambda moment: moment.replace(second=0, microsecond=0))  # fmt: skip


def date(start: str, zone: str | None = None) -> dict[str, Any]:
    return {"type": "date", "date": {"start": start, "end": None, "time_zone": zone}}


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
@pytest.mark.parametrize("kind", ["rich_text", "title"])
def test_a_text_is_read_as_it_was_written(kind: str, text: str) -> None:
    assert read_text(told(write_text(text, kind))) == text


@pytest.mark.parametrize("kind", ["select", "status"])
def test_a_choice_is_read_as_it_was_written(kind: str) -> None:
    for label in LABELS:
        assert read_choice(told(write_choice(label, kind))) == label
    assert read_choice(told(write_choice(None, kind))) is None


@given(st.decimals(-1_000_000, 1_000_000, places=6))
def test_a_number_is_read_as_it_was_written(number: Decimal) -> None:
    assert read_number(told(write_number(number))) == number


def test_no_number_is_none() -> None:
    assert read_number(told(write_number(None))) is None
    assert write_number(Decimal(3)) == {"number": 3}


@given(MOMENTS, st.sampled_from([UTC, BERLIN, timezone(timedelta(hours=-9, minutes=-30))]))
def test_a_time_is_read_as_it_was_written(moment: datetime, zone: Any) -> None:
    found = told(write_moment(moment.astimezone(zone)))
    assert read_moment(found, ZoneInfo("Asia/Tokyo")) == moment
    assert has_time(found)


def test_no_time_is_none() -> None:
    assert read_moment(told(write_moment(None)), UTC) is None
    assert not has_time(told(write_moment(None)))


@pytest.mark.parametrize(
    ("found", "moment"),
    [
        (date("2026-12-01"), "2026-11-30T23:00+00:00"),
        (date("2026-07-01"), "2026-06-30T22:00+00:00"),
        (date("2026-12-01T10:00:00.000+01:00"), "2026-12-01T09:00+00:00"),
        (date("2026-12-01T10:00:00.000Z"), "2026-12-01T10:00+00:00"),
        (date("2026-12-01T10:00:00.000", "America/New_York"), "2026-12-01T15:00+00:00"),
        (date("2026-12-01T10:00:00.000+00:00", "America/New_York"), "2026-12-01T10:00+00:00"),
        (date("2026-12-01T10:00:00", "Nowhere/City"), "2026-12-01T09:00+00:00"),
        (date("2026-12-01T10:00"), "2026-12-01T09:00+00:00"),
        (date("2026-03-29T02:30:00"), "2026-03-29T01:30+00:00"),  # a gap: that hour is skipped
        (date("2026-10-25"), "2026-10-24T22:00+00:00"),
    ],
)
def test_a_date_is_understood_in_its_zone(found: dict[str, Any], moment: str) -> None:
    assert read_moment(found, BERLIN) == datetime.fromisoformat(moment)


def test_a_day_that_has_no_midnight_starts_with_its_first_moment() -> None:
    beirut = ZoneInfo("Asia/Beirut")  # clocks went from 0:00 to 1:00 on this day
    first = read_moment(date("2024-03-31"), beirut)
    assert first == datetime(2024, 3, 30, 22, 0, tzinfo=UTC)
    assert first.astimezone(beirut).hour == 1


@pytest.mark.parametrize(
    "start", ["0001-01-01", "9999-12-31T23:59:00-12:00", "+010000-01-01", "soon", "2026-02-30"]
)
def test_a_date_outside_the_calendar_is_a_sentence(start: str) -> None:
    with pytest.raises(InvalidInput, match="outside the calendar"):
        read_moment(date(start), BERLIN)


@given(st.text(max_size=30))
def test_no_date_breaks_it(start: str) -> None:
    try:
        moment = read_moment(date(start), BERLIN)
    except InvalidInput:
        return
    assert moment is None or moment.utcoffset() == timedelta(0)


def test_an_address_is_read_as_it_was_written() -> None:
    assert read_url(told(write_url("https://youtu.be/x"))) == "https://youtu.be/x"
    assert read_url(told(write_url(None))) is None
    assert write_url("https://example.com/" + "x" * 2_000) == {"url": None}


def test_files_are_attached_and_kept() -> None:
    link = File("Plan", "https://example.com/plan.pdf", is_notions=False)
    found = read_files(told(write_files([Upload("id-1", "sheet.png"), link])))
    assert [(file.name, file.is_notions) for file in found] == [
        ("sheet.png", True),
        ("Plan", False),
    ]
    assert found[1] == link
    again = write_files([*found, Upload("id-2", "x" * 300 + ".mp4")])["files"]
    assert [item["type"] for item in again] == ["file", "external", "file_upload"]
    assert len(again[2]["name"]) == 100
    assert again[2]["name"].endswith(".mp4")
    assert read_files(told(write_files([]))) == ()


def test_a_property_of_another_type_is_read_as_what_it_shows() -> None:
    assert read_choice(told(write_text("  Approved -\u00a0Storyboard\n"))) == LABELS[4]
    assert read_text(told(write_choice("draft"))) == "draft"
    assert read_text(told(write_number(Decimal(3)))) == "3"
    assert (
        read_text({"type": "multi_select", "multi_select": [{"name": "a"}, {"name": "b"}]})
        == "a, b"
    )
    assert read_number(told(write_text(" $2.50 "))) == Decimal("2.50")
    assert read_number({"type": "formula", "formula": {"type": "number", "number": 7}}) == 7
    assert read_url(told(write_text("https://youtu.be/x "))) == "https://youtu.be/x"


@pytest.mark.parametrize(
    "found",
    [
        None, {}, {"type": "number", "number": None}, {"type": "select", "select": None},
        {"type": "rich_text", "rich_text": []}, {"type": "date", "date": None},
        {"type": "checkbox", "checkbox": True}, {"type": "people", "people": [{"id": "x"}]},
        {"type": "files", "files": []}, {"type": "new kind"},
    ],
)  # fmt: skip
def test_what_is_missing_or_of_no_use_is_nothing(found: Any) -> None:
    assert read_text(found) == ""
    assert read_choice(found) is None
    assert read_number(found) is None
    assert read_moment(found, UTC) is None
    assert read_url(found) is None
    assert read_files(found) == ()
