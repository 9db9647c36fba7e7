"""One take: claim, close the transaction, run the script, record in a new one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from functools import partial

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession
from structlog.contextvars import bound_contextvars
from tenacity import AsyncRetrying, retry_if_exception, stop_after_delay, wait_exponential

from pipeline import keys, quotas, setbacks, takes
from pipeline.claim import Claim, claim_next, free_soon
from pipeline.database import Database, is_away
from pipeline.errors import ConfigError, SlateError
from pipeline.lifecycle import Step
from pipeline.limits import Limits, LimitsFile
from pipeline.making import Unkept, Workbench, make
from pipeline.noting import Noting
from pipeline.prices import NoPrice
from pipeline.providers import is_in_quota, is_paid
from pipeline.settings import Settings
from pipeline.storage import Storage
from pipeline.utils.alerts import send_alert
from pipeline.utils.cli_wrapper import CLIScriptError
from pipeline.verdicts import Outcome, Verdict, judge
from pipeline.workspace import noted_job

log = structlog.get_logger(__name__)


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

    async def run_next(self, step: Step, *, is_paid: bool = False) -> timedelta | None:
        """Make the step's next take, if there is one.

        Args:
            is_paid: One that waits for a paid service, not one that needs a processor.

        Returns:
            Where nothing could be claimed: how long to wait before looking again, if at all.
        """
        limits = self.limits.current()
        claiming = partial(claim_next, limit=limits.of(step), lease=self.lease, is_paid=is_paid)
        waiting = partial(free_soon, limit=limits.of(step), lease=self.lease, is_paid=is_paid)
        async with self.database.transaction() as session:
            claim = await claiming(session, step)
            begun = await self._begin(session, claim, limits) if claim else None
            due = None if begun else await waiting(session, step)
        if begun is None or isinstance(begun, str):
            await self._tell(begun)
            return due
        work, environment = begun
        with bound_contextvars(
            video=work.film.number, step=step, number=work.unit.number, take=work.take
        ):
            await self._run(work, environment)
        return None

    async def _begin(
        self, session: AsyncSession, claim: Claim, limits: Limits
    ) -> tuple[takes.Work, dict[str, str]] | str | None:
        """What the take needs, and the environment with its provider's key.

        Returns:
            Where it may not be made: what the operator is told, if anything.
        """
        work = await takes.start(session, claim, limits, partial(noted_job, self.settings))
        if work is None:
            return await setbacks.failure_of(session, claim)
        provider = work.unit.provider
        if not is_paid(provider):
            return work, {}
        try:
            key = await keys.key_of(session, self.settings, work.film.channel, provider)
        except ConfigError as error:
            is_new = await setbacks.refuse_key(session, claim, str(error), keys.UNREADABLE)
            return f"{work.film.channel}: {error}" if is_new else None
        if is_in_quota(provider) and not await quotas.reserve(
            session, claim, work.unit, self._project, limits.youtube_quota
        ):
            return None
        return work, keys.environment_of(self.settings, provider, key)

    @property
    def _project(self) -> str:
        return quotas.project_of(self.settings.youtube_client_id)

    async def _settle(self, session: AsyncSession, work: takes.Work, usage: object) -> str | None:
        """Give back what a run did not use of a service's quota; what the operator is told of it."""
        if not is_in_quota(work.unit.provider):
            return None
        told, quota = usage if isinstance(usage, Mapping) else None, self.limits.current()
        await quotas.settle(session, work.claim, told, quota.youtube_quota)
        return await quotas.warning(session, self._project, quota.youtube_quota)

    async def _run(self, work: takes.Work, environment: dict[str, str]) -> None:
        log.info("take.started", name=work.unit.name, attempt=work.claim.attempts)
        note = Noting(partial(self._note, work.claim)) if is_in_quota(work.unit.provider) else None
        bench = Workbench(self.settings, self.storage, self._announce, environment, note)
        try:
            told = await self._holding_lease(work.claim, self._make_and_record(bench, work))
        except LeaseLost as lost:
            log.info("take.dropped", why=str(lost))
            return
        except asyncio.CancelledError:
            await asyncio.shield(self._release(work))
            raise
        for text in told:  # once nothing hangs on how long a webhook takes
            await self._tell(text)

    async def _make_and_record(self, bench: Workbench, work: takes.Work) -> list[str]:
        """Make the take; what the operator is told of it."""
        try:
            done = await make(bench, work)
        except Exception as error:
            return await self._record_failure(bench, work, error)
        done = replace(done, cost_usd=self._cost(work, done.result.get("usage")))
        async for attempt in self._until_database_is_back():
            with attempt:
                async with self.database.transaction() as session:
                    warning = await self._settle(session, work, done.result.get("usage"))
                    is_ours = await takes.finish(session, work.claim, done)
        if not is_ours:
            raise LeaseLost("another worker has it")
        log.info("take.finished", file=done.file, seconds=done.seconds, usd=done.cost_usd)
        named = f"Film #{work.film.number} “{work.film.title}”"
        texts = [f"{named}: {text}" for text in _not_as_approved(done.result)]
        return [*texts, *filter(None, [warning])]

    def _cost(self, work: takes.Work, usage: object) -> Decimal | None:
        """What the take's provider told that it cost."""
        told = usage if isinstance(usage, Mapping) else {}
        return self.limits.current().price_list.actual(work.unit, told)

    def _cost_of_failure(self, work: takes.Work, error: Exception) -> Decimal | None:
        """What a run has cost that came to nothing, as far as anybody told."""
        if isinstance(error, CLIScriptError):
            return self._cost(work, error.usage)
        if isinstance(error, Unkept) and is_paid(work.unit.provider):
            told = self._cost(work, error.result.get("usage"))
            return self._listed(work) if told is None else told
        return None

    def _listed(self, work: takes.Work) -> Decimal | None:
        try:
            return self.limits.current().price_list.expected(work.unit)
        except NoPrice:  # gone from the list since the take was begun
            return None

    async def _record_failure(
        self, bench: Workbench, work: takes.Work, error: Exception
    ) -> list[str]:
        cause = error.cause if isinstance(error, Unkept) else error
        # A script that did its work has not broken off.
        is_call = cause is error and is_paid(work.unit.provider)
        usd = self._cost_of_failure(work, error)
        verdict = replace(judge(cause, is_paid=is_call), usd=usd)
        log.warning(
            "take.failed",
            kind=verdict.kind,
            message=verdict.message,
            outcome=verdict.outcome,
            exc_info=cause if verdict.kind == "bug" else None,
        )
        async for attempt in self._until_database_is_back():
            with attempt:
                async with self.database.transaction() as session:
                    await self._remember_job(session, work)
                    warning = await self._settle(session, work, _usage_of(error))
                    told = await self._record(session, work.claim, verdict, bench.environment)
        return [text for text in (told, warning) if text is not None]

    async def _tell(self, told: str | None) -> None:
        webhook = self.settings.discord_alert_webhook_url
        if told is not None and webhook is not None:
            await send_alert(webhook.get_secret_value(), told)

    async def _record(
        self, session: AsyncSession, claim: Claim, verdict: Verdict, environment: Mapping[str, str]
    ) -> str | None:
        """Write what a failure means for the take; what the operator is told of it."""
        message, kind, usd = verdict.message, verdict.kind, verdict.usd
        if usd is not None and verdict.outcome in (Outcome.QUOTA, Outcome.KEY):
            await setbacks.owe(session, claim, usd)
        match verdict.outcome:
            case Outcome.AGAIN:
                retry_at = verdict.retry_at
                await setbacks.put_back(session, claim, message, kind, retry_at=retry_at, usd=usd)
            case Outcome.QUOTA:
                await setbacks.wait_for_quota(session, claim, message, verdict.retry_at)
            case Outcome.KEY:
                fingerprint = keys.fingerprint_of(environment)
                if await setbacks.refuse_key(session, claim, message, fingerprint):
                    return message
            case Outcome.UNCERTAIN:
                await setbacks.lose(session, claim, message, self.limits.current(), usd=usd)
            case Outcome.FAILED:
                await setbacks.fail(session, claim, message, kind, usd=usd)
        return await setbacks.failure_of(session, claim)

    async def _note(self, claim: Claim, share: float) -> None:
        try:
            async with self.database.transaction() as session:
                await takes.note_progress(session, claim, share)
        except (DBAPIError, OSError) as error:
            log.warning("progress.not_noted", error=type(error).__name__)  # the next one is

    async def _announce(self, claim: Claim, job_id: str) -> None:
        async for attempt in self._until_database_is_back():
            with attempt:
                async with self.database.transaction() as session:
                    await takes.announce(session, claim, job_id)

    async def _remember_job(self, session: AsyncSession, work: takes.Work) -> None:
        """Keep the job that the script has noted but perhaps could not tell before it ended."""
        job_id = noted_job(self.settings, work.claim.take_id)
        if job_id is not None:
            await takes.announce(session, work.claim, job_id)

    async def _release(self, work: takes.Work) -> None:
        log.info("take.released")
        try:
            async with self.database.transaction() as session:
                await self._remember_job(session, work)
                await setbacks.give_up_lease(session, work.claim, self.limits.current())
        except (DBAPIError, OSError) as error:
            log.warning("take.not_released", error=type(error).__name__)  # its lease ends by itself

    async def _holding_lease(self, claim: Claim, making: Awaitable[list[str]]) -> list[str]:
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
            return await made
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


def _usage_of(error: Exception) -> object:
    """What a failed run told that it used."""
    if isinstance(error, CLIScriptError):
        return error.usage
    return error.result.get("usage") if isinstance(error, Unkept) else None


def _not_as_approved(result: Mapping[str, object]) -> list[str]:
    """What a script did, and was not taken as it was approved."""
    told = [result.get("warnings"), result.get("differences")]
    return [str(text) for texts in told if isinstance(texts, list) for text in texts]
