"""Pages of lists: sizes, and cursors, which are opaque, belong to one question and may expire.

A cursor stands before one element. Where the list changes between two pages, elements can come
twice or not at all, as with Notion.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.sandbox.errors import Json
from bot.sandbox.notion.checking import Problems
from bot.sandbox.notion.errors import invalid
from bot.sandbox.notion.ids import new_id

PAGE_MAX = 100
T = TypeVar("T")


@dataclass(frozen=True)
class Cursor:
    """Where the next page begins: before this element, or at this position if it is gone."""

    question: str
    key: Any
    position: int


@dataclass(frozen=True)
class Slice:
    """One page of a list. `beyond` says that more fit than one question ever gets."""

    items: list[Any]
    cursor: str | None
    beyond: bool = False


class Cursors:
    """The cursors that were given out."""

    def __init__(self) -> None:
        self._known: dict[str, Cursor] = {}

    def expire(self) -> None:
        """Make every cursor invalid, as Notion does after a while it does not tell."""
        self._known.clear()

    def slice(
        self,
        question: Any,
        items: Sequence[T],
        key: Callable[[T], Any],
        paging: Mapping[str, Any],
        limit: int | None = None,
    ) -> Slice:
        """The page that is asked for.

        Args:
            question: What makes two requests the same question: a cursor is good for one only.
            items: Everything that answers it, in order.
            key: What an element is known by.
            paging: `start_cursor` and `page_size`, where the request has them.
            limit: How many elements one question gets at most, over all its pages.

        Raises:
            NotionError: The cursor is not one of this question.
        """
        asked = json.dumps(question, sort_keys=True)
        start = self._start(paging.get("start_cursor"), asked, items, key)
        most = len(items) if limit is None else min(limit, len(items))
        end = min(start + (paging.get("page_size") or PAGE_MAX), most)
        cursor = None
        if end < most:
            cursor = new_id()
            self._known[cursor] = Cursor(asked, key(items[end]), end)
        return Slice(list(items[start:end]), cursor, beyond=most < len(items))

    def _start(self, told: Any, asked: str, items: Sequence[T], key: Callable[[T], Any]) -> int:
        if told is None:
            return 0
        cursor = self._known.get(told)
        if cursor is None or cursor.question != asked:
            message = f"The start_cursor provided is invalid: {told}"
            raise invalid(message, blameless=cursor is None)
        keys = (number for number, item in enumerate(items) if key(item) == cursor.key)
        return next(keys, min(cursor.position, len(items)))


def check_paging(problems: Problems, path: str, told: Mapping[str, Any]) -> None:
    """The shape of `start_cursor` and `page_size` in a body."""
    if told.get("start_cursor") is not None:
        problems.text(f"{path}.start_cursor", told["start_cursor"])
    if told.get("page_size") is not None:
        problems.whole(f"{path}.page_size", told["page_size"], low=1, high=PAGE_MAX)


def paging_of_query(query: Mapping[str, str]) -> Json:
    """`start_cursor` and `page_size` of an address, checked."""
    told: Json = {"start_cursor": query.get("start_cursor")}
    if "page_size" in query:
        size = query["page_size"]
        told["page_size"] = int(size) if size.isdecimal() else size
    problems = Problems("query")
    check_paging(problems, "query", told)
    problems.refuse()
    return told
