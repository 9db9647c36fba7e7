from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import listings
from pipeline.errors import NotFound
from pipeline.lifecycle import Step
from pipeline.views import InboxItem, TakeView, VideoView
from tests.bot import made_up
from tests.bot.film_desk import storyboard
from tests.bot.made_up import NOW, assert_fits, take, video

_items = st.builds(InboxItem, made_up.videos(), made_up.moments, made_up.texts)


@made_up.worst_texts
@given(st.lists(made_up.videos(), max_size=2), st.lists(_items, max_size=1), st.integers(1, 20))
def test_any_list_fits(films: list[VideoView], items: list[InboxItem], times: int) -> None:
    threads = {film.id: 2**63 for film in films}

    assert_fits(listings.video_list(films * times, threads))
    assert_fits(listings.inbox(items * times, threads))


@made_up.worst_texts
@given(made_up.videos(), st.lists(made_up.takes, max_size=20), st.integers(0, 61))
def test_any_details_fit(view: VideoView, takes: list[TakeView], number: int) -> None:
    assert_fits(listings.video_details(view, thread_id=2**63))
    shots = view.storyboard.shots if view.storyboard else []
    if 1 <= number <= len(shots):
        assert_fits(listings.shot_details(view, number, takes))
    else:
        with pytest.raises(NotFound, match=f"#{view.number}"):
            listings.shot_details(view, number, takes)


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
