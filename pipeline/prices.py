"""What providers charge: an estimate before a call, the cost after it. Pure.

A price list says US dollars per measure (a picture, a second, a character, a credit, a token) of
each provider's model. Providers change their prices: the list is configuration.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import Field

from pipeline.errors import SlateError
from pipeline.providers import costs_money, title_of
from pipeline.steps.film import Unit

MICRO = Decimal("0.000001")  # what the ledger is exact to
NOTHING = Decimal(0)

Price = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=12)]
PriceList = Mapping[str, Mapping[str, Mapping[str, Price]]]  # provider, model, measure

# A usage may say the same in several measures: the first of these groups that is priced counts.
_ACTUAL = (("credits",), ("characters",), ("pictures", "input_tokens", "output_tokens"))


class NoPrice(SlateError):
    """The price list says nothing of a model, so nobody knows what it would cost."""


class Prices:
    """A price list one can ask.

    Args:
        listed: US dollars by provider, model and measure.
    """

    def __init__(self, listed: PriceList) -> None:
        self._listed = listed

    def __contains__(self, choice: tuple[str, str]) -> bool:
        provider, model = choice
        return model in self._listed.get(provider, {})

    def expected(self, unit: Unit) -> Decimal:
        """What a take of a unit will cost, as far as can be said before.

        Raises:
            NoPrice: The list does not say.
        """
        if not costs_money(unit.provider):
            return NOTHING
        listed = self._of(unit.provider, unit.model)
        priced = [name for name in unit.amount if name in listed]
        if not priced:
            raise _unknown(unit.provider, unit.model)
        return exact(sum((_times(unit.amount[name], listed[name]) for name in priced), NOTHING))

    def actual(self, unit: Unit, usage: Mapping[str, Any]) -> Decimal | None:
        """What a take has cost by what its provider told; None where it told nothing priced.

        Args:
            usage: As scripts report it. What an account lost meanwhile (`source: account`) tells
                little: others are paid from it too.
        """
        if not costs_money(unit.provider) or usage.get("source") == "account":
            return None
        listed = self._listed.get(unit.provider, {}).get(unit.model, {})
        for names in _ACTUAL:
            told = [name for name in names if name in usage and name in listed]
            if told:
                amounts = (_times(usage[name], listed[name]) for name in told)
                return exact(sum(amounts, NOTHING))
        return None

    def in_usd(self, provider: str, measure: str, amount: float) -> Decimal | None:
        """What an amount of a provider's own measure is worth; None where no model says."""
        for listed in self._listed.get(provider, {}).values():
            if measure in listed:
                return exact(_times(amount, listed[measure]))
        return None

    def _of(self, provider: str, model: str) -> Mapping[str, Price]:
        listed = self._listed.get(provider, {}).get(model)
        if listed is None:
            raise _unknown(provider, model)
        return listed


def _unknown(provider: str, model: str) -> NoPrice:
    return NoPrice(
        f"no price is known for {title_of(provider)}'s model “{model}”: put it under "
        f"`prices: {provider}:` in _limits.yaml"
    )


def _times(amount: Any, price: Decimal) -> Decimal:
    try:
        counted = Decimal(str(amount))
    except InvalidOperation:
        return NOTHING
    return counted * price if counted.is_finite() and counted > 0 else NOTHING


def exact(amount: Decimal) -> Decimal:
    """An amount as the ledger keeps it."""
    return amount.quantize(MICRO, rounding=ROUND_HALF_UP)
