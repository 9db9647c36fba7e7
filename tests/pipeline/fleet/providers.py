"""Paid providers of a simulated day: what they accepted, what they charged, what they gave back."""

from __future__ import annotations

import itertools
import random
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.limits import Limits
from pipeline.providers import SERVICES, is_paid
from pipeline.takes import Work

_ids = itertools.count(1)


@dataclass
class Order:
    """One call that a provider accepted.

    Attributes:
        listed: Its price by the list, which is also the most it costs.
        usd: What it cost.
        job: Its id, where the provider has any.
        is_known: Somebody of ours has heard its answer.
    """

    listed: Decimal
    usd: Decimal
    job: str | None
    is_refunded: bool = False
    is_known: bool = False

    @property
    def told(self) -> Decimal | None:
        """What the provider says that it cost; some say nothing where it is the listed price."""
        return None if self.usd == self.listed else self.usd


@dataclass
class Providers:
    """Remembers everything, as their invoices would.

    Attributes:
        orders: Of each take, in the order they were accepted.
        losses: How often nobody could know whether a call of a take had been accepted.
        noted: The jobs that were written down on a machine, by take.
    """

    chance: random.Random
    limits: Limits
    orders: dict[uuid.UUID, list[Order]] = field(default_factory=lambda: defaultdict(list))
    losses: dict[uuid.UUID, list[Decimal]] = field(default_factory=lambda: defaultdict(list))
    noted: dict[uuid.UUID, str] = field(default_factory=dict)
    _by_try: dict[uuid.UUID, Order] = field(default_factory=dict)

    def of(self, work: Work) -> Order | None:
        """What a worker's try has ordered or taken up, if anything yet."""
        return self._by_try.get(work.claim.token)

    def accept(self, work: Work) -> Order:
        """Send the call, unless it was; one with a job id asks after its job and orders nothing."""
        known = self.of(work)
        if known is None:
            known = self._job(work) if work.job_id else self._ordered(work)
            self._by_try[work.claim.token] = known
        return known

    def _ordered(self, work: Work) -> Order:
        listed = self.price(work)
        usd = listed * self.chance.choice([Decimal(1), Decimal("0.5")])
        has_jobs = SERVICES[work.unit.provider].has_jobs
        order = Order(listed, usd, f"job-{next(_ids)}" if has_jobs else None)
        self.orders[work.claim.take_id].append(order)
        return order

    def _job(self, work: Work) -> Order:
        found = [one for one in self.orders[work.claim.take_id] if one.job == work.job_id]
        assert len(found) == 1, f"{work.job_id} is no job of that take"
        return found[0]

    def price(self, work: Work) -> Decimal:
        return self.limits.price_list.expected(work.unit)

    def lose(self, work: Work) -> None:
        """Nobody hears the answer to a try's call, if it was sent at all."""
        self.losses[work.claim.take_id].append(self.price(work))

    def charged(self, take_id: uuid.UUID) -> Decimal:
        """What a take has cost, refunds taken off."""
        return sum((o.usd for o in self.orders[take_id] if not o.is_refunded), Decimal(0))

    def at_most(self, take_id: uuid.UUID) -> Decimal:
        """What may be booked for a take with certainty."""
        return sum((order.listed for order in self.orders[take_id]), Decimal(0))

    def perhaps(self, take_id: uuid.UUID) -> Decimal:
        """What may be booked for a take because nobody knows."""
        return sum(self.losses[take_id], Decimal(0))


def is_bought(work: Work) -> bool:
    """Whether a take is paid for."""
    return is_paid(work.unit.provider)
