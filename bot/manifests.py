"""What the preview script is told: titles, items and files, before the files are at hand. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.subjects import Subject
from bot.wording import one_line, shortened
from pipeline.steps.film import digest
from pipeline.storyboard import Storyboard
from pipeline.views import Earlier, TakeView

TITLE_UNITS = 120
PAIRS_MAX = 6  # before and after: more would be small pictures nobody compares


@dataclass(frozen=True)
class Original:
    """A file of the storage; the script is told where it lies on this machine.

    Attributes:
        of: What people call what it shows.
    """

    key: str
    sha256: str
    of: str


@dataclass(frozen=True)
class Written:
    """A JSON file that is written for the script."""

    name: str
    content: Any


@dataclass(frozen=True)
class Wanted:
    """A preview to make.

    Attributes:
        kind: As the script calls it: storyboard, sheet, reel, waveforms, comparison, film.
        name: Of the file people get, with the suffix that says its format.
        manifest: A JSON value in which `Original` and `Written` may stand anywhere.
        max_bytes: For all its files together.
    """

    kind: str
    name: str
    manifest: Mapping[str, Any]
    max_bytes: int

    def key(self) -> str:
        """Names what is made: the same things shown in the same way are made once."""
        shown = [self.kind, self.name, self.max_bytes, _by_content(self.manifest)]
        return f"{self.kind}-{digest(shown)[:32]}"


def of_takes(subject: Subject, takes: Sequence[TakeView]) -> dict[str, Any]:
    """Numbered items, with a mark on those that are new."""
    return _head(subject) | {"items": [_item(subject, take) for take in takes]}


def before_and_after(subject: Subject, pairs: Sequence[tuple[TakeView, Earlier]]) -> dict[str, Any]:
    """The takes made most lately, each beside what stood before it.

    Args:
        pairs: Newest first.
    """
    latest = sorted(pairs[:PAIRS_MAX], key=lambda pair: pair[0].number)
    items = [
        _item(subject, take) | {"before": Original(old.file, old.sha256, one_line(take.name))}
        for take, old in latest
    ]
    return _head(subject) | {"items": items}


def of_storyboard(subject: Subject, board: Storyboard) -> dict[str, Any]:
    """The shots as the film's plan has them now."""
    shots = Written("storyboard.json", board.model_dump(mode="json"))
    own = subject.view.library.pictures_of(board)
    pictures = {name: Original(one.key, one.sha256, one_line(name)) for name, one in own.items()}
    return _head(subject) | {"storyboard": shots, "pictures": pictures}


def original_of(take: TakeView) -> Original:
    """A take's file."""
    return Original(take.file or "", take.sha256 or "", one_line(take.name))


def _head(subject: Subject) -> dict[str, Any]:
    title = shortened(f"#{subject.view.number} {one_line(subject.view.title)}", TITLE_UNITS)
    return {"title": title, "aspect_ratio": subject.view.config.aspect_ratio}


def _item(subject: Subject, take: TakeView) -> dict[str, Any]:
    item = {
        "number": take.number,
        "name": one_line(take.name),
        "text": one_line(take.prompt),
        "seconds": take.seconds,
        "file": original_of(take),
    }
    if subject.is_new(take):
        item |= {"changed": True, "note": one_line(subject.note(take))}
    return item


def _by_content(value: Any) -> Any:
    match value:
        case Original():
            return value.sha256 or value.key
        case Written():
            return value.content
        case Mapping():
            return {key: _by_content(one) for key, one in value.items()}
        case list() | tuple():
            return [_by_content(one) for one in value]
    return value
