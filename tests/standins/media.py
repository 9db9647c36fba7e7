"""What the stand-ins hand out: small real pictures, clips and sounds, made once each."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from scripts.media import encode_frames, h264, run_ffmpeg, write_wav

Colour = tuple[int, int, int]

_KEY = re.compile(r"RGB (\d+), (\d+), (\d+)")
_SIDES = {"1:1": (400, 400), "3:4": (360, 480), "16:9": (640, 360), "9:16": (360, 640)}
_CLIP_SIZES = {True: (640, 360), False: (360, 640)}  # wide, upright
_CLIP_FPS = 12


def picture_for(prompt: str, shape: str) -> bytes:
    """A PNG: a figure on the key colour the prompt names, or a place."""
    named = _KEY.search(prompt)
    key = (int(named[1]), int(named[2]), int(named[3])) if named else None
    return picture(shape, key)


@cache
def picture(shape: str, key: Colour | None) -> bytes:
    """A PNG of about the shape."""
    size = _SIDES.get(shape, _SIDES["1:1"])
    drawn = Image.new("RGB", size, key or (126, 168, 204))
    draw = ImageDraw.Draw(drawn)
    across, down = size[0] / 100, size[1] / 100
    if key is None:
        draw.rectangle((0, 60 * down, size[0], size[1]), fill=(92, 124, 76))
        draw.polygon([(0, 60 * down), (30 * across, 25 * down), (65 * across, 60 * down)], "grey")
    else:
        draw.ellipse((38 * across, 8 * down, 62 * across, 30 * down), fill=(198, 142, 104))
        draw.rounded_rectangle((32 * across, 28 * down, 68 * across, 92 * down), 20, (132, 62, 54))
    made = io.BytesIO()
    drawn.save(made, format="PNG")
    return made.getvalue()


@cache
def clip(seconds: int, is_wide: bool) -> bytes:
    """A silent MP4 in which a bar crosses the picture."""
    size = _CLIP_SIZES[is_wide]

    def frames() -> Iterator[bytes]:
        count = seconds * _CLIP_FPS
        for number in range(count):
            shown = np.full((size[1], size[0], 3), (48, 84, 120), np.uint8)
            at = number * (size[0] - 20) // count
            shown[:, at : at + 20] = 230
            yield shown.tobytes()

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "clip.mp4"
        encode_frames(frames(), size, _CLIP_FPS, file, codec=h264(preset="ultrafast", crf=30))
        return file.read_bytes()


@cache
def sound(seconds: float, hertz: float = 220.0) -> bytes:
    """An MP3 of a soft tone."""
    times = np.arange(round(seconds * 44_100)) / 44_100
    samples = (0.1 * np.sin(2 * np.pi * hertz * times)).astype(np.float32)
    with tempfile.TemporaryDirectory() as folder:
        wav, mp3 = Path(folder) / "sound.wav", Path(folder) / "sound.mp3"
        write_wav(wav, samples, 44_100)
        run_ffmpeg(["-i", str(wav), "-c:a", "libmp3lame", "-b:a", "64k", str(mp3)])
        return mp3.read_bytes()
