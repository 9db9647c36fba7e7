"""Workers killed with -9 while paid work is in flight: nothing is paid twice without being named."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from pipeline.database import Database
from pipeline.lifecycle import Step, index
from pipeline.limits import DEFAULTS
from pipeline.setbacks import MAX_ATTEMPTS
from pipeline.steps.build import TakeState
from tests.databases import SpareDatabase
from tests.end_to_end.aftermath import Aftermath, look_around
from tests.end_to_end.paid_films import (
    CHANNEL,
    HARBOUR,
    KEEPER,
    PAID_STEPS,
    SHORE,
    Board,
    board,
    marked,
    on_stage,
)
from tests.end_to_end.paid_kills import Killer
from tests.end_to_end.quick_scripts import quick_scripts
from tests.end_to_end.workers import Office, workers
from tests.standins import Delays, Standins

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]

SEED = 20_261_122
SHOTS = 3
WANTED = Counter(dict(zip(PAID_STEPS, (4, 7, 8, 7, 7, 7), strict=True)))
FILMS = 5  # to begin with
MOST_SECONDS = 600.0

# A quarter of a second at least: long enough that a kill finds something under way.
DELAYS = Delays(
    scale=1.0, text=1.0, picture=0.7, upload=0.05, order=0.3, clip=1.5, speech=0.7, sound=0.7
)
CHEAP = "cheap"
DEAR = "dear"  # a frame costs more than what is tried again without a word
_FRAMES = {"provider": "gemini", "model": "gemini-3-pro-image"}
CHANNELS: dict[str, dict[str, Any]] = {
    CHEAP: CHANNEL,
    DEAR: CHANNEL | {"providers": CHANNEL["providers"] | {"composites": _FRAMES}},
}

ROUNDED = Decimal("0.0000005")  # of a row of the ledger, which is exact to a millionth of a dollar


def written(words: str) -> Board:
    film, _ = marked(words)
    return board(film, [on_stage("harbour", "keeper")] * SHOTS, [HARBOUR, SHORE, KEEPER])


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def aftermath(
    server: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Aftermath]:
    url = await SpareDatabase(server).as_new()
    folder = tmp_path_factory.mktemp("kills")
    workspace = folder / "workspace"
    workspace.mkdir()
    database = Database(url)
    with Standins(DELAYS, writer=written) as standins:
        environment = standins.environment | _environment(url, folder)
        async with workers(workspace, environment) as processes, asyncio.timeout(MOST_SECONDS):
            chance = random.Random(SEED)
            killer = Killer(processes, standins, database, WANTED.copy(), chance)
            office = Office(database, SHOTS)
            async with asyncio.TaskGroup() as beside:
                deciding = beside.create_task(office.decide())
                await _make_films(office, killer)
                deciding.cancel()
        yield await look_around(database, standins.ledger.charged, killer.kills, office.answered)
    await database.close()


def _environment(url: str, folder: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": url,
        "SCRIPTS_DIR": str(quick_scripts(folder / "scripts", is_faked=True)),
        "LEASE_SECONDS": "4",
        "SERVICE_SLOTS": "2",
        "CPU_SLOTS": "1",
        "STOP_SECONDS": "2",
    }


async def _make_films(office: Office, killer: Killer) -> None:
    """Queue films as long as kills are missing, and wait until all of them are published."""
    for number in range(1, FILMS + 1):
        await _queue(office, number)
    films = FILMS
    async with asyncio.TaskGroup() as beside:
        beside.create_task(killer.run())
        while not killer.is_done or await office.unfinished():
            if not killer.is_done and await _are_past(office, killer.first_wanted):
                films += 1
                await _queue(office, films)
            await asyncio.sleep(0.2)


async def _are_past(office: Office, step: Step) -> bool:
    """Whether no film will come to a step any more."""
    return all(index(Step(film.step)) > index(step) for film in await office.unfinished())


async def _queue(office: Office, number: int) -> None:
    channel = (CHEAP, DEAR)[number % 2]
    await office.queue(f"f{number}", channel, CHANNELS[channel])


async def test_paid_work_was_in_flight_at_every_kill(aftermath: Aftermath) -> None:
    assert Counter(kill.step for kill in aftermath.kills) == WANTED
    assert WANTED.total() == 40
    assert all(kill.unit in kill.hit for kill in aftermath.kills)
    assert len({kill.worker for kill in aftermath.kills}) == 40


async def test_every_unit_was_made_in_the_end(aftermath: Aftermath) -> None:
    for unit, found in aftermath.units.items():
        assert [take.state for take in found.takes].count(TakeState.DONE) == 1, unit
        assert all(take.reserved_usd is None for take in found.takes), unit


async def test_what_was_not_hit_was_paid_once(aftermath: Aftermath) -> None:
    calm = {unit: found for unit, found in aftermath.units.items() if not found.named}
    assert len(calm) > 10
    for unit, found in calm.items():
        assert len(found.charges) == 1, unit
        assert abs(found.booked - found.charged) <= ROUNDED, unit


async def test_what_was_paid_again_is_named(aftermath: Aftermath) -> None:
    for unit, found in aftermath.units.items():
        assert len(found.charges) <= 1 + len(found.named), unit
        assert len(found.unsure) == len(found.named), unit
        assert all(cost.amount_usd > 0 for cost in found.unsure), unit


async def test_a_lost_call_is_always_named(aftermath: Aftermath) -> None:
    for unit, found in aftermath.units.items():
        if not found.jobs:  # an announced job is not lost
            assert len(found.named) >= found.times_hit, unit


async def test_the_ledger_is_never_short(aftermath: Aftermath) -> None:
    for unit, found in aftermath.units.items():
        assert found.charged <= found.booked + ROUNDED * len(found.charges), unit
        last = found.charges[-1].usd  # what is known to be paid is one job, whatever was lost
        assert abs(found.sure - last) <= ROUNDED, unit
    charged = sum((charge.usd for charge in aftermath.charges), Decimal(0))
    booked = sum((cost.amount_usd for cost in aftermath.costs), Decimal(0))
    assert charged <= booked + ROUNDED * len(aftermath.charges)


async def test_an_announced_clip_is_ordered_once(aftermath: Aftermath) -> None:
    clips = {u: found for u, found in aftermath.units.items() if u[1][0] is Step.VIDEO}
    announced = 0
    for unit, found in clips.items():
        (job,) = found.jobs
        assert [charge.job for charge in found.charges].count(job) == 1, unit
        lost = [charge for charge in found.charges if charge.job != job]
        assert len(lost) <= len(found.named), unit
        announced += found.times_hit > len(found.named)
    assert announced > 0, "no kill came after an order was announced"


async def test_only_what_costs_little_is_paid_for_again_unasked(aftermath: Aftermath) -> None:
    limit = DEFAULTS.budget.retry_uncertain_below_usd
    asked = 0
    for unit, found in aftermath.units.items():
        *earlier, _ = found.takes  # every further take is a person's answer
        if found.charges[-1].usd < limit:
            assert all(take.attempts >= MAX_ATTEMPTS for take in earlier), unit
        else:
            assert len(earlier) == len(found.named), unit
            asked += len(earlier)
    assert asked > 0
    assert len(aftermath.answered) > 0
