"""What happens to workers while they wait for paid providers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from pipeline import setbacks
from pipeline.models import utc_now
from pipeline.takes import Work
from tests.pipeline.fleet.providers import is_bought
from tests.pipeline.fleet.workers import Workers


@dataclass
class Payers:
    """The events of paid calls."""

    workers: Workers

    async def send_a_call(self) -> None:
        """A provider accepts it; its job may be noted or told, or neither before all ends."""
        fleet = self.workers.fleet
        unsent = [w for w in fleet.working if is_bought(w) and fleet.providers.of(w) is None]
        if not unsent:
            return
        work = fleet.chance.choice(unsent)
        order = fleet.providers.accept(work)
        if order.job is not None and fleet.chance.random() < 0.8:
            fleet.providers.noted[work.claim.take_id] = order.job
            if fleet.chance.random() < 0.8:
                await self.workers.announce(work, order.job)

    async def lose_an_answer(self) -> None:
        """Nobody knows whether it was accepted; of what is made in two calls one may be known."""
        fleet, work = self.workers.fleet, self._one()
        if work is None:
            return
        known = fleet.providers.of(work)
        if known is None and fleet.chance.random() < 0.5:
            known = fleet.providers.accept(work)
        fleet.providers.lose(work)
        noted = fleet.providers.noted.get(work.claim.take_id)
        if noted is not None:
            await self.workers.announce(work, noted)
        await self.workers.report(setbacks.lose, work, "its answer was lost", fleet.limits)

    async def be_refused(self) -> None:
        """The content, or what came is no use; a job is given back."""
        fleet, work = self.workers.fleet, self._one()
        if work is None:
            return
        order = fleet.providers.of(work)
        if order is None and work.job_id is None:
            await self.workers.report(setbacks.fail, work, "no dragons", "refused")
            return
        order = fleet.providers.accept(work)
        order.is_known = True
        if order.job is None:
            await self.workers.report(setbacks.fail, work, "broken", "cutout", usd=order.usd)
            return
        order.is_refunded = True
        await self.workers.announce(work, order.job)
        told = fleet.chance.choice([None, Decimal(0)])
        await self.workers.report(setbacks.fail, work, "it failed there", "provider", usd=told)

    async def be_put_off(self) -> None:
        """The provider is busy; a job goes on meanwhile, a part of other calls may be charged."""
        fleet, work = self.workers.fleet, self._one()
        if work is None:
            return
        order = fleet.providers.of(work)
        if order is None and work.job_id is None:
            await self.workers.report(setbacks.put_back, work, "busy", "busy")
            return
        order = fleet.providers.accept(work)
        if order.job is None:
            order.is_known = True
            await self.workers.report(setbacks.put_back, work, "busy", "busy", usd=order.usd)
            return
        await self.workers.announce(work, order.job)
        kind = fleet.chance.choice(["waiting", "waiting", "busy"])
        await self.workers.report(setbacks.put_back, work, "it goes on", kind)

    async def fail_to_fetch(self) -> None:
        """A job that goes on at its provider, for no reason that will pass by itself."""
        fleet, work = self.workers.fleet, self._one(has_job=True)
        if work is not None:
            order = fleet.providers.accept(work)
            if order.job is not None:
                await self.workers.announce(work, order.job)
            await self.workers.report(setbacks.fail, work, "no such folder", "system")

    async def run_out_of_quota(self) -> None:
        """Nothing more is accepted for some hours."""
        work = self._one(has_job=False)
        if work is not None:
            until = utc_now() + timedelta(hours=self.workers.fleet.chance.choice([1, 5]))
            await self.workers.report(setbacks.wait_for_quota, work, "no credit", until)

    async def be_refused_the_key(self) -> None:
        """Nothing is accepted until a person has mended it."""
        work = self._one(has_job=False)
        if work is not None:
            await self.workers.report(setbacks.refuse_key, work, "no such key", "f")

    def _one(self, *, has_job: bool | None = None) -> Work | None:
        """A paid take in hand; with or without a job or call that was accepted."""
        fleet = self.workers.fleet

        def which(work: Work) -> bool:
            order = fleet.providers.of(work)
            is_job = work.job_id is not None or (order is not None and order.job is not None)
            if has_job is None:
                return is_bought(work)
            return is_bought(work) and (is_job if has_job else order is None and not is_job)

        return fleet.take_from(fleet.working, which)
