"""Make one clip: a picture that moves."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from scripts.options import (
    FRAMES,
    add_aspect_ratio,
    add_note,
    add_round,
    number,
    whole_number,
    words,
)
from scripts.pictures import open_picture
from scripts.program import Report, Result, add_provider, main, parser, whole_file

# A clip is encoded again when the film is assembled: cheap to make, better than it need be.
CRF, PRESET = 20, "ultrafast"

Item = TypeVar("Item")


def build_parser() -> argparse.ArgumentParser:
    made = parser("Make one silent clip from a picture and the words for its motion.")
    made.add_argument("--image", type=Path, required=True, help="picture the clip starts from")
    made.add_argument(
        "--prompt", type=words, required=True, help="what moves and how the camera does, as text"
    )
    made.add_argument("--output", type=Path, required=True, help="MP4 to write")
    made.add_argument("--seconds", type=number(0.5, 60), default=5.0, help="length in seconds")
    made.add_argument("--fps", type=whole_number(1, 60), default=24, help="frames per second")
    made.add_argument(
        "--job-file", type=Path, help="where a provider's job is noted; local has no jobs"
    )
    made.add_argument("--job-id", default="", help="a provider's job to take up; local has none")
    add_note(made)
    add_round(made)
    add_aspect_ratio(made)
    add_provider(made, "local")
    return made


def run(args: argparse.Namespace, report: Report) -> Result:
    picture = open_picture(args.image)
    size = FRAMES[args.aspect_ratio]
    count = max(1, round(args.seconds * args.fps))
    report.started(f"moving {args.image.name} for {count} frames")

    from scripts.media import encode_frames
    from scripts.providers.local.frames import moving_frames
    from scripts.providers.local.motion import read_move

    move = read_move(args.prompt, args.note, args.round)
    frames = moving_frames(picture, size, move, count)
    shown = (frame.raw() for frame in _reported(frames, count, args.fps, report))
    with whole_file(args.output) as partial:
        encode_frames(shown, size, args.fps, partial, pixels="yuv420p", crf=CRF, preset=PRESET)
    return {"output": str(args.output), "seconds": count / args.fps, "frames": count}


def _reported(items: Iterable[Item], total: int, every: int, report: Report) -> Iterator[Item]:
    for done, item in enumerate(items, 1):
        yield item
        if done % every == 0 or done == total:
            report.progress(done, total)


if __name__ == "__main__":
    main(build_parser(), run)
