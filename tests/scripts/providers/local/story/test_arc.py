"""Rising and falling action: how long, how close and how moved shots are."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.scripts.providers.local.story.boards import FOX, board_of


@pytest.mark.parametrize("shots", [1, 7, 18, 60])
@pytest.mark.parametrize("seconds", [1, 3.3, 5, 30])
def test_shots_follow_the_arc_within_the_films_time(shots: int, seconds: float) -> None:
    board = board_of(FOX, shots=shots, seconds=seconds)
    each = [shot.seconds for shot in board.shots]
    assert abs(sum(each) - shots * seconds) <= 0.5
    assert all(seconds * 0.7 - 0.06 <= one <= seconds * 1.3 + 0.06 for one in each)


def test_a_film_is_wide_at_both_ends_and_close_before_its_end() -> None:
    board = board_of(FOX)
    scales = [(n, p.scale) for n, s in enumerate(board.shots) for p in s.panels if p.character]
    closest = max(scales, key=lambda one: one[1])[0]
    assert 0.6 <= closest / len(board.shots) <= 0.85
    seconds = [shot.seconds for shot in board.shots]
    assert seconds[0] > seconds[12] < seconds[-1]


def test_motions_vary_with_the_camera_last() -> None:
    motions = [shot.motion for shot in board_of(FOX).shots]
    cameras = [motion.partition(" Camera: ")[2] for motion in motions]
    assert len(set(cameras)) >= 6 and "" not in cameras
    assert all(one != other for one, other in pairwise(cameras))
