"""The films of a day, what workers have in hand and what must become of it."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline import models
from pipeline.channels import Budget
from pipeline.lifecycle import State, Step
from pipeline.limits import Limits
from pipeline.steps.build import TakeState
from pipeline.steps.storyboard import STORYBOARD
from pipeline.storyboard import Asset, AssetKind, Panel, Shot, Storyboard
from pipeline.sweep_money import MoneySweep
from pipeline.takes import Work
from tests.pipeline.crew import Crew
from tests.pipeline.fleet.providers import Providers
from tests.pipeline.money.paid import PAID

LIMIT, CAPACITY = 2, 2
MOST_FILMS = 3
# A film of these boards is listed with about 0.75: redone once or twice, it comes to its caps.
BUDGET = Budget(usd_per_film=Decimal("1.20"), usd_per_day=Decimal("1.70"))
CHANNELS = {
    "forest": PAID.model_copy(update={"capacity": CAPACITY, "budget": BUDGET}),
    "sea": PAID.model_copy(
        update={"capacity": CAPACITY, "budget": BUDGET, "auto_approve": [Step.ASSETS]}
    ),
}
DAY_USD = Decimal("2.30")  # of all channels


def board(*motions: str) -> Storyboard:
    """Two pictures, one of them made from the other, and a shot for each motion."""
    return Storyboard(
        title="Small",
        assets=[
            Asset(name="hill", kind=AssetKind.PLACE, prompt="a hill"),
            Asset(name="snow", kind=AssetKind.PLACE, prompt="the hill in snow", reference="hill"),
        ],
        shots=[
            Shot(
                panels=[Panel(place=("hill", "snow")[n % 2])],
                motion=motion,
                narration="Snow fell.",
                sound="wind",
            )
            for n, motion in enumerate(motions)
        ],
    )


BOARDS = {0: board("push in", "pan left"), 1: board("push in"), 2: board("drift", "pan left")}


@dataclass
class Fleet:
    """What people, workers and rules share.

    Attributes:
        chance: Decides everything that is left open; the same seed, the same day.
        repairs: What sweeps do about money.
        seen: Where each film stood when it was last looked at.
        held: What each film that was held then waits for.
        working: What workers have in hand.
        silent: The same of workers whose lease has ended and who do not know it.
        boards: The shots each film must have: as they were written last, with the edits since.
        is_stopped: Nothing paid may begin.
    """

    crew: Crew
    chance: random.Random
    repairs: MoneySweep
    providers: Providers
    films: list[uuid.UUID] = field(default_factory=list)
    seen: dict[uuid.UUID, State] = field(default_factory=dict)
    held: dict[uuid.UUID, str] = field(default_factory=dict)
    working: list[Work] = field(default_factory=list)
    silent: list[Work] = field(default_factory=list)
    boards: dict[uuid.UUID, Storyboard] = field(default_factory=dict)
    is_stopped: bool = False

    @property
    def limits(self) -> Limits:
        return self.repairs.limits.current()

    def a_film(self, stands: Callable[[State], bool]) -> uuid.UUID | None:
        """One of those that stand so, if there is any."""
        found = [film for film, state in self.seen.items() if stands(state)]
        return self.chance.choice(found) if found else None

    def take_from(
        self, works: list[Work], which: Callable[[Work], bool] = lambda _: True
    ) -> Work | None:
        """One of them, which is then no longer among them."""
        found = [place for place, work in enumerate(works) if which(work)]
        return works.pop(self.chance.choice(found)) if found else None

    async def has_lease(self, work: Work) -> bool:
        """Whether the take is still this worker's."""
        async with self.crew.database.transaction() as session:
            take = await session.get_one(models.Take, work.claim.take_id)
            return take.lease_token == work.claim.token

    async def is_wanted(self, work: Work) -> bool:
        """Whether what this worker makes will count."""
        async with self.crew.database.transaction() as session:
            take = await session.get_one(models.Take, work.claim.take_id)
            return take.lease_token == work.claim.token and take.state == TakeState.WORKING

    def note_board(self, work: Work, *, is_written: bool) -> None:
        """A storyboard that is written replaces every edit."""
        if is_written and work.unit.key == (Step.STORYBOARD, STORYBOARD):
            board = BOARDS.get(work.unit.round, BOARDS[max(BOARDS)])
            self.boards[work.claim.video_id] = board
