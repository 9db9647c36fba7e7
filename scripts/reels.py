"""Reels: many clips one after another, small, each with its number in the corner.

Frames stay as clips have them and the encoder wants them, YUV 4:2:0, from end to end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.media import FRAME_RATE, open_media
from scripts.program import refused
from scripts.sheets import Item, badge

if TYPE_CHECKING:
    import av
    import numpy as np
    from numpy.typing import NDArray

    Plane = NDArray[np.uint8]

SIZE = (640, 360)
_BADGE = 72  # pixels
_BLACK = (16, 128, 128)  # luma and the two colours


def reel_frames(items: Sequence[Item]) -> Iterator[bytes]:
    """All clips' frames as `yuv420p` of `SIZE`."""
    for item in items:
        mark = _mark(item.number)
        for picture in _at_frame_rate(item.file):
            frame = _in_the_middle(picture)
            for plane, sign in zip(frame, mark, strict=True):
                plane[: sign.shape[0], : sign.shape[1]] = sign
            yield b"".join(plane.tobytes() for plane in frame)


def _at_frame_rate(clip: Path) -> Iterator[list[Plane]]:
    """A clip's pictures, small, at the reel's rate whatever its own is."""
    with open_media(clip) as container:
        if not container.streams.video:
            raise refused(f"{clip.name} has no pictures in it")
        stream = container.streams.video[0]
        stream.codec_context.thread_count = 1  # the encoder keeps another core busy
        stream.codec_context.options = {"skip_loop_filter": "all"}  # not seen at this size
        rate = float(stream.average_rate or FRAME_RATE)
        shown = 0
        for place, frame in enumerate(container.decode(stream)):
            due = round((place + 1) * FRAME_RATE / rate)
            if due > shown:
                yield from [_small(frame)] * (due - shown)
                shown = due


def _small(frame: av.VideoFrame) -> list[Plane]:
    scale = min(SIZE[0] / frame.width, SIZE[1] / frame.height)
    width, height = (2 * max(1, round(side * scale / 2)) for side in (frame.width, frame.height))
    # No colour space is named: what a clip leaves open is BT.709, which a scaler takes for BT.601.
    small = frame.reformat(
        width, height, format="yuv420p", interpolation="AREA", dst_color_range="MPEG"
    )
    return _planes(small)


def _mark(number: int) -> list[Plane]:
    import av
    import numpy as np

    picture = badge(number, _BADGE)
    even = picture.crop((0, 0, picture.width - picture.width % 2, picture.height))
    frame = av.VideoFrame.from_ndarray(np.asarray(even), format="rgb24")
    named = frame.reformat(format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG")
    return _planes(named)


def _planes(frame: av.VideoFrame) -> list[Plane]:
    import numpy as np

    width, height = frame.width, frame.height
    flat: Plane = frame.to_ndarray().astype(np.uint8, copy=False).ravel()
    luma, blue, red = np.split(flat, [width * height, width * height * 5 // 4])
    half = (height // 2, width // 2)
    return [luma.reshape(height, width), blue.reshape(half), red.reshape(half)]


def _in_the_middle(picture: list[Plane]) -> list[Plane]:
    """On black, with half of the room left over on each side."""
    import numpy as np

    width, height = SIZE
    frame = []
    for plane, black, part in zip(picture, _BLACK, (1, 2, 2), strict=True):
        ground = np.full((height // part, width // part), black, np.uint8)
        (high, wide), top = plane.shape, (len(ground) - len(plane)) // 2
        left = (ground.shape[1] - wide) // 2
        ground[top : top + high, left : left + wide] = plane
        frame.append(ground)
    return frame
