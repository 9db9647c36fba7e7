"""Paid takes with real scripts and services that charge, and with scripts that break."""

from __future__ import annotations

import asyncio
import io
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from structlog.testing import capture_logs

from pipeline import models, videos
from pipeline.claim import claim_next
from pipeline.database import Database
from pipeline.lifecycle import Cause, Hold, Phase, State, Step
from pipeline.limits import LimitsFile
from pipeline.making import job_file_of
from pipeline.runner import Runner
from pipeline.settings import REPOSITORY, Settings
from pipeline.steps.build import TakeState
from pipeline.storage import StorageFull, open_storage
from tests.pipeline.conftest import Scripts
from tests.pipeline.paid import (
    CLIP_USD,
    CLIPS_WANTED,
    LIMITS,
    NOTHING,
    PAID,
    PICTURE_USD,
    PICTURES_WANTED,
    Ledger,
    PaidCrew,
)
from tests.standins import KEY, FaultKind, Standins

CLIPS_READY = State(Step.VIDEO, Phase.READY)
CLIP_TOLD = Decimal("0.21")  # 42 credits
STANDINS_LIMITS = REPOSITORY / "channel_configs" / "_limits.yaml"
REAL = PAID.model_copy(
    update={
        "providers": PAID.providers.model_copy(
            update={
                step: PAID.providers.by_step[step].model_copy(update={"model": model})
                for step, model in {
                    "storyboard": "gemini-3.8-flash",
                    "assets": "gemini-nano-banana-2.1",
                    "video": "kling/v2-5-turbo-image-to-video-pro",
                    "narration": "eleven_multilingual_v2",
                    "sfx": "eleven_text_to_sound_v2",
                }.items()
            }
        )
    }
)


@pytest.fixture
def crew(database: Database) -> PaidCrew:
    """Workers who make paid takes."""
    return PaidCrew(database)


@pytest.fixture
def runner(settings: Settings, database: Database) -> Runner:
    """Runs fake scripts, with keys and prices."""
    path = settings.channel_configs_dir / "_limits.yaml"
    path.write_text(LIMITS.model_dump_json(), encoding="utf-8")  # JSON is YAML
    keys = {"gemini_api_key": "key-of-gemini", "kie_api_key": "key-of-kie"}
    told = Settings.model_validate(settings.model_dump() | keys)
    return Runner(told, database, open_storage(settings), LimitsFile(path))


@pytest.fixture
def standins() -> Iterator[Standins]:
    with Standins() as running:
        yield running


@pytest.fixture
def paying(settings: Settings, database: Database, standins: Standins) -> Runner:
    """Runs the real scripts against the stand-ins."""
    path = settings.channel_configs_dir / "_limits.yaml"
    path.write_text(STANDINS_LIMITS.read_text(encoding="utf-8"), encoding="utf-8")
    told = {name.lower(): value for name, value in standins.environment.items()}
    told |= {"scripts_dir": str(REPOSITORY / "scripts")}
    real = Settings.model_validate(settings.model_dump() | told)
    return Runner(real, database, open_storage(real), LimitsFile(path))


def png() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (320, 180), (60, 110, 150)).save(made, format="PNG")
    return made.getvalue()


async def film_at(
    crew: PaidCrew, runner: Runner, state: State, tmp_path: Path, **wish: Any
) -> uuid.UUID:
    """A film whose earlier takes are in the storage, all of them the same small picture."""
    film = await crew.film_at(state, **wish)
    for take in await crew.takes(film):
        if take.file is not None:
            made = tmp_path / "made.png"
            made.write_bytes(png())
            await runner.storage.put(take.file, made)
    return film


async def first(crew: PaidCrew, film: uuid.UUID, step: Step, number: int = 1) -> models.Take:
    return next(take for take in await crew.takes(film, step) if take.number == number)


async def one_picture(
    crew: PaidCrew, runner: Runner, tmp_path: Path
) -> tuple[uuid.UUID, models.Take]:
    film = await film_at(crew, runner, PICTURES_WANTED, tmp_path)
    await runner.run_next(Step.ASSETS, is_paid=True)
    return film, await first(crew, film, Step.ASSETS)


