from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import film_name, video_card
from bot.posts import THREAD_NAME_MAX
from bot.wording import size
from pipeline.lifecycle import Hold, Phase, State, Step
from pipeline.views import Money, Progress, Setback, VideoView, Waiting
from tests.bot import made_up, made_up_money
from tests.bot.made_up import NOW, assert_fits, video
from tests.bot.made_up_money import costs


@made_up.worst_texts
@given(
    made_up.videos(),
    st.lists(made_up.texts, max_size=8),
    st.none() | st.just(2**63),
    st.none() | made_up_money.moneys,
)
def test_any_film_is_a_card_discord_takes(
    view: VideoView, roles: list[str], thread_id: int | None, cost: Money | None
) -> None:
    assert_fits(video_card(view, reviewers=roles, thread_id=thread_id, cost=cost))


@made_up.worst_texts
@given(st.integers(1, 10**9), made_up.texts)
def test_any_title_is_a_thread_name(number: int, title: str) -> None:
    name = film_name(number, title, THREAD_NAME_MAX)

    assert name.startswith(f"#{number}")
    assert size(name) <= THREAD_NAME_MAX
    assert "\n" not in name


def test_a_film_that_is_made() -> None:
    card = video_card(video())

    assert card.title == "#12 · The Fox"
    assert card.description == (
        "**⏳ Generating Video**\n"
        "```\n"
        "✅ storyboard   ██████████ 2/2\n"
        "⏳ clips        ███░░░░░░░ 7/18\n"
        "▫️ narration    ░░░░░░░░░░ –\n"
        "```"
    )
    fields = {field.name: field.value for field in card.fields}
    assert fields == {
        "Channel": "Quiet Nature",
        "Mode": "draft",
        "Started": f"<t:{int(NOW.timestamp()) - 300}:R>",
        "Work left": "about 2 min 5 s",
        "Cost": "$1.25",
    }


def test_a_question_says_who_may_decide() -> None:
    gate = State(Step.ASSETS, Phase.READY)
    view = video(state=gate, waiting=Waiting(video().id, Step.ASSETS, NOW))

    roles = ["Editors", "123456789012345678", "a", "b", "c", "d"]
    shown = video_card(view, reviewers=roles).description

    assert "👀 Assets Ready" in shown
    assert "for a decision about the pictures: **Editors**, <@&123456789012345678>" in shown
    assert "and 1 more may decide" in shown
    assert "everybody here may decide" in video_card(view).description


def test_a_failure_says_why_and_what_to_do() -> None:
    view = video(
        state=State(Step.VIDEO, Phase.FAILED),
        error="shot 3: the disk is *full*",
        progress=(Progress(Step.VIDEO, 1, 0, 1, 2),),
    )
    shown = video_card(view).description

    assert "❌ Error: Video Generation Failed" in shown
    assert r"shot 3: the disk is \*full\*" in shown
    assert "`/video retry film:12`" in shown
    assert "❌ clips" in shown


def test_a_hold_says_why() -> None:
    view = video(hold=Hold.ATTENTION, hold_reason="Robin rejected it: too dark.")

    assert "✋ Needs Attention**\nRobin rejected it: too dark." in video_card(view).description


def test_a_holds_commands_can_be_copied_and_nothing_else_is_markup() -> None:
    reason = "Robin said *no* to `this`. Raise it with `/video budget film:12`, or cancel it."
    shown = video_card(video(hold=Hold.ATTENTION, hold_reason=reason)).description

    assert r"Robin said \*no\* to \`this\`. Raise it with `/video budget film:12`, or" in shown


