"""What a preview is made of, as its manifest says: titles, numbered items, a storyboard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.options import FRAMES
from scripts.program import named_file, read_json, refused

Json = Mapping[str, Any]
_TEXTS = ("name", "text", "note")


@dataclass(frozen=True)
class Item:
    """One numbered thing on a sheet or in a reel.

    Attributes:
        changed: New since people last looked; `note` says what they had asked for.
        before: The file that stood in its place.
    """

    number: int
    file: Path
    name: str = ""
    text: str = ""
    changed: bool = False
    note: str = ""
    before: Path | None = None


@dataclass(frozen=True)
class Board:
    """A storyboard to be drawn, and pictures for the assets that have some, by name."""

    storyboard: Json
    pictures: Mapping[str, Path]


@dataclass(frozen=True)
class Manifest:
    """A preview's title and shape, and either items or a storyboard."""

    title: str
    aspect_ratio: str
    items: tuple[Item, ...] = ()
    board: Board | None = None


def read_manifest(path: Path, kind: str) -> Manifest:
    """The manifest of a preview of this kind; a mistake is refused with its place."""
    data = read_json(path)
    if not isinstance(data, dict):
        raise refused(f"{path.name} must be an object with title and items")
    title = data.get("title", "")
    if not isinstance(title, str):
        raise refused(f"{path.name}, title: must be a text")
    aspect_ratio = data.get("aspect_ratio", "16:9")
    if aspect_ratio not in FRAMES:
        raise refused(f"{path.name}, aspect_ratio: must be one of {', '.join(sorted(FRAMES))}")
    if kind == "storyboard":
        return Manifest(title, aspect_ratio, board=_board(path, data))
    return Manifest(title, aspect_ratio, items=_items(path, data, with_before=kind == "comparison"))


def _items(path: Path, data: Json, *, with_before: bool) -> tuple[Item, ...]:
    entries = data.get("items")
    if not isinstance(entries, list) or not entries:
        raise refused(f"{path.name} must have a list “items” with at least one item")
    return tuple(
        _item(path, entry, f"{path.name}, items {position}", with_before)
        for position, entry in enumerate(entries, 1)
    )


def _item(path: Path, entry: Any, place: str, with_before: bool) -> Item:
    if not isinstance(entry, dict):
        raise refused(f"{place}: must be an object with number and file")
    number, changed = entry.get("number"), entry.get("changed", False)
    if not isinstance(number, int) or isinstance(number, bool):
        raise refused(f"{place}, number: must be a whole number")
    file = named_file(path, entry.get("file"), f"{place}, file")
    before = named_file(path, entry.get("before"), f"{place}, before") if with_before else None
    texts = {key: entry.get(key) or "" for key in _TEXTS}
    if not all(isinstance(text, str) for text in texts.values()):
        raise refused(f"{place}: name, text and note must be texts")
    if not isinstance(changed, bool):
        raise refused(f"{place}, changed: must be true or false")
    return Item(number, file, changed=changed, before=before, **texts)


def _board(path: Path, data: Json) -> Board:
    file = named_file(path, data.get("storyboard"), f"{path.name}, storyboard")
    storyboard = read_json(file)
    shots = storyboard.get("shots") if isinstance(storyboard, dict) else None
    if not isinstance(shots, list) or not shots:
        raise refused(f"{file.name}, shots: must be a list with at least one shot")
    for position, shot in enumerate(shots, 1):
        if not isinstance(shot, dict):
            raise refused(f"{file.name}, shots {position}: must be an object")
    pictures = data.get("pictures") or {}
    if not isinstance(pictures, dict):
        raise refused(f"{path.name}, pictures: must be an object of names and files")
    named = {
        name: named_file(path, value, f"{path.name}, pictures {name}")
        for name, value in pictures.items()
    }
    return Board(storyboard, named)
