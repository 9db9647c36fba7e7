"""The media of a gate, small enough for its messages; what cannot be made is told instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bot import manifests
from bot.manifests import Original, Wanted
from bot.posts import Attached
from bot.preview_files import PreviewFiles, PreviewMissing
from bot.subjects import Subject
from bot.wording import place
from pipeline.lifecycle import Step
from pipeline.steps.calls import leaves
from pipeline.storage import Storage
from pipeline.storyboard import Storyboard
from pipeline.views import TakeView

SHEET_TILES = 12  # three columns of four: still readable on a phone
PLACE_MAX = 300
SCRIPT_BYTES_MIN = 10_000  # the least the script takes


@dataclass(frozen=True)
class Media:
    """Files to post, and why there are not more of them."""

    files: tuple[Attached, ...] = ()
    missing: str = ""

    def __add__(self, other: Media) -> Media:
        why = " ".join(dict.fromkeys(filter(None, [self.missing, other.missing])))
        return Media(self.files + other.files, why)

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(file.path.stat().st_size for file in self.files)


class PreviewMedia:
    """Makes them; nothing here ever fails, because a question waits for it."""

    def __init__(self, files: PreviewFiles, storage: Storage) -> None:
        self._files = files
        self._storage = storage

    async def storyboard(self, subject: Subject, board: Storyboard, beside: Media) -> Media:
        """The storyboard's sheets.

        Args:
            beside: What is posted with them and takes of their room.
        """
        manifest = manifests.of_storyboard(subject, board)
        name = f"{subject.view.number}-storyboard.jpg"
        room = subject.limit_bytes - beside.size
        return await self._make("storyboard", name, manifest, room)

    async def sheets(self, subject: Subject, takes: Sequence[TakeView], name: str) -> Media:
        """Numbered tiles, over as few sheets as a phone shows well."""
        groups = list(_groups(takes))
        made = Media()
        for number, group in enumerate(groups, 1):
            several = f"-{number}" if len(groups) > 1 else ""
            manifest = manifests.of_takes(subject, group)
            room = subject.limit_bytes // len(groups)
            made += await self._make("sheet", f"{name}{several}.jpg", manifest, room)
        return made

    async def reel(self, subject: Subject, clips: Sequence[TakeView], name: str) -> Media:
        """The clips one after another, each with its number."""
        manifest = manifests.of_takes(subject, clips)
        return await self._make("reel", name, manifest, subject.limit_bytes)

    async def waveforms(
        self, subject: Subject, lines: Sequence[TakeView], name: str, beside: Media
    ) -> Media:
        """The lines as a picture, and as sound beside it.

        Args:
            beside: What is posted with them and takes of their room.
        """
        manifest = manifests.of_takes(subject, lines)
        return await self._make("waveforms", name, manifest, subject.limit_bytes - beside.size)

    async def before_and_after(self, subject: Subject, step: Step, name: str) -> Media:
        """What was made again beside what it was; nothing where nothing was, or is there still."""
        kept = [pair for pair in subject.replaced(step) if await self._storage.exists(pair[1].file)]
        if not kept:
            return Media()
        manifest = manifests.before_and_after(subject, kept)
        return await self._make("comparison", name, manifest, subject.limit_bytes)

    async def whole_film(self, subject: Subject, take: TakeView, name: str) -> Media:
        """The film as it is where it fits, else as good as fits."""
        with suppress(PreviewMissing):  # then it is told below
            original = await self._files.original(manifests.original_of(take))
            if original.stat().st_size <= subject.limit_bytes:
                return Media((Attached(original, name),))
        manifest = manifests.of_takes(subject, [take])
        return await self._make("film", name, manifest, subject.limit_bytes)

    def document(self, name: str, text: str) -> Media:
        """A text to search in and to copy from."""
        try:
            return Media((self._files.document(name, text),))
        except PreviewMissing as missing:
            return Media(missing=str(missing))

    async def _make(self, kind: str, name: str, manifest: Mapping[str, Any], room: int) -> Media:
        """The files, or the sentence that says why there are none and where the originals are."""
        wanted = Wanted(kind, name, manifest, max(room, SCRIPT_BYTES_MIN))
        try:
            return Media(await self._files.make(wanted))
        except PreviewMissing as missing:
            return Media(missing=f"{missing}{await self._where(manifest)}")

    async def _where(self, manifest: Mapping[str, Any]) -> str:
        """Where a person finds what could not be shown."""
        originals = (one for one in leaves(manifest) if isinstance(one, Original) and one.key)
        first = next(originals, None)
        if first is None:
            return ""
        there = place(await self._storage.place(first.key), PLACE_MAX)
        return f" The first original: {there}" if there else ""


def _groups(takes: Sequence[TakeView]) -> Iterator[Sequence[TakeView]]:
    """As few sheets as possible, equally full."""
    sheets = -(-len(takes) // SHEET_TILES)
    per_sheet = -(-len(takes) // max(1, sheets))
    for start in range(0, len(takes), max(1, per_sheet)):
        yield takes[start : start + per_sheet]
