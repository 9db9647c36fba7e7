"""What every script shares, seen from outside: exit codes, events, whole files, the group's end."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scripts.program import Exit, Failure, named_file, read_json, read_text, refused, whole_file
from tests.scripts.conftest import Completed, run_script

HEAD = """
    import errno, os, sys, time
    from datetime import UTC, datetime
    from pathlib import Path
    from scripts.program import *

    def build_parser():
        made = parser("A script for a test.")
        made.add_argument("--output", type=Path, default=Path("x"), help="a file")
        add_provider(made, "local", "other")
        return made

    def run(args, report):
"""
TAIL = """
    main(build_parser(), run)
"""


def script(folder: Path, body: str) -> Path:
    """A script whose `run` has this body."""
    path = folder / "script.py"
    inner = textwrap.indent(textwrap.dedent(body).strip(), " " * 4)
    path.write_text(f"{textwrap.dedent(HEAD)}{inner}\n{textwrap.dedent(TAIL)}", encoding="utf-8")
    return path


def run_body(folder: Path, body: str, *args: object) -> Completed:
    command = [sys.executable, str(script(folder, body)), *map(str, args)]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=60,
    )


def events(completed: Completed) -> list[dict[str, object]]:
    return [json.loads(line) for line in completed.stderr.splitlines()]


def test_a_result_is_one_json_object(tmp_path: Path) -> None:
    completed = run_body(tmp_path, 'return {"output": "ö.wav", "seconds": 1.5}')
    assert completed.returncode == Exit.DONE
    assert json.loads(completed.stdout) == {"output": "ö.wav", "seconds": 1.5}
    assert completed.stdout.count("\n") == 1
    assert completed.stderr == "✅ ö.wav\n"


PROGRESS = """
    report.started("begun")
    report.progress(3, 18)
    report.submitted("job-7")
    return {"output": "x"}
"""


def test_progress_for_people(tmp_path: Path) -> None:
    lines = run_body(tmp_path, PROGRESS).stderr.splitlines()
    assert lines == ["⏳ begun", "⏳ 3 of 18", "⏳ submitted as job-7", "✅ x"]


def test_progress_as_json_lines(tmp_path: Path) -> None:
    assert events(run_body(tmp_path, PROGRESS, "--json")) == [
        {"event": "started", "message": "begun"},
        {"event": "progress", "done": 3, "total": 18},
        {"event": "submitted", "job_id": "job-7"},
        {"event": "done", "message": "x"},
    ]


@pytest.mark.parametrize("exit_code", [code for code in Exit if code not in (0, 2)])
def test_a_failure_decides_exit_code_and_event(tmp_path: Path, exit_code: Exit) -> None:
    body = f'raise Failure(Exit({exit_code.value}), "it is so", kind="why")'
    completed = run_body(tmp_path, body, "--json")
    assert completed.returncode == exit_code and completed.stdout == ""
    assert events(completed) == [{"event": "error", "kind": "why", "message": "it is so"}]


def test_a_failure_names_the_time_of_another_try(tmp_path: Path) -> None:
    body = (
        'raise Failure(Exit.AGAIN, "busy", kind="quota", retry_at=datetime(2026, 1, 2, tzinfo=UTC))'
    )
    completed = run_body(tmp_path, body, "--json")
    assert completed.returncode == 75
    at = str(events(completed)[0]["retry_at"])
    assert datetime.fromisoformat(at) == datetime(2026, 1, 2, tzinfo=UTC)


def test_refused_is_a_failure_of_input() -> None:
    failure = refused("line 3 is wrong")
    assert (failure.exit_code, failure.kind, str(failure)) == (65, "input", "line 3 is wrong")


def test_a_bug_keeps_its_trace_and_ends_in_an_event(tmp_path: Path) -> None:
    completed = run_body(tmp_path, "return {}[5]", "--json")
    assert completed.returncode == Exit.FAILED
    assert "Traceback" in completed.stderr
    event = json.loads(completed.stderr.splitlines()[-1])
    assert (event["kind"], event["message"]) == ("bug", "KeyError: 5")


def test_a_full_disk_is_no_bug(tmp_path: Path) -> None:
    body = """
        with Path("/dev/full").open("wb") as file:
            file.write(bytes(1_000_000))
    """
    completed = run_body(tmp_path, body, "--json")
    assert completed.returncode == Exit.AGAIN
    assert [event["kind"] for event in events(completed)] == ["disk"]
    assert "disk is full" in completed.stderr and "Traceback" not in completed.stderr


def test_an_error_of_the_system_names_the_file(tmp_path: Path) -> None:
    body = 'Path("/proc/no/such").write_text("x")'
    completed = run_body(tmp_path, body, "--json")
    assert completed.returncode == Exit.FAILED
    assert "/proc/no/such" in completed.stderr


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--wrong"], "--wrong"),
        (["--provider", "none"], "local"),
        (["--output"], "--output"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: list[str], complaint: str) -> None:
    completed = run_body(tmp_path, "return {}", *arguments)
    assert completed.returncode == Exit.USAGE and completed.stdout == ""
    assert complaint in completed.stderr


def test_the_first_provider_is_the_default(tmp_path: Path) -> None:
    body = 'return {"output": args.provider + args.model}'
    assert json.loads(run_body(tmp_path, body).stdout)["output"] == "local"
    named = run_body(tmp_path, body, "--provider", "other", "--model", "-9")
    assert named.returncode == 2 or json.loads(named.stdout)["output"] == "other-9"


SCRIPTS = sorted(
    path.stem
    for path in (Path(__file__).parents[2] / "scripts").glob("*.py")
    if "__main__" in path.read_text(encoding="utf-8") and path.stem != "program"
)


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_script_has_help_and_loads_nothing_heavy_for_it(name: str) -> None:
    code = f"""
        import runpy, sys
        sys.argv = ["{name}", "--help"]
        try:
            runpy.run_module("scripts.{name}", run_name="__main__")
        finally:
            heavy = {{"numpy", "PIL", "av", "imageio_ffmpeg", "jsonschema"}} & set(sys.modules)
            print("loaded:", sorted(heavy))
    """
    command = [sys.executable, "-c", textwrap.dedent(code)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "--json" in said and said.endswith("loaded: []\n")


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_script_without_its_arguments_is_wrong_usage(name: str) -> None:
    completed = run_script(name)
    assert completed.returncode == Exit.USAGE and completed.stdout == ""
    assert "required: " in completed.stderr


def test_a_file_is_there_only_when_it_is_whole(tmp_path: Path) -> None:
    output = tmp_path / "new" / "film.mp4"
    with whole_file(output) as partial:
        assert partial.parent == output.parent and partial.suffix == ".mp4"
        partial.write_text("half")
        assert not output.exists()
    assert [path.name for path in output.parent.iterdir()] == ["film.mp4"]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    output = tmp_path / "film.mp4"
    output.write_text("old")
    with pytest.raises(Failure), whole_file(output) as partial:
        partial.write_text("half")
        raise refused("no")
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]
    assert output.read_text() == "old"


def test_a_file_too_large_for_the_machine_leaves_nothing(tmp_path: Path) -> None:
    """A real script whose file may not grow: no traceback, no half file."""
    output = tmp_path / "out" / "sound.wav"
    code = textwrap.dedent("""
        import resource, runpy, sys
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        sys.argv = sys.argv[1:]
        runpy.run_path(sys.argv[0], run_name="__main__")
    """)
    program = Path(__file__).parents[2] / "scripts" / "generate_sound_effects.py"
    arguments = ["--text", "rain", "--duration", "1", "--output", str(output)]
    completed = subprocess.run(
        [sys.executable, "-c", code, str(program), *arguments],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    assert completed.returncode in (Exit.FAILED, Exit.AGAIN)
    assert "❌" in completed.stderr and completed.stdout == ""
    assert list(output.parent.iterdir()) == []


WITH_A_CHILD = """
    import subprocess
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    print(child.pid, flush=True)
    time.sleep(60)
