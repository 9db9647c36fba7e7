"""What is published with a film, read from a JSON file and checked before anything is sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.captions import Spoken
from scripts.program import read_json, refused

# YouTube's own limits (developers.google.com/youtube/v3/docs/videos).
MAX_TITLE_CHARACTERS = 100
MAX_DESCRIPTION_BYTES = 5_000
MAX_TAGS_CHARACTERS = 500  # of all tags, with the commas between them and quotes around spaces

_FORMS = {
    "category_id": (r"\d{1,4}", "the number of a category, such as 27"),
    "language": (r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language such as en or pt-BR"),
    "playlist_id": (r"[A-Za-z0-9_-]{2,80}", "the id of a playlist, such as PL0123456789abcdef"),
    "mark": (r"[A-Za-z0-9_-]{6,60}", "6 to 60 letters, digits, - and _"),
    "sha256": (r"[0-9a-f]{64}", "64 hexadecimal digits in lower case"),
}


@dataclass(frozen=True)
class Metadata:
    """One film's metadata.

    Attributes:
        name: Of the file it was read from, for messages.
        lines: What is said, by the number of its clip.
        category_id: YouTube's number of the category; empty leaves it to YouTube.
        language: Of title, description, voice and captions.
        mark: A tag that no other film has, by which it is found again.
        sha256: What the film's digest must be; empty takes any film.
    """

    name: str
    title: str
    description: str
    tags: tuple[str, ...]
    lines: Mapping[int, str]
    category_id: str = ""
    language: str = ""
    playlist_id: str = ""
    mark: str = ""
    sha256: str = ""
    made_for_kids: bool = False
    synthetic_media: bool = True
    thumbnail: bool = True
    captions: bool = True

    @property
    def all_tags(self) -> tuple[str, ...]:
        """The tags with the mark among them."""
        return self.tags if not self.mark or self.mark in self.tags else (*self.tags, self.mark)


def read_metadata(path: Path) -> Metadata:
    """The metadata in a file.

    Raises:
        Failure: Refused, naming the field that is wrong.
    """
    data = read_json(path)
    if not isinstance(data, dict):
        raise refused(f"{path.name} must be an object with title, description, tags and lines")
    title = data.get("title")
    if not isinstance(title, str) or not title.strip():
        raise refused(f"{path.name}, title: must be a text that is not empty")
    description, tags = data.get("description", ""), data.get("tags", [])
    if not isinstance(description, str):
        raise refused(f"{path.name}, description: must be a text")
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise refused(f"{path.name}, tags: must be a list of texts")
    return Metadata(
        name=path.name,
        title=title,
        description=description,
        tags=tuple(tags),
        lines=_lines(data.get("lines", []), path.name),
        category_id=_formed(data, "category_id", path.name),
        language=_formed(data, "language", path.name),
        playlist_id=_formed(data, "playlist_id", path.name),
        mark=_formed(data, "mark", path.name),
        sha256=_formed(data, "sha256", path.name),
        made_for_kids=_switch(data, "made_for_kids", path.name, usual=False),
        synthetic_media=_switch(data, "synthetic_media", path.name, usual=True),
        thumbnail=_switch(data, "thumbnail", path.name, usual=True),
        captions=_switch(data, "captions", path.name, usual=True),
    )


def check_for_youtube(metadata: Metadata) -> None:
    """See that YouTube takes title, description and tags.

    Raises:
        Failure: Refused, saying what to shorten, and by how much.
    """
    for field, texts in (
        ("title", [metadata.title]),
        ("description", [metadata.description]),
        ("tags", metadata.all_tags),
    ):
        if any(sign in text for text in texts for sign in "<>"):
            raise refused(f"{metadata.name}, {field}: YouTube takes no < and >; write it without")
    over = len(metadata.title) - MAX_TITLE_CHARACTERS
    if over > 0:
        told = f"has {len(metadata.title)} characters, YouTube takes {MAX_TITLE_CHARACTERS}"
        raise refused(f"{metadata.name}, title: {told}; shorten it by {over}")
    size = len(metadata.description.encode())
    if size > MAX_DESCRIPTION_BYTES:
        told = f"has {size} bytes in UTF-8, YouTube takes {MAX_DESCRIPTION_BYTES}"
        more = f"shorten it by {size - MAX_DESCRIPTION_BYTES}; a letter takes 1 to 4"
        raise refused(f"{metadata.name}, description: {told}; {more}")
    if any(not tag.strip() for tag in metadata.tags):
        raise refused(f"{metadata.name}, tags: one of them is empty; leave it out")
    count = tags_characters(metadata.all_tags)
    if count > MAX_TAGS_CHARACTERS:
        told = f"count {count} characters with commas, quotes and the film's mark"
        more = f"YouTube takes {MAX_TAGS_CHARACTERS}; leave some out"
        raise refused(f"{metadata.name}, tags: {told}, {more}")


def tags_characters(tags: tuple[str, ...]) -> int:
    """How YouTube counts tags: with a comma between two, and quotes around one with spaces."""
    return sum(len(tag) + 2 * (" " in tag) for tag in tags) + max(0, len(tags) - 1)


def read_spoken(lines: Mapping[int, str], timeline: Path) -> list[Spoken]:
    """The lines at the times that the assembly's timeline gives them."""
    entries = read_json(timeline)
    if not isinstance(entries, list):
        raise refused(f"{timeline.name} must be a list of shots")
    spoken = []
    for place, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or not isinstance(entry.get("clip_number"), int):
            raise refused(f"{timeline.name}, {place}: must have a clip_number")
        text = lines.get(entry["clip_number"], "").strip()
        start, seconds = entry.get("voice_start"), entry.get("voice_seconds")
        if not text or start is None or not seconds:
            continue
        if not isinstance(start, (int, float)) or not isinstance(seconds, (int, float)):
            raise refused(f"{timeline.name}, {place}: voice_start and voice_seconds are numbers")
        spoken.append(Spoken(text, float(start), float(seconds)))
    return spoken


def _lines(entries: Any, name: str) -> dict[int, str]:
    if not isinstance(entries, list):
        raise refused(f"{name}, lines: must be a list")
    lines = {}
    for place, entry in enumerate(entries, 1):
        fits = isinstance(entry, dict) and isinstance(entry.get("text"), str)
        if not fits or not isinstance(entry.get("clip_number"), int):
            raise refused(f"{name}, lines {place}: must have a clip_number and a text")
        lines[entry["clip_number"]] = entry["text"]
    return lines


def _formed(data: Mapping[str, Any], field: str, name: str) -> str:
    value = data.get(field)
    if value is None or value == "":
        return ""
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    form, told = _FORMS[field]
    if not re.fullmatch(form, text, re.ASCII):
        raise refused(f"{name}, {field}: must be {told}")
    return text


def _switch(data: Mapping[str, Any], field: str, name: str, *, usual: bool) -> bool:
    value = data.get(field, usual)
    if not isinstance(value, bool):
        raise refused(f"{name}, {field}: must be true or false")
    return value
