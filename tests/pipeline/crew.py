"""People and workers on a real database, without scripts: for tests of what the rows become."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import models, requests, setbacks, takes, videos
from pipeline.advance import film_of, takes_of
from pipeline.channels import ChannelConfig
from pipeline.claim import Claim, claim_next
from pipeline.database import Database
from pipeline.jobs import TAKE_ENTRYPOINTS
from pipeline.lifecycle import WORKED, State, Step, index
from pipeline.limits import FILE_NAME, Limits, read_limits
from pipeline.requests import Request
from pipeline.reviews import Actor
from pipeline.settings import REPOSITORY
from pipeline.steps.build import Build, build
from pipeline.steps.storyboard import STORYBOARD
from pipeline.storyboard import Storyboard
from pipeline.takes import Finished, Work
from tests.pipeline.films import CONFIG, FOREST, content_made_from

ANNA = Actor("Anna", "discord")
BEN = Actor("Ben", "notion")
LEASE = timedelta(minutes=5)

LIMITS_FILE = REPOSITORY / "channel_configs" / FILE_NAME

_keys = itertools.count(1)


def result_of(work: Work, board: Storyboard | None = None) -> Finished:
    """What the take's script would have made: the same inputs, the same content."""
    contents = {key: upstream.sha256 for key, upstream in work.upstream.items()}
    content = content_made_from(work.unit.inputs_hash(contents))
    is_storyboard = work.unit.key == (Step.STORYBOARD, STORYBOARD)
    return Finished(
        file=f"{work.unit.step}/{work.unit.number}/{work.take}",
        sha256=content,
        result={"output": "somewhere"},
        seconds=1.0,
        storyboard=board if is_storyboard else None,
        place="here" if work.unit.call.folder_of else None,
    )


@dataclass
class Crew:
    """Queues films, makes their takes and decides.

    Attributes:
        boards: What the storyboard's script writes, by the unit's round; the last one stays.
    """

    database: Database
    boards: Mapping[int, Storyboard] = field(default_factory=lambda: {0: FOREST})
    limit: int = 8
    limits: Limits = field(default_factory=lambda: read_limits(LIMITS_FILE))

    async def queue(
        self, channel: str = "forest", config: ChannelConfig = CONFIG, **wish: Any
    ) -> uuid.UUID:
        asked = Request(key=f"key {next(_keys)}", channel=channel, title="The fox")
        async with self.database.transaction() as session:
            return (await requests.request(session, replace(asked, **wish), config, ANNA)).id

    async def claim(
        self, step: Step, *, limit: int | None = None, lease: timedelta = LEASE
    ) -> Claim | None:
        async with self.database.transaction() as session:
            return await claim_next(
                session, step, limit=self.limit if limit is None else limit, lease=lease
            )

    async def begin(self, step: Step, *, lease: timedelta = LEASE) -> Work | None:
        """Claim and start in one transaction, as the runner does."""
        async with self.database.transaction() as session:
            return await self._begun(session, step, lease)

    async def _begun(self, session: AsyncSession, step: Step, lease: timedelta) -> Work | None:
        """A take that needs a processor; else one that waits for a paid service."""
        for is_paid in (False, True):
            claim = await claim_next(session, step, limit=self.limit, lease=lease, is_paid=is_paid)
            if claim:
                return await takes.start(session, claim, self.limits)
        return None

    async def must_begin(self, step: Step) -> Work:
        work = await self.begin(step)
        assert work is not None, f"no take of {step} is free"
        return work

    async def finish(self, work: Work, **differently: Any) -> bool:
        result = replace(self._result(work), **differently)
        async with self.database.transaction() as session:
            return await takes.finish(session, work.claim, result)

    def _result(self, work: Work) -> Finished:
        board = self.boards.get(work.unit.round, self.boards[max(self.boards)])
        return result_of(work, board)

    async def fail(self, work: Work, message: str = "no", kind: str = "content") -> bool:
        async with self.database.transaction() as session:
            return await setbacks.fail(session, work.claim, message, kind)

    async def make_step(self, step: Step) -> list[tuple[Step, int]]:
        """Make every take of the step that is free."""
        made = []
        while work := await self._make_one(step):
            made.append(work.unit.key)
        return made

    async def _make_one(self, step: Step) -> Work | None:
        """Begin and finish at once, which is quicker: nothing happens to the take meanwhile."""
        async with self.database.transaction() as session:
            work = await self._begun(session, step, LEASE)
            if work is not None:
                assert await takes.finish(session, work.claim, self._result(work))
            return work

    async def approve(self, video_id: uuid.UUID) -> None:
        async with self.database.transaction() as session:
            await videos.approve(session, video_id, ANNA)

    async def go_to(self, video_id: uuid.UUID, state: State) -> None:
        """Make takes and approve until the film stands there."""
        for _ in range(500):
            now = await self.state(video_id)
            if now == state:
                return
            if now.is_open_gate:
                await self.approve(video_id)
            else:
                near = [step for step in WORKED if index(step) >= index(now.step)][:2]
                work = await self._make_one(near[0]) or await self._make_one(near[-1])
                assert work is not None, f"the film stays {now}"
        raise AssertionError(f"the film is never {state}")

    async def row(self, video_id: uuid.UUID) -> models.Video:
        async with self.database.transaction() as session:
            return await session.get_one(models.Video, video_id)

    async def state(self, video_id: uuid.UUID) -> State:
        return (await self.row(video_id)).state

    async def built(self, video_id: uuid.UUID) -> Build:
        async with self.database.transaction() as session:
            row = await session.get_one(models.Video, video_id)
            return build(await film_of(session, row), await takes_of(session, row))

    async def takes(self, video_id: uuid.UUID, step: Step | None = None) -> list[models.Take]:
        query = select(models.Take).where(models.Take.video_id == video_id)
        if step is not None:
            query = query.where(models.Take.step == step)
        order = (models.Take.step, models.Take.number, models.Take.take)
        async with self.database.transaction() as session:
            return list(await session.scalars(query.order_by(*order)))

    async def reviews(self, video_id: uuid.UUID) -> list[models.Review]:
        query = select(models.Review).where(models.Review.video_id == video_id)
        async with self.database.transaction() as session:
            return list(await session.scalars(query.order_by(models.Review.created_at)))

    async def end_lease(self, claim: Claim) -> None:
        """The worker has been silent for too long."""
        over = models.utc_now() - timedelta(seconds=1)
        await self.change(models.Take, claim.take_id, lease_until=over)

    async def change(self, model: type[models.Base], row_id: uuid.UUID, **values: Any) -> None:
        async with self.database.transaction() as session:
            await session.execute(update(model).where(model.id == row_id).values(**values))  # type: ignore[attr-defined]  # every table that tests change has an id

    async def jobs(self, step: Step | None = None) -> list[str]:
        """The names of queued jobs that are due, those of one step or of takes and shows."""
        query = text(
            "SELECT entrypoint FROM pgqueuer WHERE status = 'queued' AND execute_after <= now()"
        )
        async with self.database.transaction() as session:
            names = list(await session.scalars(query))
        return [name for name in names if step is None or name == TAKE_ENTRYPOINTS[step]]

    async def empty_queue(self) -> None:
        async with self.database.transaction() as session:
            await session.execute(text("DELETE FROM pgqueuer"))