@pytest.mark.parametrize(
    ("hold", "says"),
    [
        (
            Hold.QUOTA,
            "No credit. It goes on by itself <t:{}:R>; `/video retry film:12` tries it now.",
        ),
        (Hold.BUDGET, "No credit. That is <t:{}:R>; `/video retry film:12` tries it now."),
        (Hold.ATTENTION, "No credit."),
    ],
)
def test_a_hold_says_until_when_and_what_to_do(hold: Hold, says: str) -> None:
    quota = Setback(Step.VIDEO, 3, "shot 3", "No credit", "quota", None)
    view = video(hold=hold, hold_reason="No credit.", hold_until=NOW, setbacks=(quota,))
    shown = video_card(view).description.split("\n```")[0]

    assert shown.split("\n", 1)[1] == says.format(int(NOW.timestamp()))


def test_a_payment_nobody_knows_of_is_told_once() -> None:
    lost = Setback(Step.VIDEO, 3, "shot 3", "Kling may have accepted it", "uncertain", None)
    broken = Setback(Step.VIDEO, 4, "shot 4", "the disk is full", "disk", None)
    reason = "Kling may have made shot 3 ($0.21). `/video retry film:12` orders it again."
    failed = State(Step.VIDEO, Phase.FAILED)
    view = video(state=failed, hold=Hold.ATTENTION, hold_reason=reason, error="x", setbacks=(lost,))
    other = replace(view, setbacks=(lost, broken))

    assert video_card(view).description.split("\n")[1:3] == [reason, "```"]
    shown = video_card(other).description.split("\n")
    assert shown[1] == "❌ clip 4: the disk is full."
    assert shown[3] == reason


def cost_of(view: VideoView, cost: Money) -> str | None:
    """The card's field about money."""
    fields = {field.name: field.value for field in video_card(view, cost=cost).fields}
    return fields.get("Cost")


def test_money_is_spent_and_about_to_be_and_has_a_cap() -> None:
    final = video(mode="final")

    assert cost_of(final, costs()) == "$0.49 · ≈ $4.26 to come · cap $25.00"
    unknown = costs(steps=(), unpriced="no price is known for Kling's model “x”")
    assert cost_of(final, unknown) == "$0.49 · what is to come is not known · cap $25.00"
    over = video(mode="final", state=State(Step.UPLOAD, Phase.READY))
    assert cost_of(over, costs()) == "$0.49"


def test_a_draft_that_costs_nothing_speaks_of_no_money() -> None:
    nothing = costs(steps=(), spent=Decimal(0), reserved=Decimal(0), is_stopped=True)
    card = video_card(video(spent_usd=Decimal(0)), cost=nothing)

    assert "$" not in str(card) and "/start" not in str(card)


def test_a_stop_is_told_where_it_stops_the_film() -> None:
    stopped = costs(is_stopped=True, stopped_by="Robin *R*")
    said = r"⏸️ Robin \*R\* has stopped everything that costs money; `/start` lets it go on."

    assert said in video_card(video(mode="final"), cost=stopped).description
    over = video(mode="final", state=State(Step.UPLOAD, Phase.READY))
    assert said not in video_card(over, cost=stopped).description


def test_the_end_says_how_long_it_took_and_where_the_film_is() -> None:
    state = State(Step.UPLOAD, Phase.READY)
    view = video(state=state, ended_at=NOW + timedelta(hours=1), place="/films/12-fox")
    fields = {field.name: field.value for field in video_card(view).fields}

    assert fields["Took"] == "1 h 5 min"
    assert fields["Published"] == "`/films/12-fox`"
    assert "Work left" not in fields


def test_a_right_to_left_title_does_not_reorder_its_number() -> None:
    assert video_card(video(title="שלום")).title == "\u2068#12 · שלום\u2069"


def test_a_draft_and_its_finals_name_each_other() -> None:
    def fields(view: VideoView) -> dict[str, str]:
        return {field.name: field.value for field in video_card(view).fields}

    assert fields(video(draft=12))["Made from"] == "draft #12"
    assert fields(video(finals=(15, 17)))["Final"] == "#15, #17"
    assert not {"Made from", "Final"} & set(fields(video()))
