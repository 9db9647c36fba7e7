"""Clips: what the camera does, and files exact to the frame."""

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image, ImageDraw

from scripts.generate_video import build_parser
from scripts.media import probe
from scripts.providers.local.clips.frames import moving_frames
from scripts.providers.local.clips.motion import Move, View, read_move
from scripts.providers.local.clips.planes import Planes
from tests.scripts.conftest import (
    decoded_frames,
    make_picture,
    refusal_of,
    result_here,
    result_of,
    run_script,
    usage_error,
)

SIZE = (192, 108)


def dot(at: tuple[float, float] = (0.5, 0.5), size: tuple[int, int] = SIZE) -> Image.Image:
    """A white dot on black, its place given in shares of the picture."""
    picture = Image.new("RGB", size)
    x, y = at[0] * size[0], at[1] * size[1]
    ImageDraw.Draw(picture).ellipse((x - 6, y - 6, x + 6, y + 6), (255, 255, 255))
    return picture


def dot_places(prompt: str, note: str = "", count: int = 24) -> list[tuple[float, float, float]]:
    """Where the dot is in each frame (x, y in pixels), and its area."""
    places = []
    for frame in moving_frames(dot(), SIZE, read_move(prompt, note), count):
        light = np.asarray(frame.luma, dtype=float) - 16
        area = light.sum()
        x = (light.sum(axis=0) * np.arange(SIZE[0])).sum() / area
        y = (light.sum(axis=1) * np.arange(SIZE[1])).sum() / area
        places.append((x, y, area))
    return places


@pytest.mark.parametrize(
    ("prompt", "across", "down", "growing"),
    [
        ("The fox sits. Slow push in.", 0, -1, 1),
        ("zoom in on the lantern", 0, -1, 1),
        ("Camera: dolly forward", 0, -1, 1),
        ("pull back", 0, 0, -1),
        ("slow zoom out", 0, 0, -1),
        ("pan left over the sea", 1, 0, 0),
        ("Pans slowly to the right", -1, 0, 0),
        ("gentle drift right", -1, 0, 0),
        ("tilt up to the stars", 0, 1, 0),
        ("crane down", 0, -1, 0),
    ],
)
def test_the_camera_does_what_the_prompt_says(
    prompt: str, across: int, down: int, growing: int
) -> None:
    """A thing in the picture goes the other way than the camera."""
    places = dot_places(prompt)
    (x0, y0, area0), (x1, y1, area1) = places[0], places[-1]
    for moved, wanted in ((x1 - x0, across), (y1 - y0, down)):
        assert moved * wanted > 2 if wanted else abs(moved) < 0.5
    assert (area1 / area0 - 1) * growing > 0.1 if growing else abs(area1 / area0 - 1) < 0.02


def test_moves_are_smooth_and_eased() -> None:
    xs = np.array([x for x, _, _ in dot_places("pan left", count=48)])
    steps = np.diff(xs)
    assert (steps > -0.02).all(), "never backwards"
    assert np.abs(np.diff(steps)).max() < 0.25, "no jolt from one frame to the next, in pixels"
    assert steps[0] < steps[24] / 3 and steps[-1] < steps[24] / 3


def width_of(move: Move) -> float:
    return abs(move.end.x - move.start.x) + abs(move.end.share - move.start.share)


def test_a_note_acts_on_the_move() -> None:
    usual = read_move("pan left")
    assert width_of(read_move("pan left", "slower")) < width_of(usual)
    assert width_of(read_move("pan left", "faster")) > width_of(usual)
    assert read_move("pan left", "pan right").end.x > 0.5
    assert read_move("slow push in", "closer").end.share < read_move("slow push in").end.share
    assert read_move("push in", "wider").end.share > read_move("push in").end.share
    assert read_move("pan left", "wider").start.share > usual.start.share
    assert read_move("pan left", "without camera move") == read_move("still")


def seen_of(prompt: str, note: str) -> float:
    """The mean width of what is seen, of a picture's."""
    places = dot_places(prompt, note, count=9)
    usual = dot_places("still", count=9)[0][2]
    return float(np.mean([(usual / area) ** 0.5 for _, _, area in places]))


