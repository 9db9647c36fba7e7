"""What people change of a film beside its shots, where it still can be, in their transaction."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import audit, models
from pipeline.advance import advance, film_of, lock_video, show
from pipeline.errors import InvalidInput, NotPossible
from pipeline.lifecycle import PUBLISHED, Step, label
from pipeline.models import utc_now
from pipeline.publication import PRIVACIES, check_moment
from pipeline.requests import MAX_DIRECTION, MAX_TITLE, MAX_TOPIC
from pipeline.reviews import Actor
from pipeline.steps.film import Film, Texts
from pipeline.steps.upload import VISIBILITY, check_publication, publication_of
from pipeline.utils.texts import readable
from pipeline.videos import check_not_over

MAX_PRIORITY = 10


@dataclass(frozen=True)
class Change:
    """What a person wants other; None leaves it.

    Attributes:
        publish_at: Aware; `unset_publish_at` takes it away.
    """

    title: str | None = None
    topic: str | None = None
    story_direction: str | None = None
    priority: int | None = None
    privacy: str | None = None
    publish_at: datetime | None = None
    unset_publish_at: bool = False

    @property
    def is_of_visibility(self) -> bool:
        """It is about nothing but who sees the film, and when."""
        others = (self.title, self.topic, self.story_direction, self.priority)
        is_asked = self.privacy is not None or self.publish_at is not None or self.unset_publish_at
        return is_asked and all(one is None for one in others)


async def change(
    session: AsyncSession, video_id: uuid.UUID, actor: Actor, wish: Change
) -> models.Video:
    """Change a film's texts, its priority, or when and for whom it is published.

    The title counts until the film is being published; what the story is made from until its
    storyboard is approved, and has it written anew; who sees it on YouTube, and when, always.

    Raises:
        InvalidInput: A value is none; nothing was changed.
        NotPossible: It is too late for one of them; nothing was changed.
    """
    video = await lock_video(session, video_id)
    film = await film_of(session, video)
    is_visible = publication_of(film).is_uploaded and Step.REVIEW in film.plan.gates_passed
    if not (is_visible and wish.is_of_visibility):
        check_not_over(video, "changed")
    _check(wish)
    before = _values(video)
    _change_row(video, film, wish)
    after = _values(video)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if not changed:
        return video
    audit.record(session, video, actor, "changed", changed)
    if changed.keys() == {"priority"}:
        await show(session, video)
        return video
    film = replace(await film_of(session, video), plan=film.plan)
    check_publication(publication_of(film))
    if video.state == PUBLISHED:
        video.ended_at = None  # until YouTube knows of it
    await advance(session, video, film)
    return video


def _change_row(video: models.Video, film: Film, wish: Change) -> None:
    """Write what is wanted into the film's row and plan."""
    if wish.priority is not None:
        video.priority = wish.priority
    if wish.is_of_visibility:
        _check_can_be_timed(video, film, wish)
        film.plan.is_timed = True
        # The last word counts, also where YouTube was told the same before.
        film.plan.redone(Step.UPLOAD, VISIBILITY, "")
    if wish.privacy is not None:
        video.privacy = wish.privacy
    if wish.publish_at is not None or wish.unset_publish_at:
        video.publish_at = wish.publish_at
    if _change_story(video, film.plan.gates_passed, wish):
        film.plan.texts = None
    if wish.title is not None and wish.title != video.title:
        if film.plan.storyboard is not None and film.plan.texts is None:
            # The storyboard stays as it was written: another name makes no other story.
            film.plan.texts = Texts(
                title=film.title, topic=film.topic, story_direction=film.story_direction
            )
        video.title = " ".join(readable(wish.title).split())


def _check_can_be_timed(video: models.Video, film: Film, wish: Change) -> None:
    """See that what is out already is not to be published later.

    YouTube takes a time only for a video that was never public
    (developers.google.com/youtube/v3/docs/videos, status.publishAt).
    """
    if wish.publish_at is None:
        return
    check_moment(wish.publish_at, utc_now())
    is_over = video.publish_at is not None and video.publish_at <= utc_now()
    if film.plan.is_out and (is_over or (video.publish_at is None and video.privacy == "public")):
        raise NotPossible(
            f"Film #{video.number} has been public: YouTube takes no time for it any more. "
            "`/video unpublish` hides it, `/video publish-now` shows it again."
        )


def _change_story(video: models.Video, gates_passed: list[Step], wish: Change) -> bool:
    """Change what the story is made from; true where it is to be written anew."""
    told = {"topic": wish.topic, "story_direction": wish.story_direction}
    wanted = {
        name: readable(text).strip()
        for name, text in told.items()
        if text is not None and readable(text).strip() != getattr(video, name)
    }
    if wanted and Step.STORYBOARD in gates_passed:
        raise NotPossible(
            f"The storyboard of film #{video.number} is approved (it is "
            f"“{label(video.state, video.held)}”): edit its shots, or ask for another film."
        )
    for name, text in wanted.items():
        setattr(video, name, text)
    return bool(wanted)


def _check(wish: Change) -> None:
    limits = (
        ("title", wish.title, MAX_TITLE),
        ("topic", wish.topic, MAX_TOPIC),
        ("story direction", wish.story_direction, MAX_DIRECTION),
    )
    for name, text, most in limits:
        if text is not None and len(text) > most:
            raise InvalidInput(f"The {name} has {len(text):,} characters; at most {most:,} fit.")
    if wish.title is not None and not readable(wish.title).split():
        raise InvalidInput("The title is empty: give the film a name.")
    if wish.priority is not None and abs(wish.priority) > MAX_PRIORITY:
        raise InvalidInput(f"A priority is -{MAX_PRIORITY} to {MAX_PRIORITY}, not {wish.priority}.")
    if wish.privacy is not None and wish.privacy not in PRIVACIES:
        raise InvalidInput(f"The privacy is {', '.join(PRIVACIES)}, not “{wish.privacy}”.")


def _values(video: models.Video) -> dict[str, object]:
    moment = video.publish_at
    return {
        "title": video.title,
        "topic": video.topic,
        "story_direction": video.story_direction,
        "priority": video.priority,
        "privacy": video.privacy,
        "publish_at": moment.isoformat() if moment else None,
    }
