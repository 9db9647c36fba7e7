"""What Discord allows as buttons and selects below a message, and inside a modal."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from bot.sandbox.checking import Place, Problems
from bot.sandbox.errors import Json

ROWS_MAX = 5
BUTTONS_MAX = 5
OPTIONS_MAX = 25
CUSTOM_ID_MAX = 100
LABEL_MAX = 80
MODAL_TITLE_MAX = 45
INPUT_LABEL_MAX = 45
INPUT_TEXT_MAX = 4000
LINK_STYLE = 5


class Kind(IntEnum):
    """The kinds of component the sandbox knows."""

    ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    TEXT_DISPLAY = 10
    LABEL = 18
    FILE_UPLOAD = 19


SELECTS = {
    Kind.STRING_SELECT,
    Kind.USER_SELECT,
    Kind.ROLE_SELECT,
    Kind.MENTIONABLE_SELECT,
    Kind.CHANNEL_SELECT,
}
_BUTTON_KEYS = {"type", "id", "style", "label", "emoji", "custom_id", "url", "disabled"}
_SELECT_KEYS = {
    "type", "id", "custom_id", "placeholder", "min_values", "max_values", "disabled",
    "options", "channel_types", "default_values", "required",
}  # fmt: skip
_INPUT_KEYS = {
    "type", "id", "custom_id", "style", "label", "placeholder", "value", "required",
    "min_length", "max_length",
}  # fmt: skip
_FILE_KEYS = {"type", "id", "custom_id", "min_values", "max_values", "required"}


def check_rows(problems: Problems, value: Any, place: Place = ("components",)) -> None:
    """Check the rows of components below a message."""
    if not problems.array(place, value, high=ROWS_MAX):
        return
    seen: set[str] = set()
    for index, row in enumerate(value):
        spot = (*place, index)
        if not problems.object(spot, row, {"type", "id", "components"}):
            continue
        if not problems.choice((*spot, "type"), row.get("type"), {int(Kind.ROW)}):
            continue
        items = row.get("components")
        if problems.array((*spot, "components"), items, low=1, high=BUTTONS_MAX):
            for number, item in enumerate(items):
                _check_item(problems, (*spot, "components", number), item, seen)
            if len(items) > 1 and any(_kind(item) in SELECTS for item in items):
                problems.add(spot, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A select fills its row.")


def _kind(item: Any) -> Any:
    return item.get("type") if isinstance(item, dict) else None


def _check_item(problems: Problems, place: Place, item: Any, seen: set[str]) -> None:
    kinds = {int(Kind.BUTTON), *map(int, SELECTS)}
    if not problems.choice((*place, "type"), _kind(item), kinds):
        return
    if item["type"] == Kind.BUTTON:
        _check_button(problems, place, item)
    else:
        _check_select(problems, place, item)
    _check_custom_id(problems, place, item, seen)


def _check_custom_id(problems: Problems, place: Place, item: Json, seen: set[str]) -> None:
    custom_id = item.get("custom_id")
    if custom_id is None:
        return
    if problems.text((*place, "custom_id"), custom_id, low=1, high=CUSTOM_ID_MAX):
        if custom_id in seen:
            problems.add(
                (*place, "custom_id"),
                "COMPONENT_CUSTOM_ID_DUPLICATED",
                "Component custom id cannot be duplicated",
            )
        seen.add(custom_id)


def _check_button(problems: Problems, place: Place, button: Json) -> None:
    problems.object(place, button, _BUTTON_KEYS)
    problems.choice((*place, "style"), button.get("style"), {1, 2, 3, 4, LINK_STYLE})
    if button.get("label") is not None:
        problems.text((*place, "label"), button["label"], high=LABEL_MAX)
    if not button.get("label") and not button.get("emoji"):
        problems.add((*place, "label"), "BASE_TYPE_REQUIRED", "A label or an emoji is needed.")
    wanted = "url" if button.get("style") == LINK_STYLE else "custom_id"
    if button.get(wanted) is None:
        problems.add((*place, wanted), "BASE_TYPE_REQUIRED", "This field is required")
    if button.get("url") is not None:
        problems.url((*place, "url"), button["url"], ("http", "https", "discord"))


def _check_select(problems: Problems, place: Place, select: Json) -> None:
    problems.object(place, select, _SELECT_KEYS)
    if select.get("custom_id") is None:
        problems.add((*place, "custom_id"), "BASE_TYPE_REQUIRED", "This field is required")
    if select.get("placeholder") is not None:
        problems.text((*place, "placeholder"), select["placeholder"], high=150)
    for key, low in (("min_values", 0), ("max_values", 1)):
        if select.get(key) is not None:
            problems.whole((*place, key), select[key], low=low, high=OPTIONS_MAX)
    if select["type"] == Kind.STRING_SELECT:
        _check_options(problems, (*place, "options"), select.get("options"))


def _check_options(problems: Problems, place: Place, options: Any) -> None:
    if not problems.array(place, options, low=1, high=OPTIONS_MAX):
        return
    keys = {"label", "value", "description", "emoji", "default"}
    values: set[Any] = set()
    for index, option in enumerate(options):
        spot = (*place, index)
        if not problems.object(spot, option, keys):
            continue
        problems.text((*spot, "label"), option.get("label"), low=1, high=100)
        problems.text((*spot, "value"), option.get("value"), low=1, high=100)
        if option.get("description") is not None:
            problems.text((*spot, "description"), option["description"], high=100)
        if option.get("value") in values:
            problems.add(
                (*spot, "value"),
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            )
        values.add(option.get("value"))


def check_modal(value: Any) -> Json:
    """Refuse a modal Discord would refuse."""
    problems = Problems()
    if not problems.object(("data",), value, {"custom_id", "title", "components"}):
        problems.refuse()
    problems.text(("data", "custom_id"), value.get("custom_id"), low=1, high=CUSTOM_ID_MAX)
    problems.text(("data", "title"), value.get("title"), low=1, high=MODAL_TITLE_MAX)
    place: Place = ("data", "components")
    if problems.array(place, value.get("components"), low=1, high=ROWS_MAX):
        seen: set[str] = set()
        for index, item in enumerate(value["components"]):
            _check_modal_part(problems, (*place, index), item, seen)
    problems.refuse()
    return dict(value)


def _check_modal_part(problems: Problems, place: Place, item: Any, seen: set[str]) -> None:
    kinds = {int(Kind.ROW), int(Kind.LABEL), int(Kind.TEXT_DISPLAY)}
    if not problems.choice((*place, "type"), _kind(item), kinds):
        return
    if item["type"] == Kind.TEXT_DISPLAY:
        problems.text((*place, "content"), item.get("content"), low=1, high=INPUT_TEXT_MAX)
    elif item["type"] == Kind.ROW:
        problems.object(place, item, {"type", "id", "components"})
        inputs = item.get("components")
        if problems.array((*place, "components"), inputs, low=1, high=1):
            for number, part in enumerate(inputs):
                spot = (*place, "components", number)
                if problems.choice((*spot, "type"), _kind(part), {int(Kind.TEXT_INPUT)}):
                    label = part.get("label")
                    problems.text((*spot, "label"), label, low=1, high=INPUT_LABEL_MAX)
                    _check_input(problems, spot, part, seen)
    else:
        _check_label(problems, place, item, seen)


def _check_label(problems: Problems, place: Place, item: Json, seen: set[str]) -> None:
    problems.object(place, item, {"type", "id", "label", "description", "component"})
    problems.text((*place, "label"), item.get("label"), low=1, high=INPUT_LABEL_MAX)
    if item.get("description") is not None:
        problems.text((*place, "description"), item["description"], low=1, high=100)
    part, spot = item.get("component"), (*place, "component")
    kinds = {int(Kind.TEXT_INPUT), int(Kind.FILE_UPLOAD), *map(int, SELECTS)}
    if not isinstance(part, dict) or not problems.choice((*spot, "type"), _kind(part), kinds):
        problems.object(spot, part, ())
    elif part["type"] == Kind.TEXT_INPUT:
        if part.get("label") is not None:
            problems.add((*spot, "label"), "UNKNOWN_KEY", "The label stands outside the input.")
        _check_input(problems, spot, part, seen)
    elif part["type"] == Kind.FILE_UPLOAD:
        problems.object(spot, part, _FILE_KEYS)
        _check_custom_id(problems, spot, part, seen)
    else:
        _check_select(problems, spot, part)
        _check_custom_id(problems, spot, part, seen)


def _check_input(problems: Problems, place: Place, item: Json, seen: set[str]) -> None:
    problems.object(place, item, _INPUT_KEYS)
    problems.choice((*place, "style"), item.get("style"), {1, 2})
    if item.get("custom_id") is None:
        problems.add((*place, "custom_id"), "BASE_TYPE_REQUIRED", "This field is required")
    _check_custom_id(problems, place, item, seen)
    if item.get("placeholder") is not None:
        problems.text((*place, "placeholder"), item["placeholder"], high=100)
    if item.get("value") is not None:
        high = item.get("max_length") or INPUT_TEXT_MAX
        problems.text((*place, "value"), item["value"], high=high)
    for key, low in (("min_length", 0), ("max_length", 1)):
        if item.get(key) is not None:
            problems.whole((*place, key), item[key], low=low, high=INPUT_TEXT_MAX)
