"""What the bot remembers of how a film is shown in Discord: the mirror's row as values. Pure."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any, Self

from pipeline.views import MirrorView


@dataclass
class ShownPreview:
    """The messages of one review.

    Attributes:
        message_ids: In order; the last one asks, once `is_complete`.
        is_complete: All messages are posted, with their reactions.
        ending: Digest of the end its last message tells, once there is one.
    """

    gate: str
    message_ids: list[int] = field(default_factory=list)
    is_open: bool = True
    is_complete: bool = False
    ending: str = ""


@dataclass
class Shown:
    """How a film is shown.

    Attributes:
        cards: How many cards there have been; a person may delete one.
        card_digest: Of what the card says now.
        told: The milestones the thread has been told.
        problem: Why it cannot be shown, as long as it cannot.
    """

    video_id: uuid.UUID
    channel_id: int | None = None
    card_id: int | None = None
    thread_id: int | None = None
    cards: int = 0
    previews: dict[uuid.UUID, ShownPreview] = field(default_factory=dict)
    card_digest: str = ""
    told: list[str] = field(default_factory=list)
    problem: str | None = None
    version: int = 0

    @classmethod
    def of(cls, mirror: MirrorView) -> Self:
        """Read a mirror's row."""
        external, written = mirror.external, mirror.written
        return cls(
            video_id=mirror.video_id,
            channel_id=_number(external.get("channel_id")),
            card_id=_number(external.get("card_id")),
            thread_id=_number(mirror.external_id),
            cards=external.get("cards", 0),
            previews={
                uuid.UUID(review_id): _preview(one)
                for review_id, one in external.get("previews", {}).items()
            },
            card_digest=written.get("card", ""),
            told=list(written.get("told", [])),
            problem=written.get("problem"),
            version=mirror.shown_version,
        )

    def mirror(self) -> MirrorView:
        """As the row to keep."""
        previews = {str(review_id): _stored(one) for review_id, one in self.previews.items()}
        external = {"cards": self.cards, "previews": previews}
        ids = {"channel_id": self.channel_id, "card_id": self.card_id}
        written: dict[str, Any] = {"card": self.card_digest, "told": list(self.told)}
        if self.problem is not None:
            written["problem"] = self.problem
        return MirrorView(
            video_id=self.video_id,
            external_id=str(self.thread_id) if self.thread_id is not None else None,
            external=external | {name: str(one) for name, one in ids.items() if one is not None},
            written=written,
            shown_version=self.version,
        )

    def whole(self) -> frozenset[uuid.UUID]:
        """The reviews whose preview was posted to its end."""
        return frozenset(key for key, one in self.previews.items() if one.is_complete)

    def lose_card(self) -> None:
        """Somebody deleted the card: the next one is another."""
        self.card_id, self.card_digest = None, ""

    def lose_thread(self) -> None:
        """Somebody deleted the thread, and every open preview with it."""
        self.thread_id = None
        self.previews = {key: one for key, one in self.previews.items() if not one.is_open}

    def lose_channel(self) -> None:
        """Somebody deleted the channel with everything in it."""
        self.channel_id = None
        self.lose_card()
        self.lose_thread()


def review_of_message(mirror: MirrorView, message_id: int) -> uuid.UUID | None:
    """The review that a message is part of the preview of, open or not."""
    previews = Shown.of(mirror).previews.items()
    return next((key for key, one in previews if message_id in one.message_ids), None)


def _preview(stored: dict[str, Any]) -> ShownPreview:
    return ShownPreview(
        gate=stored["gate"],
        message_ids=[int(one) for one in stored["message_ids"]],
        is_open=stored["state"] == "open",
        is_complete=stored["complete"],
        ending=stored.get("ending", ""),
    )


def _stored(preview: ShownPreview) -> dict[str, Any]:
    return {
        "gate": preview.gate,
        "message_ids": [str(one) for one in preview.message_ids],
        "state": "open" if preview.is_open else "closed",
        "complete": preview.is_complete,
        "ending": preview.ending,
    }


def _number(text: str | None) -> int | None:
    return int(text) if text is not None else None
