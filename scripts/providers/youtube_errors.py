"""What a refusal of YouTube, or of Google's place for tokens, means, with its remedy.

Words are those of `error.errors[].reason` and `error.details[].reason`
(developers.google.com/youtube/v3/docs/errors).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from scripts.program import Exit, Failure, without_secrets
from scripts.providers.errors import Answer, Judgement, Meaning, failure_of
from scripts.providers.retrying import details, next_quota_day, retry_time

RECONNECT = "run `slate youtube connect CHANNEL` again"
_OWNER = f"connect the account that owns the channel: {RECONNECT}"

_CODES = {
    401: Meaning.KEY,
    404: Meaning.INPUT,
    408: Meaning.BUSY,
    409: Meaning.BUSY,
    429: Meaning.BUSY,
}
_WORDS = {
    "quotaExceeded": Meaning.QUOTA,
    "dailyLimitExceeded": Meaning.QUOTA,
    "uploadLimitExceeded": Meaning.QUOTA,  # of the channel, not of the project
    "rateLimitExceeded": Meaning.BUSY,
    "userRateLimitExceeded": Meaning.BUSY,
    "uploadRateLimitExceeded": Meaning.BUSY,
    "RATE_LIMIT_EXCEEDED": Meaning.BUSY,
    "insufficientPermissions": Meaning.KEY,
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT": Meaning.KEY,
    "authError": Meaning.KEY,
}
# A bucket of its own, such as that of uploads, is told as a rate; only the sentence says which.
_OF_THE_DAY = re.compile(r"\bper day\b", re.IGNORECASE)

# What a person has to do outside of Slate, by word.
_REMEDIES = {
    "youtubeSignupRequired": f"the account has no channel: create one on YouTube, then {RECONNECT}",
    "channelNotFound": f"the account has no channel: create one on YouTube, then {RECONNECT}",
    "accessNotConfigured": "switch the YouTube Data API on in the project of YOUTUBE_CLIENT_ID",
    "SERVICE_DISABLED": "switch the YouTube Data API on in the project of YOUTUBE_CLIENT_ID",
    "authenticatedUserAccountSuspended": "the account is suspended; YouTube Studio says why",
    "authenticatedUserAccountClosed": f"the account is closed; {_OWNER}",
    "channelClosed": f"the channel is closed; {_OWNER}",
    "channelSuspended": "the channel is suspended; YouTube Studio says why",
    "forbidden": f"YouTube Studio may say why, or {_OWNER}",
}

_CLIENT = {"invalid_client", "unauthorized_client", "deleted_client"}


def youtube_failure(answer: Answer, what: str, now: datetime) -> Failure:
    """The failure that an answer of YouTube means.

    Args:
        answer: No success.
        what: What was asked for, such as `the captions`.
        now: An aware time.
    """
    words = list(reasons(answer.body))
    sentence = _sentence(answer)
    remedy = next((_REMEDIES[word] for word in words if word in _REMEDIES), None)
    meaning = next((_WORDS[word] for word in words if word in _WORDS), None)
    if meaning is None and remedy is not None:
        told = f"YouTube does not allow {what} ({sentence}): {remedy}"
        return Failure(Exit.REFUSED, without_secrets(told), kind="forbidden")
    if meaning is None:
        meaning = _of_status(answer.status)
    if meaning is Meaning.BUSY and _OF_THE_DAY.search(sentence):
        meaning = Meaning.QUOTA
    if meaning is Meaning.KEY:
        told = f"YouTube does not accept the channel's connection for {what} ({sentence}):"
        return Failure(Exit.KEY_REFUSED, f"{told} {RECONNECT}", kind=Meaning.KEY.kind)
    at = retry_time(answer.headers, answer.body, now)
    if meaning is Meaning.QUOTA:  # counted anew at midnight where Google is
        at = next_quota_day(now)
    return failure_of(Judgement(meaning, sentence, at), "YouTube", what, submitting=False)


def token_failure(data: Any, is_passing: bool) -> Failure:
    """The failure that an answer of Google's place for tokens means.

    Args:
        data: The parsed body, or its text.
        is_passing: Google says that the same may pass later.
    """
    told = data if isinstance(data, Mapping) else {}
    word = str(told.get("error") or "")
    said = " ".join(str(told.get("error_description") or word or "no reason was given").split())
    if is_passing:
        text = f"Google gives out no access for the channel now: {said}"
        return Failure(Exit.AGAIN, text, kind=Meaning.BUSY.kind)
    if word in _CLIENT:
        text = f"Google does not know this application ({said}):"
        text += " put YOUTUBE_CLIENT_ID and YOUTUBE_CLIENT_SECRET right"
        return Failure(Exit.KEY_REFUSED, text, kind=Meaning.KEY.kind)
    text = f"Google no longer accepts the channel's connection ({said}): {RECONNECT}"
    if word not in {"invalid_grant", "invalid_scope"}:
        text = f"Google gives out no access for the channel ({said})"
        return Failure(Exit.FAILED, text, kind=Meaning.FAILED.kind)
    return Failure(Exit.KEY_REFUSED, text, kind=Meaning.KEY.kind)


def reasons(body: Any) -> Iterator[str]:
    """Every word by which an error's body tells what it is."""
    error = body.get("error") if isinstance(body, dict) else None
    listed = error.get("errors") if isinstance(error, dict) else None
    for entry in listed if isinstance(listed, list) else ():
        if isinstance(entry, dict):
            yield str(entry.get("reason", ""))
    for detail in details(body):
        yield str(detail.get("reason", ""))


def _sentence(answer: Answer) -> str:
    error = answer.body.get("error") if isinstance(answer.body, dict) else None
    said = str(error.get("message") or "") if isinstance(error, dict) else ""
    words = [word for word in reasons(answer.body) if word]
    # YouTube writes HTML into its messages.
    plain = " ".join(re.sub(r"<[^>]*>", "", said).split()).rstrip(".")
    if not plain:
        return words[0] if words else f"HTTP {answer.status}"
    return f"{plain}, {words[0]}" if words and words[0] not in plain else plain


def _of_status(status: int) -> Meaning:
    if status in _CODES:
        return _CODES[status]
    if status >= 500 or status < 300:
        return Meaning.BUSY
    return Meaning.INPUT if status == 400 else Meaning.FAILED
