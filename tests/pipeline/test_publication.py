"""Times and slots in a channel's own zone, also where clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InvalidInput
from pipeline.publication import SLOT_LEAD, free_slot, moment_of, seen_by, slot_of, told

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)  # a Sunday


@pytest.mark.parametrize(
    ("text", "slot"),
    [("Mon 18:00", "Mon 18:00"), ("thursday 7:05", "Thu 07:05"), (" SUN  00:00 ", "Sun 00:00")],
)
def test_a_slot_is_read(text: str, slot: str) -> None:
    assert str(slot_of(text)) == slot


@pytest.mark.parametrize("text", ["", "Mon", "18:00", "Mon 24:00", "Mon 18:60", "Xyz 18:00"])
def test_what_is_no_slot_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"Mon 18:00|no such time"):
        slot_of(text)


class TestSlots:
    def test_films_take_them_in_order(self) -> None:
        taken: list[datetime] = []
        for _ in range(3):
            moment = free_slot(["Thu 18:00", "Mon 18:00"], BERLIN, taken, NOW)
            assert moment is not None
            taken.append(moment)
        assert [told(one, BERLIN) for one in taken] == [
            "Mon 23 Nov 2026, 18:00 (Europe/Berlin)",
            "Thu 26 Nov 2026, 18:00 (Europe/Berlin)",
            "Mon 30 Nov 2026, 18:00 (Europe/Berlin)",
        ]

    def test_one_that_is_too_near_is_left_out(self) -> None:
        soon = NOW + SLOT_LEAD - timedelta(minutes=1)
        text = f"{soon.astimezone(BERLIN):%a %H:%M}"
        assert free_slot([text], BERLIN, (), NOW) == soon + timedelta(days=7)

    def test_a_channel_without_slots_has_none(self) -> None:
        assert free_slot([], BERLIN, (), NOW) is None

    def test_one_in_an_hour_that_clocks_leave_out_comes_an_hour_later(self) -> None:
        before = datetime(2027, 3, 27, 12, tzinfo=UTC)
        moment = free_slot(["Sun 02:30"], BERLIN, (), before)
        assert moment is not None
        assert moment.astimezone(BERLIN).strftime("%d %H:%M") == "28 03:30"

    @given(
        st.lists(
            st.builds(
                "{} {:02d}:{:02d}".format,
                st.sampled_from(["Mon", "Wed", "Sun"]),
                st.integers(0, 23),
                st.integers(0, 59),
            ),
            min_size=1,
            max_size=5,
        ),
        st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),
        st.integers(1, 6),
    )
    def test_none_is_given_twice_and_none_is_passed_over(
        self, slots: list[str], now: datetime, films: int
    ) -> None:
        taken: list[datetime] = []
        for _ in range(films):
            moment = free_slot(slots, BERLIN, taken, now)
            assert moment is not None
            taken.append(moment)
        assert taken == sorted(set(taken))
        assert all(one >= now + SLOT_LEAD for one in taken)
        assert taken[-1] <= now + timedelta(days=7 * films + 1)


class TestMoments:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("2026-12-24 18:00", "2026-12-24T17:00+00:00"),
            ("2026-12-24T18:00", "2026-12-24T17:00+00:00"),
            ("2026-12-24", "2026-12-23T23:00+00:00"),
            ("2026-12-24T18:00:00+05:00", "2026-12-24T13:00+00:00"),
            ("Mon 18:00", "2026-11-23T17:00+00:00"),
            ("sunday 13:10", "2026-11-22T12:10+00:00"),
        ],
    )
    def test_what_people_type_is_meant_in_the_channels_zone(self, text: str, expected: str) -> None:
        assert moment_of(text, BERLIN, NOW).isoformat(timespec="minutes") == expected

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("", "is no time"),
            ("tomorrow", "is no time"),
            ("2026-02-30 10:00", "is no time"),
            ("2026-12-24 25:00", "is no time"),
            ("99999-01-01", "is no time"),
            ("2026-11-22 12:30", "lies in the past"),
            ("2031-01-01 10:00", "more than two years away"),
            ("2027-03-28 02:30", "does not exist on 2027-03-28"),
        ],
    )
    def test_what_is_no_time_is_told(self, text: str, why: str) -> None:
        with pytest.raises(InvalidInput, match=why):
            moment_of(text, BERLIN, NOW)

    @given(st.text(max_size=30))
    def test_any_text_is_a_time_or_explained(self, text: str) -> None:
        try:
            moment = moment_of(text, BERLIN, NOW)
        except InvalidInput as error:
            assert str(error)
        else:
            assert moment > NOW


def test_who_sees_it_is_said() -> None:
    assert seen_by("private", None, BERLIN).startswith("private")
    assert seen_by("public", None, BERLIN) == "public at once"
    assert seen_by("private", NOW, BERLIN) == (
        "public from Sun 22 Nov 2026, 13:00 (Europe/Berlin), private until then"
    )
