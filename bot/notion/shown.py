"""What Slate remembers of a film's row, and so what of it a person changed. Pure."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any, Self

from bot.notion.rendering import differing
from bot.notion.rows import HUMAN, OWN, Plain, Row
from bot.notion.schema import Name
from bot.notion.statuses import is_of_a_film
from pipeline import queries
from pipeline.lifecycle import CANCELLED, QUEUED, Step
from pipeline.steps.film import UnitKey
from pipeline.views import MirrorView

SURFACE = queries.NOTION


@dataclass(frozen=True)
class Asked:
    """A redo that waits in the row for a yes, as the mirror's row keeps it.

    Attributes:
        redo: What was written into Redo.
        agreed: What of it costs money, as it was told.
        text: What the row asks.
        review_id: The question that the row showed with it.
    """

    redo: str
    agreed: frozenset[UnitKey]
    text: str = ""
    review_id: uuid.UUID | None = None


@dataclass
class Shown:
    """How a film's row stands.

    Attributes:
        page_id: None until the film has a row.
        written: What was last written or read, by property: what differs is a person's edit.
        sent: What was being written when nobody knows whether it arrived: no edit either.
        ids: Notion's ids of the properties that people fill in.
        review_id: The question that the row shows.
        seen: All that it has shown, by their ids.
        said: What became of a person's last edits, by the property it is about.
        asked: A redo that waits for a yes.
        missing: What of the question's preview is not in the row.
        owes: An edit was taken, and the row does not show yet what became of it.
        lacks: Something of the film is not in the row: a property or an option is missing.
        is_gone: The row lies in the trash, or is not shared any more.
    """

    video_id: uuid.UUID
    page_id: str | None = None
    written: dict[str, Plain] = field(default_factory=dict)
    sent: dict[str, Plain] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    review_id: uuid.UUID | None = None
    seen: tuple[str, ...] = ()
    said: dict[str, str] = field(default_factory=dict)
    asked: Asked | None = None
    missing: str = ""
    owes: bool = False
    lacks: bool = False
    is_gone: bool = False
    version: int = 0

    @classmethod
    def of(cls, mirror: MirrorView) -> Self:
        """Read a mirror's row."""
        external = mirror.external
        asked = external.get("asked")
        return cls(
            video_id=mirror.video_id,
            page_id=mirror.external_id,
            written=dict(mirror.written),
            sent=dict(external.get("sent", {})),
            ids=dict(external.get("ids", {})),
            review_id=_id(external.get("review_id")),
            seen=tuple(external.get("seen", ())),
            said=dict(external.get("said", {})),
            asked=_asked(asked) if asked else None,
            missing=external.get("missing", ""),
            owes=external.get("owes", False),
            lacks=external.get("lacks", False),
            is_gone=external.get("is_gone", False),
            version=mirror.shown_version,
        )

    def mirror(self) -> MirrorView:
        """As the row to keep."""
        external: dict[str, Any] = {
            "sent": self.sent,
            "ids": self.ids,
            "seen": list(self.seen),
            "said": self.said,
            "missing": self.missing,
            "owes": self.owes,
            "lacks": self.lacks,
            "is_gone": self.is_gone,
        }
        if self.review_id is not None:
            external["review_id"] = str(self.review_id)
        if self.asked is not None:
            external["asked"] = _stored(self.asked)
        return MirrorView(self.video_id, self.page_id, external, dict(self.written), self.version)

    def shows(self, review_id: uuid.UUID | None, version: int) -> None:
        """The row shows this question now, and the film as it is in this version."""
        self.review_id, self.version, self.owes = review_id, version, False
        if review_id is not None and str(review_id) not in self.seen:
            self.seen = (*self.seen, str(review_id))

    def learn(self, row: Row) -> None:
        """Take in what of the row's changes no person made.

        What was written arrived, though its answer was lost. A property that was deleted and made
        anew is empty, or a status at its default: nobody emptied it.
        """
        values, ids = row.values, row.ids
        arrived = {Name(name): value for name, value in self.sent.items() if name in values}
        missing = differing(arrived, values)
        self.written |= {name.value: values[name] for name in arrived if name not in missing}
        self.sent = {}
        for name, value in values.items():
            is_new = name in ids and self.ids.get(name, ids[name]) != ids[name]
            self.lacks |= is_new
            if is_new and (value is None or (name == Name.STATUS and not _is_meant(value))):
                self.written[name] = value
        self.ids = {**self.ids, **ids}
        if self.written.get(Name.ERROR_LOG) and values.get(Name.ERROR_LOG, "?") is None:
            self.said = {}  # somebody has read it

    def edits(self, row: Row) -> dict[Name, Plain]:
        """What a person changed since Slate last wrote or read the row; after `learn`."""
        values = row.values
        return {
            name: values[name]
            for name in HUMAN
            if name in values and values[name] != self.written.get(name)
        }

    def is_overwritten(self, row: Row) -> bool:
        """Whether the row does not say what Slate wrote into its own properties."""
        values = row.values
        return any(name in values and values[name] != self.written.get(name) for name in OWN)


def _is_meant(status: str) -> bool:
    """Whether a status can be a person's word, and not just where all rows begin."""
    return status in (QUEUED, CANCELLED) or is_of_a_film(status)


def _stored(asked: Asked) -> dict[str, Any]:
    return {
        "redo": asked.redo,
        "agreed": sorted(f"{step}:{number}" for step, number in asked.agreed),
        "text": asked.text,
        "review_id": str(asked.review_id) if asked.review_id else None,
    }


def _asked(stored: dict[str, Any]) -> Asked:
    pairs = (key.split(":") for key in stored["agreed"])
    return Asked(
        redo=stored["redo"],
        agreed=frozenset((Step(step), int(number)) for step, number in pairs),
        text=stored["text"],
        review_id=_id(stored["review_id"]),
    )


def _id(text: str | None) -> uuid.UUID | None:
    return uuid.UUID(text) if text else None
