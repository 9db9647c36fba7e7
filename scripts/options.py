"""Options that several scripts share: numbers within limits, the frame's shape, a person's note."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

MAX_ROUND = 10_000
FRAMES = {"16:9": (1920, 1080), "9:16": (1080, 1920)}  # pixels of a film's frame
MAX_TEXT = 20_000  # characters of one text given as an argument


def number(low: float, high: float) -> Callable[[str], float]:
    """An argument's type: a number from `low` to `high`."""

    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{text} is not a number from {low:g} to {high:g}")
        return value

    return read


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """An argument's type: a whole number from `low` to `high`."""

    def read(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = low - 1
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{text} is not a whole number from {low} to {high}")
        return value

    return read


def words(text: str) -> str:
    """An argument's type: lines without control characters, at most `MAX_TEXT` in all."""
    if len(text) > MAX_TEXT:
        raise argparse.ArgumentTypeError(f"has {len(text)} characters; at most {MAX_TEXT} are read")
    # An argument that was not valid UTF-8 holds lone surrogates, which no file can be written with.
    valid = text.encode(sys.getfilesystemencoding(), "surrogateescape").decode("utf-8", "replace")
    lines = (
        " ".join("".join(c if c.isprintable() else " " for c in line).split())
        for line in valid.splitlines()
    )
    return "\n".join(filter(None, lines))


def add_aspect_ratio(made: argparse.ArgumentParser) -> None:
    """Let the caller choose the frame's shape."""
    made.add_argument(
        "--aspect-ratio",
        choices=sorted(FRAMES),
        default="16:9",
        help="shape of the frame: 1920x1080 or 1080x1920 pixels",
    )


def add_note(made: argparse.ArgumentParser) -> None:
    """Let the caller pass on what a person asked to change."""
    made.add_argument(
        "--note", type=words, default="", help="what a person asked to change, as text"
    )


def add_round(made: argparse.ArgumentParser) -> None:
    """Let the caller ask for something else without saying what."""
    made.add_argument(
        "--round",
        type=whole_number(0, MAX_ROUND),
        default=0,
        metavar="N",
        help=f"another try at the same words: 0 is the first, at most {MAX_ROUND}",
    )
