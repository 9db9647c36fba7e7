"""The finished film, looked at as a stranger would: by decoding it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import av

from bot.demo.screenplay import NoFilm


@dataclass(frozen=True)
class DemoFilm:
    """Where the film is and what it is like.

    Attributes:
        seconds: From its decoded frames, not from what its header promises.
    """

    path: Path
    seconds: float
    width: int
    height: int

    @property
    def megabytes(self) -> float:
        return self.path.stat().st_size / 1e6


def published_film(home: Path, channel: str) -> DemoFilm:
    """The one film that a channel published below this folder.

    Raises:
        NoFilm: There is none, or it cannot be decoded.
    """
    found = sorted(home.glob(f"channels/{channel}/published/*/film.mp4"))
    if not found:
        raise NoFilm("it was reported as published, but there is no film.mp4")
    try:
        with av.open(str(found[-1])) as container:
            picture = container.streams.video[0]
            picture.thread_type = "AUTO"
            rate = picture.average_rate
            frames = sum(1 for _ in container.decode(picture))
            if not frames or not rate:
                raise NoFilm(f"{found[-1]} has no frames")
            return DemoFilm(found[-1], float(frames / rate), picture.width, picture.height)
    except av.FFmpegError as error:
        raise NoFilm(f"{found[-1]} cannot be decoded: {error}") from error
