"""What a question is about: the film, the takes that stand, and which of them are new. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.lifecycle import STEPS, Step, index
from pipeline.views import Changes, Earlier, ReviewView, TakeView, VideoView


@dataclass(frozen=True)
class Subject:
    """What is asked about.

    Attributes:
        takes: The chosen ones of `steps_until(review.gate)`.
        limit_bytes: For the files of one message.
        changes: Since people were shown this gate before; None where they never were.
    """

    view: VideoView
    review: ReviewView
    takes: tuple[TakeView, ...]
    reviewers: tuple[str, ...]
    limit_bytes: int
    changes: Changes | None = None

    def of(self, step: Step) -> tuple[TakeView, ...]:
        return tuple(take for take in self.takes if take.step is step)

    def is_new(self, take: TakeView) -> bool:
        """It was made since people were shown this gate before."""
        return self.changes is not None and take.id in self.changes.takes

    def new(self, *steps: Step) -> tuple[TakeView, ...]:
        return tuple(take for take in self.takes if take.step in steps and self.is_new(take))

    def note(self, take: TakeView) -> str:
        """What was asked for since then; empty for a take made again for another reason."""
        if self.changes is None or take.id not in self.changes.takes:
            return ""
        earlier = self.changes.takes[take.id]
        return take.note if earlier is None or earlier.note != take.note else ""

    def replaced(self, step: Step) -> list[tuple[TakeView, Earlier]]:
        """A step's new takes beside what stood before them, newest first."""
        if self.changes is None:
            return []
        known = {take.id: take for take in self.of(step)}
        made = self.changes.takes.items()
        return [(known[key], old) for key, old in made if old is not None and key in known]


def steps_until(gate: Step) -> tuple[Step, ...]:
    """The steps whose takes stand behind what is asked at a gate."""
    return tuple(row.step for row in STEPS if index(row.step) <= index(gate))
