"""Runs of scripts as plans write them: arguments that name what is known only when it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.lifecycle import Step


@dataclass(frozen=True)
class Use:
    """The file of another unit's chosen take."""

    step: Step
    number: int


@dataclass(frozen=True)
class Detail:
    """Something another unit's chosen take said in its result."""

    step: Step
    number: int
    key: str


@dataclass(frozen=True)
class Derived:
    """What follows from a detail, once it is known."""

    source: Detail
    make: Callable[[Any], Any]


@dataclass(frozen=True)
class Sha256:
    """The digest of another unit's chosen take."""

    step: Step
    number: int


@dataclass(frozen=True)
class Document:
    """A JSON file written for the call; all that names other units may stand anywhere in it."""

    name: str
    content: Any


@dataclass(frozen=True)
class Cache:
    """A folder of this machine that outlives the call, and may be empty."""

    name: str


@dataclass(frozen=True)
class StoredFile:
    """A file in the storage that is no take, such as a picture of the channel's library.

    Attributes:
        before: What stands before its path in the same argument.
    """

    key: str
    before: str = ""


Argument = str | Use | Detail | Document | Cache | StoredFile


@dataclass(frozen=True)
class Call:
    """One run of a script.

    Attributes:
        arguments: All but `--output`, which the runner adds.
        output: The name of the file (or the folder) to make.
        timeout: Seconds.
        folder_of: The output is a folder, kept whole, that is known by this file in it.
        names_provider: The script can do it with several, and takes up their jobs.
    """

    script: str
    arguments: tuple[Argument, ...]
    output: str
    timeout: float = 600.0
    folder_of: str | None = None
    names_provider: bool = True


def leaves(value: Any) -> Iterator[Any]:
    """Everything in a tree of lists and mappings that is neither."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from leaves(item)
    else:
        yield value


def options(values: Mapping[str, Any]) -> tuple[Argument, ...]:
    """`{"--text": "x", "--note": ""}` as arguments, leaving out what is empty.

    `--name=value` where the value is a text, because a text may begin with a dash.
    """
    made: list[Argument] = []
    for name, value in values.items():
        if value in ("", None):
            continue
        if isinstance(value, Use | Detail | Document | Cache | StoredFile):
            made += [name, value]
        else:
            made.append(f"{name}={value}")
    return tuple(made)
