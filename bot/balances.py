"""What is left at the paid providers, asked before an approval spends there."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.tools import Tools
from bot.wording import listed, money
from pipeline import keys, queries_bot, queries_money
from pipeline.errors import ConfigError, NotPossible
from pipeline.prices import NoPrice, Prices
from pipeline.providers import SERVICES, title_of
from pipeline.utils.cli_wrapper import CLIScriptError, run_cli_script

SCRIPT = "check_balance"
ASKED_SECONDS = 20.0  # a person waits for it

log = structlog.get_logger(__name__)


class TooLittleCredit(NotPossible):
    """An account does not hold what the next steps need; nothing was approved."""


@dataclass(frozen=True)
class Balance:
    """What an account holds.

    Attributes:
        left_usd: What it is worth by the price list; None where it has no end or the list does not
            say.
        problem: Why it could not be asked.
    """

    provider: str
    left_usd: Decimal | None = None
    renews_at: datetime | None = None
    problem: str = ""


@dataclass(frozen=True)
class _Account:
    """Whose balance is asked: what the script needs, or why its key cannot be read."""

    provider: str
    environment: dict[str, str] = field(repr=False)
    problem: str = ""


async def check(tools: Tools, video_id: uuid.UUID) -> str:
    """See that the accounts hold what approving a film's gate spends until the next one.

    Nothing is asked where nothing is spent, as for drafts; no transaction is open meanwhile.

    Returns:
        Which accounts could not be asked, as sentences; empty where all were.

    Raises:
        TooLittleCredit: With what is left, what is needed and what to do.
    """
    limits = tools.limits()
    async with tools.database.transaction() as session:
        film = await queries_bot.film_name(session, video_id)
        try:
            needs = await queries_money.provider_needs(session, video_id, limits)
        except NoPrice:
            return ""  # nothing is sent for a model without a price: the film says so itself
        accounts = [
            await _account(session, tools, film.channel, provider) for provider in _telling(needs)
        ]
    balances = await asyncio.gather(*(_ask(tools, one, limits.price_list) for one in accounts))
    if short := [one for one in balances if _is_short(one, needs[one.provider])]:
        needed = [needs[one.provider] for one in short]
        raise TooLittleCredit(too_little(film.number, short, needed))
    return unasked(balances)


async def _account(session: AsyncSession, tools: Tools, channel: str, provider: str) -> _Account:
    try:
        key = await keys.key_of(session, tools.settings, channel, provider)
    except ConfigError as error:
        return _Account(provider, {}, str(error))
    return _Account(provider, keys.environment_of(tools.settings, provider, key))


def _telling(needs: Iterable[str]) -> list[str]:
    """The providers among them that say what is left."""
    return [name for name in needs if name in SERVICES and SERVICES[name].tells_balance]


async def _ask(tools: Tools, account: _Account, prices: Prices) -> Balance:
    provider = account.provider
    if account.problem:
        return Balance(provider, problem=account.problem)
    script = tools.settings.scripts_dir / f"{SCRIPT}.py"
    try:
        told = await run_cli_script(
            script, ["--provider", provider], ASKED_SECONDS, env=account.environment
        )
        return _balance(provider, told, prices)
    except TimeoutError:
        return Balance(provider, problem=f"no answer within {ASKED_SECONDS:g} seconds")
    except CLIScriptError as error:
        return Balance(provider, problem=error.message)
    except (KeyError, TypeError, ValueError) as error:
        log.warning("balance.unreadable", provider=provider, error=repr(error))
        return Balance(provider, problem="its answer cannot be read")


def _balance(provider: str, told: dict[str, Any], prices: Prices) -> Balance:
    if told.get("is_unlimited"):
        return Balance(provider)
    renews_at = told.get("renews_at")
    left_usd = prices.in_usd(provider, str(told["measure"]), float(told["left"]))
    if left_usd is None:
        return Balance(provider, problem=f"_limits.yaml has no price of its {told['measure']}")
    return Balance(provider, left_usd, datetime.fromisoformat(renews_at) if renews_at else None)


def _is_short(balance: Balance, needed: Decimal) -> bool:
    return balance.left_usd is not None and balance.left_usd < needed


def too_little(number: int, short: Sequence[Balance], needed: Sequence[Decimal]) -> str:
    """What is missing where, and what to do. Pure."""
    lacks = [
        f"{title_of(one.provider)} has about {money(one.left_usd or Decimal(0))} left, and this "
        f"needs about {money(usd)}{_renewal(one)}"
        for one, usd in zip(short, needed, strict=True)
    ]
    return (
        f"Not approved: {'; '.join(lacks)}. Top it up, then approve it once more: ✅ or "
        f"`/video approve film:{number}`."
    )


def _renewal(balance: Balance) -> str:
    return f" (it renews <t:{int(balance.renews_at.timestamp())}:R>)" if balance.renews_at else ""


def unasked(balances: Iterable[Balance]) -> str:
    """Which accounts could not be asked, and why. Pure."""
    failed = {title_of(one.provider): one.problem for one in balances if one.problem}
    if not failed:
        return ""
    reasons = "; ".join(dict.fromkeys(reason.rstrip(".") for reason in failed.values()))
    return f"What is left at {listed(failed)} could not be asked: {reasons}."
