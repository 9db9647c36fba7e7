"""Make a film's animatic: every shot sketched from the storyboard, with a scratch voice."""

from __future__ import annotations

import argparse
import math
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.options import number
from scripts.program import (
    Report,
    Result,
    add_provider,
    main,
    parser,
    read_json,
    refused,
    whole_file,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from scripts.providers.local.animatic import Sketch

FPS = 24
CRF, PRESET = 28, "ultrafast"  # small enough to be shown in a chat
PAUSE_SECONDS = 0.3  # after a narration that is longer than its shot
_TEXTS = ("action", "motion", "narration", "sound")


def build_parser() -> argparse.ArgumentParser:
    made = parser("Make an animatic from a storyboard: moving sketches and a scratch voice.")
    made.add_argument("--storyboard", type=Path, required=True, help="storyboard (JSON)")
    made.add_argument("--output", type=Path, required=True, help="MP4 to write")
    made.add_argument("--language", default="en", help="code of the narration's language")
    made.add_argument(
        "--pace", type=number(80, 450), default=150.0, help="of the voice, in words per minute"
    )
    add_provider(made, "local")
    return made


def run(args: argparse.Namespace, report: Report) -> Result:
    storyboard = _read(args.storyboard)

    from scripts.media import SAMPLE_RATE, encode_frames, write_wav
    from scripts.providers.local.animatic import SIZE
    from scripts.providers.local.voice import speak

    shots = storyboard["shots"]
    report.started(f"sketching {len(shots)} shots")
    lines = [
        speak(shot.get("narration", ""), language=args.language, pace=args.pace) for shot in shots
    ]
    sketches = _timed(shots, [len(line) / SAMPLE_RATE for line in lines])
    counts = [math.ceil(round(sketch.seconds * FPS, 3)) for sketch in sketches]
    with tempfile.TemporaryDirectory() as folder, whole_file(args.output) as partial:
        voice = Path(folder) / "voice.wav"
        write_wav(voice, _voice(lines, counts), SAMPLE_RATE)
        frames = _frames(storyboard, sketches, counts, report)

        encode_frames(
            frames, SIZE, FPS, partial, pixels="yuv420p", audio=voice, crf=CRF, preset=PRESET
        )
    return {"output": str(args.output), "seconds": sum(counts) / FPS, "shots": len(shots)}


def _timed(shots: Sequence[Mapping[str, Any]], spoken: Sequence[float]) -> list[Sketch]:
    """Each shot's length: its own, or what its narration needs."""
    from scripts.providers.local.animatic import Sketch

    return [
        Sketch(position, len(shots), shot, _length(shot.get("seconds", 5.0), seconds))
        for position, (shot, seconds) in enumerate(zip(shots, spoken, strict=True), 1)
    ]


def _length(asked: float, spoken: float) -> float:
    return max(float(asked), spoken + PAUSE_SECONDS) if spoken else float(asked)


def _voice(lines: Sequence[NDArray[np.float32]], counts: Sequence[int]) -> NDArray[np.float32]:
    """All lines, each from the first frame of its shot."""
    import numpy as np

    from scripts.media import SAMPLES_PER_FRAME

    track = np.zeros((sum(counts) * SAMPLES_PER_FRAME, 1), np.float32)
    start = 0
    for line, count in zip(lines, counts, strict=True):
        track[start : start + len(line), 0] = line
        start += count * SAMPLES_PER_FRAME
    return track


def _frames(
    storyboard: Mapping[str, Any],
    sketches: Sequence[Sketch],
    counts: Sequence[int],
    report: Report,
) -> Iterator[bytes]:
    from scripts.providers.local.animatic import Sketcher

    sketcher = Sketcher(storyboard)
    for sketch, count in zip(sketches, counts, strict=True):
        yield from sketcher.frames(sketch, count)
        report.progress(sketch.number, len(sketches))


def _read(path: Path) -> dict[str, Any]:
    """A storyboard whose every part that is drawn or spoken is there and of its kind."""
    storyboard = read_json(path)
    if not isinstance(storyboard, dict):
        raise refused(f"{path.name} must be an object with assets and shots")
    for key in ("assets", "shots"):
        part = storyboard.get(key)
        if not isinstance(part, list) or not part:
            raise refused(f"{path.name}, {key}: must be a list with at least one entry")
        for position, entry in enumerate(part, 1):
            problem = _asset_problem(entry) if key == "assets" else _shot_problem(entry)
            if problem:
                raise refused(f"{path.name}, {key} {position}{problem}")
    return storyboard


def _asset_problem(asset: object) -> str:
    if not isinstance(asset, dict) or not isinstance(asset.get("name"), str):
        return ": must be an object with a name"
    return "" if isinstance(asset.get("prompt", ""), str) else ", prompt: must be a text"


def _shot_problem(shot: object) -> str:
    if not isinstance(shot, dict):
        return ": must be an object"
    for key in _TEXTS:
        if not isinstance(shot.get(key, ""), str):
            return f", {key}: must be a text"
    seconds = shot.get("seconds", 5.0)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 < seconds <= 60:
        return ", seconds: must be a number above 0, at most 60"
    panels = shot.get("panels")
    if not isinstance(panels, list) or not 1 <= len(panels) <= 2:
        return ", panels: must be a list of one or two"
    problems = (_panel_problem(position, panel) for position, panel in enumerate(panels, 1))
    return next(filter(None, problems), "")


def _panel_problem(position: int, panel: object) -> str:
    if not isinstance(panel, dict) or not isinstance(panel.get("place"), str):
        return f", panels {position}: must be an object with a place"
    if not isinstance(panel.get("character"), str | None):
        return f", panels {position}, character: must be a name"
    scale = panel.get("scale", 0.6)
    if isinstance(scale, bool) or not isinstance(scale, int | float) or not 0 < scale <= 1:
        return f", panels {position}, scale: must be a number above 0, at most 1"
    return ""


if __name__ == "__main__":
    main(build_parser(), run)
