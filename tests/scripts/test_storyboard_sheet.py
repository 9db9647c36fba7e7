"""The storyboard's pages: every shot is on one, tall enough for its words, whoever wrote it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from scripts.preview_manifest import Board
from scripts.sheet_parts import ACCENT, WIDTH
from scripts.storyboard_sheet import storyboard_pages
from scripts.storyboard_shots import ShotText, drawable_board, read_shots
from tests.scripts.conftest import make_picture, refusal_here, result_here, write_json

ASSETS = [
    {"name": "wood", "kind": "place", "prompt": "a wood"},
    {"name": "fox", "kind": "character", "prompt": "a red fox"},
]


def shot(**more: Any) -> dict[str, Any]:
    return {
        "action": "A fox wakes",
        "panels": [{"place": "wood", "character": "fox", "scale": 0.5}],
        "motion": "A fox wakes. Camera: slow push in.",
        "narration": "It is dawn.",
        "sound": "birds",
        "seconds": 5.0,
        **more,
    }


def board(*shots: object) -> dict[str, Any]:
    return {"title": "Fox", "atmosphere": "misty, dawn", "assets": ASSETS, "shots": list(shots)}


def pages(storyboard: dict[str, Any], ratio: str = "16:9", **pictures: Path) -> list[Image.Image]:
    return list(storyboard_pages("#1 Fox", Board(storyboard, pictures), ratio))


@pytest.mark.parametrize(
    ("ratio", "count", "expected"),
    [("16:9", 1, 1), ("16:9", 7, 2), ("9:16", 6, 2), ("16:9", 60, 8)],
)
def test_shots_are_spread_over_few_pages(ratio: str, count: int, expected: int) -> None:
    made = pages(board(*[shot(panels=[])] * count), ratio)
    assert len(made) == expected
    assert all(page.width == WIDTH for page in made)
    heights = [page.height for page in made]
    assert max(heights) - min(heights) <= 600, "evenly"
    assert max(heights) < 2.7 * WIDTH, "not a ribbon"


def test_each_shot_has_its_number_and_its_picture() -> None:
    (page,) = pages(board(shot(), shot(panels=[{"place": "wood"}])))
    pixels = np.asarray(page)
    numbers = (pixels[:, 24:100] == ACCENT).all(axis=2).mean(axis=1) > 0.3
    assert (np.diff(np.flatnonzero(numbers)) > 1).sum() >= 2, "the strip and two numbers"
    frame = pixels[-300:-100, 120:480]
    assert frame.std() > 3, "something is drawn"


def test_the_film_is_a_strip_in_which_this_page_is_lit() -> None:
    first, second = pages(board(*[shot(panels=[])] * 12))
    lit = [
        np.flatnonzero((np.asarray(page)[:230, 110:] == ACCENT).all(axis=2).any(axis=0)).mean()
        for page in (first, second)
    ]
    assert lit[0] < WIDTH / 2 - 110 < lit[1]


def test_long_words_make_a_row_taller() -> None:
    long = "The fox crosses the cold river while the old heron watches from the reeds. " * 3
    (short,), (tall,) = (
        pages(board(shot(panels=[], action=text, narration=text))) for text in ("Dawn", long)
    )
    assert tall.height > short.height


def test_a_picture_of_the_channels_own_is_shown(tmp_path: Path) -> None:
    own = make_picture(tmp_path / "own.png", (10, 220, 10), (1920, 1080))
    (page,) = pages(board(shot(panels=[{"place": "wood"}])), wood=own)
    red, green, blue = np.asarray(page)[-200, 300].astype(int)
    assert green > red + 80 and green > blue + 80


def test_frames_have_the_films_shape() -> None:
    (wide,) = pages(board(shot(panels=[])))
    (upright,) = pages(board(shot(panels=[])), "9:16")
    assert upright.height > wide.height + 100


@pytest.mark.parametrize(
    "strange",
    [
        {},
        {"panels": "none"},
        {"panels": [{"place": 5}, 7, {"place": "nowhere", "scale": -1, "character": 9}]},
        {"place": "wood", "character": "fox"},
        {"action": 5, "narration": None, "sound": ["x"], "motion": {}, "seconds": "long"},
        {"narration": "🦊 狐 ثعلب लोमड़ी " * 60, "seconds": 0.5},
    ],
)
def test_what_a_person_left_out_is_left_out(strange: dict[str, Any]) -> None:
    assert len(pages({"shots": [strange]})) == 1
    assert len(pages({"shots": [strange], "assets": [{}, 5, {"name": "wood"}], "title": 9})) == 1


def test_a_shot_is_read_as_it_is_meant() -> None:
    (read,) = read_shots(board(shot(seconds=2, panels=[{"place": "wood", "scale": 0.3}])))
    panels = ({"place": "wood", "character": None, "scale": 0.3},)
    assert read == ShotText(1, 2.0, "A fox wakes", "It is dawn.", "birds", "slow push in", panels)
    (short,) = read_shots(board({"place": "wood", "motion": "pan left"}))
    assert short.panels[0]["place"] == "wood" and short.camera == "pan left"


def test_assets_without_a_name_are_not_drawn() -> None:
    assert drawable_board({"assets": [{"prompt": "x"}, {"name": "fox", "prompt": 5}]}) == {
        "atmosphere": "",
        "assets": [{"name": "fox", "prompt": "", "kind": "character"}],
    }


def test_pages_are_numbered_files_that_fit_together(tmp_path: Path) -> None:
    file = write_json(tmp_path / "storyboard.json", board(*[shot(panels=[])] * 7))
    manifest = write_json(tmp_path / "m.json", {"title": "Fox", "storyboard": str(file)})
    arguments = ("--kind", "storyboard", "--manifest", manifest, "--max-bytes", 60_000)
    made = result_here("create_preview", *arguments, "--output", tmp_path / "board.jpg")
    assert [Path(name).name for name in made["files"]] == ["board-1.jpg", "board-2.jpg"]
    assert made["fits"] is True and made["bytes"] <= 60_000
    assert not (tmp_path / "board.jpg").exists()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ({}, "m.json, storyboard: must be the path of a file"),
        ({"storyboard": "gone.json"}, "there is no file gone.json"),
        ({"storyboard": "empty.json"}, "empty.json, shots: must be a list"),
        ({"storyboard": "odd.json"}, "odd.json, shots 2: must be an object"),
        ({"storyboard": "good.json", "pictures": []}, ""),
        ({"storyboard": "good.json", "pictures": [1]}, "pictures: must be an object"),
        ({"storyboard": "good.json", "pictures": {"wood": "gone.png"}}, "pictures wood"),
        ({"storyboard": "good.json", "pictures": {"wood": "m.json"}}, "m.json is not a whole"),
    ],
)
def test_a_wrong_manifest_is_refused_with_its_place(
    tmp_path: Path, content: dict[str, Any], complaint: str
) -> None:
    write_json(tmp_path / "empty.json", {"shots": []})
    write_json(tmp_path / "odd.json", {"shots": [{}, 5]})
    write_json(tmp_path / "good.json", {"shots": [{}]})
    manifest = write_json(tmp_path / "m.json", content)
    arguments = ("--kind", "storyboard", "--manifest", manifest, "--output", tmp_path / "x.png")
    if complaint:
        assert complaint in refusal_here("create_preview", *arguments)
    else:
        assert result_here("create_preview", *arguments)["fits"] is True


def test_what_is_seen_and_said_alike_is_read_once() -> None:
    seen = "The fox crosses the cold river while the old heron watches from the reeds " * 2
    twice, once = (
        pages(board(shot(panels=[], action=seen.strip(), narration=said)))
        for said in (seen.replace("cold", "wild"), f"{seen.strip()}.")
    )
    assert once[0].height < twice[0].height
