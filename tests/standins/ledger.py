"""What the stand-ins charged: one entry for each job they accepted, by their own price lists."""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

USD_PER_CREDIT = Decimal("0.005")  # of KIE.ai
USD_PER_CHARACTER = Decimal("0.0002")  # of ElevenLabs
_USD_PER_PICTURE = {
    "gemini-nano-banana-2.1": Decimal("0.034"),
    "gemini-3-pro-image": Decimal("0.134"),
}
_USD_PER_INPUT_TOKEN, _USD_PER_OUTPUT_TOKEN = Decimal("0.0000003"), Decimal("0.0000025")
_CREDITS_PER_SECOND = {"kling-3.0/video": 12.0, "kling-2.6/image-to-video": 11.0}
_USUAL_CREDITS_PER_SECOND = 8.4


@dataclass(frozen=True)
class Charge:
    """One accepted job.

    Attributes:
        service: gemini, kie or elevenlabs.
        what: storyboard, picture, clip, speech, sound or music.
        job: The service's own name for it.
        amount: In the service's unit: tokens, credits or characters.
    """

    service: str
    what: str
    job: str
    model: str
    amount: float
    usd: Decimal


class Ledger:
    """Charges in the order they were made."""

    def __init__(self, credits: float) -> None:
        self._charged: list[Charge] = []
        self._credits = credits
        self._lock = threading.Lock()

    @property
    def charged(self) -> list[Charge]:
        with self._lock:
            return list(self._charged)

    @property
    def total_usd(self) -> Decimal:
        return sum((charge.usd for charge in self.charged), Decimal(0))

    @property
    def credits(self) -> float:
        """What is left at KIE.ai."""
        spent = sum(charge.amount for charge in self.charged if charge.service == "kie")
        return round(self._credits - spent, 2)

    def shown(self) -> list[dict[str, Any]]:
        return [{**asdict(charge), "usd": str(charge.usd)} for charge in self.charged]

    def charge(self, charge: Charge) -> None:
        with self._lock:
            self._charged.append(charge)


def clip_charge(job: str, model: str, seconds: int) -> Charge:
    price = _CREDITS_PER_SECOND.get(model, _USUAL_CREDITS_PER_SECOND)
    amount = round(price * seconds, 2)
    return Charge("kie", "clip", job, model, amount, Decimal(str(amount)) * USD_PER_CREDIT)


def picture_charge(job: str, model: str, tokens: int) -> Charge:
    usd = _USD_PER_PICTURE.get(model, _USD_PER_PICTURE["gemini-nano-banana-2.1"])
    return Charge("gemini", "picture", job, model, tokens, usd)


def text_charge(job: str, model: str, read: int, written: int) -> Charge:
    usd = read * _USD_PER_INPUT_TOKEN + written * _USD_PER_OUTPUT_TOKEN
    return Charge("gemini", "storyboard", job, model, read + written, usd)


def characters_charge(what: str, job: str, model: str, characters: int) -> Charge:
    usd = characters * USD_PER_CHARACTER
    return Charge("elevenlabs", what, job, model, characters, usd)
