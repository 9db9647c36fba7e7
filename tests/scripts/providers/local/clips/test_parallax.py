"""Near things pass far ones, smoothly, and no edge is ever seen."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from scripts.providers.local.clips.motion import read_move
from scripts.providers.local.clips.parallax import Parallax

SIZE = (384, 216)
FAR, NEAR = (96, 70), (250, 150)  # middles of two dots
_GREY = 60


def scene() -> tuple[Image.Image, Image.Image]:
    """A white dot far away on the left, and one on near ground on the right."""
    picture, depth = Image.new("RGB", SIZE, (_GREY,) * 3), Image.new("L", SIZE, 10)
    ImageDraw.Draw(depth).rectangle((0, 110, *SIZE), 200)
    for x, y in (FAR, NEAR):
        ImageDraw.Draw(picture).ellipse((x - 7, y - 7, x + 7, y + 7), (255,) * 3)
    return picture, depth


def dots(prompt: str, count: int) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    """Middles of both dots in each frame: [frame, far or near, x or y]."""
    camera = Parallax(*scene(), read_move(prompt))
    places = []
    for number in range(count):
        light = np.asarray(camera.frame(number / (count - 1)).luma, float) - 100
        light[light < 0] = 0
        rows, columns = np.mgrid[: SIZE[1], : SIZE[0]]
        for left in (0, 185):
            part = light[:, left : left + 185]
            places += [
                (part * columns[:, left : left + 185]).sum() / part.sum(),
                (part * rows[:, left : left + 185]).sum() / part.sum(),
            ]
    return np.array(places).reshape(count, 2, 2)


@pytest.mark.parametrize(
    ("prompt", "axis", "way"),
    [("pan left", 0, 1), ("drift right", 0, -1), ("tilt up", 1, 1), ("crane down", 1, -1)],
)
def test_near_things_go_further_than_far_ones(prompt: str, axis: int, way: int) -> None:
    far, near = (dots(prompt, 2)[1] - dots(prompt, 2)[0])[:, axis] * way
    assert near > far * 1.15 > 0


def test_what_is_carried_past_things_shifts_them_more_than_what_turns() -> None:
    def ratio(prompt: str) -> float:
        far, near = (dots(prompt, 2)[1] - dots(prompt, 2)[0])[:, 0]
        return float(near / far)

    assert ratio("drift left") > ratio("pan left") * 1.2


def test_around_a_point_near_and_far_go_against_each_other() -> None:
    for prompt, way in (("orbit left", 1), ("orbit right", -1)):
        far, near = (dots(prompt, 2)[1] - dots(prompt, 2)[0])[:, 0] * way
        assert far < -5 and near > 0


def test_a_push_makes_near_things_grow_more() -> None:
    first, last = dots("push in", 2)
    middle = np.array([SIZE[0] / 2, SIZE[1] / 2])
    far, near = (np.abs(last - middle) - np.abs(first - middle))[:, 0]
    reach = np.abs(first - middle)[:, 0]
    assert near / reach[1] > far / reach[0] > 0.05


@pytest.mark.parametrize("prompt", ["pan left", "orbit right", "push in", "crane up, push in"])
def test_every_layer_follows_its_path_to_an_eighth_of_a_pixel(prompt: str) -> None:
    move, count = read_move(prompt), 25
    camera = Parallax(*scene(), move)
    seen = dots(prompt, count)
    for which, start in enumerate((FAR, NEAR)):
        nearness = camera.sheets[which].nearness
        for number in range(count):
            left, top, right, _ = move.at(number / (count - 1), nearness).box(SIZE)
            scale = (right - left) / SIZE[0]
            # A pixel's middle is half a pixel from its corner.
            true = [
                (at + 0.5 - side) / scale - 0.5 for at, side in zip(start, (left, top), strict=True)
            ]
            assert np.abs(seen[number, which] - true).max() < 0.125, (number, which)


@pytest.mark.parametrize("size", [SIZE, (216, 384)])
@pytest.mark.parametrize("prompt", ["pan right", "orbit left", "pull back", "crane down", "hold"])
def test_there_are_no_holes_and_no_edges(prompt: str, size: tuple[int, int]) -> None:
    """Green everywhere, in any layer; what is missing would be grey, and dark in luma."""
    picture = Image.new("RGB", size, (0, 255, 0))
    depth = Image.effect_noise((12, 8), 90).resize(size, Image.Resampling.NEAREST)
    camera = Parallax(picture, depth, read_move(prompt))
    for progress in (0.0, 0.3, 1.0):
        frame = camera.frame(progress)
        assert frame.luma.getextrema()[0] > 165  # type: ignore[operator]  # of one band: two numbers
        assert frame.blue.getextrema()[1] < 50  # type: ignore[operator]
