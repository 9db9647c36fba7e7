"""Previews small enough to be posted: each function writes files and returns their paths."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scripts import reels
from scripts.media import (
    AAC,
    EXACT_FILE,
    FRAME_RATE,
    SAMPLE_RATE,
    encode_frames,
    probe,
    read_audio,
    run_ffmpeg,
)
from scripts.program import refused, whole_file
from scripts.sheets import Item, contact_sheet, waveform_sheet

if TYPE_CHECKING:
    from PIL import Image

PAUSE_SECONDS = 0.6
# What the video bits a second are good for: at least so many, the long side in pixels, x264's
# preset and quality. Where there is room, a preset that needs more bits takes half of the time.
_LOOKS = (
    (1_000_000, 854, "ultrafast", 27),
    (500_000, 854, "superfast", 25),
    (200_000, 640, "veryfast", 24),
    (0, 426, "veryfast", 24),
)
_MOST_VIDEO_BITS = 1_500_000
_TRIES = 4


def sheet(title: str, items: Sequence[Item], output: Path, max_bytes: int) -> list[Path]:
    """A contact sheet of pictures."""
    _save_within(contact_sheet(title, items), output, max_bytes)
    return [output]


def waveforms(title: str, items: Sequence[Item], output: Path, max_bytes: int) -> list[Path]:
    """The lines as a picture, and beside it as sound, one after another."""
    import numpy as np

    voices = [read_audio(item.file, channels=1)[:, 0] for item in items]
    pause = np.zeros(round(PAUSE_SECONDS * SAMPLE_RATE), np.float32)
    spoken = np.concatenate([part for voice in voices for part in (voice, pause)][:-1])
    sound = output.with_suffix(".mp3")
    source = ("-f", "f32le", "-ar", str(SAMPLE_RATE), "-ac", "1", "-i", "pipe:0")
    # Half of the room is the picture's; 96 kb/s is as good as a voice gets.
    bits = max(16_000, min(96_000, round(max_bytes * 4 / (len(spoken) / SAMPLE_RATE + 1))))
    with whole_file(sound) as partial:
        mp3 = ("-c:a", "libmp3lame", "-b:a", str(bits), "-map_metadata", "-1", str(partial))
        run_ffmpeg([*source, *mp3], stdin=spoken.tobytes())
    room = max_bytes - sound.stat().st_size
    _save_within(waveform_sheet(title, items, voices, SAMPLE_RATE), output, room)
    return [output, sound]


def reel(items: Sequence[Item], output: Path, max_bytes: int) -> list[Path]:
    """All clips one after another, silent, each with its number in the corner."""
    with whole_file(output) as partial:
        frames = reels.reel_frames(items)
        encode_frames(
            frames, reels.SIZE, FRAME_RATE, partial, pixels="yuv420p", crf=28, preset="superfast"
        )
        if partial.stat().st_size > max_bytes:
            with tempfile.TemporaryDirectory(dir=output.parent, prefix=".reel.") as folder:
                whole = partial.rename(Path(folder) / "reel.mp4")
                _shrink(whole, partial, max_bytes)
    return [output]


def film(item: Item, output: Path, max_bytes: int) -> list[Path]:
    """A film for a phone, with sound, as good as the bytes allow."""
    with whole_file(output) as partial:
        _shrink(item.file, partial, max_bytes)
    return [output]


def _save_within(picture: Image.Image, output: Path, max_bytes: int) -> None:
    """As a JPEG with less quality, as a PNG with fewer pixels, until it is small enough."""
    is_png = output.suffix.lower() == ".png"
    with whole_file(output) as partial:
        for attempt in range(6):
            if is_png:
                size = [round(side * 0.75**attempt) for side in picture.size]
                picture.resize((size[0], size[1])).save(partial, format="PNG", compress_level=6)
            else:
                picture.save(partial, format="JPEG", quality=88 - 13 * attempt, optimize=True)
            if partial.stat().st_size <= max_bytes:
                return


def _shrink(source: Path, output: Path, max_bytes: int) -> None:
    """Encode at the bit rate that the bytes allow; lower where the encoder overshot."""
    found = probe(source)
    if not found.has_video:
        raise refused(f"{source.name} has no pictures in it")
    room = max_bytes * 8 / max(found.seconds, 0.5)
    bits = room * 0.94
    for _ in range(_TRIES):
        run_ffmpeg(_small_film(source, output, bits, found.has_audio))
        if output.stat().st_size <= max_bytes:
            return
        bits *= 0.93 * max_bytes / output.stat().st_size


def _small_film(source: Path, output: Path, bits: float, has_audio: bool) -> list[str]:
    sound = min(96_000, max(16_000, bits * 0.15)) if has_audio else 0
    video = round(min(_MOST_VIDEO_BITS, max(20_000, bits - sound)))
    side, preset, crf = next(look for least, *look in _LOOKS if video >= least)
    scale = f"scale='if(gte(iw,ih),{side},-2)':'if(gte(iw,ih),-2,{side})':flags=area"
    # As good as a phone shows, and where that needs more than there is room for, the room.
    rate = ("-crf", str(crf), "-maxrate", str(video), "-bufsize", str(video * 2))
    x264 = ("-c:v", "libx264", "-preset", str(preset), "-pix_fmt", "yuv420p", "-threads", "1")
    aac = (*AAC, "-b:a", str(round(sound)), "-ac", "1" if sound < 64_000 else "2")
    audio = ("-map", "0:a:0", *aac) if has_audio else ()
    streams = ("-map", "0:v:0", "-vf", scale, *x264, *rate, *audio)
    # Read without smoothing the edges of blocks: at half the size nobody sees them.
    read = ("-threads", "1", "-skip_loop_filter", "all", "-i", str(source))
    return [*read, *streams, *EXACT_FILE, str(output)]
