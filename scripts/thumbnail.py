"""One frame of a film that says most, as a picture for its listing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.media import open_media
from scripts.pictures import cover
from scripts.program import refused

if TYPE_CHECKING:
    from PIL import Image

SIZE = (1280, 720)
MAX_BYTES = 2_000_000
_CANDIDATES = 9


def save_thumbnail(film: Path, output: Path) -> None:
    """Write the film's richest frame as a JPEG of 1280x720 under 2 MB."""
    chosen = max(frames_across(film, _CANDIDATES), key=_richness, default=None)
    if chosen is None:
        raise refused(f"{film.name} has no picture that can be shown")
    picture = cover(chosen, SIZE)
    for quality in (92, 85, 75, 60, 40):
        picture.save(output, format="JPEG", quality=quality, optimize=True)
        if output.stat().st_size < MAX_BYTES:
            return


def frames_across(film: Path, count: int) -> Iterator[Image.Image]:
    """Frames spread evenly over a film, none from its very ends."""
    from PIL import Image

    with open_media(film) as container:
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