"""


def test_the_whole_group_ends_when_whoever_ran_it_is_gone(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, str(script(tmp_path, WITH_A_CHILD))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        assert process.stdin is not None and process.stdout is not None
        child = int(process.stdout.readline())
        process.stdin.write(b"alive\n")
        process.stdin.flush()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.3)
        process.stdin.close()
        assert process.wait(20) == -signal.SIGKILL
        assert _ends(child)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _ends(pid: int, seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":  # dead; its new parent has only not asked yet
            return True
        time.sleep(0.05)
    return False


def test_run_by_hand_a_closed_stdin_ends_nothing(tmp_path: Path) -> None:
    body = 'time.sleep(0.5); return {"output": "still here"}'
    assert run_body(tmp_path, body).returncode == Exit.DONE


def test_texts_are_read_and_limited(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes("\ufeffgrün".encode())
    assert read_text(path) == "grün"
    with pytest.raises(Failure, match=r"text\.txt has 8 bytes; at most 4"):
        read_text(path, limit_bytes=4)
    path.write_bytes(b"ab\xff")
    with pytest.raises(Failure, match=r"not text in UTF-8 \(byte 2\)"):
        read_text(path)
    with pytest.raises(Failure, match=r"gone\.txt cannot be read"):
        read_text(tmp_path / "gone.txt")


def test_json_mistakes_have_a_place(tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    path.write_text('{"a": 1}')
    assert read_json(path) == {"a": 1}
    path.write_text('{\n  "a": }')
    with pytest.raises(Failure, match="line 2, column 8"):
        read_json(path)


def test_deep_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deep.json"
    path.write_text("[" * 100_000)
    with pytest.raises(Failure, match=r"deep\.json is nested too deeply"):
        read_json(path)


def test_files_that_a_manifest_names(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.json"
    (tmp_path / "a.png").touch()
    assert named_file(manifest, "a.png", "items 1") == tmp_path / "a.png"
    assert named_file(manifest, str(tmp_path / "a.png"), "items 1") == tmp_path / "a.png"
    for value, said in (
        (None, "the path of a file"),
        ("", "the path of a file"),
        ("a\0b", "the path of a file"),
        ("b.png", "there is no file b.png"),
        (".", "there is no file ."),
        ("x" * 999, os.strerror(errno.ENAMETOOLONG)),
    ):
        with pytest.raises(Failure, match="items 1: ") as caught:
            named_file(manifest, value, "items 1")
        assert said in str(caught.value)
