"""Blocks of a page's body: what a request may hold, and what is kept of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.sandbox.errors import Json
from bot.sandbox.notion.checking import Problems
from bot.sandbox.notion.files import check_file, kept_file
from bot.sandbox.notion.model import StoredFile
from bot.sandbox.notion.rich_text import TEXT_COLORS, check_rich_text, kept_rich_text
from bot.sandbox.notion.workspace import Workspace

DEEPEST = 2  # levels of children below a block in one request
IN_ONE_REQUEST_MAX = 1000
_TEXTS = (
    "paragraph",
    "heading_1",
    "heading_2",
    "heading_3",
    "bulleted_list_item",
    "numbered_list_item",
    "to_do",
    "toggle",
    "quote",
    "callout",
)
MEDIA = ("image", "video", "audio", "pdf", "file")
LANGUAGES = (
    "plain text",
    "yaml",
    "json",
    "markdown",
    "toml",
    "python",
    "javascript",
    "typescript",
    "html",
    "css",
    "xml",
    "sql",
    "bash",
    "shell",
    "mermaid",
)
"""The sandbox's part of the languages Notion knows."""
_HEADINGS = frozenset({"heading_1", "heading_2", "heading_3"})
_WITH_ICON = frozenset({"paragraph", "callout"})
TYPES = (*_TEXTS, *MEDIA, "code", "divider", "bookmark", "equation", "table", "table_row")


def check_blocks(problems: Problems, path: str, value: Any, depth: int = 0) -> None:
    """The shape of an array of blocks."""
    if not problems.array(path, value):
        return
    for number, block in enumerate(value):
        place = f"{path}[{number}]"
        if not problems.mapping(place, block):
            continue
        kind = problems.either(place, block, TYPES)
        if kind is None or not problems.object(place, block, {"object", "type", kind}):
            continue
        if "object" in block:
            problems.choice(f"{place}.object", block["object"], ("block",))
        content = f"{place}.{kind}"
        if problems.mapping(content, block[kind]):
            _CHECKS.get(kind, _check_text)(problems, content, kind, block[kind], depth)


def count(blocks: list[Json]) -> int:
    """How many blocks these are with everything in them."""
    return sum(1 + count(children_of(block)) for block in blocks)


def kind_of(block: Json) -> str:
    return next(kind for kind in TYPES if kind in block)


def children_of(block: Json) -> list[Json]:
    found: list[Json] = block[kind_of(block)].get("children") or []
    return found


def _check_children(problems: Problems, path: str, value: Json, depth: int) -> None:
    if "children" in value and depth >= DEEPEST:
        problems.add(f"{path}.children", "be not present", value["children"])
    elif "children" in value:
        check_blocks(problems, f"{path}.children", value["children"], depth + 1)


def _check_text(problems: Problems, path: str, kind: str, value: Json, depth: int) -> None:
    keys = {"rich_text", "color", "children"}
    keys |= {"checked"} if kind == "to_do" else set()
    keys |= {"is_toggleable"} if kind in _HEADINGS else set()
    if not problems.object(path, value, keys, {"rich_text"}):
        return
    check_rich_text(problems, f"{path}.rich_text", value["rich_text"])
    for key in ("checked", "is_toggleable"):
        if key in value:
            problems.truth(f"{path}.{key}", value[key])
    _check_color(problems, path, value)
    _check_children(problems, path, value, depth)


def _check_color(problems: Problems, path: str, value: Json) -> None:
    if "color" in value:
        problems.choice(f"{path}.color", value["color"], TEXT_COLORS)


def _check_code(problems: Problems, path: str, kind: str, value: Json, depth: int) -> None:
    needed = {"rich_text", "language"}
    if problems.object(path, value, {*needed, "caption"}, needed):
        check_rich_text(problems, f"{path}.rich_text", value["rich_text"])
        problems.choice(f"{path}.language", value["language"], LANGUAGES)
        _check_caption(problems, path, value)


def _check_caption(problems: Problems, path: str, value: Json) -> None:
    if "caption" in value:
        check_rich_text(problems, f"{path}.caption", value["caption"])


