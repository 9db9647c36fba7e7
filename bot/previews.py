"""Which preview a gate gets: the messages that let a person decide from a phone.

A message with several pictures shows each as a small tile, so what is to be judged by itself has
a message of its own, and the last one, which asks, holds what the question is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot import preview_texts
from bot.cards import YELLOW
from bot.news import news
from bot.posts import DESCRIPTION_MAX, FILES_MAX, Attached, Card, Field, Post
from bot.preview_files import PreviewFiles
from bot.preview_media import Media, PreviewMedia
from bot.subjects import Subject
from bot.wording import counted, lines_within, one_line, shortened
from pipeline.lifecycle import Step
from pipeline.steps.storyboard import ANIMATIC
from pipeline.storage import Storage
from pipeline.storyboard import Storyboard
from pipeline.views import ReviewView

PAGES_MAX = 3  # of a text that is read in messages; the whole of it is attached
MISSING_MAX = 1000


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
        self._media = PreviewMedia(files, storage)
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
        gate = subject.review.gate
        made = await self._makers[gate](subject)
        parts = [message for part in made for message in _messages(part)]
        posts = [
            Post(
                review_reference(subject.view.number, subject.review, number),
                _card(part),
                files=part.files,
            )
            for number, part in enumerate(parts, 1)
        ]
        asked = preview_texts.question(
            gate, subject.reviewers, news=news(subject), units=_units(subject)
        )
        return [*posts[:-1], replace(posts[-1], content=asked)]

    async def _storyboard(self, subject: Subject) -> list[_Part]:
        """The film on paper, and then moving."""
        number = subject.view.number
        board = subject.view.storyboard
        if board is None:
            raise ValueError(f"film #{number} is asked about without a storyboard")
        animatic = next(take for take in subject.of(Step.STORYBOARD) if take.number == ANIMATIC)
        film = await self._media.whole_film(subject, animatic, f"{number}-animatic.mp4")
        text = preview_texts.animatic_summary(animatic.seconds)
        return [*await self._on_paper(subject, board), _with(_Part("Animatic", text), film)]

    async def _on_paper(self, subject: Subject, board: Storyboard) -> list[_Part]:
        """Pictures of the shots; where there are none, their texts."""
        whole = self._media.document(
            f"{subject.view.number}-storyboard.md",
            preview_texts.storyboard_document(subject.view, board),
        )
        sheets = await self._media.storyboard(subject, board, whole)
        if sheets.files:
            summary = _Part("Storyboard", preview_texts.storyboard_summary(board))
            return [_with(summary, sheets + whole)]
        return _to_read("Storyboard", preview_texts.storyboard_pages(board), sheets + whole)

    async def _pictures(self, subject: Subject) -> list[_Part]:
        pictures = subject.of(Step.ASSETS)
        text = lines_within(preview_texts.numbered_names(subject, pictures), DESCRIPTION_MAX)
        sheets = await self._media.sheets(subject, pictures, "pictures")
        again = await self._again(subject, Step.ASSETS, "pictures-before-after.jpg")
        return [*again, _with(_Part("Pictures", text), sheets)]

    async def _clips(self, subject: Subject) -> list[_Part]:
        clips = subject.of(Step.VIDEO)
        text = lines_within(preview_texts.numbered_clips(subject, clips), DESCRIPTION_MAX)
        reel = await self._media.reel(subject, clips, "clips.mp4")
        return [
            *await self._seed_frames(subject),
            *await self._again(subject, Step.VIDEO, "clips-before-after.jpg"),
            _with(_Part("Clips, one after another", text), reel),
        ]

    async def _seed_frames(self, subject: Subject) -> list[_Part]:
        """What the clips begin with, unless the thread has shown just that before."""
        frames = subject.of(Step.COMPOSITES)
        if subject.changes is not None and not subject.new(Step.COMPOSITES):
            return []
        sheets = await self._media.sheets(subject, frames, "composites")
        text = f"{counted(len(frames), 'seed frame')}, numbered by shot."
        return [_with(_Part("Composites", text), sheets)]

    async def _narration(self, subject: Subject) -> list[_Part]:
        lines = subject.of(Step.NARRATION)
        pages = preview_texts.pages(preview_texts.spoken_lines(subject, lines))
        whole = Media()
        if len(pages) > PAGES_MAX:
            text = "\n\n".join(f"{take.number}. {one_line(take.prompt)}" for take in lines)
            whole = self._media.document(f"{subject.view.number}-narration.md", text + "\n")
        heard = await self._media.waveforms(subject, lines, "narration.png", whole) + whole
        again = await self._again(subject, Step.NARRATION, "narration-before-after.png")
        return [*again, *_to_read("Narration", pages, heard)]

    async def _film(self, subject: Subject) -> list[_Part]:
        film = subject.of(Step.ASSEMBLY)[0]
        small = await self._media.whole_film(subject, film, f"{subject.view.number}-film.mp4")
        text = preview_texts.publication(
            subject.view, film, await self._storage.place(film.file or "")
        )
        return [_with(_Part("Final review", text), small)]

    async def _again(self, subject: Subject, step: Step, name: str) -> list[_Part]:
        """What was made again beside what it was, where anything was."""
        pairs = await self._media.before_and_after(subject, step, name)
        if pairs == Media():
            return []
        return [_with(_Part("Before and after", "As it was last time, and as it is now."), pairs)]


def _units(subject: Subject) -> int:
    """How many things can be named at this gate; at the last one they are clips."""
    step = Step.VIDEO if subject.review.gate is Step.REVIEW else subject.review.gate
    return max(1, len(subject.of(step)))


def _to_read(heading: str, pages: list[str], media: Media) -> list[_Part]:
    """A text over several messages, or the beginning of one that is attached; media with the last."""
    if len(pages) > PAGES_MAX:
        pages, heading = pages[:1], f"{heading} (the beginning; all of it is attached)"
    parts = [_Part(heading, page) for page in pages]
    return [*parts[:-1], _with(parts[-1], media)]


def _with(part: _Part, media: Media) -> _Part:
    return replace(part, files=media.files, missing=media.missing)


def _messages(part: _Part) -> Iterator[_Part]:
    """The part over as many messages as its files need."""
    yield replace(part, files=part.files[:FILES_MAX])
    for start in range(FILES_MAX, len(part.files), FILES_MAX):
        yield _Part(f"{part.heading}, continued", "", part.files[start : start + FILES_MAX])


def _card(part: _Part) -> Card:
    what = "Not all can be shown" if part.files else "There is no preview"
    fields = (Field(what, shortened(part.missing, MISSING_MAX), is_inline=False),)
    return Card(
        title=part.heading,
        description=part.text,
        fields=fields if part.missing else (),
        colour=YELLOW,
    )