async def one_clip(
    crew: PaidCrew, runner: Runner, tmp_path: Path, **wish: Any
) -> tuple[uuid.UUID, models.Take]:
    film = await film_at(crew, runner, CLIPS_WANTED, tmp_path, **wish)
    await runner.run_next(Step.VIDEO, is_paid=True)
    return film, await first(crew, film, Step.VIDEO)


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


class TestServices:
    """The real scripts against services that charge."""

    @pytest.mark.slow
    async def test_the_ledger_says_what_the_services_charged(
        self, crew: PaidCrew, paying: Runner, standins: Standins, tmp_path: Path
    ) -> None:
        film = await film_at(crew, paying, CLIPS_WANTED, tmp_path, config=REAL)
        for _ in range(2):
            await paying.run_next(Step.VIDEO, is_paid=True)
        await crew.approve(film)
        await paying.run_next(Step.NARRATION, is_paid=True)
        await paying.run_next(Step.NARRATION)
        await crew.approve(film)
        await paying.run_next(Step.SFX, is_paid=True)
        made = {(take.step, take.state) for take in await crew.takes(film) if take.is_paid}
        assert {state for _, state in made} == {"done"}
        assert {charge.what for charge in standins.ledger.charged} == {"clip", "speech", "sound"}
        assert (await crew.ledger()).gone == standins.ledger.total_usd
        jobs = {take.provider_job_id for take in await crew.takes(film, Step.VIDEO)}
        assert jobs == {charge.job for charge in standins.ledger.charged if charge.what == "clip"}

    async def test_a_job_that_fails_there_is_given_back_and_ordered_anew(
        self, crew: PaidCrew, paying: Runner, standins: Standins, tmp_path: Path
    ) -> None:
        standins.faults.order(FaultKind.JOB_FAILS, path="createTask")
        film = await film_at(crew, paying, CLIPS_WANTED, tmp_path, config=REAL)
        for _ in range(2):
            await paying.run_next(Step.VIDEO, is_paid=True)
        failed = [t for t in await crew.takes(film, Step.VIDEO) if t.state == TakeState.FAILED]
        assert [take.error_kind for take in failed] == ["provider"]
        assert (await crew.ledger()).gone == standins.ledger.total_usd == CLIP_TOLD
        await crew.decide(videos.retry, film)
        await paying.run_next(Step.VIDEO, is_paid=True)
        assert await crew.state(film) == CLIPS_READY
        assert len(standins.calls("createTask")) == 3
        assert (await crew.ledger()).gone == standins.ledger.total_usd == 2 * CLIP_TOLD

    async def test_a_job_that_cannot_be_asked_after_is_not_ordered_again(
        self, crew: PaidCrew, paying: Runner, standins: Standins, tmp_path: Path
    ) -> None:
        later = {"Retry-After": "600"}
        standins.faults.order(FaultKind.STATUS, path="recordInfo", status=429, headers=later)
        film, take = await one_clip(crew, paying, tmp_path, config=REAL)
        assert (take.state, take.error_kind) == (TakeState.PLANNED, "busy")
        assert take.provider_job_id is not None and take.reserved_usd == CLIP_TOLD
        await crew.now()
        for _ in range(2):
            await paying.run_next(Step.VIDEO, is_paid=True)
        assert await crew.state(film) == CLIPS_READY
        assert len(standins.calls("createTask")) == 2
        assert (await crew.ledger()).gone == standins.ledger.total_usd == 2 * CLIP_TOLD

    async def test_a_lost_answer_waits_for_a_person(
        self, crew: PaidCrew, paying: Runner, standins: Standins, tmp_path: Path
    ) -> None:
        standins.faults.order(FaultKind.LOST_ANSWER, path="createTask")
        film, take = await one_clip(crew, paying, tmp_path, config=REAL)
        assert take.state == TakeState.UNCERTAIN
        assert (await crew.ledger(film)).uncertain >= standins.ledger.total_usd == CLIP_TOLD
        assert len(standins.calls("createTask")) == 1

    async def test_no_credit_holds_the_film(
        self, crew: PaidCrew, paying: Runner, standins: Standins, tmp_path: Path
    ) -> None:
        standins.faults.order(FaultKind.STATUS, path="createTask", status=402)
        film, take = await one_clip(crew, paying, tmp_path, config=REAL)
        row = await crew.row(film)
        assert (row.held, row.hold_cause) == (Hold.QUOTA, Cause.QUOTA)
        assert (take.state, take.attempts) == (TakeState.PLANNED, 0)
        assert (await crew.ledger()).gone == standins.ledger.total_usd == 0

    async def test_a_wrong_key_holds_the_film_and_is_told_nowhere(
        self, crew: PaidCrew, paying: Runner, standins: Standins, tmp_path: Path
    ) -> None:
        wrong = "a-key-that-is-wrong"
        settings = paying.settings.model_validate(
            paying.settings.model_dump() | {"kie_api_key": wrong}
        )
        with capture_logs() as logs:
            film, take = await one_clip(
                crew, replace(paying, settings=settings), tmp_path, config=REAL
            )
        row = await crew.row(film)
        assert (row.held, row.hold_cause) == (Hold.ATTENTION, "key:kling")
        assert row.hold_reason is not None and "KIE_API_KEY" in row.hold_reason
        assert (take.state, take.attempts, take.reserved_usd) == (TakeState.PLANNED, 0, None)
        told = f"{logs} {vars(row)} {vars(take)}"
        assert wrong not in told and KEY not in told
        assert standins.ledger.charged == []


