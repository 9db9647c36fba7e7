"""Queueing a film: the library it keeps, and how it is used."""

from __future__ import annotations

import pytest

from pipeline import videos
from pipeline.advance import film_of
from pipeline.channels import ChannelConfig
from pipeline.library import KeptLibrary
from pipeline.lifecycle import Phase, State, Step
from pipeline.storyboard import Storyboard, validate
from tests.pipeline.crew import ANNA, Crew
from tests.pipeline.films import CONFIG
from tests.pipeline.libraries import LIBRARY

WITH_LIBRARY = CONFIG.model_copy(update={"library": "quiet"})


def at_sea() -> Storyboard:
    shots = [{"place": "Old Harbour", "character": "robin", "motion": "pan", "voice": "narrator"}]
    return validate({"title": "At sea", "shots": shots}, LIBRARY.cast())


async def test_a_film_keeps_its_library_whatever_becomes_of_the_folder(crew: Crew) -> None:
    queued = await crew.queue(config=WITH_LIBRARY, library=LIBRARY)
    async with crew.database.transaction() as session:
        film = await film_of(session, await crew.row(queued))
    assert film.plan.library == LIBRARY


async def test_a_film_of_a_channel_without_one_keeps_none(crew: Crew) -> None:
    row = await crew.row(await crew.queue())
    assert KeptLibrary.model_validate(row.plan["library"]) == KeptLibrary()


async def test_a_library_that_was_not_brought_along_is_no_empty_library(crew: Crew) -> None:
    with pytest.raises(ValueError, match="the library of forest was not brought along"):
        await crew.queue(config=WITH_LIBRARY)


async def test_its_pictures_are_takes_that_nobody_pays_for(crew: Crew) -> None:
    crew.boards = {0: at_sea()}
    config = ChannelConfig.model_validate(WITH_LIBRARY.freeze())
    film = await crew.queue(config=config, library=LIBRARY, mode="final")
    await crew.go_to(film, State(Step.ASSETS, Phase.READY))
    harbour, robin = await crew.takes(film, Step.ASSETS)
    assert (robin.name, robin.provider) == ("Robin", "library")
    assert (harbour.name, harbour.provider) == ("Old Harbour", "local")
    async with crew.database.transaction() as session:
        await videos.redo(session, film, ANNA, [videos.Redo(Step.ASSETS, (2,), "wet")])
    again = (await crew.takes(film, Step.ASSETS))[-1]
    assert (again.name, again.provider, again.note) == ("Robin", "local", "wet")
