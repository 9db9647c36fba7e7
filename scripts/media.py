"""Reading and writing sound and film: the only place that runs ffmpeg and opens files with av.

ffmpeg comes in a wheel, so nothing has to be installed; there is no ffprobe, av measures.
"""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import tempfile
import wave
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from scripts.program import Exit, Failure, refused

if TYPE_CHECKING:
    import av.container
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]  # [samples, channels], full scale is 1.0

FRAME_RATE = 24
SAMPLE_RATE = 48_000
THREADS = 2  # fixed, because x264's output depends on the number of its threads
TIMESCALE = "24000"  # the same for all clips, so that they can be joined without re-encoding

# The search for shared sound of both sides takes as long as all the rest and finds nothing at
# these rates; the fast coder takes half the time of the default and is as good here.
AAC = ("-c:a", "aac", "-aac_coder", "fast", "-aac_ms", "0")

# The colours named in full: what is left open, players guess by the size of the picture.
BT709 = "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709"

# Everything ffmpeg writes depends on its input alone: no version, no date.
EXACT = ("-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact")
EXACT_FILE = (*EXACT, "-map_metadata", "-1", "-movflags", "+faststart")


def h264(*, crf: int = 20, preset: str = "superfast", threads: int = THREADS) -> tuple[str, ...]:
    """ffmpeg's options for H.264 that every player shows and that can be joined by copying."""
    return (
        *("-c:v", "libx264", "-preset", preset, "-crf", str(crf), "-profile:v", "high"),
        *("-pix_fmt", "yuv420p", "-bf", "0", "-threads", str(threads)),
        *("-video_track_timescale", TIMESCALE),
    )


def joinable(*, crf: int, fps: float, threads: int = 1) -> tuple[str, ...]:
    """ffmpeg's options for clips that are joined as they are, without being encoded again.

    As quick as x264 gets, but of the High profile, in closed groups of half a second (what YouTube
    asks for), and with headers that depend on neither pictures nor quality.
    """
    groups = max(1, round(fps / 2))
    params = f"8x8dct=1:stitchable=1:scenecut=0:keyint={groups}:min-keyint={groups}"
    return (*h264(crf=crf, preset="ultrafast", threads=threads), "-x264-params", params)


@dataclass(frozen=True)
class Probe:
    """What a media file holds; what it does not have is 0."""

    seconds: float
    width: int
    height: int
    frames: int
    fps: float
    has_audio: bool
    has_video: bool


def ffmpeg_exe() -> str:
    """The program of the wheel, or the one `IMAGEIO_FFMPEG_EXE` names."""
    import imageio_ffmpeg

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        text = "there is no ffmpeg for this machine; name one in IMAGEIO_FFMPEG_EXE"
        raise Failure(Exit.FAILED, text, kind="media") from error


def run_ffmpeg(args: Sequence[str], *, stdin: bytes | None = None) -> None:
    """Run ffmpeg to its end; existing outputs are overwritten.

    Raises:
        Failure: With ffmpeg's last lines; `Exit.AGAIN`, kind `disk`, when the disk is full.
    """
    with _running(args) as process:
        process.communicate(stdin or b"")


def encode_frames(
    frames: Iterable[bytes],
    size: tuple[int, int],
    fps: float,
    output: Path,
    *,
    pixels: str = "rgb24",
    audio: Path | None = None,
    codec: Sequence[str] | None = None,
) -> int:
    """Encode raw pictures as H.264, and a sound as AAC beside them.

    Args:
        frames: Each picture's bytes, rows from the top.
        size: Width and height in pixels, both even.
        fps: Frames per second.
        output: An MP4; the caller takes care of `whole_file`.
        pixels: How the bytes are meant: `rgb24`, or `yuv420p` by BT.709 in video range.
        audio: A file whose sound is laid under the pictures from the start.
        codec: Options of the encoder, such as `joinable` gives; `h264`'s own when left out. One
            thread: whoever makes the frames keeps another core busy, and a second costs a third.

    Returns:
        The number of frames written.
    """
    width, height = size
    source = ("-f", "rawvideo", "-pix_fmt", pixels, "-s", f"{width}x{height}", "-r", f"{fps:g}")
    sound = () if audio is None else ("-i", str(audio))
    # RGB is converted by the matrix that the file then names, else the colours shift.
    converted = "scale=out_color_matrix=bt709:out_range=tv," if pixels == "rgb24" else ""
    to_video = ("-vf", f"{converted}{BT709}:range=tv")
    aac = () if audio is None else (*AAC, "-b:a", "128k", "-ar", str(SAMPLE_RATE))
    args = (*source, "-i", "pipe:0", *sound, *to_video, *(codec or h264(threads=1)), *aac)
    count = 0
    with _running([*args, *EXACT_FILE, str(output)]) as process:
        assert process.stdin is not None
        # A pipe that breaks means that ffmpeg ended by itself; _running says why.
        with contextlib.suppress(BrokenPipeError), process.stdin as pipe:
            for frame in frames:
                pipe.write(frame)
                count += 1
    return count


