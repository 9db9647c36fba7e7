"""People who pay: they order finals, and agree to what is asked about the price."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from bot.sandbox.person import ANSWER_SECONDS, Person, Sendable
from bot.sandbox.sightings import Answer, ReactionAdded, SeenMessage, Sighting
from bot.signals import Signal

QUEUE_IT = "Queue it"
PATIENCE_SECONDS = 120.0


class Producer(Person):
    """A person whose films are all finals.

    Attributes:
        estimates: What was asked before a film was queued, or made again in part.
    """

    def __init__(self, control_url: str, name: str) -> None:
        super().__init__(control_url, name)
        self.estimates: list[str] = []

    async def command(
        self,
        command: str,
        *,
        where: str | int | None = None,
        timeout: float = ANSWER_SECONDS,
        **options: Any,
    ) -> Answer:
        """Type a command; a film is ordered as a final, and its price is agreed to."""
        if command == "video queue":
            options["mode"] = "final"
        answer = await super().command(command, where=where, timeout=timeout, **options)
        asked = answer.first
        if asked is None or QUEUE_IT not in [button.get("label") for button in asked.buttons]:
            return answer
        self.estimates.append(asked.everything)
        return await self.click(asked, QUEUE_IT, timeout=timeout)

    async def reply(
        self, message: SeenMessage, text: str, files: Sequence[Sendable] = ()
    ) -> SeenMessage:
        """Ask for a change at a gate, and agree to what it costs."""
        said = await super().reply(message, text, files)
        asked = await self.wait_for_message(
            lambda found: found.by_bot and found.reply_to == said.id and "$" in found.text,
            PATIENCE_SECONDS,
        )
        self.estimates.append(asked.everything)
        await self.wait_for(partial(_can_be_answered, asked.id), PATIENCE_SECONDS)
        await self.react(asked.id, asked.channel_id, Signal.APPROVE)
        return said


def _can_be_answered(message_id: int, event: Sighting) -> bool:
    """The bot has put the last of its two emoji below the question."""
    if not isinstance(event, ReactionAdded):
        return False
    return event.message_id == message_id and event.emoji == Signal.REJECT
