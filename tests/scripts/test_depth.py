"""Depth travels inside a PNG that every other program opens as the picture alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from scripts.depth import depth_of, save_with_depth


def _picture() -> Image.Image:
    return Image.radial_gradient("L").convert("RGB")


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path, depth = tmp_path / "place.png", Image.linear_gradient("L")
    save_with_depth(_picture(), depth, path)
    found = depth_of(path)
    assert found is not None
    assert found.tobytes() == depth.tobytes()
    with Image.open(path) as opened:
        assert opened.convert("RGB").tobytes() == _picture().tobytes()


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.png", "two.png"):
        save_with_depth(_picture(), Image.linear_gradient("L"), tmp_path / name)
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()


def test_other_pictures_have_none(tmp_path: Path) -> None:
    _picture().save(tmp_path / "plain.png")
    _picture().save(tmp_path / "photo.jpg")
    (tmp_path / "text.png").write_text("no picture")
    assert [depth_of(tmp_path / name) for name in ("plain.png", "photo.jpg", "text.png")] == [
        None,
        None,
        None,
    ]


def test_a_depth_of_another_size_is_no_depth(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="depth of L"):
        save_with_depth(_picture(), Image.new("L", (10, 10)), tmp_path / "place.png")


@pytest.mark.parametrize("content", [b"no picture", b""])
def test_a_chunk_that_holds_something_else_is_passed_over(tmp_path: Path, content: bytes) -> None:
    chunks = PngInfo()
    chunks.add(b"dpTH", content)
    _picture().save(tmp_path / "strange.png", pnginfo=chunks)
    assert depth_of(tmp_path / "strange.png") is None
