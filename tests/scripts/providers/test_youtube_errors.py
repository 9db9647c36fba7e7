"""What refusals of YouTube and of Google's place for tokens mean."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from scripts.program import Exit
from scripts.providers.errors import Answer
from scripts.providers.youtube_errors import token_failure, youtube_failure

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def body(word: str, message: str = "No.") -> dict[str, Any]:
    return {"error": {"code": 1, "message": message, "errors": [{"reason": word}]}}


@pytest.mark.parametrize(
    ("now", "midnight"),
    [
        (datetime(2026, 11, 22, 7, 59, tzinfo=UTC), datetime(2026, 11, 22, 8, tzinfo=UTC)),
        (datetime(2026, 11, 22, 8, 0, tzinfo=UTC), datetime(2026, 11, 23, 8, tzinfo=UTC)),
        (datetime(2027, 3, 14, 12, 0, tzinfo=UTC), datetime(2027, 3, 15, 7, tzinfo=UTC)),
        (datetime(2026, 11, 1, 12, 0, tzinfo=UTC), datetime(2026, 11, 2, 8, tzinfo=UTC)),
    ],
)
def test_quota_comes_back_at_midnight_there(now: datetime, midnight: datetime) -> None:
    failure = youtube_failure(Answer(403, body("quotaExceeded")), "the film", now)
    assert failure.retry_at == midnight


def test_markup_of_a_message_is_left_out() -> None:
    told = 'You have exceeded your <a href="/quota">quota</a>.'
    failure = youtube_failure(Answer(403, body("quotaExceeded", told)), "the film", NOW)
    assert "exceeded your quota, quotaExceeded" in str(failure)


@pytest.mark.parametrize(
    ("answer", "exit_code", "kind"),
    [
        (Answer(500), Exit.AGAIN, "busy"),
        (Answer(429), Exit.AGAIN, "busy"),
        (Answer(400), Exit.REFUSED, "input"),
        (Answer(404), Exit.REFUSED, "input"),
        (Answer(403), Exit.FAILED, "provider"),
        (Answer(418), Exit.FAILED, "provider"),
        (Answer(403, {"error": "text"}), Exit.FAILED, "provider"),
        (Answer(403, {"error": {"errors": "text", "message": 5}}), Exit.FAILED, "provider"),
        (Answer(403, ["list"]), Exit.FAILED, "provider"),
        (Answer(403, {"error": {"details": [{"reason": "SERVICE_DISABLED"}]}}), 65, "forbidden"),
    ],
)
def test_answers_of_any_form(answer: Answer, exit_code: Exit, kind: str) -> None:
    failure = youtube_failure(answer, "the film", NOW)
    assert (failure.exit_code, failure.kind) == (exit_code, kind)
    assert "the film" in str(failure)


@pytest.mark.parametrize(
    ("data", "is_passing", "exit_code", "told"),
    [
        ({"error": "invalid_grant", "error_description": "Revoked."}, False, 77, "slate youtube"),
        ({"error": "invalid_client"}, False, 77, "YOUTUBE_CLIENT_SECRET"),
        ({"error": "internal_failure"}, True, 75, "internal_failure"),
        ({"error": "access_denied"}, False, 1, "access_denied"),
        ("<html>", False, 1, "no reason"),
        (None, True, 75, "now"),
    ],
)
def test_refusals_of_access(data: Any, is_passing: bool, exit_code: int, told: str) -> None:
    failure = token_failure(data, is_passing)
    assert failure.exit_code == exit_code
    assert told in str(failure)
