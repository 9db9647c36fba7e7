"""Who goes next: limits, holds, pauses, fairness, and many who ask at once."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text, update

from pipeline import models
from pipeline.advance import lock_video
from pipeline.claim import ONE_AT_A_TIME, Claim, claim_next, free_soon
from pipeline.database import Database
from pipeline.lifecycle import Hold, Phase, State, Step
from pipeline.models import utc_now
from tests.pipeline.crew import LEASE, Crew
from tests.pipeline.films import CONFIG

PICTURES = State(Step.STORYBOARD, Phase.APPROVED)  # four pictures are wanted, none is begun


def channel(name: str, capacity: int = 8) -> dict[str, Any]:
    return {
        "channel": name,
        "config": CONFIG.model_copy(update={"capacity": capacity, "name": name}),
    }


async def soon(crew: Crew, step: Step, limit: int = 8) -> timedelta | None:
    async with crew.database.transaction() as session:
        return await free_soon(session, step, limit=limit, lease=LEASE)


async def claim_all(crew: Crew, step: Step, limit: int = 8) -> list[Claim]:
    claims = []
    while claim := await crew.claim(step, limit=limit):
        claims.append(claim)
    return claims


async def film_numbers(crew: Crew, claims: list[Claim]) -> list[int]:
    return [(await crew.row(claim.video_id)).number for claim in claims]


async def test_it_hands_out_a_lease(crew: Crew) -> None:
    await crew.queue()
    claim = await crew.claim(Step.STORYBOARD)
    assert claim is not None
    (take,) = await crew.takes(claim.video_id)
    assert (take.id, take.state, take.attempts) == (claim.take_id, "working", 1)
    assert take.lease_token == claim.token
    assert take.lease_until is not None and take.lease_until > utc_now() + LEASE / 2
    assert await crew.claim(Step.STORYBOARD) is None
    assert await crew.claim(Step.ASSETS) is None


async def test_many_at_once_get_different_takes_within_the_limit(crew: Crew) -> None:
    for _ in range(6):
        await crew.queue()
    claims = await asyncio.gather(*(crew.claim(Step.STORYBOARD, limit=4) for _ in range(12)))
    taken = [claim.take_id for claim in claims if claim]
    assert len(taken) == len(set(taken)) == 4


async def test_different_steps_at_once_share_their_channels_capacity(crew: Crew) -> None:
    ahead = await crew.queue(**channel("forest", 3))
    await crew.go_to(ahead, PICTURES)
    for _ in range(4):
        await crew.queue(**channel("forest", 3))
    asked = [crew.claim(step) for _ in range(4) for step in (Step.STORYBOARD, Step.ASSETS)]
    claims = [claim for claim in await asyncio.gather(*asked) if claim]
    assert len(claims) == 3


async def test_the_fleets_limit_holds_over_all_films(crew: Crew) -> None:
    for name in ("forest", "sea", "city"):
        await crew.queue(**channel(name))
    assert len(await claim_all(crew, Step.STORYBOARD, limit=2)) == 2


async def test_a_limit_of_none_stops_a_step(crew: Crew) -> None:
    await crew.queue()
    assert await crew.claim(Step.STORYBOARD, limit=0) is None
    assert await soon(crew, Step.STORYBOARD, limit=0) is None


async def test_the_more_urgent_film_goes_first_then_the_older(crew: Crew) -> None:
    for priority in (0, 5, 5):
        await crew.queue(priority=priority)
    claims = await claim_all(crew, Step.STORYBOARD)
    assert await film_numbers(crew, claims) == [2, 3, 1]


async def test_channels_take_turns(crew: Crew) -> None:
    for name in ("forest", "forest", "forest", "sea", "city"):
        await crew.queue(**channel(name))
    claims = await claim_all(crew, Step.STORYBOARD)
    assert await film_numbers(crew, claims) == [1, 4, 5, 2, 3]


async def test_the_channel_served_longest_ago_goes_first(crew: Crew) -> None:
    for name in ("forest", "sea"):
        for _ in range(2):
            await crew.queue(**channel(name))
    numbers = []
    for _ in range(4):
        work = await crew.must_begin(Step.STORYBOARD)
        numbers.append(work.film.number)
        await crew.fail(work)
    assert numbers == [1, 3, 2, 4]


async def test_a_channels_capacity_is_shared_by_all_its_steps(crew: Crew) -> None:
    first = await crew.queue(**channel("forest", 2))
    await crew.go_to(first, PICTURES)
    await crew.queue(**channel("forest", 2))
    assert await crew.claim(Step.ASSETS)
    assert await crew.claim(Step.STORYBOARD)
    assert await crew.claim(Step.ASSETS) is None
    await crew.queue(**channel("sea", 2))
    assert await crew.claim(Step.STORYBOARD)


@pytest.mark.parametrize("hold", Hold)
async def test_a_held_film_waits(crew: Crew, hold: Hold) -> None:
    video = await crew.queue()
    await crew.change(models.Video, video, hold=hold)
    assert await crew.claim(Step.STORYBOARD) is None
    assert await soon(crew, Step.STORYBOARD) is None


async def test_a_paused_channel_waits(crew: Crew) -> None:
    await crew.queue(**channel("forest"))
    await crew.queue(**channel("sea"))
    async with crew.database.transaction() as session:
        paused = update(models.Channel).where(models.Channel.key == "forest")
        await session.execute(paused.values(is_paused=True))
    assert await film_numbers(crew, await claim_all(crew, Step.STORYBOARD)) == [2]


async def test_a_take_waits_for_its_time(crew: Crew) -> None:
    video = await crew.queue()
    (take,) = await crew.takes(video)
    await crew.change(models.Take, take.id, not_before=utc_now() + timedelta(minutes=1))
    assert await crew.claim(Step.STORYBOARD) is None
    await crew.change(models.Take, take.id, not_before=utc_now() - timedelta(seconds=1))
    assert await crew.claim(Step.STORYBOARD)


async def test_a_silent_workers_take_goes_to_the_next_with_another_token(crew: Crew) -> None:
    await crew.queue()
    first = await crew.claim(Step.STORYBOARD)
    assert first is not None
    await crew.end_lease(first)
    second = await crew.claim(Step.STORYBOARD)
    assert second is not None
    assert second.take_id == first.take_id and second.token != first.token
    assert second.attempts == 2


async def test_a_take_whose_lease_is_over_takes_no_place(crew: Crew) -> None:
    await crew.queue()
    await crew.queue()
    silent = await crew.claim(Step.STORYBOARD, limit=1)
    assert silent is not None
    await crew.end_lease(silent)
    assert await crew.claim(Step.STORYBOARD, limit=1)
    assert await crew.claim(Step.STORYBOARD, limit=1) is None


async def test_a_film_that_is_being_changed_is_passed_over_and_looked_at_again(crew: Crew) -> None:
    first, second = await crew.queue(), await crew.queue()
    async with crew.database.transaction() as session:
        await lock_video(session, first)
        claim = await crew.claim(Step.STORYBOARD)
        assert claim is not None and claim.video_id == second
        assert await crew.claim(Step.STORYBOARD) is None
        assert await soon(crew, Step.STORYBOARD) == timedelta(seconds=0.1)
    again = await crew.claim(Step.STORYBOARD)
    assert again is not None and again.video_id == first


async def test_a_passed_over_film_keeps_its_takes_unlocked(crew: Crew) -> None:
    """Else whoever changes the film would wait for the claim, and could wait in a circle."""
    video = await crew.queue()
    (take,) = await crew.takes(video)
    async with crew.database.transaction() as changing, crew.database.transaction() as claiming:
        await lock_video(changing, video)
        assert await claim_next(claiming, Step.STORYBOARD, limit=8, lease=LEASE) is None
        row = select(models.Take).where(models.Take.id == take.id).with_for_update(nowait=True)
        assert await changing.scalar(row)


async def test_a_take_held_by_a_healthy_worker_is_not_waited_for(crew: Crew) -> None:
    await crew.queue()
    assert await crew.claim(Step.STORYBOARD)
    assert await soon(crew, Step.STORYBOARD) is None


async def test_a_take_whose_holder_has_missed_a_renewal_is_looked_at_again(crew: Crew) -> None:
    await crew.queue()
    claim = await crew.claim(Step.STORYBOARD)
    assert claim is not None
    left = LEASE / 4
    await crew.change(models.Take, claim.take_id, lease_until=utc_now() + left)
    due = await soon(crew, Step.STORYBOARD)
    assert due is not None and left / 2 < due < left + timedelta(seconds=1)


async def test_finished_films_are_not_looked_at(server: str) -> None:
    """The claim reads its candidates by the index of takes that are wanted, not all of them."""
    untouched = Database(server)  # what others have written and removed, the planner remembers
    async with untouched.transaction() as session:
        await session.execute(text("SET LOCAL enable_seqscan = off"))
        plan = await session.scalars(
            text("EXPLAIN SELECT id FROM takes WHERE step = 'video' AND state = 'planned'")
        )
        assert "ix_takes_step_planned" in "\n".join(plan)
    await untouched.close()


async def test_who_waited_for_the_others_to_claim_has_a_whole_lease(
    crew: Crew, database: Database
) -> None:
    """A transaction's own time is that of its beginning, before it waited."""
    await crew.queue()
    lease, waited = timedelta(seconds=2), 1.0
    async with database.transaction() as other:
        await other.execute(ONE_AT_A_TIME)
        claiming = asyncio.create_task(crew.claim(Step.STORYBOARD, lease=lease))
        await asyncio.sleep(waited)
    claim = await claiming
    assert claim is not None
    async with database.transaction() as session:
        left = await session.scalar(
            select(func.extract("epoch", models.Take.lease_until - func.clock_timestamp())).where(
                models.Take.id == claim.take_id
            )
        )
    assert left is not None and left > lease.total_seconds() - waited / 2
