from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.cards import film_name, video_card
from bot.posts import THREAD_NAME_MAX
from bot.wording import size
from pipeline.lifecycle import Hold, Phase, State, Step
from pipeline.views import Progress, VideoView, Waiting
from tests.bot import made_up
from tests.bot.made_up import NOW, assert_fits, video


@made_up.worst_texts
@given(made_up.videos(), st.lists(made_up.texts, max_size=8), st.none() | st.just(2**63))
def test_any_film_is_a_card_discord_takes(
    view: VideoView, roles: list[str], thread_id: int | None
) -> None:
    assert_fits(video_card(view, reviewers=roles, thread_id=thread_id))


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
