"""The names and payloads of jobs; always enqueued in the caller's transaction."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from pipeline.database import queue
from pipeline.lifecycle import WORKED, Step
from pipeline.providers import SERVICES

# Takes that need a processor, and those that wait for a paid service: a worker has room for many
# more of the second kind.
TAKE_ENTRYPOINTS = {step: f"take_{step.value}" for step in WORKED}
ORDER_ENTRYPOINTS = {
    step: f"order_{step.value}"
    for step in WORKED
    if any(step in service.steps for service in SERVICES.values())
}
SHOW_DISCORD = "show_discord"
SHOW_NOTION = "show_notion"


async def some_take_is_ready(
    session: AsyncSession,
    step: Step,
    *,
    is_paid: bool = False,
    count: int = 1,
    after: timedelta | None = None,
) -> None:
    """Wake up to `count` workers for this step; which take each gets is settled when it claims.

    Args:
        is_paid: The take waits for a paid service.
        after: How long the job is kept back.
    """
    if count < 1:
        return
    await queue(session).enqueue(
        [entrypoint(step, is_paid)] * count,
        [None] * count,
        [0] * count,
        execute_after=[after] * count,
    )


def entrypoint(step: Step, is_paid: bool) -> str:
    """The name of the jobs for a step's takes."""
    return ORDER_ENTRYPOINTS[step] if is_paid else TAKE_ENTRYPOINTS[step]


async def show(
    session: AsyncSession, video_id: uuid.UUID, version: int, *, entrypoint: str = SHOW_DISCORD
) -> None:
    """Ask a front end to show the film's newest row.

    The key holds the version: a change made while an earlier one is being shown asks again.
    """
    await queue(session).enqueue(
        entrypoint,
        json.dumps({"video_id": str(video_id)}).encode(),
        dedupe_key=f"{entrypoint}:{video_id}:{version}",
        on_conflict="skip",
    )


def video_id_of(payload: bytes | None) -> uuid.UUID:
    """The film a show job is about."""
    return uuid.UUID(json.loads(payload or b"{}")["video_id"])
