"""The options of select, multi-select and status columns, as requests write them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from bot.sandbox.notion.checking import Problems
from bot.sandbox.notion.rich_text import COLORS

OPTION_NAME_MAX = 100
OPTION_KEYS = ("name", "color", "description")


def check_option(problems: Problems, path: str, option: Any, keys: Collection[str]) -> None:
    """The shape of one option; one that has no id needs a name.

    Args:
        problems: Where what is wrong is noted.
        path: Where the option stands.
        option: What was sent.
        keys: What it may hold there.
    """
    required = () if isinstance(option, dict) and "id" in option else ("name",)
    if not problems.object(path, option, keys, required):
        return
    if "name" in option:
        problems.text(f"{path}.name", option["name"], low=1, high=OPTION_NAME_MAX)
    if "id" in option:
        problems.text(f"{path}.id", option["id"], low=1)
    if "color" in option:
        problems.choice(f"{path}.color", option["color"], COLORS)
    if option.get("description") is not None:
        problems.text(f"{path}.description", option["description"])
