"""Is the fleet alive?"""

from __future__ import annotations

from datetime import timedelta

from pipeline import models
from pipeline.database import Database
from pipeline.health import ALIVE, NO_DATABASE, Health, health
from pipeline.heartbeat import heart
from pipeline.lifecycle import Hold, Step
from pipeline.models import utc_now
from tests.pipeline.crew import Crew


async def look(database: Database) -> Health:
    async with database.transaction() as session:
        return await health(session)


async def add(database: Database, kind: str, silent_for: timedelta = timedelta(0)) -> None:
    async with database.transaction() as session:
        beat = utc_now() - silent_for
        session.add(models.Process(kind=kind, host="here", pid=1, beat_at=beat))


async def test_an_empty_fleet_is_not_well(database: Database) -> None:
    found = await look(database)
    assert found == Health(True, 0, 0, None, 0, 0)
    assert not found.is_well


async def test_a_bot_and_a_worker_are_enough(database: Database) -> None:
    await add(database, "bot")
    await add(database, "worker")
    await add(database, "worker")
    await add(database, "worker", silent_for=ALIVE * 2)
    found = await look(database)
    assert (found.bots, found.workers, found.is_well) == (1, 2, True)
    assert found.as_json()["ok"] is True


async def test_no_database_is_told_as_json_too() -> None:
    assert NO_DATABASE.as_json() == {
        "ok": False,
        "database": False,
        "bots": 0,
        "workers": 0,
        "oldest_waiting_seconds": None,
        "queued_takes": 0,
        "running_takes": 0,
    }


async def test_it_knows_how_long_the_oldest_take_has_waited(crew: Crew) -> None:
    old, held = await crew.queue(), await crew.queue()
    await crew.queue()
    await crew.change(models.Video, held, hold=Hold.QUOTA)
    (take,) = await crew.takes(old)
    await crew.change(models.Take, take.id, created_at=utc_now() - timedelta(minutes=2))
    found = await look(crew.database)
    assert found.queued_takes == 2
    assert found.oldest_waiting_seconds is not None and found.oldest_waiting_seconds >= 120
    await crew.must_begin(Step.STORYBOARD)
    assert (await look(crew.database)).running_takes == 1


async def test_a_pause_and_a_pause_between_tries_are_no_waiting(crew: Crew) -> None:
    paused, later = await crew.queue("sea"), await crew.queue("forest")
    await crew.change(models.Channel, (await crew.row(paused)).channel_id, is_paused=True)
    (take,) = await crew.takes(later)
    await crew.change(models.Take, take.id, not_before=utc_now() + timedelta(minutes=5))
    assert (await look(crew.database)).oldest_waiting_seconds is None


async def test_a_heart_beats_while_its_process_lives(database: Database) -> None:
    async with heart(database, "bot"):
        while (await look(database)).bots == 0:
            pass
    assert (await look(database)).bots == 0
