"""Previews that are being made, each beside everything else there is to show."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from bot.posts import Post
from bot.scenes import Scene
from pipeline.errors import SlateError
from pipeline.views import ReviewView

Make = Callable[[Scene, ReviewView], Awaitable[list[Post]]]


class PreviewFailed(SlateError):
    """A preview could not be made; the cause says why."""


@dataclass(frozen=True)
class _Work:
    video_id: uuid.UUID
    task: asyncio.Task[list[Post]]


class PreviewsInWork:
    """One task per question, kept until its preview is posted or no longer wanted.

    Args:
        make: Makes a preview, which may take minutes; empty where the question was answered.
        on_made: Told the film whose preview is made, or cannot be.
    """

    def __init__(self, make: Make, on_made: Callable[[uuid.UUID], None]) -> None:
        self._make = make
        self._on_made = on_made
        self._works: dict[uuid.UUID, _Work] = {}

    def of(self, scene: Scene, review: ReviewView) -> list[Post] | None:
        """The preview; None while it is made, which begins when it is first asked for.

        Raises:
            PreviewFailed: The next call begins anew.
        """
        work = self._works.get(review.id)
        if work is None:
            self._works[review.id] = self._begin(scene, review)
            return None
        if not work.task.done():
            return None
        try:
            return work.task.result()
        except Exception as error:
            del self._works[review.id]
            raise PreviewFailed(f"no preview of film #{scene.view.number}") from error

    def _begin(self, scene: Scene, review: ReviewView) -> _Work:
        video_id = scene.view.id

        async def make() -> list[Post]:
            return await self._make(scene, review)

        task = asyncio.create_task(make())
        task.add_done_callback(lambda _: self._on_made(video_id))
        return _Work(video_id, task)

    def keep(self, video_id: uuid.UUID, wanted: Iterable[uuid.UUID]) -> None:
        """Forget what is made for a film's other questions, which nobody asks any more."""
        kept = set(wanted)
        for review_id, work in list(self._works.items()):
            if work.video_id == video_id and review_id not in kept:
                work.task.cancel()
                del self._works[review_id]

    async def close(self) -> None:
        """End what is being made."""
        tasks = [work.task for work in self._works.values()]
        self._works.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
