"""A channel whose final films cost money, what that costs, and a crew that makes paid takes."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import models, stops, takes, videos
from pipeline.advance import advance, film_of, lock_video
from pipeline.channels import Budget as ChannelBudget
from pipeline.channels import ChannelConfig, Choice, Providers, Voice
from pipeline.claim import Claim, claim_next
from pipeline.database import Database
from pipeline.lifecycle import Phase, State, Step
from pipeline.limits import Budget, Limits
from pipeline.steps.build import TakeState
from pipeline.steps.storyboard import STORYBOARD
from pipeline.storyboard import Asset, AssetKind, Panel, Shot, Storyboard
from pipeline.takes import Finished, Work
from pipeline.waking import wake_planned
from tests.pipeline.crew import ANNA, LEASE, Crew, result_of
from tests.pipeline.films import content_made_from

PICTURES = Choice(provider="gemini", model="painter")
CLIPS = Choice(provider="kling", model="mover", durations=(5, 10))
PAID = ChannelConfig(
    name="Forest tales",
    shots=3,
    voice=Voice(name="voice-one"),
    composite="model",
    providers=Providers(
        storyboard=Choice(provider="gemini", model="writer"),
        assets=PICTURES,
        video=CLIPS,
        narration=Choice(provider="elevenlabs", model="speaker"),
        sfx=Choice(provider="elevenlabs", model="foley"),
    ),
)
PRICES = {
    "gemini": {
        "painter": {"pictures": Decimal("0.04")},
        "writer": {"input_tokens": Decimal("0.000001"), "output_tokens": Decimal("0.000002")},
    },
    "kling": {"mover": {"seconds": Decimal("0.05"), "credits": Decimal("0.005")}},
    "elevenlabs": {
        "speaker": {"characters": Decimal("0.001")},
        "foley": {"seconds": Decimal("0.01"), "characters": Decimal("0.001")},
    },
}
# Below 0.10 what may have been paid for is made again: pictures are, clips are not.
LIMITS = Limits(prices=PRICES, budget=Budget(retry_uncertain_below_usd=Decimal("0.10")))
PICTURE_USD, CLIP_USD = Decimal("0.04"), Decimal("0.25")
NOTHING = Decimal(0)

# Two pictures; a frame that is paid for and one that is not; two clips; one line; one sound.
SMALL = Storyboard(
    title="The fox and the moon",
    assets=[
        Asset(name="hill", kind=AssetKind.PLACE, prompt="a bare hill"),
        Asset(name="fox", kind=AssetKind.CHARACTER, prompt="a red fox"),
    ],
    shots=[
        Shot(
            panels=[Panel(place="hill", character="fox")],
            motion="push in",
            narration="A fox woke up.",
            sound="wind",
        ),
        Shot(panels=[Panel(place="hill")], motion="pan left"),
    ],
)

PICTURES_WANTED = State(Step.STORYBOARD, Phase.APPROVED)
CLIPS_WANTED = State(Step.COMPOSITES, Phase.READY)
LINES_WANTED = State(Step.VIDEO, Phase.APPROVED)
SOUNDS_WANTED = State(Step.NARRATION, Phase.APPROVED)


def limits(**budget: Any) -> Limits:
    """The same prices under other caps."""
    told = {**LIMITS.budget.model_dump(), **budget}
    return Limits(prices=PRICES, budget=Budget.model_validate(told))


def config(**budget: Any) -> ChannelConfig:
    """The channel with other caps."""
    return PAID.model_copy(update={"budget": ChannelBudget.model_validate(budget)})


@dataclass(frozen=True)
class Ledger:
    """What is booked for one or all films, and what is set aside."""

    certain: Decimal
    uncertain: Decimal
    reserved: Decimal

    @property
    def gone(self) -> Decimal:
        return self.certain + self.uncertain + self.reserved


@dataclass
class PaidCrew(Crew):
    """Makes takes that are paid for as well as those that are not.

    Attributes:
        limits: The limits file as it is now.
        noted: What a job file of this machine says, by take.
    """

    limits: Limits = LIMITS
    noted: Mapping[uuid.UUID, str] = field(default_factory=dict)

    async def queue(
        self, channel: str = "forest", config: ChannelConfig = PAID, **wish: Any
    ) -> uuid.UUID:
        """A final film; with `storyboard=` its storyboard costs nothing."""
        return await super().queue(channel, config, **{"mode": "final", **wish})

    async def film_at(self, state: State, **wish: Any) -> uuid.UUID:
        """A final film with a storyboard of its own that has come so far, and cost nothing yet."""
        asked = {"storyboard": SMALL, **wish}
        film = await self.queue(**asked)
        await hurry(self.database, film, state, asked["storyboard"])
        return film

    def _result(self, work: Work) -> Finished:
        given = work.film.plan.given
        return result_of(work, given) if given is not None else super()._result(work)

    async def claim(
        self,
        step: Step,
        *,
        limit: int | None = None,
        lease: timedelta = LEASE,
        is_paid: bool = True,
    ) -> Claim | None:
        async with self.database.transaction() as session:
            most = self.limit if limit is None else limit
            return await claim_next(session, step, limit=most, lease=lease, is_paid=is_paid)

    async def begin(
        self, step: Step, *, lease: timedelta = LEASE, is_paid: bool = True
    ) -> Work | None:
        """Claim and start a paid take in one transaction, as the runner does."""
        async with self.database.transaction() as session:
            claim = await claim_next(session, step, limit=self.limit, lease=lease, is_paid=is_paid)
            if claim is None:
                return None
            return await takes.start(session, claim, self.limits, self.noted.get)

    async def _make_one(self, step: Step) -> Work | None:
        work = await self.begin(step, is_paid=False) or await self.begin(step)
        if work is not None:
            assert await self.finish(work)
        return work

    async def tell(self, call: Any, work: Work, *args: Any, **kwargs: Any) -> Any:
        """One of the calls by which a worker reports, in a transaction of its own."""
        async with self.database.transaction() as session:
            return await call(session, work.claim, *args, **kwargs)

    async def decide(self, call: Any, film: uuid.UUID, *args: Any, **kwargs: Any) -> Any:
        """One of the calls by which a person decides."""
        async with self.database.transaction() as session:
            return await call(session, film, ANNA, *args, **kwargs)

    async def ledger(self, film: uuid.UUID | None = None) -> Ledger:
        cost, take = models.VideoCost, models.Take
        booked = select(
            func.coalesce(func.sum(cost.amount_usd).filter(cost.is_uncertain.is_(False)), 0),
            func.coalesce(func.sum(cost.amount_usd).filter(cost.is_uncertain), 0),
        )
        reserved = select(func.coalesce(func.sum(take.reserved_usd), 0))
        if film is not None:
            booked = booked.where(cost.video_id == film)
            reserved = reserved.where(take.video_id == film)
        async with self.database.transaction() as session:
            certain, uncertain = (await session.execute(booked)).one()
            return Ledger(certain, uncertain, await session.scalar(reserved) or NOTHING)

    async def take(self, work: Work) -> models.Take:
        async with self.database.transaction() as session:
            return await session.get_one(models.Take, work.claim.take_id)

    async def now(self) -> None:
        """What was put off until later is due."""
        async with self.database.transaction() as session:
            await session.execute(update(models.Take).values(not_before=None))

    async def jobs_of(self, entrypoint: str) -> int:
        """How many jobs of this name are due."""
        query = text(
            "SELECT count(*) FROM pgqueuer"
            " WHERE entrypoint = :name AND status = 'queued' AND execute_after <= now()"
        )
        async with self.database.transaction() as session:
            return int(await session.scalar(query, {"name": entrypoint}) or 0)

    async def begin_with_job(self, step: Step = Step.VIDEO, job: str = "job-1") -> Work:
        """Begin a take and announce its job."""
        work = await self.must_begin(step)
        await self.tell(takes.announce, work, job)
        return work

    async def begin_again(self, work: Work) -> Work:
        """Begin this very take once more, whatever others are free."""
        await self.now()
        for _ in range(20):
            again = await self.must_begin(work.unit.step)
            if again.claim.take_id == work.claim.take_id:
                return again
        raise AssertionError("nobody is given that take")

    async def waits_or_ends(self, task: asyncio.Task[Any]) -> None:
        """Until the task waits for a lock, or for nobody."""
        blocked = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
        async with asyncio.timeout(60):
            while not task.done():
                async with self.database.transaction() as session:
                    if await session.scalar(blocked):
                        return
                await asyncio.sleep(0.02)

    async def stop_all(self) -> bool:
        async with self.database.transaction() as session:
            return await stops.stop(session, ANNA)

    async def start_all(self) -> bool:
        async with self.database.transaction() as session:
            return await stops.start(session, ANNA)

    async def set_budget(self, film: uuid.UUID, usd: Decimal) -> None:
        await self.decide(videos.set_budget, film, usd)

    def result(self, work: Work, **differently: Any) -> Finished:
        return replace(self._result(work), **differently)


async def hurry(database: Database, film: uuid.UUID, state: State, board: Storyboard) -> None:
    """Let a film have come so far, as if all of it had been made before and cost nothing."""
    async with database.transaction() as session:
        before = await session.scalar(text("SELECT coalesce(max(id), 0) FROM pgqueuer"))
        video = await lock_video(session, film)
        for _ in range(20):
            if video.state == state:
                # Nobody is woken for what is there already.
                await session.execute(text("DELETE FROM pgqueuer WHERE id > :id"), {"id": before})
                await wake_planned(session, video)
                return
            if video.state.is_open_gate:
                await videos.approve(session, film, ANNA)
            else:
                await _make_what_is_planned(session, video, board)
    raise AssertionError(f"the film is never {state}")


async def _make_what_is_planned(
    session: AsyncSession, video: models.Video, board: Storyboard
) -> None:
    take, film = models.Take, await film_of(session, video)
    query = select(take).where(take.video_id == video.id, take.state == TakeState.PLANNED)
    for row in await session.scalars(query):
        row.state, row.finished_at = TakeState.DONE, models.utc_now()
        row.file, row.sha256 = f"{row.step}/{row.number}", content_made_from(row.inputs_hash)
        row.result, row.seconds = {}, 1.0
        if (row.step, row.number) == (Step.STORYBOARD, STORYBOARD):
            film.plan.storyboard = board
    await advance(session, video, film)
