from __future__ import annotations

import math

import pytest

from scripts.providers.local.figures.shapes import Shape, both_sides, box, limb, moved, oval


def extent(shape: Shape) -> tuple[float, float, float, float]:
    across = [x for outline in shape for x, _ in outline]
    up = [y for outline in shape for _, y in outline]
    return min(across), min(up), max(across), max(up)


def test_an_oval_reaches_as_far_as_its_radii() -> None:
    assert extent(oval(1, 2, 3, 4)) == pytest.approx((-2, -2, 4, 6), abs=0.05)


def test_a_turned_oval_stands_upright() -> None:
    assert extent(oval(0, 0, 3, 1, 90)) == pytest.approx((-1, -3, 1, 3), abs=0.05)


def test_a_limb_is_as_thick_as_its_joints() -> None:
    left, low, right, top = extent(limb((0, 0, 1), (10, 0, 0.5)))

    assert (left, low, right, top) == pytest.approx((-1, -1, 10.5, 1), abs=0.05)


def test_a_joint_within_another_adds_nothing() -> None:
    assert extent(limb((0, 0, 2), (0.5, 0, 1))) == pytest.approx((-2, -2, 2, 2), abs=0.1)


def test_round_corners_stay_in_the_box() -> None:
    assert extent(box(0, 0, 2, 1, 5)) == pytest.approx((0, 0, 2, 1), abs=1e-9)


def test_a_shape_turns_and_moves() -> None:
    (((x, y),),) = moved([[(1.0, 0.0)]], 5, 5, 2, 90)

    assert (x, y) == pytest.approx((5, 7))


def test_both_sides_mirror_each_other() -> None:
    left, _, right, _ = extent(both_sides(oval(2, 0, 1)))

    assert math.isclose(left, -right)
