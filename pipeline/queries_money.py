"""What films have cost and will, as front ends read it."""

from __future__ import annotations

import math
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import models, spending, stops
from pipeline.advance import film_of, takes_of
from pipeline.channels import ChannelConfig
from pipeline.lifecycle import ROW, STEPS, WORKED, Step, index
from pipeline.limits import Limits
from pipeline.models import utc_now
from pipeline.prices import NOTHING, NoPrice, Prices
from pipeline.providers import SERVICES, is_paid
from pipeline.steps import plan
from pipeline.steps.build import TakeState, build
from pipeline.steps.film import Film, Plan, Unit, UnitKey
from pipeline.storyboard import Asset, AssetKind, Panel, Shot, Storyboard
from pipeline.views import Money, StepCost

# What a storyboard nobody has written yet is taken for: those of the demo's four films name 8 to 11
# pictures for 6 shots, and 10 to 14 for 18.
_PICTURES, _PICTURES_PER_SHOT = 8, 0.25


async def money_of(session: AsyncSession, video_id: uuid.UUID, limits: Limits) -> Money:
    """A film's money: spent, reserved, still to come."""
    row = await session.get_one(models.Video, video_id)
    film = await film_of(session, row)
    spent, reserved, uncertain = await _booked(session, video_id)
    to_come, unpriced = await _to_come(session, row, film, limits.price_list)
    is_guess = film.plan.storyboard is None
    stopped_by = await stops.stopped_by(session)
    steps = [
        StepCost(
            step,
            film.choice(step).provider,
            to_come.get(step, NOTHING),
            spent.get(step, NOTHING),
            is_guess and step is not Step.STORYBOARD,
        )
        for step in WORKED
        if to_come.get(step) or spent.get(step)
    ]
    return Money(
        steps=tuple(steps),
        spent=sum(spent.values(), NOTHING),
        uncertain=uncertain,
        reserved=reserved,
        cap=spending.film_cap(row),
        unpriced=unpriced,
        is_stopped=stopped_by is not None,
        stopped_by=stopped_by or "",
    )


async def _booked(
    session: AsyncSession, video_id: uuid.UUID
) -> tuple[dict[Step, Decimal], Decimal, Decimal]:
    """What is spent by step, what is reserved, and what of the spent is uncertain."""
    cost, take = models.VideoCost, models.Take
    rows = await session.execute(
        select(
            take.step,
            func.sum(cost.amount_usd),
            func.coalesce(func.sum(cost.amount_usd).filter(cost.is_uncertain), 0),
        )
        .join(take, take.id == cost.take_id)
        .where(cost.video_id == video_id)
        .group_by(take.step)
    )
    found = rows.all()
    reserved = await session.scalar(
        select(func.sum(take.reserved_usd)).where(take.video_id == video_id)
    )
    spent = {Step(step): total for step, total, _ in found}
    return spent, reserved or NOTHING, sum((lost for _, _, lost in found), NOTHING)


async def _to_come(
    session: AsyncSession, row: models.Video, film: Film, prices: Prices
) -> tuple[dict[Step, Decimal], str]:
    """What the units cost that are neither made nor reserved for, and why that cannot be said."""
    if row.state.is_final:
        return {}, ""
    take = models.Take
    paid_for = await session.execute(
        select(take.step, take.number).where(
            take.video_id == row.id,
            take.reserved_usd.is_not(None),
            take.state.in_([TakeState.WORKING, TakeState.PLANNED]),
        )
    )
    standing = build(film, await takes_of(session, row)).standing
    known = {*standing, *((Step(step), number) for step, number in paid_for)}
    units = [unit for unit in _units(imagined(film)) if unit.key not in known]
    try:
        return _by_step(units, prices), ""
    except NoPrice as error:
        return {}, str(error)


def _units(film: Film) -> list[Unit]:
    return [unit for row in STEPS for unit in plan(row.step, film)]


def _by_step(units: Iterable[Unit], prices: Prices) -> dict[Step, Decimal]:
    made: dict[Step, Decimal] = defaultdict(Decimal)
    for unit in units:
        made[unit.step] += prices.expected(unit)
    return dict(made)


