"""One pass over one film: bring what Discord shows in line with the row.

Each thing that is done is kept at once, and each can be done again: a bot that dies anywhere in
here goes on from there.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import discord
import structlog

from bot import preview_texts
from bot.cards import card_reference, film_name, video_card
from bot.posting import UNKNOWN_CHANNEL, Poster
from bot.posts import THREAD_NAME_MAX, Card, Post
from bot.scenes import PENDING, Scene
from bot.shown import Shown, ShownPreview
from bot.signals import Signal
from pipeline.lifecycle import Phase
from pipeline.steps.film import digest
from pipeline.views import ReviewView

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Hands:
    """What a pass works with.

    Attributes:
        keep: Stores what is shown now.
        preview: The messages of a preview; None while it is being made, empty where the question
            was answered meanwhile.
        known: The messages of a thread by reference, as they were before this process posted.
    """

    poster: Poster
    keep: Callable[[Shown], Awaitable[None]]
    preview: Callable[[Scene, ReviewView], list[Post] | None]
    known: Callable[[int], Awaitable[dict[str, int]]]


class Showing:
    """Shows one scene; `shown` is changed as it goes.

    Attributes:
        awaits_preview: A question is to be asked as soon as its preview is made.
    """

    def __init__(self, scene: Scene, shown: Shown, hands: Hands) -> None:
        self._scene = scene
        self._shown = shown
        self._hands = hands
        self._number = scene.view.number
        self.awaits_preview = False

    async def card_and_thread(self, channel_id: int) -> bool:
        """Post the card and open its thread where they are missing; true if the card is new."""
        shown = self._shown
        is_new = shown.card_id is None and await self._post_card(shown.channel_id or channel_id)
        if shown.thread_id is None:
            assert shown.channel_id is not None and shown.card_id is not None
            name = film_name(self._number, self._scene.view.title, THREAD_NAME_MAX)
            shown.thread_id = await self._hands.poster.open_thread(
                shown.channel_id, shown.card_id, name, may_exist=not is_new
            )
            await self._hands.keep(shown)
        return is_new

    async def _post_card(self, channel_id: int) -> bool:
        """Post it unless it is there already; true if it was not."""
        shown, poster = self._shown, self._hands.poster
        card, reference = self._card(), card_reference(self._scene.view)
        found = (await poster.references(channel_id)).get(reference)
        shown.card_digest = "" if found else digest(dataclasses.asdict(card))
        shown.card_id = found or await poster.post(
            channel_id, Post(reference, card), edition=shown.cards
        )
        shown.channel_id, shown.cards = channel_id, shown.cards + 1
        await self._hands.keep(shown)
        return found is None

    def _card(self) -> Card:
        """The card, with a link where the thread does not hang from it."""
        shown = self._shown
        is_apart = shown.thread_id is not None and shown.thread_id != shown.card_id
        return video_card(
            self._scene.view,
            reviewers=self._scene.reviewers,
            thread_id=shown.thread_id if is_apart else None,
            cost=self._scene.cost,
        )

    async def thread(self) -> None:
        """Close what was decided, ask what is open, tell what happened; each exactly once.

        A thread that somebody deleted is left for the next pass to open again.
        """
        try:
            await self._close_previews()
            await self._ask()
            await self._tell()
        except discord.NotFound as error:
            if error.code != UNKNOWN_CHANNEL:
                raise
            log.warning("discord.thread_is_gone", video=self._number)
            self._shown.lose_thread()
            await self._hands.keep(self._shown)

    async def _close_previews(self) -> None:
        """Say what became of each question; a rejection is answered later, or overruled."""
        for review in self._scene.reviews:
            preview = self._shown.previews.get(review.id)
            if preview is None or review.state == PENDING:
                continue
            text = preview_texts.outcome(review, is_waiting=self._scene.waits_after(review))
            if preview.ending == digest(text):
                continue
            for message_id in preview.message_ids[-1:]:
                await self._hands.poster.edit_text(self._thread_id, message_id, text)
            preview.is_open, preview.ending = False, digest(text)
            await self._hands.keep(self._shown)

    def unasked(self) -> list[ReviewView]:
        """The open questions that people cannot answer in the thread yet."""
        previews = self._shown.previews
        return [
            review
            for review in self._scene.reviews
            if review.state == PENDING
            and (review.id not in previews or not previews[review.id].is_complete)
        ]

    async def _ask(self) -> None:
        """Ask what can be asked; a preview that is still being made comes with a later pass."""
        for review in self.unasked():
            posts = self._hands.preview(self._scene, review)
            if posts is None:
                self.awaits_preview = True
            elif posts:
                await self._post_preview(review, posts)

    async def _post_preview(self, review: ReviewView, posts: list[Post]) -> None:
        preview = self._shown.previews.setdefault(review.id, ShownPreview(review.gate))
        for post in posts[len(preview.message_ids) :]:
            preview.message_ids.append(await self._post_once(post))
            await self._hands.keep(self._shown)
        await self._hands.poster.add_reactions(
            self._thread_id, preview.message_ids[-1], list(Signal)
        )
        preview.is_complete = True
        await self._hands.keep(self._shown)

    async def _tell(self) -> None:
        """Milestones."""
        told = self._milestone()
        if told is None or told[0] in self._shown.told:
            return
        name, sentence = told
        card = Card(description=sentence)
        await self._post_once(Post(f"#{self._number} · {name}", card))
        self._shown.told.append(name)
        await self._hands.keep(self._shown)

    def _milestone(self) -> tuple[str, str] | None:
        """A name that is its own for each thing that happens, and a sentence."""
        view = self._scene.view
        if view.state.phase is Phase.CANCELLED:
            return "cancelled", preview_texts.cancelled_sentence()
        if view.state.is_final:
            return "published", preview_texts.published_sentence(view, self._scene.seconds)
        if self._scene.setback is not None:
            return f"failed {self._scene.setback}", preview_texts.failed_sentence(view)
        return None

    async def _post_once(self, post: Post) -> int:
        """Send it unless it is there already. Its id."""
        known = await self._hands.known(self._thread_id)
        if post.reference in known:
            return known[post.reference]
        return await self._hands.poster.post(self._thread_id, post)

    @property
    def _thread_id(self) -> int:
        assert self._shown.thread_id is not None  # `card_and_thread` came first
        return self._shown.thread_id

    def card_is_stale(self) -> bool:
        """The card does not say what the row says."""
        return self._shown.card_digest != digest(dataclasses.asdict(self._card()))

    async def edit_card(self) -> None:
        """Make the card say what the row says."""
        shown, card = self._shown, self._card()
        assert shown.channel_id is not None and shown.card_id is not None
        await self._hands.poster.edit_card(
            shown.channel_id, shown.card_id, Post(card_reference(self._scene.view), card)
        )
        shown.card_digest = digest(dataclasses.asdict(card))
        await self._hands.keep(shown)
