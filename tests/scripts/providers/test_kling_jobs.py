"""A job that was accepted is taken up, never ordered again, whatever became of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.providers.job_files import Job, read_job, write_job
from scripts.providers.kie import kie
from scripts.providers.kling import Order, _usage
from tests.scripts.providers.conftest import ClipDesk, outcome
from tests.standins import Delays, FaultKind, Standins

CREATE, RECORD = "createTask", "recordInfo"


def test_the_job_is_known_before_anything_waits_for_it(standins: Standins, desk: ClipDesk) -> None:
    standins.faults.order(FaultKind.STATUS, path=RECORD, status=500, times=99)
    assert outcome(desk.fail()) == (75, "busy")
    [charge] = standins.ledger.charged
    assert read_job(desk.job_file, "") == Job(charge.job, 1_000_000.0)
    standins.faults.clear()
    assert desk.run()["job_id"] == charge.job  # by the file that is there
    assert len(standins.ledger.charged) == 1


def test_a_job_is_taken_up_by_its_id_alone(
    standins: Standins, desk: ClipDesk, tmp_path: Path
) -> None:
    job = desk.run()["job_id"]
    other = ClipDesk(tmp_path)
    other.output, other.job_file = tmp_path / "other.mp4", tmp_path / "none.json"
    assert other.run("--job-id", job)["job_id"] == job
    assert len(standins.ledger.charged) == 1
    assert len(standins.calls(CREATE)) == 1


def test_a_job_that_is_not_ready_in_time_is_kept(
    monkeypatch: pytest.MonkeyPatch, desk: ClipDesk
) -> None:
    now = 0.0
    delays = Delays(scale=1.0, upload=0.0, order=0.0, clip=100.0)
    with Standins(delays, clock=lambda: now) as slow:
        for name, value in slow.environment.items():
            monkeypatch.setenv(name, value)
        caught = desk.fail("--give-up", 0.05)
        assert outcome(caught) == (75, "waiting")
        assert caught.value.retry_at is not None
        [charge] = slow.ledger.charged
        assert charge.job in str(caught.value)
        assert len(slow.calls(RECORD)) > 1
        now = 100.0
        assert desk.run()["job_id"] == charge.job
        assert len(slow.ledger.charged) == 1


@pytest.mark.parametrize("ending", [FaultKind.JOB_FAILS, FaultKind.JOB_REFUSED])
def test_a_job_that_failed_is_never_ordered_again_by_its_file_or_id(
    standins: Standins, desk: ClipDesk, ending: FaultKind
) -> None:
    standins.faults.order(ending, path=CREATE)
    first = desk.fail()
    assert outcome(first) in {(1, "provider"), (65, "refused")}
    [charge] = standins.ledger.charged
    assert charge.job in str(first.value)
    for more in ((), ("--job-id", charge.job)):
        assert str(desk.fail(*more).value) == str(first.value)
    desk.job_file.unlink()
    assert str(desk.fail("--job-id", charge.job).value) == str(first.value)
    assert len(standins.calls(CREATE)) == 1


def test_after_a_job_that_failed_a_new_file_is_a_new_order(
    standins: Standins, desk: ClipDesk, tmp_path: Path
) -> None:
    standins.faults.order(FaultKind.JOB_FAILS, path=CREATE)
    desk.fail()
    desk.job_file = tmp_path / "second.json"
    made = desk.run()
    failed, charge = standins.ledger.charged
    assert made["job_id"] == charge.job != failed.job
    assert standins.ledger.kept == [charge]


def test_a_job_that_cannot_be_noted_is_not_lost(
    standins: Standins, desk: ClipDesk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a file").touch()
    desk.job_file = tmp_path / "a file" / "job.json"
    caught = desk.fail()
    [charge] = standins.ledger.charged
    assert outcome(caught) == (75, "system")
    assert charge.job in str(caught.value)
    events = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert {"event": "submitted", "job_id": charge.job} in events
    desk.job_file = tmp_path / "job.json"
    assert desk.run("--job-id", charge.job)["job_id"] == charge.job
    assert len(standins.calls(CREATE)) == 1


def test_an_unknown_job_fails_and_is_not_ordered(
    standins: Standins, desk: ClipDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scripts.providers.kling._UNKNOWN_FOR_SECONDS", 0.05)
    caught = desk.fail("--job-id", "nobody-knows")
    assert outcome(caught) == (1, "job")
    assert len(standins.calls(RECORD)) > 1  # a new job may not be listed at once
    assert standins.calls(CREATE) == []


@pytest.mark.parametrize("text", ["", "null", '{"job_id": ""}', '{"job_id": 5}', "{"])
def test_a_job_file_that_cannot_be_read_stops_before_the_order(
    standins: Standins, desk: ClipDesk, text: str
) -> None:
    desk.job_file.write_text(text)
    assert outcome(desk.fail()) == (65, "input")
    assert standins.requests == []


def test_a_job_file_is_whole(tmp_path: Path) -> None:
    write_job(None, Job("a"))
    write_job(tmp_path / "new" / "job.json", Job("a", 4.5))
    assert read_job(tmp_path / "new" / "job.json", "") == Job("a", 4.5)
    assert read_job(tmp_path / "new" / "job.json", "a") == Job("a", 4.5)
    assert read_job(tmp_path / "new" / "job.json", "b") == Job("b")
    assert read_job(tmp_path / "none.json", "") is None
    assert read_job(None, "") is None


def test_what_a_clip_cost_is_told_by_its_record_or_else_by_the_account(standins: Standins) -> None:
    order = Order(Path("frame.png"), "waves", 5.0, "16:9")
    told = {"seconds": 5.0}
    with kie(0.01) as calls:
        for name in ("creditsConsumed", "consumeCredits"):
            usage = _usage(calls, order, Job("a", 1_000_042.0), {name: 40})
            assert usage == {**told, "credits": 40.0, "source": "record"}
        assert standins.requests == []
        usage = _usage(calls, order, Job("a", 1_000_042.0), {"creditsConsumed": True})
        assert usage == {**told, "credits": 42.0, "source": "account"}
        assert _usage(calls, order, Job("a", 1_000_000.0), {}) == told
        assert _usage(calls, order, Job("a"), {}) == told
        for status in (500, 401):
            standins.faults.order(FaultKind.STATUS, status=status, times=4)
            assert _usage(calls, order, Job("a", 5.0), {}) == told
            standins.faults.clear()
