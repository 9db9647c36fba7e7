"""What is sent again, what never is, and what a key may not stand in."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from scripts.program import Exit, Failure
from scripts.providers.calls import ATTEMPTS, Calls, address_of, key_of
from scripts.providers.elevenlabs import elevenlabs
from scripts.providers.gemini import gemini
from tests.scripts.providers.conftest import outcome
from tests.standins import KEY, FaultKind, Standins

PAUSE = 0.01
SOUND = "/v1/sound-generation"
DOCUMENT = {"text": "rain", "duration_seconds": 1.0}


def submitted(calls: Calls) -> bytes:
    return calls.submit(SOUND, "the sound", DOCUMENT, is_json=False).content


def asked(calls: Calls) -> object:
    return calls.ask("GET", "/v1/user/subscription", "the quota").body


def test_a_submission_that_was_surely_not_accepted_is_sent_again(standins: Standins) -> None:
    standins.faults.order(FaultKind.STATUS, status=429, times=2)
    with elevenlabs(PAUSE) as calls:
        assert submitted(calls)
    assert len(standins.calls(SOUND)) == 3
    assert len(standins.ledger.charged) == 1


def test_it_gives_up_after_some_attempts(standins: Standins) -> None:
    standins.faults.order(FaultKind.STATUS, status=429, times=99)
    with elevenlabs(PAUSE) as calls, pytest.raises(Failure) as caught:
        submitted(calls)
    assert outcome(caught) == (75, "busy")
    assert len(standins.calls(SOUND)) == ATTEMPTS
    assert standins.ledger.charged == []


@pytest.mark.parametrize(
    ("kind", "charged"),
    [(FaultKind.LOST_ANSWER, 1), (FaultKind.CUT, 0)],
)
def test_a_lost_answer_is_uncertain_and_never_sent_again(
    standins: Standins, kind: FaultKind, charged: int
) -> None:
    standins.faults.order(kind)
    with elevenlabs(PAUSE) as calls, pytest.raises(Failure) as caught:
        submitted(calls)
    assert outcome(caught) == (70, "uncertain")
    assert "the sound" in str(caught.value)
    assert len(standins.calls(SOUND)) == 1
    assert len(standins.ledger.charged) == charged


@pytest.mark.parametrize("status", [500, 502, 503, 529])
def test_a_server_error_of_a_submission_is_uncertain(standins: Standins, status: int) -> None:
    standins.faults.order(FaultKind.STATUS, status=status)
    with elevenlabs(PAUSE) as calls, pytest.raises(Failure) as caught:
        submitted(calls)
    assert outcome(caught) == (70, "uncertain")
    assert len(standins.calls(SOUND)) == 1


def test_an_answer_that_cannot_be_read_is_uncertain(standins: Standins) -> None:
    standins.faults.order(FaultKind.WRONG_JSON)
    path = "/v1beta/models/gemini-3.8-flash:generateContent"
    with gemini(PAUSE) as calls, pytest.raises(Failure) as caught:
        calls.submit(path, "it", {"contents": [{"parts": [{"text": "hello"}]}]})
    assert outcome(caught) == (70, "uncertain")
    assert len(standins.ledger.charged) == 1


def test_a_read_time_out_of_a_submission_is_uncertain(
    standins: Standins, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scripts.providers.calls._TIMEOUT", 0.15)
    standins.faults.order(FaultKind.SLOW, seconds=0.5)
    with elevenlabs(PAUSE) as calls, pytest.raises(Failure) as caught:
        submitted(calls)
    assert outcome(caught) == (70, "uncertain")
    assert "ReadTimeout" in str(caught.value)


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": FaultKind.STATUS, "status": 500},
        {"kind": FaultKind.STATUS, "status": 529},
        {"kind": FaultKind.CUT},
        {"kind": FaultKind.LOST_ANSWER},
    ],
)
def test_a_question_may_be_asked_again(standins: Standins, fault: dict[str, Any]) -> None:
    standins.faults.order(**fault, times=ATTEMPTS - 1)
    with elevenlabs(PAUSE) as calls:
        assert isinstance(asked(calls), dict)
    assert len(standins.calls("subscription")) == ATTEMPTS


def test_a_service_that_is_down_is_busy_for_questions_and_submissions(
    standins: Standins, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        monkeypatch.setenv("ELEVENLABS_BASE_URL", f"http://127.0.0.1:{unused.getsockname()[1]}")
        with elevenlabs(PAUSE) as calls:
            for call in (submitted, asked):
                with pytest.raises(Failure) as caught:
                    call(calls)
                assert outcome(caught) == (75, "busy")
                assert "cannot be reached" in str(caught.value)


def test_retry_after_is_waited_for_when_it_is_short(standins: Standins) -> None:
    standins.faults.order(FaultKind.STATUS, status=429, headers={"Retry-After": "0.04"})
    with elevenlabs(PAUSE) as calls:
        assert submitted(calls)


def test_a_long_retry_after_ends_the_script_with_the_time(standins: Standins) -> None:
    when = datetime.now(UTC) + timedelta(minutes=10)
    header = {"Retry-After": format_datetime(when, usegmt=True)}
    standins.faults.order(FaultKind.STATUS, status=429, headers=header)
    with elevenlabs(PAUSE) as calls, pytest.raises(Failure) as caught:
        submitted(calls)
    assert outcome(caught) == (75, "busy")
    assert caught.value.retry_at is not None
    assert abs(caught.value.retry_at - when) < timedelta(seconds=2)
    assert len(standins.calls(SOUND)) == 1


def test_a_key_stands_in_no_message(standins: Standins, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELEVENLABS_API_KEY", "another-key")
    body = {"detail": {"status": "invalid_api_key", "message": "Wrong key: another-key"}}
    with elevenlabs(PAUSE) as calls:
        assert "another-key" not in repr(calls.service)
        with pytest.raises(Failure) as caught:
            submitted(calls)
        assert outcome(caught) == (77, "key")
    monkeypatch.setenv("ELEVENLABS_API_KEY", KEY)
    standins.faults.order(FaultKind.BODY, status=401, body={**body, "key": KEY})
    body["detail"]["message"] = f"Wrong key: {KEY}"
    with elevenlabs(PAUSE) as calls, pytest.raises(Failure) as caught:
        submitted(calls)
    assert KEY not in str(caught.value) and "Wrong key: …" in str(caught.value)
    assert all(KEY not in request["url"] for request in standins.requests)


@pytest.mark.parametrize("key", ["", "  ", "two words", "line\nbreak", "schlüssel"])
def test_a_key_that_cannot_be_sent_is_refused(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", key)
    with pytest.raises(Failure) as caught:
        key_of("GEMINI_API_KEY", "Gemini")
    assert caught.value.exit_code is Exit.KEY_REFUSED
    assert "GEMINI_API_KEY" in str(caught.value)
    assert not key.strip() or key not in str(caught.value)


@pytest.mark.parametrize(
    "address", ["http://example.com", "ftp://127.0.0.1", "nonsense", "https://"]
)
def test_a_key_never_goes_in_the_clear(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEMINI_BASE_URL", address)
    with pytest.raises(Failure) as caught:
        address_of("GEMINI_BASE_URL", "https://example.com")
    assert caught.value.exit_code is Exit.REFUSED
    monkeypatch.setenv("GEMINI_BASE_URL", "")
    assert address_of("GEMINI_BASE_URL", "https://example.com") == "https://example.com"
    monkeypatch.setenv("GEMINI_BASE_URL", "http://127.0.0.1:8000/")
    assert address_of("GEMINI_BASE_URL", "https://example.com") == "http://127.0.0.1:8000"


def test_an_answer_without_an_end_is_not_read(
    standins: Standins, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scripts.providers.calls.MAX_ANSWER_BYTES", 100)
    with elevenlabs(PAUSE) as calls, pytest.raises(Failure) as caught:
        submitted(calls)
    assert outcome(caught) == (70, "uncertain")
