"""YAML of people: plain, and safe to read whoever wrote it."""

from __future__ import annotations

from typing import Any

import yaml


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
