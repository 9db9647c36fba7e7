"""What Slate remembers of a film's row: the mirror's row as values. Pure."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any, Self

from bot.notion.decisions import Asked
from bot.notion.rows import Plain
from pipeline.lifecycle import Step
from pipeline.views import MirrorView

SURFACE = "notion"


@dataclass
class Shown:
    """How a film's row stands.

    Attributes:
        page_id: None until the film has a row.
        written: What was last written or read, by property: what differs is a person's edit.
        review_id: The question that the row shows.
        said: What became of a person's last edit.
        asked: A redo that waits for a yes.
        owes: An edit was taken, and the row does not show yet what became of it.
        is_gone: The row lies in the trash, or is not shared any more.
    """

    video_id: uuid.UUID
    page_id: str | None = None
    written: dict[str, Plain] = field(default_factory=dict)
    review_id: uuid.UUID | None = None
    said: str = ""
    asked: Asked | None = None
    owes: bool = False
    is_gone: bool = False
    version: int = 0

    @classmethod
    def of(cls, mirror: MirrorView) -> Self:
        """Read a mirror's row."""
        external = mirror.external
        review_id, asked = external.get("review_id"), external.get("asked")
        return cls(
            video_id=mirror.video_id,
            page_id=mirror.external_id,
            written=dict(mirror.written),
            review_id=uuid.UUID(review_id) if review_id else None,
            said=external.get("said", ""),
            asked=_asked(asked) if asked else None,
            owes=external.get("owes", False),
            is_gone=external.get("is_gone", False),
            version=mirror.shown_version,
        )

    def mirror(self) -> MirrorView:
        """As the row to keep."""
        external: dict[str, Any] = {
            "said": self.said,
            "owes": self.owes,
            "is_gone": self.is_gone,
        }
        if self.review_id is not None:
            external["review_id"] = str(self.review_id)
        if self.asked is not None:
            keys = sorted(f"{step}:{number}" for step, number in self.asked.agreed)
            external["asked"] = {"redo": self.asked.redo, "agreed": keys}
        return MirrorView(self.video_id, self.page_id, external, dict(self.written), self.version)


def _asked(stored: dict[str, Any]) -> Asked:
    pairs = (key.split(":") for key in stored["agreed"])
    return Asked(stored["redo"], frozenset((Step(step), int(number)) for step, number in pairs))
