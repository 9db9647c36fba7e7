"""Opening, cropping and saving pictures."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from scripts.pictures import cover, open_picture, save_picture
from scripts.program import Exit, Failure
from tests.scripts.conftest import make_picture


def test_a_picture_without_transparency_is_rgb(tmp_path: Path) -> None:
    assert open_picture(make_picture(tmp_path / "plain.png")).mode == "RGB"


def test_real_transparency_is_kept(tmp_path: Path) -> None:
    Image.new("RGBA", (8, 8), (1, 2, 3, 40)).save(tmp_path / "clear.png")
    assert open_picture(tmp_path / "clear.png").getpixel((0, 0)) == (1, 2, 3, 40)


def test_a_turned_photo_stands_upright(tmp_path: Path) -> None:
    photo, exif = Image.new("RGB", (40, 20)), Image.Exif()
    exif[0x0112] = 6  # orientation: turned by a quarter
    photo.save(tmp_path / "photo.jpg", exif=exif)
    assert open_picture(tmp_path / "photo.jpg").size == (20, 40)


def refusal(path: Path) -> str:
    with pytest.raises(Failure) as caught:
        open_picture(path)
    assert caught.value.exit_code is Exit.REFUSED
    return str(caught.value)


def test_a_missing_picture_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.png") == "none.png does not exist"


def test_a_folder_is_not_a_picture(tmp_path: Path) -> None:
    assert "is not a whole picture" in refusal(tmp_path)


def test_a_broken_picture_is_refused(corrupt: Callable[[str], Path]) -> None:
    assert refusal(corrupt("fox.png")).startswith("fox.png is not a whole picture")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_half_a_picture_is_refused(tmp_path: Path, share: float) -> None:
    path = tmp_path / "half.png"
    Image.effect_noise((200, 200), 50).save(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert refusal(path).startswith("half.png is not a whole picture")


def test_an_enormous_picture_is_refused(tmp_path: Path) -> None:
    Image.new("1", (8000, 5001)).save(tmp_path / "wall.png")
    assert refusal(tmp_path / "wall.png") == (
        "wall.png is too large: 8000x5001; at most 40 megapixels"
    )


def test_saving_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    picture = Image.effect_mandelbrot((64, 64), (-2, -1, 1, 1), 20)
    for name in ("one.png", "two.png"):
        save_picture(picture, tmp_path / "new folder" / name)
    one, two = sorted((tmp_path / "new folder").iterdir())
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("size", [(100, 100), (300, 50), (50, 300)])
def test_cover_crops_the_middle_and_never_stretches(size: tuple[int, int]) -> None:
    picture = Image.new("L", (200, 200))
    ImageDraw.Draw(picture).ellipse((95, 95, 105, 105), 255)
    covered = cover(picture, size)
    box = covered.point([255 * (value > 127) for value in range(256)]).getbbox()
    assert covered.size == size and box is not None
    left, top, right, bottom = box
    assert abs((right - left) - (bottom - top)) <= 1, "a disc stays a disc"
    assert abs(left + right - size[0]) <= 3 and abs(top + bottom - size[1]) <= 3
