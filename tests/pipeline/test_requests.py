"""Queueing a film: what is asked for, the config and the library it keeps."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from pipeline import videos
from pipeline.advance import advance, film_of, lock_video
from pipeline.channels import ChannelConfig
from pipeline.errors import InvalidInput
from pipeline.library import KeptLibrary
from pipeline.lifecycle import Phase, State, Step
from pipeline.steps.film import Plan
from pipeline.storyboard import Storyboard, validate
from tests.pipeline.crew import ANNA, Crew
from tests.pipeline.decisions import ASSETS_READY
from tests.pipeline.films import CONFIG, FOREST
from tests.pipeline.libraries import LIBRARY

WITH_LIBRARY = CONFIG.model_copy(update={"library": "quiet"})


class TestRequest:
    async def test_a_film_is_queued_with_its_channels_config(self, crew: Crew) -> None:
        row = await crew.row(await crew.queue(topic=" a fox ", priority=2))
        assert (row.title, row.topic, row.priority, row.number) == ("The fox", "a fox", 2, 1)
        assert row.config == CONFIG.freeze()
        assert row.state == State(Step.STORYBOARD, Phase.WAITING)

    async def test_the_same_request_twice_is_the_same_film(self, crew: Crew) -> None:
        same = [crew.queue(key="one interaction") for _ in range(4)]
        assert len(set(await asyncio.gather(*same))) == 1
        assert len(await crew.jobs(Step.STORYBOARD)) == 1

    async def test_a_changed_yaml_does_not_change_a_film(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, ASSETS_READY)
        takes = [take.id for take in await crew.takes(film)]
        await crew.queue(config=CONFIG.model_copy(update={"look": "ink", "name": "Ink tales"}))
        async with crew.database.transaction() as session:
            await advance(session, await lock_video(session, film))
        assert await crew.state(film) == ASSETS_READY
        assert [take.id for take in await crew.takes(film)] == takes

    @pytest.mark.parametrize(
        ("wish", "said"),
        [
            ({"title": ""}, "The title is empty"),
            ({"title": " \x00\u202e\n"}, "The title is empty"),
            ({"title": "x" * 5000}, "The title has 5,000 characters; at most 100 fit"),
            ({"topic": "x" * 501}, "The topic has 501 characters"),
            ({"story_direction": "x" * 20_001}, "The story direction has 20,001 characters"),
            ({"shots": 0}, "1 to 60 shots, not 0"),
            ({"shots": 61}, "1 to 60 shots, not 61"),
            ({"mode": "cinema"}, "The mode is draft or final, not “cinema”"),
        ],
    )
    async def test_a_bad_wish_is_told_and_leaves_nothing(
        self, crew: Crew, wish: dict[str, Any], said: str
    ) -> None:
        with pytest.raises(InvalidInput, match=said):
            await crew.queue(**wish)
        assert await crew.jobs() == []

    @pytest.mark.parametrize("title", ["🦊", "ثعلب والقمر", "a\x00b\u202ec", "--title", "'; DROP"])
    async def test_titles_of_all_kinds_are_kept(self, crew: Crew, title: str) -> None:
        kept = (await crew.row(await crew.queue(title=title))).title
        assert kept == title.replace("\x00", " ").replace("\u202e", " ")

    async def test_a_storyboard_brings_its_own_number_of_shots(self, crew: Crew) -> None:
        row = await crew.row(await crew.queue(storyboard=FOREST, shots=12))
        plan = Plan.model_validate(row.plan)
        assert (plan.shots, plan.given) == (3, FOREST)


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
    await crew.go_to(film, ASSETS_READY)
    harbour, robin = await crew.takes(film, Step.ASSETS)
    assert (robin.name, robin.provider) == ("Robin", "library")
    assert (harbour.name, harbour.provider) == ("Old Harbour", "local")
    async with crew.database.transaction() as session:
        await videos.redo(session, film, ANNA, [videos.Redo(Step.ASSETS, (2,), "wet")])
    again = (await crew.takes(film, Step.ASSETS))[-1]
    assert (again.name, again.provider, again.note) == ("Robin", "local", "wet")
