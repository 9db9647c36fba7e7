"""When, where and for whom a film is published: a channel's settings, its slots, times. Pure.

Times are a channel's own. One that a clock change leaves out is refused where a person gives it,
and comes an hour later where a weekly slot falls into it; one that comes twice means the first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from pipeline.errors import InvalidInput
from pipeline.sections import Section

Privacy = Literal["private", "unlisted", "public"]
PRIVACIES: tuple[Privacy, ...] = ("private", "unlisted", "public")

SLOT_LEAD = timedelta(minutes=30)  # from an approval to its slot: time to upload in
FARTHEST = timedelta(days=730)  # later than this is a typing error

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SLOT = re.compile(r"([a-z]{3})[a-z]*\s+(\d{1,2}):(\d{2})", re.IGNORECASE)
_MOMENT = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]+(\d{1,2}):(\d{2}))?")
_WEEKS = 105  # that are looked through for a free slot


def known_zone(name: str) -> str:
    """The name, if it is a time zone's.

    Raises:
        ValueError: It is none.
    """
    try:
        ZoneInfo(name)
    except (OSError, ValueError) as error:
        raise ValueError(f"“{name}” is no time zone; one is Europe/Berlin") from error
    return name


Zone = Annotated[str, AfterValidator(known_zone)]


@dataclass(frozen=True)
class Slot:
    """A time of the week; Monday is 0."""

    weekday: int
    time: time

    def __str__(self) -> str:
        return f"{_DAYS[self.weekday].capitalize()} {self.time:%H:%M}"


def slot_of(text: str) -> Slot:
    """Read `Mon 18:00`.

    Raises:
        ValueError: It is no slot.
    """
    found = _SLOT.fullmatch(text.strip())
    if found is None or found[1].lower() not in _DAYS:
        raise ValueError(f"“{text}” is no slot; one is “Mon 18:00”")
    try:
        at = time(int(found[2]), int(found[3]))
    except ValueError:
        raise ValueError(f"“{text}” is no slot: there is no such time") from None
    return Slot(_DAYS.index(found[1].lower()), at)


def _checked_slot(text: str) -> str:
    return str(slot_of(text))


class Youtube(Section):
    """A channel's account at YouTube, and what is the same for all of its films."""

    channel_id: str = Field(pattern=r"^UC[A-Za-z0-9_-]{22}$")  # `connect` checks the account
    category_id: str = Field(default="22", pattern=r"^\d{1,3}$")  # 22: People & Blogs
    playlist_id: str | None = Field(default=None, pattern=r"^[A-Za-z0-9_-]{10,60}$")
    made_for_kids: bool = False
    synthetic_media: bool = True  # YouTube asks that realistic AI-made films are marked
    captions: bool = True
    thumbnail: bool = True


Slots = Annotated[list[Annotated[str, AfterValidator(_checked_slot)]], Field(max_length=50)]


def free_slot(
    slots: Sequence[str], zone: ZoneInfo, taken: Collection[datetime], now: datetime
) -> datetime | None:
    """The first time of a channel's slots that no other film has; None where it has no slots.

    Args:
        taken: Aware; the publication times of the channel's other films.
    """
    wanted = (moment for moment in _coming(slots, zone, now) if moment not in taken)
    return next(wanted, None)


def _coming(slots: Sequence[str], zone: ZoneInfo, now: datetime) -> Iterator[datetime]:
    parsed = [slot_of(text) for text in slots]
    today = now.astimezone(zone).date()
    for ahead in range(7 * _WEEKS if parsed else 0):
        day = today + timedelta(days=ahead)
        moments = {_at(day, slot.time, zone) for slot in parsed if slot.weekday == day.weekday()}
        yield from sorted(moment for moment in moments if moment >= now + SLOT_LEAD)


def _at(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)


def moment_of(text: str, zone: ZoneInfo, now: datetime) -> datetime:
    """A time that a person typed: `2026-12-24 18:00`, `Mon 18:00`, or with a zone of its own.

    Raises:
        InvalidInput: It is none, lies in the past, too far away, or in an hour left out.
    """
    text = " ".join(text.split())
    moment = _typed(text, zone, now)
    check_moment(moment, now)
    return moment


def check_moment(moment: datetime, now: datetime) -> None:
    """See that a film can be published at a time.

    Raises:
        InvalidInput: It lies in the past, or too far away.
    """
    if moment <= now:
        raise InvalidInput(f"{moment:%Y-%m-%d %H:%M} UTC lies in the past: give a time to come.")
    if moment > now + FARTHEST:
        raise InvalidInput(f"{moment:%Y-%m-%d} is more than two years away: give an earlier time.")


def _typed(text: str, zone: ZoneInfo, now: datetime) -> datetime:
    try:
        if _SLOT.fullmatch(text):
            return next(_coming([str(slot_of(text))], zone, now - SLOT_LEAD))
        found = _MOMENT.fullmatch(text)
        if found is None:
            moment = datetime.fromisoformat(text)
            if moment.tzinfo is None:
                raise ValueError(text)
            return moment.astimezone(UTC)
        day = date(int(found[1]), int(found[2]), int(found[3]))
        at = time(int(found[4] or 0), int(found[5] or 0))
    except (ValueError, OverflowError):
        raise InvalidInput(
            f"“{text[:80]}” is no time: write “2026-12-24 18:00” or “Mon 18:00” in the channel's "
            "time zone."
        ) from None
    moment = _at(day, at, zone)
    if moment.astimezone(zone).time() != at:
        raise InvalidInput(
            f"{at:%H:%M} does not exist on {day} in {zone.key}: the clocks go forward then."
        )
    return moment


def told(moment: datetime, zone: ZoneInfo) -> str:
    """A time for people: `Thu 24 Dec 2026, 18:00 (Europe/Berlin)`."""
    local = moment.astimezone(zone)
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M} ({zone.key})"


def seen_by(privacy: str, publish_at: datetime | None, zone: ZoneInfo) -> str:
    """Who will see a film and when, as one phrase for people."""
    if publish_at is not None:
        return f"public from {told(publish_at, zone)}, private until then"
    return {
        "private": "private: only the account sees it",
        "unlisted": "unlisted: whoever has the link sees it",
    }.get(privacy, "public at once")
