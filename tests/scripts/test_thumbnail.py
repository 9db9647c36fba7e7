"""A film's picture for its listing: its richest frame, with its title where there is one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scripts.program import Failure
from scripts.thumbnail import MAX_BYTES, SIZE, save_thumbnail
from tests.scripts.conftest import make_clip, make_tone


@pytest.mark.parametrize("size", [(192, 108), (108, 192)])
def test_it_has_its_size_whatever_the_film_has(tmp_path: Path, size: tuple[int, int]) -> None:
    film = make_clip(tmp_path / "film.mp4", 24, size=size)
    save_thumbnail(film, tmp_path / "t.jpg")
    with Image.open(tmp_path / "t.jpg") as thumbnail:
        assert (thumbnail.size, thumbnail.format) == (SIZE, "JPEG")
    assert (tmp_path / "t.jpg").stat().st_size < MAX_BYTES


def test_a_title_is_written_large_at_the_bottom(tmp_path: Path) -> None:
    film = make_clip(tmp_path / "film.mp4", 24)
    made = []
    for name, title in (("plain", ""), ("fox", "The Fox"), ("japanese", "狐の夜明け" * 20)):
        save_thumbnail(film, tmp_path / f"{name}.jpg", title)
        with Image.open(tmp_path / f"{name}.jpg") as thumbnail:
            made.append(np.asarray(thumbnail.convert("L")).astype(int))
    plain, fox, japanese = made
    assert np.abs(fox[:400] - plain[:400]).mean() < 4, "the picture above is left alone"
    assert (fox[560:] > 200).sum() > 8000 and (plain[560:] > 200).sum() == 0
    assert (japanese[440:580] > 200).sum() > 8000, "two lines"


def test_a_sound_has_no_frame(tmp_path: Path) -> None:
    with pytest.raises(Failure):
        save_thumbnail(make_tone(tmp_path / "t.wav", 0.2), tmp_path / "t.jpg")
