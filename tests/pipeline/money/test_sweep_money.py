"""What follows by itself when a file, a cap or a key was changed."""

from __future__ import annotations

import asyncio
import uuid
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from sqlalchemy import select

from pipeline import limits as limits_module
from pipeline import models, setbacks, sweep, videos
from pipeline.lifecycle import Cause, Phase, Step
from pipeline.limits import Limits, LimitsFile
from pipeline.settings import Settings
from pipeline.sweep_money import MoneySweep
from tests.pipeline.crew import ANNA
from tests.pipeline.films import FOREST
from tests.pipeline.money.paid import PAID, PICTURE_USD, PICTURES_WANTED, PaidCrew, config, limits


@pytest.fixture
def folder(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The channels' folder; its limits file is read again at once."""
    monkeypatch.setattr(limits_module, "READ_AGAIN_SECONDS", -1.0)
    return settings.channel_configs_dir


@pytest.fixture
def repairs(settings: Settings, folder: Path) -> MoneySweep:
    write_limits(folder, limits())
    return MoneySweep(settings, LimitsFile(folder / "_limits.yaml"))


def write_limits(folder: Path, told: Limits) -> None:
    (folder / "_limits.yaml").write_text(told.model_dump_json(), encoding="utf-8")


def write_channel(folder: Path, name: str = "forest", *, usd: int = 50, capacity: int = 16) -> None:
    told = {"name": "Forest tales", "budget": {"usd_per_day": usd}, "capacity": capacity}
    path = folder / f"{name}.yaml"
    before = path.stat().st_mtime_ns if path.exists() else 0
    while not path.exists() or path.stat().st_mtime_ns == before:
        path.write_text(yaml.safe_dump(told), encoding="utf-8")


async def swept(crew: PaidCrew, repairs: MoneySweep) -> dict[str, int]:
    return await sweep.sweep(crew.database, repairs.repairs)


async def channel_of(crew: PaidCrew, film: uuid.UUID) -> models.Channel:
    async with crew.database.transaction() as session:
        channel_id = (await session.get_one(models.Video, film)).channel_id
        return await session.get_one(models.Channel, channel_id)


async def held(crew: PaidCrew, cause: Cause) -> uuid.UUID:
    """A film that waits for the next day, with one picture made and one too many."""
    usd = PICTURE_USD + PICTURE_USD / 2
    asked = config(usd_per_day=usd) if cause is Cause.CHANNEL_DAY else PAID
    if cause is Cause.INSTALLATION_DAY:
        crew.limits = limits(usd_per_day=usd)
    film = await crew.film_at(PICTURES_WANTED, config=asked, storyboard=FOREST)
    await crew.finish(await crew.must_begin(Step.ASSETS))
    assert await crew.begin(Step.ASSETS) is None
    assert (await crew.row(film)).hold_cause == cause
    return film


class TestChannelsFiles:
    async def test_a_changed_file_changes_the_channels_row(
        self, crew: PaidCrew, repairs: MoneySweep, folder: Path
    ) -> None:
        film = await crew.queue()
        write_channel(folder, usd=7, capacity=3)
        assert (await swept(crew, repairs))["follow_the_channels_files"] == 1
        channel = await channel_of(crew, film)
        assert channel.usd_per_day == 7 and channel.capacity == 3
        assert "follow_the_channels_files" not in await swept(crew, repairs)
        write_channel(folder, usd=9, capacity=3)
        assert (await swept(crew, repairs))["follow_the_channels_files"] == 1
        assert (await channel_of(crew, film)).usd_per_day == 9

    async def test_a_broken_file_changes_nothing_and_costs_the_others_nothing(
        self, crew: PaidCrew, repairs: MoneySweep, folder: Path
    ) -> None:
        forest, sea = await crew.queue(), await crew.queue("sea")
        (folder / "forest.yaml").write_text("budget: [", encoding="utf-8")
        write_channel(folder, "sea", usd=9)
        assert (await swept(crew, repairs))["follow_the_channels_files"] == 1
        assert (await channel_of(crew, forest)).usd_per_day == 50
        assert (await channel_of(crew, sea)).usd_per_day == 9

    async def test_a_channel_without_films_is_nobody(
        self, crew: PaidCrew, repairs: MoneySweep, folder: Path
    ) -> None:
        write_channel(folder, "moon", usd=9)
        assert "follow_the_channels_files" not in await swept(crew, repairs)
        async with crew.database.transaction() as session:
            assert (await session.scalars(select(models.Channel.key))).all() == []

    async def test_the_films_own_cap_stays_as_it_was_queued(
        self, crew: PaidCrew, repairs: MoneySweep, folder: Path
    ) -> None:
        film = await crew.queue(config=config(usd_per_film=3))
        write_channel(folder, usd=9)
        await swept(crew, repairs)
        assert (await crew.row(film)).config["budget"]["usd_per_film"] == "3"


class TestCaps:
    async def test_a_raised_channels_day_lets_its_films_go_on(
        self, crew: PaidCrew, repairs: MoneySweep, folder: Path
    ) -> None:
        film = await held(crew, Cause.CHANNEL_DAY)
        write_channel(folder, usd=1)
        await crew.empty_queue()
        assert (await swept(crew, repairs))["end_holds_that_fit_the_caps"] == 1
        assert (await crew.row(film)).hold is None
        assert await crew.jobs_of("order_assets") == 2
        await crew.must_begin(Step.ASSETS)

    async def test_a_raised_installations_day_does(
        self, crew: PaidCrew, repairs: MoneySweep, folder: Path
    ) -> None:
        write_limits(folder, limits(usd_per_day=PICTURE_USD + PICTURE_USD / 2))
        film = await held(crew, Cause.INSTALLATION_DAY)
        assert "end_holds_that_fit_the_caps" not in await swept(crew, repairs)
        write_limits(folder, limits(usd_per_day=2 * PICTURE_USD))
        assert (await swept(crew, repairs))["end_holds_that_fit_the_caps"] == 1
        assert (await crew.row(film)).hold is None

    async def test_one_that_is_not_raised_enough_changes_nothing(
        self, crew: PaidCrew, repairs: MoneySweep, folder: Path
    ) -> None:
        write_limits(folder, limits(usd_per_day=2 * PICTURE_USD - Decimal("0.000001")))
        film = await held(crew, Cause.INSTALLATION_DAY)
        assert "end_holds_that_fit_the_caps" not in await swept(crew, repairs)
        assert (await crew.row(film)).hold_cause == Cause.INSTALLATION_DAY

    async def test_all_caps_must_have_room(
        self, crew: PaidCrew, repairs: MoneySweep, folder: Path
    ) -> None:
        film = await held(crew, Cause.CHANNEL_DAY)
        write_channel(folder, usd=1)
        write_limits(folder, limits(usd_per_day=PICTURE_USD))
        assert "end_holds_that_fit_the_caps" not in await swept(crew, repairs)
        assert (await crew.row(film)).hold is not None

    async def test_a_reservation_that_was_not_spent_makes_room(
        self, crew: PaidCrew, repairs: MoneySweep, folder: Path
    ) -> None:
        crew.limits = limits(usd_per_day=PICTURE_USD)
        write_limits(folder, crew.limits)
        film = await crew.film_at(PICTURES_WANTED, storyboard=FOREST)
        work = await crew.must_begin(Step.ASSETS)
        assert await crew.begin(Step.ASSETS) is None
        await crew.tell(setbacks.fail, work, "no dragons", "refused")
        await swept(crew, repairs)
        assert (await crew.row(film)).hold is None
        await crew.must_begin(Step.ASSETS)

    async def test_who_goes_on_first_leaves_the_others_where_they_were(
        self, crew: PaidCrew, repairs: MoneySweep, folder: Path
    ) -> None:
        crew.limits = limits(usd_per_day=0)
        films = [await crew.film_at(PICTURES_WANTED) for _ in range(3)]
        for _ in films:
            assert await crew.begin(Step.ASSETS) is None
        assert {(await crew.row(film)).hold_cause for film in films} == {Cause.INSTALLATION_DAY}
        crew.limits = limits(usd_per_day=PICTURE_USD)
        write_limits(folder, crew.limits)
        assert (await swept(crew, repairs))["end_holds_that_fit_the_caps"] == 3
        begun = [await crew.begin(Step.ASSETS) for _ in range(4)]
        assert sum(work is not None for work in begun) == 1
        assert (await crew.ledger()).reserved == PICTURE_USD

    async def test_a_film_at_its_own_cap_waits_for_a_person(
        self, crew: PaidCrew, repairs: MoneySweep
    ) -> None:
        film = await crew.film_at(PICTURES_WANTED, config=config(usd_per_film=0))
        assert await crew.begin(Step.ASSETS) is None
        await swept(crew, repairs)
        assert (await crew.row(film)).hold_cause == Cause.FILM_CAP

    async def test_a_film_that_is_cancelled_meanwhile_stays_so(
        self, crew: PaidCrew, repairs: MoneySweep, folder: Path
    ) -> None:
        film = await held(crew, Cause.CHANNEL_DAY)
        write_channel(folder, usd=1)
        async with crew.database.transaction() as session:
            await videos.cancel(session, film, ANNA)
            sweeping = asyncio.create_task(swept(crew, repairs))
            await crew.waits_or_ends(sweeping)
        await sweeping
        row = await crew.row(film)
        assert row.state.phase is Phase.CANCELLED
        assert await crew.begin(Step.ASSETS) is None


async def test_a_broken_limits_file_stops_no_repair(
    crew: PaidCrew, repairs: MoneySweep, folder: Path
) -> None:
    film = await held(crew, Cause.CHANNEL_DAY)
    (folder / "_limits.yaml").write_text("budget: [", encoding="utf-8")
    write_channel(folder, usd=1)
    assert (await swept(crew, repairs))["end_holds_that_fit_the_caps"] == 1
    assert (await crew.row(film)).hold is None


def test_a_workers_repairs_are_all_repairs(repairs: MoneySweep) -> None:
    names = [repair.__name__ for repair in repairs.repairs]
    assert set(sweep.REPAIRS) < set(repairs.repairs)
    assert len(names) == len(set(names))
