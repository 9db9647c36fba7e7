"""Every error body the services are known to send, and what it must be taken for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from scripts.program import Exit
from scripts.providers.errors import (
    Answer,
    Judgement,
    Meaning,
    failure_of,
    is_moderation,
    judge_elevenlabs,
    judge_gemini,
    judge_kie,
)

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MIDNIGHT_PACIFIC = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
SOON = NOW + timedelta(seconds=34)


def google(code: int, status: str, *details: dict[str, Any]) -> Answer:
    error = {"code": code, "status": status, "message": "m", "details": list(details)}
    return Answer(code, {"error": error})


INVALID = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID"}
WAIT = {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "34s"}
PER_DAY = {"violations": [{"quotaId": "GenerateRequestsPerDayPerProjectPerModel"}]}
PER_MINUTE = {"violations": [{"quotaId": "GenerateRequestsPerMinutePerProjectPerModel"}]}


@pytest.mark.parametrize(
    ("answer", "meaning", "retry_at"),
    [
        (google(400, "INVALID_ARGUMENT"), Meaning.INPUT, None),
        (google(400, "INVALID_ARGUMENT", INVALID), Meaning.KEY, None),
        (google(400, "FAILED_PRECONDITION"), Meaning.KEY, None),
        (google(401, "UNAUTHENTICATED"), Meaning.KEY, None),
        (google(403, "PERMISSION_DENIED"), Meaning.KEY, None),
        (google(404, "NOT_FOUND"), Meaning.MODEL, None),
        (google(409, "ABORTED"), Meaning.FAILED, None),
        (google(429, "RESOURCE_EXHAUSTED"), Meaning.BUSY, None),
        (google(429, "RESOURCE_EXHAUSTED", PER_MINUTE, WAIT), Meaning.BUSY, SOON),
        (google(429, "RESOURCE_EXHAUSTED", PER_DAY, WAIT), Meaning.QUOTA, MIDNIGHT_PACIFIC),
        (google(500, "INTERNAL"), Meaning.UNCLEAR, None),
        (google(503, "UNAVAILABLE"), Meaning.BUSY, None),
        (google(504, "DEADLINE_EXCEEDED"), Meaning.UNCLEAR, None),
        (Answer(503), Meaning.UNCLEAR, None),  # not Google's own word
        (Answer(502, None), Meaning.UNCLEAR, None),
        (Answer(302, None), Meaning.FAILED, None),
        (Answer(200, None), Meaning.UNCLEAR, None),  # accepted, and cannot be read
        (Answer(400, {"error": "text"}), Meaning.INPUT, None),
        (Answer(429, ["nothing", "known"], {"retry-after": "34"}), Meaning.BUSY, SOON),
    ],
)
def test_gemini(answer: Answer, meaning: Meaning, retry_at: datetime | None) -> None:
    judged = judge_gemini(answer, NOW)
    assert (judged.meaning, judged.retry_at) == (meaning, retry_at)


def kie(code: int, message: str = "m") -> Answer:
    return Answer(200, {"code": code, "msg": message, "data": None})


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        (kie(401), Meaning.KEY),
        (kie(402), Meaning.QUOTA),
        (kie(403), Meaning.KEY),
        (kie(404), Meaning.FAILED),
        (kie(422), Meaning.INPUT),
        (kie(422, "The prompt contains sensitive words"), Meaning.CONTENT),
        (kie(422, "The model name you specified is not supported"), Meaning.MODEL),
        (kie(422, "Model kling-9 does not exist or is offline"), Meaning.MODEL),
        (kie(422, "The duration is not supported by this model"), Meaning.INPUT),
        (kie(429), Meaning.BUSY),
        (kie(433), Meaning.QUOTA),
        (kie(455), Meaning.BUSY),
        (kie(500), Meaning.UNCLEAR),
        (kie(501), Meaning.FAILED),
        (kie(505), Meaning.MODEL),
        (Answer(429, None), Meaning.BUSY),
        (Answer(401, {"msg": "no code"}), Meaning.KEY),
        (Answer(502, None), Meaning.UNCLEAR),
        (Answer(524, {"code": 200}), Meaning.UNCLEAR),
        (Answer(200, None), Meaning.UNCLEAR),
    ],
)
def test_kie_is_judged_by_its_bodys_code(answer: Answer, meaning: Meaning) -> None:
    judged = judge_kie(answer, NOW)
    assert (judged.meaning, judged.retry_at) == (meaning, None)


def eleven(status: int, word: str) -> Answer:
    return Answer(status, {"detail": {"status": word, "message": "m"}})


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        (eleven(400, "max_character_limit_exceeded"), Meaning.INPUT),
        (eleven(400, "content_against_policy"), Meaning.CONTENT),
        (eleven(400, "something_new"), Meaning.INPUT),
        (eleven(400, "unsupported_model"), Meaning.MODEL),
        (eleven(401, "invalid_api_key"), Meaning.KEY),
        (eleven(401, "quota_exceeded"), Meaning.QUOTA),
        (eleven(402, "payment_required"), Meaning.QUOTA),
        (eleven(403, "missing_permissions"), Meaning.KEY),
        (eleven(404, "voice_not_found"), Meaning.VOICE),
        (eleven(400, "invalid_voice_id"), Meaning.VOICE),
        (eleven(404, "model_not_found"), Meaning.MODEL),
        (eleven(429, "too_many_concurrent_requests"), Meaning.BUSY),
        (eleven(429, "system_busy"), Meaning.BUSY),
        (eleven(500, "internal_error"), Meaning.UNCLEAR),
        (Answer(503, None), Meaning.UNCLEAR),
        (Answer(529, None), Meaning.UNCLEAR),
        (Answer(401, {"detail": "Unauthorized"}), Meaning.KEY),
        (Answer(422, {"detail": [{"loc": ["body", "text"], "msg": "missing"}]}), Meaning.INPUT),
    ],
)
def test_elevenlabs(answer: Answer, meaning: Meaning) -> None:
    assert judge_elevenlabs(answer, NOW).meaning is meaning


def test_a_list_of_what_does_not_validate_becomes_sentences() -> None:
    problems = [{"loc": ["body", "text"], "msg": "field required"}, {"msg": "too long"}]
    judged = judge_elevenlabs(Answer(422, {"detail": problems}), NOW)
    assert judged.sentence == "body, text: field required; body: too long"


@pytest.mark.parametrize("submitting", [True, False])
@pytest.mark.parametrize("meaning", Meaning)
def test_only_a_submission_can_be_uncertain(meaning: Meaning, submitting: bool) -> None:
    failure = failure_of(Judgement(meaning, "why."), "KIE.ai", "the clip", submitting=submitting)
    wanted = Meaning.BUSY if meaning is Meaning.UNCLEAR and not submitting else meaning
    assert (failure.exit_code, failure.kind) == (wanted.exit_code, wanted.kind)
    assert str(failure).startswith("KIE.ai ") and str(failure).endswith("the clip: why")


def test_what_a_person_has_to_change_is_named() -> None:
    named = {Meaning.KEY: "KIE_API_KEY", Meaning.MODEL: "kling-9"}
    for meaning, sentence in (
        (Meaning.KEY, "KIE.ai did not accept the key KIE_API_KEY for the clip: expired"),
        (Meaning.MODEL, "KIE.ai does not have the model kling-9 for the clip: expired"),
        (Meaning.VOICE, "KIE.ai does not have the voice for the clip: expired"),
    ):
        judged = Judgement(meaning, "expired")
        assert sentence == str(
            failure_of(judged, "KIE.ai", "the clip", submitting=True, named=named)
        )


def test_a_key_that_is_quoted_back_is_not_shown_nor_a_part_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KIE_API_KEY", "0123456789" * 4)
    judged = Judgement(Meaning.KEY, f"{'x' * 380} {'0123456789' * 4}")
    assert "0123" not in str(failure_of(judged, "KIE.ai", "the clip", submitting=True))


def test_exit_codes_are_the_contracts() -> None:
    assert {meaning.name: meaning.exit_code for meaning in Meaning} == {
        "BUSY": Exit.AGAIN,
        "QUOTA": Exit.AGAIN,
        "CONTENT": Exit.REFUSED,
        "INPUT": Exit.REFUSED,
        "MODEL": Exit.REFUSED,
        "VOICE": Exit.REFUSED,
        "KEY": Exit.KEY_REFUSED,
        "FAILED": Exit.FAILED,
        "UNCLEAR": Exit.UNCERTAIN,
    }


def test_moderation_is_known_by_its_words() -> None:
    assert is_moderation("Input violates our Safety Policies")
    assert not is_moderation("Internal error, please try again later")


def test_long_sentences_of_a_service_are_cut() -> None:
    judged = Judgement(Meaning.FAILED, "a\n b " * 1000)
    assert len(str(failure_of(judged, "Gemini", "it", submitting=True))) < 450
