"""Whatever happens in whatever order, every film ends as the right film, and is paid for once.

A fleet on a real database plays a long random day: the queue delivers jobs; workers claim, finish,
fail, fall silent and write late; paid providers accept, charge, refund, keep people waiting and are
not heard; two people decide, on newest and on old previews, edit shots, raise caps and stop all that
is paid. After each event the rows must be right, and at the end every film must be the one that the
same wishes would have made at once, and every invoice in the ledger. Nothing sweeps but holds and
forgotten bookings, so a lost wake-up leaves a film unfinished.
"""

from __future__ import annotations

import pytest

from pipeline.database import Database
from pipeline.limits import LimitsFile
from pipeline.settings import Settings
from pipeline.sweep_money import MoneySweep
from tests.pipeline.fleet.day import Day
from tests.pipeline.fleet.fleet import DAY_USD
from tests.pipeline.money.paid import limits


@pytest.fixture
def repairs(settings: Settings) -> MoneySweep:
    """What sweeps do about money, with caps that are soon reached."""
    path = settings.channel_configs_dir / "_limits.yaml"
    path.write_text(limits(usd_per_day=DAY_USD).model_dump_json(), encoding="utf-8")
    return MoneySweep(settings, LimitsFile(path))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seed", "modes"), [(0, ["draft", "final"]), (3, ["final"]), (6, ["final"])]
)
async def test_a_long_day_ends_with_the_right_films(
    database: Database, repairs: MoneySweep, seed: int, modes: list[str]
) -> None:
    day = Day(database, seed, repairs, modes)
    await day.live()
    await day.end()
