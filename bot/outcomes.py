"""What becomes of a decision: done, or asked first because it costs money. Pure."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from pipeline.steps.film import UnitKey
from pipeline.videos import Redo


@dataclass(frozen=True)
class CostlyRedo:
    """A redo that starts once somebody agrees to what it costs.

    Attributes:
        review_id: The preview it was asked at, where it was asked at one.
        agreed: What costs money, as it was shown.
    """

    video_id: uuid.UUID
    wishes: tuple[Redo, ...]
    review_id: uuid.UUID | None
    agreed: frozenset[UnitKey]


@dataclass(frozen=True)
class Outcome:
    """What a person reads of their decision.

    Attributes:
        text: What follows, or what is asked.
        asks: What is done once somebody agrees; None where nothing is asked.
        is_shown: The film's thread shows what follows, so nothing need be said there.
    """

    text: str
    asks: CostlyRedo | None = None
    is_shown: bool = False
