"""What is left at a provider, and how it is told when it cannot be asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scripts.check_balance import build_parser
from scripts.program import Failure
from tests.contracts import contracts_folder, violations_of_requests
from tests.scripts.conftest import result_here, result_of, run_script, usage_error
from tests.standins import FaultKind, Standins

PAUSE = ("--pause", 0.01)


@pytest.fixture
def standins(monkeypatch: pytest.MonkeyPatch) -> Iterator[Standins]:
    with Standins(credits=500.0, characters=1_000) as running:
        for name, value in running.environment.items():
            monkeypatch.setenv(name, value)
        yield running


def balance(provider: str) -> dict[str, Any]:
    return result_here("check_balance", "--provider", provider, *PAUSE)


def failure(provider: str) -> tuple[int, str, str]:
    with pytest.raises(Failure) as caught:
        balance(provider)
    return int(caught.value.exit_code), caught.value.kind, str(caught.value)


def make_sound(output: Path) -> None:
    given = ["--provider", "elevenlabs", "--text", "rain", "--duration", 2]
    result_here("generate_sound_effects", *given, "--output", output, *PAUSE)


def test_credits_of_kling(standins: Standins) -> None:
    assert balance("kling") == {
        "provider": "kling",
        "left": 500.0,
        "measure": "credits",
        "is_unlimited": False,
        "renews_at": None,
    }


def test_characters_of_elevenlabs_become_fewer(standins: Standins, tmp_path: Path) -> None:
    renewed = datetime.fromtimestamp(standins.resets_at, UTC).isoformat()
    told = {"provider": "elevenlabs", "measure": "characters", "renews_at": renewed}
    assert balance("elevenlabs") == {**told, "left": 1_000, "is_unlimited": False}
    make_sound(tmp_path / "a.wav")
    assert standins.ledger.characters == 80
    assert balance("elevenlabs") == {**told, "left": 920, "is_unlimited": False}


@pytest.mark.parametrize(
    ("told", "left", "is_unlimited"),
    [
        ({"max_credit_limit_extension": 0}, 40, False),
        ({"max_credit_limit_extension": 100}, 140, False),
        ({"max_credit_limit_extension": "unlimited"}, 40, True),
        ({"character_count": 70}, 0, False),  # it may be over what the plan allows
    ],
)
def test_what_is_billed_on_top_of_the_plan(
    standins: Standins, told: dict[str, Any], left: int, is_unlimited: bool
) -> None:
    body = {"character_limit": 50, "character_count": 10, **told}
    standins.faults.order(FaultKind.BODY, status=200, body=body)
    found = balance("elevenlabs")
    assert (found["left"], found["is_unlimited"]) == (left, is_unlimited)
    assert found["renews_at"] is None


@pytest.mark.parametrize(
    ("provider", "body"),
    [
        ("kling", {"code": 200, "data": None}),
        ("elevenlabs", {"character_limit": 5}),
        ("elevenlabs", []),
    ],
)
def test_an_answer_that_tells_nothing_fails(
    standins: Standins, provider: str, body: object
) -> None:
    standins.faults.order(FaultKind.BODY, status=200, body=body)
    exit_code, kind, said = failure(provider)
    assert (exit_code, kind) == (1, "provider")
    assert "does not say how many" in said


@pytest.mark.parametrize("provider", ["kling", "elevenlabs"])
def test_refusals_are_told_as_by_every_script(standins: Standins, provider: str) -> None:
    standins.faults.order(FaultKind.STATUS, status=401)
    exit_code, kind, said = failure(provider)
    assert (exit_code, kind) == (77, "key")
    assert "_API_KEY for" in said
    standins.faults.order(FaultKind.STATUS, status=500, times=4)
    assert failure(provider)[:2] == (75, "busy")
    assert len(standins.requests) == 5


def test_nothing_is_charged_and_every_request_is_in_the_contracts(standins: Standins) -> None:
    balance("kling")
    balance("elevenlabs")
    assert [request["method"] for request in standins.requests] == ["GET", "GET"]
    assert standins.ledger.charged == []
    if contracts_folder() is None:
        pytest.skip("no contracts beside the checkout")
    assert violations_of_requests(standins.requests) == []


def test_gemini_tells_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert "gemini" in usage_error(build_parser(), ["--provider", "gemini"], capsys)


def test_as_a_program(standins: Standins) -> None:
    assert (
        result_of("check_balance", "--provider", "kling", env=standins.environment)["left"] == 500
    )
    refused = run_script("check_balance", "--json", "--provider", "elevenlabs")
    assert refused.returncode == 77
    event = json.loads(refused.stderr.splitlines()[-1])
    assert event["kind"] == "key" and "ELEVENLABS_API_KEY" in event["message"]
