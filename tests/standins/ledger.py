"""What the stand-ins charged: one entry for each job they accepted, by their own price lists.

KIE.ai takes a job's credits when it accepts it and gives them back when it fails.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
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
        measures: The same in every measure that a price list may name.
        words: The texts it was asked with.
    """

    service: str
    what: str
    job: str
    model: str
    amount: float
    usd: Decimal
    measures: Mapping[str, float] = field(default_factory=dict)
    words: str = ""


class Ledger:
    """Charges in the order they were made, and which of them were given back.

    Args:
        credits: What the account at KIE.ai holds at first.
        characters: What the plan at ElevenLabs allows until it is counted anew.
        clock: Seconds, by which refunds come.
    """

    def __init__(
        self, credits: float, characters: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.allowed_characters = characters
        self._credits = credits
        self._clock = clock
        self._charged: list[Charge] = []
        self._refunds: dict[str, float] = {}  # when a job's charge is given back
        self._lock = threading.Lock()

    @property
    def charged(self) -> list[Charge]:
        """Every job that was accepted, also those whose charge came back."""
        with self._lock:
            return list(self._charged)

    @property
    def refunded(self) -> list[Charge]:
        now = self._clock()
        with self._lock:
            return [one for one in self._charged if self._refunds.get(one.job, now + 1) <= now]

    @property
    def kept(self) -> list[Charge]:
        """The charges that were not given back."""
        refunded = {charge.job for charge in self.refunded}
        return [charge for charge in self.charged if charge.job not in refunded]

    @property
    def total_usd(self) -> Decimal:
        """What all of it has cost, refunds taken off."""
        return sum((charge.usd for charge in self.kept), Decimal(0))

    @property
    def measures(self) -> dict[str, float]:
        """What was kept, in the measures that scripts tell as `usage`."""
        total: Counter[str] = Counter()
        for charge in self.kept:
            total.update(charge.measures)
        return {name: round(value, 2) for name, value in total.items()}

    @property
    def credits(self) -> float:
        """What is left at KIE.ai."""
        return round(self._credits - self._spent("kie"), 2)

    @property
    def characters(self) -> int:
        """What was counted at ElevenLabs."""
        return round(self._spent("elevenlabs"))

    def shown(self) -> list[dict[str, Any]]:
        refunded = {charge.job for charge in self.refunded}
        return [
            {**asdict(charge), "usd": str(charge.usd), "is_refunded": charge.job in refunded}
            for charge in self.charged
        ]

    def charge(self, charge: Charge, *, refund_at: float | None = None) -> None:
        """Book a job; one that is going to fail is given back at that time."""
        with self._lock:
            self._charged.append(charge)
            if refund_at is not None:
                self._refunds[charge.job] = refund_at

    def _spent(self, service: str) -> float:
        return sum(charge.amount for charge in self.kept if charge.service == service)


def clip_charge(job: str, model: str, seconds: int, words: str = "") -> Charge:
    price = _CREDITS_PER_SECOND.get(model, _USUAL_CREDITS_PER_SECOND)
    amount = round(price * seconds, 2)
    usd = Decimal(str(amount)) * USD_PER_CREDIT
    measures = {"credits": amount, "seconds": seconds}
    return Charge("kie", "clip", job, model, amount, usd, measures, words)


def picture_charge(job: str, model: str, read: int, written: int, words: str = "") -> Charge:
    usd = _USD_PER_PICTURE.get(model, _USD_PER_PICTURE["gemini-nano-banana-2.1"])
    measures = {"pictures": 1, "input_tokens": read, "output_tokens": written}
    return Charge("gemini", "picture", job, model, written, usd, measures, words)


def text_charge(job: str, model: str, read: int, written: int, words: str = "") -> Charge:
    usd = read * _USD_PER_INPUT_TOKEN + written * _USD_PER_OUTPUT_TOKEN
    measures = {"input_tokens": read, "output_tokens": written}
    return Charge("gemini", "storyboard", job, model, read + written, usd, measures, words)


def characters_charge(what: str, job: str, model: str, characters: int, words: str = "") -> Charge:
    usd = characters * USD_PER_CHARACTER
    measures = {"characters": characters}
    return Charge("elevenlabs", what, job, model, characters, usd, measures, words)