@pytest.mark.parametrize("prompt", ["slow push in", "pan left", "tilt up", "pull back"])
def test_a_note_is_seen_in_the_frames(prompt: str) -> None:
    assert seen_of(prompt, "closer") < seen_of(prompt, "") - 0.04
    assert seen_of(prompt, "wider") > seen_of(prompt, "") + 0.02

    def way(note: str) -> float:
        """How far the dot moves or grows, in pixels."""
        places = np.array(dot_places(prompt, note, count=9))
        places[:, 2] = places[:, 2] ** 0.5 / 16
        return float(np.abs(np.diff(places, axis=0)).sum())

    assert way("slower") < way("") * 0.75 < way("") < way("faster") * 0.85
    assert way("without camera move") < 2 > way("still")


def test_a_prompt_without_a_move_gets_a_drift_of_its_own() -> None:
    moves = {read_move(prompt) for prompt in ("a fox", "a sea", "a hill", "rain", "")}
    assert len(moves) > 1 and all(width_of(move) > 0.02 for move in moves)
    assert read_move("a fox") == read_move("a fox")


def test_another_round_moves_the_other_way_and_as_far_as_it_likes() -> None:
    first, second, third = (read_move("pan left", "", number) for number in (0, 1, 2))
    assert first == read_move("pan left") and second == read_move("pan left", "", 1)
    assert first.end.x < 0.5 < second.end.x and third.end.x < 0.5
    assert first.end.x != third.end.x
    assert read_move("tilt up", "", 1).end.y > 0.5 > read_move("tilt up", "", 2).end.y
    for prompt in ("push in", "static", "a fox"):
        moves = [read_move(prompt, "", number) for number in range(20)]
        assert len(set(moves)) == 20 and all(width_of(move) > 0.005 for move in moves)
        assert width_of(moves[1]) == pytest.approx(width_of(moves[0]), rel=0.31)


def test_a_note_that_names_a_way_is_followed_in_every_round() -> None:
    moves = {read_move("pan left", "pan right please", number) for number in range(9)}
    assert len(moves) == 9 and all(move.end.x > 0.5 > move.start.x for move in moves)
    slow = [read_move("push in", "slower", number) for number in range(9)]
    fast = [read_move("push in", "", number) for number in range(9)]
    assert max(map(width_of, slow)) < min(map(width_of, fast)), "slower than any round before"


def test_a_still_camera_is_not_a_frozen_picture() -> None:
    move = read_move("static shot, the fog moves")
    assert 0 < width_of(move) < 0.05


@pytest.mark.parametrize("view", [View(0, 0, 0.8), View(1, 1, 0.8), View(0.5, 0.5, 1.0)])
def test_a_view_never_leaves_the_picture(view: View) -> None:
    left, top, right, bottom = view.box((200, 100))
    assert left >= 0 and top >= 0 and right <= 200 and bottom <= 100
    assert right - left == pytest.approx(200 * view.share)


def test_planes_are_video_colours() -> None:
    white, black = (Planes.of(Image.new("RGB", (4, 2), (v, v, v))) for v in (255, 0))
    assert white.raw() == bytes([235] * 8 + [128] * 4)
    assert black.raw() == bytes([16] * 8 + [128] * 4)


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    folder = tmp_path_factory.mktemp("clip")
    picture = dot((0.25, 0.5), (1280, 720))
    picture.paste((200, 60, 40), (900, 100, 1200, 600))
    picture.save(folder / "seed.png")
    options = ("--image", folder / "seed.png", "--prompt", "push in", "--seconds", "0.7")
    jobs = ("--job-file", folder / "job.json", "--job-id", "none")
    output = folder / "new" / "clip.mp4"
    return output, result_of("generate_video", *options, *jobs, "--output", output)


def test_a_clip_is_exact_to_the_frame(clip: tuple[Path, dict[str, object]]) -> None:
    output, made = clip
    assert made == {"output": str(output), "seconds": 17 / 24, "frames": 17}
    measured = probe(output)
    assert (measured.width, measured.height, measured.frames) == (1920, 1080, 17)
    assert (measured.fps, measured.has_audio) == (24.0, False)
    assert len(decoded_frames(output)) == 17
    assert [path.name for path in output.parent.iterdir()] == ["clip.mp4"]


def test_a_clip_has_the_pictures_colours(clip: tuple[Path, dict[str, object]]) -> None:
    with av.open(str(clip[0])) as container:
        frame = next(container.decode(video=0))
        assert (frame.format.name, frame.colorspace, frame.color_range) == ("yuv420p", 1, 1)
        rgb = frame.reformat(format="rgb24", src_colorspace="ITU709").to_ndarray()
    assert np.abs(rgb[500, 1500].astype(int) - (200, 60, 40)).max() <= 6


