"""A fleet on a real database that lives through a random day: for tests of any order of events."""

from __future__ import annotations

import pytest

# What does not hold is told with its values, as in a module of tests.
pytest.register_assert_rewrite(
    *(
        f"tests.pipeline.fleet.{name}"
        for name in ("money", "payers", "people", "providers", "rules", "workers")
    )
)
