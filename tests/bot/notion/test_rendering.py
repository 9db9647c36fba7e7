"""What a row says of its film: any film fits, and one on YouTube says where and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.notion.rendering import Scenery, desired, differing
from bot.notion.schema import Name
from bot.notion.texts import units
from pipeline.lifecycle import PUBLISHED, Phase, State, Step
from pipeline.views import Progress, VideoView
from tests.bot import made_up

ADDRESS = "https://www.youtube.com/watch?v=abc"
MOMENT = datetime(2027, 1, 4, 17, tzinfo=UTC)


@given(made_up.videos())
def test_any_film_has_a_row_that_fits(view: VideoView) -> None:
    wanted = desired(view, Scenery())
    assert all(value is None or units(value) <= 200_000 for value in wanted.values())
    there = {name.value: value for name, value in wanted.items()}
    assert differing(wanted, there) == {}


@given(made_up.videos())
def test_a_film_on_youtube_says_where_and_when(view: VideoView) -> None:
    out = replace(
        view, state=PUBLISHED, place=ADDRESS, publish_at=MOMENT, config=made_up.ON_YOUTUBE
    )
    wanted = desired(out, Scenery())
    assert wanted[Name.YOUTUBE_URL] == ADDRESS
    assert wanted[Name.PUBLISH_AT] == "2027-01-04T17:00:00+00:00"
    assert wanted[Name.PRIVACY] == view.privacy
    assert desired(replace(out, place="/films/1"), Scenery())[Name.YOUTUBE_URL] is None


@given(made_up.videos(), st.floats(0, 1))
def test_an_upload_says_how_far_it_is(view: VideoView, share: float) -> None:
    going = Progress(Step.UPLOAD, done=0, working=1, failed=0, total=2, share=share)
    shown = replace(
        view,
        state=State(Step.UPLOAD, Phase.WORKING),
        waiting=None,
        hold=None,
        progress=(going,),
        remaining=None,
    )
    assert desired(shown, Scenery())[Name.PROGRESS] == (
        f"publishing 0 of 2, {share:.0%} of the next"
    )
