"""Paid takes with the real scripts, by services that charge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from pipeline import videos
from pipeline.database import Database
from pipeline.lifecycle import Cause, Hold, Phase, State, Step
from pipeline.limits import LimitsFile
from pipeline.runner import Runner
from pipeline.settings import REPOSITORY, Settings
from pipeline.steps.build import TakeState
from pipeline.storage import open_storage
from tests.pipeline.money.paid import CLIPS_WANTED, PAID, PaidCrew
from tests.pipeline.money.paid_runs import CLIP_TOLD, film_at, one_clip
from tests.standins import KEY, FaultKind, Standins

CLIPS_READY = State(Step.VIDEO, Phase.READY)
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
