"""Previews small enough to be posted: each function writes files and returns their paths."""

from __future__ import annotations

import contextlib
import itertools
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from scripts import reels
from scripts.comparisons import comparison_sheet
from scripts.media import (
    AAC,
    EXACT_FILE,
    FRAME_RATE,
    SAMPLE_RATE,
    encode_frames,
    h264,
    probe,
    read_audio,
    run_ffmpeg,
)
from scripts.program import refused, whole_file
from scripts.sheets import contact_sheet
from scripts.storyboard_sheet import storyboard_pages
from scripts.waveforms import ROWS, waveform_sheet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    from scripts.preview_manifest import Item, Manifest

    Mono = NDArray[np.float32]

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
_PICTURE_TRIES = 6


def sheet(manifest: Manifest, output: Path, max_bytes: int) -> list[Path]:
    """A contact sheet of pictures."""
    return _save_within([contact_sheet(manifest.title, manifest.items)], output, max_bytes)


def storyboard(manifest: Manifest, output: Path, max_bytes: int) -> list[Path]:
    """The storyboard's pages."""
    assert manifest.board is not None
    pages = storyboard_pages(manifest.title, manifest.board, manifest.aspect_ratio)
    return _save_within(list(pages), output, max_bytes)


def comparison(manifest: Manifest, output: Path, max_bytes: int) -> list[Path]:
    """What was made again, beside what stood there."""
    return _save_within([comparison_sheet(manifest.title, manifest.items)], output, max_bytes)


def waveforms(manifest: Manifest, output: Path, max_bytes: int) -> list[Path]:
    """The lines as pictures, and beside them as sound, one after another."""
    items = manifest.items
    voices = [read_audio(item.file, channels=1)[:, 0] for item in items]
    sound = output.with_suffix(".mp3")
    _save_lines(voices, sound, max_bytes)
    longest = max(len(voice) for voice in voices)
    pages = -(-len(items) // ROWS)
    edges = [len(items) * page // pages for page in range(pages + 1)]
    pictures = [
        waveform_sheet(manifest.title, items[start:end], voices[start:end], SAMPLE_RATE, longest)
        for start, end in itertools.pairwise(edges)
    ]
    return [*_save_within(pictures, output, max_bytes - sound.stat().st_size), sound]


def _save_lines(voices: Sequence[Mono], sound: Path, max_bytes: int) -> None:
    """The voices as an MP3, a pause between any two."""
    import numpy as np

    pause = np.zeros(round(PAUSE_SECONDS * SAMPLE_RATE), np.float32)
    spoken = np.concatenate([part for voice in voices for part in (voice, pause)][:-1])
    source = ("-f", "f32le", "-ar", str(SAMPLE_RATE), "-ac", "1", "-i", "pipe:0")
    # Half of the room is the pictures'; 96 kb/s is as good as a voice gets.
    bits = max(16_000, min(96_000, round(max_bytes * 4 / (len(spoken) / SAMPLE_RATE + 1))))
    with whole_file(sound) as partial:
        mp3 = ("-c:a", "libmp3lame", "-b:a", str(bits), "-map_metadata", "-1", str(partial))
        run_ffmpeg([*source, *mp3], stdin=spoken.tobytes())


def reel(manifest: Manifest, output: Path, max_bytes: int) -> list[Path]:
    """All clips one after another, silent, each with its number in the corner."""
    size = reels.SIZES[manifest.aspect_ratio]
    output.parent.mkdir(parents=True, exist_ok=True)
    with (
        whole_file(output) as partial,
        tempfile.TemporaryDirectory(dir=output.parent, prefix=".reel.") as folder,
    ):
        whole = _in_parts(manifest.items, size, Path(folder))
        if whole.stat().st_size <= max_bytes:
            whole.rename(partial)
        else:
            _shrink(whole, partial, max_bytes)
    return [output]


def _in_parts(items: Sequence[Item], size: tuple[int, int], folder: Path) -> Path:
    """A reel whose beginning and end are made at the same time, then joined as they are."""
    middle = -(-len(items) // 2)
    halves = [half for half in (items[:middle], items[middle:]) if half]
    parts = [folder / f"part-{number}.mp4" for number in range(len(halves))]

    codec = h264(crf=28, preset="superfast", threads=1)

    def make(half: Sequence[Item], part: Path) -> None:
        frames = reels.reel_frames(half, size)
        encode_frames(frames, size, FRAME_RATE, part, pixels="yuv420p", codec=codec)

    with ThreadPoolExecutor(len(halves)) as pool:
        list(pool.map(make, halves, parts))
    listed = folder / "parts.txt"
    listed.write_text("".join(f"file '{part.name}'\n" for part in parts), encoding="utf-8")
    whole = folder / "reel.mp4"
    run_ffmpeg(["-f", "concat", "-i", str(listed), "-c", "copy", *EXACT_FILE, str(whole)])
    return whole


def film(manifest: Manifest, output: Path, max_bytes: int) -> list[Path]:
    """A film for a phone, with sound, as good as the bytes allow."""
    with whole_file(output) as partial:
        _shrink(manifest.items[0].file, partial, max_bytes)
    return [output]


# By the names people call them.
MAKERS = {
    "storyboard": storyboard,
    "sheet": sheet,
    "comparison": comparison,
    "reel": reel,
    "waveforms": waveforms,
    "film": film,
}


def _save_within(pictures: Sequence[Image.Image], output: Path, max_bytes: int) -> list[Path]:
    """One file, or numbered ones, all alike made plainer until together they are small enough."""
    outputs = (
        [output] if len(pictures) == 1 else [_numbered(output, n + 1) for n in range(len(pictures))]
    )
    with contextlib.ExitStack() as held:
        partials = [held.enter_context(whole_file(file)) for file in outputs]
        for attempt in range(_PICTURE_TRIES):
            for picture, partial in zip(pictures, partials, strict=True):
                _save(picture, partial, attempt)
            if sum(partial.stat().st_size for partial in partials) <= max_bytes:
                break
    return outputs


def _numbered(output: Path, page: int) -> Path:
    return output.with_name(f"{output.stem}-{page}{output.suffix}")


def _save(picture: Image.Image, path: Path, attempt: int) -> None:
    """As a JPEG with less quality, as a PNG with fewer pixels, the later the attempt."""
    if path.suffix.lower() != ".png":
        picture.save(path, format="JPEG", quality=88 - 13 * attempt, optimize=True)
        return
    size = [round(side * 0.75**attempt) for side in picture.size]
    picture.resize((size[0], size[1])).save(path, format="PNG", compress_level=6)


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
