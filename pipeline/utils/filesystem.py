"""Where things are kept: the one place that builds paths below a workspace or storage root."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_CHUNK_BYTES = 1 << 20


def get_channel_workspace(root: Path, channel: str) -> Path:
    """A channel's own folder.

    Raises:
        ValueError: The name is no name for a folder: it could lead elsewhere.
    """
    return root / "channels" / safe_name(channel)


def get_project_dir(root: Path, channel: str, project: str) -> Path:
    """A film's own folder."""
    return get_channel_workspace(root, channel) / "projects" / safe_name(project)


def get_storyboard_dir(root: Path, channel: str, project: str) -> Path:
    """Storyboards and animatics of a film."""
    return get_project_dir(root, channel, project) / "storyboard"


def get_asset_dir(root: Path, channel: str, project: str) -> Path:
    """Pictures of a film's characters, places and props."""
    return get_project_dir(root, channel, project) / "assets"


def get_composite_dir(root: Path, channel: str, project: str) -> Path:
    """Seed frames of a film."""
    return get_project_dir(root, channel, project) / "composites"


def get_video_dir(root: Path, channel: str, project: str) -> Path:
    """Clips of a film."""
    return get_project_dir(root, channel, project) / "videos"


def get_audio_dir(root: Path, channel: str, project: str) -> Path:
    """Spoken lines of a film."""
    return get_project_dir(root, channel, project) / "audio"


def get_sfx_dir(root: Path, channel: str, project: str) -> Path:
    """Sounds of a film."""
    return get_project_dir(root, channel, project) / "sfx"


def get_film_dir(root: Path, channel: str, project: str) -> Path:
    """Assembled films."""
    return get_project_dir(root, channel, project) / "film"


def get_library_dir(root: Path, channel: str) -> Path:
    """Pictures of a channel's library, named by their content."""
    return get_channel_workspace(root, channel) / "library"


def get_published_dir(root: Path, channel: str, project: str) -> Path:
    """Where a film is published to, outside of its project: it stays when the rest is cleared."""
    return get_channel_workspace(root, channel) / "published" / safe_name(project)


def safe_name(name: str) -> str:
    """The name, if it is harmless as one part of a path; `ValueError` otherwise."""
    if not _PART.fullmatch(name):
        raise ValueError(f"{name!r} is no name for a folder")
    return name


def slug(text: str, limit: int = 40) -> str:
    """A name for files that says what they are: small ASCII letters, digits, dashes; never empty.

    Args:
        limit: Characters at most.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:limit].strip("-") or "film"


def sha256_of(path: Path) -> str:
    """The sha256 of a file's bytes, in constant memory."""
    content = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            content.update(chunk)
    return content.hexdigest()
