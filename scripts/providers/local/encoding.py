"""Encoding frames that are already what video is made of."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from scripts import media
from scripts.pictures import Size
from scripts.providers.local.motion import Planes


def encode_planes(
    frames: Iterable[Planes],
    size: Size,
    fps: float,
    output: Path,
    *,
    audio: Path | None = None,
    crf: int,
    preset: str,
) -> int:
    """Encode frames as H.264, and a sound as AAC beside them.

    Args:
        frames: Each of `size`.
        size: Width and height in pixels, both even.
        fps: Frames per second.
        output: An MP4; the caller takes care of `whole_file`.
        audio: A file whose sound is laid under the pictures from the start.
        crf: x264's quality; lower is better and larger.
        preset: x264's speed.

    Returns:
        The number of frames written.
    """
    raw = ("-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{size[0]}x{size[1]}", "-r", f"{fps:g}")
    sound = () if audio is None else ("-i", str(audio))
    aac = () if audio is None else ("-c:a", "aac", "-b:a", "128k")
    # Raw frames carry no colour space, and the encoder writes down what its frames say.
    said = "setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv"
    encoded = ("-vf", said, *media.h264(crf=crf, preset=preset), *aac, *media.EXACT_FILE)
    count = 0
    with media._ffmpeg([*raw, "-i", "pipe:0", *sound, *encoded, str(output)]) as process:
        assert process.stdin is not None
        # A pipe that breaks means that ffmpeg ended by itself; media says why.
        with suppress(BrokenPipeError), process.stdin as pipe:
            for frame in frames:
                pipe.write(frame.raw())
                count += 1
    return count
