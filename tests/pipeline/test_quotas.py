"""YouTube's quota: reserved before a call, given back after it, never passed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import SecretStr

from pipeline import quotas
from pipeline.lifecycle import Cause, Hold, Step
from pipeline.limits import YoutubeQuota
from pipeline.models import utc_now
from pipeline.takes import Work
from tests.pipeline.crew import Crew
from tests.pipeline.publishing import APPROVED, begin_upload, film_at

PROJECT = "1234"
QUOTA = YoutubeQuota()
# One upload as the plan counts it, looking for lost answers included.
NEEDED = {"uploads": 2, "units": 2 * 400 + 3 * 50 + 2 * 50 + 2 * 50 + 20 + 2 + 20}
ALL_DONE = {"videos.insert": 1, "captions.insert": 1, "thumbnails.set": 1}


async def reserve(crew: Crew, work: Work, quota: YoutubeQuota = QUOTA) -> bool:
    async with crew.database.transaction() as session:
        return await quotas.reserve(session, work.claim, work.unit, PROJECT, quota)


async def settle(crew: Crew, work: Work, usage: Mapping[str, Any] | None) -> None:
    async with crew.database.transaction() as session:
        await quotas.settle(session, work.claim, usage, QUOTA)


async def used(crew: Crew, project: str = PROJECT) -> dict[str, int]:
    async with crew.database.transaction() as session:
        return await quotas.used_today(session, project)


async def test_what_was_not_used_is_given_back(crew: Crew) -> None:
    await film_at(crew, APPROVED)
    work = await begin_upload(crew)
    assert await reserve(crew, work)
    assert await used(crew) == NEEDED
    await settle(crew, work, ALL_DONE)
    assert await used(crew) == {"uploads": 1, "units": 450}
    await settle(crew, work, {})  # told twice, it counts once
    assert await used(crew) == {"uploads": 1, "units": 450}


async def test_a_run_that_tells_nothing_may_have_used_all(crew: Crew) -> None:
    await film_at(crew, APPROVED)
    work = await begin_upload(crew)
    assert await reserve(crew, work)
    await settle(crew, work, None)
    assert await used(crew) == NEEDED


async def test_each_run_of_an_upload_counts_what_it_called(crew: Crew) -> None:
    await film_at(crew, APPROVED)
    work = await begin_upload(crew)
    assert await reserve(crew, work)
    await settle(crew, work, {"videos.insert": 1})
    assert await reserve(crew, work)
    await settle(crew, work, {"captions.insert": 1})
    assert await used(crew) == {"uploads": 1, "units": 400}


@pytest.mark.parametrize(
    "a_day", [{"uploads": 0, "units": 10_000}, {"uploads": 100, "units": NEEDED["units"] - 1}]
)
async def test_without_quota_the_film_waits_for_the_reset(
    crew: Crew, a_day: dict[str, int]
) -> None:
    film = await film_at(crew, APPROVED)
    work = await begin_upload(crew)
    assert not await reserve(crew, work, YoutubeQuota(a_day=a_day))
    row = await crew.row(film)
    assert (row.held, row.hold_cause) == (Hold.QUOTA, Cause.QUOTA)
    assert row.hold_until == quotas.reset_after(utc_now())
    assert "used up" in (row.hold_reason or "")
    assert await used(crew) == {}
    (take,) = await crew.takes(film, Step.UPLOAD)
    assert (take.state, take.attempts) == ("planned", 0)


async def test_the_last_of_a_bucket_goes_to_one_film(crew: Crew) -> None:
    first, second = await film_at(crew, APPROVED), await film_at(crew, APPROVED)
    quota = YoutubeQuota(a_day={"uploads": 3, "units": 10_000})
    works = [await begin_upload(crew), await begin_upload(crew)]
    assert [await reserve(crew, work, quota) for work in works] == [True, False]
    assert [(await crew.row(film)).held for film in (first, second)] == [None, Hold.QUOTA]


async def test_of_most_of_a_bucket_the_operator_hears_once(crew: Crew) -> None:
    await film_at(crew, APPROVED)
    work = await begin_upload(crew)
    quota = YoutubeQuota(a_day={"uploads": 100, "units": NEEDED["units"] + 10})
    assert await reserve(crew, work, quota)
    async with crew.database.transaction() as session:
        told = await quotas.warning(session, PROJECT, quota)
    assert (
        told is not None
        and f"{NEEDED['units']:,} of {NEEDED['units'] + 10:,} units of today's YouTube quota"
        in told
    )
    async with crew.database.transaction() as session:
        assert await quotas.warning(session, PROJECT, quota) is None


def test_a_day_is_californias() -> None:
    late = datetime(2026, 11, 23, 7, 59, tzinfo=UTC)
    assert quotas.day_of(late).isoformat() == "2026-11-22"
    assert quotas.reset_after(late) == late + timedelta(minutes=1)
    in_summer = datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert quotas.reset_after(in_summer) == datetime(2026, 7, 2, 7, tzinfo=UTC)


def test_channels_of_one_client_share_its_project() -> None:
    assert quotas.project_of(SecretStr("1234-abc.apps.googleusercontent.com")) == "1234"
    assert quotas.project_of(SecretStr("other")) != quotas.project_of(None)
