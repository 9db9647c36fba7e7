"""Scripts and providers that meet the stand-ins instead of the paid services."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from scripts.program import Failure
from tests.standins import Standins


@pytest.fixture
def standins(monkeypatch: pytest.MonkeyPatch) -> Iterator[Standins]:
    """The services on loopback, and an environment that leads to them."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    with Standins() as running:
        for name, value in running.environment.items():
            monkeypatch.setenv(name, value)
        yield running


def outcome(caught: pytest.ExceptionInfo[Failure]) -> tuple[int, str]:
    """Exit code and kind of a failure."""
    return int(caught.value.exit_code), caught.value.kind
