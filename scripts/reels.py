"""Reels: many clips one after another, small, each with its number in the corner,
and with a sign where a clip is new.

Frames stay as clips have them and the encoder wants them, YUV 4:2:0, from end to end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.lettering import LINE_HEIGHT, draw_text, wrap
from scripts.media import FRAME_RATE, open_media
from scripts.program import refused
from scripts.sheet_parts import ACCENT, CHANGED, NEW, PAPER, tag_picture

if TYPE_CHECKING:
    import av
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    from scripts.preview_manifest import Item

    Plane = NDArray[np.uint8]

Size = tuple[int, int]
Point = tuple[int, int]

SIZES = {"16:9": (640, 360), "9:16": (360, 640)}  # pixels
_BADGE, _NEW, _NOTE = 72, 52, 30  # pixels high; the last of letters
_BLACK = (16, 128, 128)  # luma and the two colours


def reel_frames(items: Sequence[Item], size: Size) -> Iterator[bytes]:
    """All clips' frames as `yuv420p` of a size."""
    for item in items:
        marks = list(_marks(item, size))
        for picture in _at_frame_rate(item.file, size):
            frame = _in_the_middle(picture, size)
            for (left, top), mark in marks:
                for plane, sign, part in zip(frame, mark, (1, 2, 2), strict=True):
                    (high, wide), x, y = sign.shape, left // part, top // part
                    plane[y : y + high, x : x + wide] = sign
            yield b"".join(plane.tobytes() for plane in frame)


def _marks(item: Item, size: Size) -> Iterator[tuple[Point, list[Plane]]]:
    """The clip's number; on one that is new also a sign, and below it what was asked for."""
    yield (0, 0), _even_planes(tag_picture(str(item.number), _BADGE, ACCENT))
    if not item.changed:
        return
    new = tag_picture(NEW, _NEW, CHANGED)
    yield (size[0] - new.width // 2 * 2, 0), _even_planes(new)
    lines = len(wrap(item.note, _NOTE, size[0] - 24, 2))
    if lines:
        height = round(lines * _NOTE * LINE_HEIGHT) + 16
        yield (0, (size[1] - height) // 2 * 2), _even_planes(_strip(item.note, (size[0], height)))


def _strip(note: str, size: Size) -> Image.Image:
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", size, PAPER)
    draw = ImageDraw.Draw(picture)
    draw_text(draw, (12, 6), note, _NOTE, width=size[0] - 24, lines=2, fill=CHANGED)
    return picture


def _at_frame_rate(clip: Path, size: Size) -> Iterator[list[Plane]]:
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
                yield from [_small(frame, size)] * (due - shown)
                shown = due


def _small(frame: av.VideoFrame, size: Size) -> list[Plane]:
    scale = min(size[0] / frame.width, size[1] / frame.height)
    width, height = (2 * max(1, round(side * scale / 2)) for side in (frame.width, frame.height))
    # No colour space is named: what a clip leaves open is BT.709, which a scaler takes for BT.601.
    small = frame.reformat(
        width, height, format="yuv420p", interpolation="AREA", dst_color_range="MPEG"
    )
    return _planes(small)


def _even_planes(picture: Image.Image) -> list[Plane]:
    """A picture in a clip's colours; a last odd row or column is cut off."""
    import av
    import numpy as np

    even = picture.crop((0, 0, picture.width // 2 * 2, picture.height // 2 * 2))
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


def _in_the_middle(picture: list[Plane], size: Size) -> list[Plane]:
    """On black, with half of the room left over on each side."""
    import numpy as np

    width, height = size
    frame = []
    for plane, black, part in zip(picture, _BLACK, (1, 2, 2), strict=True):
        ground = np.full((height // part, width // part), black, np.uint8)
        (high, wide), top = plane.shape, (len(ground) - len(plane)) // 2
        left = (ground.shape[1] - wide) // 2
        ground[top : top + high, left : left + wide] = plane
        frame.append(ground)
    return frame
