"""A film's rows at one moment, as a pass needs them: short reads, plain values."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.shown import Shown
from bot.subjects import Subject, steps_until
from bot.tools import Tools
from pipeline import queries, queries_changes, queries_money
from pipeline.channels import ChannelConfig, Channels
from pipeline.finals import FINAL
from pipeline.lifecycle import Hold, Phase, Step
from pipeline.limits import Limits
from pipeline.reviews import REJECTED
from pipeline.views import Changes, MirrorView, Money, ReviewView, TakeView, VideoView

CHANNELS_KEPT_SECONDS = 5.0
PENDING = "pending"


@dataclass(frozen=True)
class Scene:
    """A film's rows.

    Attributes:
        config: The channel as its YAML says now, else as it was when the film was queued.
        setback: Names the failure the film stands at; None while it has not failed.
        seconds: The film's length, once it is published.
        cost: What it has cost and will; None for a draft, which costs nothing.
        shown: The reviews whose whole preview stood in the thread, or in the film's row in Notion.
    """

    view: VideoView
    config: ChannelConfig
    reviews: tuple[ReviewView, ...]
    setback: str | None
    seconds: float | None
    cost: Money | None
    shown: frozenset[uuid.UUID]

    @property
    def reviewers(self) -> tuple[str, ...]:
        """The roles that may decide; none means everybody."""
        return tuple(self.config.reviewer_roles)

    def waits_after(self, review: ReviewView) -> bool:
        """Whether the film is held since this was rejected."""
        is_held = self.view.hold is Hold.ATTENTION and self.view.state.is_open_gate
        return is_held and review.decision == REJECTED and review == self.reviews[-1]

    def shown_before(self, review: ReviewView) -> ReviewView | None:
        """The question about the same gate that people saw last before this one."""
        before = [
            one
            for one in self.reviews
            if one.gate is review.gate
            and one.id in self.shown
            and one.created_at < review.created_at
        ]
        return before[-1] if before else None


class Scenes:
    """Reads scenes; the channels' YAMLs, which many passes look at, every few seconds."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._channels = Channels()
        self._read_at: float | None = None

    async def read(self, video_id: uuid.UUID) -> tuple[Scene, MirrorView]:
        """The film now, and how Discord shows it.

        Raises:
            NotFound: There is no such film.
        """
        channels, limits = await self._current_channels(), self._tools.limits()
        async with self._tools.database.transaction() as session:
            view = await queries.video(session, video_id)
            mirror = await queries.mirror(session, video_id, queries.DISCORD)
            row = await queries.mirror(session, video_id, queries.NOTION)
            scene = Scene(
                view=view,
                config=channels.configs.get(view.channel, view.config),
                reviews=tuple(await queries.reviews(session, video_id)),
                setback=await _setback(session, view),
                seconds=await _seconds(session, view),
                cost=await _cost(session, view, limits),
                shown=Shown.of(mirror).whole() | _seen(row),
            )
        return scene, mirror

    async def _current_channels(self) -> Channels:
        now = time.monotonic()
        if self._read_at is None or now - self._read_at > CHANNELS_KEPT_SECONDS:
            self._channels = await asyncio.to_thread(self._tools.channels)
            self._read_at = now
        return self._channels

    async def subject(
        self, scene: Scene, review: ReviewView, limit_bytes: int, *, is_over: bool = False
    ) -> Subject | None:
        """What a question is about; None where it has been answered.

        Args:
            is_over: The film is out: what stands now is what was approved.
        """
        video_id, before = scene.view.id, scene.shown_before(review)
        async with self._tools.database.transaction() as session:
            takes = await queries.chosen_takes(session, video_id, steps_until(review.gate))
            changes = await _changes(session, video_id, takes, before) if before else None
            asked = await queries.review(session, review.id)  # last: then the takes are its own
        if asked.state != PENDING and not is_over:
            return None
        return Subject(
            view=scene.view,
            review=review,
            takes=tuple(takes),
            reviewers=scene.reviewers,
            limit_bytes=limit_bytes,
            changes=changes,
        )


def _seen(row: MirrorView) -> frozenset[uuid.UUID]:
    """The reviews that stood in the film's row in Notion."""
    return frozenset(map(uuid.UUID, row.external.get("seen", ())))


async def _changes(
    session: AsyncSession, video_id: uuid.UUID, takes: Sequence[TakeView], before: ReviewView
) -> Changes:
    ids = [take.id for take in takes]
    return await queries_changes.changes_since(session, video_id, before.created_at, ids)


async def _cost(session: AsyncSession, view: VideoView, limits: Limits) -> Money | None:
    if view.mode != FINAL:
        return None
    return await queries_money.money_of(session, view.id, limits)


async def _setback(session: AsyncSession, view: VideoView) -> str | None:
    """One name per failure: a retry makes new takes, and a take that fails has an id of its own."""
    if view.state.phase is not Phase.FAILED:
        return None
    stuck = (await queries.chosen(session, view.id)).stuck
    return min((take.id.hex[:8] for take in stuck), default=view.state.step.value)


async def _seconds(session: AsyncSession, view: VideoView) -> float | None:
    if not view.state.is_final:
        return None
    films = await queries.chosen_takes(session, view.id, [Step.ASSEMBLY])
    return films[0].seconds if films else None
