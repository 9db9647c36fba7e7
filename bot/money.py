"""What a film has cost and will, as `/video show` tells it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bot.cards import COST, STEP_NAMES, cost_line, stopped, waits_for_start
from bot.posts import FIELD_VALUE_MAX, Field
from bot.wording import NOTHING, escaped_line, lines_within, money, size
from pipeline.views import Money, VideoView

REASON_MAX = 300
_HEADING = ("", "by", "to come", "spent")
_WIDTHS = (10, 10, 8, 8)  # 39 with the gaps: a phone shows about as many


def cost_fields(view: VideoView, cost: Money) -> tuple[Field, ...]:
    """The money of a film in full; none for one that costs nothing."""
    if not cost_line(view, cost):
        return ()
    sentences = "\n".join(_sentences(view, cost))
    table = lines_within(_table(cost), FIELD_VALUE_MAX - size(sentences) - 10)
    return (Field(COST, f"```\n{table}\n```{sentences}", is_inline=False),)


def _table(cost: Money) -> Iterator[str]:
    yield _row(_HEADING)
    for step in cost.steps:
        amounts = (_amount(step.to_come), _amount(step.spent))
        yield _row((STEP_NAMES[step.step], step.provider, *amounts))
    yield _row(("total", "", _amount(cost.to_come), _amount(cost.spent)))


def _row(cells: Sequence[str]) -> str:
    """Words to the left, amounts to the right."""
    name, provider, *amounts = cells
    numbers = [text.rjust(width) for text, width in zip(amounts, _WIDTHS[2:], strict=True)]
    return " ".join([name.ljust(_WIDTHS[0]), provider.ljust(_WIDTHS[1]), *numbers]).rstrip()


def _amount(usd: Decimal) -> str:
    return money(usd) if usd else NOTHING


def _sentences(view: VideoView, cost: Money) -> Iterator[str]:
    """What the table leaves open."""
    if cost.unpriced:
        yield f"⚠️ What is to come is not known: {escaped_line(cost.unpriced, REASON_MAX)}"
    if any(step.is_guess for step in cost.steps) and not view.state.is_final:
        yield "The storyboard is not written yet, so what is to come is a guess."
    if cost.reserved:
        yield f"{money(cost.reserved)} more is reserved for what is being made now."
    if cost.uncertain:
        yield (
            f"Of what was spent, {money(cost.uncertain)} may not have been charged: the provider's "
            "answer was lost."
        )
    if not view.state.is_final:
        yield _cap(view.number, cost)
    if waits_for_start(view, cost):
        yield stopped(cost)


def _cap(number: int, cost: Money) -> str:
    """What the film may cost, and whether the rest of it fits."""
    way = f"`/video budget film:{number}`"
    if cost.left < 0:
        return f"⚠️ Its cap is {money(cost.cap)}, and more than that is spent: {way} raises it."
    if cost.to_come > cost.left:
        short = money(cost.to_come - cost.left)
        return (
            f"⚠️ Its cap is {money(cost.cap)}, with {money(cost.left)} left: about {short} too "
            f"little. {way} raises it."
        )
    return f"Its cap is {money(cost.cap)}, with {money(cost.left)} left; {way} changes it."
