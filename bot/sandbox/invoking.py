"""How a person's input becomes a slash command or a submitted modal.

Discord's own client lets nobody send a command that does not fit its definition; so these
functions refuse such input with `NotPossible` and a sentence, and the bot never sees it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.sandbox import payloads
from bot.sandbox.command_limits import CHOOSING, NESTING, OptionType
from bot.sandbox.component_limits import Kind
from bot.sandbox.errors import Json
from bot.sandbox.model import Channel, Thread, Upload
from bot.sandbox.state import World

Thing = TypeVar("Thing")


class NotPossible(Exception):
    """What a person wants cannot be done; the sentence says why."""


@dataclass
class Invocation:
    """The input of one command on its way into Discord's shape."""

    world: World
    channel_id: int
    values: Mapping[str, Any]
    files: Mapping[str, Upload]
    focused: str | None = None
    resolved: Json = field(default_factory=dict)

    def data(self, command: Json, path: list[str]) -> Json:
        """The `data` of the interaction for `command`, called by its path of names."""
        told: Json = {"id": command["id"], "name": command["name"], "type": command["type"]}
        told["options"] = self._level(command, path[1:])
        if self.resolved:
            told["resolved"] = self.resolved
        if "guild_id" in command:
            told["guild_id"] = command["guild_id"]
        return told

    def _level(self, level: Json, path: list[str]) -> list[Json]:
        options = level.get("options") or []
        nested = {item["name"]: item for item in options if item["type"] in NESTING}
        if nested:
            if not path or path[0] not in nested:
                known = ", ".join(sorted(nested))
                raise NotPossible(f"/{level['name']} needs one of: {known}.")
            inner = nested[path[0]]
            below = self._level(inner, path[1:])
            return [{"name": inner["name"], "type": inner["type"], "options": below}]
        if path:
            raise NotPossible(f"/{level['name']} has no subcommand {path[0]}.")
        return self._filled(level, {item["name"]: item for item in options})

    def _filled(self, level: Json, options: Mapping[str, Json]) -> list[Json]:
        given = {**self.values, **self.files}
        strange = given.keys() - options.keys()
        if strange:
            raise NotPossible(f"/{level['name']} has no option {', '.join(sorted(strange))}.")
        filled = []
        for name, option in options.items():
            if name == self.focused:
                typed = str(self.values.get(name, ""))
                told = {"name": name, "type": option["type"], "value": typed, "focused": True}
                filled.append(told)
            elif given.get(name) is not None:
                value = self._value(option, given[name])
                filled.append({"name": name, "type": option["type"], "value": value})
            elif option.get("required") and self.focused is None:
                raise NotPossible(f"/{level['name']} needs the option {name}.")
        return filled

    def _value(self, option: Json, value: Any) -> Any:
        read = _READERS[OptionType(option["type"])](self, option, value)
        if option["type"] in CHOOSING:
            _check_bounds(option, read)
        return read

    def _text(self, option: Json, value: Any) -> str:
        if not isinstance(value, str):
            raise NotPossible(f"{option['name']} takes a text.")
        return value

    def _whole(self, option: Json, value: Any) -> int:
        try:
            return int(str(value))
        except ValueError:
            raise NotPossible(f"{option['name']} takes a whole number.") from None

    def _number(self, option: Json, value: Any) -> float:
        try:
            return float(str(value))
        except ValueError:
            raise NotPossible(f"{option['name']} takes a number.") from None

    def _truth(self, option: Json, value: Any) -> bool:
        if not isinstance(value, bool):
            raise NotPossible(f"{option['name']} takes true or false.")
        return value

    def _user(self, option: Json, value: Any) -> str:
        member = find_by_name(
            {key: (item.user.name, item) for key, item in self.world.members.items()}, value
        )
        user_id = str(member.user.id)
        self._resolve("users", user_id, payloads.user(member.user))
        self._resolve("members", user_id, payloads.member_without_user(member))
        return user_id

    def _role(self, option: Json, value: Any) -> str:
        role = find_by_name(
            {key: (item.name, item) for key, item in self.world.roles.items()}, value
        )
        self._resolve("roles", str(role.id), payloads.role(role))
        return str(role.id)

    def _channel(self, option: Json, value: Any) -> str:
        places: dict[int, Channel | Thread] = {**self.world.channels, **self.world.threads}
        place = find_by_name({key: (item.name, item) for key, item in places.items()}, value)
        shown = {**self.world.show_place(place), "permissions": "0"}
        if option.get("channel_types") and shown["type"] not in option["channel_types"]:
            raise NotPossible(f"{option['name']} does not take this kind of channel.")
        self._resolve("channels", str(place.id), shown)
        return str(place.id)

    def _attachment(self, option: Json, value: Any) -> str:
        if not isinstance(value, Upload):
            raise NotPossible(f"{option['name']} takes a file.")
        if len(value.content) > self.world.guild.filesize_limit:
            raise NotPossible("Your file is over the limit of this server.")
        (stored,) = self.world.store(self.channel_id, [value], ephemeral=True)
        self._resolve("attachments", str(stored.id), payloads.attachment(stored, self.world.cdn))
        return str(stored.id)

    def _resolve(self, kind: str, key: str, shown: Json) -> None:
        self.resolved.setdefault(kind, {})[key] = shown


