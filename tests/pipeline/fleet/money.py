"""What always holds of the money, and what must be in the ledger when all is quiet."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import models, spending
from pipeline.lifecycle import Hold
from pipeline.models import utc_now
from pipeline.steps.build import TakeState
from tests.pipeline.fleet.fleet import Fleet

NOTHING = Decimal(0)


@dataclass
class MoneyRules:
    """Looks at the ledger, the reservations and the providers' invoices."""

    fleet: Fleet

    async def check_caps(self, session: AsyncSession, film: uuid.UUID) -> None:
        """Where a price was just set aside for a film, everything together is within its caps."""
        begins, _ = self.fleet.limits.budget.day_of(utc_now())
        rows = {row.id: row for row in await session.scalars(select(models.Video))}
        channels = {row.id: row for row in await session.scalars(select(models.Channel))}
        films: dict[uuid.UUID, Decimal] = defaultdict(Decimal)
        days: dict[uuid.UUID, Decimal] = defaultdict(Decimal)
        total = NOTHING
        for cost in await session.scalars(select(models.VideoCost)):
            films[cost.video_id] += cost.amount_usd
            if cost.created_at >= begins:
                days[rows[cost.video_id].channel_id] += cost.amount_usd
                total += cost.amount_usd
        reserved = models.Take.reserved_usd.is_not(None)
        for take in await session.scalars(select(models.Take).where(reserved)):
            usd = take.reserved_usd or NOTHING
            films[take.video_id] += usd
            days[rows[take.video_id].channel_id] += usd
            total += usd
        channel = channels[rows[film].channel_id]
        assert NOTHING < films[film] <= spending.film_cap(rows[film])
        assert days[channel.id] <= channel.usd_per_day
        assert total <= self.fleet.limits.budget.usd_per_day

    async def check(self) -> None:
        """After each event: who holds money aside, and who is asked about it."""
        async with self.fleet.crew.database.transaction() as session:
            rows = list(await session.scalars(select(models.Video)))
            takes = list(await session.scalars(select(models.Take)))
        self.fleet.held = {row.id: row.hold_cause or "" for row in rows if row.hold is not None}
        for row in rows:
            assert (row.hold is None) == (row.hold_cause is None) == (row.hold_reason is None)
            is_timed = row.hold in (Hold.QUOTA, Hold.BUDGET)
            assert (row.hold_until is not None) == is_timed
        for take in takes:
            _check_take(take)

    async def check_end(self) -> None:
        """All is quiet: nothing is set aside, and every invoice is in the ledger, once."""
        await self.check()
        crew = self.fleet.crew
        async with crew.database.transaction() as session:
            takes = list(await session.scalars(select(models.Take)))
            booked = {take.id: await _booked(session, take.id) for take in takes}
        for take in takes:
            assert take.reserved_usd is None, f"{take.step} {take.number} keeps a price aside"
            assert take.state != TakeState.UNWANTED
            certain, uncertain = booked[take.id]
            assert (take.cost_usd or NOTHING) == certain + uncertain
            invoice = self.fleet.providers.charged(take.id)
            assert certain + uncertain >= invoice, f"{take.step} {take.number} lost a booking"
            assert NOTHING <= certain <= self.fleet.providers.at_most(take.id), "booked twice"
            assert uncertain <= self.fleet.providers.perhaps(take.id)
            known = [order for order in self.fleet.providers.orders[take.id] if order.is_known]
            paid = sum((order.usd for order in known if not order.is_refunded), NOTHING)
            assert certain >= paid, f"{take.step} {take.number}: what is known is not certain"


def _check_take(take: models.Take) -> None:
    if take.reserved_usd is not None:
        assert take.is_paid
        in_hand = take.state in (TakeState.WORKING, TakeState.UNWANTED)
        assert in_hand or take.provider_job_id is not None, f"{take.state} keeps a price aside"
        assert take.state not in (TakeState.DONE, TakeState.FAILED, TakeState.UNCERTAIN)
    if take.state == TakeState.UNWANTED:
        assert take.is_paid and take.lease_token is not None


async def _booked(session: AsyncSession, take_id: uuid.UUID) -> tuple[Decimal, Decimal]:
    """What is in the ledger for a take: for certain, and because nobody knows."""
    cost = models.VideoCost
    rows = (await session.scalars(select(cost).where(cost.take_id == take_id))).all()
    sums = [
        sum((row.amount_usd for row in rows if row.is_uncertain is is_uncertain), NOTHING)
        for is_uncertain in (False, True)
    ]
    return sums[0], sums[1]
