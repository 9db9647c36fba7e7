"""How far edits of a database are taken, and which rows are read although they look the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notion.rows import Row, row_of
from bot.notion.sources import HELD, OVERLAP, QUIET, Source, schema_of

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MOMENTS = st.integers(-180, 0).map(lambda minutes: NOON + timedelta(minutes=minutes))


def row(number: int, edited_at: datetime = NOON) -> Row:
    page = {"id": f"{number:032x}", "last_edited_time": edited_at.isoformat(), "properties": {}}
    return row_of(page)


@given(newest=st.none() | MOMENTS, failed=st.lists(MOMENTS, max_size=4))
def test_the_cursor_passes_no_edit_that_may_still_be_taken(
    newest: datetime | None, failed: list[datetime]
) -> None:
    told = Source(failed={str(number): moment for number, moment in enumerate(failed)})
    until = told.taken_until(newest, began=NOON)
    if failed:
        assert until is None if newest is None else until is not None
    if until is not None and newest is not None:
        recent = [moment for moment in failed if moment >= newest - HELD]
        assert all(until <= moment for moment in recent)
        assert until >= newest - HELD
    if until is not None and not failed:
        assert until == max(moment for moment in (newest, NOON - QUIET) if moment is not None)


def test_a_row_is_read_while_its_minute_may_hold_another_edit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = [1_000.0]
    monkeypatch.setattr("bot.notion.sources.time.monotonic", lambda: clock[0])
    source = Source()
    assert source.is_news(row(1))
    clock[0] += OVERLAP.total_seconds()
    assert source.is_news(row(1))
    clock[0] += 1.0
    assert not source.is_news(row(1))
    assert source.is_news(row(1, NOON + timedelta(minutes=1)))  # another edit


def test_only_what_was_told_last_is_remembered() -> None:
    source = Source()
    for number in range(5):
        source.is_news(row(number))
    source.was_told([row(3), row(4, NOON + timedelta(minutes=1))])
    assert list(source.cut) == [(row(3).page_id, NOON)]


def test_a_schema_is_the_same_in_any_order_and_another_with_another_option() -> None:
    def status(*options: str) -> dict[str, object]:
        shown = {"options": [{"name": option} for option in options]}
        return {"id": "a", "type": "status", "status": shown}

    title = {"id": "title", "type": "title", "title": {}}
    known = {"Title": title, "Status": status("Draft", "Queued")}
    turned = {"Status": status("Draft", "Queued"), "Title": title}
    assert schema_of({"properties": known}) == schema_of({"properties": turned})
    less = {**known, "Status": status("Draft")}
    assert schema_of({"properties": known}) != schema_of({"properties": less})


def test_a_database_that_was_changed_while_nobody_looked_is_looked_at_whole() -> None:
    told = {"last_edited_time": NOON.isoformat(), "properties": {}}
    for cursor, has_changed in ((None, False), (NOON, True), (NOON + 2 * HELD, False)):
        source = Source()
        source.sees_schema(told, cursor)
        assert source.has_changed is has_changed
