"""Join clips, narration and sounds into a film, exact to the frame."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.options import FRAMES, whole_number
from scripts.program import Exit, Failure, Report, Result, main, parser, whole_file

if TYPE_CHECKING:
    from scripts.conforming import Shape
    from scripts.mixing import Samples
    from scripts.timeline import Clip, Shot


def build_parser() -> argparse.ArgumentParser:
    made = parser(__doc__ or "")
    made.add_argument(
        "--manifest",
        required=True,
        type=Path,
        help="JSON with clips, each with clip_number, video and, where there is one, audio and sfx; "
        "relative paths start at its folder",
    )
    made.add_argument("--output", required=True, type=Path, help="the film, an MP4")
    made.add_argument(
        "--cache", type=Path, help="folder where encoded clips are kept for the next time"
    )
    made.add_argument("--fps", type=_frame_rate, default=24, help="frames per second")
    made.add_argument(
        "--crf", type=whole_number(0, 51), default=22, help="x264's quality; lower is better"
    )
    made.add_argument(
        "--aspect-ratio", choices=FRAMES, default="16:9", help="1920x1080 or 1080x1920 pixels"
    )
    return made


def run(args: argparse.Namespace, report: Report) -> Result:
    from scripts import media, timeline
    from scripts.conforming import Shape, frames_of

    report.started("reading clips and narration")
    clips = timeline.read_manifest(args.manifest)
    shape = Shape(*FRAMES[args.aspect_ratio], args.fps, args.crf)
    voices = {clip.number: media.read_audio(clip.audio) for clip in clips if clip.audio}
    lengths = {number: len(samples) for number, samples in voices.items()}
    frames = [
        timeline.shot_frames(frames_of(clip.video, args.fps), lengths.get(clip.number, 0), args.fps)
        for clip in clips
    ]
    shots = timeline.lay_out([clip.number for clip in clips], frames, lengths, args.fps)
    total = sum(frames)
    with _clip_folder(args.cache, args.output) as folder:
        parts, encoded = _conformed(clips, shots, shape, folder, report)
        sound = _sound(clips, shots, voices, args.fps)
        with whole_file(args.output) as partial:
            _join(parts, sound, partial)
            if media.probe(partial).frames != total:
                text = f"the film does not have the {total} frames its clips have"
                raise Failure(Exit.FAILED, text, kind="media")
    return {
        "output": str(args.output),
        "seconds": round(total / args.fps, 6),
        "frames": total,
        "clips_encoded": encoded,
        "timeline": [shot.as_result(args.fps) for shot in shots],
    }


@contextmanager
def _clip_folder(cache: Path | None, output: Path) -> Iterator[Path]:
    """Where encoded clips go: kept when a cache is named, gone with the script otherwise."""
    if cache is not None:
        cache.mkdir(parents=True, exist_ok=True)
        yield cache
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{output.stem[:40]}.", dir=output.parent) as folder:
        yield Path(folder)


def _conformed(
    clips: list[Clip], shots: list[Shot], shape: Shape, folder: Path, report: Report
) -> tuple[list[Path], int]:
    """Make the clips alike, as many at once as there are cores: one encoder does not fill them."""
    from scripts.conforming import are_joinable, conform

    wanted = [(clip.video, shot.frames) for clip, shot in zip(clips, shots, strict=True)]
    ready = are_joinable(wanted, shape, folder)
    parts = [file for file, _ in wanted]
    todo = [place for place, is_ready in enumerate(ready) if not is_ready]
    encoded = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = [
            pool.submit(conform, *wanted[place], shape, folder, to_join=any(ready))
            for place in todo
        ]
        for done, (place, one) in enumerate(zip(todo, made, strict=True), 1):
            try:
                parts[place], is_new = one.result()
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise
            encoded += is_new
            report.progress(len(clips) - len(todo) + done, len(clips))
    return parts, encoded


def _sound(clips: list[Clip], shots: list[Shot], voices: dict[int, Samples], fps: int) -> Samples:
    from scripts.media import SAMPLE_RATE, read_audio
    from scripts.mixing import Stem, mix

    per_frame = SAMPLE_RATE // fps
    placed = list(zip(clips, shots, strict=True))
    spoken = [
        Stem(shot.voice_start, shot.voice_samples, voices[shot.number])
        for shot in shots
        if shot.voice_samples
    ]
    beds = (
        Stem(shot.start * per_frame, shot.frames * per_frame, read_audio(clip.sfx))
        for clip, shot in placed
        if clip.sfx
    )
    return mix(sum(shot.frames for shot in shots) * per_frame, spoken, beds)


def _join(parts: list[Path], sound: Samples, output: Path) -> None:
    """Copy the pictures, encode the sound once."""
    from scripts.media import AAC, EXACT_FILE, SAMPLE_RATE, run_ffmpeg

    source = ("-f", "f32le", "-ar", str(SAMPLE_RATE), "-ac", "2", "-i", "pipe:0")
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as parts_list:
        parts_list.writelines(f"file '{_quoted(part)}'\n" for part in parts)
        parts_list.flush()
        joined = ("-f", "concat", "-safe", "0", "-i", parts_list.name)
        streams = ("-map", "0:v:0", "-map", "1:a:0", "-c:v", "copy", *AAC, "-b:a", "384k")
        run_ffmpeg([*joined, *source, *streams, *EXACT_FILE, str(output)], stdin=sound.tobytes())


def _quoted(path: Path) -> str:
    """A path between the single quotes of ffmpeg's list of files."""
    return os.fspath(path.resolve()).replace("'", r"'\''")


def _frame_rate(text: str) -> int:
    """A rate whose frames are whole numbers of samples, so that nothing can drift."""
    if text not in ("24", "25", "30", "48", "50", "60"):
        raise argparse.ArgumentTypeError(f"{text} is not one of 24, 25, 30, 48, 50, 60")
    return int(text)


if __name__ == "__main__":
    main(build_parser(), run)
