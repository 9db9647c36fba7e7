"""Which preview a gate gets: the messages that let a person decide from a phone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from bot import preview_texts
from bot.cards import YELLOW
from bot.posts import DESCRIPTION_MAX, FILES_MAX, Attached, Card, Field, Post
from bot.preview_files import PreviewFiles, PreviewMissing, Wanted
from bot.wording import counted, lines_within, one_line, place, shortened
from pipeline.lifecycle import Step
from pipeline.steps.storyboard import ANIMATIC
from pipeline.steps.upload import metadata
from pipeline.storage import Storage
from pipeline.views import ReviewView, TakeView, VideoView

SHEET_TILES = 12  # three columns of four: still readable on a phone
PAGES_MAX = 3  # a longer text is attached as a file
MISSING_MAX = 1000
PLACE_MAX = 300
SCRIPT_BYTES_MIN = 10_000  # the least the script takes

SHOWN_STEPS = {
    Step.STORYBOARD: (Step.STORYBOARD,),
    Step.ASSETS: (Step.ASSETS,),
    Step.VIDEO: (Step.COMPOSITES, Step.VIDEO),
    Step.NARRATION: (Step.NARRATION,),
    Step.REVIEW: (Step.ASSEMBLY,),
}


@dataclass(frozen=True)
class Subject:
    """What is asked about.

    Attributes:
        takes: The chosen ones of `SHOWN_STEPS[review.gate]`.
        limit_bytes: For the files of one message.
    """

    view: VideoView
    review: ReviewView
    takes: tuple[TakeView, ...]
    reviewers: tuple[str, ...]
    limit_bytes: int

    def of(self, step: Step) -> tuple[TakeView, ...]:
        return tuple(take for take in self.takes if take.step is step)


@dataclass(frozen=True)
class _Part:
    """One message of a preview before it is numbered."""

    heading: str
    text: str
    files: tuple[Attached, ...] = ()
    missing: str = ""


def review_reference(number: int, review: ReviewView, part: int) -> str:
    """What names one message of a preview within its thread."""
    return f"#{number} · review {review.id.hex[:8]} · {part}"


class Previews:
    """Makes the messages of a preview; the last one asks."""

    def __init__(self, files: PreviewFiles, storage: Storage) -> None:
        self._files = files
        self._storage = storage
        self._makers = {
            Step.STORYBOARD: self._storyboard,
            Step.ASSETS: self._pictures,
            Step.VIDEO: self._clips,
            Step.NARRATION: self._narration,
            Step.REVIEW: self._film,
        }

    async def of(self, subject: Subject) -> list[Post]:
        """The preview of a gate. Media that cannot be made are told, not waited for."""
        parts = await self._makers[subject.review.gate](subject)
        posts = [
            Post(
                review_reference(subject.view.number, subject.review, number),
                _card(part),
                files=part.files,
            )
            for number, part in enumerate(parts, 1)
        ]
        asked = preview_texts.question(subject.review.gate, subject.reviewers)
        return [*posts[:-1], replace(posts[-1], content=asked)]

    async def _storyboard(self, subject: Subject) -> list[_Part]:
        board = subject.view.storyboard
        if board is None:
            raise ValueError(f"film #{subject.view.number} is asked about without a storyboard")
        parts = self._to_read(
            "Storyboard",
            preview_texts.storyboard_pages(board),
            preview_texts.storyboard_document(subject.view, board),
            f"{subject.view.number}-storyboard.md",
        )
        animatic = next(take for take in subject.takes if take.number == ANIMATIC)
        films = await self._whole_film(subject, animatic, f"{subject.view.number}-animatic.mp4")
        return [*parts[:-1], _with(parts[-1], films)]

    async def _pictures(self, subject: Subject) -> list[_Part]:
        pictures = subject.of(Step.ASSETS)
        text = lines_within(preview_texts.numbered_names(pictures), DESCRIPTION_MAX)
        sheets = await self._sheets(subject, pictures, "pictures")
        return [_with(_Part("Pictures", text), sheets)]

    async def _clips(self, subject: Subject) -> list[_Part]:
        frames, clips = subject.of(Step.COMPOSITES), subject.of(Step.VIDEO)
        sheets = await self._sheets(subject, frames, "composites")
        reel = await self._media(subject, "reel", "clips.mp4", clips)
        text = lines_within(preview_texts.numbered_clips(clips), DESCRIPTION_MAX)
        seeds = f"{counted(len(frames), 'seed frame')}, numbered by shot."
        return [
            _with(_Part("Composites", seeds), sheets),
            _with(_Part("Clips, one after another", text), reel),
        ]

    async def _narration(self, subject: Subject) -> list[_Part]:
        lines = subject.of(Step.NARRATION)
        paragraphs = list(preview_texts.spoken_lines(lines))
        parts = self._to_read(
            "Narration",
            preview_texts.pages(paragraphs),
            "\n\n".join(f"{take.number}. {one_line(take.prompt)}" for take in lines) + "\n",
            f"{subject.view.number}-narration.md",
        )
        heard = await self._media(subject, "waveforms", "narration.png", lines)
        return [*parts[:-1], _with(parts[-1], heard)]

    async def _film(self, subject: Subject) -> list[_Part]:
        film = subject.of(Step.ASSEMBLY)[0]
        small = await self._whole_film(subject, film, f"{subject.view.number}-film.mp4")
        text = preview_texts.publication(
            _to_publish(subject.view), film.seconds, await self._storage.place(film.file or "")
        )
        return [_with(_Part("Final review", text), small)]

    def _to_read(self, heading: str, pages: list[str], whole: str, name: str) -> list[_Part]:
        """A long text over several messages, or its beginning with all of it as a file."""
        if len(pages) <= PAGES_MAX:
            return [_Part(heading, page) for page in pages]
        try:
            file = self._files.document(name, whole)
        except PreviewMissing as missing:
            return [_Part(f"{heading} (the beginning)", pages[0], missing=str(missing))]
        return [_Part(f"{heading} (the beginning; all of it is attached)", pages[0], (file,))]

    async def _sheets(
        self, subject: Subject, takes: Sequence[TakeView], name: str
    ) -> tuple[Attached, ...] | str:
        groups = list(_groups(takes))
        made: list[Attached] = []
        for number, group in enumerate(groups, 1):
            several = f"-{number}" if len(groups) > 1 else ""
            files = await self._media(
                subject, "sheet", f"{name}{several}.jpg", group, share=len(groups)
            )
            if isinstance(files, str):
                return files
            made += files
        return tuple(made)

    async def _whole_film(
        self, subject: Subject, take: TakeView, name: str
    ) -> tuple[Attached, ...] | str:
        """The film as it is where it fits, else as good as fits."""
        with suppress(PreviewMissing):  # then it is told below
            original = await self._files.original(take)
            if original.stat().st_size <= subject.limit_bytes:
                return (Attached(original, name),)
        return await self._media(subject, "film", name, [take])

    async def _media(
        self,
        subject: Subject,
        kind: str,
        name: str,
        takes: Sequence[TakeView],
        *,
        share: int = 1,
    ) -> tuple[Attached, ...] | str:
        """The files, or the sentence that says why there are none and where the originals are."""
        wanted = Wanted(
            kind=kind,
            name=name,
            title=shortened(f"#{subject.view.number} {one_line(subject.view.title)}", 120),
            takes=tuple(takes),
            max_bytes=max(subject.limit_bytes // share, SCRIPT_BYTES_MIN),
        )
        try:
            return await self._files.make(wanted)
        except PreviewMissing as missing:
            first = next((take.file for take in takes if take.file), None)
            there = place(await self._storage.place(first), PLACE_MAX) if first else ""
            return f"{missing} The first original: {there}" if there else str(missing)


def _to_publish(view: VideoView) -> dict[str, Any]:
    """Title, description and tags as the last step will publish them."""
    return metadata(view.title, view.topic, view.config)


def _groups(takes: Sequence[TakeView]) -> Iterator[Sequence[TakeView]]:
    """As few sheets as possible, at most as many as a message holds, equally full."""
    sheets = min(FILES_MAX, -(-len(takes) // SHEET_TILES))
    per_sheet = -(-len(takes) // max(1, sheets))
    for start in range(0, len(takes), max(1, per_sheet)):
        yield takes[start : start + per_sheet]


def _with(part: _Part, files: tuple[Attached, ...] | str) -> _Part:
    if isinstance(files, str):
        return replace(part, missing=f"{part.missing} {files}".strip())
    return replace(part, files=part.files + files)


def _card(part: _Part) -> Card:
    fields = (Field("There is no preview", shortened(part.missing, MISSING_MAX), is_inline=False),)
    return Card(
        title=part.heading,
        description=part.text,
        fields=fields if part.missing else (),
        colour=YELLOW,
    )