class TestEnvironment:
    async def test_a_script_gets_the_key_of_its_provider_and_nothing_else(
        self,
        crew: PaidCrew,
        runner: Runner,
        scripts: Scripts,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        for name in ("GEMINI_API_KEY", "KIE_API_KEY", "FERNET_KEY", "DATABASE_URL", "NOTION_TOKEN"):
            monkeypatch.setenv(name, "the worker's own")
        scripts.all_behave("writes_down_what_it_got")
        await one_picture(crew, runner, tmp_path)
        await one_clip(crew, runner, tmp_path)
        draft = await crew.queue(mode="draft")
        await runner.run_next(Step.STORYBOARD)
        assert (await first(crew, draft, Step.STORYBOARD)).state == TakeState.DONE
        assert self._secrets(scripts, "generate_asset") == {"GEMINI_API_KEY": "key-of-gemini"}
        assert self._secrets(scripts, "generate_video") == {"KIE_API_KEY": "key-of-kie"}
        assert self._secrets(scripts, "generate_storyboard") == {}

    def _secrets(self, scripts: Scripts, script: str) -> dict[str, str]:
        told = json.loads((scripts.folder / f"{script}.json").read_text(encoding="utf-8"))
        assert not any("key-of" in argument for argument in told["arguments"])
        endings = ("_KEY", "_TOKEN", "_SECRET", "_URL", "_PASSWORD")
        environment: dict[str, str] = told["environment"]
        return {name: value for name, value in environment.items() if name.endswith(endings)}

    async def test_what_a_broken_script_says_of_its_key_is_kept_nowhere(
        self, crew: PaidCrew, runner: Runner, scripts: Scripts, tmp_path: Path
    ) -> None:
        scripts.all_behave("quotes_its_key")
        with capture_logs() as logs:
            film, take = await one_picture(crew, runner, tmp_path)
        assert take.error is not None and "cannot log in" in take.error
        assert "key-of-gemini" not in f"{logs} {vars(take)} {vars(await crew.row(film))}"

    async def test_keys_stand_in_no_repr(self, crew: PaidCrew, runner: Runner) -> None:
        await crew.film_at(PICTURES_WANTED)
        async with crew.database.transaction() as session:
            claim = await claim_next(
                session, Step.ASSETS, limit=8, lease=runner.lease, is_paid=True
            )
            assert claim is not None
            begun = await runner._begin(session, claim, runner.limits.current())
        assert begun is not None and begun[1] == {"GEMINI_API_KEY": "key-of-gemini"}
        assert "key-of" not in f"{runner!r} {runner.settings!r} {begun[0]!r}"
