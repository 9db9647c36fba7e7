"""What a take will cost, and what it has cost by what its provider told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lifecycle import Step
from pipeline.limits import Limits, read_limits
from pipeline.prices import MICRO, NoPrice, Prices, exact
from pipeline.settings import REPOSITORY
from pipeline.steps import plan
from pipeline.steps.film import Film, Plan, Unit
from tests.pipeline.money.paid import CLIP_USD, LIMITS, PAID, PICTURE_USD, PRICES, SMALL

SHIPPED = read_limits(REPOSITORY / "channel_configs" / "_limits.yaml")


def unit(step: Step, mode: str = "final") -> Unit:
    wanted = Plan(shots=2, storyboard=SMALL)
    made = Film("", 0, "", "The fox", "", "", mode, PAID, wanted)
    return plan(step, made)[0]


def priced(**measures: str) -> Prices:
    """A price list of the picture's model alone."""
    listed = {name: Decimal(price) for name, price in measures.items()}
    return Prices({"gemini": {"painter": listed}})


class TestExpected:
    @pytest.mark.parametrize(
        ("step", "usd"),
        [
            (Step.ASSETS, PICTURE_USD),
            (Step.COMPOSITES, PICTURE_USD),
            (Step.VIDEO, CLIP_USD),
            (Step.NARRATION, Decimal("0.014")),
            (Step.SFX, Decimal("0.07")),
            (Step.ASSEMBLY, Decimal(0)),
            (Step.UPLOAD, Decimal(0)),
        ],
    )
    def test_each_step_counts_in_its_own_measure(self, step: Step, usd: Decimal) -> None:
        assert LIMITS.price_list.expected(unit(step)) == usd

    def test_a_storyboard_counts_both_kinds_of_tokens(self) -> None:
        wanted = unit(Step.STORYBOARD)
        both = LIMITS.price_list.expected(wanted)
        assert both == exact(
            Decimal(str(wanted.amount["input_tokens"])) * Decimal("0.000001")
            + Decimal(str(wanted.amount["output_tokens"])) * Decimal("0.000002")
        )
        assert both > 0

    def test_what_is_made_here_costs_nothing(self) -> None:
        assert Prices({}).expected(unit(Step.ASSETS, "draft")) == 0

    def test_a_model_that_is_not_listed_is_told_with_the_place_to_list_it(self) -> None:
        with pytest.raises(NoPrice) as told:
            Prices({}).expected(unit(Step.ASSETS))
        assert str(told.value) == (
            "no price is known for Gemini's model “painter”: put it under `prices: gemini:` in "
            "_limits.yaml"
        )

    def test_nor_is_one_listed_that_has_a_price_for_something_else_only(self) -> None:
        with pytest.raises(NoPrice):
            priced(credits="0.005").expected(unit(Step.ASSETS))

    def test_a_price_of_nothing_is_a_price(self) -> None:
        assert priced(pictures="0").expected(unit(Step.ASSETS)) == 0


class TestActual:
    @pytest.mark.parametrize(
        ("step", "usage", "usd"),
        [
            (Step.VIDEO, {"credits": 42.0, "source": "record", "seconds": 5}, "0.21"),
            (Step.VIDEO, {"credits": 0.0, "source": "refund", "seconds": 0}, "0"),
            (Step.NARRATION, {"characters": 13}, "0.013"),
            (Step.SFX, {"characters": 280}, "0.28"),
            (Step.STORYBOARD, {"input_tokens": 1000, "output_tokens": 500}, "0.002"),
            (Step.STORYBOARD, {"output_tokens": 500}, "0.001"),
        ],
    )
    def test_it_is_counted_in_what_was_told(
        self, step: Step, usage: dict[str, Any], usd: str
    ) -> None:
        assert LIMITS.price_list.actual(unit(step), usage) == Decimal(usd)

    @pytest.mark.parametrize(
        "usage",
        [
            {},
            {"seconds": 5},  # what was ordered, not what it cost
            {"pictures": 1},
            {"credits": 42.0, "source": "account"},  # others are paid from it too
        ],
    )
    def test_else_nobody_knows(self, usage: dict[str, Any]) -> None:
        assert LIMITS.price_list.actual(unit(Step.VIDEO), usage) is None

    def test_a_picture_whose_tokens_have_no_price_is_not_free(self) -> None:
        usage = {"pictures": 2, "input_tokens": 300, "output_tokens": 1120}
        assert LIMITS.price_list.actual(unit(Step.ASSETS), usage) == 2 * PICTURE_USD
        by_tokens = priced(input_tokens="0.000001", output_tokens="0.00003")
        assert by_tokens.actual(unit(Step.ASSETS), usage) == Decimal("0.0339")

    def test_what_costs_nothing_has_no_cost_to_tell(self) -> None:
        assert LIMITS.price_list.actual(unit(Step.VIDEO, "draft"), {"credits": 42}) is None

    @pytest.mark.parametrize("told", ["many", None, float("nan"), float("inf"), -3])
    def test_nonsense_never_costs_less_than_nothing(self, told: object) -> None:
        usd = LIMITS.price_list.actual(unit(Step.VIDEO), {"credits": told})
        assert usd is None or usd == 0

    def test_a_model_that_was_taken_off_the_list_meanwhile_has_no_price(self) -> None:
        assert Prices({}).actual(unit(Step.VIDEO), {"credits": 42.0}) is None


@given(
    st.floats(0, 1e6, allow_nan=False),
    st.decimals(0, 100, places=12, allow_nan=False, allow_infinity=False),
)
def test_amounts_are_exact_to_what_the_ledger_keeps(amount: float, price: Decimal) -> None:
    listed = Prices({"gemini": {"painter": {"pictures": price}}})
    usd = listed.expected(replace(unit(Step.ASSETS), amount={"pictures": amount}))
    assert usd == usd.quantize(MICRO)
    assert abs(usd - Decimal(str(amount)) * price) <= MICRO / 2


def test_a_providers_own_measure_is_worth_what_any_model_says() -> None:
    assert LIMITS.price_list.in_usd("kling", "credits", 42) == Decimal("0.21")
    assert LIMITS.price_list.in_usd("elevenlabs", "characters", 280) == Decimal("0.28")
    assert LIMITS.price_list.in_usd("gemini", "credits", 42) is None
    assert LIMITS.price_list.in_usd("nobody", "credits", 42) is None


def test_the_list_that_comes_with_it_prices_what_its_models_tell() -> None:
    """A price before the call and one after it, in measures that the scripts report."""
    told = {"gemini": {"pictures", "input_tokens"}, "kling": {"seconds", "credits"}}
    told["elevenlabs"] = {"characters", "seconds"}
    for provider, models in SHIPPED.prices.items():
        for model, measures in models.items():
            assert (provider, model) in SHIPPED.price_list
            assert set(measures) & told[provider], model
            if provider == "kling":
                assert set(measures) == told["kling"]


@pytest.mark.parametrize(
    "listed",
    [
        {"gemini": {"painter": {"pictures": -1}}},
        {"gemini": {"painter": {"pictures": "cheap"}}},
        {"gemini": {"painter": 0.04}},
        {"gemini": {"painter": {"pictures": float("nan")}}},
    ],
)
def test_a_price_that_is_none_is_refused_with_the_file(listed: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="prices"):
        Limits.model_validate({"prices": listed})


def test_a_provider_or_model_that_is_not_listed_is_not_in_it() -> None:
    assert ("gemini", "painter") in Prices(PRICES)
    assert ("gemini", "another") not in Prices(PRICES)
    assert ("nobody", "painter") not in Prices(PRICES)
