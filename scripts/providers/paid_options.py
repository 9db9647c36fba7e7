"""Options of the scripts that may call a paid service; nothing heavy is imported for `--help`."""

from __future__ import annotations

import argparse

from scripts.options import number

PAUSE_SECONDS = 2.0
POLL_SECONDS = 5.0
GIVE_UP_SECONDS = 15 * 60.0
IMAGE_SIZES = ("512", "1K", "2K", "4K")  # of the longer side, about


def add_pause(made: argparse.ArgumentParser) -> None:
    """Let the caller say how soon a service is asked again that had no time."""
    made.add_argument(
        "--pause",
        type=number(0.0, 60.0),
        default=PAUSE_SECONDS,
        help="seconds before a paid service is asked a second time, then twice as long each time",
    )


def add_waiting(made: argparse.ArgumentParser) -> None:
    """Let the caller say how a job is waited for."""
    made.add_argument(
        "--poll",
        type=number(0.01, 60.0),
        default=POLL_SECONDS,
        help="seconds before a paid job is first looked at; the pauses grow to four times that",
    )
    made.add_argument(
        "--give-up",
        type=number(0.0, 7200.0),
        default=GIVE_UP_SECONDS,
        help="seconds after which a paid job is left to be taken up later",
    )


def add_image_size(made: argparse.ArgumentParser) -> None:
    """Let the caller say how large a picture an image model paints."""
    made.add_argument(
        "--image-size",
        choices=IMAGE_SIZES,
        default="1K",
        help="size of an image model's picture; larger ones may cost more",
    )
