"""YouTube's quota: reserved before a call, given back where it was not used.

Google counts by project and Pacific day, in buckets; all channels of one client share them. What a
run reserved and nobody told the use of counts as used: rather a call too few than one too many.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import models
from pipeline.claim import Claim
from pipeline.endings import hold
from pipeline.leases import held
from pipeline.lifecycle import Cause, Hold
from pipeline.limits import YoutubeQuota
from pipeline.models import utc_now
from pipeline.spending import Refusal
from pipeline.steps.film import Unit

PACIFIC = ZoneInfo("America/Los_Angeles")
UPLOADS = "uploads"
WARN_AT = 0.8  # of a bucket


def project_of(client_id: SecretStr | None) -> str:
    """The Google project of an OAuth client: the number that its id begins with."""
    text = client_id.get_secret_value() if client_id else ""
    number = text.partition("-")[0]
    return number if number.isdecimal() else hashlib.sha256(text.encode()).hexdigest()[:12]


def day_of(moment: datetime) -> date:
    """The day that Google counts a moment to."""
    return moment.astimezone(PACIFIC).date()


def reset_after(moment: datetime) -> datetime:
    """When the buckets are full again: the next midnight in California, as UTC."""
    following = day_of(moment) + timedelta(days=1)
    begins = datetime(following.year, following.month, following.day, tzinfo=PACIFIC)
    return begins.astimezone(UTC)


async def reserve(
    session: AsyncSession, claim: Claim, unit: Unit, project: str, quota: YoutubeQuota
) -> bool:
    """Set aside what the unit's script may call today, or let its film wait for the reset.

    The caller holds the claim's lock, so two uploads cannot both see the last of a bucket.
    """
    rows = await held(session, claim)
    if rows is None:
        return False
    video, row = rows
    needed, now = quota.cost(unit.amount), utc_now()
    used = await _used(session, project, day_of(now))
    for bucket, units in needed.items():
        if units and used.get(bucket, 0) + units > quota.a_day.get(bucket, 0):
            await hold(session, video, row, _refusal(bucket, reset_after(now)))
            return False
    await _add(session, project, day_of(now), needed)
    row.quota = {"project": project, "day": day_of(now).isoformat(), "units": needed}
    await session.flush()
    return True


async def settle(
    session: AsyncSession, claim: Claim, usage: Mapping[str, Any] | None, quota: YoutubeQuota
) -> None:
    """Give back what a run reserved and did not call.

    Args:
        usage: Calls by method, as its script told them; None where it told nothing.
    """
    rows = await held(session, claim)
    if rows is None or rows[1].quota is None:
        return
    row = rows[1]
    kept, row.quota = row.quota or {}, None
    if usage is None:
        return
    told = {m: n for m, n in usage.items() if isinstance(n, int | float) and n > 0}
    called = quota.cost(told)
    back = {bucket: called.get(bucket, 0) - units for bucket, units in kept["units"].items()}
    await _add(session, kept["project"], date.fromisoformat(kept["day"]), back)


async def warning(session: AsyncSession, project: str, quota: YoutubeQuota) -> str | None:
    """What the operator is told once a day and bucket, when most of it is used."""
    usage = models.YoutubeQuotaUsage
    now = utc_now()
    lines = []
    for bucket, most in quota.a_day.items():
        units = await session.scalar(
            update(usage)
            .where(usage.project == project, usage.day == day_of(now), usage.bucket == bucket)
            .where(usage.warned_at.is_(None), usage.units >= WARN_AT * most)
            .values(warned_at=now)
            .returning(usage.units)
        )
        if units is not None:
            lines.append(f"{units:,} of {most:,} {bucket} of today's YouTube quota are used")
    if not lines:
        return None
    return f"{'; '.join(lines)}. It is full again at {reset_after(now):%H:%M} UTC."


async def used_today(session: AsyncSession, project: str) -> dict[str, int]:
    """What of each bucket is used or reserved."""
    return await _used(session, project, day_of(utc_now()))


async def _used(session: AsyncSession, project: str, day: date) -> dict[str, int]:
    usage = models.YoutubeQuotaUsage
    rows = await session.execute(
        select(usage.bucket, usage.units).where(usage.project == project, usage.day == day)
    )
    return {bucket: units for bucket, units in rows}


async def _add(session: AsyncSession, project: str, day: date, units: Mapping[str, int]) -> None:
    usage = models.YoutubeQuotaUsage
    for bucket, count in sorted(units.items()):  # always in this order: nobody waits in a circle
        if count:
            await session.execute(
                insert(usage)
                .values(project=project, bucket=bucket, day=day, units=max(count, 0))
                .on_conflict_do_update(
                    index_elements=["project", "bucket", "day"],
                    set_={"units": usage.units + count},
                )
            )


def _refusal(bucket: str, until: datetime) -> Refusal:
    what = "uploads" if bucket == UPLOADS else "quota"
    sentence = (
        f"Today's YouTube {what} are used up. It goes on by itself at {until:%H:%M} UTC, when "
        "Google counts anew; films of higher priority go first."
    )
    return Refusal(Hold.QUOTA, Cause.QUOTA, sentence, until=until)