def _check_media(problems: Problems, path: str, kind: str, value: Json, depth: int) -> None:
    check_file(problems, path, value, extra={"caption", *(["name"] if kind == "file" else [])})
    if "file" in value:
        problems.add(f"{path}.file", "be not present", value["file"])
    if "name" in value:
        problems.text(f"{path}.name", value["name"])
    _check_caption(problems, path, value)


def _check_bookmark(problems: Problems, path: str, kind: str, value: Json, depth: int) -> None:
    if problems.object(path, value, {"url", "caption"}, {"url"}):
        problems.url(f"{path}.url", value["url"])
        _check_caption(problems, path, value)


def _check_equation(problems: Problems, path: str, kind: str, value: Json, depth: int) -> None:
    if problems.object(path, value, {"expression"}, {"expression"}):
        problems.text(f"{path}.expression", value["expression"], high=1000, low=1)


def _check_divider(problems: Problems, path: str, kind: str, value: Json, depth: int) -> None:
    problems.object(path, value, ())


def _check_table(problems: Problems, path: str, kind: str, value: Json, depth: int) -> None:
    needed = {"table_width", "children"}
    keys = {*needed, "has_column_header", "has_row_header"}
    if not problems.object(path, value, keys, needed):
        return
    problems.whole(f"{path}.table_width", value["table_width"], low=1, high=100)
    for key in ("has_column_header", "has_row_header"):
        if key in value:
            problems.truth(f"{path}.{key}", value[key])
    check_blocks(problems, f"{path}.children", value["children"], depth + 1)
    if value["children"] == []:
        problems.add(f"{path}.children.length", "be ≥ `1`", 0)
    for number, row in enumerate(value["children"] if not problems.lines else []):
        place = f"{path}.children[{number}]"
        if "table_row" not in row:
            problems.add(f"{place}.table_row", "be defined", row)
        elif len(row["table_row"]["cells"]) != value["table_width"]:
            cells = f"{place}.table_row.cells.length"
            problems.add(cells, f"be `{value['table_width']}`", len(row["table_row"]["cells"]))


def _check_table_row(problems: Problems, path: str, kind: str, value: Json, depth: int) -> None:
    if problems.object(path, value, {"cells"}, {"cells"}) and problems.array(
        f"{path}.cells", value["cells"]
    ):
        for number, cell in enumerate(value["cells"]):
            check_rich_text(problems, f"{path}.cells[{number}]", cell)


_CHECKS: Mapping[str, Callable[[Problems, str, str, Json, int], None]] = {
    **dict.fromkeys(MEDIA, _check_media),
    "code": _check_code,
    "bookmark": _check_bookmark,
    "equation": _check_equation,
    "divider": _check_divider,
    "table": _check_table,
    "table_row": _check_table_row,
}


def kept_content(workspace: Workspace, kind: str, value: Json) -> Json:
    """A checked block's content as it is kept; files as `StoredFile` below `stored`."""
    if kind in MEDIA:
        kept: Json = {"stored": kept_file(workspace, value)}
        return {**kept, "caption": _text(workspace, value.get("caption"))}
    if kind == "table":
        headers = {key: value.get(key, False) for key in ("has_column_header", "has_row_header")}
        return {"table_width": value["table_width"], **headers}
    if kind == "table_row":
        return {"cells": [_text(workspace, cell) for cell in value["cells"]]}
    kept = {key: value[key] for key in value.keys() - {"children"}}
    for key in ("rich_text", "caption"):
        if key in value or (key, kind) in (("caption", "code"), ("caption", "bookmark")):
            kept[key] = _text(workspace, value.get(key))
    if kind in _TEXTS:
        kept.setdefault("color", "default")
    if kind == "to_do":
        kept.setdefault("checked", False)
    if kind in _HEADINGS:
        kept.setdefault("is_toggleable", False)
    return {**kept, "icon": None} if kind in _WITH_ICON else kept


def _text(workspace: Workspace, pieces: list[Json] | None) -> list[Json]:
    return kept_rich_text(pieces or [], workspace.name_of)


def stored_file(content: Json) -> StoredFile | None:
    found = content.get("stored")
    return found if isinstance(found, StoredFile) else None
