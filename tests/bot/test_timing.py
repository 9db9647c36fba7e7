"""`/video schedule`, `publish-now` and `unpublish`: said in the channel's time, by who may."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from bot import timing
from bot.permissions import Person, Role
from bot.tools import Tools
from pipeline import queries
from pipeline.errors import InvalidInput, NotAllowed, NotPossible
from pipeline.lifecycle import Step
from pipeline.models import utc_now
from pipeline.views import VideoView
from tests.bot import filming

YAML = """
name: On Air
reviewer_roles: [Reviewer]
shots: 2
time_zone: Europe/Berlin
youtube: {channel_id: UCaaaaaaaaaaaaaaaaaaaaaa}
"""
ROBIN = Person("Robin", id="1", roles=(Role(1, "Reviewer"),))
SAM = Person("Sam", id="2")


@pytest.fixture(autouse=True)
def channel(tools: Tools) -> None:
    (tools.settings.channel_configs_dir / "air.yaml").write_text(YAML)


async def asked(tools: Tools, mode: str = "final") -> uuid.UUID:
    """A film at its last gate."""
    return await filming.at_gate(tools, Step.REVIEW, channel="air", mode=mode)


async def view(tools: Tools, film: uuid.UUID) -> VideoView:
    async with tools.database.transaction() as session:
        return await queries.video(session, film)


async def test_a_time_is_meant_in_the_channels_zone_and_asked_about(tools: Tools) -> None:
    film = await asked(tools)
    before = (await view(tools, film)).waiting
    day = (utc_now() + timedelta(days=30)).date()
    said = await timing.schedule(tools, ROBIN, film, f"{day} 18:00")
    assert "18:00 (Europe/Berlin), private until then. The last gate asks for it." in said
    after = await view(tools, film)
    assert after.publish_at is not None and after.publish_at.hour in (16, 17)
    assert before and after.waiting and after.waiting.review_id != before.review_id


async def test_now_and_never(tools: Tools) -> None:
    film = await asked(tools)
    assert "will be public at once" in await timing.publish_now(tools, ROBIN, film)
    assert (await view(tools, film)).privacy == "public"
    said = await timing.unpublish(tools, ROBIN, film)
    assert "will be private: only the account sees it" in said
    assert (await view(tools, film)).privacy == "private"


async def test_a_film_that_is_out_is_hidden_at_once(tools: Tools) -> None:
    film = await asked(tools)
    await filming.approve(tools, film)
    await filming.work(tools.database)
    assert (await view(tools, film)).label == "Published"
    assert (await timing.publish_now(tools, ROBIN, film)).endswith("YouTube is told now.")
    assert (await view(tools, film)).label == "Uploading"
    await filming.work(tools.database)
    assert (await view(tools, film)).label == "Published"


@pytest.mark.parametrize("when", ["yesterday", "2020-01-01 10:00", "2027-03-28 02:30"])
async def test_what_is_no_time_is_told(tools: Tools, when: str) -> None:
    film = await asked(tools)
    with pytest.raises(InvalidInput):
        await timing.schedule(tools, ROBIN, film, when)


async def test_who_may_not_decide_times_nothing(tools: Tools) -> None:
    film = await asked(tools)
    for attempt in (
        timing.schedule(tools, SAM, film, "Mon 18:00"),
        timing.publish_now(tools, SAM, film),
        timing.unpublish(tools, SAM, film),
    ):
        with pytest.raises(NotAllowed, match="Reviewer"):
            await attempt
    assert (await view(tools, film)).publish_at is None


async def test_of_a_draft_it_is_kept_for_nothing(tools: Tools) -> None:
    film = await asked(tools, mode="draft")
    assert "goes to a folder" in await timing.publish_now(tools, ROBIN, film)
    await filming.approve(tools, film)
    await filming.work(tools.database)
    with pytest.raises(NotPossible, match="nothing can be changed"):
        await timing.unpublish(tools, ROBIN, film)
