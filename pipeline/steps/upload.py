"""The published film: what a viewer will see beside it, where it goes, who sees it and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from pipeline.channels import ChannelConfig
from pipeline.errors import InvalidInput
from pipeline.lifecycle import Step
from pipeline.publication import Privacy
from pipeline.steps.calls import Argument, Call, Derived, Detail, Document, Sha256, Use, options
from pipeline.steps.film import Film, Unit, make_unit
from pipeline.storyboard import Storyboard

PUBLICATION, VISIBILITY = 1, 2
UPLOAD_SECONDS = 6 * 3600.0  # of one run: 2 GB over 1 Mbit/s are four and a half hours

# YouTube shows chapters of at least three, the first at 0:00, each of ten seconds and more
# (support.google.com/youtube/answer/9884579).
CHAPTERS = "{chapters}"
CHAPTERS_LEAST, CHAPTER_SECONDS = 3, 10.0
DESCRIPTION_BYTES = 5_000

# The most calls of one run, as the scripts keep to: looking for lost answers, and one more try.
_CALLS_TO_PUBLISH = {
    "videos.insert": 2,
    "captions.list": 3,
    "captions.insert": 2,
    "thumbnails.set": 2,
    "playlistItems.insert": 2,
    "playlistItems.list": 20,
    "channels.list": 2,
    "videos.list": 20,
}
_CALLS_TO_SHOW = {"videos.update": 2, "videos.list": 4}


@dataclass(frozen=True)
class Publication:
    """What is published with a film, beside its pictures and sounds."""

    title: str
    topic: str
    mode: str
    privacy: Privacy
    publish_at: datetime | None
    config: ChannelConfig

    @property
    def is_uploaded(self) -> bool:
        """It goes to YouTube; drafts, and films of channels without an account, to a folder."""
        return self.mode == "final" and self.config.youtube is not None

    def description(self, chapters: str = "") -> str:
        """The channel's template, filled in; without chapters where they do not fit."""
        config = self.config
        filled = config.description.format(
            title=self.title,
            topic=self.topic,
            chapters=chapters,
            credits=config.credits,
            links="\n".join(config.links),
        ).strip()
        if chapters and len(filled.encode()) > DESCRIPTION_BYTES:
            return self.description()
        return filled

    def metadata(self, chapters: str = "") -> dict[str, Any]:
        """What stays with the film whoever may see it."""
        known = {
            "title": self.title,
            "description": self.description(chapters),
            "tags": list(self.config.tags),
        }
        account = self.config.youtube
        if not self.is_uploaded or account is None:
            return known
        kept = account.model_dump(mode="json", exclude_none=True, exclude={"channel_id"})
        return known | kept | {"language": self.config.language}

    def visibility(self) -> dict[str, Any]:
        """Who sees it, and when."""
        if not self.is_uploaded:
            return {}
        if self.publish_at is not None:  # YouTube takes a time for private videos only
            return {"privacy": "private", "publish_at": self.publish_at.isoformat()}
        return {"privacy": self.privacy, "publish_at": None}


def check_publication(published: Publication) -> None:
    """See that YouTube takes what is to be published with a film; a folder takes anything.

    Raises:
        InvalidInput: It does not.
    """
    if not published.is_uploaded:
        return
    if signs := set("<>") & set(published.title):
        raise InvalidInput(f"YouTube takes no {' '.join(sorted(signs))} in a title: leave it out.")
    size = len(published.description().encode())
    if size > DESCRIPTION_BYTES:
        raise InvalidInput(
            f"The description comes to {size:,} bytes with this topic; YouTube takes "
            f"{DESCRIPTION_BYTES:,}: shorten the topic, or the template in the channel's YAML."
        )


def publication_of(film: Film) -> Publication:
    """What is published with a film as it stands now."""
    return Publication(
        film.title, film.topic, film.mode, film.privacy, film.publish_at, film.config
    )


