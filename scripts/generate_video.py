"""Make one clip: a picture that moves."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from scripts.depth import depth_of
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
from scripts.providers.paid_options import add_pause, add_waiting

if TYPE_CHECKING:
    from PIL import Image

    from scripts.providers.local.clips.falling import Veil
    from scripts.providers.local.clips.planes import Planes

CRF = 20  # what a film is put together from, as it is where it is as long as its shot

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
        "--job-file",
        type=Path,
        help="where a provider's job is noted; one that is there is taken up; local has no jobs",
    )
    made.add_argument("--job-id", default="", help="a provider's job to take up; local has none")
    add_note(made)
    add_round(made)
    add_aspect_ratio(made)
    add_provider(made, "local", "kling")
    add_pause(made)
    add_waiting(made)
    return made


def run(args: argparse.Namespace, report: Report) -> Result:
    if args.provider == "kling":
        return _ordered(args, report)
    picture, depth = open_picture(args.image), depth_of(args.image)
    size = FRAMES[args.aspect_ratio]
    count = max(1, round(args.seconds * args.fps))
    report.started(f"moving {args.image.name} for {count} frames")

    from scripts.media import encode_frames, joinable
    from scripts.providers.local.clips.falling import read_veils
    from scripts.providers.local.clips.frames import moving_frames
    from scripts.providers.local.clips.motion import read_move

    if args.note:
        picture, depth = _noted(picture, depth, args.note)
    move = read_move(args.prompt, args.note, args.round)
    veils = read_veils(args.prompt, args.note, size)
    frames = enumerate(moving_frames(picture, size, move, count, depth))
    shown = (
        _veiled(frame, veils, number / args.fps)
        for number, frame in _reported(frames, count, args.fps, report)
    )
    with whole_file(args.output) as partial:
        codec = joinable(crf=CRF, fps=args.fps)
        encode_frames(shown, size, args.fps, partial, pixels="yuv420p", codec=codec)
    return {"output": str(args.output), "seconds": count / args.fps, "frames": count}


def _ordered(args: argparse.Namespace, report: Report) -> Result:
    """A clip by Kling, as long as its model makes them; its frames come at the model's rate."""
    from scripts.providers.kling import Order, Patience, make_clip
    from scripts.providers.kling_models import DEFAULT

    order = Order(
        image=args.image,
        prompt="\n".join(filter(None, [args.prompt, args.note])),
        seconds=args.seconds,
        shape=args.aspect_ratio,
        model=args.model or DEFAULT,
    )
    report.started(f"having {args.image.name} moved")
    made = make_clip(
        order,
        args.output,
        report,
        job_file=args.job_file,
        job_id=args.job_id,
        patience=Patience(args.pause, args.poll, args.give_up),
    )
    return {"output": str(args.output), **made}


def _noted(
    picture: Image.Image, depth: Image.Image | None, note: str
) -> tuple[Image.Image, Image.Image | None]:
    """The frame as a person's note wants it lit."""
    from scripts.providers.local.places.places import Place
    from scripts.providers.local.places.relight import as_noted

    noted = as_noted(Place(picture.convert("RGB"), depth), note)
    return noted.picture, noted.depth


def _veiled(frame: Planes, veils: Iterable[Veil], seconds: float) -> bytes:
    for veil in veils:
        veil.lay_over(frame, seconds)
    return frame.raw()


def _reported(items: Iterable[Item], total: int, every: int, report: Report) -> Iterator[Item]:
    for done, item in enumerate(items, 1):
        yield item
        if done % every == 0 or done == total:
            report.progress(done, total)


if __name__ == "__main__":
    main(build_parser(), run)
