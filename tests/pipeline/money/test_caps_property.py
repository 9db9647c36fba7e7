"""However many claim, finish, fail and lose at once: what was sent never goes over a cap."""

from __future__ import annotations

import asyncio
import random
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from sqlalchemy import text

from pipeline import models, setbacks
from pipeline.lifecycle import Step
from pipeline.takes import Work
from tests.pipeline.films import FOREST
from tests.pipeline.money.paid import (
    CLIPS_WANTED,
    LIMITS,
    NOTHING,
    PICTURES_WANTED,
    PaidCrew,
    config,
    limits,
)

WORKERS, ROUNDS = 5, 10
# One statement sees one moment.
_GONE = """
    SELECT
        (SELECT coalesce(sum(amount_usd), 0) FROM video_costs c JOIN videos v ON v.id = c.video_id
          WHERE {which}) +
        (SELECT coalesce(sum(reserved_usd), 0) FROM takes t JOIN videos v ON v.id = t.video_id
          WHERE {which})
"""
_OF = {
    "film": text(_GONE.format(which="v.id = :film")),
    "channel": text(
        _GONE.format(which="v.channel_id = (SELECT channel_id FROM videos WHERE id = :film)")
    ),
    "all": text(_GONE.format(which="v.id = v.id OR v.id = :film")),
}


@dataclass
class Rush:
    """Workers who all ask at once.

    Attributes:
        films: All there are.
        invoices: What each take's providers charged.
        most: The most that was ever gone at the moment something was set aside, by cap.
    """

    crew: PaidCrew
    chance: random.Random
    caps: Mapping[str, Decimal]
    films: Sequence[uuid.UUID]
    invoices: dict[uuid.UUID, Decimal] = field(default_factory=dict)
    most: dict[str, Decimal] = field(default_factory=dict)

    async def work(self) -> None:
        for _ in range(ROUNDS):
            work = await self._begin(self.chance.choice([Step.ASSETS, Step.VIDEO]))
            if work is not None:
                await asyncio.sleep(self.chance.random() / 50)
                await self._report(work)
            await self._forget_holds()

    async def _forget_holds(self) -> None:
        """Let all ask again and again, so that they race for the last cent more than once."""
        free = {"hold": None, "hold_cause": None, "hold_reason": None, "hold_until": None}
        for film in self.films:
            await self.crew.change(models.Video, film, **free)

    async def _begin(self, step: Step) -> Work | None:
        work = await self.crew.begin(step)
        if work is not None:
            await self._check(work.claim.video_id)
        return work

    async def _check(self, film: uuid.UUID) -> None:
        """Nothing here costs more than its reservation, so that this holds at any time."""
        for name, cap in self.caps.items():
            async with self.crew.database.transaction() as session:
                gone = await session.scalar(_OF[name], {"film": film}) or NOTHING
            self.most[name] = max(self.most.get(name, NOTHING), gone)
            assert gone <= cap, f"{gone} of the {cap} for the {name}"

    async def _report(self, work: Work) -> None:
        listed = LIMITS.price_list.expected(work.unit)
        told = self.chance.choice([None, listed / 2, NOTHING])
        usd = listed if told is None else told
        match self.chance.randrange(12):
            case 0:
                await self.crew.tell(setbacks.fail, work, "broken", "cutout", usd=usd)
            case 1:
                usd = listed
                await self.crew.tell(setbacks.lose, work, "lost", self.crew.limits)
            case 2:
                await self.crew.tell(setbacks.put_back, work, "busy", "disk", usd=usd)
            case 3 | 4:
                assert await self.crew.finish(work, cost_usd=told)
            case _:
                usd = NOTHING
                await self.crew.tell(setbacks.wait_for_quota, work, "no credit", None)
        booked = self.invoices.get(work.claim.take_id, NOTHING)
        self.invoices[work.claim.take_id] = booked + usd


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 2])
async def test_what_is_set_aside_never_goes_over_a_cap(crew: PaidCrew, seed: int) -> None:
    chance = random.Random(seed)
    caps = {
        "film": Decimal(chance.choice(["0.55", "0.80"])),
        "channel": Decimal(chance.choice(["0.80", "1.10"])),
        "all": Decimal(chance.choice(["0.90", "1.20"])),
    }
    asked = config(usd_per_film=caps["film"], usd_per_day=caps["channel"])
    crew.limits = limits(usd_per_day=caps["all"])
    films = [
        await crew.film_at(state, channel=channel, config=asked, storyboard=FOREST)
        for channel in ("forest", "sea")
        for state in (PICTURES_WANTED, PICTURES_WANTED, CLIPS_WANTED)
    ]
    rush = Rush(crew, chance, caps, films)
    await asyncio.gather(*(rush.work() for _ in range(WORKERS)))
    ledger = await crew.ledger()
    assert ledger.reserved == 0
    assert ledger.certain + ledger.uncertain == sum(rush.invoices.values(), NOTHING)
    assert any(most > cap / 2 for cap, most in ((caps[n], rush.most[n]) for n in caps))
