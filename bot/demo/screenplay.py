"""What the scripted person does: the main job, with the real command and real reactions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from bot.demo.samples import Sample
from bot.sandbox.person import CannotDo, Person
from bot.sandbox.sightings import (
    Answer,
    MessageEdited,
    MessagePosted,
    ReactionAdded,
    SeenMessage,
    Sighting,
    ThreadOpened,
)
from bot.signals import Signal
from pipeline.errors import SlateError
from pipeline.lifecycle import GATES

START_SECONDS = 60.0
GATE_SECONDS = 900.0
LOOK_SECONDS = 0.25


class NoFilm(SlateError):
    """The demo ends without a film, for this reason."""


async def play(
    robin: Person,
    sample: Sample,
    shots: int,
    check: Callable[[], None],
    *,
    storyboard: bytes | None = None,
) -> int:
    """Queue a film, approve every gate, have one shot made again, wait until it is published.

    Args:
        sample: What is asked for.
        shots: How many; a storyboard's own number counts.
        check: Raises when a process of the stage has ended.
        storyboard: Robin's own, as YAML, attached to the command.

    Returns:
        The id of the film's thread.
    """
    answer = await _queue(robin, sample, shots, check, storyboard)
    if answer.first is None or "#" not in answer.text:
        raise NoFilm(f"the command was answered with “{answer.text or answer.reason}”")
    scene = _Scene(robin, check, answer.first.channel_id)
    has_redone = False
    decided: set[int] = set()
    # Every gate asks once, and that of the clips again once one of them was made again.
    while len(decided) < len(GATES) + bool(sample.redo):
        preview = await scene.next_preview(decided)
        decided.add(preview.id)
        shows_clips = any("clips" in file.filename for file in preview.attachments)
        if shows_clips and sample.redo and not has_redone:
            has_redone = True
            await robin.reply(preview, f"{min(2, shots)}: {sample.redo}")
        else:
            await robin.react(preview.id, preview.channel_id, Signal.APPROVE)
    return await scene.published()


def _card_of(thread_id: int) -> Callable[[Sighting], bool]:
    """The film's card, above its thread, tells the same."""

    def is_shown(event: Sighting) -> bool:
        if not isinstance(event, MessageEdited):
            return False
        return event.message.thread_id == thread_id and "Published" in event.message.everything

    return is_shown


async def _queue(
    robin: Person,
    sample: Sample,
    shots: int,
    check: Callable[[], None],
    storyboard: bytes | None,
) -> Answer:
    """Type the command as soon as the bot is there, and again where Discord got no answer."""
    attached: dict[str, Any] = {}
    if storyboard is not None:
        attached["storyboard"] = ("storyboard.yaml", storyboard)
    for _ in range(int(START_SECONDS / LOOK_SECONDS)):
        check()
        try:
            answer = await robin.command(
                "video queue",
                channel=sample.channel,
                mode="draft",
                title=sample.title,
                topic=sample.topic,
                story_direction=sample.direction,
                shots=shots,
                **attached,
            )
        except CannotDo:
            await asyncio.sleep(LOOK_SECONDS)
            continue
        if not answer.failed:
            return answer
    raise NoFilm(f"the bot did not come within {START_SECONDS:.0f} s")


class _Scene:
    """What Robin waits for, with the reason why it may never come.

    Args:
        channel_id: Where the film was asked for; threads of other channels are not looked at.
    """

    def __init__(self, robin: Person, check: Callable[[], None], channel_id: int) -> None:
        self._robin = robin
        self._check = check
        self._channel_id = channel_id
        self._threads: set[int] = set()

    async def next_preview(self, decided: set[int]) -> SeenMessage:
        """The next message that the bot has put all its signals below, so that it can be answered."""
        signs: dict[int, set[str]] = {}
        messages: dict[int, SeenMessage] = {}

        def is_ready(event: Sighting) -> bool:
            if not self._is_here(event):
                return False
            if isinstance(event, MessagePosted | MessageEdited):
                messages[event.message.id] = event.message
                self._raise_if_failed(event.message)
            if isinstance(event, ReactionAdded):
                signs.setdefault(event.message_id, set()).add(event.emoji)
                is_whole = signs[event.message_id] >= set(Signal)
                return is_whole and event.message_id not in decided
            return False

        event = await self._wait(is_ready)
        assert isinstance(event, ReactionAdded)
        return messages[event.message_id]

    async def published(self) -> int:
        def is_told(event: Sighting) -> bool:
            if not self._is_here(event) or not isinstance(event, MessagePosted):
                return False
            self._raise_if_failed(event.message)
            return event.message.by_bot and "Published" in event.message.everything

        event = await self._wait(is_told)
        assert isinstance(event, MessagePosted)
        await self._wait(_card_of(event.message.channel_id))
        return event.message.channel_id

    def _is_here(self, event: Sighting) -> bool:
        """Whether it happens in the film's thread; every wait sees all events again, in order."""
        if isinstance(event, ThreadOpened) and event.parent_id == self._channel_id:
            self._threads.add(event.thread_id)
        if isinstance(event, MessagePosted | MessageEdited):
            return event.message.channel_id in self._threads
        return isinstance(event, ReactionAdded) and event.channel_id in self._threads

    def _raise_if_failed(self, message: SeenMessage) -> None:
        if message.by_bot and "Error: " in message.everything:
            raise NoFilm(message.everything.replace("\n", " · ")[:600])

    async def _wait(self, predicate: Callable[[Sighting], bool]) -> Sighting:
        waiting = asyncio.create_task(self._robin.wait_for(predicate, GATE_SECONDS))
        try:
            while not (await asyncio.wait({waiting}, timeout=0.5))[0]:
                self._check()
            return waiting.result()
        finally:
            waiting.cancel()
