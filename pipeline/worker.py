"""The worker: PgQueuer's entrypoints, and how it starts and stops."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog
from pgqueuer.errors import RetryRequested
from pgqueuer.models import Job
from pgqueuer.qm import QueueManager

from pipeline.consumer import consume
from pipeline.database import Database
from pipeline.heartbeat import heart
from pipeline.jobs import ORDER_ENTRYPOINTS, TAKE_ENTRYPOINTS
from pipeline.lifecycle import Step
from pipeline.limits import FILE_NAME, LimitsFile
from pipeline.runner import Runner
from pipeline.settings import Settings
from pipeline.steps.assembly import CONFORMED
from pipeline.storage import open_storage
from pipeline.sweep import keep_sweeping
from pipeline.sweep_money import MoneySweep
from pipeline.tokens import keep_announcing
from pipeline.workspace import cache_of, jobs_of, scratch_of

log = structlog.get_logger(__name__)


def cpu_slots(settings: Settings) -> int:
    """How many takes this worker makes at once: the cores it may use, unless told otherwise."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return settings.cpu_slots or usable or 1


class Worker:
    """Runs takes of one kind, and gives back what it cannot end in time.

    Args:
        slots: How many at once.
        is_paid: Those that wait for paid services, not those that need a processor.
    """

    def __init__(
        self, runner: Runner, slots: int, stop: asyncio.Event, *, is_paid: bool = False
    ) -> None:
        self._runner = runner
        self._is_paid = is_paid
        self._patience = runner.settings.stop_seconds
        self._stop = stop
        self._slots = asyncio.Semaphore(slots)
        self._running: set[asyncio.Task[object]] = set()

    def register(self, manager: QueueManager) -> None:
        """One entrypoint per step that makes something."""
        names = ORDER_ENTRYPOINTS if self._is_paid else TAKE_ENTRYPOINTS
        for step, name in names.items():
            manager.entrypoint(name, accepts_context=False)(self._handler(step))

    def _handler(self, step: Step) -> Callable[[Job], Awaitable[None]]:
        async def run_one(job: Job) -> None:
            async with self._slots:
                if self._stop.is_set():
                    raise RetryRequested(delay=timedelta(0), reason="this worker stops")
                task = asyncio.ensure_future(self._runner.run_next(step, is_paid=self._is_paid))
                self._running.add(task)
                try:
                    due = await task
                except asyncio.CancelledError:
                    ours = asyncio.current_task()
                    if ours is not None and ours.cancelling():
                        raise
                    return  # released by `give_back`; the job has done what it could
                finally:
                    self._running.discard(task)
            if due is not None:
                raise RetryRequested(delay=due, reason="nothing is free yet, but soon")

        return run_one

    async def give_back(self) -> None:
        """Once the worker is to stop, wait for what can end, then release the rest."""
        await self._stop.wait()
        if self._running:
            log.info("worker.stopping", running=len(self._running))
            await asyncio.wait(set(self._running), timeout=self._patience)
        for task in set(self._running):
            task.cancel()


async def serve(
    settings: Settings,
    database: Database,
    stop: asyncio.Event,
    *,
    on_ready: Callable[[], None] = lambda: None,
) -> None:
    """Be a worker until `stop` is set and what runs has ended or was released."""
    limits = LimitsFile(settings.channel_configs_dir / FILE_NAME)
    runner = Runner(settings, database, open_storage(settings), limits)
    slots = cpu_slots(settings)
    kinds = {False: slots, True: settings.service_slots}
    listening: set[bool] = set()

    def ready(is_paid: bool) -> None:
        listening.add(is_paid)
        if len(listening) == len(kinds):
            log.info("worker.ready", slots=slots, service_slots=settings.service_slots)
            on_ready()

    async def work(is_paid: bool) -> None:
        worker = Worker(runner, kinds[is_paid], stop, is_paid=is_paid)
        async with asyncio.TaskGroup() as beside:
            beside.create_task(worker.give_back())
            await consume(
                database,
                worker.register,
                stop,
                most_jobs=kinds[is_paid],
                on_listening=lambda: ready(is_paid),
            )

    folders = (cache_of(settings, CONFORMED), jobs_of(settings))
    repairs = MoneySweep(settings, limits).repairs
    async with heart(database, "worker"), asyncio.TaskGroup() as beside:
        sweeping = beside.create_task(
            keep_sweeping(database, scratch_of(settings), folders, repairs)
        )
        announcing = beside.create_task(keep_announcing(settings, database))
        async with asyncio.TaskGroup() as working:
            for is_paid in kinds:
                working.create_task(work(is_paid))
        sweeping.cancel()
        announcing.cancel()
    log.info("worker.stopped")
