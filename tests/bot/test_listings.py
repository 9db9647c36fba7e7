from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import listings
from pipeline.errors import NotFound
from pipeline.lifecycle import WORKED, Hold, Phase, State, Step
from pipeline.views import (
    InboxItem,
    Money,
    Progress,
    Setback,
    StepCost,
    TakeView,
    VideoView,
)
from tests.bot import made_up, made_up_money
from tests.bot.film_desk import storyboard
from tests.bot.made_up import NOW, assert_fits, take, video
from tests.bot.made_up_money import costs

BIG = Decimal(999_999)

_items = st.builds(InboxItem, made_up.videos(), made_up.moments, made_up.texts)


@made_up.worst_texts
@given(st.lists(made_up.videos(), max_size=2), st.lists(_items, max_size=1), st.integers(1, 20))
def test_any_list_fits(films: list[VideoView], items: list[InboxItem], times: int) -> None:
    threads = {film.id: 2**63 for film in films}

    assert_fits(listings.video_list(films * times, threads))
    assert_fits(listings.inbox(items * times, threads))


@made_up.worst_texts
@given(
    made_up.videos(),
    st.lists(made_up.takes, max_size=20),
    st.integers(0, 61),
    st.none() | made_up_money.moneys,
)
def test_any_details_fit(
    view: VideoView, takes: list[TakeView], number: int, cost: Money | None
) -> None:
    assert_fits(listings.video_details(view, thread_id=2**63, cost=cost))
    shots = view.storyboard.shots if view.storyboard else []
    if 1 <= number <= len(shots):
        assert_fits(listings.shot_details(view, number, takes))
    else:
        with pytest.raises(NotFound, match=f"#{view.number}"):
            listings.shot_details(view, number, takes)


def test_everything_at_once_still_fits() -> None:
    trouble = [
        Setback(step, 60, "x", "m" * 5000, kind, None)
        for kind in ("model", "refused", "quota", "uncertain", "price", "key", "nothing")
        for step in WORKED
    ]
    steps = tuple(StepCost(step, "elevenlabs", BIG, BIG, is_guess=True) for step in WORKED)
    film = video(
        mode="final",
        state=State(Step.VIDEO, Phase.FAILED),
        hold=Hold.ATTENTION,
        setbacks=tuple(trouble),
        progress=tuple(Progress(step, 0, 0, 0, 60) for step in WORKED),
        **{name: "*" * 20_000 for name in ("title", "hold_reason", "place", "topic")},
        story_direction="😀" * 20_000,
    )
    cost = costs(steps=steps, cap=Decimal(0), unpriced="u" * 4000, is_stopped=True)
    card = listings.video_details(film, thread_id=2**63, cost=cost, reviewers=["r" * 100] * 9)

    assert_fits(card)
    assert "😀" in card.fields[-1].value


def test_money_is_told_step_by_step() -> None:
    board = StepCost(Step.STORYBOARD, "gemini", Decimal(0), Decimal("0.0075"))
    cost = costs(steps=(board, *costs().steps), uncertain=Decimal("0.42"))
    fields = {f.name: f.value for f in listings.video_details(video(), cost=cost).fields}

    assert fields["Cost"] == (
        "```\n"
        "           by          to come    spent\n"
        "storyboard gemini            –  $0.0075\n"
        "pictures   gemini        $0.27    $0.07\n"
        "clips      kling         $3.78    $0.42\n"
        "total                    $4.05    $0.49\n"
        "```$0.21 more is reserved for what is being made now.\n"
        "Of what was spent, $0.42 may not have been charged: the provider's answer was lost.\n"
        "Its cap is $25.00, with $24.30 left; `/video budget film:12` changes it."
    )


def test_a_cap_that_is_too_low_is_told_before_it_stops_the_film() -> None:
    def told(**changes: object) -> str:
        fields = listings.video_details(video(), cost=costs(**changes)).fields
        return next(field.value for field in fields if field.name == "Cost")

    assert "⚠️ Its cap is $3.00, with $2.30 left: about $1.75 too little. `/video budget" in told(
        cap=Decimal(3)
    )
    assert (
        "⚠️ Its cap is $0.10, and more than that is spent: `/video budget film:12` raises"
        in told(cap=Decimal("0.1"))
    )
    unknown = told(steps=(), unpriced="no price is known for Kling's model “x”")
    assert "What is to come is not known: no price is known for Kling's model “x”" in unknown


def test_a_film_that_costs_nothing_has_no_table() -> None:
    free = costs(steps=(), spent=Decimal(0), reserved=Decimal(0))

    assert "Cost" not in {field.name for field in listings.video_details(video(), cost=free).fields}


def test_films_are_listed_with_their_threads() -> None:
    shown = listings.video_list([video()], {video().id: 77}).description

    assert shown == "⏳ **#12** The Fox · Generating Video · Quiet Nature · <#77>"


def test_an_empty_list_says_what_to_do() -> None:
    assert "/video queue" in listings.video_list([]).description
    assert listings.inbox([]).description == "Nothing waits for you."


def test_the_inbox_says_since_when_and_why() -> None:
    shown = listings.inbox([InboxItem(video(), NOW, "waits for your decision")], {video().id: 77})

    assert shown.title == "Inbox · 1 film"
    waits = f"waits for your decision · since <t:{int(NOW.timestamp())}:R> · <#77>"
    assert shown.description.endswith(waits)


def test_a_shot_shows_prompts_takes_and_cost() -> None:
    view = video(storyboard=storyboard(3))
    takes = [take(Step.VIDEO, 2, take=2, note="darker"), take(Step.VIDEO, 2), take(Step.SFX, 2)]
    fields = {field.name: field.value for field in listings.shot_details(view, 2, takes).fields}

    assert fields["Motion"] == "push in"
    assert fields["Clips"] == "take 2 · done · local · 5 s · $0.00 · “darker”\n" + (
        "take 1 · done · local · 5 s · $0.00"
    )
    assert fields["Composites"] == "–"


def test_a_shot_that_is_not_there_is_a_sentence() -> None:
    with pytest.raises(NotFound, match="no shot 99: there are shots 1 to 3"):
        listings.shot_details(video(storyboard=storyboard(3)), 99, [])
