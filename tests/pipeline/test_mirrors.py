"""What front ends remember of how they show a film."""

from __future__ import annotations

from pipeline import mirrors, queries
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
