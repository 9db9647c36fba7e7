"""What tests of money share."""

from __future__ import annotations

import pytest

from pipeline.database import Database
from pipeline.runner import Runner
from pipeline.settings import Settings
from tests.pipeline.money.paid import PaidCrew
from tests.pipeline.money.paid_runs import paying


@pytest.fixture
def crew(database: Database) -> PaidCrew:
    """Workers who make paid takes."""
    return PaidCrew(database)


@pytest.fixture
def runner(settings: Settings, database: Database) -> Runner:
    """Runs fake scripts, with keys and prices."""
    return paying(settings, database)
