"""Animatics: a storyboard as a film of sketches with a scratch voice."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from scripts.create_animatic import FPS, PAUSE_SECONDS, build_parser
from scripts.media import SAMPLE_RATE, probe, read_audio
from scripts.providers.local.clips.animatic import Sketcher
from scripts.providers.local.story.story import Brief, write_storyboard
from tests.scripts.conftest import (
    decoded_frames,
    decoded_samples,
    refusal_here,
    refusal_of,
    result_here,
    result_of,
    usage_error,
    write_json,
)


def shot(place: str = "sea", **more: Any) -> dict[str, Any]:
    return {"panels": [{"place": place}], "motion": "pan left", "seconds": 1.0, **more}


def board(*shots: dict[str, Any]) -> dict[str, Any]:
    assets = [
        {"name": "sea", "kind": "place", "prompt": "a sea at dusk"},
        {"name": "fox", "kind": "character", "prompt": "a red fox"},
        {"name": "key", "kind": "prop", "prompt": "a key"},
    ]
    return {"title": "x", "atmosphere": "dusk", "assets": assets, "shots": list(shots)}


def make(tmp_path: Path, storyboard: dict[str, Any], name: str = "a.mp4") -> dict[str, Any]:
    path = write_json(tmp_path / "board.json", storyboard)
    return result_here("create_animatic", "--storyboard", path, "--output", tmp_path / name)


def test_an_animatic_shows_every_shot_and_is_exact_to_the_frame(tmp_path: Path) -> None:
    both = [{"place": "sea", "character": "fox"}, {"place": "cliffs", "character": "key"}]
    made = make(
        tmp_path,
        board(
            shot(),
            shot(panels=both, action="Two places", narration="Hello."),
            shot("sea", seconds=1.02),
        ),
    )
    output = tmp_path / "a.mp4"
    measured = probe(output)
    assert (measured.width, measured.height, measured.fps) == (854, 480, FPS)
    assert measured.has_audio
    frames = decoded_frames(output)
    assert len(frames) == made["seconds"] * FPS == measured.frames
    starts = [0.0, 1.0, made["seconds"] - 13 / FPS]
    assert made["spoken"][0] == made["spoken"][2] == 0.0
    assert 0.3 < made["spoken"][1] < 1.5
    assert made["starts"] == starts and made["shots"] == 3 and made["output"] == str(output)
    first, second = frames[6].astype(int), frames[18].astype(int)
    assert np.abs(first - second).mean() > 5, "another shot is another picture"
    assert np.abs(first - frames[1].astype(int)).mean() > 0.3, "and it moves"
    assert (
        np.abs(frames[6][12:52, 20:60].astype(int) - frames[1][12:52, 20:60]) < 40
    ).mean() > 0.97
    assert abs(decoded_samples(output) - len(frames) * SAMPLE_RATE // FPS) < 2048


def test_a_shot_lasts_as_its_narration_needs(tmp_path: Path) -> None:
    line = "This line is longer than the second its shot was given."
    made = make(tmp_path, board(shot(), shot(narration=line), shot()))
    assert made["seconds"] > 4.5
    assert made["spoken"][0] == made["spoken"][2] == 0.0
    assert 0 <= made["seconds"] - 2.0 - PAUSE_SECONDS - made["spoken"][1] < 1 / FPS + 0.001
    assert made["spoken"][1] == round(made["spoken"][1], 3)
    sound = np.abs(read_audio(tmp_path / "a.mp4", channels=1)[:, 0])
    rate = 48_000
    assert sound[: rate - 2000].max() < 0.01, "nothing in the first shot"
    assert sound[rate : rate + rate // 2].max() > 0.02, "the voice starts with its shot"
    assert sound[-rate:].max() < 0.01, "and ends before the last one"


def test_the_same_storyboard_gives_the_same_film(tmp_path: Path) -> None:
    path = write_json(tmp_path / "board.json", board(shot(narration="Hello.", seconds=0.5)))
    for name in ("one.mp4", "two.mp4"):
        result_of("create_animatic", "--storyboard", path, "--output", tmp_path / name)
    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "two.mp4").read_bytes()


def test_a_written_storyboard_with_strange_words(tmp_path: Path) -> None:
    brief = Brief("😀 שלום", direction="狐 " * 50 + "\u202e x.", shots=2, seconds=1)
    assert make(tmp_path, write_storyboard(brief))["shots"] == 2


def test_the_pace_and_the_language_are_heard(tmp_path: Path) -> None:
    line = shot(narration="Guten Morgen, Fuchs.", seconds=0.5)
    path = write_json(tmp_path / "board.json", board(line))
    seconds = []
    for pace in ("90", "300"):
        options = ("--language", "de", "--pace", pace, "--output", tmp_path / "a.mp4")
        seconds.append(result_here("create_animatic", "--storyboard", path, *options)["seconds"])
    assert seconds[0] > seconds[1]


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    path = write_json(tmp_path / "board.json", board(shot(narration="Hello.")))
    options = ("--storyboard", path, "--language", "qqq", "--output", tmp_path / "a.mp4")
    assert "qqq" in refusal_of("create_animatic", *options)


def test_pictures_of_ones_own_are_shown_instead_of_sketches(tmp_path: Path) -> None:
    Image.new("RGB", (64, 64), (0, 200, 0)).save(tmp_path / "sea=1.png")
    fox = Image.new("RGBA", (100, 200))
    fox.paste((220, 0, 0, 255), (30, 20, 70, 200))
    fox.save(tmp_path / "fox.png")
    storyboard = board(shot(panels=[{"place": "sea", "character": "fox"}], seconds=0.25))
    path = write_json(tmp_path / "board.json", storyboard)
    own = ("--picture", f"sea={tmp_path / 'sea=1.png'}", "--picture", f"fox={tmp_path / 'fox.png'}")
    output = tmp_path / "a.mp4"
    options = ("--storyboard", path, "--aspect-ratio", "9:16", "--output", output)
    result_here("create_animatic", *options, *own)
    frame = decoded_frames(output)[0].astype(int)
    assert frame.shape == (854, 480, 3)
    red, green, blue = frame[400, 100]
    assert green > 100 + red and green > 100 + blue
    red, green, blue = frame[650, 240]
    assert red > 80 + green and red > 80 + blue
    said = refusal_here("create_animatic", *options, "--picture", f"fox={tmp_path / 'none.png'}")
    assert said == "none.png does not exist"


def test_what_is_seen_twice_is_drawn_once_and_who_flies_is_in_the_air() -> None:
    sketcher = Sketcher(board(shot()))
    panels = [{"place": "sea", "character": "fox", "scale": 0.4}]
    standing, again = sketcher.picture(panels), sketcher.picture(panels)
    assert standing.tobytes() == again.tobytes() and standing.size == (854, 480)
    assert sketcher.picture(panels, "The fox flies").tobytes() != standing.tobytes()


PANEL = {"place": "sea"}


@pytest.mark.parametrize(
    ("storyboard", "said"),
    [
        ([], "must be an object with assets and shots"),
        ({"shots": [shot()]}, "assets: must be a list with at least one entry"),
        ({**board(), "shots": []}, "shots: must be a list with at least one entry"),
        ({**board(shot()), "assets": [7]}, "assets 1: must be an object with a name"),
        (
            {**board(shot()), "assets": [{"name": "x", "prompt": 7}]},
            "assets 1, prompt: must be a text",
        ),
        (board(shot(), 7), "shots 2: must be an object"),  # type: ignore[arg-type]  # what is refused
        (board(shot(narration=7)), "shots 1, narration: must be a text"),
        (board(shot(seconds="5")), "shots 1, seconds: must be a number above 0"),
        (board(shot(seconds=0)), "shots 1, seconds: must be a number above 0"),
        (board(shot(seconds=True)), "shots 1, seconds: must be a number above 0"),
        (board(shot(panels=[])), "shots 1, panels: must be a list of one or two"),
        (board(shot(panels=[PANEL] * 3)), "shots 1, panels: must be a list of one or two"),
        (board(shot(panels=[PANEL, {}])), "shots 1, panels 2: must be an object with a place"),
        (board(shot(panels=[{**PANEL, "character": 7}])), "panels 1, character: must be a name"),
        (board(shot(panels=[{**PANEL, "scale": 2}])), "panels 1, scale: must be a number above 0"),
    ],
)
def test_a_wrong_storyboard_is_refused_with_its_place(
    tmp_path: Path, storyboard: object, said: str
) -> None:
    path = write_json(tmp_path / "board.json", storyboard)
    output = tmp_path / "a.mp4"
    sentence = refusal_here("create_animatic", "--storyboard", path, "--output", output)
    assert sentence.startswith("board.json") and said in sentence
    assert not (tmp_path / "a.mp4").exists()


def test_broken_files_are_refused(tmp_path: Path, corrupt: Callable[[str], Path]) -> None:
    out = ("--output", tmp_path / "a.mp4")
    assert "is not JSON" in refusal_of("create_animatic", "--storyboard", corrupt("b.json"), *out)
    said = refusal_here("create_animatic", "--storyboard", tmp_path / "none.json", *out)
    assert said.startswith("none.json cannot be read")


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--output", "a.mp4"), "--storyboard"),
        (("--storyboard", "a.json"), "--output"),
        (("--storyboard", "a", "--output", "b", "--pace", "10"), "from 80 to 450"),
        (("--storyboard", "a", "--output", "b", "--picture", "fox"), "fox is not NAME=FILE"),
        (("--storyboard", "a", "--output", "b", "--picture", "=fox.png"), "is not NAME=FILE"),
    ],
)
def test_wrong_usage(
    options: tuple[str, ...], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert named in usage_error(build_parser(), options, capsys)
