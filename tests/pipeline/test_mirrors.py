"""What front ends remember of how they show a film."""

from __future__ import annotations

from pipeline import mirrors, queries
from pipeline.lifecycle import Phase, State, Step
from pipeline.views import MirrorView
from tests.pipeline.crew import Crew


async def test_what_is_remembered_is_found_again(crew: Crew) -> None:
    film = await crew.queue()
    shown = MirrorView(film, "thread 1", {"card": "2"}, {"status": "Queued"}, 3)
    async with crew.database.transaction() as session:
        assert await queries.mirror(session, film, "discord") == MirrorView(film, None, {}, {}, 0)
        await mirrors.remember(session, "discord", shown)
        assert await queries.mirror(session, film, "discord") == shown
        assert await queries.mirror_of_external(session, "discord", "thread 1") == shown
        assert await queries.mirror_of_external(session, "notion", "thread 1") is None
        assert (await queries.mirror(session, film, "notion")).external_id is None


async def test_the_shown_version_never_goes_back(crew: Crew) -> None:
    film = await crew.queue()
    for version in (5, 3):
        async with crew.database.transaction() as session:
            view = MirrorView(film, "1", {"card": str(version)}, {}, version)
            await mirrors.remember(session, "discord", view)
    async with crew.database.transaction() as session:
        found = await queries.mirror(session, film, "discord")
    assert (found.shown_version, found.external) == (5, {"card": "3"})


async def test_open_questions_are_found_by_where_they_are_shown(crew: Crew) -> None:
    asked, other = await crew.queue(), await crew.queue()
    await crew.go_to(asked, State(Step.STORYBOARD, Phase.READY))
    async with crew.database.transaction() as session:
        for film in (asked, other):
            await mirrors.remember(session, "discord", MirrorView(film, str(film), {}, {}, 1))
        found = await queries.mirrors_with_open_reviews(session, "discord")
    assert [mirror.video_id for mirror in found] == [asked]
