"""KIE.ai, which sells Kling: the connection, the account, and what its records tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scripts.program import Exit, Failure
from scripts.providers.calls import Calls, Service, address_of, key_of
from scripts.providers.errors import Answer, Meaning, judge_kie
from scripts.providers.paid_options import PAUSE_SECONDS

_KEY = "KIE_API_KEY"
# Its documents and its services do not agree on the name.
_CONSUMED = ("creditsConsumed", "consumeCredits")


def kie(pause: float = PAUSE_SECONDS) -> Calls:
    """A connection to KIE.ai."""
    key = key_of(_KEY, "KIE.ai")
    service = Service(
        name="KIE.ai",
        address=address_of("KIE_BASE_URL", "https://api.kie.ai"),
        headers={"Authorization": f"Bearer {key}"},
        key_name=_KEY,
        judge=judge_kie,
        accepts=_accepts,
    )
    return Calls(service, pause)


def upload_address() -> str:
    """Where frames are sent to."""
    return address_of("KIE_UPLOAD_BASE_URL", "https://kieai.redpandaai.co")


def credits_left(calls: Calls) -> float:
    """What the account holds.

    Raises:
        Failure: Also when the answer does not tell it.
    """
    held = amount(calls.ask("GET", "/api/v1/chat/credit", "the account's credits").body.get("data"))
    if held is None:
        text = "KIE.ai does not say how many credits are left"
        raise Failure(Exit.FAILED, text, kind=Meaning.FAILED.kind)
    return held


def consumed(record: Mapping[str, Any]) -> float | None:
    """The credits a job took by its own record; None where that does not tell."""
    told = (amount(record.get(name)) for name in _CONSUMED)
    return next((credits for credits in told if credits is not None), None)


def amount(told: object) -> float | None:
    """A number of credits, or None for anything else."""
    is_number = isinstance(told, int | float) and not isinstance(told, bool)
    return float(told) if is_number else None  # type: ignore[arg-type]  # a number by then


def data_of(body: Any) -> dict[str, Any]:
    """The `data` of an answer, empty where there is none."""
    data = body.get("data") if isinstance(body, dict) else None
    return data if isinstance(data, dict) else {}


def _accepts(answer: Answer) -> bool:
    """HTTP's status says little: the body's code counts."""
    body = answer.body if isinstance(answer.body, dict) else {}
    return answer.status == 200 and body.get("code") == 200
