"""YAML of people: plain, safe to read whoever wrote it, and checked with a sentence per mistake."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from pipeline.errors import ConfigError
from pipeline.utils.texts import readable

MAX_YAML_BYTES = 256 * 1024

Model = TypeVar("Model", bound=BaseModel)


class _PlainLoader(yaml.SafeLoader):
    """Without anchors and aliases: a few hundred bytes of them can grow to gigabytes."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]  # not in its stubs
            raise yaml.composer.ComposerError(None, None, "aliases are not supported", mark)
        return super().compose_node(parent, index)


def read_yaml(text: str) -> Any:
    """The data of a YAML text.

    Raises:
        yaml.YAMLError: It is not YAML, or it has aliases; `place_of` says where.
    """
    return yaml.load(text, Loader=_PlainLoader)  # a SafeLoader


def place_of(error: yaml.YAMLError) -> str:
    """What is wrong and where, as a part of a sentence."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "it cannot be read"
    return f"{problem} at line {mark.line + 1}, column {mark.column + 1}" if mark else str(problem)


def read_checked(path: Path, model: type[Model], *, example: str, name: str = "") -> Model:
    """A file of settings, checked.

    Args:
        example: The file to look a key up in, for the sentence.
        name: What the sentence calls the file; its own name, if nothing is said.

    Raises:
        ConfigError: Naming file, key and remedy.
    """
    name = name or path.name
    try:
        if path.stat().st_size > MAX_YAML_BYTES:
            raise ConfigError(f"{name} is larger than {MAX_YAML_BYTES // 1024} KiB.")
        data = _in_readable_texts(read_yaml(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{name} cannot be read: {error}.") from error
    except yaml.YAMLError as error:
        raise ConfigError(f"{name} is not YAML: {place_of(error)}.") from error
    except (ValueError, RecursionError) as error:  # what looks like a date or a number and is none
        raise ConfigError(f"{name} cannot be read: {error}.") from error
    if not isinstance(data, dict):
        raise ConfigError(f"{name} must be a mapping; see {example}.")
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise ConfigError(f"{name}: {_first_problem(error, example)}") from error


def _in_readable_texts(value: Any) -> Any:
    """The same without what neither the database nor a command line takes, such as a NUL."""
    match value:
        case str():
            return readable(value)
        case dict():
            return {_in_readable_texts(k): _in_readable_texts(v) for k, v in value.items()}
        case list():
            return [_in_readable_texts(item) for item in value]
    return value


def _first_problem(error: ValidationError, example: str) -> str:
    item = error.errors()[0]
    key = ".".join(str(part) for part in item["loc"] if part != "[key]")
    if item["type"] == "extra_forbidden":
        return f"the key {key} is unknown; remove it or look it up in {example}."
    where = f"{key}: " if key else ""
    return f"{where}{item['msg'].removeprefix('Value error, ')}; see {example}."