_READERS: dict[OptionType, Callable[[Invocation, Json, Any], Any]] = {
    OptionType.STRING: Invocation._text,
    OptionType.INTEGER: Invocation._whole,
    OptionType.NUMBER: Invocation._number,
    OptionType.BOOLEAN: Invocation._truth,
    OptionType.USER: Invocation._user,
    OptionType.MENTIONABLE: Invocation._user,
    OptionType.CHANNEL: Invocation._channel,
    OptionType.ROLE: Invocation._role,
    OptionType.ATTACHMENT: Invocation._attachment,
}


def _check_bounds(option: Json, value: Any) -> None:
    name = option["name"]
    choices = [choice["value"] for choice in option.get("choices") or []]
    if choices and value not in choices:
        raise NotPossible(f"{name} takes one of: {', '.join(map(str, choices))}.")
    size = len(value) if isinstance(value, str) else value
    unit = "_length" if isinstance(value, str) else "_value"
    if size < option.get(f"min{unit}", size) or size > option.get(f"max{unit}", size):
        raise NotPossible(f"{name} is outside what the command allows.")
    if isinstance(value, str) and len(value) > 6000:
        raise NotPossible(f"{name} is longer than the 6,000 characters Discord takes.")


def find_by_name(things: Mapping[int, tuple[str, Thing]], wanted: Any) -> Thing:
    """The thing with this id or, where that is none, with this name."""
    text = str(wanted).lstrip("#@")
    if text.isdecimal() and int(text) in things:
        return things[int(text)][1]
    for name, thing in things.values():
        if name.lower() == text.lower():
            return thing
    known = ", ".join(name for name, _ in things.values())
    raise NotPossible(f"There is no {wanted}; there are: {known}.")


def modal_inputs(modal: Json) -> list[tuple[str, Json]]:
    """The labels and inputs of a modal, in order."""
    found: list[tuple[str, Json]] = []
    for part in modal["components"]:
        if part["type"] == Kind.LABEL:
            found.append((part["label"], part["component"]))
        elif part["type"] == Kind.ROW:
            found += [(item["label"], item) for item in part["components"]]
    return found


def submitted(modal: Json, fields: Mapping[str, Any]) -> Json:
    """The `data` of a submitted modal; fields are named by custom id or by label."""
    left = {_folded(name): value for name, value in fields.items()}
    values: dict[str, Any] = {}
    for label, item in modal_inputs(modal):
        given = left.pop(_folded(item["custom_id"]), left.pop(_folded(label), None))
        values[item["custom_id"]] = _input_value(label, item, given)
    if left:
        raise NotPossible(f"The form has no field {', '.join(sorted(left))}.")
    parts = [_submitted_part(part, values) for part in modal["components"]]
    return {"custom_id": modal["custom_id"], "components": parts}


def _folded(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


def _input_value(label: str, item: Json, given: Any) -> Any:
    if item["type"] == Kind.STRING_SELECT:
        return list(given or [])
    if item["type"] != Kind.TEXT_INPUT:
        raise NotPossible(f"People of the sandbox cannot fill in the field {label}.")
    text = item.get("value", "") if given is None else str(given)
    if item.get("required", True) and not text:
        raise NotPossible(f"The field {label} is required.")
    low, high = item.get("min_length") or 0, item.get("max_length") or 4000
    if text and not low <= len(text) <= high:
        raise NotPossible(f"The field {label} takes {low} to {high} characters.")
    return text


def _submitted_part(part: Json, values: Mapping[str, Any]) -> Json:
    told: Json = {"type": part["type"], "id": part["id"]}
    if part["type"] == Kind.LABEL:
        told["component"] = _submitted_input(part["component"], values)
    elif part["type"] == Kind.ROW:
        told["components"] = [_submitted_input(item, values) for item in part["components"]]
    return told


def _submitted_input(item: Json, values: Mapping[str, Any]) -> Json:
    value = values[item["custom_id"]]
    key = "value" if item["type"] == Kind.TEXT_INPUT else "values"
    return {
        "type": item["type"],
        "id": item["id"],
        "custom_id": item["custom_id"],
        key: value,
    }
