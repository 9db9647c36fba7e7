"""Make a film's animatic: every shot sketched from the storyboard, with a scratch voice."""

from __future__ import annotations

import argparse
import math
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.options import FRAMES, number
from scripts.pictures import open_picture
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
    from PIL import Image

    Mono = NDArray[np.float32]

# On twos, as animators do: 24 a second would take twice the time to look the same in a sketch.
FPS = 12
CRF = 31  # small enough to be shown in a chat
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
    made.add_argument(
        "--picture",
        type=_named_picture,
        action="append",
        default=[],
        metavar="NAME=FILE",
        help="picture that is shown for an asset instead of a sketch; may be given several times",
    )
    made.add_argument(
        "--aspect-ratio",
        choices=sorted(FRAMES),
        default="16:9",
        help="shape of the frame: 854x480 or 480x854 pixels",
    )
    add_provider(made, "local")
    return made


def _named_picture(text: str) -> tuple[str, Path]:
    name, sign, file = text.partition("=")
    if not (name and sign and file):
        raise argparse.ArgumentTypeError(f"{text} is not NAME=FILE")
    return name, Path(file)


def run(args: argparse.Namespace, report: Report) -> Result:
    storyboard = _read(args.storyboard)
    pictures = {name: open_picture(path) for name, path in args.picture}

    from scripts.media import SAMPLE_RATE, encode_frames, h264, write_wav
    from scripts.providers.local.clips.animatic import SIZES
    from scripts.providers.local.sounds.voice import speak

    shots = storyboard["shots"]
    report.started(f"sketching {len(shots)} shots")
    lines = [
        speak(shot.get("narration", ""), language=args.language, pace=args.pace) for shot in shots
    ]
    counts = [
        math.ceil(round(_length(shot, len(line) / SAMPLE_RATE) * FPS, 3))
        for shot, line in zip(shots, lines, strict=True)
    ]
    with tempfile.TemporaryDirectory() as folder, whole_file(args.output) as partial:
        sound = Path(folder) / "sound.wav"
        write_wav(sound, _sound(shots, lines, counts), SAMPLE_RATE)
        frames = _frames(storyboard, args.aspect_ratio, pictures, counts, report)
        size = SIZES[args.aspect_ratio]
        codec = h264(crf=CRF, preset="ultrafast", threads=1)
        encode_frames(frames, size, FPS, partial, pixels="yuv420p", audio=sound, codec=codec)
    starts = [sum(counts[:number]) / FPS for number in range(len(counts))]
    return {
        "output": str(args.output),
        "seconds": sum(counts) / FPS,
        "shots": len(shots),
        "starts": starts,
        "spoken": [round(len(line) / SAMPLE_RATE, 3) for line in lines],
    }


def _length(shot: Mapping[str, Any], spoken: float) -> float:
    """A shot's length in seconds: its own, or what its narration needs."""
    asked = float(shot.get("seconds", 5.0))
    return max(asked, spoken + PAUSE_SECONDS) if spoken else asked


def _sound(
    shots: Sequence[Mapping[str, Any]], lines: Sequence[Mono], counts: Sequence[int]
) -> NDArray[np.float32]:
    """Every line from the first frame of its shot, over what the shots sound like."""
    from scripts.media import SAMPLE_RATE
    from scripts.providers.local.clips.scratch_mix import Part, mixed

    return mixed(
        [
            Part(line, str(shot.get("sound", "")), count * SAMPLE_RATE // FPS)
            for shot, line, count in zip(shots, lines, counts, strict=True)
        ]
    )


def _frames(
    storyboard: Mapping[str, Any],
    aspect_ratio: str,
    pictures: Mapping[str, Image.Image],
    counts: Sequence[int],
    report: Report,
) -> Iterator[bytes]:
    from scripts.providers.local.clips.animatic import Sketcher, captioned
    from scripts.providers.local.clips.captioning import Caption, Timeline

    sketcher = Sketcher(storyboard, aspect_ratio, pictures)
    timeline = Timeline(sketcher.size, counts)
    for position, (shot, count) in enumerate(zip(storyboard["shots"], counts, strict=True)):
        caption = Caption(
            position + 1,
            len(counts),
            count / FPS,
            str(shot.get("action", "")),
            str(shot.get("narration", "")),
        )
        titles = caption.over(sketcher.size)
        frames = sketcher.frames(shot, count)
        yield from captioned(frames, titles, timeline, sum(counts[:position]))
        report.progress(position + 1, len(counts))


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
