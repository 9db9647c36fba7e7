"""Making parts of a film again: at once where that is free, else once somebody agrees."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Collection, Iterable
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from bot.outcomes import CostlyRedo, Outcome
from bot.tools import Tools
from bot.units import made_again, named_units
from bot.wording import money
from pipeline import queries_money, videos
from pipeline.errors import NotPossible
from pipeline.lifecycle import State
from pipeline.limits import Limits
from pipeline.prices import NoPrice
from pipeline.queries_bot import FilmName
from pipeline.reviews import Actor
from pipeline.steps.film import Unit, UnitKey
from pipeline.videos import Redo, Redone

Check = Callable[[AsyncSession], Awaitable[None]]


async def redo(
    tools: Tools,
    actor: Actor,
    film: FilmName,
    wishes: tuple[Redo, ...],
    review_id: uuid.UUID | None,
    *,
    agreed: Collection[UnitKey] = (),
    also: Check | None = None,
) -> Outcome:
    """Make units again, or say what that costs.

    Args:
        agreed: What may cost money. Where more would, nothing is changed and all is asked anew.
        also: Done in the same commit as the redo; what it raises undoes both.

    Raises:
        UserError: With a sentence that says why not.
    """
    limits = tools.limits()
    async with tools.database.transaction() as session:
        redone = await videos.redo(
            session, film.id, actor, wishes, review_id=review_id, agreed=agreed
        )
        if redone.is_done:
            if also is not None:
                await also(session)
            again = made_again(wishes, redone.units, film.state, redone.paid)
            return Outcome(f"Making again: {again}.")
        price = await price_of(session, film.id, redone.paid, limits)
    text = question(wishes, redone, film.state, price)
    return Outcome(text, CostlyRedo(film.id, wishes, review_id, redone.paid))


async def price_of(
    session: AsyncSession, video_id: uuid.UUID, keys: Collection[UnitKey], limits: Limits
) -> Decimal:
    """What making units costs, in US dollars.

    Raises:
        NotPossible: The price list does not say: nobody can agree to that.
    """
    try:
        return await queries_money.price_of(session, video_id, keys, limits)
    except NoPrice as error:
        raise NotPossible(f"Nothing was changed: {error}.") from error


def price_of_units(units: Iterable[Unit], limits: Limits) -> Decimal:
    """The same of units that are not planned yet. Pure.

    Raises:
        NotPossible: The price list does not say.
    """
    try:
        return sum((limits.price_list.expected(unit) for unit in units), Decimal(0))
    except NoPrice as error:
        raise NotPossible(f"Nothing was changed: {error}.") from error


def question(wishes: Collection[Redo], redone: Redone, stood: State, price: Decimal) -> str:
    """What a person reads before a redo that costs money. Pure."""
    again = made_again(wishes, redone.units, stood, redone.paid)
    return costs(again, redone.units, redone.paid, price)


def costs(again: str, units: Collection[UnitKey], paid: Collection[UnitKey], price: Decimal) -> str:
    """What is made again, what of it is paid for, and how much that is. Pure.

    Args:
        again: The units that are made again, as people name them.
        price: In US dollars.
    """
    bought = named_units([key for key in units if key in paid])
    of_it = "" if bought == again else f", for {bought}"
    return f"That makes again: {again}. It costs about {money(price)}{of_it}."
