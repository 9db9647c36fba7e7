"""What a service's refusal means, told the same for all of them.

Tables say it by code and by word; a word is more exact and wins. Nothing here sends anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from scripts.program import Exit, Failure, without_secrets
from scripts.providers.retrying import details, next_quota_day, retry_time

_LONGEST_SENTENCE = 400  # characters that are shown of what a service said


class Meaning(Enum):
    """What can be done about it: the exit code and the kind of the failure."""

    BUSY = (Exit.AGAIN, "busy")  # nothing was accepted; soon the same call may pass
    QUOTA = (Exit.AGAIN, "quota")  # nothing was accepted until there is more credit or quota
    CONTENT = (Exit.REFUSED, "refused")  # the service does not make that
    INPUT = (Exit.REFUSED, "input")  # a value it does not take
    MODEL = (Exit.REFUSED, "model")  # a model it does not have, or no longer
    VOICE = (Exit.REFUSED, "voice")  # a voice it does not have, or no longer
    KEY = (Exit.KEY_REFUSED, "key")
    FAILED = (Exit.FAILED, "provider")
    UNCLEAR = (Exit.UNCERTAIN, "uncertain")  # nobody knows whether it was accepted

    @property
    def exit_code(self) -> Exit:
        return self.value[0]

    @property
    def kind(self) -> str:
        return self.value[1]


@dataclass(frozen=True)
class Answer:
    """What a service sent back.

    Attributes:
        status: HTTP's.
        body: The parsed JSON, or None where it was none.
        headers: Names in lower case.
    """

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Judgement:
    """What an answer that is no success means."""

    meaning: Meaning
    sentence: str
    retry_at: datetime | None = None


# KIE.ai sends these in the body's `code`, most of them with HTTP 200.
_KIE_CODES = {
    401: Meaning.KEY,
    402: Meaning.QUOTA,  # credits are used up; nobody knows when somebody buys more
    403: Meaning.KEY,
    422: Meaning.INPUT,
    429: Meaning.BUSY,
    433: Meaning.QUOTA,  # the limit of this key
    455: Meaning.BUSY,  # maintenance
    501: Meaning.FAILED,
    505: Meaning.MODEL,  # switched off
}

_GEMINI_CODES = {
    401: Meaning.KEY,
    403: Meaning.KEY,
    404: Meaning.MODEL,
    429: Meaning.BUSY,
}
_GEMINI_WORDS = {
    "API_KEY_INVALID": Meaning.KEY,
    "API_KEY_EXPIRED": Meaning.KEY,
    "FAILED_PRECONDITION": Meaning.KEY,  # billing or country: the account must be mended
    "UNAVAILABLE": Meaning.BUSY,  # overloaded: Google's own word for not having begun
    "PER_DAY": Meaning.QUOTA,
}

_ELEVENLABS_CODES = {
    401: Meaning.KEY,
    402: Meaning.QUOTA,
    403: Meaning.KEY,
    404: Meaning.MODEL,
    429: Meaning.BUSY,
}
_ELEVENLABS_WORDS = {
    "quota_exceeded": Meaning.QUOTA,  # a 401, unlike a wrong key
    "voice_not_found": Meaning.VOICE,
    "voice_does_not_exist": Meaning.VOICE,
    "invalid_voice_id": Meaning.VOICE,
    "max_character_limit_exceeded": Meaning.INPUT,
    "content_against_policy": Meaning.CONTENT,
    "bad_prompt": Meaning.CONTENT,
    "model_not_found": Meaning.MODEL,
    "unsupported_model": Meaning.MODEL,
}

# Services do not number the refusals of their moderation; people who wrote them used these words.
_MODERATION = (
    *("sensitive", "moderation", "policy", "policies", "prohibited", "nsfw", "violat"),
    *("safety", "inappropriate", "copyright", "risk control"),
)

# It has no code of its own for a model's name that is unknown, only for one that is switched off.
_OF_MODELS = re.compile(
    r"\bmodels?\b.*\b(not (supported|found|exist|available|valid)|no longer|disabled|offline"
    r"|unsupported|unavailable|unknown|invalid)\b",
    re.IGNORECASE,
)


def judge_gemini(answer: Answer, now: datetime) -> Judgement:
    """The `error` object: `code`, `status`, `message`, and `details` with a reason or a delay."""
    error = _mapping(_mapping(answer.body).get("error"))
    words = [str(error.get("status", ""))]
    for detail in details(answer.body):
        words.insert(0, str(detail.get("reason", "")))
        violations = detail.get("violations")
        for violation in violations if isinstance(violations, list) else ():
            if "PerDay" in str(_mapping(violation).get("quotaId", "")):
                words.insert(0, "PER_DAY")
    meaning = _meaning(answer.status, words, _GEMINI_CODES, _GEMINI_WORDS)
    retry_at = retry_time(answer.headers, answer.body, now)
    if meaning is Meaning.QUOTA:  # the delay it tells is that of a minute's limit
        retry_at = next_quota_day(now)
    return Judgement(meaning, str(error.get("message", "")), retry_at)


def judge_kie(answer: Answer, now: datetime) -> Judgement:
    """`code` and `msg` of the body; HTTP's status counts where the body has none."""
    body = _mapping(answer.body)
    code = body.get("code")
    sentence = str(body.get("msg") or body.get("message") or "")
    number = code if isinstance(code, int) and code != 200 else answer.status
    meaning = _meaning(number, (), _KIE_CODES, {})
    if meaning is Meaning.INPUT and is_moderation(sentence):
        meaning = Meaning.CONTENT
    elif meaning is Meaning.INPUT and _OF_MODELS.search(sentence):
        meaning = Meaning.MODEL
    return Judgement(meaning, sentence, retry_time(answer.headers, answer.body, now))


