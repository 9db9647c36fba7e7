"""What is left of paid films: everything that happened to each unit, here and at its service."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import select

from pipeline import models
from pipeline.database import Database
from pipeline.lifecycle import Step
from tests.end_to_end.paid_films import Marked, marked
from tests.end_to_end.paid_kills import Kill
from tests.standins import Charge

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Unit:
    """Everything that happened to a paid unit, here and at its service."""

    takes: list[models.Take]
    charges: list[Charge]
    costs: list[models.VideoCost]
    named: list[models.AuditLog]
    times_hit: int

    @property
    def jobs(self) -> set[str]:
        return {take.provider_job_id for take in self.takes if take.provider_job_id}

    @property
    def charged(self) -> Decimal:
        return sum((charge.usd for charge in self.charges), Decimal(0))

    @property
    def booked(self) -> Decimal:
        return sum((cost.amount_usd for cost in self.costs), Decimal(0))

    @property
    def sure(self) -> Decimal:
        """What was booked of what is known to be paid."""
        return sum((c.amount_usd for c in self.costs if not c.is_uncertain), Decimal(0))

    @property
    def unsure(self) -> list[models.VideoCost]:
        return [cost for cost in self.costs if cost.is_uncertain]


@dataclass(frozen=True)
class Aftermath:
    """What is left when all films are published.

    Attributes:
        answered: The films about whose uncertain payments a person was asked.
    """

    kills: Sequence[Kill]
    units: Mapping[Marked, Unit]
    costs: Sequence[models.VideoCost]
    charges: Sequence[Charge]
    answered: Sequence[str]


async def look_around(
    database: Database, charges: Sequence[Charge], kills: Sequence[Kill], answered: Sequence[str]
) -> Aftermath:
    """Bring together what the database, the services and whoever killed can tell."""
    async with database.transaction() as session:
        rows = await session.execute(
            select(models.Take, models.Video.title)
            .join(models.Video, models.Video.id == models.Take.video_id)
            .where(models.Take.is_paid)
            .order_by(models.Take.take)
        )
        takes = [(take, (marked(title)[0], (Step(take.step), take.number))) for take, title in rows]
        costs = list(await session.scalars(select(models.VideoCost)))
        named = select(models.AuditLog).where(models.AuditLog.action == "uncertain payment")
        audits = list(await session.scalars(named))
    unit_of = {take.id: unit for take, unit in takes}
    named_unit: dict[tuple[uuid.UUID | None, str, int], Marked] = {
        (take.video_id, take.step, take.number): unit for take, unit in takes
    }
    made = _grouped((unit, take) for take, unit in takes)
    charged = _grouped((marked(charge.words), charge) for charge in charges)
    booked = _grouped((unit_of[cost.take_id], cost) for cost in costs)
    told = _grouped(
        (named_unit[a.video_id, a.details["step"], a.details["number"]], a) for a in audits
    )
    hit = Counter(unit for kill in kills for unit in kill.hit)
    units = {
        unit: Unit(made[unit], charged[unit], booked[unit], told[unit], hit[unit])
        for unit in {*made, *charged, *hit}
    }
    return Aftermath(kills, units, costs, charges, answered)


def _grouped(pairs: Iterable[tuple[Marked, Thing]]) -> dict[Marked, list[Thing]]:
    made: dict[Marked, list[Thing]] = defaultdict(list)
    for key, thing in pairs:
        made[key].append(thing)
    return made
