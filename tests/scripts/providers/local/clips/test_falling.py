"""What falls or drifts in a clip."""

import random

import numpy as np
import pytest

from scripts.providers.local.clips.falling import Veil, flake, read_veils, scattered
from scripts.providers.local.clips.planes import Planes

SIZE = (240, 136)


@pytest.mark.parametrize(
    ("prompt", "note", "count"),
    [
        ("Rain begins. Camera: push in.", "", 1),
        ("It snows", "", 1),
        ("Snow falls on the roofs", "", 1),
        ("The fox walks through the snow", "", 0),
        ("Mist drifts over the lake", "", 1),
        ("A train passes", "", 0),
        ("Rain begins", "without rain", 0),
        ("A fox", "rain and fog", 2),
    ],
)
def test_words_decide(prompt: str, note: str, count: int) -> None:
    assert len(read_veils(prompt, note, SIZE)) == count


def shown(veil: Veil, seconds: float) -> "np.ndarray[tuple[int, ...], np.dtype[np.int64]]":
    frame = Planes.blank(SIZE)
    veil.lay_over(frame, seconds)
    return np.asarray(frame.luma, np.int64)


@pytest.mark.parametrize("prompt", ["rain", "it snows", "fog"])
def test_it_moves_as_one_and_has_no_seam(prompt: str) -> None:
    for veil in read_veils(prompt, "", SIZE):
        first, later = shown(veil, 0.0), shown(veil, 0.25)
        assert first.max() > 140 and (first != later).mean() > 0.01
        x, y = (round(speed * 0.25 * SIZE[1]) for speed in veil.speed)
        assert (np.roll(first, (y, x), (0, 1)) == later).all()
        seam, inside = np.abs(first[:, 0] - first[:, -1]), np.abs(np.diff(first, axis=1))
        assert seam.mean() < 3 * inside.mean() + 2, "of 255"


class AtTheCorner(random.Random):
    def random(self) -> float:
        return 0.9999


def test_what_crosses_an_edge_comes_in_at_the_other_one() -> None:
    mask = scattered(SIZE, [(1, flake(0.05, 200))], AtTheCorner())
    right, bottom = SIZE[0] - 3, SIZE[1] - 3
    assert {mask.getpixel(at) for at in ((2, 2), (right, 2), (2, bottom), (right, bottom))} == {200}


def test_it_falls_and_rain_is_faster_than_snow() -> None:
    rain, snow = (read_veils(words, "", SIZE) for words in ("rain", "it snows"))
    assert min(veil.speed[1] for veil in rain) > 4 * max(veil.speed[1] for veil in snow) > 0
