"""Looking at pictures before they are used; what can be wrong with one is tested with libraries."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tests.scripts.conftest import make_picture, result_here, result_of, run_script


def test_each_picture_is_looked_at(tmp_path: Path) -> None:
    good, bad = make_picture(tmp_path / "good.png"), tmp_path / "bad.png"
    bad.write_bytes(b"no picture")
    made = result_of("check_pictures", "--image", good, "--image", bad, "--cut-out", good)
    assert [one["file"] for one in made["pictures"]] == [str(good), str(bad), str(good)]
    first, second, third = (one["problem"] for one in made["pictures"])
    assert first is None
    assert second.startswith("is no PNG, JPEG or WebP")
    assert third.startswith("has no transparent background")


def test_a_figure_that_is_cut_out_will_do(tmp_path: Path) -> None:
    figure = Image.new("RGBA", (40, 40))
    figure.paste((200, 90, 30, 255), (10, 10, 30, 30))
    for suffix in ("png", "webp"):
        figure.save(tmp_path / f"fox.{suffix}")
        made = result_here("check_pictures", "--cut-out", tmp_path / f"fox.{suffix}")
        assert made["pictures"][0]["problem"] is None


def test_one_that_is_not_there_is_told(tmp_path: Path) -> None:
    made = result_here("check_pictures", "--image", tmp_path / "none.png")
    assert made["pictures"][0]["problem"] == "does not exist"


def test_nothing_to_look_at_and_what_is_unknown_are_wrong_usage() -> None:
    assert run_script("check_pictures").returncode == 2
    assert run_script("check_pictures", "--images", "x").returncode == 2
