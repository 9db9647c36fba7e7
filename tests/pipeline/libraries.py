"""Libraries for tests: folders with pictures, beside a channel's YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from PIL import Image, ImageDraw

from pipeline.library import KeptAsset, KeptLibrary, KeptPicture, LibraryVoice
from pipeline.storyboard import AssetKind

FOX = KeptAsset(
    kind=AssetKind.CHARACTER,
    prompt="a young red fox",
    picture=KeptPicture(key="channels/forest/library/figures/f0.png", sha256="f0"),
)
HARBOUR = KeptAsset(kind=AssetKind.PLACE, prompt="an old harbour")
LIBRARY = KeptLibrary(
    assets={"Robin": FOX, "Old Harbour": HARBOUR},
    voices={
        "Narrator": LibraryVoice(name="amber", pace_wpm=120),
        "Old Tom": LibraryVoice(name="t"),
    },
)


def cut_out(path: Path, colour: tuple[int, int, int] = (200, 90, 30)) -> Path:
    """A figure before nothing."""
    picture = Image.new("RGBA", (80, 120))
    ImageDraw.Draw(picture).ellipse((10, 10, 70, 110), fill=(*colour, 255))
    picture.save(path)
    return path


def view(path: Path, size: tuple[int, int] = (160, 90)) -> Path:
    """A place."""
    Image.new("RGB", size, (60, 110, 150)).save(path)
    return path


def write_library(configs: Path, data: Any, name: str = "quiet") -> Path:
    """A library's folder with its `library.yaml`, without pictures."""
    folder = configs / name
    folder.mkdir(parents=True, exist_ok=True)
    text = data if isinstance(data, str) else yaml.safe_dump(data, sort_keys=False)
    (folder / "library.yaml").write_text(text, encoding="utf-8")
    return folder


def two_pictures(configs: Path, name: str = "quiet") -> Path:
    """A library of a fox that is cut out, a harbour, and a lamp that has no picture."""
    data = {
        "assets": {
            "Robin": {"kind": "character", "picture": "robin.png", "prompt": "a young red fox"},
            "Harbour": {"kind": "place", "picture": "harbour.jpg", "prompt": "an old harbour"},
            "Lamp": {"kind": "prop", "prompt": "a brass lamp"},
        },
        "voices": {"Narrator": {"name": "amber", "pace_wpm": 120}},
    }
    folder = write_library(configs, data, name)
    cut_out(folder / "robin.png")
    view(folder / "harbour.jpg")
    return folder
