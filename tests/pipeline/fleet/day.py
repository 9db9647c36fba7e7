"""A long random day, and its end."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Sequence

from pipeline.database import Database
from pipeline.lifecycle import Cause
from pipeline.sweep_money import MoneySweep
from tests.pipeline.crew import Crew
from tests.pipeline.fleet.fleet import BOARDS, LIMIT, Fleet
from tests.pipeline.fleet.money import MoneyRules
from tests.pipeline.fleet.payers import Payers
from tests.pipeline.fleet.people import People
from tests.pipeline.fleet.providers import Providers
from tests.pipeline.fleet.rules import Rules
from tests.pipeline.fleet.workers import Workers

EVENTS = 120
TIMED = (Cause.QUOTA, Cause.CHANNEL_DAY, Cause.INSTALLATION_DAY)


class Day:
    """One event after the other; the same seed, the same day."""

    def __init__(
        self, database: Database, seed: int, repairs: MoneySweep, modes: Sequence[str]
    ) -> None:
        chance = random.Random(seed)
        providers = Providers(chance, repairs.limits.current())
        self.fleet = Fleet(Crew(database, BOARDS, LIMIT), chance, repairs, providers)
        self.people = People(self.fleet, modes)
        self.rules = Rules(self.fleet)
        self.money = MoneyRules(self.fleet)
        self.workers = Workers(self.fleet, self.money.check_caps)
        self.payers = Payers(self.workers)

    async def live(self, events: int = EVENTS) -> None:
        """Events with more weight happen more often; after each the rows must be right."""
        weights = self._weights()
        await self.people.queue_a_film()
        for event in self.fleet.chance.choices(list(weights), list(weights.values()), k=events):
            await event()
            await self.rules.check()
            await self.money.check()

    def _weights(self) -> dict[Callable[[], Awaitable[None]], int]:
        people, workers, payers = self.people, self.workers, self.payers
        return {
            workers.are_given_jobs: 40,
            workers.finish_a_take: 24,
            people.decide: 16,
            people.want_a_unit_again: 5,
            people.want_again_what_is_in_flight: 5,
            people.edit_a_shot: 3,
            people.retry: 8,
            people.answer: 10,
            people.change_a_cap: 1,
            people.stop_or_start: 2,
            people.are_too_late: 1,
            people.cancel: 2,
            people.queue_a_film: 3,
            workers.fail_with_a_take: 2,
            workers.put_a_take_back: 3,
            workers.stop: 5,
            workers.fall_silent: 9,
            workers.come_back: 6,
            workers.wait_an_hour: 10,
            workers.sweep: 3,
            payers.send_a_call: 20,
            payers.lose_an_answer: 5,
            payers.be_refused: 4,
            payers.be_put_off: 12,
            payers.fail_to_fetch: 4,
            payers.run_out_of_quota: 2,
            payers.be_refused_the_key: 2,
        }

    async def end(self) -> None:
        """Everybody does their part until nothing is left to do; every film must be right."""
        if self.fleet.is_stopped:
            await self.people.let_paid_work_go_on()
        for _ in range(200):
            await self.workers.wait_an_hour(6)
            await self.workers.sweep()
            while await self.workers.are_given_one():
                pass
            has_worked = await self.workers.finish_all()
            decided = [await self.people.do_what_is_asked(film) for film in self.fleet.films]
            rows = [await self.fleet.crew.row(film) for film in self.fleet.films]
            waits = any(row.hold_cause in TIMED for row in rows)
            if not has_worked and not any(decided) and not waits:
                break
        await self.rules.check_end()
        await self.money.check_end()
