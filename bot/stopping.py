"""`/stop` and `/start`: whether anything that costs money is sent at all."""

from __future__ import annotations

import asyncio

from bot.decisions import actor_of
from bot.permissions import Person, may_decide
from bot.tools import Tools
from pipeline import stops
from pipeline.errors import NotAllowed

STOPPED = (
    "Stopped: from now on nothing that costs money is sent, for any film. What was sent before is "
    "waited for and paid; drafts and all that is made here go on. `/start` lets it go on."
)
STARTED = "Started: what costs money is sent again, for every film that waits for it."


async def stop(tools: Tools, person: Person, *, manages: bool) -> str:
    """Send nothing paid anywhere until `start`; a sentence that says what follows.

    Args:
        manages: The person may manage the server.

    Raises:
        NotAllowed: They may not do this.
    """
    await _check(tools, person, manages=manages)
    async with tools.database.transaction() as session:
        by = await stops.stopped_by(session)
        is_new = await stops.stop(session, actor_of(person))
    return STOPPED if is_new else f"{by or 'Somebody'} has stopped it already; `/start` ends that."


async def start(tools: Tools, person: Person, *, manages: bool) -> str:
    """Let paid work go on; as `stop`."""
    await _check(tools, person, manages=manages)
    async with tools.database.transaction() as session:
        is_new = await stops.start(session, actor_of(person))
    return STARTED if is_new else "Nothing was stopped."


async def _check(tools: Tools, person: Person, *, manages: bool) -> None:
    """Whoever manages the server, and the reviewers of any channel."""
    if manages:
        return
    known = await asyncio.to_thread(tools.channels)
    named = [config.reviewer_roles for config in known.configs.values() if config.reviewer_roles]
    if not any(may_decide(person, roles) for roles in named):
        raise NotAllowed(
            f"{person.name}, this takes the right to manage the server, or a reviewer's role of "
            "one of the channels: ask somebody who has it."
        )
