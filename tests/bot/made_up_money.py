"""What films cost, as values, with the worst there can be: for property tests."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from pipeline.lifecycle import WORKED, Step
from pipeline.views import Money, StepCost
from tests.bot.made_up import texts

_usd = st.decimals(0, 10**6, places=6)

moneys = st.builds(
    Money,
    steps=st.lists(
        st.builds(
            StepCost,
            step=st.sampled_from(WORKED),
            provider=st.sampled_from(["local", "gemini", "kling", "elevenlabs"]),
            to_come=_usd,
            spent=_usd,
            is_guess=st.booleans(),
        ),
        max_size=len(WORKED),
    ).map(tuple),
    spent=_usd,
    uncertain=_usd,
    reserved=_usd,
    cap=_usd,
    unpriced=texts,
    is_stopped=st.booleans(),
    stopped_by=texts,
)


def costs(**changes: object) -> Money:
    """The money of a final film that is being made, with changes."""
    values: dict[str, object] = {
        "steps": (
            StepCost(Step.ASSETS, "gemini", Decimal("0.272"), Decimal("0.068")),
            StepCost(Step.VIDEO, "kling", Decimal("3.78"), Decimal("0.42")),
        ),
        "spent": Decimal("0.488"),
        "uncertain": Decimal(0),
        "reserved": Decimal("0.21"),
        "cap": Decimal(25),
    }
    return Money(**(values | changes))  # type: ignore[arg-type]  # by its fields' names
