"""A paid call is on its way and whoever ran the script is gone: it ends, and leaves nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from pipeline import storyboard
from tests.scripts.conftest import SCRIPTS, make_picture, write_json
from tests.standins import FaultKind, Standins

SLOW = 600.0  # seconds the services take: longer than any test waits
CALLS = {
    "generate_storyboard": "generateContent",
    "generate_asset": "generateContent",
    "generate_video": "createTask",
    "generate_audio": "text-to-speech",
    "generate_sound_effects": "sound-generation",
}


def arguments(name: str, folder: Path) -> list[object]:
    given: dict[str, list[object]] = {
        "generate_storyboard": ["--provider", "gemini", "--title", "x", "--schema"],
        "generate_asset": ["--provider", "gemini", "--prompt", "a fox"],
        "generate_video": ["--provider", "kling", "--prompt", "waves", "--image"],
        "generate_audio": ["--provider", "elevenlabs", "--text", "rain", "--voice", "voice-one"],
        "generate_sound_effects": ["--provider", "elevenlabs", "--text", "rain"],
    }
    if name == "generate_storyboard":
        given[name].append(write_json(folder / "schema.json", storyboard.schema()))
    if name == "generate_video":
        given[name].append(make_picture(folder / "frame.png"))
    return [*given[name], "--output", folder / "out"]


def has_arrived(standins: Standins, path: str, process: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if standins.calls(path):
            return True
        time.sleep(0.02)
    return False


def group_of(leader: int) -> list[int]:
    found = []
    for process in psutil.process_iter():
        try:
            if os.getpgid(process.pid) == leader and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
        except (ProcessLookupError, psutil.NoSuchProcess):
            continue
    return found


@pytest.mark.parametrize("name", CALLS)
def test_it_ends_with_whoever_ran_it(standins: Standins, tmp_path: Path, name: str) -> None:
    standins.faults.order(FaultKind.SLOW, path=CALLS[name], seconds=SLOW)
    command = [sys.executable, str(SCRIPTS / f"{name}.py"), *map(str, arguments(name, tmp_path))]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"PATH": "", **standins.environment},
        start_new_session=True,
    )
    try:
        assert has_arrived(standins, CALLS[name], process)
        assert process.poll() is None
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(30) == -signal.SIGKILL
        assert group_of(process.pid) == []
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(("out", "."))] == []
    assert len(standins.calls(CALLS[name])) == 1
