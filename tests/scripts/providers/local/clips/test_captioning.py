"""Words and time over an animatic."""

import numpy as np
import pytest

from scripts.providers.local.clips.captioning import Caption, Timeline
from scripts.providers.local.clips.planes import Planes

SIZES = [(854, 480), (480, 854)]
LONG = "At dawn a young fox wakes in a dry meadow and follows the sound of water. " * 3


def over_grey(caption: Caption, size: tuple[int, int]) -> "np.ndarray[tuple[int, ...], np.dtype]":
    frame = Planes.blank(size)
    caption.over(size).lay_over(frame)
    return np.asarray(frame.luma)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "words", ["At dawn.", LONG, "夜明けに、若い狐が目を覚ます。", "عند الفجر", "सुबह"]
)
def test_narration_stands_at_the_foot_in_any_script(size: tuple[int, int], words: str) -> None:
    luma = over_grey(Caption(3, 18, 5.0, "", words), size)
    foot = luma[size[1] * 2 // 3 :]
    assert (foot > 220).sum() > 60, "letters"
    rows = np.flatnonzero((foot > 220).any(axis=1))
    assert rows.max() < len(foot) - 9, "not over the film's time"
    columns = np.flatnonzero((foot > 220).any(axis=0))
    assert columns.min() > 8 and columns.max() < size[0] - 8
    assert (luma[size[1] // 3 : size[1] // 2] == 128).all(), "the picture is left alone"


@pytest.mark.parametrize("size", SIZES)
def test_the_head_says_which_shot_it_is(size: tuple[int, int]) -> None:
    one, other = (over_grey(Caption(n, 60, 5.0, LONG, ""), size) for n in (7, 48))
    assert (one[:88] != other[:88]).any()
    assert (one[size[1] // 3 :] == 128)[: size[1] // 3].all()


@pytest.mark.parametrize("size", SIZES)
def test_the_strip_fills_from_shot_to_shot(size: tuple[int, int]) -> None:
    timeline = Timeline(size, [10, 30, 20])
    reached = []
    for number in range(60):
        frame = Planes.blank(size)
        timeline.lay_over(frame, number)
        strip = np.asarray(frame.luma)[-4]
        reached.append(int((strip > 150).sum()))
        assert (np.asarray(frame.luma)[:-8] == 128).all()
    assert reached == sorted(reached) and reached[-1] == size[0] - 4
    assert reached[29] == pytest.approx(size[0] / 2, abs=4)
