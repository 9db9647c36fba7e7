"""Figures cut out of painted colours, measured against the figures they were painted from."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from scripts.providers.cutting import NotCut, cut_out, without_ground

Floats = NDArray[Any]
SIZE = (384, 512)
GREEN, MAGENTA, BLUE = (18, 214, 44), (238, 20, 226), (30, 40, 235)  # as painted, not as asked


@pytest.fixture(scope="module")
def shape() -> Floats:
    """How much of each pixel is figure: a head, a body with a hole, an arm, some hair."""
    large = Image.new("L", (SIZE[0] * 4, SIZE[1] * 4), 0)
    draw = ImageDraw.Draw(large)
    draw.ellipse((500, 200, 1040, 800), fill=255)
    draw.rounded_rectangle((440, 760, 1120, 1800), 160, fill=255)
    draw.line((1120, 1000, 1400, 600), fill=255, width=60)
    draw.ellipse((680, 1200, 860, 1400), fill=0)
    for number in range(5):
        draw.line((620 + number * 60, 230, 540 + number * 90, 90), fill=255, width=10)
    return np.asarray(large.resize(SIZE, Image.Resampling.BOX), float) / 255


@pytest.fixture(scope="module")
def colours() -> Floats:
    down, across = np.meshgrid(
        np.linspace(0, 1, SIZE[1]), np.linspace(0, 1, SIZE[0]), indexing="ij"
    )
    return np.stack([200 - 90 * down, 120 + 60 * across, 70 + 50 * down], axis=-1)


def painted(shape: Floats, colours: Floats, key: tuple[int, int, int]) -> Image.Image:
    """What a model paints: uneven light, a soft shadow on the ground, noise."""
    down, across = np.mgrid[0 : SIZE[1], 0 : SIZE[0]]
    shadow = np.exp(-(((across - 195) / 115) ** 2 + ((down - 452) / 12) ** 2))
    light = (0.95 + 0.08 * down / SIZE[1]) * (1 - 0.35 * shadow)
    ground = light[..., None] * np.array(key)
    seen = shape[..., None] * colours + (1 - shape[..., None]) * ground
    seen += np.random.default_rng(1).normal(0, 3, seen.shape)
    return Image.fromarray(np.clip(seen, 0, 255).astype(np.uint8))


@pytest.mark.parametrize("key", [GREEN, MAGENTA, BLUE])
def test_edges_are_soft_and_nothing_shines_around_them(
    shape: Floats, colours: Floats, key: tuple[int, int, int]
) -> None:
    cut = np.asarray(without_ground(painted(shape, colours, key)), float)
    alpha = cut[..., 3] / 255
    edge = (shape > 0.02) & (shape < 0.98)
    assert np.abs(alpha - shape).mean() < 0.006
    assert np.abs(alpha - shape)[edge].mean() < 0.15
    assert alpha[shape == 0].max() < 0.1
    for ground in (0, 128, 255):  # on black, grey and white
        shown = alpha[..., None] * cut[..., :3] + (1 - alpha[..., None]) * ground
        wanted = shape[..., None] * colours + (1 - shape[..., None]) * ground
        assert np.abs(shown - wanted)[edge].mean() < 16
    # No pixel that can be seen has more of the key's hue than the figure has there.
    more = hue_of(cut[..., :3], key) - np.maximum(hue_of(colours, key), 0)
    assert np.percentile(more[alpha > 0.1], 99.5) < 10


def hue_of(seen: Floats, key: tuple[int, int, int]) -> Floats:
    """What pixels have more of the key's strong channels than of its weak ones."""
    strong = np.array(key) > np.mean(key)
    more: Floats = seen[..., strong].min(axis=-1) - seen[..., ~strong].max(axis=-1)
    return more


def test_the_hole_and_the_corners_are_clear(shape: Floats, colours: Floats) -> None:
    cut = np.asarray(without_ground(painted(shape, colours, GREEN)))
    assert cut[325, 192, 3] == 0  # the hole in the body
    assert cut[452, 60, 3] == 0 and cut[0, 0, 3] == 0
    assert cut[452, 330, 3] == 0  # the shadow on the ground
    assert cut[150, 190, 3] == 255


def test_it_is_cropped_to_the_figure(shape: Floats, colours: Floats) -> None:
    cut = cut_out(painted(shape, colours, GREEN))
    box = Image.fromarray((shape * 255).astype(np.uint8)).getbbox()
    assert box is not None
    assert abs(cut.width - (box[2] - box[0])) <= 4 and abs(cut.height - (box[3] - box[1])) <= 4


def test_what_a_jpeg_does_to_colours_leaves_no_ground(shape: Floats, colours: Floats) -> None:
    made = io.BytesIO()
    painted(shape, colours, GREEN).save(made, format="JPEG", quality=90)
    cut = np.asarray(without_ground(Image.open(made)), float)
    away = np.asarray(Image.fromarray((shape > 0).astype(np.uint8) * 255).resize(SIZE)) == 0
    assert (cut[..., 3][away] > 25).mean() < 0.01
    assert np.abs(cut[..., 3] / 255 - shape).mean() < 0.01
    more = hue_of(cut[..., :3], GREEN) - np.maximum(hue_of(colours, GREEN), 0)
    assert np.percentile(more[cut[..., 3] > 25], 99.5) < 12


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Image.new("RGB", SIZE, (0, 255, 0)), "nothing is left"),
        (lambda: Image.linear_gradient("L").convert("RGB"), "not the colour"),
        (lambda: Image.new("RGB", SIZE, (250, 250, 250)), "not the colour"),
        (lambda: noise(), "not plain"),
        (lambda: framed(), "rectangle"),
    ],
)
def test_what_is_no_figure_is_not_cut(make: Any, said: str) -> None:
    with pytest.raises(NotCut, match=said):
        cut_out(make())


def test_a_prop_may_be_a_rectangle() -> None:
    assert cut_out(framed(), may_be_square=True).size == (180, 300)


def noise() -> Image.Image:
    picture = np.random.default_rng(2).integers(0, 255, (*SIZE, 3), dtype=np.uint8)
    picture[..., 1] = 250 - picture[..., 0] // 20
    picture[..., 2] //= 4
    return Image.fromarray(picture)


def framed() -> Image.Image:
    picture = Image.new("RGB", SIZE, (0, 255, 0))
    picture.paste((150, 60, 40), (100, 100, 280, 400))
    return picture
