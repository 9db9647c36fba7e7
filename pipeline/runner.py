"""One take: claim, close the transaction, run the script, record in a new one."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession
from structlog.contextvars import bound_contextvars
from tenacity import AsyncRetrying, retry_if_exception, stop_after_delay, wait_exponential

from pipeline import takes
from pipeline.claim import Claim, claim_next, free_soon
from pipeline.database import Database, is_away
from pipeline.errors import InvalidInput, SlateError
from pipeline.lifecycle import Step
from pipeline.limits import LimitsFile
from pipeline.making import Workbench, make
from pipeline.settings import Settings
from pipeline.steps.build import TakeState
from pipeline.storage import Storage, StorageFull
from pipeline.utils.alerts import send_alert
from pipeline.utils.cli_wrapper import CLIScriptError, ExitCode
from pipeline.utils.texts import readable

log = structlog.get_logger(__name__)

MAX_MESSAGE = 1000  # characters of what a script says
_DISK_ERRNOS = {errno.ENOSPC, errno.EDQUOT}


class LeaseLost(SlateError):
    """The take is no longer ours: it was superseded, or we were silent too long."""


@dataclass(frozen=True)
class Runner:
    """Everything a take needs, made once at the top of the worker."""

    settings: Settings
    database: Database
    storage: Storage
    limits: LimitsFile

    @property
    def lease(self) -> timedelta:
        return timedelta(seconds=self.settings.lease_seconds)

    async def run_next(self, step: Step) -> timedelta | None:
        """Make the step's next take, if there is one.

        Returns:
            Where nothing could be claimed: how long to wait before looking again, if at all.
        """
        limit = self.limits.current().of(step)
        async with self.database.transaction() as session:
            claim = await claim_next(session, step, limit=limit, lease=self.lease)
            work = await takes.start(session, claim) if claim else None
            due = None if work else await free_soon(session, step, limit=limit, lease=self.lease)
        if work is None:
            return due
        with bound_contextvars(
            video=work.film.number, step=step, number=work.unit.number, take=work.take
        ):
            await self._run(work)
        return None

    async def _run(self, work: takes.Work) -> None:
        log.info("take.started", name=work.unit.name, attempt=work.claim.attempts)
        try:
            await self._holding_lease(work.claim, self._make_and_record(work))
        except LeaseLost as lost:
            log.info("take.dropped", why=str(lost))
        except asyncio.CancelledError:
            await asyncio.shield(self._release(work.claim))
            raise

    async def _make_and_record(self, work: takes.Work) -> None:
        bench = Workbench(self.settings, self.storage, self._announce)
        try:
            done = await make(bench, work)
        except Exception as error:
            await self._record_failure(work.claim, error)
            return
        async for attempt in self._until_database_is_back():
            with attempt:
                async with self.database.transaction() as session:
                    is_ours = await takes.finish(session, work.claim, done)
        if not is_ours:
            raise LeaseLost("another worker has it")
        log.info("take.finished", file=done.file, seconds=done.seconds)

    async def _record_failure(self, claim: Claim, error: Exception) -> None:
        verdict = judge(error)
        log.warning(
            "take.failed",
            kind=verdict.kind,
            message=verdict.message,
            again=verdict.again,
            exc_info=error if verdict.kind == "bug" else None,
        )
        async for attempt in self._until_database_is_back():
            with attempt:
                async with self.database.transaction() as session:
                    await verdict.record(session, claim)
                    failure = await takes.failure_of(session, claim)
        webhook = self.settings.discord_alert_webhook_url
        if failure is not None and webhook is not None:
            await send_alert(webhook.get_secret_value(), failure)

    async def _announce(self, claim: Claim, job_id: str) -> None:
        async for attempt in self._until_database_is_back():
            with attempt:
                async with self.database.transaction() as session:
                    await takes.announce(session, claim, job_id)

    async def _release(self, claim: Claim) -> None:
        log.info("take.released")
        try:
            async with self.database.transaction() as session:
                await takes.give_up_lease(session, claim)
        except (DBAPIError, OSError) as error:
            log.warning("take.not_released", error=type(error).__name__)  # its lease ends by itself

    async def _holding_lease(self, claim: Claim, making: Awaitable[None]) -> None:
        """Await the making, and end it when the lease cannot be kept.

        Raises:
            LeaseLost: It was ended.
        """
        made = asyncio.ensure_future(making)
        kept = asyncio.create_task(self._keep_lease(claim))
        try:
            await asyncio.wait({made, kept}, return_when=asyncio.FIRST_COMPLETED)
            if not made.done():
                kept.result()
            await made
        finally:
            for task in (made, kept):
                task.cancel()
            await asyncio.gather(made, kept, return_exceptions=True)

    async def _keep_lease(self, claim: Claim) -> None:
        """Renew every quarter of the lease; give up in time to end the script before it ends."""
        loop = asyncio.get_running_loop()
        quarter = self.lease.total_seconds() / 4
        pause, give_up_at = quarter, loop.time() + 3 * quarter
        while True:
            await asyncio.sleep(pause)
            asked_at = loop.time()
            try:
                async with (
                    asyncio.timeout_at(min(asked_at + quarter, give_up_at)),
                    self.database.transaction() as session,
                ):
                    is_ours = await takes.renew(session, claim, self.lease)
            except (DBAPIError, OSError) as error:
                log.warning("lease.not_renewed", error=type(error).__name__)
                pause = quarter / 5
                if loop.time() + pause >= give_up_at:
                    raise LeaseLost("the database is away") from error
                continue
            if not is_ours:
                raise LeaseLost("it was superseded or given to another worker")
            pause, give_up_at = quarter, asked_at + 3 * quarter

    def _until_database_is_back(self) -> AsyncRetrying:
        return AsyncRetrying(
            retry=retry_if_exception(is_away),
            wait=wait_exponential(multiplier=0.1, max=2),
            stop=stop_after_delay(10 * self.lease.total_seconds()),
            reraise=True,
        )


@dataclass(frozen=True)
class Verdict:
    """What a failed run means for its take."""

    message: str
    kind: str
    again: bool = False
    retry_at: datetime | None = None
    state: TakeState = TakeState.FAILED

    async def record(self, session: AsyncSession, claim: Claim) -> None:
        if self.again:
            await takes.put_back(session, claim, self.message, self.kind, retry_at=self.retry_at)
        else:
            await takes.fail(session, claim, self.message, self.kind, state=self.state)


def judge(error: Exception) -> Verdict:
    """Tell what may pass from what cannot."""
    if isinstance(error, CLIScriptError):
        return _judge_script(error)
    if isinstance(error, TimeoutError):
        return Verdict("it took too long and was ended", "timeout", again=True)
    if isinstance(error, StorageFull) or getattr(error, "errno", None) in _DISK_ERRNOS:
        return Verdict(
            "the disk is full: free some space and it goes on by itself", takes.DISK, again=True
        )
    if isinstance(error, OSError):
        return Verdict(f"a file cannot be used: {error.strerror or error}", "system", again=True)
    if isinstance(error, SlateError):
        return Verdict(str(error), "input" if isinstance(error, InvalidInput) else "contract")
    return Verdict(f"Slate has a mistake: {type(error).__name__}: {error}", "bug")


def _judge_script(error: CLIScriptError) -> Verdict:
    message, kind = readable(error.message)[:MAX_MESSAGE], readable(error.kind)[:MAX_MESSAGE]
    was_killed = error.exit_code < 0
    if error.exit_code == ExitCode.AGAIN or was_killed:
        return Verdict(message, kind, again=True, retry_at=error.retry_at)
    if error.exit_code == ExitCode.UNCERTAIN:
        return Verdict(message, kind, state=TakeState.UNCERTAIN)
    return Verdict(message, kind)
