"""One take, with scripts that do their work and scripts that do not."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest
from pydantic import SecretStr
from sqlalchemy import text
from structlog.testing import capture_logs

from pipeline import models, videos
from pipeline.lifecycle import WORKED, Phase, State, Step
from pipeline.models import utc_now
from pipeline.runner import Runner
from pipeline.steps.build import TakeState
from tests.pipeline.conftest import Scripts
from tests.pipeline.crew import ANNA, Crew
from tests.webhook import webhook


async def only_take(crew: Crew, film: uuid.UUID) -> models.Take:
    (take,) = await crew.takes(film)
    return take


def running_scripts(scripts: Scripts) -> list[int]:
    children = psutil.Process().children(recursive=True)
    folder = str(scripts.folder)
    return [c.pid for c in children if any(folder in part for part in _command(c))]


def _command(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.NoSuchProcess:
        return []


def soon_renewing(runner: Runner) -> Runner:
    """With a lease that is renewed every second."""
    return replace(runner, settings=runner.settings.model_copy(update={"lease_seconds": 4.0}))


def scratch(runner: Runner) -> list[Path]:
    return list((runner.settings.workspace / "work").iterdir())


async def test_a_finished_take_is_in_the_storage_and_nothing_is_left_over(
    crew: Crew, runner: Runner
) -> None:
    film = await crew.queue()
    assert await runner.run_next(Step.STORYBOARD) is None
    board = next(take for take in await crew.takes(film) if take.number == 1)
    assert board.state == TakeState.DONE
    assert board.file is not None and await runner.storage.exists(board.file)
    assert (board.seconds, board.cost_usd) == (1.5, None)
    assert (await crew.row(film)).plan["storyboard"]["shots"][0]["narration"] == "A fox."
    assert scratch(runner) == []


@pytest.mark.slow
async def test_a_film_is_made_step_by_step(crew: Crew, runner: Runner) -> None:
    film = await crew.queue()
    for _ in range(60):
        state = await crew.state(film)
        if state.is_open_gate:
            await crew.approve(film)
        elif state.is_final:
            break
        else:
            for step in WORKED:
                await runner.run_next(step)
    row = await crew.row(film)
    assert row.state == State(Step.UPLOAD, Phase.READY)
    assert row.place is not None and (Path(row.place) / "film.mp4").read_bytes() == b"the film"
    assert all(take.state == TakeState.DONE for take in await crew.takes(film))


@pytest.mark.parametrize(
    ("fake", "state", "kind", "said"),
    [
        ("crashes", TakeState.FAILED, "bug", "RuntimeError: nobody thought of this"),
        ("fails_without_a_word", TakeState.FAILED, "crash", "exit code 3"),
        ("is_refused", TakeState.FAILED, "content", "take the dragon out of it"),
        ("lies_about_output", TakeState.FAILED, "contract", "there is no storyboard.json"),
        ("prints_nonsense", TakeState.FAILED, "contract", "not one JSON object"),
        ("says_what_cannot_be_kept", TakeState.FAILED, "contract", "what cannot be kept"),
        ("writes_no_text", TakeState.FAILED, "input", "is not text"),
        ("writes_another_storyboard", TakeState.FAILED, "input", "shot 1: place “sea”"),
        ("speaks_of_nul", TakeState.FAILED, "input", "the prompt  was refused"),
        ("is_killed", TakeState.PLANNED, "killed", "SIGKILL"),
        ("is_rate_limited", TakeState.PLANNED, "busy", "the service is busy"),
        ("is_uncertain", TakeState.PLANNED, "uncertain", "it may have been paid"),  # as job-7
        ("refuses_key", TakeState.PLANNED, "key", "did not accept the key"),
        ("fills_the_disk", TakeState.PLANNED, "disk", "the disk is full"),
    ],
)
async def test_what_a_script_does_wrong_is_recorded_in_a_sentence(
    crew: Crew, runner: Runner, scripts: Scripts, fake: str, state: TakeState, kind: str, said: str
) -> None:
    scripts.behaves("generate_storyboard", fake)
    film = await crew.queue()
    await runner.run_next(Step.STORYBOARD)
    take = await only_take(crew, film)
    assert (take.state, take.error_kind) == (state, kind)
    assert take.error is not None and said in take.error
    assert take.lease_token is None
    row = await crew.row(film)
    assert (row.state.phase is Phase.FAILED) == (state is not TakeState.PLANNED)
    assert (row.error is not None) == (state is not TakeState.PLANNED)
    assert scratch(runner) == []


async def test_a_script_that_names_a_time_is_tried_again_then(
    crew: Crew, runner: Runner, scripts: Scripts
) -> None:
    scripts.behaves("generate_storyboard", "is_rate_limited")
    film = await crew.queue()
    await runner.run_next(Step.STORYBOARD)
    take = await only_take(crew, film)
    assert take.not_before is not None
    assert abs(take.not_before - datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)) < timedelta(seconds=30)
    assert await runner.run_next(Step.STORYBOARD) is None
    assert (await only_take(crew, film)).attempts == 1


async def test_a_submitted_jobs_id_is_recorded(
    crew: Crew, runner: Runner, scripts: Scripts
) -> None:
    scripts.behaves("generate_storyboard", "is_uncertain")
    film = await crew.queue()
    await runner.run_next(Step.STORYBOARD)
    assert (await only_take(crew, film)).provider_job_id == "job-7"


async def test_a_mistake_of_our_own_fails_the_take_instead_of_hiding(
    crew: Crew, runner: Runner
) -> None:
    film = await crew.queue()
    no_storage: Any = None
    await replace(runner, storage=no_storage).run_next(Step.STORYBOARD)
    take = await only_take(crew, film)
    assert (take.state, take.error_kind) == (TakeState.FAILED, "bug")
    assert take.error is not None and take.error.startswith("Slate has a mistake: AttributeError")


async def test_a_lost_lease_ends_the_script(crew: Crew, runner: Runner, scripts: Scripts) -> None:
    scripts.behaves("generate_storyboard", "waits_for_a_sign")
    film = await crew.queue()
    running = asyncio.create_task(soon_renewing(runner).run_next(Step.STORYBOARD))
    await scripts.have_started()
    assert running_scripts(scripts)
    async with crew.database.transaction() as session:
        await videos.cancel(session, film, ANNA)
    assert await running is None
    assert running_scripts(scripts) == []
    assert (await only_take(crew, film)).state == TakeState.SUPERSEDED


async def test_a_script_that_goes_on_keeps_its_lease(
    crew: Crew, runner: Runner, scripts: Scripts
) -> None:
    scripts.behaves("generate_storyboard", "waits_for_a_sign")
    film = await crew.queue()
    running = asyncio.create_task(soon_renewing(runner).run_next(Step.STORYBOARD))
    await scripts.have_started()
    first = (await only_take(crew, film)).lease_until
    while (await only_take(crew, film)).lease_until == first:
        await asyncio.sleep(0.05)
    scripts.go()
    await running
    assert (await crew.takes(film))[0].state == TakeState.DONE


async def test_a_worker_that_stops_gives_its_take_back(
    crew: Crew, runner: Runner, scripts: Scripts
) -> None:
    scripts.behaves("generate_storyboard", "waits_for_a_sign")
    film = await crew.queue()
    running = asyncio.create_task(runner.run_next(Step.STORYBOARD))
    await scripts.have_started()
    await crew.empty_queue()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert running_scripts(scripts) == []
    take = await only_take(crew, film)
    assert (take.state, take.attempts, take.lease_token) == (TakeState.PLANNED, 0, None)
    assert await crew.jobs(Step.STORYBOARD)


async def test_connections_lost_meanwhile_lose_no_result(
    crew: Crew, runner: Runner, scripts: Scripts
) -> None:
    scripts.behaves("generate_storyboard", "waits_for_a_sign")
    film = await crew.queue()
    running = asyncio.create_task(runner.run_next(Step.STORYBOARD))
    await scripts.have_started()
    async with crew.database.transaction() as session:
        killed = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE"
        others = " datname = current_database() AND pid <> pg_backend_pid()"
        await session.execute(text(killed + others))
    scripts.go()
    await running
    assert (await crew.takes(film))[0].state == TakeState.DONE


async def test_nothing_to_do_is_said(crew: Crew, runner: Runner) -> None:
    assert await runner.run_next(Step.VIDEO) is None


async def test_a_take_that_may_be_free_soon_is_looked_for_again(crew: Crew, runner: Runner) -> None:
    await crew.queue()
    claim = await crew.claim(Step.STORYBOARD)
    assert claim is not None
    await crew.change(models.Take, claim.take_id, lease_until=utc_now() + timedelta(seconds=0.5))
    due = await runner.run_next(Step.STORYBOARD)
    assert due is None or due < timedelta(seconds=1)


@pytest.mark.parametrize("fake", ["is_refused", "says_that_it_differs"])
async def test_no_lease_hangs_on_how_long_the_operators_webhook_takes(
    crew: Crew, runner: Runner, scripts: Scripts, fake: str
) -> None:
    scripts.behaves("generate_storyboard", fake)
    await crew.queue()
    async with webhook(seconds=2.5) as (address, heard):
        settings = soon_renewing(runner).settings
        known = {"discord_alert_webhook_url": SecretStr(address)}
        slow = replace(runner, settings=settings.model_copy(update=known))
        with capture_logs() as logs:
            await slow.run_next(Step.STORYBOARD)
    assert len(heard) == 1
    assert "take.dropped" not in [line["event"] for line in logs]
