"""Checks of a request's shape: each problem is told at its place, in Notion's words."""

from __future__ import annotations

import json
import math
from collections.abc import Collection
from typing import Any, Final

from bot.sandbox.notion.errors import NotionError, invalid
from bot.sandbox.notion.ids import known_id

ARRAY_MAX = 100
URL_MAX = 2000
MISSING: Final = object()
_SHOWN_MAX = 200


class Problems:
    """What is wrong with one part (`body`, `query`, `path`) of a request.

    Each check answers whether the value can be used further, so that a caller looks inside an
    object only when it is one.
    """

    def __init__(self, part: str = "body") -> None:
        self.part = part
        self.lines: list[str] = []

    def add(self, path: str, should: str, value: Any) -> None:
        """Note one problem: what the value at `path` should be."""
        self.lines.append(f"{path} should {should}, instead was `{_shown(value)}`.")

    def refuse(self) -> None:
        """Raise what was found, if anything was."""
        if self.lines:
            raise self.error()

    def error(self) -> NotionError:
        if len(self.lines) == 1:
            return invalid(f"{self.part} failed validation: {self.lines[0]}")
        return invalid(f"{self.part} failed validation. Fix one:\n" + "\n".join(self.lines))

    def object(
        self, path: str, value: Any, keys: Collection[str], required: Collection[str] = ()
    ) -> bool:
        """An object that has these keys and no other."""
        if not self.mapping(path, value):
            return False
        for key in value.keys() - set(keys):
            self.add(f"{path}.{key}", "be not present", value[key])
        missing = [key for key in required if key not in value]
        for key in missing:
            self.add(f"{path}.{key}", "be defined", MISSING)
        return not missing

    def mapping(self, path: str, value: Any) -> bool:
        """An object whose keys are names."""
        if isinstance(value, dict):
            return True
        self.add(path, "be an object", value)
        return False

    def array(self, path: str, value: Any, *, high: int = ARRAY_MAX) -> bool:
        if not isinstance(value, list):
            self.add(path, "be an array", value)
            return False
        if len(value) > high:
            self.add(f"{path}.length", f"be ≤ `{high}`", len(value))
            return False
        return True

    def text(self, path: str, value: Any, *, high: int | None = None, low: int = 0) -> bool:
        if not isinstance(value, str):
            self.add(path, "be a string", value)
            return False
        if high is not None and len(value) > high:
            self.add(f"{path}.length", f"be ≤ `{high}`", len(value))
            return False
        if len(value) < low:
            self.add(f"{path}.length", f"be ≥ `{low}`", len(value))
            return False
        return True

    def number(self, path: str, value: Any) -> bool:
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.add(path, "be a number", value)
            return False
        if isinstance(value, float) and not math.isfinite(value):
            self.add(path, "be a finite number", str(value))
            return False
        return True

    def whole(self, path: str, value: Any, *, low: int, high: int) -> bool:
        if isinstance(value, bool) or not isinstance(value, int):
            self.add(path, "be a number", value)
            return False
        if value > high:
            self.add(path, f"be ≤ `{high}`", value)
        elif value < low:
            self.add(path, f"be ≥ `{low}`", value)
        else:
            return True
        return False

    def truth(self, path: str, value: Any) -> bool:
        if isinstance(value, bool):
            return True
        self.add(path, "be a boolean", value)
        return False

    def choice(self, path: str, value: Any, allowed: Collection[Any]) -> bool:
        """One of the values there are; `True` is not 1 here."""
        if any(value == item and type(value) is type(item) for item in allowed):
            return True
        names = ", ".join(f"`{_shown(item)}`" for item in allowed)
        self.add(path, f"be one of {names}", value)
        return False

    def id(self, path: str, value: Any) -> bool:
        if known_id(value) is not None:
            return True
        self.add(path, "be a valid uuid", value)
        return False

    def user(self, path: str, value: Any) -> None:
        """A user told by their id."""
        if self.object(path, value, {"id", "object"}, {"id"}):
            self.id(f"{path}.id", value["id"])
            self.choice(f"{path}.object", value.get("object", "user"), ("user",))

    def url(self, path: str, value: Any) -> bool:
        return self.text(path, value, high=URL_MAX, low=1)

    def icon(self, path: str, value: Any, *, nullable: bool) -> None:
        """An icon, or none where it may be empty; the sandbox keeps emoji only."""
        if not (nullable and value is None) and self.object(
            path, value, {"type", "emoji"}, {"emoji"}
        ):
            self.choice(f"{path}.type", value.get("type", "emoji"), ("emoji",))
            self.text(f"{path}.emoji", value["emoji"], low=1, high=20)

    def either(self, path: str, value: dict[str, Any], names: Collection[str]) -> str | None:
        """Which one of these keys an object has; `type`, where it is given, has to agree."""
        found = [name for name in names if name in value]
        if len(found) == 1:
            if value.get("type", found[0]) != found[0]:
                self.add(f"{path}.type", f'be `"{found[0]}"`', value["type"])
                return None
            return found[0]
        if found:
            self.add(f"{path}.{found[1]}", "be not present", value[found[1]])
        for name in names if not found else ():
            self.add(f"{path}.{name}", "be defined", MISSING)
        return None


def _shown(value: Any) -> str:
    if value is MISSING:
        return "undefined"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN_MAX else text[:_SHOWN_MAX] + "…"