def chapters(board: Storyboard, timeline: Iterable[Mapping[str, Any]]) -> str:
    """Lines such as `0:00 Meadow`, one for each place; empty where YouTube would show none.

    Args:
        timeline: The assembly's: number and start (seconds) of each shot.
    """
    marks: list[tuple[float, str]] = []
    for entry in timeline:
        name = _named(board, int(entry["clip_number"]))
        start = float(entry["start"])
        if not marks or (name != marks[-1][1] and start - marks[-1][0] >= CHAPTER_SECONDS):
            marks.append((start, name))
        end = start + float(entry["seconds"])
    if marks and end - marks[-1][0] < CHAPTER_SECONDS:
        marks.pop()
    if len(marks) < CHAPTERS_LEAST:
        return ""
    return "\n".join(f"{_clock(start)} {name}" for start, name in marks)


def _named(board: Storyboard, number: int) -> str:
    name = board.shots[number - 1].panels[0].place.replace("_", " ")
    return name[:1].upper() + name[1:]


def _clock(seconds: float) -> str:
    whole = int(seconds)
    minutes = f"{whole // 60 % 60}:{whole % 60:02d}"
    return minutes if whole < 3600 else f"{whole // 3600}:{minutes:0>5}"


def plan(film: Film) -> list[Unit]:
    board = film.plan.storyboard
    if board is None:
        return []
    published = publication_of(film)
    units = [_published(film, board, published)]
    if published.is_uploaded:
        units.append(_visible(film, board, published))
    return units


def _published(film: Film, board: Storyboard, published: Publication) -> Unit:
    lines = [{"clip_number": n, "text": s.narration} for n, s in enumerate(board.shots, 1)]
    document = {**_described(board, published), "lines": lines}
    if published.is_uploaded:
        # By the mark it is found again; what is sent is what was approved.
        document |= {"mark": mark_of(film), "sha256": Sha256(Step.ASSEMBLY, 1)}
    arguments = options(
        {
            "--video": Use(Step.ASSEMBLY, 1),
            "--metadata": Document("metadata.json", document),
            "--timeline": Document("timeline.json", Detail(Step.ASSEMBLY, 1, "timeline")),
        }
    )
    places = [_named(board, number) for number in range(1, len(board.shots) + 1)]
    has_chapters = CHAPTERS in film.config.description
    return make_unit(
        film,
        Step.UPLOAD,
        PUBLICATION,
        name="publication",
        prompt=film.title,
        fields=published.metadata()
        | {"lines": lines}
        | ({"places": places} if has_chapters else {}),
        call=_call("publish_video", arguments, published),
        amount=_CALLS_TO_PUBLISH if published.is_uploaded else {},
    )


def _call(script: str, arguments: Sequence[Argument], published: Publication) -> Call:
    if not published.is_uploaded:
        return Call(script, tuple(arguments), "published", folder_of="film.mp4")
    return Call(script, tuple(arguments), "published", UPLOAD_SECONDS, folder_of="metadata.json")


def _visible(film: Film, board: Storyboard, published: Publication) -> Unit:
    shown = published.visibility()
    arguments = options(
        {
            "--video-id": Detail(Step.UPLOAD, PUBLICATION, "video_id"),
            "--privacy": shown["privacy"],
            "--publish-at": shown["publish_at"],
            "--metadata": Document("metadata.json", _described(board, published)),
        }
    )
    return make_unit(
        film,
        Step.UPLOAD,
        VISIBILITY,
        name="visibility",
        prompt=film.title,
        fields=shown,
        call=Call("set_visibility", arguments, "visibility.json", names_provider=False),
        amount=_CALLS_TO_SHOW,
    )


def _described(board: Storyboard, published: Publication) -> dict[str, Any]:
    """The metadata with its chapters, which are known once the film is assembled."""
    if CHAPTERS not in published.config.description:
        return published.metadata()
    told = partial(_with_chapters, board, published)
    timeline = Detail(Step.ASSEMBLY, 1, "timeline")
    return published.metadata() | {"description": Derived(timeline, told)}


def _with_chapters(
    board: Storyboard, published: Publication, timeline: Iterable[Mapping[str, Any]]
) -> str:
    return published.description(chapters(board, timeline))


def mark_of(film: Film) -> str:
    """A tag that no other film has."""
    return f"slate-{film.key[:16]}"
