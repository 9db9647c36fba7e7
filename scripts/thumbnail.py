"""One frame of a film that says most, as a picture for its listing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.lettering import LINE_HEIGHT, draw_text, wrap
from scripts.media import open_media
from scripts.pictures import cover
from scripts.program import refused

if TYPE_CHECKING:
    from PIL import Image

SIZE = (1280, 720)
MAX_BYTES = 2_000_000
_CANDIDATES = 9
_LETTERS, _MARGIN = 96, 48  # pixels


def save_thumbnail(film: Path, output: Path, title: str = "") -> None:
    """Write the film's richest frame, with a title on it if any, as a JPEG under 2 MB."""
    chosen = max(frames_across(film, _CANDIDATES), key=_richness, default=None)
    if chosen is None:
        raise refused(f"{film.name} has no picture that can be shown")
    picture = cover(chosen, SIZE)
    _letter(picture, title)
    for quality in (92, 85, 75, 60, 40):
        picture.save(output, format="JPEG", quality=quality, optimize=True)
        if output.stat().st_size < MAX_BYTES:
            return


def _letter(picture: Image.Image, title: str) -> None:
    """The title large at the bottom, on ground that grows dark below it."""
    from PIL import Image, ImageDraw

    room = SIZE[0] - 2 * _MARGIN
    lines = len(wrap(title, _LETTERS, room, 2, bold=True))
    if not lines:
        return
    words = round(lines * _LETTERS * LINE_HEIGHT)
    height = min(SIZE[1], words + 4 * _MARGIN)
    ramp = Image.linear_gradient("L").resize((SIZE[0], height))
    picture.paste((8, 9, 14), (0, SIZE[1] - height), ramp.point([v * 9 // 10 for v in range(256)]))
    at = (_MARGIN, SIZE[1] - words - _MARGIN // 2)
    draw = ImageDraw.Draw(picture)
    draw_text(draw, at, title, _LETTERS, width=room, lines=2, bold=True, shadow=True)


def frames_across(film: Path, count: int) -> Iterator[Image.Image]:
    """Frames spread evenly over a film, none from its very ends."""
    from PIL import Image

    with open_media(film) as container:
        if not container.streams.video:
            return
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        length = float((container.duration or 0) / 1_000_000)
        for place in range(count):
            moment = length * (place + 0.5) / count
            container.seek(round(moment * 1_000_000))
            frame = next(container.decode(stream), None)
            if frame is not None:
                yield Image.fromarray(frame.to_ndarray(format="rgb24"))


def _richness(picture: Image.Image) -> float:
    """How much there is to see: contrast and colour, so that no black or empty frame wins."""
    from PIL import ImageStat

    small = picture.resize((96, 54)).convert("HSV")
    _, saturation, value = ImageStat.Stat(small).stddev
    return float(value + 0.5 * saturation)
