"""Running scripts: what comes back, what is raised, and that nothing of them is left running."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import pytest

from pipeline.utils.cli_wrapper import (
    LINE_LIMIT_BYTES,
    STDERR_KEPT_LINES,
    CLIScriptError,
    ExitCode,
    measures,
    run_cli_script,
)
from scripts.program import Exit

FAKES = Path(__file__).parents[2] / "fake_scripts"


def fake(name: str) -> Path:
    return FAKES / f"{name}.py"


def is_running(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


async def has_ended(pid: int) -> bool:
    """True as soon as the process is gone; False if it stays."""
    for _ in range(500):
        if not is_running(pid):
            return True
        await asyncio.sleep(0.02)
    return False


async def failure_of(name: str, *args: str) -> CLIScriptError:
    with pytest.raises(CLIScriptError) as caught:
        await run_cli_script(fake(name), args)
    return caught.value


class Events(list[dict[str, Any]]):
    """Collects events and lets a test wait for the first."""

    def __init__(self) -> None:
        super().__init__()
        self.first_came = asyncio.Event()

    def __call__(self, event: dict[str, Any]) -> None:
        self.append(event)
        self.first_came.set()


def test_both_sides_state_the_same_exit_codes() -> None:
    assert {code.name: code.value for code in ExitCode} == {code.name: code.value for code in Exit}


class TestWhatAScriptGets:
    async def test_its_arguments_as_they_are(self) -> None:
        texts = ["--prompt=--dark 'sky' $HOME\n\u202etfel", "ünï"]
        result = await run_cli_script(fake("tells_what_it_got"), texts)
        assert result["arguments"] == ["--json", *texts]

    async def test_a_whitelisted_environment_and_what_is_added(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DATABASE_URL", "postgresql://user:secret@host/slate")
        monkeypatch.setenv("DISCORD_TOKEN", "secret")
        monkeypatch.setenv("LC_TIME", "C")
        result = await run_cli_script(
            fake("tells_what_it_got"), [], env={"GEMINI_API_KEY": "given"}
        )
        environment = result["environment"]
        assert environment["GEMINI_API_KEY"] == "given"
        assert environment["PATH"] == os.environ["PATH"]
        assert environment["LC_TIME"] == "C"
        assert not {"DATABASE_URL", "DISCORD_TOKEN"} & set(environment)

    async def test_the_folder_it_runs_in(self, tmp_path: Path) -> None:
        result = await run_cli_script(fake("tells_what_it_got"), [], cwd=tmp_path)
        assert Path(result["cwd"]) == tmp_path

    async def test_a_bare_name_is_one_of_the_repository(self) -> None:
        with pytest.raises(CLIScriptError) as caught:
            await run_cli_script("no_such_script", [])
        assert caught.value.exit_code == ExitCode.USAGE
        assert str(Path("scripts") / "no_such_script.py") in caught.value.message


class TestWhatComesBack:
    async def test_events_as_they_come(self) -> None:
        events = Events()
        await run_cli_script(fake("tells_what_it_got"), [], on_line=events)
        assert events[0] == {"event": "progress", "done": 1, "total": 1}

    async def test_a_rate_limit_with_its_time(self) -> None:
        error = await failure_of("is_rate_limited")
        assert (error.exit_code, error.kind) == (ExitCode.AGAIN, "busy")
        assert error.retry_at == datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("text", "moment"),
        [
            ("2031-05-06T07:08:09Z", datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)),
            ("2031-05-06T07:08:09", datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)),
            ("soon", None),
        ],
    )
    async def test_a_time_is_aware_or_none(self, text: str, moment: datetime | None) -> None:
        assert (await failure_of("says_retry_at", text)).retry_at == moment

    async def test_a_refusal_with_its_sentence(self) -> None:
        error = await failure_of("is_refused")
        assert (error.exit_code, error.kind) == (ExitCode.REFUSED, "content")
        assert error.message == "the prompt was refused; take the dragon out of it"

    async def test_a_refused_key(self) -> None:
        assert (await failure_of("refuses_key")).exit_code == ExitCode.KEY_REFUSED

    async def test_an_uncertain_payment_with_its_job(self) -> None:
        error = await failure_of("is_uncertain")
        assert (error.exit_code, error.job_id) == (ExitCode.UNCERTAIN, "job-7")

    @pytest.mark.parametrize(
        ("told", "kept"),
        [
            ('{"credits": 42.5, "source": "record"}', {"credits": 42.5, "source": "record"}),
            (
                '{"a": -1, "b": NaN, "c": Infinity, "d": true, "e": null, "f": [1], "g": 0}',
                {"g": 0},
            ),
            ('{"long": "' + "x" * 41 + '", "' + "x" * 41 + '": 1, "short": "x"}', {"short": "x"}),
            ("[1]", {}),
            ('"credits"', {}),
        ],
    )
    async def test_what_a_failure_cost(
        self, tmp_path: Path, told: str, kept: dict[str, Any]
    ) -> None:
        script = tmp_path / "fails_after_it_was_paid.py"
        event = '{"event": "error", "kind": "media", "message": "broken", "usage": ' + told + "}"
        script.write_text(f"import sys\nprint({event!r}, file=sys.stderr)\nsys.exit(1)\n")
        with pytest.raises(CLIScriptError) as caught:
            await run_cli_script(script, [])
        assert caught.value.usage == kept

    async def test_a_failure_that_cost_nothing(self) -> None:
        assert (await failure_of("is_refused")).usage == {}
        assert measures({str(n): n for n in range(99)}) == {str(n): n for n in range(16)}

    async def test_a_crash_with_its_trace(self) -> None:
        error = await failure_of("crashes")
        assert (error.exit_code, error.kind) == (ExitCode.FAILED, "bug")
        assert error.message == "RuntimeError: nobody thought of this"
        assert "Traceback" in error.stderr

    async def test_a_failure_without_a_word(self) -> None:
        error = await failure_of("fails_without_a_word")
        assert (error.exit_code, error.kind) == (3, "crash")
        assert "exit code 3" in error.message

    async def test_a_script_the_system_killed(self) -> None:
        error = await failure_of("is_killed")
        assert (error.exit_code, error.kind) == (-signal.SIGKILL, "killed")
        assert "SIGKILL" in error.message

    @pytest.mark.parametrize("name", ["prints_nonsense", "floods_stdout"])
    async def test_a_result_that_breaks_the_contract(self, name: str) -> None:
        error = await failure_of(name)
        assert (error.exit_code, error.kind) == (0, "contract")

    async def test_floods_are_cut(self) -> None:
        events = Events()
        result = await run_cli_script(fake("floods_stderr"), ["--output=x"], on_line=events)
        assert result == {"output": "x"}
        texts = [event["message"] for event in events if event["event"] == "log"]
        assert texts[0] == "x" * LINE_LIMIT_BYTES
        assert texts[1] == "\ufffd\ufffd not text"
        assert sum(event["event"] == "progress" for event in events) == 5_000

    async def test_only_the_last_lines_are_kept(self, tmp_path: Path) -> None:
        script = tmp_path / "talks_and_fails.py"
        script.write_text(
            "import sys\nfor n in range(999): print(n, file=sys.stderr)\nsys.exit(1)\n"
        )
        with pytest.raises(CLIScriptError) as caught:
            await run_cli_script(script, [])
        assert caught.value.stderr.splitlines() == [
            str(n) for n in range(999 - STDERR_KEPT_LINES, 999)
        ]


class TestNothingIsLeft:
    async def test_a_time_out_ends_the_script_and_its_children(self) -> None:
        events = Events()
        with pytest.raises(asyncio.TimeoutError):
            await run_cli_script(fake("hangs_with_children"), [], timeout=4, on_line=events)
        child = int(events[0]["message"])
        assert not is_running(child)

    async def test_a_cancel_ends_the_script_and_its_children(self) -> None:
        events = Events()
        run = asyncio.create_task(run_cli_script(fake("hangs_with_children"), [], on_line=events))
        await events.first_came.wait()
        child = int(events[0]["message"])
        assert is_running(child)
        run.cancel()
        await asyncio.sleep(0)
        run.cancel()  # an impatient second one changes nothing
        with pytest.raises(asyncio.CancelledError):
            await run
        assert not is_running(child)

    async def test_a_cancelled_run_leaves_nothing_unheard(self) -> None:
        unheard: list[dict[str, Any]] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, told: unheard.append(told))
        events = Events()
        run = asyncio.create_task(run_cli_script(fake("hangs_with_children"), [], on_line=events))
        await events.first_came.wait()
        run.cancel()
        await asyncio.wait([run])
        del run
        gc.collect()  # an exception that nobody asked for is told when its future goes
        assert unheard == []

    async def test_a_script_that_does_not_listen_is_ended_too(self) -> None:
        events = Events()
        run = asyncio.create_task(run_cli_script(fake("ignores_sigterm"), [], on_line=events))
        await events.first_came.wait()
        children = [
            child
            for child in psutil.Process().children()
            if "ignores_sigterm" in " ".join(child.cmdline())
        ]
        run.cancel()
        with pytest.raises(asyncio.CancelledError):
            await run
        assert children
        assert not any(is_running(child.pid) for child in children)

    async def test_an_error_in_the_listener_ends_the_script(self) -> None:
        def fails(event: dict[str, Any]) -> None:
            raise LookupError(event["message"])

        with pytest.raises(LookupError) as caught:
            await run_cli_script(fake("hangs_with_children"), [], on_line=fails)
        assert not is_running(int(caught.value.args[0]))

    async def test_what_a_finished_script_left_running_is_ended(self) -> None:
        result = await run_cli_script(fake("leaves_a_child"), ["--output=x"])
        assert await has_ended(result["child"])

    async def test_a_killed_parent_takes_the_script_and_its_children_along(self) -> None:
        code = (
            "import asyncio, sys\n"
            "from pipeline.utils.cli_wrapper import run_cli_script\n"
            "tell = lambda event: print(event['message'], flush=True)\n"
            "asyncio.run(run_cli_script(sys.argv[1], [], on_line=tell))\n"
        )
        parent = await asyncio.create_subprocess_exec(
            sys.executable, "-c", code, str(fake("hangs_with_children")), stdout=-1
        )
        assert parent.stdout is not None
        grandchild = int(await parent.stdout.readline())
        script = psutil.Process(grandchild).ppid()
        parent.kill()
        await parent.wait()
        assert await has_ended(script)
        assert await has_ended(grandchild)
