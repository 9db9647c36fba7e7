"""Small files for a storage, and what is seen of the previews of them."""

from __future__ import annotations

import json
import wave
from pathlib import Path
from typing import Any

from PIL import Image

from bot.posts import Attached, Post
from bot.subjects import Subject
from pipeline.lifecycle import Step
from pipeline.storyboard import Storyboard
from scripts.media import encode_frames
from tests.bot.made_up import subject, take, video

LIMIT = 9_000_000  # bytes, of what `subject` asks for


def put_pictures(store: Path, *names: str | None) -> None:
    """A PNG under each name."""
    for name in names:
        Image.new("RGB", (192, 108), "teal").save(store / str(name), format="PNG")


def put_clip(store: Path, name: str, frames: int = 6) -> None:
    """A film whose frames differ."""
    made = store / "clip.mp4"
    shades = (bytes([40 * number % 256]) * (192 * 108 * 3) for number in range(frames))
    encode_frames(shades, (192, 108), 24, made)
    made.rename(store / name)


def put_lines(store: Path, *names: str | None) -> None:
    """Half a second of sound under each name."""
    for name in names:
        with wave.open(str(store / str(name)), "wb") as file:
            file.setparams((1, 2, 48_000, 0, "NONE", ""))
            file.writeframes(b"\0\10" * 24_000)


def asked_about(store: Path, board: Storyboard) -> Subject:
    """The question about a storyboard, whose animatic is in the storage."""
    (store / "animatic").write_bytes(b"moving")
    animatic = take(Step.STORYBOARD, 2, file="animatic")
    return subject(Step.STORYBOARD, [animatic], view=video(storyboard=board))


def told(file: Attached) -> Any:
    """The manifest that a file of the quick previews was made from."""
    return json.loads(file.path.read_text(encoding="utf-8"))


def names(post: Post) -> list[str]:
    """Of the files a person gets."""
    return [file.name for file in post.files]
