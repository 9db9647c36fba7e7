"""What KIE.ai tells of credits, in the forms it is known to use."""

from __future__ import annotations

from typing import Any

import pytest

from scripts.program import Failure
from scripts.providers.kie import consumed, credits_left, kie
from tests.scripts.providers.conftest import outcome
from tests.standins import FaultKind, Standins


@pytest.mark.parametrize(
    ("record", "credits"),
    [
        ({"creditsConsumed": 42}, 42.0),
        ({"consumeCredits": 0}, 0.0),
        ({"creditsConsumed": None, "consumeCredits": 4.5}, 4.5),
        ({"creditsConsumed": "42"}, None),
        ({"creditsConsumed": True}, None),
        ({}, None),
    ],
)
def test_what_a_job_took(record: dict[str, Any], credits: float | None) -> None:
    assert consumed(record) == credits


def test_what_is_left(standins: Standins) -> None:
    with kie(0.01) as calls:
        assert credits_left(calls) == 1_000_000.0


@pytest.mark.parametrize("data", [None, "42", True, {}])
def test_an_account_that_tells_nothing_fails(standins: Standins, data: object) -> None:
    body = {"code": 200, "msg": "success", "data": data}
    standins.faults.order(FaultKind.BODY, status=200, body=body)
    with kie(0.01) as calls, pytest.raises(Failure, match="how many credits") as caught:
        credits_left(calls)
    assert outcome(caught) == (1, "provider")
