"""A storyboard in a page's body: a code block, or a table with a row for each shot."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml

from bot.notion.connection import Connection
from bot.notion.texts import joined
from pipeline import storyboard
from pipeline.casting import Cast
from pipeline.errors import InvalidInput
from pipeline.requests import MAX_TITLE
from pipeline.storyboard import Storyboard

Json = dict[str, Any]
COLUMNS = ("action", "place", "character", "motion", "narration", "sound", "seconds", "voice")
_NEEDED = ("place", "motion")


async def storyboard_of(
    connection: Connection, blocks: Sequence[Mapping[str, Any]], title: str, cast: Cast
) -> Storyboard | None:
    """The storyboard that a page holds; None where it holds none.

    Raises:
        InvalidInput: It is one, and something in it is wrong.
    """
    text = next(filter(None, map(_code, blocks)), None)
    if text is None:
        cells = await _table(connection, blocks)
        text = from_table(cells, title, known=cast.assets) if cells else None
    if text is None:
        return None
    return await asyncio.to_thread(storyboard.parse, text, title=title[:MAX_TITLE], cast=cast)


async def _table(
    connection: Connection, blocks: Sequence[Mapping[str, Any]]
) -> list[list[str]] | None:
    """The first table of shots."""
    for block in blocks:
        if block.get("type") == "table":
            rows = [row async for row in connection.children(block["id"])]
            cells = [_cells(row) for row in rows if row.get("type") == "table_row"]
            if is_of_shots(cells):
                return cells
    return None


def _code(block: Mapping[str, Any]) -> str | None:
    """The text of a code block that speaks of shots; other code is none of ours."""
    if block.get("type") != "code":
        return None
    text = joined(block["code"].get("rich_text") or ())
    return text if "shots" in text else None


def _cells(row: Mapping[str, Any]) -> list[str]:
    return [joined(cell).strip() for cell in row["table_row"].get("cells") or ()]


def is_of_shots(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table's first row names columns of shots; other tables are left alone."""
    head = {cell.casefold() for cell in rows[0]} if rows else set()
    return "narration" in head or {"place", "motion"} <= head


def from_table(rows: Sequence[Sequence[str]], title: str, *, known: Iterable[str] = ()) -> str:
    """A table's shots as a storyboard's YAML. Pure.

    What it names as places and characters becomes the storyboard's pictures, made from their names.

    Raises:
        InvalidInput: A column is unknown or missing, or a shot is empty.
    """
    head = [cell.casefold() for cell in rows[0]]
    ignored = {"", "#", "shot", "number"}
    unknown = [name for name in head if name not in COLUMNS and name not in ignored]
    missing = [name for name in _NEEDED if name not in head]
    if unknown or missing:
        wrong = f"has no column {missing[0]}" if missing else f"has a column “{unknown[0]}”"
        raise InvalidInput(f"The table of shots {wrong}; columns are {', '.join(COLUMNS)}.")
    shots = [_shot(head, row, number) for number, row in enumerate(rows[1:], 1)]
    if not shots:
        raise InvalidInput("The table of shots has no shot.")
    own = set(known)
    assets = {
        name: {"name": name, "kind": kind, "prompt": name}
        for kind in ("place", "character")
        for name in (shot.get(kind) for shot in shots)
        if name and name not in own
    }
    data = {"title": title, "assets": list(assets.values()), "shots": shots}
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


def _shot(head: Sequence[str], row: Sequence[str], number: int) -> Json:
    given = dict(zip(head, row, strict=False))
    shot: Json = {name: text for name, text in given.items() if name in COLUMNS and text}
    if "seconds" in shot:
        try:
            shot["seconds"] = float(shot["seconds"].replace(",", ".").removesuffix("s").strip())
        except ValueError:
            raise InvalidInput(
                f"Shot {number}: “{shot['seconds']}” is no number of seconds."
            ) from None
    return shot
