"""What an upload of a large film needs: `python -m tests.benchmarks.upload_memory [--gigabytes 2]`.

The film is a tiny one with a box of nothing behind it, so that it takes no room on the disk; the
script and the stand-in read all of it. The target is less than 150 MB for 2 GB.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.scripts.conftest import SCRIPTS, make_clip, write_json
from tests.standins import Standins

MOST_BYTES = 150_000_000
_METADATA = {
    "title": "A large film",
    "lines": [{"clip_number": 1, "text": "A fox runs home."}],
    "language": "en",
}
_TIMELINE = [{"clip_number": 1, "voice_start": 0.1, "voice_seconds": 0.8}]


def large_film(path: Path, size: int) -> Path:
    """A film in full HD that can be played, with exactly this many bytes, most of them a hole."""
    make_clip(path, 48, size=(1920, 1080))
    more = size - path.stat().st_size
    with path.open("ab") as file:
        file.write((1).to_bytes(4, "big") + b"free" + more.to_bytes(8, "big"))
    os.truncate(path, size)
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gigabytes", type=float, default=2.0)
    size = round(parser.parse_args().gigabytes * 1e9)
    with tempfile.TemporaryDirectory() as name, Standins() as standins:
        folder = Path(name)
        film = large_film(folder / "film.mp4", size)
        command = [sys.executable, str(SCRIPTS / "publish_video.py"), "--provider=youtube"]
        command += ["--video", str(film), "--output", str(folder / "published")]
        command += ["--metadata", str(write_json(folder / "metadata.json", _METADATA))]
        command += ["--timeline", str(write_json(folder / "timeline.json", _TIMELINE))]
        command += ["--job-file", str(folder / "job.json")]
        env = {"PATH": "", **standins.environment}
        began = time.monotonic()
        said, memory = watched(command, env)
        seconds = time.monotonic() - began
        (video,) = standins.youtube.videos
        assert (video.size, video.sha256) == (size, said["sha256"])
    print(f"{size / 1e9:.1f} GB: {memory / 1e6:.0f} MB at most, {seconds:.1f} s")
    if memory >= MOST_BYTES:
        sys.exit(f"more than {MOST_BYTES / 1e6:.0f} MB")


def watched(command: list[str], env: dict[str, str]) -> tuple[dict[str, Any], int]:
    """What a script said, and the most memory it held, in bytes.

    Not by `getrusage`: that also counts what this process held when it started the script.
    """
    pipe: Any = subprocess.PIPE
    most = 0
    with subprocess.Popen(command, env=env, stdout=pipe, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, _high_water(process.pid))
            time.sleep(0.02)
        said: dict[str, Any] = json.loads(process.stdout.read())  # type: ignore[union-attr]  # a pipe
    return said, most


def _high_water(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:  # it has just ended
        return 0
    kilobytes = next((line.split()[1] for line in status.splitlines() if "VmHWM" in line), "0")
    return int(kilobytes) * 1024


if __name__ == "__main__":
    main()
