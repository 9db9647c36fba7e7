"""Files that a service made: fetched without a key, from its own hosts only, and looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from scripts.program import Exit, Failure
from scripts.providers.calls import trusted

MAX_CLIP_BYTES = 1 << 30
MAX_PICTURE_BYTES = 50 << 20
_REDIRECTS = 5
_GONE = {404, 410}
_TIMEOUT = httpx.Timeout(60.0, connect=10.0)
# Some of the services' file hosts answer 403 to programs that call themselves by their library.
_HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; Slate)", "Accept": "*/*"}

Check = Callable[[Path], None]


def download(
    url: str,
    output: Path,
    *,
    hosts: Sequence[str],
    origins: Sequence[str] = (),
    limit_bytes: int = MAX_CLIP_BYTES,
) -> None:
    """Fetch one file in one attempt, whole or not at all.

    Args:
        url: What the service named.
        output: A temporary name: what stands there afterwards has still to be looked at.
        hosts: Names whose files are taken, with all below them, by https.
        origins: Whole addresses (scheme, host, port) that are taken too: those a person set.
        limit_bytes: More is not kept.

    Raises:
        Failure: `Exit.AGAIN`, kind `busy`, where another attempt may pass.
    """
    with httpx.Client(timeout=_TIMEOUT, headers=_HEADERS, verify=trusted()) as client:
        for _ in range(_REDIRECTS):
            _allowed(url, hosts, origins)
            try:
                with client.stream("GET", url) as response:
                    if not response.has_redirect_location:
                        return _written(response, output, limit_bytes)
                    url = str(response.url.join(response.headers["location"]))
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise _again(f"{_file(url)} broke off ({type(error).__name__})") from error
    raise Failure(Exit.FAILED, f"{_file(url)} is sent from place to place", kind="download")


def origin_of(address: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _allowed(url: str, hosts: Sequence[str], origins: Sequence[str]) -> None:
    try:
        host, origin = urlsplit(url).hostname or "", origin_of(url)
    except ValueError:
        host = origin = ""
    is_theirs = url.startswith("https://") and any(
        host == name or host.endswith(f".{name}") for name in hosts
    )
    if not is_theirs and origin not in origins:
        text = f"the file lies at {host or 'no host'}, which is none of the service's hosts"
        raise Failure(Exit.FAILED, text, kind="download")


def _written(response: httpx.Response, output: Path, limit_bytes: int) -> None:
    file = _file(str(response.url))
    if response.status_code in _GONE:
        text = f"{file} is no longer there (HTTP {response.status_code})"
        raise Failure(Exit.FAILED, text, kind="download")
    if response.status_code != 200:
        raise _again(f"{file} is not given out (HTTP {response.status_code})")
    if "text/html" in response.headers.get("content-type", ""):
        raise _again(f"{file} is a web page")
    size = 0
    with output.open("wb") as written:
        for piece in response.iter_bytes():
            size += len(piece)
            if size > limit_bytes:
                text = f"{file} has more than {limit_bytes >> 20} MiB"
                raise Failure(Exit.FAILED, text, kind="download")
            written.write(piece)


def _again(text: str) -> Failure:
    return Failure(Exit.AGAIN, text, kind="busy")


def _file(url: str) -> str:
    """The file's name: the rest of the address may hold a signature."""
    return urlsplit(url).path.rsplit("/", 1)[-1][:80] or "the file"


def check_clip(path: Path, seconds: float, frame: tuple[int, int]) -> tuple[float, int]:
    """Decode a clip from its first picture to its last.

    Args:
        path: What was downloaded.
        seconds: What was ordered; services give or take a few frames.
        frame: The film's frame, whose shape the clip must have.

    Returns:
        Its seconds and its number of frames.

    Raises:
        Failure: `Exit.AGAIN`, kind `busy`, when it is not whole.
    """
    import av

    try:
        with av.open(str(path)) as container:
            stream = container.streams.video[0]
            fps, width, height = float(stream.average_rate or 0), stream.width, stream.height
            frames = sum(1 for _ in container.decode(stream))
    except (av.FFmpegError, IndexError, ValueError) as error:
        raise _again(f"the clip that came cannot be played ({type(error).__name__})") from error
    if fps <= 0 or abs(frames / fps - seconds) > _SECONDS_APART:
        lasts = f"{frames / fps:.1f}" if fps > 0 else "0"
        raise _again(f"the clip that came lasts {lasts} of {seconds:g} seconds")
    if abs(width / height - frame[0] / frame[1]) > _SHAPE_APART * frame[0] / frame[1]:
        text = f"the clip that came is {width}x{height}, which is not the film's shape"
        raise Failure(Exit.FAILED, text, kind="media")
    return frames / fps, frames


_SECONDS_APART = 0.6
_SHAPE_APART = 0.05  # what is cut off at the sides when it is fitted
