"""What a film is, found out by decoding: for tests that trust no manifest."""

from __future__ import annotations

import hashlib
import math
import subprocess
import wave
from pathlib import Path

import av
import imageio_ffmpeg

FPS = 24
LEAD_SECONDS, TAIL_SECONDS = 0.15, 0.35  # silence before and after a line, as the assembly says


def decoded_frames(path: Path) -> int:
    """How many pictures really come out."""
    with av.open(str(path)) as container:
        return sum(1 for _ in container.decode(video=0))


def spoken_seconds(path: Path) -> float:
    """How long a line is, from its samples."""
    with wave.open(str(path)) as line:
        return float(line.getnframes() / line.getframerate())


def clip_frames(path: Path) -> int:
    """How many pictures of the film a clip fills, whatever its own rate is."""
    with av.open(str(path)) as container:
        rate = container.streams.video[0].average_rate
    assert rate is not None
    return round(decoded_frames(path) * FPS / rate)


def frames_needed(clip: Path, line: Path) -> int:
    """The frames of a shot: its clip's, or what its line needs, whichever is more."""
    spoken = (LEAD_SECONDS + spoken_seconds(line) + TAIL_SECONDS) * FPS
    return max(clip_frames(clip), math.ceil(spoken - 1e-6))


def complaints(path: Path) -> str:
    """Everything a full decode warns about."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "warning", "-i", str(path), "-f", "null", "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout + done.stderr


def pixels(path: Path) -> str:
    """A digest of everything that is seen."""
    seen = hashlib.sha256()
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            seen.update(frame.to_ndarray(format="gray").tobytes())
    return seen.hexdigest()
