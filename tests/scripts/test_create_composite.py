"""Seed frames: a place with a figure in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from scripts.create_composite import build_parser
from scripts.program import Failure
from scripts.providers.local.composing import GROUND, Stand, compose, half_size, joined
from tests.scripts.conftest import (
    make_picture,
    refusal_here,
    refusal_of,
    result_here,
    result_of,
    usage_error,
)

GREEN, RED = (40, 160, 70), (220, 30, 30)
SIZE = (640, 360)


def figure(width: int = 100, height: int = 200, edge: int = 50) -> Image.Image:
    """A red box with an empty edge around it, as cut-out pictures have."""
    picture = Image.new("RGBA", (width + 2 * edge, height + 2 * edge))
    ImageDraw.Draw(picture).rectangle((edge, edge, edge + width - 1, edge + height - 1), RED)
    return picture


def red_box(frame: Image.Image) -> tuple[int, int, int, int]:
    """Where the figure stands in a frame."""
    red, green, _ = frame.split()
    bright = red.point([255 * (value > 80) for value in range(256)])
    mask = Image.composite(
        bright, Image.new("L", frame.size), green.point([255 * (v < 90) for v in range(256)])
    )
    box = mask.getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("scale", [0.1, 0.3, 0.6, 0.9, 1.0])
def test_the_scale_is_the_figures_height_in_the_frame(scale: float) -> None:
    frame = compose(Image.new("RGB", (300, 300), GREEN), figure(), SIZE, Stand(scale, "center"))
    left, top, right, bottom = red_box(frame)
    assert (frame.mode, frame.size) == ("RGB", SIZE)
    assert abs((bottom - top) - scale * SIZE[1]) <= 2
    assert abs((right - left) - scale * SIZE[1] / 2) <= 2, "not stretched"
    assert abs((left + right) / 2 - SIZE[0] / 2) <= 2
    assert top >= 0 and bottom <= max(GROUND, scale) * SIZE[1] + 2


def test_positions_go_from_left_to_right() -> None:
    place = Image.new("RGB", SIZE, GREEN)
    lefts = [
        red_box(compose(place, figure(), SIZE, Stand(0.5, position)))[0]
        for position in ("left", "center", "right")
    ]
    assert lefts == sorted(set(lefts))


def test_a_wide_figure_stays_in_the_frame() -> None:
    place = Image.new("RGB", SIZE, GREEN)
    left, _, right, _ = red_box(compose(place, figure(900, 100), SIZE, Stand(0.9, "left")))
    assert left >= 0 and right <= SIZE[0]


def test_a_place_alone_is_only_cropped() -> None:
    place = Image.new("RGB", (400, 400), GREEN)
    ImageDraw.Draw(place).rectangle((0, 0, 400, 40), RED)  # cropped away by 16:9
    frame = compose(place, None, SIZE, Stand(0.6, "center"))
    assert frame.getcolors() == [(SIZE[0] * SIZE[1], GREEN)]


def test_the_ground_is_darker_under_the_feet() -> None:
    frame = compose(Image.new("RGB", SIZE, GREEN), figure(), SIZE, Stand(0.5, "center"))
    _, _, _, bottom = red_box(frame)
    under, away = frame.getpixel((SIZE[0] // 2, bottom + 1)), frame.getpixel((20, bottom + 1))
    assert isinstance(under, tuple) and isinstance(away, tuple)
    assert sum(under) < sum(away)


@pytest.mark.parametrize(
    ("note", "changed"),
    [
        ("bigger please", Stand(0.75, "center")),
        ("smaller, to the left", Stand(0.48, "left")),
        ("more to the right", Stand(0.6, "right")),
        ("darker", Stand(0.6, "center", 0.62)),
        ("brighter", Stand(0.6, "center", 1.45)),
        ("", Stand(0.6, "center")),
    ],
)
def test_a_note_moves_the_figure(note: str, changed: Stand) -> None:
    was = Stand(0.6, "center").changed_by(note)
    assert (was.position, was.light) == (changed.position, changed.light)
    assert was.scale == pytest.approx(changed.scale)


def test_a_darker_frame() -> None:
    frame = compose(Image.new("RGB", SIZE, (200, 100, 50)), None, SIZE, Stand(0.6, "center", 0.7))
    assert frame.getpixel((0, 0)) == (140, 70, 35)


def test_halves_and_their_divider() -> None:
    frame = (1920, 1080)
    size = half_size(frame)
    assert size == (956, 1080)
    picture = joined(Image.new("RGB", size, RED), Image.new("RGB", size, GREEN), frame)
    assert [picture.getpixel((x, 500)) for x in (955, 964)] == [RED, GREEN]
    assert half_size((1080, 1920)) == (1080, 956)


def test_the_program_composes(tmp_path: Path) -> None:
    place = make_picture(tmp_path / "place.png", GREEN)
    figure().save(tmp_path / "fox.png")
    output = tmp_path / "out" / "seed.png"
    options = ("--environment", place, "--character", tmp_path / "fox.png", "--scale", "0.5")
    made = result_of("create_composite", *options, "--output", output, "--position", "left")
    assert made == {"output": str(output), "width": 1920, "height": 1080}
    with Image.open(output) as picture:
        assert (picture.mode, picture.size) == ("RGB", (1920, 1080))
        _, top, _, bottom = red_box(picture)
        assert abs(bottom - top - 540) <= 3
    first = output.read_bytes()
    result_of("create_composite", *options, "--output", output, "--position", "left")
    assert output.read_bytes() == first


def test_the_program_composes_an_empty_place(tmp_path: Path) -> None:
    place = make_picture(tmp_path / "place.png", GREEN)
    options = ("--environment", place, "--aspect-ratio", "9:16", "--output", tmp_path / "a.png")
    made = result_here("create_composite", *options)
    assert (made["width"], made["height"]) == (1080, 1920)


def test_a_character_that_is_not_cut_out_is_refused(tmp_path: Path) -> None:
    place = make_picture(tmp_path / "place.png")
    opaque = make_picture(tmp_path / "fox.png")
    options = ("--environment", place, "--character", opaque, "--output", tmp_path / "a.png")
    assert refusal_of("create_composite", *options) == (
        "fox.png has no transparent background; give a cut-out picture"
    )
    assert not (tmp_path / "a.png").exists()


def test_an_empty_character_is_refused() -> None:
    empty = Image.new("RGBA", (50, 50))
    with pytest.raises(Failure, match=r"fox\.png is empty: all of it is transparent"):
        compose(Image.new("RGB", SIZE), empty, SIZE, Stand(0.6, "center"), name="fox.png")


def test_broken_inputs_are_refused(tmp_path: Path, corrupt: Callable[[str], Path]) -> None:
    place, out = make_picture(tmp_path / "place.png"), tmp_path / "a.png"
    said = refusal_of("create_composite", "--environment", tmp_path / "no.png", "--output", out)
    assert said == "no.png does not exist"
    options = ("--environment", place, "--character", corrupt("fox.png"), "--output", out)
    assert refusal_here("create_composite", *options).startswith("fox.png is not a whole picture")


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--output", "a.png"), "--environment"),
        (("--environment", "a.png"), "--output"),
        (("--environment", "a", "--output", "b", "--scale", "0"), "from 0.1 to 1"),
        (("--environment", "a", "--output", "b", "--scale", "nan"), "from 0.1 to 1"),
        (("--environment", "a", "--output", "b", "--scale", "big"), "from 0.1 to 1"),
        (("--environment", "a", "--output", "b", "--position", "up"), "--position"),
    ],
)
def test_wrong_usage(
    options: tuple[str, ...], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert named in usage_error(build_parser(), options, capsys)
