"""Workers, who are given jobs, finish, fail, fall silent and write late; and time, which passes."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import jobs, models, setbacks, sweep, takes
from pipeline.claim import claim_next, free_soon
from pipeline.lifecycle import Step
from pipeline.steps.build import TakeState
from pipeline.takes import Work
from tests.pipeline.crew import LEASE
from tests.pipeline.fleet.fleet import LIMIT, Fleet
from tests.pipeline.fleet.providers import is_bought

LANES = {name: (step, False) for step, name in jobs.TAKE_ENTRYPOINTS.items()} | {
    name: (step, True) for step, name in jobs.ORDER_ENTRYPOINTS.items()
}
# What becomes due with time, and what a day's caps no longer count.
_TIMES = (
    ("takes", "not_before"),
    ("pgqueuer", "execute_after"),
    ("videos", "hold_until"),
    ("video_costs", "created_at"),
)


@dataclass
class Workers:
    """What becomes of the fleet's jobs and takes.

    Attributes:
        on_reserved: Called in the transaction that has set a price aside.
    """

    fleet: Fleet
    on_reserved: Callable[[AsyncSession, uuid.UUID], Any]

    async def are_given_jobs(self) -> None:
        """A few, as far as any are due."""
        for _ in range(self.fleet.chance.randint(1, 6)):
            await self.are_given_one()

    async def are_given_one(self) -> bool:
        """Take the oldest job that is due and do what it is for; False where there is none."""
        async with self.fleet.crew.database.transaction() as session:
            lane = await _next_job(session)
        if lane is None:
            return False
        step, is_paid = lane
        asked: dict[str, Any] = {"limit": LIMIT, "lease": LEASE, "is_paid": is_paid}
        async with self.fleet.crew.database.transaction() as session:
            claim = await claim_next(session, step, **asked)
            known = await _job_of(session, claim.take_id) if claim else None
            # On another machine nobody knows what was noted.
            here = self.fleet.providers.noted if self.fleet.chance.random() < 0.5 else {}
            work = await takes.start(session, claim, self.fleet.limits, here.get) if claim else None
            if work is not None:
                await self._check_may_begin(session, work, known)
                self.fleet.working.append(work)
            elif await free_soon(session, step, **asked) is not None:
                await jobs.some_take_is_ready(session, step, is_paid=is_paid)
        return True

    async def _check_may_begin(self, session: AsyncSession, work: Work, known: str | None) -> None:
        if is_bought(work):
            assert known is None or work.job_id == known, "a known job is ordered again"
            assert work.job_id or not self.fleet.is_stopped, "it begins while all is stopped"
            if work.job_id is None:
                await self.on_reserved(session, work.claim.video_id)

    async def finish_a_take(self) -> None:
        """It counts for as long as it is wanted."""
        work = self.fleet.take_from(self.fleet.working)
        if work is not None:
            has_lease, is_wanted = (
                await self.fleet.has_lease(work),
                await self.fleet.is_wanted(work),
            )
            assert await self._finish(work) == has_lease
            self.fleet.note_board(work, is_written=is_wanted)

    async def _finish(self, work: Work, **differently: Any) -> bool:
        """With what its provider told that it cost."""
        if not is_bought(work):
            return await self.fleet.crew.finish(work, **differently)
        order = self.fleet.providers.accept(work)
        if order.job is not None:
            await self.announce(work, order.job)
        is_kept = await self.fleet.crew.finish(work, cost_usd=order.told, **differently)
        if is_kept:
            order.is_known = True
        elif not work.job_id and order.job is None:
            self.fleet.providers.lose(work)
        return is_kept

    async def finish_all(self) -> bool:
        """Whatever they have in hand; False where that is nothing."""
        works, self.fleet.working = self.fleet.working, []
        for work in works:
            is_wanted = await self.fleet.is_wanted(work)
            await self._finish(work)
            self.fleet.note_board(work, is_written=is_wanted)
        return bool(works)

    async def fail_with_a_take(self) -> None:
        """Surely."""
        work = self.fleet.take_from(self.fleet.working, lambda one: not is_bought(one))
        if work is not None:
            await self.report(setbacks.fail, work, "no", "content")

    async def put_a_take_back(self) -> None:
        """To be tried again."""
        work = self.fleet.take_from(self.fleet.working, lambda one: not is_bought(one))
        if work is not None:
            await self.report(setbacks.put_back, work, "busy", "busy")

    async def stop(self) -> None:
        """One of them, in good order; what its script had noted is told."""
        work = self.fleet.take_from(self.fleet.working)
        if work is not None:
            await self._leave(work)
            noted = self.fleet.providers.noted.get(work.claim.take_id)
            if noted is not None:
                await self.announce(work, noted)
            await self.report(setbacks.give_up_lease, work, self.fleet.limits)

    async def _leave(self, work: Work) -> None:
        """A script ends in the middle of its call: sent or not, nobody hears the answer."""
        if is_bought(work):
            if self.fleet.chance.random() < 0.5:
                self.fleet.providers.accept(work)
            self.fleet.providers.lose(work)

    async def report(self, call: Any, work: Work, *args: Any, **kwargs: Any) -> Any:
        """One of the calls by which a worker tells what happened."""
        async with self.fleet.crew.database.transaction() as session:
            return await call(session, work.claim, *args, **kwargs)

    async def announce(self, work: Work, job: str) -> None:
        async with self.fleet.crew.database.transaction() as session:
            await takes.announce(session, work.claim, job)

    async def fall_silent(self) -> None:
        """The queue gives one's job to others, who may take the take over."""
        work = self.fleet.take_from(self.fleet.working, is_bought) or self.fleet.take_from(
            self.fleet.working
        )
        if work is not None:
            await self._leave(work)
            if await self.fleet.has_lease(work):
                await self.fleet.crew.end_lease(work.claim)
            self.fleet.silent.append(work)
            async with self.fleet.crew.database.transaction() as session:
                step, is_paid = work.unit.step, is_bought(work)
                await jobs.some_take_is_ready(session, step, is_paid=is_paid)
            await self.are_given_jobs()

    async def come_back(self) -> None:
        """One's lease is over in any case; its result counts if nobody else has begun."""
        work = self.fleet.take_from(self.fleet.silent)
        if work is None:
            return
        is_still_its, is_wanted = await self.fleet.has_lease(work), await self.fleet.is_wanted(work)
        assert not await self.report(takes.renew, work, LEASE)
        if is_bought(work) and self.fleet.providers.of(work) is None:
            told = await self.report(setbacks.put_back, work, "busy", "busy")
        else:
            told = await self._finish(work, file="late")
            self.fleet.note_board(work, is_written=is_wanted)
        assert told == is_still_its

    async def wait_an_hour(self, hours: int = 1) -> None:
        """What was put off until later is due."""
        async with self.fleet.crew.database.transaction() as session:
            for table, column in _TIMES:
                waited = f"UPDATE {table} SET {column} = {column} - :hours * interval '1 hour'"
                await session.execute(text(waited), {"hours": hours})

    async def sweep(self) -> None:
        """What the time, a person or a silent worker has changed: no other wake-up that was lost."""
        repairs = (
            sweep.end_holds_whose_time_has_come,
            sweep.end_holds_of_keys_that_are_back,
            sweep.book_what_nobody_waits_for,
            self.fleet.repairs.end_holds_that_fit_the_caps,
        )
        for repair in repairs:
            async with self.fleet.crew.database.transaction() as session:
                await repair(session)
        async with self.fleet.crew.database.transaction() as session:
            await _wake_for_silent_ones(session)


async def _wake_for_silent_ones(session: AsyncSession) -> None:
    """Their jobs may have been delivered while their film was held, or all was stopped."""
    take = models.Take
    is_left = (take.state == TakeState.WORKING) & (take.lease_until < func.now())
    for row in await session.scalars(select(take).where(is_left)):
        await jobs.some_take_is_ready(session, Step(row.step), is_paid=row.is_paid)


async def _job_of(session: AsyncSession, take_id: Any) -> str | None:
    return (await session.get_one(models.Take, take_id)).provider_job_id


async def _next_job(session: AsyncSession) -> tuple[Step, bool] | None:
    found = await session.scalar(
        text(
            "DELETE FROM pgqueuer WHERE id = (SELECT min(id) FROM pgqueuer WHERE"
            " entrypoint = ANY(:names) AND execute_after <= now()) RETURNING entrypoint"
        ),
        {"names": list(LANES)},
    )
    return LANES[found] if found else None