async def price_of(
    session: AsyncSession, video_id: uuid.UUID, keys: Collection[UnitKey], limits: Limits
) -> Decimal:
    """What it costs to make these units of a film.

    Raises:
        NoPrice: The price list does not say.
    """
    film = await film_of(session, await session.get_one(models.Video, video_id))
    wanted = [unit for unit in _units(film) if unit.key in keys]
    return sum((limits.price_list.expected(unit) for unit in wanted), NOTHING)


def estimate(
    config: ChannelConfig,
    mode: str,
    shots: int,
    storyboard: Storyboard | None,
    prices: Prices,
) -> tuple[StepCost, ...]:
    """What a film will cost that is not queued yet, by step; empty where nothing costs.

    Raises:
        NoPrice: The price list does not say.
    """
    desired = Plan(shots=shots, given=storyboard, storyboard=storyboard)
    film = Film("", 0, "", "", "", "", mode, config, desired)
    costs = _by_step(_units(imagined(film)), prices)
    is_guess = storyboard is None
    return tuple(
        StepCost(step, film.choice(step).provider, usd, NOTHING, is_guess)
        for step, usd in costs.items()
        if usd
    )


def imagined(film: Film) -> Film:
    """The film with a storyboard like others, where it has none yet. Pure."""
    if film.plan.storyboard is not None:
        return film
    words = math.floor(film.config.seconds * film.config.voice.pace_wpm / 60)
    pictures = _PICTURES + math.ceil(film.plan.shots * _PICTURES_PER_SHOT)
    shot = Shot(
        panels=[Panel(place="0", character="1")],
        motion="moves",
        narration=" ".join(["words"] * max(1, words)),
        sound="wind",
        seconds=film.config.seconds,
    )
    board = Storyboard(
        title="film",
        assets=[
            Asset(
                name=str(number),
                kind=AssetKind.CHARACTER if number else AssetKind.PLACE,
                prompt="picture",
            )
            for number in range(pictures)
        ],
        shots=[shot] * film.plan.shots,
    )
    return Film(**{**vars(film), "plan": film.plan.model_copy(update={"storyboard": board})})


async def provider_needs(
    session: AsyncSession, video_id: uuid.UUID, limits: Limits
) -> Mapping[str, Decimal]:
    """What an approval of the gate a film stands at spends until the next gate, by provider.

    Raises:
        NoPrice: The price list does not say.
    """
    row = await session.get_one(models.Video, video_id)
    film = await film_of(session, row)
    standing = build(film, await takes_of(session, row)).standing
    needs: dict[str, Decimal] = defaultdict(Decimal)
    for step in _until_next_gate(row.state.step, film.config.auto_approve):
        for unit in plan(step, film):
            if is_paid(unit.provider) and unit.key not in standing:
                needs[unit.provider] += limits.price_list.expected(unit)
    return dict(needs)


def _until_next_gate(gate: Step, open_ones: Collection[Step]) -> list[Step]:
    """The steps an approval lets begin; a gate that opens by itself stops nothing."""
    after = []
    for row in STEPS[index(gate) + 1 :]:
        after.append(row.step)
        if ROW[row.step].is_gate and row.step not in open_ones:
            break
    return after


async def spent_today(session: AsyncSession, limits: Limits) -> Decimal:
    """What all channels together have spent and reserved since the day began."""
    begins, _ = limits.budget.day_of(utc_now())
    cost, take = models.VideoCost, models.Take
    booked = select(func.sum(cost.amount_usd)).where(cost.created_at >= begins)
    reserved = select(func.sum(take.reserved_usd))
    return (await session.scalar(booked) or NOTHING) + (await session.scalar(reserved) or NOTHING)


def unpriced(config: ChannelConfig, prices: Prices) -> list[str]:
    """The paid models of a channel that the price list does not know, as `kling: name`."""
    choices = [*config.providers.by_step.values(), config.composites]
    paid = {(choice.provider, choice.model) for choice in choices if choice.provider in SERVICES}
    return [
        f"{provider}: {model}"
        for provider, model in sorted(paid)
        if (provider, model) not in prices
    ]
