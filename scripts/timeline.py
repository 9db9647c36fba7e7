"""When each shot of a film begins and how long it lasts, in whole frames and samples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.media import SAMPLE_RATE
from scripts.program import named_file, read_json, refused

LEAD_SECONDS = 0.15  # of picture before a voice begins
TAIL_SECONDS = 0.35  # of picture after it ended


@dataclass(frozen=True)
class Clip:
    """One entry of the manifest."""

    number: int
    video: Path
    audio: Path | None
    sfx: Path | None


@dataclass(frozen=True)
class Shot:
    """A clip's place in the film; starts and lengths in frames, the voice's in samples."""

    number: int
    start: int
    frames: int
    voice_start: int
    voice_samples: int

    def as_result(self, fps: int) -> dict[str, float | int | None]:
        """In seconds, for whoever writes captions."""
        speaks = self.voice_samples > 0
        return {
            "clip_number": self.number,
            "start": round(self.start / fps, 6),
            "seconds": round(self.frames / fps, 6),
            "voice_start": round(self.voice_start / SAMPLE_RATE, 6) if speaks else None,
            "voice_seconds": round(self.voice_samples / SAMPLE_RATE, 6),
        }


def shot_frames(clip_frames: int, voice_samples: int, fps: int) -> int:
    """A shot lasts as long as its clip, or longer where its narration needs it."""
    if not voice_samples:
        return clip_frames
    needed = round((LEAD_SECONDS + TAIL_SECONDS) * SAMPLE_RATE) + voice_samples
    return max(clip_frames, -(-needed * fps // SAMPLE_RATE))


def lay_out(
    numbers: list[int], frames: list[int], voices: Mapping[int, int], fps: int
) -> list[Shot]:
    """The shots one after another; `voices` has the samples of each number's narration."""
    shots = []
    start = 0
    for number, length in zip(numbers, frames, strict=True):
        voice_start = start * SAMPLE_RATE // fps + round(LEAD_SECONDS * SAMPLE_RATE)
        shots.append(Shot(number, start, length, voice_start, voices.get(number, 0)))
        start += length
    return shots


def read_manifest(path: Path) -> list[Clip]:
    """The clips in the order of the file.

    Raises:
        Failure: Refused, with the place of the mistake, such as `clips 3, video`.
    """
    data = read_json(path)
    entries = data.get("clips") if isinstance(data, dict) else None
    if not isinstance(entries, list) or not entries:
        raise refused(f"{path.name} must have a list “clips” with at least one clip")
    clips = [_clip(path, entry, place) for place, entry in enumerate(entries, 1)]
    seen: set[int] = set()
    for place, clip in enumerate(clips, 1):
        if clip.number in seen:
            raise refused(f"{path.name}: clips {place}: clip_number {clip.number} is there twice")
        seen.add(clip.number)
    return clips


def _clip(manifest: Path, entry: Any, position: int) -> Clip:
    place = f"{manifest.name}: clips {position}"
    if not isinstance(entry, dict):
        raise refused(f"{place} must be an object with clip_number and video")
    number = entry.get("clip_number")
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise refused(f"{place}, clip_number: must be a whole number from 1, not {number!r}")
    if entry.get("video") is None:
        raise refused(f"{place}, video: is missing")
    video, audio, sfx = (
        None if entry.get(key) is None else named_file(manifest, entry[key], f"{place}, {key}")
        for key in ("video", "audio", "sfx")
    )
    assert video is not None
    return Clip(number, video, audio, sfx)
