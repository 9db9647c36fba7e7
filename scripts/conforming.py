"""Clips made alike, once, so that a film can be joined from them without encoding it again."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from scripts.media import (
    BT709,
    EXACT_FILE,
    FRAME_RATE,
    THREADS,
    encode_frames,
    h264,
    joinable,
    open_media,
    probe,
    run_ffmpeg,
)
from scripts.program import Exit, Failure, refused, whole_file


@dataclass(frozen=True)
class Shape:
    """What all clips of one film have in common: pixels, frames per second, x264's quality."""

    width: int
    height: int
    fps: int = FRAME_RATE
    crf: int = 22


def frames_of(clip: Path, fps: int) -> int:
    """How many frames a clip lasts at the film's rate."""
    found = probe(clip)
    if not found.has_video:
        raise refused(f"{clip.name} has sound but no pictures")
    return max(1, round(found.seconds * fps))


def are_joinable(clips: Iterable[tuple[Path, int]], shape: Shape, folder: Path) -> list[bool]:
    """Which clips can be joined as they are: encoded by `media.joinable`, in this shape.

    Args:
        clips: Each with the number of frames it is to have.
        folder: Where a sample of such an encoding may be made; headers are compared with its.
    """
    with tempfile.TemporaryDirectory(prefix=".sample.", dir=folder) as scratch:
        sample = Path(scratch) / "sample.mp4"
        black = bytes(shape.width * shape.height * 3 // 2)
        codec = joinable(crf=shape.crf, fps=shape.fps)
        size = (shape.width, shape.height)
        encode_frames([black], size, shape.fps, sample, pixels="yuv420p", codec=codec)
        wanted = _header(sample)
    return [_is_whole(clip, frames) and _header(clip) == wanted for clip, frames in clips]


def _header(clip: Path) -> tuple[bytes | None, Fraction | None]:
    """What must be the same in all parts of a film: the stream's parameters, and its time base."""
    with open_media(clip) as container:
        stream = container.streams.video[0]
        return stream.codec_context.extradata, stream.time_base


def conform(
    clip: Path, frames: int, shape: Shape, folder: Path, *, to_join: bool = False
) -> tuple[Path, bool]:
    """Encode a clip to the film's shape, holding its last frame until it has enough.

    The result is named by everything it depends on, so one that is there is the right one.

    Args:
        to_join: It must fit beside clips that are joined as they are.

    Returns:
        The conformed clip in the folder, and whether it had to be encoded.
    """
    recipe = _recipe(frames, shape, to_join=to_join)
    output = folder / f"{_name(clip, recipe)}.mp4"
    if output.is_file() and _is_whole(output, frames):
        output.touch()  # what is used stays when old ones are cleared
        return output, False
    with whole_file(output) as partial:
        _encode(clip, recipe, partial)
        if not _is_whole(partial, frames):
            text = f"{clip.name} could not be made {frames} frames long"
            raise Failure(Exit.FAILED, text, kind="media")
    return output, True


def _recipe(frames: int, shape: Shape, *, to_join: bool) -> list[str]:
    size = f"{shape.width}:{shape.height}"
    filters = [
        "setpts=PTS-STARTPTS",
        f"fps={shape.fps}",
        f"scale={size}:force_original_aspect_ratio=increase:flags=bicubic",
        f"crop={size}",
        "setsar=1",
        "tpad=stop_mode=clone:stop=-1",
        "format=yuv420p",
        f"{BT709}:range=tv" if to_join else BT709,
    ]
    picture = ("-map", "0:v:0", "-vf", ",".join(filters), "-frames:v", str(frames))
    if to_join:
        codec = joinable(crf=shape.crf, fps=shape.fps, threads=THREADS)
        return [*picture, *codec, "-an", *EXACT_FILE]
    # A closed group of half a second is what YouTube asks for; without B frames it is closed.
    groups = ("-g", str(max(1, shape.fps // 2)))
    return [*picture, *h264(crf=shape.crf), *groups, "-an", *EXACT_FILE]


def _name(clip: Path, recipe: list[str]) -> str:
    with clip.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    return hashlib.sha256("\n".join([content, *recipe]).encode()).hexdigest()


def _encode(clip: Path, recipe: list[str], output: Path) -> None:
    try:
        run_ffmpeg(["-threads", str(THREADS), "-i", str(clip), *recipe, str(output)])
    except Failure as failure:
        if failure.kind == "disk":
            raise
        raise refused(f"{clip.name} cannot be used as a clip: {failure}") from failure


def _is_whole(clip: Path, frames: int) -> bool:
    try:
        return probe(clip).frames == frames
    except Failure:
        return False  # a damaged leftover is made again
