"""Paid takes with scripts that charge, that break, and that are stopped."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from pipeline import models, videos
from pipeline.lifecycle import Step
from pipeline.runner import Runner
from pipeline.steps.build import TakeState
from pipeline.storage import StorageFull
from pipeline.workspace import job_file_of
from tests.pipeline.conftest import Scripts
from tests.pipeline.money.paid import CLIP_USD, CLIPS_WANTED, NOTHING, PICTURE_USD, Ledger, PaidCrew
from tests.pipeline.money.paid_runs import CLIP_TOLD, film_at, first, one_clip, one_picture


class TestWhatIsTold:
    async def test_the_price_a_script_tells_is_booked(
        self, crew: PaidCrew, runner: Runner, scripts: Scripts, tmp_path: Path
    ) -> None:
        scripts.all_behave("charges_and_makes")
        film, take = await one_clip(crew, runner, tmp_path)
        assert (take.state, take.cost_usd, take.reserved_usd) == ("done", CLIP_TOLD, None)
        assert await crew.ledger(film) == Ledger(CLIP_TOLD, NOTHING, NOTHING)

    @pytest.mark.parametrize(
        ("kind", "state"),
        [
            ("cutout", TakeState.FAILED),
            ("busy", TakeState.PLANNED),
            ("quota", TakeState.PLANNED),
            ("key", TakeState.PLANNED),
        ],
    )
    async def test_so_is_the_price_of_what_came_to_nothing(
        self,
        crew: PaidCrew,
        runner: Runner,
        scripts: Scripts,
        tmp_path: Path,
        kind: str,
        state: TakeState,
    ) -> None:
        scripts.all_behave("charges_and_fails")
        (scripts.folder / "kind").write_text(kind)
        film, take = await one_clip(crew, runner, tmp_path)
        assert (take.state, take.error_kind) == (state, kind)
        assert await crew.ledger(film) == Ledger(CLIP_TOLD, NOTHING, NOTHING)

    @pytest.mark.parametrize(
        "fake", ["charges_and_lies_about_output", "charges_and_says_what_cannot_be_kept"]
    )
    async def test_so_is_the_price_of_a_result_that_cannot_be_kept(
        self, crew: PaidCrew, runner: Runner, scripts: Scripts, tmp_path: Path, fake: str
    ) -> None:
        scripts.all_behave(fake)
        film, take = await one_clip(crew, runner, tmp_path)
        assert take.state == TakeState.FAILED
        assert await crew.ledger(film) == Ledger(CLIP_TOLD, NOTHING, NOTHING)

    @pytest.mark.parametrize(
        "error", [StorageFull("full"), OSError("gone"), RuntimeError("a mistake")]
    )
    async def test_so_is_the_price_of_a_file_that_finds_no_place(
        self, crew: PaidCrew, runner: Runner, scripts: Scripts, tmp_path: Path, error: Exception
    ) -> None:
        scripts.all_behave("charges_and_makes")
        full: Any = _Full(runner.storage, error)
        film = await film_at(crew, runner, CLIPS_WANTED, tmp_path)
        await replace(runner, storage=full).run_next(Step.VIDEO, is_paid=True)
        take = await first(crew, film, Step.VIDEO)
        assert take.state in (TakeState.PLANNED, TakeState.FAILED)
        assert await crew.ledger(film) == Ledger(CLIP_TOLD, NOTHING, NOTHING)


@dataclass(frozen=True)
class _Full:
    """A storage that is real but for having no room."""

    storage: Any
    error: Exception

    async def fetch(self, key: str) -> Path:
        path: Path = await self.storage.fetch(key)
        return path

    async def put(self, key: str, path: Path) -> None:
        raise self.error


class TestWhatBreaks:
    @pytest.mark.parametrize(
        ("fake", "kind"),
        [
            ("crashes", "bug"),
            ("fails_without_a_word", "crash"),
            ("is_killed", "killed"),
            ("prints_nonsense", "contract"),
        ],
    )
    async def test_a_cheap_call_is_booked_and_made_again(
        self, crew: PaidCrew, runner: Runner, scripts: Scripts, tmp_path: Path, fake: str, kind: str
    ) -> None:
        scripts.all_behave(fake)
        film, take = await one_picture(crew, runner, tmp_path)
        assert (take.state, take.error_kind) == (TakeState.PLANNED, "uncertain")
        assert await crew.ledger(film) == Ledger(NOTHING, PICTURE_USD, NOTHING)

    async def test_one_that_is_not_waits_for_a_person(
        self, crew: PaidCrew, runner: Runner, scripts: Scripts, tmp_path: Path
    ) -> None:
        scripts.all_behave("is_killed")
        film, take = await one_clip(crew, runner, tmp_path)
        assert (take.state, take.error_kind) == (TakeState.UNCERTAIN, "uncertain")
        assert await crew.ledger(film) == Ledger(NOTHING, CLIP_USD, NOTHING)

    async def test_one_that_takes_too_long_may_have_been_paid_for(
        self, crew: PaidCrew, runner: Runner, scripts: Scripts, tmp_path: Path
    ) -> None:
        scripts.all_behave("hangs")
        film = await film_at(crew, runner, CLIPS_WANTED, tmp_path)
        work = await crew.must_begin(Step.VIDEO)
        hasty = replace(work, unit=replace(work.unit, call=replace(work.unit.call, timeout=0.5)))
        await runner._run(hasty, {})
        assert (await crew.take(work)).state == TakeState.UNCERTAIN
        assert await crew.ledger(film) == Ledger(NOTHING, CLIP_USD, NOTHING)

    async def test_a_job_that_was_told_of_is_taken_up(
        self, crew: PaidCrew, runner: Runner, scripts: Scripts, tmp_path: Path
    ) -> None:
        scripts.all_behave("is_uncertain")
        film, take = await one_clip(crew, runner, tmp_path)
        assert (take.state, take.provider_job_id) == (TakeState.PLANNED, "job-7")
        assert await crew.ledger(film) == Ledger(NOTHING, NOTHING, CLIP_USD)
        scripts.all_behave("writes_down_what_it_got")
        await crew.now()
        await runner.run_next(Step.VIDEO, is_paid=True)
        await runner.run_next(Step.VIDEO, is_paid=True)
        take = await first(crew, film, Step.VIDEO)
        assert (take.state, take.cost_usd) == (TakeState.DONE, CLIP_TOLD)

    async def test_so_is_one_that_was_only_noted(
        self, crew: PaidCrew, runner: Runner, scripts: Scripts, tmp_path: Path
    ) -> None:
        scripts.all_behave("notes_a_job_and_dies")
        film, take = await one_clip(crew, runner, tmp_path)
        assert (take.state, take.provider_job_id) == (TakeState.PLANNED, "job-7")
        assert (await crew.ledger(film)).uncertain == 0
        scripts.all_behave("writes_down_what_it_got")
        await crew.change(models.Take, (await first(crew, film, Step.VIDEO, 2)).id, state="failed")
        await crew.now()
        await runner.run_next(Step.VIDEO, is_paid=True)
        told = json.loads((scripts.folder / "generate_video.json").read_text())["arguments"]
        assert "--job-id=job-7" in told
        assert f"--job-file={job_file_of(runner.settings, take.id)}" in told

    async def test_a_worker_that_dies_leaves_the_noted_job_to_the_next_of_its_machine(
        self, crew: PaidCrew, runner: Runner, scripts: Scripts, tmp_path: Path
    ) -> None:
        scripts.all_behave("writes_down_what_it_got")
        await film_at(crew, runner, CLIPS_WANTED, tmp_path)
        work = await crew.must_begin(Step.VIDEO)
        noted = job_file_of(runner.settings, work.claim.take_id)
        noted.parent.mkdir(parents=True)
        noted.write_text('{"job_id": "job-9", "credits_before": 12}')
        await crew.end_lease(work.claim)
        for _ in range(2):
            await runner.run_next(Step.VIDEO, is_paid=True)
        take = await crew.take(work)
        assert (take.state, take.provider_job_id) == (TakeState.DONE, "job-9")
        assert (await crew.ledger()).uncertain == 0

    async def test_a_job_file_that_cannot_be_read_is_no_reason_to_order_again(
        self, crew: PaidCrew, runner: Runner, scripts: Scripts, tmp_path: Path
    ) -> None:
        film = await film_at(crew, runner, CLIPS_WANTED, tmp_path)
        work = await crew.must_begin(Step.VIDEO)
        noted = job_file_of(runner.settings, work.claim.take_id)
        noted.parent.mkdir(parents=True)
        noted.write_text('{"job_id"')
        await crew.end_lease(work.claim)
        await runner.run_next(Step.VIDEO, is_paid=True)
        assert (await crew.take(work)).state == TakeState.UNCERTAIN
        assert (await crew.ledger(film)).uncertain == CLIP_USD


class TestAWorkerThatStops:
    async def _stop(self, crew: PaidCrew, runner: Runner, scripts: Scripts, tmp_path: Path) -> Any:
        film = await film_at(crew, runner, CLIPS_WANTED, tmp_path)
        running = asyncio.create_task(runner.run_next(Step.VIDEO, is_paid=True))
        await scripts.have_started()
        return film, running

    async def test_a_call_nobody_knows_about_is_uncertain(
        self, crew: PaidCrew, runner: Runner, scripts: Scripts, tmp_path: Path
    ) -> None:
        scripts.all_behave("waits_for_a_sign")
        film, running = await self._stop(crew, runner, scripts, tmp_path)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert (await first(crew, film, Step.VIDEO)).state == TakeState.UNCERTAIN
        assert await crew.ledger(film) == Ledger(NOTHING, CLIP_USD, NOTHING)

    async def test_an_announced_job_is_left_to_the_next(
        self, crew: PaidCrew, runner: Runner, scripts: Scripts, tmp_path: Path
    ) -> None:
        scripts.all_behave("submits_and_waits_for_a_sign")
        film, running = await self._stop(crew, runner, scripts, tmp_path)
        while (await first(crew, film, Step.VIDEO)).provider_job_id is None:
            await asyncio.sleep(0.02)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        take = await first(crew, film, Step.VIDEO)
        assert (take.state, take.provider_job_id) == (TakeState.PLANNED, "job-7")
        assert await crew.ledger(film) == Ledger(NOTHING, NOTHING, CLIP_USD)

    async def test_a_cancelled_film_waits_for_its_clip(
        self, crew: PaidCrew, runner: Runner, scripts: Scripts, tmp_path: Path
    ) -> None:
        scripts.all_behave("submits_and_waits_for_a_sign")
        film, running = await self._stop(crew, runner, scripts, tmp_path)
        await crew.decide(videos.cancel, film)
        scripts.go()
        await running
        take = await first(crew, film, Step.VIDEO)
        assert (take.state, take.cost_usd) == (TakeState.SUPERSEDED, CLIP_USD)
        assert await crew.ledger(film) == Ledger(CLIP_USD, NOTHING, NOTHING)
