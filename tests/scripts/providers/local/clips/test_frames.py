"""Frames of one picture or two panels, and what stands over them."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from scripts.providers.local.clips.frames import Titles, moving_frames
from scripts.providers.local.clips.motion import read_move
from scripts.providers.local.clips.panels import panel_boxes
from scripts.providers.local.clips.planes import Planes
from scripts.providers.local.composing import joined


@pytest.mark.parametrize("size", [(320, 180), (180, 320)])
@pytest.mark.parametrize("with_depth", [True, False])
def test_two_panels_move_and_the_line_between_them_stands_still(
    size: tuple[int, int], with_depth: bool
) -> None:
    first, second = panel_boxes(size)
    half = (first[2], first[3])
    striped = Image.new("RGB", half, (30, 60, 90))
    for x in range(0, half[0], 16):
        ImageDraw.Draw(striped).rectangle((x, 0, x + 7, half[1]), (60, 90, 30))
    split = joined(striped, striped, size)
    depth = Image.linear_gradient("L").resize(size) if with_depth else None
    frames = [
        np.asarray(frame.luma, int)
        for frame in moving_frames(split, size, read_move("drift left"), 3, depth)
    ]
    between = (
        (slice(None), slice(first[2], second[0]))
        if size[0] > size[1]
        else (slice(first[3], second[1]), slice(None))
    )
    assert all((frame[between] > 215).all() for frame in frames)
    for left, top, right, bottom in (first, second):
        moved = np.abs(frames[0] - frames[2])[top:bottom, left:right]
        assert moved.mean() > 3 and frames[2][top:bottom, left:right].max() < 120


def test_a_picture_with_a_pale_middle_is_not_two_panels() -> None:
    picture = Image.new("RGB", (320, 180), (238, 236, 230))
    ImageDraw.Draw(picture).rectangle((150, 40, 170, 140), (20, 20, 20))
    first, last = moving_frames(picture, (320, 180), read_move("push in"), 2)
    grown = [np.count_nonzero(np.asarray(frame.luma) < 100) for frame in (first, last)]
    assert grown[1] > grown[0] * 1.2


def test_titles_lie_over_their_bands_alone() -> None:
    words = Image.new("RGBA", (64, 48))
    words.paste((255, 255, 255, 255), (0, 0, 64, 10))
    frame = Planes.blank((64, 48))
    Titles(words, [(0, 12)]).lay_over(frame)
    luma = np.asarray(frame.luma)
    assert (luma[:10] == 235).all() and (luma[12:] == 128).all()
