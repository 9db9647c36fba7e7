"""Scripts run as the programs they are, and tiny media made for them.

Each script is run as a program for its success, its usage error and a refusal. Where only what it
makes or says is looked at, `result_here` and `refusal_here` run the same code without starting it.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from scripts.media import SAMPLE_RATE, encode_frames, h264, write_wav
from scripts.program import Exit, Failure, Report
from tests.standins import Standins

SCRIPTS = Path(__file__).parents[2] / "scripts"
Completed = subprocess.CompletedProcess[str]
Color = tuple[int, int, int]


def run_script(
    name: str, *args: object, env: dict[str, str] | None = None, timeout: float = 120
) -> Completed:
    """Run `scripts/<name>.py` as a person would, on a machine without any ffmpeg."""
    kept = {key: value for key, value in os.environ.items() if key.startswith("COVERAGE")}
    return subprocess.run(
        [sys.executable, str(SCRIPTS / f"{name}.py"), *map(str, args)],
        env={"PATH": "", **kept, **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout,
    )


def result_of(name: str, *args: object, env: dict[str, str] | None = None) -> dict[str, Any]:
    """The result of a script that must succeed."""
    completed = run_script(name, *args, env=env)
    assert completed.returncode == 0, completed.stderr
    lines = completed.stdout.splitlines()
    assert len(lines) == 1, f"one JSON object on stdout, not {completed.stdout!r}"
    loaded: dict[str, Any] = json.loads(lines[0])
    return loaded


def refusal_of(name: str, *args: object, exit_code: int = 65) -> str:
    """The one sentence of a script that must refuse; no traceback, nothing on stdout."""
    completed = run_script(name, "--json", *args)
    assert completed.returncode == exit_code, (completed.returncode, completed.stderr)
    assert "Traceback" not in completed.stderr and completed.stdout == ""
    event = json.loads(completed.stderr.splitlines()[-1])
    assert event["event"] == "error"
    return str(event["message"])


def result_here(name: str, *args: object) -> dict[str, Any]:
    """The result of a script's `run`, in this process."""
    module = importlib.import_module(f"scripts.{name}")
    parsed = module.build_parser().parse_args([str(arg) for arg in args])
    made: dict[str, Any] = module.run(parsed, Report(as_json=True))
    return made


def refusal_here(name: str, *args: object) -> str:
    """The sentence with which a script's `run` refuses, in this process."""
    with pytest.raises(Failure) as caught:
        result_here(name, *args)
    assert caught.value.exit_code is Exit.REFUSED, caught.value
    return str(caught.value)


def usage_error(
    parser: ArgumentParser, arguments: Sequence[object], capsys: pytest.CaptureFixture[str]
) -> str:
    """What a parser says to wrong arguments."""
    with pytest.raises(SystemExit) as ended:
        parser.parse_args([str(argument) for argument in arguments])
    assert ended.value.code == Exit.USAGE
    return capsys.readouterr().err


def write_json(path: Path, data: object) -> Path:
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def make_picture(
    path: Path, color: Color = (200, 120, 40), size: tuple[int, int] = (320, 180)
) -> Path:
    Image.new("RGB", size, color).save(path)
    return path


def counting_frames(count: int, size: tuple[int, int], color: Color) -> Iterable[bytes]:
    """Frames of one colour with a white bar that grows: each differs from the one before."""
    width, height = size
    for number in range(count):
        picture = np.full((height, width, 3), color, np.uint8)
        picture[: height // 4, : (number + 1) * width // count] = 255
        yield picture.tobytes()


def make_clip(
    path: Path,
    frames: int = 12,
    *,
    color: Color = (40, 90, 160),
    size: tuple[int, int] = (192, 108),
    fps: float = 24,
) -> Path:
    """A silent film with exactly this many frames."""
    codec = h264(preset="ultrafast", threads=1)
    encode_frames(counting_frames(frames, size, color), size, fps, path, codec=codec)
    return path


def tone(seconds: float, *, hertz: float = 330.0, level: float = 0.2) -> NDArray[np.float32]:
    times = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return (level * np.sin(2 * np.pi * hertz * times)).astype(np.float32)


def make_tone(path: Path, seconds: float, *, hertz: float = 330.0, level: float = 0.2) -> Path:
    write_wav(path, tone(seconds, hertz=hertz, level=level), SAMPLE_RATE)
    return path


def decoded_frames(path: Path) -> list[NDArray[Any]]:
    """Every picture of a film as RGB."""
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def decoded_samples(path: Path) -> int:
    """How many samples a sound or film has per channel, counted by decoding."""
    with av.open(str(path)) as container:
        return sum(frame.samples for frame in container.decode(audio=0))


@pytest.fixture
def standins(monkeypatch: pytest.MonkeyPatch) -> Iterator[Standins]:
    """The services on loopback, and an environment that leads to them."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    with Standins() as running:
        for name, value in running.environment.items():
            monkeypatch.setenv(name, value)
        yield running


@pytest.fixture
def corrupt(tmp_path: Path) -> Callable[[str], Path]:
    """Makes a file with a good name and bad content."""

    def make(name: str) -> Path:
        path = tmp_path / name
        path.write_bytes(b"not what the name says" * 50)
        return path

    return make