def test_the_same_arguments_give_the_same_clip_and_another_round_another(tmp_path: Path) -> None:
    dot((0.4, 0.6)).save(tmp_path / "seed.png")
    picture = ("--image", tmp_path / "seed.png")
    options = (*picture, "--prompt", "pan left", "--seconds", "0.5", "--fps", "6")
    upright = (*options, "--aspect-ratio", "9:16")
    for name, number in (("one.mp4", 1), ("two.mp4", 1), ("three.mp4", 2)):
        output = tmp_path / name
        made = result_here("generate_video", *upright, "--round", number, "--output", output)
        assert made["frames"] == 3
    one, two, three = ((tmp_path / f"{name}.mp4").read_bytes() for name in ("one", "two", "three"))
    assert one == two != three
    assert probe(tmp_path / "one.mp4").height == 1920


def test_progress_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = make_picture(tmp_path / "seed.png")
    options = ("--image", picture, "--prompt", "x", "--seconds", "0.5", "--fps", "4")
    result_here("generate_video", *options, "--output", tmp_path / "a.mp4")
    assert '{"event": "progress", "done": 2, "total": 2}' in capsys.readouterr().err.splitlines()


def test_a_broken_picture_is_refused(tmp_path: Path, corrupt: Callable[[str], Path]) -> None:
    options = ("--prompt", "x", "--output", tmp_path / "a.mp4")
    said = refusal_of("generate_video", *options, "--image", corrupt("seed.png"))
    assert said.startswith("seed.png is not a whole picture")
    assert not (tmp_path / "a.mp4").exists()


def test_an_encoder_that_fails_leaves_no_file(tmp_path: Path) -> None:
    picture = make_picture(tmp_path / "seed.png")
    options = ("--image", picture, "--prompt", "x", "--seconds", "0.5")
    output = ("--output", tmp_path / "a.mp4")
    completed = run_script(
        "generate_video", *options, *output, env={"IMAGEIO_FFMPEG_EXE": "/bin/false"}
    )
    assert completed.returncode == 1
    assert "ffmpeg" in completed.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["seed.png"]


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--prompt", "x", "--output", "b"), "--image"),
        (("--image", "a", "--output", "b"), "--prompt"),
        (("--image", "a", "--prompt", "x"), "--output"),
        (("--image", "a", "--prompt", "x", "--output", "b", "--seconds", "0"), "from 0.5 to 60"),
        (("--image", "a", "--prompt", "x", "--output", "b", "--seconds", "inf"), "from 0.5 to 60"),
        (("--image", "a", "--prompt", "x", "--output", "b", "--fps", "24.5"), "from 1 to 60"),
        (("--image", "a", "--prompt", "x", "--output", "b", "--fps", "0"), "from 1 to 60"),
        (("--image", "a", "--prompt", "x", "--output", "b", "--round", "x"), "from 0 to 10000"),
    ],
)
def test_wrong_usage(
    options: tuple[str, ...], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert named in usage_error(build_parser(), options, capsys)


@pytest.mark.parametrize(
    ("note", "least", "most"),
    [("darker", 0.3, 0.85), ("brighter", 1.1, 2.0), ("at night", 0.1, 0.7), ("closer", 0.9, 1.1)],
)
def test_a_note_lights_the_frames(tmp_path: Path, note: str, least: float, most: float) -> None:
    make_picture(tmp_path / "grey.png", (120, 120, 120))
    arguments = ("--image", tmp_path / "grey.png", "--prompt", "hold still", "--seconds", 0.5)
    means = []
    for name, noted in (("plain", ()), ("noted", ("--note", note))):
        output = tmp_path / f"{name}.mp4"
        result_here("generate_video", *arguments, *noted, "--fps", 4, "--output", output)
        means.append(float(np.mean([frame.mean() for frame in decoded_frames(output)])))
    assert least < means[1] / means[0] < most


def test_rain_alone_leaves_the_hour_what_it_is(tmp_path: Path) -> None:
    make_picture(tmp_path / "dusk.png", (60, 30, 70))
    arguments = ("--image", tmp_path / "dusk.png", "--prompt", "hold still", "--seconds", 0.5)
    output = tmp_path / "clip.mp4"
    result_here("generate_video", *arguments, "--note", "rain", "--fps", 4, "--output", output)
    red, green, blue = np.mean(decoded_frames(output), axis=(0, 1, 2))
    assert 50 < red < 95 and green < 65 and 60 < blue < 105