def judge_elevenlabs(answer: Answer, now: datetime) -> Judgement:
    """`detail`: an object with `status` and `message`, or a list of what does not validate."""
    detail = _mapping(answer.body).get("detail")
    if isinstance(detail, list):
        sentence = "; ".join(_validation(_mapping(item)) for item in detail)
        return Judgement(Meaning.INPUT, sentence)
    named = _mapping(detail)
    words = [str(named.get("status", "")), str(named.get("code", ""))]
    meaning = _meaning(answer.status, words, _ELEVENLABS_CODES, _ELEVENLABS_WORDS)
    sentence = str(named.get("message") or (detail if isinstance(detail, str) else ""))
    return Judgement(meaning, sentence, retry_time(answer.headers, answer.body, now))


def is_moderation(sentence: str) -> bool:
    """Whether a service's sentence speaks of content it does not make."""
    told = sentence.casefold()
    return any(word in told for word in _MODERATION)


def failure_of(
    judged: Judgement,
    who: str,
    what: str,
    *,
    submitting: bool,
    named: Mapping[Meaning, str] | None = None,
    usage: Mapping[str, Any] | None = None,
) -> Failure:
    """The failure a script ends with.

    Args:
        who: The service, for people.
        what: What was asked of it, such as `the clip for frame.png`.
        submitting: Whether the call would have cost money, had it been accepted.
        named: What a person has to change where it means this: the name of the key, of the model.
        usage: What it charged all the same.
    """
    meaning = judged.meaning
    if meaning is Meaning.UNCLEAR and not submitting:
        meaning = Meaning.BUSY
    said = " ".join(without_secrets(judged.sentence).split())[:_LONGEST_SENTENCE].rstrip(". ")
    told = _TOLD[meaning].format(name=(named or {}).get(meaning, ""))
    sentence = f"{who} {' '.join(told.split())} {what}" + (f": {said}" if said else "")
    return Failure(
        meaning.exit_code, sentence, kind=meaning.kind, retry_at=judged.retry_at, usage=usage
    )


_TOLD = {
    Meaning.BUSY: "has no time now for",
    Meaning.QUOTA: "has no credit or quota left for",
    Meaning.CONTENT: "refuses the content of",
    Meaning.INPUT: "does not take the input of",
    Meaning.MODEL: "does not have the model {name} for",
    Meaning.VOICE: "does not have the voice {name} for",
    Meaning.KEY: "did not accept the key {name} for",
    Meaning.FAILED: "failed at",
    Meaning.UNCLEAR: "may or may not have accepted, and charged,",
}


def _meaning(
    code: int, words: Any, by_code: Mapping[int, Meaning], by_word: Mapping[str, Meaning]
) -> Meaning:
    named = next((by_word[word] for word in words if word in by_word), None)
    if named is not None:
        return named
    if code in by_code:
        return by_code[code]
    if code >= 500 or code == 408 or code < 300:
        return Meaning.UNCLEAR  # also a success that cannot be read
    return Meaning.INPUT if code in _WRONG_INPUT else Meaning.FAILED


_WRONG_INPUT = {400, 413, 415, 422}


def _validation(item: Mapping[str, Any]) -> str:
    loc = item.get("loc")
    place = ", ".join(map(str, loc)) if isinstance(loc, list) else "body"
    return f"{place}: {item.get('msg', 'is not valid')}"


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def utc_now() -> datetime:
    return datetime.now(UTC)
