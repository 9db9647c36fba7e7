"""A channel's own pictures, taken as they are."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from scripts.depth import depth_of, save_with_depth
from scripts.providers.library import LONG_SIDE
from tests.scripts.conftest import make_picture, refusal_here, result_here, result_of


def take(source: Path, output: Path, *options: object) -> Image.Image:
    arguments = ("--provider", "library", "--prompt", "a fox", *options)
    made = result_here(
        "generate_asset", *arguments, "--reference-image", source, "--output", output
    )
    with Image.open(output) as picture:
        picture.load()
        assert (picture.format, made["width"], made["height"]) == ("PNG", *picture.size)
        return picture


def test_a_picture_is_taken_as_it_is(tmp_path: Path) -> None:
    source = make_picture(tmp_path / "fox.png", (200, 90, 30))
    options = ("--provider", "library", "--prompt", "x", "--reference-image", source)
    result_of("generate_asset", *options, "--output", tmp_path / "made.png")
    with Image.open(tmp_path / "made.png") as made:
        assert (made.size, made.mode, made.getpixel((5, 5))) == ((320, 180), "RGB", (200, 90, 30))


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    source = tmp_path / "fox.webp"
    Image.effect_noise((300, 200), 60).convert("RGB").save(source)
    take(source, tmp_path / "one.png", "--name", "Robin")
    take(source, tmp_path / "other.png", "--kind", "place", "--prompt", "something else")
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "other.png").read_bytes()


def test_a_large_one_is_made_smaller_and_stays_cut_out(tmp_path: Path) -> None:
    source = tmp_path / "fox.png"
    picture = Image.new("RGBA", (3000, 1500))
    picture.paste((200, 90, 30, 255), (1000, 500, 2000, 1000))
    picture.save(source)
    made = take(source, tmp_path / "made.png")
    assert made.size == (LONG_SIDE, LONG_SIDE // 2)
    assert made.getpixel((5, 5)) == (0, 0, 0, 0)
    assert made.getpixel((LONG_SIDE // 2, LONG_SIDE // 4)) == (200, 90, 30, 255)


def test_a_photograph_stands_upright(tmp_path: Path) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6  # orientation: turn it by 90 degrees
    Image.new("RGB", (40, 20)).save(tmp_path / "photo.jpg", exif=turned)
    assert take(tmp_path / "photo.jpg", tmp_path / "made.png").size == (20, 40)


def test_a_place_keeps_its_depth(tmp_path: Path) -> None:
    depth = Image.new("L", (3000, 20))
    depth.paste(200, (0, 10, 3000, 20))
    save_with_depth(Image.new("RGB", (3000, 20)), depth, tmp_path / "place.png")
    made = take(tmp_path / "place.png", tmp_path / "made.png", "--kind", "place")
    kept = depth_of(tmp_path / "made.png")
    assert kept is not None and kept.size == made.size
    assert kept.getcolors() == [(made.width * 7, 0), (made.width * 7, 200)]


def test_what_is_no_single_picture_is_refused(tmp_path: Path) -> None:
    options = ("--provider", "library", "--prompt", "x", "--output", tmp_path / "made.png")
    assert "--reference-image" in refusal_here("generate_asset", *options)
    (tmp_path / "broken.png").write_bytes(b"x")
    broken = ("--reference-image", tmp_path / "broken.png")
    assert "broken.png is not a whole picture" in refusal_here("generate_asset", *options, *broken)
