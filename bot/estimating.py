"""What a film will cost, asked about before it is queued."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.cards import NAME_MAX, STEP_NAMES
from bot.tools import Tools
from bot.wording import escaped_line, money
from pipeline import queries_money, stops
from pipeline.channels import ChannelConfig
from pipeline.errors import NotPossible
from pipeline.lifecycle import STEPS, Step
from pipeline.limits import Limits
from pipeline.prices import NoPrice
from pipeline.providers import is_paid
from pipeline.queries_money import imagined
from pipeline.steps import plan
from pipeline.steps.film import Film, Plan
from pipeline.storyboard import Storyboard
from pipeline.views import StepCost


@dataclass(frozen=True)
class Estimate:
    """What a film will cost, in US dollars, and what may be spent.

    Attributes:
        units: How many takes each step pays for.
        cap: Of the film.
        channel_day: What its channel may spend in a day.
        left_today: Of what all channels together may spend.
        stopped_by: Who has stopped everything that costs money; empty: nobody has.
    """

    steps: tuple[StepCost, ...]
    units: Mapping[Step, int]
    cap: Decimal
    channel_day: Decimal
    left_today: Decimal
    stopped_by: str = ""

    @property
    def total(self) -> Decimal:
        return sum((step.to_come for step in self.steps), Decimal(0))


async def estimate(
    tools: Tools, config: ChannelConfig, mode: str, shots: int, board: Storyboard | None
) -> Estimate | None:
    """What a film would cost that is queued now; None where it costs nothing.

    Args:
        shots: How many are asked for, where there is no storyboard yet.

    Raises:
        NotPossible: The price list does not say; nothing would be made either.
    """
    limits = tools.limits()
    try:
        steps, units = await asyncio.to_thread(_costs, config, mode, shots, board, limits)
    except NoPrice as error:
        raise NotPossible(f"Nothing was queued: {error}.") from error
    if not steps:
        return None
    async with tools.database.transaction() as session:
        spent = await queries_money.spent_today(session, limits)
        stopped_by = await stops.stopped_by(session)
    return Estimate(
        steps=steps,
        units=units,
        cap=config.budget.usd_per_film,
        channel_day=config.budget.usd_per_day,
        left_today=max(limits.budget.usd_per_day - spent, Decimal(0)),
        stopped_by=stopped_by or "",
    )


def _costs(
    config: ChannelConfig, mode: str, shots: int, board: Storyboard | None, limits: Limits
) -> tuple[tuple[StepCost, ...], Mapping[Step, int]]:
    steps = queries_money.estimate(config, mode, shots, board, limits.price_list)
    desired = Plan(shots=shots, given=board, storyboard=board)
    film = imagined(Film("", 0, "", "", "", "", mode, config, desired))
    paid = (unit for row in STEPS for unit in plan(row.step, film) if is_paid(unit.provider))
    return steps, Counter(unit.step for unit in paid)


def question(what: str, found: Estimate) -> str:
    """What a person reads before a film is queued that costs money. Pure.

    Args:
        what: The film, as the sentence begins.
    """
    guess = ""
    if any(step.is_guess for step in found.steps):
        guess = " The storyboard is not written yet, so this is a guess."
    table = "\n".join(_row(step, found.units.get(step.step, 0)) for step in found.steps)
    lines = [f"**{what} costs about {money(found.total)}.**{guess}", f"```\n{table}\n```"]
    return "\n".join([*lines, *_limits(found), "Shall I queue it?"])


def _row(step: StepCost, units: int) -> str:
    """`clips       18 × kling        ≈ $3.78`"""
    name, cost = STEP_NAMES[step.step], f"≈ {money(step.to_come)}"
    return f"{name:<10} {units:>3} × {step.provider:<10} {cost:>10}"


def _limits(found: Estimate) -> Iterator[str]:
    """What it may cost, and what would stop it."""
    yield (
        f"Its cap is {money(found.cap)}, and {money(found.left_today)} of what all channels may "
        "spend today is left."
    )
    if found.total > found.cap:
        yield "⚠️ That is more than its cap: it stops there until somebody raises it."
    if found.total > found.channel_day:
        yield (
            f"⚠️ Its channel may spend {money(found.channel_day)} in a day: it takes more than one."
        )
    elif found.total > found.left_today:
        yield "⚠️ That is more than is left today: the rest waits for tomorrow."
    if found.stopped_by:
        who = escaped_line(found.stopped_by, NAME_MAX)
        yield f"⚠️ {who} has stopped everything that costs money: it waits for `/start`."
