"""Clips to assemble: a film of four shots, or one small clip for what is refused."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from tests.scripts.conftest import (
    decoded_frames,
    decoded_samples,
    make_clip,
    refusal_here,
    result_here,
    result_of,
    tone,
    write_json,
)

LINES = {1: "A fox.", 2: "Nobody sees it pass tonight.", 4: "Home."}
COLOURS = {1: (200, 60, 40), 2: (40, 160, 80), 3: (60, 70, 190), 4: (190, 180, 60)}


class Film:
    """A film of four shots, assembled twice with one cache and one changed clip."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "film's.mp4"
        self.cache = folder / "it's a cache"
        # The third clip has another size, shape and rate; the second's narration is longer than it.
        shapes: dict[int, tuple[int, tuple[int, int], float]]
        shapes = {1: (32, (192, 108), 24), 2: (30, (192, 108), 24)}
        shapes |= {3: (13, (160, 160), 25), 4: (26, (192, 108), 24)}
        self.clips = {
            number: make_clip(
                folder / f"clip{number}.mp4", frames, color=COLOURS[number], size=size, fps=fps
            )
            for number, (frames, size, fps) in shapes.items()
        }
        self.voices = {number: folder / f"voice{number}.wav" for number in LINES}
        for number, path in self.voices.items():
            result_here("generate_audio", "--text", LINES[number], "--output", path)
        self.sound = folder / "sound.wav"
        sound = ("--text", "wind", "--duration", 2, "--output", self.sound)
        result_here("generate_sound_effects", *sound)

    def assemble(self, *more: object) -> dict[str, Any]:
        entries = [
            {
                "clip_number": number,
                "video": str(clip),
                "audio": str(self.voices[number]) if number in self.voices else None,
                "sfx": str(self.sound),
                "seconds": 99,  # what was planned does not count
            }
            for number, clip in self.clips.items()
        ]
        manifest = write_json(self.folder / "manifest.json", {"clips": entries})
        return result_of("assemble_video", "--manifest", manifest, "--output", self.output, *more)

    def expected_frames(self) -> list[int]:
        """From decoded clips and decoded narrations alone."""
        frames = []
        for number, clip in self.clips.items():
            with av.open(str(clip)) as container:
                rate = float(container.streams.video[0].average_rate or 0)
            shown = round(len(decoded_frames(clip)) * 24 / rate)
            spoken = decoded_samples(self.voices[number]) / 48000 if number in self.voices else 0
            heard = math.ceil(round((0.15 + spoken + 0.35) * 24, 6)) if spoken else 0
            frames.append(max(shown, heard))
        return frames


def one_clip(folder: Path, **changes: object) -> Path:
    """The manifest of a film of one clip, with these changes."""
    clip = make_clip(folder / "clip.mp4", 6, size=(64, 36))
    entry = {"clip_number": 1, "video": str(clip), **changes}
    return write_json(folder / "manifest.json", {"clips": [entry]})


def stereo_tone(seconds: float, *, hertz: float = 330.0, level: float = 0.2) -> NDArray[np.float32]:
    """The same tone on both sides."""
    return np.stack([tone(seconds, hertz=hertz, level=level)] * 2, axis=1)


def refusal(manifest: Path, output: Path | None = None) -> str:
    """The sentence with which no film is made of it."""
    film = output or manifest.parent / "film.mp4"
    sentence = refusal_here("assemble_video", "--manifest", manifest, "--output", film)
    assert not film.exists(), "a film was made all the same"
    return sentence
