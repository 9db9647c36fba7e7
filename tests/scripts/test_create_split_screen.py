"""Seed frames of two halves."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from scripts.create_split_screen import build_parser
from tests.scripts.conftest import (
    make_picture,
    refusal_here,
    refusal_of,
    result_here,
    result_of,
    usage_error,
)
from tests.scripts.test_create_composite import figure, red_box

BLUE, GREEN = (40, 60, 200), (40, 160, 70)


@pytest.fixture
def places(tmp_path: Path) -> tuple[object, ...]:
    left = make_picture(tmp_path / "left.png", BLUE)
    right = make_picture(tmp_path / "right.png", GREEN, (200, 400))
    return ("--left", left, "--right", right)


def test_two_halves(tmp_path: Path, places: tuple[object, ...]) -> None:
    output = tmp_path / "split.png"
    made = result_of("create_split_screen", *places, "--output", output)
    assert made == {"output": str(output), "width": 1920, "height": 1080}
    with Image.open(output) as picture:
        assert [picture.getpixel((x, 9)) for x in (0, 955, 964, 1919)] == [BLUE, BLUE, GREEN, GREEN]
        assert picture.getpixel((960, 9)) not in (BLUE, GREEN), "a line between them"


def test_each_half_has_its_own_character_and_scale(
    tmp_path: Path, places: tuple[object, ...]
) -> None:
    figure().save(tmp_path / "fox.png")
    options = (
        *("--left-character", tmp_path / "fox.png", "--left-scale", "0.5"),
        *("--right-character", tmp_path / "fox.png", "--right-scale", "0.8"),
    )
    result_here("create_split_screen", *places, *options, "--output", tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as picture:
        for box, scale in (((0, 0, 956, 1080), 0.5), ((964, 0, 1920, 1080), 0.8)):
            left, top, right, bottom = red_box(picture.crop(box))
            assert abs(bottom - top - scale * 1080) <= 3
            assert abs(left + right - 956) <= 4


def test_upright_halves_stand_above_each_other(tmp_path: Path, places: tuple[object, ...]) -> None:
    options = (*places, "--aspect-ratio", "9:16", "--note", "darker")
    result_here("create_split_screen", *options, "--output", tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.size == (1080, 1920)
        top, bottom = picture.getpixel((500, 100)), picture.getpixel((500, 1800))
    assert isinstance(top, tuple) and isinstance(bottom, tuple)
    assert sum(top) < 0.7 * sum(BLUE) and sum(bottom) < 0.7 * sum(GREEN)


def test_broken_inputs_are_refused(
    tmp_path: Path, places: tuple[object, ...], corrupt: Callable[[str], Path]
) -> None:
    out = ("--output", tmp_path / "a.png")
    options = (*places, "--right-character", corrupt("fox.png"), *out)
    assert refusal_of("create_split_screen", *options).startswith("fox.png is not a whole picture")
    opaque = make_picture(tmp_path / "opaque.png")
    said = refusal_here("create_split_screen", *places, "--left-character", opaque, *out)
    assert said == "opaque.png has no transparent background; give a cut-out picture"


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--left", "a", "--output", "b"), "--right"),
        (("--right", "a", "--output", "b"), "--left"),
        (("--left", "a", "--right", "b"), "--output"),
        (("--left", "a", "--right", "b", "--output", "c", "--left-scale", "2"), "from 0.1 to 1"),
        (("--left", "a", "--right", "b", "--output", "c", "--right-scale", "-"), "from 0.1 to 1"),
    ],
)
def test_wrong_usage(
    options: tuple[str, ...], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert named in usage_error(build_parser(), options, capsys)