@contextlib.contextmanager
def _running(args: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    """A running ffmpeg that is waited for, or ended when the caller fails."""
    command = [ffmpeg_exe(), "-hide_banner", "-v", "error", "-y", *args]
    # Its messages go to a file: a full pipe that nobody reads would stop it for ever.
    with tempfile.TemporaryFile() as messages:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=messages)
        try:
            yield process
            returncode = process.wait()
        except BaseException:
            process.kill()
            process.wait()
            raise
        if returncode != 0:
            raise _ffmpeg_failure(returncode, messages)


def _ffmpeg_failure(returncode: int, messages: IO[bytes]) -> Failure:
    messages.seek(0)
    text = messages.read().decode(errors="replace").strip()
    if os.strerror(errno.ENOSPC) in text or os.strerror(errno.EDQUOT) in text:
        return Failure(Exit.AGAIN, "the disk is full; free some space and it goes on", kind="disk")
    if returncode < 0:
        return Failure(Exit.FAILED, f"ffmpeg was ended by signal {-returncode}", kind="media")
    last = " / ".join(text.splitlines()[-4:]) or f"exit code {returncode}"
    return Failure(Exit.FAILED, f"ffmpeg failed: {last}", kind="media")


@contextlib.contextmanager
def open_media(path: Path) -> Iterator[av.container.InputContainer]:
    """A media file opened with av; what cannot be read is refused with its name."""
    import av

    try:
        with av.open(str(path), metadata_errors="replace") as container:
            yield container
    except FileNotFoundError as error:
        raise refused(f"{path.name} does not exist") from error
    except av.FFmpegError as error:
        raise refused(f"{path.name} cannot be played: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)


def probe(path: Path) -> Probe:
    """Measure a media file. Frames are counted in the file, not believed from its header."""
    with open_media(path) as container:
        has_audio, has_video = bool(container.streams.audio), bool(container.streams.video)
        if not (has_audio or has_video):
            raise refused(f"{path.name} holds neither sound nor film")
        if not has_video:
            return Probe(_seconds(container), 0, 0, 0, 0.0, has_audio, has_video)
        stream = container.streams.video[0]
        frames = sum(1 for packet in container.demux(stream) if packet.size)
        fps = float(stream.average_rate or 0)
        if not frames or fps <= 0:
            raise refused(f"{path.name} has no pictures in it")
        size = (stream.codec_context.width, stream.codec_context.height)
        return Probe(frames / fps, *size, frames, fps, has_audio, has_video)


def _seconds(container: av.container.InputContainer) -> float:
    stream: Any = container.streams.audio[0]
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return float(Fraction(container.duration or 0, 1_000_000))


def read_audio(path: Path, rate: int = SAMPLE_RATE, channels: int = 2) -> Samples:
    """Decode a file's sound, resampled.

    Returns:
        float32 of shape [samples, channels]; 1.0 is full scale.
    """
    import av
    import numpy as np

    resampler = av.AudioResampler(
        format="flt", layout={1: "mono", 2: "stereo"}[channels], rate=rate
    )
    blocks = []
    with open_media(path) as container:
        if not container.streams.audio:
            raise refused(f"{path.name} has no sound in it")
        for frame in [*container.decode(audio=0), None]:
            blocks += [
                piece.to_ndarray().reshape(-1, channels) for piece in resampler.resample(frame)
            ]
    if not blocks:
        return np.zeros((0, channels), np.float32)
    return np.ascontiguousarray(np.concatenate(blocks), dtype=np.float32)


def write_wav(path: Path, samples: Samples, rate: int = SAMPLE_RATE) -> None:
    """Write 16-bit PCM from float32 samples: [samples, channels], or [samples] for mono."""
    import numpy as np

    shaped = samples[:, None] if samples.ndim == 1 else samples
    whole = np.clip(np.rint(shaped * 32767.0), -32768, 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(shaped.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(whole.tobytes())
