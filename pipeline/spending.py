"""Money before and after a call: reserved against the caps first, booked in the ledger then.

Who reserves holds the claim's lock until the commit, so two takes cannot both see the last dollar
of a cap; booking replaces a reservation in one commit.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, exists, func, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from pipeline import models
from pipeline.channels import ChannelConfig
from pipeline.lifecycle import Cause, Hold
from pipeline.limits import Limits
from pipeline.models import utc_now
from pipeline.prices import NOTHING
from pipeline.providers import YOUTUBE, title_of
from pipeline.steps.film import Unit

Usd = InstrumentedAttribute[Decimal] | InstrumentedAttribute[Decimal | None]


@dataclass(frozen=True)
class Refusal:
    """Why a take may not be sent now, and what its film waits for.

    Attributes:
        usd: What the take costs.
        until: When it is looked at again by itself; None: a person must do something.
    """

    hold: Hold
    cause: str
    sentence: str
    usd: Decimal | None = None
    until: datetime | None = None


async def reserve(
    session: AsyncSession, video: models.Video, row: models.Take, unit: Unit, limits: Limits
) -> Refusal | None:
    """Set aside what a take will cost, or say why it may not be sent.

    A job that was submitted before is paid for already: it is waited for whatever the caps say.

    Args:
        video: Locked by the caller, who also holds the claim's lock.

    Raises:
        NoPrice: The price list does not say what it costs.
    """
    if refusal := await _refused_key(session, video, unit.provider):
        return refusal
    if row.provider_job_id is not None:
        return None  # what it costs is reserved, or booked, since it was submitted
    usd = limits.price_list.expected(unit)
    if not usd:
        return None  # over a cap as well, what costs nothing may be done
    for cap in await caps_of(session, video, limits):
        if usd > cap.left:
            return cap.refusal(usd)
    row.reserved_usd = usd
    return None


@dataclass(frozen=True)
class Cap:
    """How much may be spent, and how much of it is gone.

    Attributes:
        whose: For people: `film #12`, `this channel's day`.
        until: When it counts anew; None: a person must raise it.
    """

    cause: Cause
    whose: str
    remedy: str
    usd: Decimal
    gone: Decimal
    until: datetime | None = None

    @property
    def left(self) -> Decimal:
        return self.usd - self.gone

    def refusal(self, usd: Decimal) -> Refusal:
        sentence = (
            f"The next take costs about ${usd:.2f}, and ${max(self.left, NOTHING):.2f} is left of "
            f"the ${self.usd:.2f} for {self.whose}. {self.remedy}"
        )
        hold = Hold.ATTENTION if self.until is None else Hold.BUDGET
        return Refusal(hold, self.cause, sentence, usd, self.until)


async def caps_of(session: AsyncSession, video: models.Video, limits: Limits) -> list[Cap]:
    """The caps a film's takes must fit under, the film's own first."""
    begins, ends = limits.budget.day_of(utc_now())
    channel = await session.get_one(models.Channel, video.channel_id)
    gone = await _gone(session, video, begins)
    again = "It goes on by itself when the next day begins."
    return [
        Cap(
            Cause.FILM_CAP,
            f"film #{video.number}",
            f"Raise it with `/video budget film:{video.number}`, or cancel the film.",
            film_cap(video),
            gone["film"],
        ),
        Cap(
            Cause.CHANNEL_DAY,
            f"a day of {channel.name}",
            again,
            channel.usd_per_day,
            gone["channel"],
            ends,
        ),
        Cap(
            Cause.INSTALLATION_DAY,
            "a day of all channels",
            again,
            limits.budget.usd_per_day,
            gone["all"],
            ends,
        ),
    ]


def film_cap(video: models.Video) -> Decimal:
    """What a film may cost: what a person said, else its channel."""
    if video.budget_usd is not None:
        return video.budget_usd
    return ChannelConfig.thaw(video.config).budget.usd_per_film


async def _gone(session: AsyncSession, video: models.Video, day: datetime) -> Mapping[str, Decimal]:
    """What is spent or reserved: of the film ever, of its channel and of all since the day began."""
    cost, take, film = models.VideoCost, models.Take, models.Video
    of_channel = film.channel_id == video.channel_id
    today = cost.created_at >= day

    def total(column: Usd, *conditions: ColumnElement[bool]) -> ColumnElement[Decimal]:
        return func.coalesce(func.sum(column).filter(*conditions), 0)

    booked = (
        select(
            total(cost.amount_usd, cost.video_id == video.id).label("film"),
            total(cost.amount_usd, today, of_channel).label("channel"),
            total(cost.amount_usd, today).label("all"),
        )
        .join(film, film.id == cost.video_id)
        # Of other films only the day counts, which the index on it finds.
        .where((cost.video_id == video.id) | today)
        .subquery()
    )
    reserved = (
        select(
            total(take.reserved_usd, take.video_id == video.id).label("film"),
            total(take.reserved_usd, of_channel).label("channel"),
            total(take.reserved_usd).label("all"),
        )
        .join(film, film.id == take.video_id)
        .where(take.reserved_usd.is_not(None))
        .subquery()
    )
    # One statement sees one moment: what is booked meanwhile is in one of the two, never in neither.
    names = ("film", "channel", "all")
    sums = [(booked.c[name] + reserved.c[name]).label(name) for name in names]
    both = select(*sums).select_from(booked.join(reserved, true()))
    row = (await session.execute(both)).one()
    return {name: getattr(row, name) for name in names}


async def book(
    session: AsyncSession, row: models.Take, usd: Decimal | None, *, is_uncertain: bool = False
) -> None:
    """Put what a take cost into the ledger, in place of what was set aside for it.

    Args:
        usd: What it has cost; of a job, which is told again by whoever takes it up, all of it so
            far. None: what was set aside.
        is_uncertain: Its answer was lost, so it may have been charged; counted beside the rest.
    """
    amount, row.reserved_usd = row.reserved_usd if usd is None else usd, None
    if amount is None:
        return
    if row.provider_job_id is not None and not is_uncertain:
        amount -= await _booked(session, row)
    if amount == 0:
        return
    row.cost_usd = (row.cost_usd or NOTHING) + amount
    session.add(
        models.VideoCost(
            video_id=row.video_id,
            take_id=row.id,
            provider=row.provider,
            amount_usd=amount,
            is_uncertain=is_uncertain,
        )
    )


async def _booked(session: AsyncSession, row: models.Take) -> Decimal:
    cost = models.VideoCost
    query = select(func.coalesce(func.sum(cost.amount_usd), 0)).where(
        cost.take_id == row.id, cost.is_uncertain.is_(False)
    )
    return Decimal(await session.scalar(query) or 0)


async def _refused_key(session: AsyncSession, video: models.Video, provider: str) -> Refusal | None:
    held = models.ProviderHold
    owner = await key_owner(session, video.channel_id, provider)
    reason = await session.scalar(
        select(held.reason).where(
            held.provider == provider, held.channel_id.is_not_distinct_from(owner)
        )
    )
    return key_refusal(video, provider, reason) if reason is not None else None


def key_refusal(video: models.Video, provider: str, reason: str) -> Refusal:
    """What a film waits for whose provider does not accept the key."""
    remedy = (
        "who must connect the channel's account again; then it goes on by itself."
        if provider == YOUTUBE
        else f"who must put the key right; then `/video retry film:{video.number}`."
    )
    sentence = f"{reason}. Takes of {title_of(provider)} wait: tell the operator, {remedy}"
    return Refusal(Hold.ATTENTION, key_cause(provider), sentence)


def key_cause(provider: str) -> str:
    """How a film's row says that it waits for a provider's key."""
    return f"{Cause.KEY}:{provider}"


async def key_owner(
    session: AsyncSession, channel_id: uuid.UUID, provider: str
) -> uuid.UUID | None:
    """The channel, if it has a key of its own; None: the environment's is used."""
    token = models.OauthToken
    has_own = exists().where(token.channel_id == channel_id, token.service == provider)
    return channel_id if await session.scalar(select(has_own)) else None
