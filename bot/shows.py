"""The handler of jobs that ask a front end to show a film."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog
from pgqueuer.errors import RetryRequested
from pgqueuer.models import Job

from pipeline.errors import NotFound, SlateError
from pipeline.jobs import video_id_of

log = structlog.get_logger(__name__)


def shower(show: Callable[[uuid.UUID], Awaitable[None]]) -> Callable[[Job], Awaitable[None]]:
    """The handler of show jobs: what fails is tried again after a growing pause."""

    async def handle(job: Job) -> None:
        try:
            await show(video_id_of(job.payload))
        except NotFound:
            return  # deleted since
        except Exception as error:
            if isinstance(error, SlateError):  # its text says all there is to know
                log.warning("show.failed", attempts=job.attempts, problem=str(error))
            else:
                log.exception("show.failed", attempts=job.attempts)
            pause = timedelta(seconds=min(60, 2 ** min(job.attempts + 1, 6)))
            raise RetryRequested(delay=pause, reason=type(error).__name__) from error

    return handle


async def nobody_looks(_: Job) -> None:
    """The job of a front end that this bot has not: it is done."""
